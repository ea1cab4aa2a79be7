"""The check of promises holds what the program makes, of any year and plan, and names each forgery.

Digests are no matter here: whoever forges makes them right again, so each forgery must be seen by what is said."""

import csv
import io
import re

import pytest

from hpanalysis.followup import FOLLOWUP
from hpanalysis.verify.opening.outcomes import State
from promised_forgeries import CSV, ECONOMY, FORGERIES, HOURS, MILESTONES, PAGE
from promised_packages import LOG, RANDERS, SMALL, pack, write_plan

PLAN_CSV = "promises.csv"
EARLY, LATE = "start: 2025-08-01", "start: 2025-09-15"
OWN_MILESTONE = "L933,\negen,Et eget mål,2026-10-01,,,,UUR,16-11-2026,sekretariatet,,\n"


@pytest.fixture(scope="module")
def true():
    """Randers' accounting year 2026 as it is made."""
    return pack()


@pytest.fixture
def packed(true):
    """The same, free to be changed."""
    return type(true)(dict(true.files), true.year)


@pytest.fixture(scope="module")
def log():
    return (RANDERS / FOLLOWUP).read_text(encoding="utf-8")


def plan_like(folder, changes):
    return write_plan(folder / "plan", RANDERS / "plan", changes)


def find_problems(packed):
    outcome = packed.check()
    assert outcome.state is (State.FAILS if outcome.problems else State.HOLDS)
    return "\n".join(outcome.problems)


def test_randers_own_year_holds(true):
    outcome = true.check()
    assert outcome.problems == () and outcome.state is State.HOLDS
    assert outcome.sentence == "27 aftalte leverancer og 10 milepæle står, som planen og loggen giver dem."


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_year_of_a_log_holds(year):
    assert find_problems(pack(year=year)) == ""
    assert find_problems(pack(SMALL, SMALL / FOLLOWUP, year)) == ""


@pytest.mark.parametrize(
    ("changes", "as_of"),
    [
        ({}, "2025-08-01"),
        ({}, "2026-01-01"),
        ({}, "2028-02-29"),  # the log's day lies after the year
        ({"plan.yaml": ("end: 2029-07-31", "end: 2027-03-10")}, "2027-06-01"),
        ({"plan.yaml": ("first_month: 1", "first_month: 8")}, "2026-05-20"),
        ({"plan.yaml": ("tolerance: 10", "tolerance: 0")}, "2026-10-01"),
        ({"plan.yaml": ("summer_weeks: [27, 28, 29, 30, 31, 32]", "summer_weeks: [26, 27, 28]")}, "2026-08-01"),
        ({PLAN_CSV: ("number,10,10,year,year", "number,10,10,week,46 weeks")}, "2026-09-30"),
        ({PLAN_CSV: ("number,10,10,year,year", "range,10,11,week,school weeks")}, "2026-04-06"),
        ({PLAN_CSV: ("about,80,80,year", "about,8000,8000,year")}, "2026-12-31"),
        ({"milestones.csv": ("L933,\n", OWN_MILESTONE)}, "2026-12-01"),
    ],
)
def test_any_plan_and_day_holds(changes, as_of, log, tmp_path):
    """With the log's own entries up to that day."""
    lines = re.findall(r"^  - \{promise: .*$", log, re.MULTILINE)
    told = [line for line in lines if re.search(r"as_of: (\S+),", line)[1] <= as_of]
    text = "\n".join([f"as_of: {as_of}", *(["progress:", *told] if told else [])]) + "\n"
    assert find_problems(pack(plan_like(tmp_path, changes), text, min(int(as_of[:4]), 2026))) == ""


def test_a_plan_that_begins_on_another_day_holds(tmp_path):
    told = '{promise: sprog_netvaerk, as_of: 2026-03-15, number: 1, note: "Sagt: \\"ja\\""}'
    packed = pack(plan_like(tmp_path, {"plan.yaml": (EARLY, LATE)}), f"as_of: 2026-11-20\nprogress:\n  - {told}\n")
    assert "2026-03-14: 1; 2026-09-14: 2" in packed.text(CSV)
    assert find_problems(packed) == ""


def test_hours_and_their_last_day_hold_where_there_are_none(tmp_path):
    packed = pack(plan_like(tmp_path, {}), "as_of: 2026-11-20\n")
    assert "Ingen timer er indberettet." in packed.text(PAGE) and find_problems(packed) == ""


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(name, packed):
    change, said = FORGERIES[name]
    change(packed)
    problems = find_problems(packed)
    assert said.casefold() in problems.casefold(), problems


