"""Cells into charts, each in a <figure> with its headline, its note and a description that agrees with it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.plan import Area
from hpanalysis.report import marks, numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.courses import Point, course_panel
from hpanalysis.report.dots import Row, dot_chart
from hpanalysis.report.html import join, tag
from hpanalysis.report.scale import Scale, scale
from hpanalysis.report.sentences import Speaker
from hpanalysis.tables import Since, Status


def _unit(indicator: Indicator) -> str:
    return f"{numbers.NBSP}%" if indicator.unit is Unit.PERCENT else ""


def _from_nought(speaker: Speaker) -> bool:
    return speaker.indicator.unit is Unit.COUNT


def _row(speaker: Speaker, area: Area, cell: Cell) -> Row:
    name = area.short if area.kind == "total" else area.name
    total = area.kind == "total"
    if not cell.has_number:
        return Row(name, cell.key, None, "", cell.status.value, "neutral", total)
    versus = cell.versus if speaker.indicator.comparable else None
    words = f"({cell.status.value})" if cell.withheld else "" if versus is None else marks.word(versus)
    colour = "plain" if versus is None or cell.withheld else marks.colour(versus)
    return Row(
        name,
        cell.key,
        cell.value,
        numbers.on_mark(cell.value, speaker.indicator),
        words,
        colour,
        total,
        _baseline(cell),
        cell.lo,
        cell.hi,
    )


def _baseline(cell: Cell) -> Decimal | None:
    """The baseline beside today's mark; none across a break, and none where today's figure is the baseline."""
    return None if cell.since is Since.BREAK or cell.window == cell.baseline_window else cell.baseline


def comparison_rows(speaker: Speaker, cells: Cells) -> list[Row]:
    """Areas by falling value, those without a number after them in the plan's order, the total last.

    The place of a row without a number tells nothing of the number.
    """
    rows = []
    for area in speaker.release.measured_areas(speaker.adoption):
        if (cell := cells.latest(speaker.indicator_id, area.id)) is not None:
            rows.append(_row(speaker, area, cell))
    rows.sort(key=lambda row: (row.value is None, -row.value if row.value is not None else 0))
    total = speaker.release.plan.total
    cell = cells.latest(speaker.indicator_id, total.id)
    return rows if cell is None else [*rows, _row(speaker, total, cell)]


def _axis_note(axis: Scale, unit: str) -> str:
    return "" if axis.begins_at_nought else f" Aksen begynder ved {numbers.number(axis.low, axis.decimals)}{unit}."


def _described(speaker: Speaker, rows: Iterable[Row], window: str, beside: str) -> str:
    said = "; ".join(f"{row.name} {row.text}{', ' if row.text and row.words else ''}{row.words}" for row in rows)
    return f"Prikdiagram. {speaker.indicator.title}, {speaker.period(window).bare}. {said}. {beside}".strip()


def _beside(speaker: Speaker, cell: Cell) -> str:
    """The comparison's name and number on the chart; empty where nothing may be compared."""
    if not speaker.indicator.comparable or cell.municipality is None:
        return ""
    name = "Kommunen" if speaker.k.bare == places.spoken(speaker.release.plan.municipality).bare else speaker.k.bare
    return f"{name[0].upper()}{name[1:]} {numbers.on_mark(cell.municipality, speaker.indicator)}"


def comparison(speaker: Speaker, cells: Cells) -> Markup | None:
    """The areas beside each other and the municipality; None where the indicator is not measured for areas."""
    rows = comparison_rows(speaker, cells)
    own = (cells.latest(speaker.indicator_id, a.id) for a in speaker.release.measured_areas(speaker.adoption))
    first = next((cell for cell in own if cell is not None), None)
    if first is None:
        return None
    beside = _beside(speaker, first)
    municipality = first.municipality if beside else None
    shown = [v for row in rows if row.value is not None for v in (row.value, row.lo, row.hi, row.baseline)]
    axis = scale([*shown, municipality], from_nought=_from_nought(speaker))
    drawn = {
        "municipality": municipality,
        "municipality_label": beside,
        "unit": _unit(speaker.indicator),
        "title": f"{speaker.indicator.title}: områderne ved siden af hinanden",
        "description": _described(speaker, rows, first.window, f"{beside}." if beside else ""),
    }
    figure_id = f"fig-{speaker.indicator_id}"
    svgs = [
        dot_chart(f"{figure_id}-{name}", rows, axis, narrow=narrow, **drawn)
        for name, narrow in (("b", False), ("s", True))
    ]
    baseline = f" Den lille åbne prik er udgangspunktet, {speaker.period(first.baseline_window).bare}."
    note = (
        f"{speaker.indicator.title}, {speaker.period(first.window).bare}. {speaker.wanted()}"
        f"{baseline if any(row.baseline is not None for row in rows) else ''}"
        f"{_axis_note(axis, _unit(speaker.indicator))}"
    )
    return _figure(figure_id, speaker.headline(cells), join(svgs), note)


