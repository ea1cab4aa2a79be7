"""The table of an indicator: a row an area, with interval, counts and the answers to each comparison."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Unit
from hpanalysis.plan import Area
from hpanalysis.report import numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.tables import direction
from hpanalysis.report.tables.cells_in_tables import (
    IN_BRACKETS,
    IS_COMPARISON,
    NO_VERDICT,
    NOT_COMPARED,
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
    """Which of the columns that not every indicator has stand in its tables. Made once for an indicator; the heads and
    every row follow it."""

    counts: tuple[tuple[str, str], ...]
    comparable: bool
    others: int  # how many other areas each is compared with; 0 where no area is compared with the others
    development: bool  # whether a column holds the change against the comparison's
    course: bool  # whether a column holds the line through all windows
    needs: bool  # whether a column tells what is needed for the target
    year_before: bool  # whether a column tells the change from the figure a year before, unless that is the baseline

    def name_more(self) -> list[str]:
        """What the folded table holds, in the order of its columns. Read for its summary; empty where it would hold
        nothing."""
        names = {
            "antal": bool(self.counts),
            "de øvrige områder": bool(self.others),
            "sammenligningens udvikling": self.development,
            "forløbet": self.course,
            "året før": self.year_before,
            "hvad der skal til": self.needs,
        }
        return [name for name, is_there in names.items() if is_there]


def _choose_columns(speaker: Speaker, cells: list[Cell]) -> _Columns:
    """The columns of an indicator's tables of areas that not every table has: counts, and the comparison with the
    municipality where the indicator has them; the other areas, the course and the year before, where at least one
    figure has them (a year before that is the baseline's window does not count). cells: the figures of all rows, at
    least one; speaker: the indicator and its Danish words. Called when the tables are made."""
    others = speaker.indicator.comparable and any(cell.others is not None for cell in cells)
    before = [cell.year_before for cell in cells if cell.year_before is not None]
    return _Columns(
        tuple(list_count_columns(speaker)),
        speaker.indicator.comparable,
        len(speaker.adoption.areas) - 1 if others else 0,
        speaker.indicator.comparable and speaker.indicator.change_judged,
        any(direction.make_course_line(speaker, cell) for cell in cells),
        any(cell.needs is not None for cell in cells),
        any(earlier.window not in ("", cells[0].baseline_window) for earlier in before),
    )


def _list_heads(speaker: Speaker, shown: _Columns, first: Cell) -> list[Column]:
    """The names of the columns of the table that stands open. Called once for an indicator. shown: which columns there
    are; first: any of its figures, for the windows of time; speaker: the indicator and its Danish words."""
    heads: list[Column] = [
        "Område",
        (f"Udgangspunkt {speaker.name_period(first.baseline_window).short}", "num"),
        (speaker.name_period(first.window).short, "num"),
        ("Usikkerhedsinterval", "num"),
    ]
    heads += [places.head_comparison(speaker.indicator, speaker.release.plan)] if shown.comparable else []
    return [*heads, "Siden udgangspunktet"]


def _list_more_heads(speaker: Speaker, shown: _Columns, first: Cell) -> list[Column]:
    """The names of the columns of the folded table. Called once for an indicator. shown and first: as of
    `_list_heads`; speaker: the indicator and its Danish words."""
    heads: list[Column] = ["Område", (speaker.name_period(first.window).short, "num"), *shown.counts]
    heads += [f"Mod {places.name_other_areas(shown.others).bare}"] if shown.others else []
    heads += [places.head_development(speaker.indicator, speaker.release.plan)] if shown.development else []
    heads += ["Forløb"] if shown.course else []
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


def _name_row(speaker: Speaker, area: Area) -> list[object]:
    """The head of an area's row; under the total's name, which areas its figure does not wholly hold. Called for each
    row of both tables. speaker: the indicator and its Danish words."""
    partly = tag("small", speaker.uncovered_briefly) if area.is_total and speaker.uncovered else None
    return [places.name_in_table(area), partly]


def _make_area_row(
    speaker: Speaker, area: Area, cell: Cell, column: str, shown: _Columns, anchored: bool
) -> list[object]:
    """An area's row in the table that stands open; without a number one word spans the columns that need it. Called for
    each area. column: the value's column, for a phone; shown: which columns there are; anchored: as of
    `make_value_cell`; speaker: the indicator and its Danish words."""
    start: list[object] = [_name_row(speaker, area), make_baseline_cell(speaker, cell)]
    if not cell.has_number:
        return [*start, make_empty_cell(cell, column, 3 + shown.comparable, anchored)]
    row = [*start, make_value_cell(speaker, cell, column, anchored), format_interval(speaker, cell)]
    if shown.comparable:
        row.append(make_versus_cell(speaker, cell) if area.is_of_the_plan else IS_COMPARISON)
    return [*row, make_since_cell(speaker, cell, with_course=False)]


def _make_more_row(speaker: Speaker, area: Area, cell: Cell, column: str, shown: _Columns) -> list[object]:
    """An area's row in the folded table; the number stands there too, for what it is beside. Called for each area.
    column: the value's column, for a phone; shown: which columns there are; speaker: the indicator and its Danish
    words."""
    name = places.name_in_table(area)
    if not cell.has_number:
        width = len(_list_more_heads(speaker, shown, cell)) - 1
        return [name, make_empty_cell(cell, column, width, anchored=False)]
    row: list[object] = [name, make_value_cell(speaker, cell, column, anchored=False), *list_counts(speaker, cell)]
    if shown.others:
        row.append(make_others_cell(speaker, cell) if area.is_area else NOT_COMPARED)
    if shown.development:
        row.append(make_development_cell(speaker, cell) if area.is_of_the_plan else IS_COMPARISON)
    if shown.course:
        row.append(direction.make_course_line(speaker, cell) or NO_VERDICT)
    if shown.year_before:
        row.append(make_year_before_cell(speaker, cell))
    if shown.needs:
        row.append(make_needs_cell(speaker, cell) if area.is_of_the_plan else IS_COMPARISON)
    return row


def write_caption(speaker: Speaker) -> str:
    """The table's caption: the indicator, its unit and, unless it is a count without a denominator, what is counted out
    of what. Called for an indicator's table of areas, and of groups. speaker: the indicator and its Danish words."""
    indicator = speaker.indicator
    per = f"pr. 1.000 {indicator.sentences.per or ''}".rstrip()
    units = {Unit.PERCENT: "pct.", Unit.PER_THOUSAND: per, Unit.MEAN: "karakterer", Unit.COUNT: "antal"}
    unit = units[indicator.unit]
    if indicator.denominator is None:
        return f"{indicator.title}, {unit}"
    start = f"{indicator.title}, {unit.removesuffix('.')}."
    return f"{start} Antal: {indicator.numerator.label}. Ud af: {indicator.denominator.label}."


def _name_brackets(caption: str, measured: list[tuple[Area, Cell]]) -> str:
    """A caption that names the intervals in brackets, where the table has any. Called for an indicator's table of
    areas. measured: its figures."""
    if all(cell.change_lo is None for _, cell in measured):
        return caption
    return f"{caption.removesuffix('.')}. {IN_BRACKETS}"


def _list_measured(speaker: Speaker, cells: Cells) -> list[tuple[Area, Cell]]:
    """The latest figures of an indicator: of each area, then of the total and of the municipality (or the country), as
    far as they are measured. Called for both tables. speaker: the indicator and its Danish words."""
    plan = speaker.release.plan
    areas = [
        *speaker.release.measured_areas(speaker.adoption),
        plan.total,
        speaker.release.compared_with(speaker.indicator_id),
    ]
    return [(area, cell) for area in areas if (cell := cells.latest(speaker.indicator_id, area.id)) is not None]


def _make_table(
    speaker: Speaker, heads: list[Column], measured: list[tuple[Area, Cell]], rows: list[list[object]]
) -> Markup:
    """A table of figures, a row each, the total's in bold. Called for the open and for the folded one. speaker: the
    indicator and its Danish words."""
    bold = {place: "samlet" for place, (area, _) in enumerate(measured) if area.is_total}
    return make_folding_table(
        _name_brackets(write_caption(speaker), measured), heads, rows, bold, [cell.about() for _, cell in measured]
    )


def make_area_table(speaker: Speaker, cells: Cells, *, anchored: bool = True) -> Markup:
    """The table of an indicator's latest figures: a row an area, then the total and the municipality (or the country),
    with baseline, interval and the two verdicts; a sentence where none is counted. Called for a delaftale's page, the
    strategic page and an indicator in a notebook. anchored: whether links to the figures lead here, as they do unless
    a table above it on the page has them; speaker: the indicator and its Danish words."""
    measured = _list_measured(speaker, cells)
    if not measured:
        return tag("p", "Tallet er ikke opgjort endnu.")
    first = measured[0][1]
    shown = _choose_columns(speaker, [cell for _, cell in measured])
    now = speaker.name_period(first.window).short
    rows = [_make_area_row(speaker, area, cell, now, shown, anchored) for area, cell in measured]
    return tag("div", _make_table(speaker, _list_heads(speaker, shown, first), measured, rows), class_="taet")


def fold_further(speaker: Speaker, cells: Cells) -> Markup | None:
    """What an indicator's table leaves out, folded under its name: its other columns, and why figures have no course;
    None where there is nothing more. Called under each such table. speaker: the indicator and its Danish words."""
    measured = _list_measured(speaker, cells)
    if not measured:
        return None
    first, of_all = measured[0][1], [cell for _, cell in measured]
    shown = _choose_columns(speaker, of_all)
    if names := shown.name_more():
        now = speaker.name_period(first.window).short
        rows = [_make_more_row(speaker, area, cell, now, shown) for area, cell in measured]
        table = _make_table(speaker, _list_more_heads(speaker, shown, first), measured, rows)
        summary = tag("summary", f"Flere kolonner: {danish.join_words(names)}")
        return tag("details", summary, table, explain_missing_courses(speaker, of_all))
    return explain_missing_courses(speaker, of_all)
