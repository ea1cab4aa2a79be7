"""The rounds of a promise: the times in each of which it is owed once, and what of it is due by a day.

What is promised each year is owed once in each of the plan's own years, and what is reported in one of them never
counts in the next. A summer's promise has rounds from the end of one summer to the end of the next, because the
holidays begin in one of the plan's years and end in another. What is promised once has the plan as its one round, so
that it can be kept late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from hpanalysis.followup.promise_model import Round
from hpanalysis.followup.promised import calendars
from hpanalysis.followup.promised.calendars import Instalment
from hpanalysis.plan import Calendar, Per, Promise, Settings

_DAY = timedelta(days=1)
_ONCE = (Calendar.START, Calendar.PROJECT)


def _list_summers(settings: Settings) -> Iterator[Round]:
    """A round for each summer that the plan owes, from the day after the one before was due. Called for that
    calendar."""
    first = settings.start
    for summer in calendars.list_instalments(Calendar.SUMMER, settings):
        yield Round(first, summer.due)
        first = summer.due + _DAY


def list_rounds(calendar: Calendar, settings: Settings) -> list[Round]:
    """The rounds of a calendar in the plan, in time. Called for each promise."""
    if calendar in _ONCE:
        return [Round(settings.start, settings.end)]
    if calendar is Calendar.SUMMER:
        return list(_list_summers(settings))
    return [Round(first, last) for first, last, _ in calendars.list_plan_years(settings)]


def list_due(calendar: Calendar, settings: Settings, within: Round) -> list[Instalment]:
    """The instalments of a calendar that are due in a round, in time; none for a weekly calendar. Called to see what is
    owed in it, what has begun, and since when something is missing."""
    return [one for one in calendars.list_instalments(calendar, settings) if within.contains(one.due)]


def compute_owed(promise: Promise, settings: Settings, within: Round, until: date) -> Fraction:
    """How much of a promise's number is due in a round up to and with a day: 1 is all of a year's, or of what is
    promised once. A number a week is due for each week of its calendar, so there it may be more. Called for the round
    as a whole (until its last day) and so far."""
    if promise.per is Per.WEEK:
        last = min(until, within.last)
        days = calendars.count_days(promise.calendar, settings.progress, within.first, last)
        return Fraction(days, calendars.DAYS_OF_A_WEEK)
    due = (one for one in list_due(promise.calendar, settings, within) if one.due <= until)
    return sum((one.part for one in due), Fraction(0))


def has_begun(promise: Promise, settings: Settings, within: Round, day: date) -> bool:
    """Whether anything of a round can have begun by a day. Called to tell what has not begun from what is not
    reported."""
    if promise.per is Per.WEEK:
        return compute_owed(promise, settings, within, day) > 0
    return any(one.opens <= day for one in list_due(promise.calendar, settings, within))
