"""All promises through the plan's ten half-years, with partners of every kind, by a second judge worked out by hand.

The second judge knows no calendar of the program: the days on which each promise is due are written below, of the
plan's own years from 1 August, and of the summer holidays as weeks 27 to 32 give them."""

import math
from collections import Counter
from datetime import date

import pytest

from followup_logs import PLAN
from hpanalysis import followup
from hpanalysis.followup import accounting_year
from hpanalysis.followup.logs.log import Progress
from hpanalysis.followup.promised import promises

DAYS = [date(2025, 12, 31)] + [date(year, m, d) for year in range(2026, 2029) for m, d in ((6, 30), (12, 31))]
DAYS += [date(2029, 6, 30), date(2029, 7, 31)]
PLAN_YEARS = [(date(year, 8, 1), date(year + 1, 7, 31)) for year in range(2025, 2029)]
SUMMERS = [
    (date(2025, 8, 1), date(2026, 6, 29), date(2026, 8, 9)),
    (date(2026, 8, 10), date(2027, 7, 5), date(2027, 8, 15)),
    (date(2027, 8, 16), date(2028, 7, 3), date(2028, 8, 13)),
    (date(2028, 8, 14), date(2029, 7, 2), date(2029, 7, 31)),  # the plan ends before the holidays do
]
ENDS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def list_months(first):
    """The last day of each of the twelve months from an August on."""
    for month in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7):
        year = first.year + (month < 8)
        yield date(year, month, ENDS[month] + (month == 2 and year % 4 == 0))


def list_rounds_by_hand(calendar):
    """(first day, last day, [(due, opens, part in twelfths)]) of each round."""
    if calendar == "summer":
        return [(first, due, [(due, opens, 12)]) for first, opens, due in SUMMERS]
    if calendar in ("start", "project"):
        due = date(2025, 12, 31) if calendar == "start" else date(2029, 7, 31)
        return [(date(2025, 8, 1), date(2029, 7, 31), [(due, date(2025, 8, 1), 12)])]
    found = []
    for first, last in PLAN_YEARS:
        if calendar == "year":
            dues = [(last, first, 12)]
        elif calendar == "half-years":
            dues = [(date(last.year, 1, 31), first, 6), (last, date(last.year, 2, 1), 6)]
        elif calendar == "months":
            dues = [(day, day.replace(day=1), 1) for day in list_months(first)]
        else:  # courses
            dues = [(date(first.year, 11, 30), first, 6), (date(last.year, 5, 31), date(last.year, 2, 1), 6)]
        found.append((first, last, dues))
    return found


def judge_by_hand(promise, report, dues, day):
    """(word, missing): report is (day, number, groups) or None."""
    if promise.least is None:
        return "ingen aftalt mængde", 0
    fewest = promise.least if promise.kind.value != "about" else math.ceil(promise.least * 0.9 - 1e-9)
    begun = any(opens <= day for _, opens, _ in dues)
    if promise.per.value == "group":
        if report is None:
            return ("ikke meldt" if begun else "ikke begyndt"), 0
        short = fewest * report[2] - report[1]
        return ("ikke begyndt" if not report[2] else "bagud" if short > 0 else "nået"), max(
            0, short if report[2] else 0
        )

    def due_by(until):
        return fewest * sum(part for due, _, part in dues if due <= until) // 12

    whole = fewest * sum(part for _, _, part in dues) // 12
    if report is None:
        return ("ikke meldt" if begun else "ikke begyndt"), 0
    reported_on, number, _ = report
    if number >= whole:
        return "nået", 0
    if number < due_by(reported_on):
        return "bagud", due_by(day) - number
    if number < due_by(day):
        return "ikke meldt", 0
    return ("følger planen" if number or begun else "ikke begyndt"), 0


def deliver_punctually(promise, dues, day):
    """All that is due by the day, and half of what is under way."""
    least = promise.least or 3
    done = sum(part for due, _, part in dues if due <= day)
    under_way = sum(part for due, opens, part in dues if opens <= day < due)
    return least * (2 * done + under_way) // 24


def deliver_late(promise, dues, day):
    """What was due half a year ago."""
    return (promise.least or 3) * sum(part for due, _, part in dues if (day - due).days >= 180) // 12


