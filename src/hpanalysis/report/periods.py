"""Windows, dates and ages in Danish words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from hpanalysis.danish import NBSP, capitalise, format_day, format_month
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import POOLED, HalfYear, Kind, find_plain_window, is_pooled, is_recounted

_LAST_TRIED = 12  # half-years ahead in which the next window is looked for


@dataclass(frozen=True)
class Period:
    """A window of time in Danish words. The letters in braces are the slots of the indicators' sentences that the words
    fill. Made by `name_period` wherever a page names a window."""

    inside: str  # {v}, within a sentence: `i 2025`
    bare: str  # {f}, after "fra": `2025`
    short: str  # in table heads
    axis: str  # at a chart's end
    cohort: str  # {å}, the year the persons belong to where it is not the window's own
    opening: str = ""  # how a sentence begins with it, where that is not `inside`

    @property
    def start(self) -> str:
        """The words with which a sentence on the window begins: `I 2025`; they fill the slot {V} of the indicators'
        sentences. Read when a figure's first sentence is written, and for the period on a definition card."""
        words = self.opening or self.inside
        return capitalise(words)


def _name_year(indicator: Indicator, window: str) -> Period:
    """The words of a calendar year or a data year, `2025`. Called by `name_period` for windows of these kinds."""
    return Period(f"i {window}", window, window, window, window)


def _name_school_year(indicator: Indicator, window: str) -> Period:
    """The Danish words for a school year: within a sentence, after `fra`, in a table head, at a chart's end. Called by
    `name_period` for windows of that kind. window: `2024-25`."""
    year = window.replace("-", "/")
    return Period(f"i skoleåret {year}", f"skoleåret {year}", year, year, year)


def _name_rolling(indicator: Indicator, window: str) -> Period:
    """The words of a span of months, by how many they are and the last. Called by `name_period` for windows of that
    kind. window: first and last month, `2023-10/2024-09`."""
    first, last = (date.fromisoformat(f"{part}-01") for part in window.split("/"))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    words = f"de {months}{NBSP}måneder til og med {format_month(last)}"
    return Period(f"i {words}", words, f"{months}{NBSP}mdr. til {format_month(last)}", f"{last:%m-%Y}", str(last.year))


def _name_status_date(indicator: Indicator, window: str) -> Period:
    """The Danish words for a day on which something is counted: within a sentence, after `fra`, in a table head, at a
    chart's end. Called by `name_period` for windows of that kind. window: `2025-01-01`."""
    moment = date.fromisoformat(window)
    return Period(f"pr. {format_day(moment)}", format_day(moment), format_day(moment), f"{moment:%m-%Y}", window[:4])


def _name_status_month(indicator: Indicator, window: str) -> Period:
    """The words of a month in which something is counted; for an indicator of school leavers the year that they left
    school. Called by `name_period` for windows of that kind. window: `2025-06`."""
    first_day = date.fromisoformat(f"{window}-01")
    years_before = indicator.sentences.cohort_years_before
    if years_before is None:
        month = format_month(first_day)
        return Period(f"i {month}", month, month, f"{first_day:%m-%Y}", window[:4])
    cohort = str(first_day.year - years_before)
    return Period(f"for afgangsår {cohort}", f"afgangsår {cohort}", f"afgangsår {cohort}", cohort, cohort)


def _name_election(indicator: Indicator, window: str) -> Period:
    """The words of an election, named by the last word of the indicator's noun phrase (valgdeltagelsen ved
    kommunalvalget). Called by `name_period` for windows of that kind. window: the election's year."""
    name = f"{indicator.sentences.noun_phrase.rsplit(' ', 1)[1]} i {window}"
    return Period(f"i {window}", name, window, window, window, opening=f"ved {name}")


def _name_survey(indicator: Indicator, window: str) -> Period:
    """The words of a round of the survey on feeling safe, by its year. Called by `name_period` for windows of that
    kind."""
    name = f"tryghedsmålingen {window}"
    return Period(f"i {name}", name, window, window, window)


