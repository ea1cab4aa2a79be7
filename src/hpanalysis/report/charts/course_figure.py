"""The course of an indicator over time: small multiples in their <figure>, with events, note and table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from markupsafe import Markup

from hpanalysis.definitions import bridges
from hpanalysis.report import periods, places
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import events
from hpanalysis.report.charts.comparison_figure import (
    describe_axis_start,
    format_axis_unit,
    starts_at_zero,
    wrap_in_figure,
)
from hpanalysis.report.charts.course_chart import CoursePoint, draw_course_panel
from hpanalysis.report.charts.events import NumberedEvent
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.html import join, tag
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status

_SPAN = re.compile(r"(\d+-\d+)")  # from one age to another


def list_course_points(speaker: Speaker, course: list[Cell]) -> list[CoursePoint]:
    """An area's windows (course, oldest first) as points to draw. Each has the comparison, if the indicator is
    comparable, and is `broken` where the definition changed since the window before. Called for each panel, for its
    scale, and to see whether any line is broken. speaker: the indicator's Danish words."""
    points, before = [], None
    for cell in course:
        points.append(
            CoursePoint(
                key=cell.key,
                label=speaker.name_period(cell.window).axis,
                value=cell.value,
                comparison=cell.municipality if speaker.indicator.comparable else None,
                broken=before is not None and _is_broken(speaker, before, cell),
                lo=cell.lo,
                hi=cell.hi,
                earlier_rule=None if cell.by_own_rule is None else cell.by_own_rule.value,
                earlier_key="" if cell.by_own_rule is None else cell.by_own_rule.key,
                start=cell.start,
                end=cell.end,
            )
        )
        before = cell
    return points


def _is_broken(speaker: Speaker, before: Cell, cell: Cell) -> bool:
    """Whether the definition changed between two windows of a course so that no line leads from one to the other; not
    where the earlier is counted again by the later's rule. Called for each point but the first."""
    days = (bridges.find_rule_day(speaker.indicator, each.window, each.end) for each in (before, cell))
    return bridges.find_break(speaker.indicator, *days) is not None


def _describe_course(speaker: Speaker, name: str, course: list[Cell], numbered: list[NumberedEvent]) -> str:
    """A panel in words for a screen reader: each window and its figure, the events, then the latest figure's own text.
    Called by `make_panel`. name: an area or an indicator; course: oldest first, at least one; numbered: the events
    marked; speaker: the indicator's Danish words."""
    windows = ((speaker.name_period(cell.window).axis, format_cell(cell, speaker.indicator)) for cell in course)
    drawn = ", ".join(f"{window} {figure}" for window, figure in windows)
    described = [events.describe_event(speaker.release, each) for each in numbered]
    return " ".join([f"{name}: {drawn}.", *described, speaker.describe(course[-1])])


def make_panel(
    speaker: Speaker,
    name: str,
    course: list[Cell],
    scale: Scale,
    *,
    figure_id: str,
    numbered: Sequence[NumberedEvent] = (),
) -> Markup:
    """Make one small chart of a course (figures over time) with its name above. Called for each area of an indicator,
    for each indicator of an area's profile, and for the small charts of goals and delmål.

    Where the latest window has no number, the word that says why stands under the name; where no window has one, there
    is nothing to draw, and so neither axis nor drawing. course: the windows, oldest first; figure_id: the SVG's id;
    numbered: the events that mark it; speaker: the indicator's Danish words.
    """
    last, drawn = course[-1], None
    if has_course(course):
        drawn = draw_course_panel(
            figure_id,
            list_course_points(speaker, course),
            scale,
            decimals=speaker.indicator.decimals,
            title=f"{speaker.indicator.title}: {name} over tid",
            description=_describe_course(speaker, name, course, list(numbered)),
            events=[(each.event.day, str(each.number)) for each in numbered],
        )
    why = tag("small", last.status.value) if last.value is None else None
    return tag("div", tag("p", _keep_spans_whole(name)), why, drawn, data_om=last.about())


def _keep_spans_whole(name: str) -> Markup:
    """A panel's name with its long words hyphenated softly and no line that ends within `18-29 år`. Called for the name
    over each small chart."""
    parts = [
        tag("span", part, class_="hel") if _SPAN.fullmatch(part) else places.insert_soft_hyphen(part)
        for part in _SPAN.split(name)
    ]
    return join(parts)


def has_course(course: list[Cell]) -> bool:
    """Whether any window of a course has a number of its own: the comparison's alone is no course. Called before a
    panel is drawn, and when the scale that panels share is made."""
    return any(cell.value is not None or cell.by_own_rule is not None for cell in course)


def _list_drawn(point: CoursePoint) -> tuple[Decimal | None, ...]:
    """The numbers that are drawn of a window, None for one that is missing. Called when the scale is made."""
    return point.value, point.comparison, point.lo, point.hi, point.earlier_rule


def make_course_scale(speaker: Speaker, courses: Iterable[list[Cell]]) -> Scale:
    """The scale of a chart over time, shared by the panels beside each other in it, wide enough for all that they draw:
    figures, comparisons and intervals. Called before the panels are made, also where there is one alone. courses: for
    each panel a list of cells, oldest first."""
    points = [point for course in courses if has_course(course) for point in list_course_points(speaker, course)]
    drawn = [value for point in points for value in _list_drawn(point)]
    counted = starts_at_zero(speaker)
    return make_scale(drawn, 3, from_zero=counted, whole=counted)