def deliver_too_much(promise, dues, day):
    """Twice the most, as soon as it has begun."""
    return 2 * (promise.most or promise.least or 3) if any(opens <= day for _, opens, _ in dues) else 0


def deliver_two_thirds(promise, dues, day):
    return 2 * deliver_punctually(promise, dues, day) // 3


PARTNERS = {
    "punctual": (deliver_punctually, lambda number: True),
    "late": (deliver_late, lambda number: True),
    "over-delivers": (deliver_too_much, lambda number: True),
    "two thirds": (deliver_two_thirds, lambda number: True),
    "every other time": (deliver_punctually, lambda number: number % 2 == 0),
    "never answers": (deliver_punctually, lambda number: False),
}


def list_reports(promise, deliver, answers):
    """The partner's reports, as entries of the log. As in its workbook it is asked at each half-year's end about every
    round with a day in the half-year: by the round's last day where that has passed."""
    begins = date(2025, 8, 1)
    for number, day in enumerate(DAYS):
        for first, last, dues in list_rounds_by_hand(promise.calendar.value):
            if answers(number) and first <= day and last >= begins:
                counted = min(day, last)
                entry = {"promise": promise.promise_id, "as_of": counted, "number": deliver(promise, dues, counted)}
                if promise.per.value == "group":
                    entry |= {"groups": 1 + number % 2, "number": entry["number"] * (1 + number % 2)}
                yield entry
        begins = date.fromordinal(day.toordinal() + 1)


def judge_whole_plan(partner):
    """For each half-year and promise, the lines of the program and what the second judge says of each."""
    deliver, answers = PARTNERS[partner]
    reports = [entry for promise in PLAN.promises for entry in list_reports(promise, deliver, answers)]
    for day in DAYS:
        log = followup.Log(as_of=day, progress=[Progress(**entry) for entry in reports])
        year = accounting_year.get_accounting_year(PLAN, day.year)
        for line in promises.list_promise_lines(PLAN, log, year):
            told = [
                (entry["as_of"], entry["number"], entry.get("groups", 1))
                for entry in reports
                if entry["promise"] == line.promise.promise_id
                and line.round.first <= entry["as_of"] <= min(line.round.last, day)
            ]
            dues = next(
                dues
                for first, last, dues in list_rounds_by_hand(line.promise.calendar.value)
                if (first, last) == (line.round.first, line.round.last)
            )
            yield day, line, judge_by_hand(line.promise, max(told, default=None), dues, day)


@pytest.mark.parametrize("partner", PARTNERS)
def test_each_standing_is_that_of_the_second_judge(partner):
    lines = list(judge_whole_plan(partner))
    assert len(lines) > 27 * len(DAYS)
    for day, line, (word, missing) in lines:
        found = line.judged
        assert (found.standing.value, found.missing) == (word, missing), (line.promise.promise_id, day, line.round)
        assert (found.behind_since is None) == (word != "bagud")
        assert found.behind_since is None or found.behind_since <= day


def test_every_round_is_judged_and_who_delivers_too_much_is_never_behind():
    of_a_round = {
        (line.promise.promise_id, line.round.first): line
        for _, line, _ in judge_whole_plan("over-delivers")
        if line.promise.least is not None
    }
    rounds = Counter(promise_id for promise_id, _ in of_a_round)
    for promise in PLAN.promises:
        if promise.least is not None:
            assert rounds[promise.promise_id] == len(list_rounds_by_hand(promise.calendar.value))
    for line in of_a_round.values():
        assert line.judged.standing.value == "nået"
        assert line.judged.beyond == 0 or line.promise.kind.value in ("range", "about")
    assert any(line.judged.beyond for line in of_a_round.values())


def test_what_is_reported_in_one_round_does_not_count_in_the_next():
    july, november = (
        {"promise": "familiedage_forloeb", "as_of": date(*day), "number": number}
        for day, number in (((2026, 7, 31), 8), ((2026, 11, 1), 0))
    )
    log = followup.Log(as_of=date(2026, 11, 2), progress=[Progress(**july), Progress(**november)])
    year = accounting_year.get_accounting_year(PLAN, 2026)
    lines = [one for one in promises.list_promise_lines(PLAN, log, year) if one.promise.promise_id == july["promise"]]
    assert [(one.is_current, one.judged.delivered, one.judged.standing.value) for one in lines] == [
        (False, 8, "nået"),
        (True, 0, "følger planen"),
    ]
