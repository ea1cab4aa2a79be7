"""The course of an indicator over time: small multiples in their <figure>, with events, note and table."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.report import places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import events
from hpanalysis.report.charts.comparison_figure import (
    describe_axis_start,
    format_axis_unit,
    format_cell,
    starts_at_zero,
    wrap_in_figure,
)
from hpanalysis.report.charts.course_chart import CoursePoint, draw_course_panel
from hpanalysis.report.charts.events import NumberedEvent
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.html import tag
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status


def list_course_points(speaker: Speaker, course: list[Cell]) -> list[CoursePoint]:
    """The windows so far of one area; the municipality beside where it may be compared."""
    points, before = [], None
    for cell in course:
        broken = before is not None and speaker.indicator.broken_between(before.end, cell.end) is not None
        value = cell.value if cell.is_shown else None
        beside = cell.municipality if speaker.indicator.comparable else None
        points.append(
            CoursePoint(
                cell.key,
                speaker.name_period(cell.window).axis,
                value,
                beside,
                broken,
                cell.lo,
                cell.hi,
                cell.status.value,
                cell.start,
                cell.end,
            )
        )
        before = cell
    return points


def _describe_course(speaker: Speaker, name: str, course: list[Cell], marked: list[NumberedEvent]) -> str:
    """Window by window what is drawn, the events, and then the figure's own text."""
    said = ", ".join(
        f"{speaker.name_period(cell.window).axis} {format_cell(cell, speaker.indicator)}" for cell in course
    )
    parts = [f"{name}: {said}.", *(events.describe_event(speaker.release, one) for one in marked)]
    return " ".join([*parts, speaker.describe(course[-1])])


def make_panel(
    speaker: Speaker, name: str, course: list[Cell], axis: Scale, figure_id: str, marked: list[NumberedEvent]
) -> Markup:
    """One small course with its name above. marked: the events of its area."""
    drawn = draw_course_panel(
        figure_id,
        list_course_points(speaker, course),
        axis,
        decimals=speaker.indicator.decimals,
        title=f"{speaker.indicator.title}: {name} over tid",
        description=_describe_course(speaker, name, course, marked),
        events=[(one.event.day, str(one.number)) for one in marked],
    )
    return tag("div", tag("p", places.insert_soft_hyphen(name)), drawn)


def make_course_scale(speaker: Speaker, courses: Iterable[list[Cell]]) -> Scale:
    points = [point for course in courses for point in list_course_points(speaker, course)]
    return make_scale([v for p in points for v in (p.value, p.beside, p.lo, p.hi)], 3, starts_at_zero(speaker))


def _make_table(speaker: Speaker, courses: dict[str, list[Cell]], marked: list[NumberedEvent]) -> Markup:
    """Area by window, as in the panels; the events in a row of their own."""
    ends = {cell.window: cell.end for course in courses.values() for cell in course}
    windows = sorted(ends, key=ends.__getitem__)
    heads = [tag("th", speaker.name_period(window).short, scope="col", class_="num") for window in windows]
    body = [_make_table_row(speaker, area, course, windows) for area, course in courses.items()]
    if marked:
        said = events.list_numbers_by_window(marked, [ends[window] for window in windows])
        cells = [tag("td", numbers_, class_="num") for numbers_ in said]
        body.append(tag("tr", tag("th", "Begivenheder siden forrige", scope="row"), cells))
    caption = tag("caption", f"{speaker.indicator.title}, alle opgørelser")
    head = tag("thead", tag("tr", tag("th", "Område", scope="col"), heads))
    table = tag("table", caption, head, tag("tbody", body))
    label = f"{speaker.indicator.label} over tid"
    return tag("div", table, class_="rul", tabindex="0", role="region", aria_label=label)


def _make_table_row(speaker: Speaker, area_id: str, course: list[Cell], windows: list[str]) -> Markup:
    by_window = {cell.window: cell for cell in course}
    values = [
        format_cell(by_window[w], speaker.indicator) if w in by_window else Status.NOT_MEASURED.value for w in windows
    ]
    cells = [tag("td", value, class_="num") for value in values]
    return tag("tr", tag("th", _name_area(speaker, area_id), scope="row"), cells)


def _name_area(speaker: Speaker, area_id: str) -> str:
    area = speaker.release.plan.area(area_id)
    return area.name if area.is_area else area.short


def make_course_figure(speaker: Speaker, cells: Cells, headline: str | None = None) -> Markup | None:
    """Small multiples of an indicator: the total and each area on one scale, the municipality beside.

    headline: what is seen, where the figure's title stands above it already.
    """
    release = speaker.release
    areas = [release.plan.total, *release.measured_areas(speaker.adoption)]
    courses = {area.id: cells.course(speaker.indicator_id, area.id) for area in areas}
    courses = {area_id: found for area_id, found in courses.items() if found}
    if not courses:
        return None
    figure_id = f"fig-{speaker.indicator_id}-over-tid"
    axis = make_course_scale(speaker, courses.values())
    marked = events.number_events_of_indicator(release, speaker.indicator_id, courses)
    panels = [
        make_panel(
            speaker,
            _name_area(speaker, area_id),
            found,
            axis,
            f"{figure_id}-{number}",
            events.select_events_of_area(release, marked, area_id, found),
        )
        for number, (area_id, found) in enumerate(courses.items())
    ]
    return wrap_in_figure(
        figure_id,
        headline or f"{speaker.indicator.title} over tid",
        tag("div", panels, class_="net"),
        "".join(
            [
                _write_note(speaker, courses),
                describe_axis_start(axis, format_axis_unit(speaker.indicator)),
                _write_break_note(speaker, courses),
            ]
        ),
        _make_table(speaker, courses, marked),
        events.make_events_key(release, marked),
    )


def _write_note(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    interval = any(cell.lo is not None for found in courses.values() for cell in found)
    said = f"{speaker.indicator.title}. Den kraftige linje er området{_name_grey_line(speaker, courses)}."
    said += " De lyse bjælker er usikkerhedsintervaller." if interval else ""
    return f"{said} {speaker.state_wanted_direction()}{' Alle felter har samme skala.' if len(courses) > 1 else ''}"


def _name_grey_line(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    beside = speaker.indicator.comparable and any(
        c.municipality is not None for found in courses.values() for c in found
    )
    return f", den grå er {speaker.compared_with.bare}" if beside else ""


def _write_break_note(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    broken = any(point.broken for found in courses.values() for point in list_course_points(speaker, found))
    return " Ved databruddet brydes linjen: Tal fra før og efter kan ikke sammenlignes." if broken else ""
