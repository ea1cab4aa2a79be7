"""A plan whose participants are followed, run for real: its packages hold with all that they tell of participants, and
a forger who makes every digest again is caught by the check of what was forged."""

import csv
import io
from pathlib import Path

import pytest

from forged_packages import PROJECT, Forgery
from hpanalysis.verify import check_all
from hpanalysis.verify.check import check_opened_package
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import open_package
from participants_project import small_with_participants

pytestmark = pytest.mark.slow

HALVES = ("2025H2", "2026H1")


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> list[Path]:
    """The packages of two half-years, the older first."""
    folder = tmp_path_factory.mktemp("fulgt")
    project, packages = small_with_participants(folder / "projekt"), [folder / f"{half}.zip" for half in HALVES]
    for arguments in (
        ("demo",),
        *(("run", half) for half in HALVES),
        ("package", HALVES[0], "--to", str(packages[0]), "--first"),
        ("package", HALVES[1], "--to", str(packages[1]), "--previous", str(packages[0])),
    ):
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return packages


def read(path, name):
    return open_package(path).table(name)


def test_the_packages_hold_together_and_alone(followed):
    for paths in (followed, followed[:1], followed[1:]):
        for result in check_all(paths):
            assert result.holds, [problem for one in result.outcomes for problem in one.problems]
            states = {one.name: one.state for one in result.outcomes}
            assert {states[name] for name in ("deltagere", "udfald", "deltagerside", "sider")} == {State.HOLDS}


def test_something_is_shown_and_something_hidden(followed):
    rows = [row for path in followed for row in read(path, "deltagere.csv")]
    assert {row["status"] for row in rows} >= {"vist", "diskretioneret"}
    assert {row["status"] for path in followed for row in read(path, "udfald.csv")}
    assert {"vist"} <= {row["status"] for path in followed for row in read(path, "forloeb.csv")}


def change_row(name, column, value, chosen):
    """A forger of a published CSV file: a column of the first row that is chosen."""

    def change(forged):
        path = forged.published(name)
        rows = list(csv.DictReader(io.StringIO(forged.files[path].decode("utf-8"), newline="")))
        row = next(row for row in rows if chosen(row))
        told = value if isinstance(value, str) else value(row[column])
        assert row[column] != told
        row[column] = told
        write_rows(forged, path, rows)

    return change


def write_rows(forged, path, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    forged.files[path] = out.getvalue().encode("utf-8")


def leave_out(name):
    return lambda forged: forged.files.pop(forged.published(name))


def page(old, new):
    return lambda forged: forged.edit(forged.published("deltagere.html"), old, new, 1)


def is_shown(row):
    return row["status"] == "vist"


def one_more(text):
    return str(int(text) + 1)


REACH, COURSES, OUTCOMES = "deltagere.csv", "forloeb.csv", "udfald.csv"
FORGERIES = {
    "how many were reached": (change_row(REACH, "reached", one_more, is_shown), "deltagere"),
    "a coverage": (change_row(REACH, "value", "99.9", is_shown), "deltagere"),
    "another target group": (change_row(REACH, "target_group", "alle", is_shown), "deltagere"),
    "an activity that nobody follows": (change_row(COURSES, "activity_id", "andet", is_shown), "deltagere"),
    "an outcome of nobody": (change_row(OUTCOMES, "before", "12.3", lambda row: not is_shown(row)), "udfald"),
    "another outcome": (change_row(OUTCOMES, "indicator_id", "ungdomsskole", lambda row: True), "udfald"),
    "the file of reach left out": (leave_out(REACH), "deltagere"),
    "the file of outcomes left out": (leave_out(OUTCOMES), "udfald"),
    "what the page says first": (page("aktiviteter er fulgt", "aktiviteter er ikke fulgt"), "deltagerside"),
    "whom the page says it is for": (page("unge på 13-16 år", "unge på 13-25 år"), "deltagerside"),
    "who is followed": (
        lambda forged: forged.edit(f"{PROJECT}params/plan/activities.csv", ",unge,ja,", ",unge,,"),
        "deltagere",
    ),
    "the least number of participants": (
        lambda forged: forged.edit(f"{PROJECT}params/plan/plan.yaml", "participants_k: 5", "participants_k: 6"),
        "deltagere",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_with_every_digest_made_again_the_check_names_it(followed, name):
    change, check = FORGERIES[name]
    forged = Forgery(followed[1])
    change(forged)
    # What is left out of the package is left out of the data package's list too.
    described = forged.json(forged.published("datapackage.json"))
    described["resources"] = [one for one in described["resources"] if forged.published(one["path"]) in forged.files]
    forged.put(forged.published("datapackage.json"), described)
    forged.again("everything")
    result = check_opened_package(Path("dokumentation-2026H1.zip"), forged.package)
    assert check in result.failing, result.failing


def test_what_was_told_before_is_held_against_the_earlier_package(followed):
    forged = Forgery(followed[1])
    name = forged.published("deltagere.html")
    text = forged.files[name].decode("utf-8")
    told = next(line for line in text.split("<small>") if line.startswith("2.\xa0halvår 2025: "))
    old = told.partition("<")[0]
    new = "2.\xa0halvår 2025: 33,3\xa0%" if "deltagere" not in old else "2.\xa0halvår 2025: 333 deltagere"
    forged.edit(name, f"<small>{old}<", f"<small>{new}<", 1)
    forged.again("everything")
    alone = check_opened_package(Path("p.zip"), forged.package)
    beside = check_opened_package(Path("p.zip"), forged.package, [open_package(followed[0])])
    assert "deltagerside" not in alone.failing and "deltagerside" in beside.failing


def test_a_plan_that_follows_nobody_has_none_of_it(packaged):
    (result,) = check_all([packaged.folder.parent / "nyere.zip"])
    told = {one.name: (one.state, one.sentence) for one in result.outcomes}
    assert told["deltagere"] == (State.HOLDS, "Planen følger ingen aktiviteters deltagere.")
    assert told["udfald"][0] is State.HOLDS and told["deltagerside"][0] is State.NOT_CHECKED
