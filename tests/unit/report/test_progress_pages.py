"""The reports fremdrift and moede, of Randers' own log: every count made again, and what is said where nothing is."""

import re
from collections import Counter
from datetime import date

import pytest

import page_gate
from followed_years import year_view
from followup_logs import PLAN, PUBLISHED, ROOT, log
from hpanalysis import followup

LOG = followup.read_log(ROOT / "params" / "opfoelgning.yaml", PLAN)


def view(of_log=LOG, year=2026):
    return year_view(followup.assess_year(PLAN, of_log, year, PUBLISHED))


@pytest.fixture(scope="module")
def lines():
    return followup.assess_year(PLAN, LOG, 2026, PUBLISHED).promises


def read(block):
    return page_gate.read(f"<!doctype html><html lang=da><body><main>{block.html}</main></body></html>").text


def test_the_sentences_count_what_the_lines_say(lines):
    due = [one for one in lines if one.judged.needed and one.judged.needed == one.judged.due]
    rest = [one for one in lines if one.judged.needed is not None and one not in due]
    told = read(view().progress.in_short())
    counts = Counter(one.judged.standing.value for one in due)
    first = (
        f"Af de {len(due)} aftalte leverancer, der er forfaldet, er {counts['nået']} nået, {counts['bagud']} er bagud, "
        f"og {counts['ikke meldt']} er ikke meldt."
    )
    assert first in told and sum(counts.values()) == len(due)
    later = Counter(one.judged.standing.value for one in rest)
    assert sum(later.values()) == len(rest)
    for word in ("følger planen", "ikke begyndt"):
        assert re.search(rf"\b{later[word]} (er )?{word}", told)
    assert "Disse mangler at melde: Institutionerne, Bysekretariatet og Randers Kommune." in told


def test_who_must_act_stands_with_what_is_missing_and_since_when(lines):
    html = str(view().progress.behind().html)
    rows = html.split("<tr")[2:]
    acting = [one for one in lines if one.judged.standing.value in ("bagud", "ikke meldt")]
    assert len(rows) == len(acting)
    summer = next(row for row in rows if "ejendomsfunktionærer" in row)
    assert "(unge) siden 09-08-2026" in summer and "Boligorganisationerne" in summer
    assert "En plads blev ikke besat" in summer


def test_each_promise_has_one_row_and_its_last_round_beside_it(lines):
    html = str(view().progress.promises().html)
    rows = [row for row in html.split("<tr") if 'scope="row"' in row]
    assert len(rows) == len(PLAN.promises)
    courses = next(row for row in rows if "forløb med seks mødegange" in row)
    assert "4 af 4" in courses and "pr. 31-10-2026" in courses
    assert "første gang" in next(row for row in rows if "45 familier" in row)
    assert "vores læsning af planen" in next(row for row in rows if "sproglig rollemodel" in row)


def test_the_calendar_has_what_is_due_and_what_is_reported_in_their_months(lines):
    html = str(view().progress.calendar().html)
    row = next(row for row in html.split("<tr") if "møder om beboere" in row)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert len(cells) == 12
    assert "skal 6" in cells[0] and "skal 12" in cells[6] and "har 12" in cells[6]  # January and July
    assert "skal 1" in cells[7] and "har 3" in cells[9]  # a new round has begun in August
    assert all('class="gang"' in cell for cell in re.findall(r"<td[^>]*>", row))


def test_the_page_says_that_the_plans_milestone_plans_are_not_printed():
    told = read(view().progress.milestones())
    assert "milepælsplaner og succeskriterier, men de er ikke trykt" in told
    assert "Sekretariatet har føjet" not in told


def test_a_partners_hours_are_summed_over_its_activities():
    told = str(view().progress.hours().html)
    row = next(row for row in told.split("<tr") if ">PPR<" in row)
    assert "930" in row  # 60, 180 and 690 hours a year


def test_an_empty_log_says_that_nothing_is_reported_and_a_plan_before_its_first_day_due_nothing_is_due():
    early = view(log(as_of="2025-09-01"), 2025)
    told = read(early.progress.in_short())
    assert "Ingen af de aftalte leverancer er forfaldet endnu." in told
    assert "Ingen milepæl er overskredet." in told
    assert "intet meldt" in str(early.progress.behind().html)


def test_the_checklist_names_who_has_not_delivered_and_what_is_open():
    told = read(view().next_meetings())
    assert told.index("Styregruppen: forårsmødet") < told.index("Bestyrelsen: forårsmødet")
    # The board owes a meeting on the strategic agenda before that.
    assert told.index("Nr. 2 af 2 holdes senest 31.") < told.index("Styregruppen: forårsmødet")
    assert "0 af 27 har leveret" in told and "ikke leveret endnu" in told
    opened = read(view().open_matters())
    assert "ikke godkendt af Landsbyggefonden" in opened and "24 af 27 har leveret" in opened


def test_an_irregularity_that_the_board_was_not_told_of_is_open():
    text = """irregularities:
  - {seen: 2026-03-01, about: "Syntetisk eksempel."}
"""
    of_log = log(text, as_of="2026-04-01")
    assert "ikke meddelt bestyrelsen" in read(view(of_log).open_matters())
    assert "Uregelmæssigheder, der ikke er meddelt bestyrelsen: 1." in read(view(of_log).next_meetings())


def test_the_last_day_of_the_plan_is_judged_and_has_no_next_meeting():
    last = view(log(as_of="2029-08-15"), 2029)
    assert "Planen har ingen flere møder." in read(last.next_meetings())
    lines = followup.assess_year(PLAN, log(as_of="2029-08-15"), 2029, PUBLISHED).promises
    assert {one.round.last for one in lines if one.is_current} == {date(2029, 7, 31)}
