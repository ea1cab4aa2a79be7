"""The state's criteria judged for real, by figures drawn at random, are what verify makes of law and figures; and every
cell, row, limit and file that is altered is named."""

import pytest

from criteria_packages import (
    CRITERIA,
    LAW_FILE,
    PROJECT,
    STATUSES,
    change,
    change_target_value,
    change_text,
    check,
    draw_figures,
    pack,
)
from hpanalysis.tables import AREA_STATUSES
from hpanalysis.tables import CRITERIA as CRITERIA_TABLE
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from slow_cases import keep_some_quick

# Lists by the first rules and the change of 2013, and lists by those of 2014 until the ones in force.
SPANS = [(2011, 2015), (2016, 2026)]


@pytest.fixture(scope="module")
def package() -> Package:
    return pack(draw_figures(0, 2019, 2026))


def without(package: Package, name: str) -> Package:
    files = {path: content for path, content in package.files.items() if path != name}
    return Package(package.name, files, (), zipped=True)


def assert_told(package: Package, *texts: str) -> None:
    outcome = check(package)
    assert outcome.state is State.FAILS
    assert any(all(text in each for text in texts) for each in outcome.problems), outcome.problems[:5]


@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}-{span[1]}")
@pytest.mark.parametrize("seed", keep_some_quick(range(4), every=4))
def test_two_implementations_of_the_law_agree_on_every_cell(seed, span):
    assert check(pack(draw_figures(seed, *span))).problems == ()


@pytest.mark.slow
def test_what_is_drawn_has_every_status_and_what_leaves_one_open(package):
    """A test of nothing but decided statuses would not have asked much."""
    rows = [row for seed in range(3) for row in pack(draw_figures(seed, 2019, 2026)).table("omraadestatus.csv")]
    statuses = {row["status"] for row in rows}
    assert statuses == {
        "ingen",
        "forebyggelsesområde",
        "udsat boligområde",
        "parallelsamfund",
        "kan ikke afgøres",
    } | (statuses & {"omdannelsesområde"})
    reasons = " ".join(row["reason"] for row in rows)
    for told in (
        "ikke er leveret",
        "ikke kan vises",
        "landets tal for dømte",
        "antallet af beboere",
        "hvad området var",
    ):
        assert told in reasons
    assert any(row["status"] != "kan ikke afgøres" for row in rows if row["residents"] == "")


@pytest.mark.parametrize("file", [CRITERIA, STATUSES], ids=["kriterier.csv", "omraadestatus.csv"])
def test_each_column_that_is_altered_is_named(package, file):
    table = CRITERIA_TABLE if file == CRITERIA else AREA_STATUSES
    for number, column in enumerate(table.names):
        forged = change(package, file, lambda rows, c=column, n=number: rows[n].update({c: f"{rows[n][c]}7"}))
        place = file.rpartition("/")[2]
        # A row that is called otherwise is one that is missing and one too many.
        told = "Rækken" if column in ("list_year", "area_id", "area_type", "criterion") else f"»{column}«"
        assert_told(forged, f"»{place}«", told)


@pytest.mark.parametrize("file", [CRITERIA, STATUSES], ids=["kriterier.csv", "omraadestatus.csv"])
def test_a_row_left_out_added_doubled_or_moved_is_named(package, file):
    assert_told(change(package, file, lambda rows: rows.pop(3)), "Rækken mangler")
    assert_told(change(package, file, lambda rows: rows.append(rows[3] | {"list_year": "2031"})), "hører ikke til")
    assert_told(change(package, file, lambda rows: rows.append(dict(rows[3]))), "hører ikke til")
    assert_told(change(package, file, lambda rows: rows.append(rows.pop(3))), "anden rækkefølge")


def test_a_status_that_is_decided_by_hand_is_named(package):
    """Where something unknown leaves it open, no word of the law may stand."""

    def decide(rows):
        row = next(row for row in rows if row["status"] == "kan ikke afgøres")
        row |= {"status": "ingen", "reason": "", "could_be": ""}

    assert_told(change(package, STATUSES, decide), "»status«")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "counted,uden_for_arbejdsmarkedet,over,40,pct,ingen,2",
            "counted,uden_for_arbejdsmarkedet,over,41,pct,ingen,2",
        ),
        (
            "counted,uden_for_arbejdsmarkedet,over,40,pct,ingen,2",
            "counted,uden_for_arbejdsmarkedet,mindst,40,pct,ingen,2",
        ),
        ("counted,grundskole,over,60,pct,ingen,1", "counted,grundskole,over,60,pct,ingen,2"),
        ("needed,,mindst,2,kriterier", "needed,,mindst,1,kriterier"),
        ("residents,,mindst,1000,personer", "residents,,mindst,900,personer"),
        ("required,ikke_vestlige,over,50,pct", "required,ikke_vestlige,over,30,pct"),
        ('"§ 61 a, stk. 1, nr. 1"', '"§ 61 b, nr. 1"'),
        ("2018,2018-12-01,2020-12-31,", "2018,2018-12-01,2019-12-31,"),
    ],
)
def test_another_law_in_the_package_does_not_give_its_tables(package, old, new):
    lines = package.files[LAW_FILE].decode("utf-8").splitlines(keepends=True)
    head, of_2010_and_2014, later = lines[0], lines[1:13], lines[13:]
    assert all(line.startswith(("2010,", "2014,")) for line in of_2010_and_2014) and later[0].startswith("2018,")
    text = "".join(later)
    assert old in text
    edited = (head + "".join(of_2010_and_2014) + text.replace(old, new)).encode("utf-8")
    assert check(Package(package.name, package.files | {LAW_FILE: edited}, (), zipped=True)).state is State.FAILS


def test_a_law_that_is_missing_or_says_two_things_is_refused(package):
    assert_told(without(package, LAW_FILE), "»params/law/criteria.csv« mangler")
    needed = next(
        line for line in package.files[LAW_FILE].decode("utf-8").splitlines(keepends=True) if ",needed," in line
    )
    assert_told(change_text(package, LAW_FILE, needed, needed * 2), "står to gange")


@pytest.mark.parametrize("file", [CRITERIA, STATUSES], ids=["kriterier.csv", "omraadestatus.csv"])
def test_the_files_are_there_exactly_where_the_plan_has_a_measure(package, file):
    assert_told(without(package, file), file.rpartition("/")[2], "mangler")
    adoption = f"{PROJECT}params/plan/adoption.csv"

    def leave_out(rows):
        rows[:] = [row for row in rows if not row["indicator_id"].startswith("kriterie_")]

    none = change(package, adoption, leave_out)
    assert_told(none, file.rpartition("/")[2], "hører ikke til, for planen har ikke statens kriterier med")
    held = check(without(without(none, CRITERIA), STATUSES))
    assert (held.state, held.sentence) == (State.HOLDS, "Planen har ikke statens kriterier med.")


def test_the_limit_that_a_target_tells_is_the_laws(package):
    assert_told(change_target_value(package, "41"), "»definitioner.json«, kriterie_beskaeftigelse", "lovens")
    assert_told(change_target_value(package, "30"), "»definitioner.json«, kriterie_beskaeftigelse", "lovens")


def test_a_program_that_declares_in_another_form_is_not_checked(package):
    declared = f"{PROJECT}src/hpanalysis/definitions/indicators/"
    files = {name: content for name, content in package.files.items() if not name.startswith(declared)}
    outcome = check(Package(package.name, files, (), zipped=True))
    assert outcome.state is State.NOT_CHECKED and "måde" in outcome.sentence