def _figure(figure_id: str, headline: str, drawn: Markup, note: str, table: Markup | None = None) -> Markup:
    title = tag("strong", headline, class_="overskrift", id=f"{figure_id}-h")
    details = tag("details", tag("summary", "Vis tallene som tabel"), table) if table is not None else None
    return tag(
        "figure",
        tag("figcaption", title),
        drawn,
        tag("p", note, class_="note"),
        details,
        id=figure_id,
        aria_labelledby=f"{figure_id}-h",
    )


def course_points(speaker: Speaker, course: list[Cell]) -> list[Point]:
    """The windows so far of one area; the municipality beside where it may be compared."""
    points, before = [], None
    for cell in course:
        broken = before is not None and speaker.indicator.broken_between(before.end, cell.end) is not None
        value = cell.value if cell.shown else None
        beside = cell.municipality if speaker.indicator.comparable else None
        points.append(
            Point(
                cell.key, speaker.period(cell.window).axis, value, beside, broken, cell.lo, cell.hi, cell.status.value
            )
        )
        before = cell
    return points


def _course_described(speaker: Speaker, name: str, course: list[Cell]) -> str:
    said = ", ".join(f"{speaker.period(cell.window).axis} {cell_text(cell, speaker.indicator)}" for cell in course)
    return f"{name}: {said}."


def cell_text(cell: Cell, indicator: Indicator) -> str:
    """A cell in a table or a description: the number, or the word of why there is none."""
    if not cell.has_number:
        return cell.status.value
    shown = numbers.on_mark(cell.value, indicator)
    return f"{shown} {marks.WITHHELD}" if cell.withheld else shown


def panel(speaker: Speaker, name: str, course: list[Cell], axis: Scale, figure_id: str) -> Markup:
    """One small course with its name above."""
    points = course_points(speaker, course)
    drawn = course_panel(
        figure_id,
        points,
        axis,
        decimals=speaker.indicator.decimals,
        title=f"{speaker.indicator.title}: {name} over tid",
        description=_course_described(speaker, name, course),
    )
    return tag("div", tag("p", places.soft(name)), drawn)


def course_scale(speaker: Speaker, courses: Iterable[list[Cell]]) -> Scale:
    points = [point for course in courses for point in course_points(speaker, course)]
    return scale([v for p in points for v in (p.value, p.beside, p.lo, p.hi)], 3, _from_nought(speaker))


def _course_table(speaker: Speaker, courses: dict[str, list[Cell]]) -> Markup:
    """Area by window, as in the panels."""
    windows = list(dict.fromkeys(cell.window for course in courses.values() for cell in course))
    head = tag(
        "tr",
        tag("th", "Område", scope="col"),
        [tag("th", speaker.period(window).short, scope="col", class_="num") for window in windows],
    )
    body = []
    for name, course in courses.items():
        by_window = {cell.window: cell for cell in course}
        values = [
            cell_text(by_window[w], speaker.indicator) if w in by_window else Status.NOT_MEASURED.value for w in windows
        ]
        body.append(tag("tr", tag("th", name, scope="row"), [tag("td", value, class_="num") for value in values]))
    caption = tag("caption", f"{speaker.indicator.title}, alle opgørelser")
    table = tag("table", caption, tag("thead", head), tag("tbody", body))
    return tag(
        "div", table, class_="rul", tabindex="0", role="region", aria_label=f"{speaker.indicator.label} over tid"
    )


def course(speaker: Speaker, cells: Cells) -> Markup | None:
    """Small multiples of an indicator: the total and each area on one scale, the municipality beside."""
    plan = speaker.release.plan
    areas = [plan.total, *speaker.release.measured_areas(speaker.adoption)]
    courses = {
        area.name if area.kind == "area" else area.short: cells.course(speaker.indicator_id, area.id) for area in areas
    }
    courses = {name: found for name, found in courses.items() if found}
    if not courses:
        return None
    figure_id = f"fig-{speaker.indicator_id}-over-tid"
    axis = course_scale(speaker, courses.values())
    panels = [
        panel(speaker, name, found, axis, f"{figure_id}-{number}")
        for number, (name, found) in enumerate(courses.items())
    ]
    same = " Alle felter har samme skala." if len(courses) > 1 else ""
    note = (
        f"{speaker.indicator.title}. Den kraftige linje er området{_grey(speaker, courses)}. {speaker.wanted()}{same}"
        f"{_axis_note(axis, _unit(speaker.indicator))}{_break_note(speaker, courses)}"
    )
    return _figure(
        figure_id,
        f"{speaker.indicator.title} over tid",
        tag("div", panels, class_="net"),
        note,
        _course_table(speaker, courses),
    )


def _grey(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    beside = speaker.indicator.comparable and any(
        c.municipality is not None for found in courses.values() for c in found
    )
    return f", den grå er {speaker.k.bare}" if beside else ""


def _break_note(speaker: Speaker, courses: dict[str, list[Cell]]) -> str:
    broken = any(point.broken for found in courses.values() for point in course_points(speaker, found))
    return " Ved databruddet brydes linjen: Tal fra før og efter kan ikke sammenlignes." if broken else ""
