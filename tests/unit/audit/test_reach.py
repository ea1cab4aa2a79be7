"""deltagere.csv and forloeb.csv as a stranger reads them: what is forged is found and named, and what hidden counts of
reach may be is worked out beside the figures and all that was told before."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable

import pytest

from audit_folders import Publication, as_csv, definitions, indicator, write
from hpanalysis.audit import Fault, audit
from hpanalysis.errors import Stop
from hpanalysis.published.log import compute_entry_digest
from hpanalysis.published.reach.checks import compute_coverage
from reach_tables import ABSENT, PLACES, TOTAL, YOUNG, Besides, Published, World, draw_population, few_in, fill
from slow_cases import keep_some_quick

ONE = (("hold", "2026H1"),)
TWO_HALF_YEARS = (("hold", "2025H2"), ("hold", "2026H1"))
TWO_ACTIVITIES = (("hold", "2026H1"), ("andet", "2026H1"))
REACH, COURSES, MEMBER = "deltagere.csv", "forloeb.csv", "definitioner.json"
BESIDES = Besides(outside=20, ended=40, finished=20)
_MONTHS = ["indicator_id", "area_id", "month", "status", "value", "unit", "centre", "lo", "hi"]
_CORRECTED = [
    f"{name}_{time}" for name in ("status", "value", "numerator", "denominator") for time in ("before", "now")
]

Change = Callable[[dict[str, str]], None]  # of the files of a publication, by name


def write_folders(folder, published, *changes: Change) -> dict:
    """The folders of a world's half-years with all their files, the newest's after these changes."""
    files, entries, made = published.write(), [], {}
    for half_year in published.world.half_years:
        own = {name.partition("/")[2]: text for name, text in files.items() if name.startswith(half_year)}
        for change in changes if half_year == published.world.half_years[-1] else ():
            change(own)
        own["maanedstal.csv"] = as_csv([], _MONTHS)
        own["rettelser.csv"] = as_csv([], ["indicator_id", "window", "area_id", *_CORRECTED])
        digest = hashlib.sha256(own["indicators.csv"].encode("utf-8")).hexdigest()
        before = compute_entry_digest(entries[-1]) if entries else ""
        entries.append({"half_year": half_year, "indicators_sha256": digest, "before": before})
        own["udgivelseslog.json"] = json.dumps({"format": 1, "entries": entries})
        made[half_year] = folder / half_year
        made[half_year].mkdir(parents=True)
        for name, text in own.items():
            write(made[half_year] / name, text)
    return made


def faults(folder, published, *changes: Change) -> set[tuple[str, str]]:
    return {(one.fault, one.place) for one in audit(write_folders(folder, published, *changes)).failures}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def edit(name: str, change: Callable[[dict[str, str]], dict | None], chosen=lambda row: True, times: int = 1) -> Change:
    """A change of some rows of a file: each as it is returned, left out where None is."""

    def edit_file(files):
        rows, left, done = rows_of(files[name]), [], 0
        for row in rows:
            if chosen(row) and done < times:
                done += 1
                row = change(dict(row))
            left += [] if row is None else [row]
        assert done, "nothing was changed"
        files[name] = as_csv(left, list(rows[0]))

    return edit_file


def at(area=None, group="", activity="hold", status=None):
    return lambda row: (
        row["activity_id"] == activity
        and row["group_id"] == group
        and area in (None, row["area_id"])
        and status in (None, row["status"])
    )


def put(**cells):
    return lambda row: row | {name: str(value) for name, value in cells.items()}


def change_declared(change: Callable[[dict], None]) -> Change:
    """A change of the member `reach` of definitioner.json, in place."""

    def edit_file(files):
        told = json.loads(files[MEMBER])
        change(told)
        files[MEMBER] = json.dumps(told)

    return edit_file


def make(world: World, few=()) -> Published:
    """What a world publishes where everybody is many, but for those of some kinds: kind -> how many."""
    return Published(world, fill(world, few), BESIDES)


@pytest.fixture(scope="module", params=[ABSENT, YOUNG])
def shown(request):
    """Nothing of it is hidden."""
    published = make(World(request.param, ONE))
    assert published.hidden == []
    return published


@pytest.fixture(scope="module", params=[ABSENT, YOUNG])
def hiding(request):
    """In one area four took part, so some rows are hidden."""
    world = World(request.param, ONE)
    published = make(world, few_in(world, PLACES[0], 4))
    assert {name[3] for name in published.hidden if not name[1]} == {PLACES[0], PLACES[1]}
    return published


def test_what_is_published_as_it_is_has_no_fault(shown, hiding, tmp_path):
    for number, published in enumerate((shown, hiding)):
        certificate = audit(write_folders(tmp_path / str(number), published))
        assert certificate.holds, certificate.failures
    # Counts of reach are examined, and the figures alone are counted as cells.
    assert any(count.cell[0].startswith("naaet:hold") for count in certificate.examined)
    assert certificate.cells == 5


@pytest.mark.parametrize("told", [TWO_HALF_YEARS, pytest.param(TWO_ACTIVITIES, marks=pytest.mark.slow)])
@pytest.mark.parametrize("group", keep_some_quick([ABSENT, YOUNG], every=2))
def test_the_auditor_finds_nothing_in_what_is_chosen(group, told, tmp_path):
    world = World(group, told)
    for seed in range(6):
        population = draw_population(world, seed, scale=(8, 15, 25)[seed % 3], rates=(0.2, 0.6))
        published = Published(world, population, BESIDES)
        certificate = audit(write_folders(tmp_path / str(seed), published))
        assert certificate.holds, (seed, certificate.failures)


def coverage_off(row):
    return row | {"value": f"{float(row['value']) + 0.2:.1f}"}


OF_ROWS = {
    "a small count shown": (put(reached=4), at(PLACES[2]), Fault.SMALL_SHOWN, f"deltagere/hold/2026H1/{PLACES[2]}"),
    "few who did not take part": (
        lambda row: row | {"reached": str(int(row["members"]) - 3)},
        at(TOTAL),
        Fault.SMALL_SHOWN,
        f"deltagere/hold/2026H1/{TOTAL}",
    ),
    "a small group shown": (
        put(reached=0, members=19),
        at(TOTAL, "svaerest"),
        Fault.SMALL_SHOWN,
        f"deltagere/hold/2026H1/behov/svaerest/{TOTAL}",
    ),
    "coverage does not follow": (coverage_off, at(TOTAL), Fault.FOLLOWS_NOT, f"deltagere/hold/2026H1/{TOTAL}"),
    "a limit does not follow": (
        lambda row: row | {"hi": "100.0"},
        at(TOTAL),
        Fault.FOLLOWS_NOT,
        f"deltagere/hold/2026H1/{TOTAL}",
    ),
    "more took part than there are": (
        lambda row: row | {"reached": str(int(row["members"]) + 1)},
        at(TOTAL),
        Fault.FOLLOWS_NOT,
        f"deltagere/hold/2026H1/{TOTAL}",
    ),
    "another half-year's row": (
        put(half_year="2025H2"),
        at(TOTAL),
        None,
        "",
    ),
    "a group of an area": (
        put(area_id=PLACES[0]),
        at(TOTAL, "svaerest"),
        Fault.FOLLOWS_NOT,
        f"deltagere/hold/2026H1/behov/svaerest/{PLACES[0]}",
    ),
}


@pytest.mark.parametrize("name", OF_ROWS)
def test_a_forged_row_is_found_and_named(name, shown, tmp_path):
    change, chosen, fault, place = OF_ROWS[name]
    if fault is None:
        # No series of that half-year is declared, so the file cannot be read as what it says it is.
        with pytest.raises(Stop, match="kan kontrolprogrammet ikke læse"):
            faults(tmp_path, shown, edit(REACH, change, chosen))
        return
    assert (fault.value, place) in faults(tmp_path, shown, edit(REACH, change, chosen))


@pytest.mark.parametrize("column", ["value", "lo", "hi", "reached", "members"])
def test_a_hidden_row_with_a_number_is_found(column, hiding, tmp_path):
    found = faults(tmp_path, hiding, edit(REACH, put(**{column: 12}), at(PLACES[0])))
    assert (Fault.DESCENDANT.value, f"deltagere/hold/2026H1/{PLACES[0]}") in found


def test_members_unlike_the_figure_are_found(tmp_path):
    published = make(World(ABSENT, ONE))
    row = next(row for row in rows_of(published.write()[f"2026H1/{REACH}"]) if row["area_id"] == PLACES[0])
    members = int(row["members"]) + 10
    numbers = dict(zip(("value", "lo", "hi"), compute_coverage(int(row["reached"]), members), strict=True))
    cells = {name: f"{number:.1f}" for name, number in numbers.items()}
    found = faults(tmp_path, published, edit(REACH, put(members=members, **cells), at(PLACES[0])))
    assert found == {(Fault.FOLLOWS_NOT.value, f"deltagere/hold/2026H1/{PLACES[0]}")}


def test_a_row_whose_figure_is_hidden_in_indicators_csv_may_not_be_shown(tmp_path):
    published = make(World(ABSENT, ONE))
    blank = dict.fromkeys(("numerator", "denominator", "value", "lo", "hi", "municipality_value", "rest_value"), "")
    hide = edit("indicators.csv", put(status="diskretioneret", **blank), lambda row: row["area_id"] == PLACES[0])
    found = faults(tmp_path, published, hide)
    assert (Fault.FOLLOWS_NOT.value, f"deltagere/hold/2026H1/{PLACES[0]}") in found


def test_an_area_left_out_is_found(shown, tmp_path):
    found = faults(tmp_path, shown, edit(REACH, lambda row: None, at(PLACES[1])))
    assert (Fault.FOLLOWS_NOT.value, "deltagere/hold") in found


def test_groups_that_are_not_together_the_whole_contradict_each_other(shown, tmp_path):
    group = shown.world.ages[0]

    def one_less(row):
        return row | {"reached": str(int(row["reached"]) - 1)}

    found = faults(tmp_path, shown, edit(REACH, one_less, at(TOTAL, group)))
    assert Fault.CONTRADICTION.value in {fault for fault, _ in found}


def show_again(published: Published, area: str, told=ONE[0]) -> Change:
    """A change that shows a hidden row of an area as it truly is."""
    name = (told, "", "", area)
    counts = {kind: int(row @ published.population) for kind, row in published.world.counts(name).items()}
    numbers = compute_coverage(counts["reached"], counts["members"])
    cells = dict(zip(("value", "lo", "hi"), (f"{number:.1f}" for number in numbers), strict=True))
    cells |= {"reached": counts["reached"], "members": counts["members"], "status": "vist"}
    return edit(REACH, put(**cells), at(area))


def test_a_hidden_count_that_follows_from_the_others_is_found(hiding, tmp_path):
    found = faults(tmp_path, hiding, show_again(hiding, PLACES[1]))
    named = {place for fault, place in found if fault == Fault.RECOVERABLE.value}
    assert any(place.startswith("naaet:hold:2026H1/") and f"/{PLACES[0]} (tæller)" in place for place in named), found


def participants(total_reached_and: int, world: Published) -> str:
    reached = world.world.counts((ONE[0], "", "", TOTAL))["reached"] @ world.population
    return str(int(reached) + total_reached_and)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"participants": "+5"}, Fault.SMALL_SHOWN),  # five outside the target group
        ({"participants": "-1"}, Fault.FOLLOWS_NOT),  # fewer than of the target group
        ({"participants": "+0"}, None),  # nobody outside it
        ({"ended": "4", "finished": "0"}, Fault.SMALL_SHOWN),
        ({"finished": "4"}, Fault.SMALL_SHOWN),
        ({"finished": "35"}, Fault.SMALL_SHOWN),  # five broke off
        ({"finished": "60"}, Fault.FOLLOWS_NOT),
        ({"ended": "", "finished": "", "weeks": ""}, None),
        ({"ended": "", "weeks": ""}, Fault.DESCENDANT),
        ({"ended": "", "finished": ""}, Fault.DESCENDANT),
        ({"status": "diskretioneret"}, Fault.DESCENDANT),
        ({"status": "ukendt"}, Fault.FOLLOWS_NOT),
        ({"half_year": "2025H2"}, Fault.FOLLOWS_NOT),
        ({"participants": "mange"}, Fault.FOLLOWS_NOT),
    ],
)
def test_a_forged_row_of_courses_is_found_and_named(cells, fault, shown, tmp_path):
    told = cells.get("participants", "")
    if told and told[0] in "+-":
        cells = cells | {"participants": participants(int(told), shown)}
    change = edit(COURSES, put(**cells))
    found = faults(tmp_path, shown, change)
    half_year = cells.get("half_year", "2026H1")
    assert found == (set() if fault is None else {(fault.value, f"forloeb/hold/{half_year}")})


def test_participants_beside_a_hidden_reach_of_all_would_bound_it(tmp_path):
    world = World(YOUNG, ONE)
    everywhere = [one for place in PLACES for one in few_in(world, place, 1)]
    published = make(world, everywhere)
    assert (ONE[0], "", "", TOTAL) in published.hidden
    (row,) = rows_of(published.write()[f"2026H1/{COURSES}"])
    assert (row["status"], row["participants"]) == ("diskretioneret", "")
    found = faults(tmp_path, published, edit(COURSES, put(status="vist", participants=23)))
    assert (Fault.RECOVERABLE.value, "forloeb/hold/2026H1") in found


def two_half_years(group=YOUNG) -> Published:
    return make(World(group, TWO_HALF_YEARS))


def test_what_another_edition_told_may_not_be_told_otherwise(hiding, tmp_path):
    """A replaced edition of the same half-year is known for good."""
    (first,) = write_folders(tmp_path / "first", make(hiding.world)).values()
    again = write_folders(tmp_path / "again", hiding)
    found = {(one.fault, one.place) for one in audit(again, replaced=(first,)).failures}
    assert (Fault.DECISION.value, f"deltagere/hold/2026H1/{PLACES[0]}") in found
    assert (Fault.RESTATED.value, f"deltagere/hold/2026H1/{TOTAL}") in found


def test_courses_that_another_edition_told_may_not_be_told_otherwise(shown, tmp_path):
    (first,) = write_folders(tmp_path / "first", shown).values()
    again = write_folders(tmp_path / "again", shown, edit(COURSES, put(ended=41, finished=21)))
    found = {(one.fault, one.place) for one in audit(again, replaced=(first,)).failures}
    assert (Fault.RESTATED.value, "forloeb/hold/2026H1") in found


def test_a_row_of_another_half_year_cannot_be_read_for_nothing_declares_it(tmp_path):
    published = two_half_years()
    earlier = rows_of(published.write()[f"2025H2/{REACH}"])[0]

    def add(files_of_newest):
        rows = rows_of(files_of_newest[REACH])
        files_of_newest[REACH] = as_csv([*rows, earlier], list(rows[0]))

    with pytest.raises(Stop, match="kan kontrolprogrammet ikke læse"):
        faults(tmp_path, published, add)


def test_a_group_whose_size_two_half_years_tell_otherwise_contradicts_itself(tmp_path):
    published = two_half_years()

    def one_more(row):
        reached, members = int(row["reached"]), int(row["members"]) + 1
        cells = dict(zip(("value", "lo", "hi"), compute_coverage(reached, members), strict=True))
        return row | {"members": str(members)} | {name: f"{number:.1f}" for name, number in cells.items()}

    found = faults(tmp_path, published, edit(REACH, one_more, at(TOTAL, "svaerest")))
    assert (Fault.CONTRADICTION.value, f"deltagere/hold/2026H1/behov/svaerest/{TOTAL}") in found


@pytest.mark.parametrize("group", [ABSENT, YOUNG])
def test_an_earlier_half_year_stands_in_one_system_with_the_newest(group, tmp_path):
    """The first hides two areas of one activity; the newest shows one of them again."""
    world = World(group, TWO_HALF_YEARS)
    published = make(world, few_in(world, PLACES[0], 2, TWO_HALF_YEARS[0]))
    made = write_folders(tmp_path, published)
    assert audit(made).holds
    hidden = [name for name in published.hidden if name[0] == TWO_HALF_YEARS[0] and not name[1]]
    assert {name[3] for name in hidden} == {PLACES[0], PLACES[1]}
    # An edition that was replaced since showed one of the two.
    copied = shutil.copytree(made["2025H2"], tmp_path / "replaced")
    show = show_again(published, PLACES[1], TWO_HALF_YEARS[0])
    files = {REACH: (copied / REACH).read_text(encoding="utf-8")}
    show(files)
    write(copied / REACH, files[REACH])
    found = {(one.fault, one.place) for one in audit(made, replaced=(copied,)).failures}
    named = {place for fault, place in found if fault == Fault.RECOVERABLE.value}
    assert any(f"/{PLACES[0]} (tæller)" in place and place.startswith("naaet:hold:2025H2") for place in named), found


def missing(told):
    del told["reach"]


MALFORMED = {
    "no member": missing,
    "no k": lambda told: told["reach"].pop("k"),
    "a k of none": lambda told: told["reach"].update(k=0),
    "a k that is a text": lambda told: told["reach"].update(k="10"),
    "a member that nobody knows": lambda told: told["reach"].update(more=1),
    "a series that is missing": lambda told: told["reach"]["series"].pop("naaet:hold:2026H1"),
    "a series without a window": lambda told: told["reach"]["series"]["naaet:hold:2026H1"].update(windows=[]),
    "a series of another window": lambda told: told["reach"]["series"]["naaet:hold:2026H1"].update(windows=["1999"]),
    "a series without a denominator": lambda told: told["reach"]["series"]["naaet:hold:2026H1"].pop("denominator_id"),
    "a k under the plan's": lambda told: told["reach"].update(k=4),
    "sums that are a list": lambda told: told["reach"].update(sums=[]),
    "a list": lambda told: told.update(reach=[]),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_member_that_is_missing_or_malformed_stops_the_audit_and_is_named(name, shown, tmp_path):
    with pytest.raises(Stop) as stopped:
        faults(tmp_path, shown, change_declared(MALFORMED[name]))
    assert MEMBER in str(stopped.value)


@pytest.mark.parametrize("spoil", ["twice", "no number", "a status", "no column"])
def test_a_file_that_is_not_of_its_form_stops_the_audit_and_is_named(spoil, shown, tmp_path):
    def change(files):
        rows = rows_of(files[REACH])
        if spoil == "twice":
            rows.append(rows[0])
        elif spoil == "no number":
            rows[0]["reached"] = "-1"
        elif spoil == "a status":
            rows[0]["status"] = "måske"
        columns = [name for name in rows[0] if spoil != "no column" or name != "members"]
        files[REACH] = as_csv([{name: row[name] for name in columns} for row in rows], columns)

    with pytest.raises(Stop) as stopped:
        faults(tmp_path, shown, change)
    assert REACH in str(stopped.value)


def test_another_k_hides_less_and_is_found_by_whoever_knows_the_plans(tmp_path):
    """A folder chosen with k 5, and one that says it was: neither passes for one of k 10."""
    world = World(YOUNG, ONE)
    loose = Published(world, make(world, few_in(world, PLACES[0], 7)).population, BESIDES, k=5)
    found = faults(tmp_path / "a", loose)
    assert (Fault.SMALL_SHOWN.value, f"deltagere/hold/2026H1/{PLACES[0]}") in found
    said = change_declared(lambda told: told["reach"].update(k=5))
    first = write_folders(tmp_path / "b", loose, said)
    # By itself it is consistent; the greatest k that any publication names holds for all of them.
    assert audit(first).holds
    strict = write_folders(tmp_path / "c", make(World(YOUNG, (("hold", "2025H2"),))))
    both = audit({**strict, **first})
    assert any(one.fault == Fault.SMALL_SHOWN.value for one in both.failures)


def test_an_audit_without_reach_is_as_it_was(tmp_path):
    told = definitions({"a": indicator(windows=["2025"])})
    counts = {("a", "2025", area): (n, 10 * n) for area, n in zip(("nord", "syd", "vest"), (20, 30, 40), strict=True)}
    counts |= {("a", "2025", "alle"): (90, 900), ("a", "2025", "byen"): (200, 2000)}
    certificate = audit({"2026H1": Publication(told, counts).write(tmp_path)})
    assert certificate.holds and certificate.cells == 5
    # What is left of the municipality: a numerator, its rest and a denominator, by the plan's k alone.
    assert {(count.part, count.k) for count in certificate.examined} == {
        ("tæller", None),
        ("restgruppe", None),
        ("nævner", None),
    }


def test_a_file_that_was_taken_away_stops_the_audit(shown, tmp_path):
    with pytest.raises(Stop, match="kan kontrolprogrammet ikke læse"):
        faults(tmp_path, shown, lambda files: files.pop(REACH))


def test_courses_of_activities_without_a_target_group_are_checked_by_the_participants_k(shown, tmp_path):
    def only_courses(files):
        """A plan none of whose activities has a target group: deltagere.csv has no row, and nothing is declared."""
        files[REACH] = files[REACH].partition("\n")[0] + "\n"
        told = json.loads(files[MEMBER])
        told["reach"] |= {"series": {}, "sums": {}}
        files[MEMBER] = json.dumps(told)

    nothing = {"ended": "", "finished": "", "weeks": ""}
    for number, fault in ((7, Fault.SMALL_SHOWN), (12, None)):
        change = edit(COURSES, put(participants=number, **nothing))
        found = faults(tmp_path / str(number), shown, only_courses, change)
        assert found == (set() if fault is None else {(fault.value, "forloeb/hold/2026H1")})