_FORMS = {
    Kind.CALENDAR_YEAR: _name_year,
    Kind.DATA_YEAR: _name_year,
    Kind.SCHOOL_YEAR: _name_school_year,
    Kind.ROLLING: _name_rolling,
    Kind.STATUS_DATE: _name_status_date,
    Kind.STATUS_MONTH: _name_status_month,
    Kind.ELECTION: _name_election,
    Kind.SURVEY: _name_survey,
}


def _name_pooled(indicator: Indicator, first: str, last: str) -> Period:
    """The words of several years counted together: `årene 2023-25 samlet`. Called by `name_period` for such windows.
    first, last: the ids of the windows at the ends."""
    ends = name_period(indicator, first), name_period(indicator, last)
    years = f"{ends[0].cohort[:4]}-{ends[1].cohort[-2:]}"
    leavers = indicator.sentences.cohort_years_before is not None
    name = f"{'afgangsårene' if leavers else 'årene'} {years} samlet"
    return Period(f"{'for' if leavers else 'i'} {name}", name, f"Tre år samlet, {years}", years, f"årene {years}")


def describe_recount(indicator: Indicator) -> str:
    """How a figure from before a break is counted, to follow its window: `genberegnet efter reglerne fra 1. juli 2025`.
    Called where such a window is named. ValueError for an indicator that no version counts again."""
    if indicator.bridge is None:
        raise ValueError(f"{indicator.label} is not counted again")
    return f"genberegnet efter reglerne fra {format_day(indicator.bridge.since)}"


def _name_recounted(indicator: Indicator, window: str) -> Period:
    """The words of a window that is counted again by a later version: the window's own, and by which rules. Called by
    `name_period` for such windows. window: without the version."""
    plain, how = name_period(indicator, window), describe_recount(indicator)
    inside, bare, short = (f"{words}, {how}" for words in (plain.inside, plain.bare, plain.short))
    return replace(plain, inside=inside, bare=bare, short=short, opening=f"{plain.opening or plain.inside}, {how},")


def name_period(indicator: Indicator, window: str) -> Period:
    """A window of time in words, by its id as tables have it; `A..B` is the windows from A to B counted together, and
    `A@3` is A counted again by version 3. An id that does not fit the indicator's kind of window raises ValueError.
    Called for every window that a page names."""
    if is_recounted(window):
        return _name_recounted(indicator, find_plain_window(window))
    if is_pooled(window):
        return _name_pooled(indicator, *window.split(POOLED))
    return _FORMS[indicator.window.kind](indicator, window)


def count_age_in_months(end: date, cutoff: date) -> int:
    """Whole months, at least 0, from a window's last day to the half-year's (cutoff). Called where a page tells
    figures' age."""
    months = (cutoff.year - end.year) * 12 + cutoff.month - end.month
    late = end.day > cutoff.day and cutoff.day < monthrange(cutoff.year, cutoff.month)[1]
    return max(0, months - late)


def format_age(end: date, cutoff: date) -> str:
    """How old a window is on the half-year's last day, in words: `6 måneder`. Called where a page tells how old its
    figures are. end: the window's last day; cutoff: the half-year's."""
    months = count_age_in_months(end, cutoff)
    return f"{months}{NBSP}{'måned' if months == 1 else 'måneder'}"


def find_next_due(indicator: Indicator, half: HalfYear) -> date | None:
    """The day by which data for the indicator's next window are due, seen from the half-year. None where windows follow
    no calendar, or none comes within six years. Called where a page tells when the next figure is awaited."""
    now = indicator.window.latest(half.cutoff)
    if now is None:
        return None
    later = half
    for _ in range(_LAST_TRIED):
        later = later.following
        span = indicator.window.latest(later.cutoff)
        if span is not None and span != now:
            return span.due
    return None
