"""The table of an indicator: a row an area, with interval, counts and the answers to each comparison."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Unit
from hpanalysis.plan import Area
from hpanalysis.report import numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, tag
from hpanalysis.report.tables.cells_in_tables import (
    Column,
    format_interval,
    make_baseline_cell,
    make_development_cell,
    make_empty_cell,
    make_folding_table,
    make_needs_cell,
    make_others_cell,
    make_since_cell,
    make_value_cell,
    make_versus_cell,
    make_year_before_cell,
)
from hpanalysis.report.tables.direction import explain_missing_courses
from hpanalysis.report.words.speaker import Speaker


@dataclass(frozen=True)
class _Columns:
    """Which of the columns that not every indicator has stand in its table. Made once for a table of areas; its head
    and every row follow it."""

    counts: tuple[tuple[str, str], ...]
    comparable: bool
    others: int  # how many other areas each is compared with; 0 where no area is compared with the others
    development: bool  # whether a column holds the change against the comparison's
    needs: bool  # whether a column tells what is needed for the target
    year_before: bool  # whether a column tells the change from the figure a year before, unless that is the baseline


def _choose_columns(speaker: Speaker, cells: list[Cell]) -> _Columns:
    """The columns of an indicator's table of areas that not every table has: counts, and the comparison with the
    municipality where the indicator has them; the other areas and the year before, where at least one figure is
    compared with them (a year before that is the baseline's window does not count). cells: the figures of all rows, at
    least one; speaker: the indicator and its Danish words. Called when the table is made."""
    others = speaker.indicator.comparable and any(cell.others is not None for cell in cells)
    before = [cell.year_before for cell in cells if cell.year_before is not None]
    return _Columns(
        tuple(list_count_columns(speaker)),
        speaker.indicator.comparable,
        len(speaker.adoption.areas) - 1 if others else 0,
        speaker.indicator.comparable and speaker.indicator.change_judged,
        any(cell.needs is not None for cell in cells),
        any(earlier.window not in ("", cells[0].baseline_window) for earlier in before),
    )


def _list_heads(speaker: Speaker, shown: _Columns, first: Cell) -> list[Column]:
    """The names of the table's columns. Called once for an indicator's table of areas. shown: which columns it has;
    first: any of its figures, for the windows of time; speaker: the indicator and its Danish words."""
    heads: list[Column] = [
        "Område",
        (f"Udgangspunkt {speaker.name_period(first.baseline_window).short}", "num"),
        (speaker.name_period(first.window).short, "num"),
        ("Usikkerhedsinterval", "num"),
        *shown.counts,
    ]
    heads += [places.head_comparison(speaker.indicator, speaker.release.plan)] if shown.comparable else []
    heads += [f"Mod {places.name_other_areas(shown.others).bare}"] if shown.others else []
    heads += ["Siden udgangspunktet"]
    heads += [places.head_development(speaker.indicator, speaker.release.plan)] if shown.development else []
    heads += ["Siden året før"] if shown.year_before else []
    return heads + (["Hvad skal der til?"] if shown.needs else [])


def list_counts(speaker: Speaker, cell: Cell) -> list[str]:
    """A figure's numerator and denominator as text, "" for one not shown; a mean has the denominator alone, an
    indicator without one an empty list. Called for each row of tables with counts. speaker: the indicator and its
    Danish words."""
    indicator = speaker.indicator
    if indicator.denominator is None:
        return []
    top = "" if cell.numerator is None else numbers.format_numerator(cell.numerator)
    below = "" if cell.denominator is None else danish.format_number(cell.denominator)
    return [below] if indicator.unit is Unit.MEAN else [top, below]


def list_count_columns(speaker: Speaker) -> list[tuple[str, str]]:
    """The columns (name and CSS class) of numerator and denominator; of a mean the denominator's alone, and none for an
    indicator without a denominator. Called for the heads of tables in which `list_counts` fills them. speaker: the
    indicator and its Danish words."""
    if speaker.indicator.denominator is None:
        return []
    below = [("Ud af", "num")]
    return below if speaker.indicator.unit is Unit.MEAN else [("Antal", "num"), *below]


def _make_area_row(speaker: Speaker, area: Area, cell: Cell, column: str, shown: _Columns) -> list[object]:
    """An area's row; without a number one word spans the columns that need it. Called for each area in an indicator's
    table. column: the value's column, for a phone; shown: which columns there are; speaker: the indicator and its
    Danish words."""
    partly = tag("small", speaker.uncovered_briefly) if area.is_total and speaker.uncovered else None
    start: list[object] = [[places.name_in_table(area), partly], make_baseline_cell(speaker, cell)]
    if not cell.has_number:
        width = (
            3
            + len(shown.counts)
            + shown.comparable
            + bool(shown.others)
            + shown.development
            + shown.year_before
            + shown.needs
        )
        return [*start, make_empty_cell(cell, column, width)]
    row = [*start, make_value_cell(speaker, cell, column), format_interval(speaker, cell), *list_counts(speaker, cell)]
    if shown.comparable:
        row.append(make_versus_cell(speaker, cell) if area.is_of_the_plan else "er sammenligningen")
    if shown.others:
        row.append(make_others_cell(speaker, cell) if area.is_area else "holdes ikke op")
    row.append(make_since_cell(speaker, cell))
    if shown.development:
        row.append(make_development_cell(speaker, cell) if area.is_of_the_plan else "er sammenligningen")
    if shown.year_before:
        row.append(make_year_before_cell(speaker, cell))
    if shown.needs:
        row.append(make_needs_cell(speaker, cell) if area.is_of_the_plan else "er sammenligningen")
    return row


def _write_caption(speaker: Speaker) -> str:
    """The table's caption: the indicator, its unit and, unless it is a count without a denominator, what is counted out
    of what. Called for an indicator's table of areas. speaker: the indicator and its Danish words."""
    indicator = speaker.indicator
    per = f"pr. 1.000 {indicator.sentences.per or ''}".rstrip()
    units = {Unit.PERCENT: "pct.", Unit.PER_THOUSAND: per, Unit.MEAN: "karakterer", Unit.COUNT: "antal"}
    unit = units[indicator.unit]
    if indicator.denominator is None:
        return f"{indicator.title}, {unit}"
    start = f"{indicator.title}, {unit.removesuffix('.')}."
    return f"{start} Antal: {indicator.numerator.label}. Ud af: {indicator.denominator.label}."


def make_area_table(speaker: Speaker, cells: Cells) -> Markup:
    """The table of an indicator's latest figures: a row an area, then the total and the municipality (or the country),
    with baseline, interval, counts and verdicts, and folded away why figures have no course; a sentence where none is
    counted. Called for a delaftale's page, the
    strategic page and an indicator in a notebook. speaker: the indicator and its Danish words."""
    plan = speaker.release.plan
    areas = [
        *speaker.release.measured_areas(speaker.adoption),
        plan.total,
        speaker.release.compared_with(speaker.indicator_id),
    ]
    measured = [(area, cell) for area in areas if (cell := cells.latest(speaker.indicator_id, area.id)) is not None]
    if not measured:
        return tag("p", "Tallet er ikke opgjort endnu.")
    first = measured[0][1]
    shown = _choose_columns(speaker, [cell for _, cell in measured])
    now = speaker.name_period(first.window).short
    rows = [_make_area_row(speaker, area, cell, now, shown) for area, cell in measured]
    bold = {place: "samlet" for place, (area, _) in enumerate(measured) if area.is_total}
    abouts = [cell.about() for _, cell in measured]
    table = make_folding_table(_write_caption(speaker), _list_heads(speaker, shown, first), rows, bold, abouts)
    return join([table, explain_missing_courses(speaker, [cell for _, cell in measured])])
