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
    """An event and the number that stands at its line; one numbering a figure."""

    number: int
    event: Event


def _lies_within(event: Event, course: list[Cell]) -> bool:
    """Whether the event lies within the windows drawn (oldest first)."""
    return bool(course) and course[0].start <= event.day <= course[-1].end


def _is_about_area(release: Release, event: Event, area_id: str) -> bool:
    """Whether an event marks the charts of an area: its own do, and those of all areas together."""
    return event.area_id in (area_id, release.plan.total.id)


def number_events_of_indicator(
    release: Release, indicator_id: str, courses: dict[str, list[Cell]]
) -> list[NumberedEvent]:
    """The events that mark the courses of an indicator (area -> its windows, oldest first), by date."""
    events = [
        event
        for event in release.plan.events_of(indicator_id)
        if any(_is_about_area(release, event, area) and _lies_within(event, course) for area, course in courses.items())
    ]
    return [NumberedEvent(number, event) for number, event in enumerate(events, start=1)]


def number_events_of_area(release: Release, courses: list[tuple[str, list[Cell]]], area_id: str) -> list[NumberedEvent]:
    """The events that mark any of an area's courses (indicator and its windows), by date: one numbering for all."""
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
    """Those that mark the course of one indicator. An event that names no indicator is about all of them."""
    return [
        each
        for each in numbered
        if (not each.event.indicators or indicator_id in each.event.indicators) and _lies_within(each.event, course)
    ]


def select_events_of_area(
    release: Release, numbered: Iterable[NumberedEvent], area_id: str, course: list[Cell]
) -> list[NumberedEvent]:
    """Those that mark the course of one area, or of the total."""
    about = [each for each in numbered if _is_about_area(release, each.event, area_id)]
    return [each for each in about if _lies_within(each.event, course)]


def describe_event(release: Release, numbered: NumberedEvent) -> str:
    """`(1) 1. marts 2025, Centrale Randers: ...`"""
    event = numbered.event
    where = "" if event.area_id == release.plan.total.id else f", {release.plan.area(event.area_id).name}"
    return f"({numbered.number}) {danish.format_day(event.day)}{where}: {event.what}"


def make_events_key(release: Release, numbered: list[NumberedEvent]) -> Markup | None:
    """The key under a chart; None where nothing is marked."""
    if not numbered:
        return None
    start = "De stiplede linjer med nummer er begivenheder, der er noteret. De forklarer ikke i sig selv tallene. "
    return tag("p", start, " ".join(describe_event(release, each) for each in numbered), class_="note")


def list_numbers_by_window(numbered: list[NumberedEvent], ends: list[date]) -> list[str]:
    """Window by window (their last days, oldest first): the numbers of the events since the window before."""
    texts, before = [], date.min
    for end in ends:
        inside = [str(each.number) for each in numbered if before < each.event.day <= end]
        texts.append(", ".join(inside) or "ingen")
        before = end
    return texts
