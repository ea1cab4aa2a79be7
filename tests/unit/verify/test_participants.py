"""Reach drawn at random and written by the program is what verify makes of plan, program and counts; and every cell,
row, relation, setting and file that is altered is named."""

import json

import pytest

from criteria_packages import change, change_text
from hpanalysis.tables import COURSES, PUBLISHED_REACH
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from judged_packages import PUBLISHED, change_row
from participant_packages import (
    ACTIVITIES_FILE,
    COURSES_FILE,
    DEFINITIONS_FILE,
    MANIFEST_FILE,
    PROJECT,
    REACH_FILE,
    check,
    draw_package,
)
from slow_cases import keep_some_quick

FILES = [REACH_FILE, COURSES_FILE]
NAMES = ["deltagere.csv", "forloeb.csv"]
PLAN_FILE = f"{PROJECT}params/plan/plan.yaml"
TOTAL, AREA = "alle-7", "glarbjergvej"


@pytest.fixture(scope="module")
def package() -> Package:
    return draw_package(1)


def replaced(package: Package, name: str, content: bytes | None) -> Package:
    files = {path: text for path, text in package.files.items() if path != name}
    return Package(package.name, files | ({} if content is None else {name: content}), (), zipped=True)


def change_json(package: Package, name: str, edit) -> Package:
    told = json.loads(package.files[name])
    edit(told)
    return replaced(package, name, json.dumps(told).encode())


def assert_told(package: Package, *texts: str) -> None:
    outcome = check(package)
    assert outcome.state is State.FAILS
    assert any(all(text in each for text in texts) for each in outcome.problems), outcome.problems[:5]


def pick(rows, **cells):
    """The first row with these cells."""
    return next(row for row in rows if cells.items() <= row.items())


@pytest.mark.parametrize("seed", keep_some_quick(range(8), every=4))
def test_what_the_program_writes_is_what_plan_and_counts_give(seed):
    outcome = check(draw_package(seed))
    assert (outcome.state, outcome.problems) == (State.HOLDS, ())


def test_what_is_drawn_is_shown_hidden_and_told_of_those_who_ended():
    reached = [row for seed in range(8) for row in draw_package(seed).table("deltagere.csv")]
    courses = [row for seed in range(8) for row in draw_package(seed).table("forloeb.csv")]
    assert {row["status"] for row in reached} >= {"vist", "diskretioneret"}
    assert {row["breakdown"] for row in reached if row["status"] == "vist"} == {"", "alder", "behov"}
    assert {(row["status"], bool(row["ended"])) for row in courses} == {
        ("vist", True),
        ("vist", False),
        ("diskretioneret", False),
    }


# The cells that may be another, and why no check can tell.
BELIEVED = {
    ("forloeb.csv", "participants"): "rests on the list of participants, which is not in the package",
    ("forloeb.csv", "ended"): "as the participants",
    ("forloeb.csv", "finished"): "as the participants",
    ("forloeb.csv", "weeks"): "as the participants",
}
COUNTS = ("reached", "members", "participants", "ended", "finished")
ONE_DECIMAL = ("value", "lo", "hi", "weeks")


def list_other(column, text):
    """Other plausible things to stand in a cell: the next number, another word."""
    if column == "status":
        return ["diskretioneret"] if text == "vist" else ["vist"]
    if column in COUNTS:
        return [str(int(text) + 1)] if text else ["17"]
    if column in ONE_DECIMAL:
        return [f"{float(text) + 0.1:.1f}"] if text else ["12.3"]
    return [f"{text}7"]


def list_malformed(column, text):
    """What the program does not write in a row with this cell."""
    if column in COUNTS:
        return ["", f"0{text}", f"{text}.0", "-1"] if text else ["0"]
    if column in ONE_DECIMAL:
        return ["", f"{text}0", text.partition(".")[0]] if text else ["0.0"]
    return [""] if text else ["noget"]


COLUMNS = [(REACH_FILE, name) for name in PUBLISHED_REACH.names] + [(COURSES_FILE, name) for name in COURSES.names]