def _make_table(speaker: Speaker, courses: dict[str, list[Cell]], numbered: list[NumberedEvent]) -> Markup:
    """The numbers of all panels as a table, area by window; the last row lists the events' numbers, if any are marked.
    Called by `make_course_figure`. courses: area -> its windows, oldest first; numbered: the events."""
    ends = {cell.window: cell.end for course in courses.values() for cell in course}
    windows = sorted(ends, key=ends.__getitem__)
    heads = [tag("th", speaker.name_period(window).short, scope="col", class_="num") for window in windows]
    body = [_make_table_row(speaker, area, course, windows) for area, course in courses.items()]
    if numbered:
        texts = events.list_numbers_by_window(numbered, [ends[window] for window in windows])
        cells = [tag("td", text, class_="num") for text in texts]
        body.append(tag("tr", tag("th", "Begivenheder siden forrige", scope="row"), cells))
    caption = tag("caption", f"{speaker.indicator.title}, alle opgørelser")
    head = tag("thead", tag("tr", tag("th", "Område", scope="col"), heads))
    table = tag("table", caption, head, tag("tbody", body))
    label = f"{speaker.indicator.label} over tid"
    return tag("div", table, class_="rul", tabindex="0", role="region", aria_label=label)


def _make_table_row(speaker: Speaker, area_id: str, course: list[Cell], windows: list[str]) -> Markup:
    """An area's row: its figures by window, with `opgøres ikke` in a window in which it was not measured. Called by
    `_make_table` for each area. course: the area's cells; windows: the ids of the columns, in order."""
    by_window = {cell.window: cell for cell in course}
    cells = [_make_table_cell(speaker, by_window.get(window)) for window in windows]
    return tag("tr", tag("th", _name_area(speaker, area_id), scope="row"), cells)


def _make_table_cell(speaker: Speaker, cell: Cell | None) -> Markup:
    """The <td> of one window in the table of a course. Called for each window; None where the area was not measured."""
    if cell is None:
        return tag("td", Status.NOT_MEASURED.value, class_="num")
    return tag("td", format_cell(cell, speaker.indicator), class_="num", data_om=cell.about())


def _name_area(speaker: Speaker, area_id: str) -> str:
    """An area's name: in full for a housing area; short for the areas together, whose full name no panel has room for.
    Called for the heading of an area's panel and for its row in the table below."""
    area = speaker.release.plan.area(area_id)
    return area.name if area.is_area else area.short


def make_course_figure(speaker: Speaker, cells: Cells, headline: str | None = None) -> Markup | None:
    """Make the courses of an indicator in their <figure>: a panel for the areas together and each area, all on one
    scale.

    Called by a delaftale's page, the accounting year's report, and in a notebook by `IndicatorView.course`.
    headline: what is seen, where the indicator's title stands above already; None: its title. None is returned where no
    area has a course. speaker: the indicator's Danish words.
    """
    release = speaker.release
    areas = [release.plan.total, *release.measured_areas(speaker.adoption)]
    courses = {area.id: course for area in areas if (course := cells.course(speaker.indicator_id, area.id))}
    if not courses:
        return None
    figure_id = f"fig-{speaker.indicator_id}-over-tid"
    scale = make_course_scale(speaker, courses.values())
    numbered = events.number_events_of_indicator(release, speaker.indicator_id, courses)
    panels = [
        make_panel(
            speaker,
            _name_area(speaker, area_id),
            course,
            scale,
            figure_id=f"{figure_id}-{place}",
            numbered=events.select_events_of_area(release, numbered, area_id, course),
        )
        for place, (area_id, course) in enumerate(courses.items())
    ]
    axis_start = describe_axis_start(scale, format_axis_unit(speaker.indicator))
    note = _write_note(speaker, courses, named=headline is not None)
    return wrap_in_figure(
        figure_id,
        headline or f"{speaker.indicator.title} over tid",
        tag("div", panels, class_="net"),
        note=f"{note}{axis_start}{_write_break_note(speaker, courses)}",
        table=_make_table(speaker, courses, numbered),
        key=events.make_events_key(release, numbered),
        about=f"{speaker.indicator_id}/*/*",
    )


def _write_note(speaker: Speaker, courses: dict[str, list[Cell]], named: bool) -> str:
    """The line under the panels: what the lines and bars are, the wanted direction, and that the scale is shared.
    Called by `make_course_figure`. courses: area -> its windows; named: whether it begins with the indicator's name,
    which the headline else has; speaker: the indicator's Danish words."""
    cells = [cell for course in courses.values() for cell in course]
    compared = speaker.indicator.comparable and any(cell.municipality is not None for cell in cells)
    grey = f", den grå er {speaker.compared_with.bare}" if compared else ""
    note = f"{f'{speaker.indicator.title}. ' if named else ''}Den kraftige linje er området{grey}."
    note += " De lyse bjælker er usikkerhedsintervaller." if any(cell.lo is not None for cell in cells) else ""
    shared = " Alle felter har samme skala." if len(courses) > 1 else ""
    return f"{note} {speaker.state_wanted_direction()}{shared}"


def _write_break_note(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    """The sentences that explain broken lines, and lines over a break with figures counted again; "" where there are
    neither. Called by `make_course_figure` for the end of its note. courses: area -> its windows; speaker: the
    indicator's Danish words."""
    broken = any(point.broken for course in courses.values() for point in list_course_points(speaker, course))
    note = " Ved databruddet brydes linjen: Tal fra før og efter kan ikke sammenlignes." if broken else ""
    if any(cell.by_own_rule is not None for course in courses.values() for cell in course):
        again = periods.describe_recount(speaker.indicator)
        note += f" Tal fra før databruddet er {again}; de åbne prikker er tallene efter reglerne før den dag."
    return note
