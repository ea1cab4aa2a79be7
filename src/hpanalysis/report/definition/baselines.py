"""The baselines of an indicator on its definition page: as the plan prints them, and counted anew; and its target."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Unit
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.definition.definition_card import format_margin
from hpanalysis.report.html import join, make_paragraphs, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import printed_figures
from hpanalysis.report.words.speaker import Speaker


def _format_value(speaker: Speaker, value, otherwise: str) -> str:
    """A value with its unit, or the words `otherwise` for a missing one (None). Called for the table of baselines."""
    return otherwise if value is None else numbers.format_on_mark(value, speaker.indicator)


def _format_printed(speaker: Speaker, cell: Cell) -> str:
    """A printed baseline with the decimals that the plan prints (`10 %` is not `10,0 %`), or marked as a sum of its
    printed numbers; `ikke trykt` for none. Called for each row of the table of baselines. speaker: the indicator's
    Danish words."""
    if cell.printed is None or cell.added_up:
        return f"{_format_value(speaker, cell.printed, 'ikke trykt')}{' (lagt sammen)' if cell.added_up else ''}"
    printed = speaker.release.plan.printed_for(speaker.indicator_id, cell.area_id)
    # Where it is printed twice, or another number was published, the published one is told.
    own = printed[0].value if len(printed) == 1 and printed[0].value == cell.printed else None
    if own is None:
        return _format_value(speaker, cell.printed, "ikke trykt")
    return f"{danish.format_exactly(own)}{f'{danish.NBSP}%' if speaker.indicator.unit is Unit.PERCENT else ''}"


def _make_baselines_table(speaker: Speaker, cells: Cells) -> Markup | None:
    """Area by area the baseline as the plan prints it, and as it is counted anew from the extracts; None where no area
    has either. Called by `describe_baseline`. speaker: the indicator's Danish words."""
    latest = [cells.latest(speaker.indicator_id, area.id) for area in speaker.release.plan.all_areas]
    rows = []
    for cell in latest:
        if cell is not None and (cell.printed is not None or cell.recomputed is not None):
            name = cells_in_tables.name_area(speaker, cell.area_id)
            again = _format_value(speaker, cell.recomputed, "vises ikke")
            rows.append([danish.capitalise(name), _format_printed(speaker, cell), again])
    if not rows:
        return None
    columns: list[cells_in_tables.Column] = ["Område", ("Trykt i planen", "num"), ("Genberegnet af udtrækkene", "num")]
    when = speaker.name_period(speaker.adoption.baseline_window).bare
    return cells_in_tables.make_folding_table(f"Udgangspunktet (planens baseline): {when}", columns, rows)


def describe_baseline(speaker: Speaker, cells: Cells) -> Markup:
    """»Udgangspunkt«: the baselines by area, what the plan prints for comparison, the target and its margin. Called for
    that section of a definition page.
    speaker: the indicator's Danish words."""
    cell, words = (
        cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id),
        speaker.adoption.target_words,
    )
    target = f"Mål: {words}." if words else "Planen sætter intet mål for tallet."
    table = _make_baselines_table(speaker, cells) or tag("p", "Planen har intet udgangspunkt for tallet.")
    printed = make_paragraphs(printed_figures.state_printed_comparisons(speaker))
    return join(
        [table, printed, tag("p", f"{target} {format_margin(speaker, cell) if cell is not None else ''}".strip())]
    )