@pytest.mark.parametrize(("file", "column"), COLUMNS, ids=lambda told: told.rpartition("/")[2])
@pytest.mark.parametrize("status", keep_some_quick(["vist", "diskretioneret"], every=2))
def test_each_cell_that_is_altered_is_named(package, file, column, status):
    rows, name = package.table(file.rpartition("/")[2]), file.rpartition("/")[2]
    # A row in which as much as can be is told.
    chosen = max(
        (row for row in rows if row["status"] == status),
        key=lambda row: (bool(row[column]), sum(map(bool, row.values()))),
    )
    place, text = rows.index(chosen), chosen[column]
    believed = status == "vist" and (name, column) in BELIEVED
    for other in [*([] if believed else list_other(column, text)), *list_malformed(column, text)]:
        forged = change(package, file, lambda rows, told=other: rows[place].update({column: told}))
        assert check(forged).state is State.FAILS, (column, text, other)


@pytest.mark.parametrize(("name", "column"), BELIEVED)
def test_what_is_believed_is_only_what_nothing_published_tells(package, name, column):
    file = f"{PUBLISHED}{name}"
    row = next(row for row in package.table(name) if row[column])
    other = list_other(column, row[column])[0]
    assert check(change(package, file, lambda rows: pick(rows, **row).update({column: other}))).problems == ()


def test_the_weeks_of_a_hidden_row_are_empty(package):
    forged = change(package, COURSES_FILE, lambda rows: pick(rows, status="diskretioneret").update(weeks="9.1"))
    assert_told(forged, "»forloeb.csv«", "»weeks«")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_row_left_out_added_doubled_or_moved_is_named(package, file):
    for edit in (
        lambda rows: rows.pop(3),
        lambda rows: rows.append(rows[3] | {"activity_id": "get2sport"}),
        lambda rows: rows.append(dict(rows[3])),
        lambda rows: rows.append(rows.pop(3)),
    ):
        assert check(change(package, file, edit)).state is State.FAILS


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_an_activity_left_out_or_one_that_the_plan_does_not_follow_is_named(package, file):
    def leave_out(rows):
        rows[:] = [row for row in rows if row["activity_id"] != "social_vicevaert"]

    place = file.rpartition("/")[2]
    assert_told(change(package, file, leave_out), f"»{place}«, social_vicevaert: Aktiviteten mangler")

    def follow(rows):
        for row in rows:
            row["activity_id"] = row["activity_id"].replace("social_vicevaert", "ferieaktiviteter")

    assert_told(change(package, file, follow), f"»{place}«, ferieaktiviteter: Planen følger ikke")


def test_an_activity_whose_extract_did_not_come_may_lack_its_rows(package):
    """Nobody of the extract of mothers is told of: then nobody knows whom the activity is for."""
    without = change(
        package,
        REACH_FILE,
        lambda rows: rows.__setitem__(slice(None), [r for r in rows if r["activity_id"] != "job_til_mor"]),
    )
    assert_told(without, "job_til_mor: Aktiviteten mangler")
    figures = f"{PUBLISHED}indicators.csv"

    def not_delivered(rows):
        for row in rows:
            if row["indicator_id"] == "moedre_kontanthjaelp":
                row |= dict.fromkeys((name for name in row if name in ("numerator", "denominator", "value")), "")
                row["status"] = "ikke leveret"

    told = check(change(without, figures, not_delivered)).problems
    assert not any("Aktiviteten mangler" in each for each in told)


def test_age_bands_are_all_there_or_none(package):
    def without_bands(rows, some=False):
        gone = [row for row in rows if row["activity_id"] == "brandkadet" and row["breakdown"] == "alder"]
        for row in gone[: 1 if some else None]:
            rows.remove(row)

    some = change(package, REACH_FILE, lambda rows: without_bands(rows, some=True))
    assert_told(some, "»deltagere.csv«, brandkadet: Områder og grupper")
    none = change(package, REACH_FILE, without_bands)
    # What definitioner.json says of bands has nothing to be about then.
    assert_told(none, "»definitioner.json«", "brandkadet:2026H1:alder", "hører ikke til")


def test_a_count_moved_with_all_that_follows_from_it_is_held_against_the_figures(package):
    """Coverage, interval and area fit the forged count, but the indicator counts the same target group."""

    def move(rows):
        row = pick(rows, activity_id="job_til_mor", status="vist", area_id=TOTAL, breakdown="")
        row |= {"reached": "40", "members": "100", "value": "40.0", "lo": "30.9", "hi": "49.8"}

    assert_told(change(package, REACH_FILE, move), "job_til_mor", "»members«")


