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
    by the functions that number and select events for a chart."""
    return bool(course) and course[0].start <= event.day <= course[-1].end


def _is_about_area(release: Release, event: Event, area_id: str) -> bool:
    """Whether an event marks the charts of an area: its own do, and those of all areas together. Called when events are
    numbered for an indicator and selected for its panels."""
    return event.area_id in (area_id, release.plan.total.id)


def number_events_of_indicator(
    release: Release, indicator_id: str, courses: dict[str, list[Cell]]
) -> list[NumberedEvent]:
    """Number, by date from 1, the events that mark any panel of an indicator's courses. Called by
    `course_figure.make_course_figure` before its panels are made. courses: area -> its windows, oldest first."""
    events = [
        event
        for event in release.plan.events_of(indicator_id)
        if any(_is_about_area(release, event, area) and _lies_within(event, course) for area, course in courses.items())
    ]
    return [NumberedEvent(number, event) for number, event in enumerate(events, start=1)]


def number_events_of_area(release: Release, courses: list[tuple[str, list[Cell]]], area_id: str) -> list[NumberedEvent]:
    """Number, by date from 1, the events that mark any of an area's courses: one numbering for all its panels. Called
    by `profile.profile_courses` before its panels are made. courses: indicator id and its windows, oldest first."""
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
    """Those of an area's numbered events that mark the course of one indicator, with their numbers kept. Called by
    `profile.profile_courses` for each panel. An event that names no indicator is about all of them; course: oldest
    first."""
    return [
        each
        for each in numbered
        if (not each.event.indicators or indicator_id in each.event.indicators) and _lies_within(each.event, course)
    ]


def select_events_of_area(
    release: Release, numbered: Iterable[NumberedEvent], area_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Those of an indicator's numbered events that mark the course of one area (or the total); numbers are kept. Called
    by `course_figure.make_course_figure` for each panel. course: the area's windows, oldest first."""
    about = [each for each in numbered if _is_about_area(release, each.event, area_id)]
    return [each for each in about if _lies_within(each.event, course)]


def describe_event(release: Release, numbered: NumberedEvent) -> str:
    """An event in words with its number and its area: `(1) 1. marts 2025, Centrale Randers: ...` Called for the key
    under courses and for a panel's description; an event of all areas together names no area. numbered: the event and
    its number."""
    event = numbered.event
    where = "" if event.area_id == release.plan.total.id else f", {release.plan.area(event.area_id).name}"
    return f"({numbered.number}) {danish.format_day(event.day)}{where}: {event.what}"


def make_events_key(release: Release, numbered: list[NumberedEvent]) -> Markup | None:
    """The key under a figure of courses, which says what the numbered dashed lines are; None where no event is marked.
    Called by the figures of an indicator's and of an area's courses."""
    if not numbered:
        return None
    start = "De stiplede linjer med nummer er begivenheder, der er noteret. De forklarer ikke i sig selv tallene. "
    return tag("p", start, " ".join(describe_event(release, each) for each in numbered), class_="note")


def list_numbers_by_window(numbered: list[NumberedEvent], ends: list[date]) -> list[str]:
    """For each window the numbers of the events since the window before, as text: `1, 2`, or `ingen`. Called by
    `course_figure` for the events' row of its table. ends: the windows' last days, oldest first. numbered: the events
    of the figure."""
    texts, before = [], date.min
    for end in ends:
        inside = [str(each.number) for each in numbered if before < each.event.day <= end]
        texts.append(", ".join(inside) or "ingen")
        before = end
    return texts
