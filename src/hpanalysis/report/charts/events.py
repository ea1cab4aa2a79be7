"""Dated events on the charts: a dashed line with a number, and a key that says what happened and where.

An event stands beside the figures; nothing here says that it explains them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Event
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release


@dataclass(frozen=True)
class NumberedEvent:
    """An event and the number that stands at its line; one numbering a figure."""

    number: int
    event: Event


def _lies_within(event: Event, course: list[Cell]) -> bool:
    """Whether the event lies within the windows drawn."""
    ends = [cell.end for cell in course if cell.end is not None]
    first = course[0].start or course[0].end if course else None
    return bool(ends) and first is not None and first <= event.day <= ends[-1]


def number_events_of_indicator(
    release: Release, indicator_id: str, courses: dict[str, list[Cell]]
) -> list[NumberedEvent]:
    """The events that mark the courses of an indicator (area -> its windows, oldest first), by date."""
    found = [
        event
        for event in release.plan.events_of(indicator_id)
        if any(_is_about_area(release, event, area) and _lies_within(event, course) for area, course in courses.items())
    ]
    return [NumberedEvent(number, event) for number, event in enumerate(found, start=1)]


def number_events_of_area(release: Release, courses: list[tuple[str, list[Cell]]], area_id: str) -> list[NumberedEvent]:
    """The events that mark any of an area's courses (indicator and its windows), by date: one numbering for all."""
    found = {
        event: event.day
        for indicator_id, course in courses
        for event in release.plan.events_of(indicator_id, area_id)
        if _lies_within(event, course)
    }
    return [NumberedEvent(number, event) for number, event in enumerate(sorted(found, key=found.__getitem__), start=1)]


def select_events_of_indicator(
    found: Iterable[NumberedEvent], indicator_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Those that mark the course of one indicator."""
    own = [one for one in found if not one.event.indicators or indicator_id in one.event.indicators]
    return [one for one in own if _lies_within(one.event, course)]


def select_events_of_area(
    release: Release, found: Iterable[NumberedEvent], area_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Those that mark the course of one area, or of the total."""
    return [one for one in found if _is_about_area(release, one.event, area_id) and _lies_within(one.event, course)]


def _is_about_area(release: Release, event: Event, area_id: str) -> bool:
    return event.area_id in (area_id, release.plan.total.id)


def describe_event(release: Release, one: NumberedEvent) -> str:
    """`(1) 1. marts 2025, Centrale Randers: ...`"""
    where = "" if one.event.area_id == release.plan.total.id else f", {release.plan.area(one.event.area_id).name}"
    return f"({one.number}) {danish.format_day(one.event.day)}{where}: {one.event.what}"


def make_events_key(release: Release, found: list[NumberedEvent]) -> Markup | None:
    """The key under a chart; None where nothing is marked."""
    if not found:
        return None
    start = "De stiplede linjer med nummer er begivenheder, der er noteret. De forklarer ikke i sig selv tallene. "
    return tag("p", start, " ".join(describe_event(release, one) for one in found), class_="note")


def list_numbers_by_window(found: list[NumberedEvent], ends: list) -> list[str]:
    """Window by window (their last days, oldest first): the numbers of the events since the window before."""
    said, before = [], None
    for end in ends:
        own = [str(n.number) for n in found if n.event.day <= end and (before is None or n.event.day > before)]
        said.append(", ".join(own) or "ingen")
        before = end
    return said