def test_two_activities_that_tell_one_target_group_otherwise_are_named(package):
    def move(rows):
        row = pick(rows, activity_id="social_vicevaert", status="vist", area_id=TOTAL, breakdown="")
        row |= {"reached": "500", "members": "1000", "value": "50.0", "lo": "46.9", "hi": "53.1"}

    assert_told(change(package, REACH_FILE, move), "Tallene kan ikke alle være rigtige")


def test_areas_that_do_not_make_the_total_are_named():
    def show_all(rows):
        of = [row for row in rows if row["activity_id"] == "trivsel_i_skolen" and not row["breakdown"]]
        for row in of:
            row |= {"status": "vist", "reached": "10", "members": "20", "value": "50.0", "lo": "29.9", "hi": "70.1"}

    assert_told(change(draw_package(1), REACH_FILE, show_all), "Tallene kan ikke alle være rigtige")


def test_too_few_participants_are_not_shown(package):
    def few(rows):
        row = pick(rows, activity_id="brandkadet", area_id=TOTAL, breakdown="")
        row |= {"status": "vist", "reached": "7", "members": "200", "value": "3.5", "lo": "1.7", "hi": "7.0"}

    assert_told(change(package, REACH_FILE, few), "brandkadet", "lille antal er vist")


def test_nobody_in_a_group_is_nobody_in_the_figure(package):
    def empty(rows):
        row = pick(rows, activity_id="job_til_mor", status="vist", area_id=TOTAL, breakdown="")
        row |= dict.fromkeys(("reached", "members", "value", "lo", "hi"), "") | {"status": "ingen personer"}

    assert_told(change(package, REACH_FILE, empty), "job_til_mor", "»status«")


def edit_series(name, **told):
    return lambda file: file["reach"]["series"][name].update(told)


JOB, BAND = "naaet:job_til_mor:2026H1", "maalgruppe:moedre_paa_kontanthjaelp:regel-3:alder:-29"
DEFINITIONS = {
    "k": lambda file: file["reach"].update(k=5),
    "a relation left out": edit_series(JOB, part_of=[]),
    "a sum left out": edit_series(JOB, sum_of=[]),
    "a category left out": edit_series("maalgruppe:voksne_beboere:alder:-29", category_of=""),
    "bands that are part of nothing": edit_series(BAND, part_of=[]),
    "another window": edit_series(JOB, windows=["2024-12"]),
    "a denominator of its own": edit_series(JOB, denominator_id=JOB),
    "a group of all residents apart": edit_series(
        "naaet:social_vicevaert:2026H1", denominator_id="naaet:social_vicevaert:2026H1"
    ),
    "a series left out": lambda file: file["reach"]["series"].pop(BAND),
    "a series of nothing": lambda file: file["reach"]["series"].update(x=file["reach"]["series"][JOB]),
    "the sum of an indicator left out": lambda file: file["reach"]["sums"].clear(),
    "all of it": lambda file: file.pop("reach"),
}


@pytest.mark.parametrize("edit", DEFINITIONS.values(), ids=DEFINITIONS.keys())
def test_what_definitions_say_of_reach_is_what_plan_and_program_say(package, edit):
    assert_told(change_json(package, DEFINITIONS_FILE, edit), "»definitioner.json«")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_the_files_are_there_exactly_where_the_half_year_has_a_list(package, file):
    place = file.rpartition("/")[2]
    assert_told(replaced(package, file, None), f"»{place}« mangler")
    no_list = change_json(package, MANIFEST_FILE, lambda told: told["inputs"].update(extracts={}))
    assert_told(no_list, f"»{place}« hører ikke til", "ingen liste")


def follow_nobody(rows):
    for row in rows:
        row |= {"followed": "", "outcome": ""}