@pytest.mark.slow
@pytest.mark.parametrize("name", [CSV, MILESTONES, ECONOMY])
def test_no_cell_of_a_table_can_be_another(name, true):
    """A cell of each column, in the first row that has one and in the last."""
    head, *rows = list(csv.reader(io.StringIO(true.text(name))))
    for place, column in enumerate(head):
        having = [number for number, cells in enumerate(rows) if cells[place]]
        for number in {having[0], having[-1]} if having else ():
            other = [list(cells) for cells in rows]
            other[number][place] = "nej" if other[number][place] == "ja" else f"{other[number][place]}1"
            written = io.StringIO()
            csv.writer(written, lineterminator="\n").writerows([head, *other])
            forged = type(true)(true.files | {true.folder + name: written.getvalue().encode()}, true.year)
            said = [text for text in forged.check().problems if f"række {number + 2} " in text]
            assert any(f"»{column}« er ikke" in text for text in said), column


def test_no_text_of_the_page_can_be_another(true):
    """Every 29th text of its sections, headings and notes that are the program's own words aside."""
    page = true.text(PAGE)
    places = [found.span(1) for found in re.finditer(r"<(?:td|th|p|b|span|small)\b[^>]*>([^<>]*\w[^<>]*)<", page)]
    note = page.index("De unges egne timer er ikke med")
    for start, end in places[::29]:
        if start == note:
            continue
        forged = type(true)(true.files | {true.folder + PAGE: f"{page[:end]}x{page[end:]}".encode()}, true.year)
        assert forged.check().problems, page[start:end]


def test_an_entry_of_the_log_changed_with_all_that_follows_is_seen_by_no_check(log, tmp_path):
    """The log is what the check rests on; the minutes, and whoever reported, know better."""
    old = "{promise: familiedage_tandpleje, as_of: 2026-07-31, number: 8}"
    assert old in log
    packed = pack(plan_like(tmp_path, {}), log.replace(old, old.replace("8", "7")))
    assert "6-30: 4; 2026-07-31: 7" in packed.text(CSV) and find_problems(packed) == ""


def test_the_partners_own_word_is_that_of_the_log(log, tmp_path):
    old = "{promise: sprog_netvaerk, as_of: 2026-10-31, number: 0}"
    assert old in log
    packed = pack(plan_like(tmp_path, {}), log.replace(old, old.replace("0}", "0, status: Udskudt}")))
    assert find_problems(packed) == ""
    packed.edit(PAGE, "parten melder: udskudt", "parten melder: i gang")
    assert "under »Status« skal der stå »følger planen parten melder: udskudt«" in find_problems(packed)


def test_the_log_alone_changed_is_seen(packed):
    text = packed.files[LOG].decode().replace("as_of: 2026-07-31, number: 8}", "as_of: 2026-07-31, number: 7}")
    packed.files[LOG] = text.encode()
    assert "(familiedage_tandpleje): »delivered« er ikke" in find_problems(packed)


def test_hours_changed_in_table_and_page_alike_are_seen_by_no_check(packed):
    """Hours of timer.csv are not made anew."""
    packed.edit(HOURS, "Sundhedscenteret,personale,312", "Sundhedscenteret,personale,313")
    packed.edit_row(PAGE, "Sundhedscenteret</th>", ">312<", ">313<")
    assert find_problems(packed) == ""


# What is not checked, and is said so.


def test_a_word_that_only_a_newer_program_knows_is_not_checked_and_said(packed):
    name = "data/projekt/params/plan/promises.csv"
    packed.files[name] = packed.files[name].replace(b",year,half-years,", b",year,quarters,")
    outcome = packed.check()
    assert outcome.state is State.NOT_CHECKED and "Planens filer er ikke skrevet" in outcome.sentence


def test_a_log_that_is_not_read_leaves_the_page_against_its_tables(packed):
    packed.files[LOG] += b"extra: &x 1\n"
    outcome = packed.check()
    assert outcome.state is State.NOT_CHECKED and "loggen er ikke skrevet" in outcome.sentence
    packed.edit(PAGE, ", 6 er bagud,", ", 5 er bagud,")
    assert packed.check().state is State.FAILS


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("data/udgivelse/", "Der er intet regnskabsår i pakken."),
        ("data/projekt/src/hpanalysis/pipeline/year/", "Pakken er fra før regnskabsåret fortalte"),
        ("data/projekt/params/plan/promises.csv", "Planens filer er ikke skrevet"),
        ("data/projekt/src/hpanalysis/plan/", ""),
    ],
)
def test_what_is_not_there_is_not_checked_and_said(start, said, packed):
    """The program's own settings are asked only where plan.yaml has none, as in the small plan."""
    packed.files = {name: content for name, content in packed.files.items() if not name.startswith(start)}
    outcome = packed.check()
    assert outcome.problems == ()
    assert (outcome.state is State.NOT_CHECKED and said in outcome.sentence) if said else outcome.state is State.HOLDS
