"""Dated events on the charts: a dashed line with a number, and a key that says what happened and where.

An event stands beside the figures; nothing here says that it explains them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Event
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release


@dataclass(frozen=True)
class NumberedEvent:
    """An event and the number that stands at its line; one numbering a figure. Made by the two functions
    `number_events_of_...`; its number stands in the charts, the key and the table."""

    number: int
    event: Event


def _lies_within(event: Event, course: list[Cell]) -> bool:
    """Whether an event's day lies within the windows drawn (course, oldest first); False where there are none. Called
    when events are numbered and selected for a chart."""
    return bool(course) and course[0].start <= event.day <= course[-1].end


def _is_about_area(release: Release, event: Event, area_id: str) -> bool:
    """Whether an event marks an area's charts: the area's own events do, and those of all areas together. Called when
    events are numbered for an indicator and selected for its panels."""
    return event.area_id in (area_id, release.plan.total.id)


def number_events_of_indicator(
    release: Release, indicator_id: str, courses: dict[str, list[Cell]]
) -> list[NumberedEvent]:
    """Number, by date from 1, the events that mark any panel of an indicator's courses. Called by `make_course_figure`
    before its panels are made. courses: area -> its windows, oldest first."""
    events = [
        event
        for event in release.plan.events_of(indicator_id)
        if any(_is_about_area(release, event, area) and _lies_within(event, course) for area, course in courses.items())
    ]
    return [NumberedEvent(number, event) for number, event in enumerate(events, start=1)]


def number_events_of_area(release: Release, courses: list[tuple[str, list[Cell]]], area_id: str) -> list[NumberedEvent]:
    """Number, by date from 1, the events that mark any of an area's courses: one numbering for all panels (drawings) of
    its profile. Called once, before the panels are made. courses: indicator id and its windows, oldest first."""
    days = {
        event: event.day
        for indicator_id, course in courses
        for event in release.plan.events_of(indicator_id, area_id)
        if _lies_within(event, course)
    }
    return [NumberedEvent(number, event) for number, event in enumerate(sorted(days, key=days.__getitem__), start=1)]


def select_events_of_indicator(
    numbered: Iterable[NumberedEvent], indicator_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Of an area's numbered events, those that mark the course of one indicator; an event that names no indicator is
    about all. One outside the windows drawn is left out; the others keep their numbers. Called for each panel of an
    area's profile. course: the windows drawn, oldest first."""
    return [
        each
        for each in numbered
        if (not each.event.indicators or indicator_id in each.event.indicators) and _lies_within(each.event, course)
    ]


def select_events_of_area(
    release: Release, numbered: Iterable[NumberedEvent], area_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Of an indicator's numbered events, those that mark the course of one area, or of the areas together. Numbers are
    kept. Called for each panel of an indicator's courses. course: the area's windows, oldest first."""
    about = [each for each in numbered if _is_about_area(release, each.event, area_id)]
    return [each for each in about if _lies_within(each.event, course)]


def describe_event(release: Release, numbered: NumberedEvent) -> str:
    """An event in words with its number and its area: `(1) 1. marts 2025, Centrale Randers: ...`; an event of all areas
    together names none. Called for the key under courses and for a panel's description to screen readers."""
    event = numbered.event
    where = "" if event.area_id == release.plan.total.id else f", {release.plan.area(event.area_id).name}"
    return f"({numbered.number}) {danish.format_day(event.day)}{where}: {event.what}"


def make_events_key(release: Release, numbered: list[NumberedEvent]) -> Markup | None:
    """The key that says what the numbered dashed lines are; None where no event is marked. Called for the figures of an
    indicator's and of an area's courses. numbered: the events marked."""
    if not numbered:
        return None
    start = "De stiplede linjer med nummer er hændelser, der er noteret. De forklarer ikke i sig selv tallene. "
    return tag("p", start, " ".join(describe_event(release, each) for each in numbered), class_="note")


def list_numbers_by_window(numbered: list[NumberedEvent], ends: list[date]) -> list[str]:
    """For each window the numbers of the events since the window before (for the first: all up to its end), as text:
    `1, 2`, or `ingen`. Called for the events' row of the table under an indicator's courses. ends: the windows' last
    days, oldest first."""
    texts, before = [], date.min
    for end in ends:
        inside = [str(each.number) for each in numbered if before < each.event.day <= end]
        texts.append(", ".join(inside) or "ingen")
        before = end
    return texts