def test_a_plan_that_follows_nobody_has_none_of_it(package):
    nobody = change(package, ACTIVITIES_FILE, follow_nobody)
    assert_told(nobody, "»deltagere.csv« hører ikke til", "følger ingen")
    bare = change_json(nobody, DEFINITIONS_FILE, lambda file: file.pop("reach"))
    bare = replaced(replaced(bare, REACH_FILE, None), COURSES_FILE, None)
    outcome = check(bare)
    assert (outcome.state, outcome.sentence) == (State.HOLDS, "Planen følger ingen aktiviteters deltagere.")
    # A plan from before it could say whom it follows has not even the columns.
    old = change_text(bare, ACTIVITIES_FILE, ",target_group,followed,outcome", ",a,b,c")
    assert check(old).state is State.HOLDS


def test_a_half_year_without_a_list_has_none_of_it(package):
    bare = change_json(package, DEFINITIONS_FILE, lambda file: file.pop("reach"))
    bare = change_json(bare, MANIFEST_FILE, lambda told: told["inputs"].update(extracts={"2025H2/deltagere": {}}))
    bare = replaced(replaced(bare, REACH_FILE, None), COURSES_FILE, None)
    outcome = check(bare)
    assert (outcome.state, outcome.sentence) == (State.HOLDS, "Der er ingen liste over deltagere fra halvåret.")


def test_the_plans_own_limit_for_participants_holds(package):
    assert_told(change_text(package, PLAN_FILE, "participants_k: 10", "participants_k: 12"), "ikke planens")
    # Without a setting it is ten, as it was drawn with.
    assert check(change_text(package, PLAN_FILE, "  participants_k: 10\n", "")).state is State.HOLDS


PROGRAM = {
    "an age band": ("sources/ungdomsskole.py", "ages_from=(16,)", "ages_from=(15,)"),
    "another window": ("target_groups/unge.py", "StatusDate(9, 1)", "StatusDate(8, 1)"),
    "not counted by the indicator": ("target_groups/moedre_paa_kontanthjaelp.py", "same_as=", 'label_da="", x='),
    "the worst placed by another name": (
        "target_groups/moedre_paa_kontanthjaelp.py",
        "mødre med mindst tre børn under 18 år",
        "mødre med mange børn",
    ),
    "not chosen by age": ("target_groups/unge.py", "by_age=True", "by_age=False"),
}


@pytest.mark.parametrize(("name", "old", "new"), PROGRAM.values(), ids=PROGRAM.keys())
def test_another_program_in_the_package_does_not_give_its_rows(package, name, old, new):
    file = f"{PROJECT}src/hpanalysis/definitions/{name}"
    outcome = check(change_text(package, file, old, new))
    assert outcome.state is State.FAILS or "måde" in outcome.sentence


@pytest.mark.parametrize(
    ("column", "old", "new"),
    [
        ("target_group", "unge", "elever_8_klasse"),
        ("target_group", "unge", ""),
        ("age_to", "17", "16"),
        ("followed", "ja", ""),
    ],
)
def test_another_plan_in_the_package_does_not_give_its_rows(package, column, old, new):
    def edit(rows):
        row = pick(rows, activity_id="brandkadet")
        assert row[column] == old
        row[column] = new

    assert check(change(package, ACTIVITIES_FILE, edit)).state is State.FAILS


def test_a_half_year_published_again_may_lack_what_is_followed_since(package):
    def follow_more(rows):
        pick(rows, activity_id="get2sport")["followed"] = "ja"

    more = change(package, ACTIVITIES_FILE, follow_more)
    assert_told(more, "get2sport: Aktiviteten mangler")
    again = change_json(
        more, f"{PUBLISHED}udgivelseslog.json", lambda log: log["entries"].append(dict(log["entries"][0]))
    )
    assert check(again).state is State.HOLDS


def test_a_program_that_declares_in_another_form_is_not_checked(package):
    groups = f"{PROJECT}src/hpanalysis/definitions/target_groups/"
    files = {name: content for name, content in package.files.items() if not name.startswith(groups)}
    outcome = check(Package(package.name, files, (), zipped=True))
    assert outcome.state is State.NOT_CHECKED and "måde" in outcome.sentence


def test_a_figure_that_is_hidden_hides_the_reach_that_would_tell_it(package):
    tampered, _ = change_row(
        package,
        lambda row: (row["indicator_id"], row["area_id"]) == ("moedre_kontanthjaelp", TOTAL),
        status="diskretioneret",
        numerator="",
        denominator="",
    )
    assert_told(tampered, "job_til_mor", "»members«")
