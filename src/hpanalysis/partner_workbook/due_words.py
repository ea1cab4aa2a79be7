"""When a promise is due, and how many hours were promised, in the Danish that a partner reads in its workbook."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.followup.promised.calendars import WEEKLY
from hpanalysis.followup.promised.rounds import list_due, list_rounds
from hpanalysis.partner_workbook.asked import AskedDelivery, AskedHours
from hpanalysis.plan import Amount, Calendar, Settings

_WEEKLY = {
    Calendar.ALL_WEEKS: "hver uge",
    Calendar.WEEKS_46: "i de 46 uger, hvor institutionerne har åbent",
    Calendar.SCHOOL_WEEKS: "hver uge i skoletiden",
}


def word_due(asked: AskedDelivery, settings: Settings) -> str:
    """When what is promised is due in the year that the row counts: `senest 30. november 2026 og 31. maj 2027`. Called
    for each row of deliveries."""
    promise = asked.promise
    if promise.kind is Amount.NONE:
        return "ingen aftalt mængde; skriv, hvad der er gjort"
    if asked.by_group:
        return "for hver gruppe"
    if promise.calendar in WEEKLY:
        return _WEEKLY[promise.calendar]
    if promise.calendar is Calendar.MONTHS:
        return "ved hver måneds slutning"
    rounds = list_rounds(promise.calendar, settings)
    within = next(one for one in rounds if one.contains(asked.until))
    days = [one.due for one in list_due(promise.calendar, settings, within)]
    return f"senest {danish.join_words(danish.format_day(day, ' ') for day in days)}" if days else ""


def word_hours(asked: AskedHours) -> str:
    """What was agreed of hours: `9.660 timer om året (21 timer pr. uge pr. institution i 46 uger)`. Called for each row
    of hours."""
    promise = asked.promise
    year = "" if promise.a_year is None else f"{danish.format_exactly(promise.a_year)} timer om året"
    weekly = "" if promise.a_week is None else f"{danish.format_exactly(promise.a_week)} timer om ugen{promise.each_da}"
    basis = promise.basis_da or weekly
    words = f"{year} ({basis})" if year and basis else year or basis
    return f"{words}: {promise.purpose_da}" if promise.purpose_da else words
