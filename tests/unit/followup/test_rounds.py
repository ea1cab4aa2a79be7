"""The rounds of each calendar: they follow each other, and each owes its promise once."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from followup_logs import PLAN
from hpanalysis.followup.promised import calendars, rounds
from hpanalysis.plan import Calendar, Per

SETTINGS = PLAN.settings
YEARLY = next(promise for promise in PLAN.promises if promise.per is Per.YEAR)


def make_promise(calendar):
    once = {Calendar.START: Per.START, Calendar.PROJECT: Per.PROJECT}
    per = Per.WEEK if calendar in calendars.WEEKLY else once.get(calendar, Per.YEAR)
    return replace(YEARLY, calendar=calendar, per=per)


@pytest.mark.parametrize("calendar", Calendar)
def test_rounds_follow_each_other_and_each_owes_once(calendar):
    promise, found = make_promise(calendar), rounds.list_rounds(calendar, SETTINGS)
    assert found[0].first == SETTINGS.start and found[-1].last == SETTINGS.end
    assert all(one.last + timedelta(days=1) == after.first for one, after in itertools.pairwise(found))
    if calendar not in calendars.WEEKLY:
        assert [rounds.compute_owed(promise, SETTINGS, one, one.last) for one in found] == [1] * len(found)


@pytest.mark.parametrize("calendar", [one for one in Calendar if one not in calendars.WEEKLY])
def test_no_instalment_is_due_in_two_rounds_or_in_none(calendar):
    found = rounds.list_rounds(calendar, SETTINGS)
    due = [one for within in found for one in rounds.list_due(calendar, SETTINGS, within)]
    assert due == calendars.list_instalments(calendar, SETTINGS)


def test_a_last_year_that_the_plan_cuts_owes_its_part():
    settings = SETTINGS.model_copy(update={"end": date(2028, 1, 31)})
    last = rounds.list_rounds(Calendar.YEAR, settings)[-1]
    assert rounds.compute_owed(make_promise(Calendar.YEAR), settings, last, last.last) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("calendar", "day", "begun"),
    [
        (Calendar.SUMMER, "2026-06-28", False),
        (Calendar.SUMMER, "2026-06-29", True),
        (Calendar.SUMMER, "2026-08-10", False),
        (Calendar.AUGUST_FEBRUARY, "2025-08-01", True),
        (Calendar.SCHOOL_WEEKS, "2025-08-03", False),
        (Calendar.SCHOOL_WEEKS, "2025-08-11", True),
    ],
)
def test_what_can_have_begun(calendar, day, begun):
    when, promise = date.fromisoformat(day), make_promise(calendar)
    within = next(one for one in rounds.list_rounds(calendar, SETTINGS) if one.contains(when))
    assert rounds.has_begun(promise, SETTINGS, within, when) is begun
