"""The rows of the tables for people: an indicator's newest figure in a place, every cell a number or a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Unit
from hpanalysis.plan import Adoption, Area, Owner
from hpanalysis.published.office import columns
from hpanalysis.published.office.columns import Head
from hpanalysis.report import numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.release import Release
from hpanalysis.report.words import evidence_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.report.words.unsure_words import MANY_JUDGED, looks_sure
from hpanalysis.tables import Since, Verdict, Versus

Value = str | Decimal


@dataclass(frozen=True)
class Row:
    """A row of the tables for people. values: in the order of `Head`, none empty. decimals: of the figure, for the
    forms of its numbers."""

    values: dict[Head, Value]
    decimals: int


def list_rows(release: Release, cells: Cells, agreement: Owner) -> list[Row]:
    """The rows of an agreement: its indicators in the plan's order, each in its areas, their total and what they are
    compared with; after them the newest figures of several years together, where the plan has such. Called for the
    agreement's sheet and for the CSV file."""
    rows = []
    for delmaal in release.plan.delmaal_of(agreement.id):
        for adoption in release.plan.adopted(delmaal_id=delmaal.id):
            speaker = Speaker(release, adoption.indicator_id)
            rows += [
                Row(_make_values(speaker, cell, delmaal.name), speaker.indicator.decimals)
                for cell in _list_cells(release, cells, adoption)
            ]
    return rows


def _list_cells(release: Release, cells: Cells, adoption: Adoption) -> Iterator[Cell]:
    """The newest cells of an indicator, those of single windows first. Called for each indicator; a place that it is
    not measured for has none."""
    named = [*release.measured_areas(adoption), release.plan.total, release.compared_with(adoption.indicator_id)]
    areas = list({area.id: area for area in named}.values())
    yield from cells.latest_of(adoption.indicator_id, areas)
    yield from (one for area in areas if (one := cells.pooled(adoption.indicator_id, area.id)) is not None)


def _make_values(speaker: Speaker, cell: Cell, goal: str) -> dict[Head, Value]:
    """The cells of a figure's row, in the order of `Head`. Called for each figure. goal: the name of its delmål."""
    area = speaker.release.plan.area(cell.area_id)
    values: dict[Head, Value] = {
        Head.GOAL: goal,
        Head.INDICATOR: speaker.indicator.title,
        Head.PLACE: places.name_in_table(area),
        Head.PERIOD: danish.capitalise(speaker.name_period(cell.window).bare),
        Head.UNIT: _name_unit(speaker),
        **_make_figure(cell),
        **_make_comparison(speaker, cell, area),
        **_make_change(speaker, cell),
        **_make_target(cell),
        Head.KEY: cell.key,
    }
    return {head: _tidy(values[head]) for head in Head}


def _tidy(value: Value) -> Value:
    """A text with ordinary spaces, because whoever searches in a spreadsheet writes those; a number as it is. Called
    for each cell."""
    return value.replace(danish.NBSP, " ") if isinstance(value, str) else value


def _name_unit(speaker: Speaker) -> str:
    """What a figure is read in: `pct.`, `pr. 1.000 boliger`, `gennemsnit`, `antal`. Called for each row."""
    unit = speaker.indicator.unit
    per = speaker.indicator.sentences.per or ""
    return f"{unit.text} {per}".rstrip() if unit is Unit.PER_THOUSAND else unit.text


def _name_unit_of_change(speaker: Speaker) -> str:
    """What the size of a change, or of what is missing, is read in: `procentpoint`. Called for each row."""
    named = {Unit.PERCENT: "procentpoint", Unit.MEAN: "karakterpoint"}
    return named.get(speaker.indicator.unit, _name_unit(speaker))


def _or_word(number: Decimal | int | None, word: str) -> Value:
    """A number, or the word for why there is none. Called for each cell that may have a number."""
    return word if number is None else Decimal(number)


def _drop_noughts(count: Decimal | None) -> Decimal | None:
    """A count without noughts after its comma: the table of figures has 14.0 for 14. Called for each numerator."""
    return count.to_integral_value() if count is not None and count == count.to_integral_value() else count


def _add_reason(verdict: str, reason: str) -> str:
    """A verdict with why: `kan ikke vurderes, fordi ...`; alone without a reason. Called for verdicts that are
    open."""
    return f"{verdict}, fordi {reason}" if reason else verdict


def _make_figure(cell: Cell) -> dict[Head, Value]:
    """The figure, its interval and what it is counted from. Called for each row; of a figure without a number each
    cell says why."""
    if not cell.has_number:
        word = cell.status.value
        return dict.fromkeys((Head.VALUE, Head.LOW, Head.HIGH, Head.NUMERATOR, Head.DENOMINATOR), word)
    return {
        Head.VALUE: cell.number,
        Head.LOW: _or_word(cell.lo, columns.NO_INTERVAL),
        Head.HIGH: _or_word(cell.hi, columns.NO_INTERVAL),
        Head.NUMERATOR: _or_word(_drop_noughts(cell.numerator), columns.NO_COUNT),
        Head.DENOMINATOR: _or_word(cell.denominator, columns.NO_COUNT),
    }


def _make_comparison(speaker: Speaker, cell: Cell, area: Area) -> dict[Head, Value]:
    """What the figure is compared with, and the verdict. Called for each row."""
    heads = (Head.COMPARED_WITH, Head.COMPARISON, Head.VERSUS)
    if not speaker.indicator.comparable:
        return dict.fromkeys(heads, columns.NOT_COMPARED)
    if not area.is_of_the_plan:
        return dict.fromkeys(heads, columns.IS_COMPARISON)
    compared = danish.capitalise(speaker.compared_with.bare)
    if not cell.has_number:
        return {Head.COMPARED_WITH: compared, **dict.fromkeys(heads[1:], cell.status.value)}
    reason = cell.versus_reason if cell.versus is Versus.NOT_JUDGEABLE else ""
    return {
        Head.COMPARED_WITH: compared,
        Head.COMPARISON: _or_word(cell.municipality, columns.NO_COMPARISON),
        Head.VERSUS: columns.NO_VERDICT if cell.versus is None else _add_reason(cell.versus.value, reason),
    }


def _make_change(speaker: Speaker, cell: Cell) -> dict[Head, Value]:
    """The baseline, where it is from, and the change since. Called for each row."""
    values: dict[Head, Value] = {
        Head.BASELINE: _or_word(cell.baseline, columns.NO_BASELINE),
        Head.BASELINE_FROM: _describe_baseline(speaker, cell),
        Head.CHANGE_UNIT: _name_unit_of_change(speaker),
    }
    if not cell.has_number:
        heads = (Head.CHANGE, Head.CHANGE_LOW, Head.CHANGE_HIGH, Head.SINCE, Head.DIRECTION)
        return values | dict.fromkeys(heads, cell.status.value)
    reason = cell.since_reason if cell.since is Since.NOT_JUDGEABLE else ""
    unsure = looks_sure(cell.change_lo, cell.change_hi, cell.since, speaker.indicator.decimals)
    return values | {
        Head.CHANGE: _or_word(cell.change, columns.NO_CHANGE),
        Head.CHANGE_LOW: _or_word(cell.change_lo, columns.NO_CHANGE),
        Head.CHANGE_HIGH: _or_word(cell.change_hi, columns.NO_CHANGE),
        Head.SINCE: columns.NO_VERDICT
        if cell.since is None
        else _add_reason(cell.since.value, reason) + (f", {MANY_JUDGED}" if unsure else ""),
        Head.DIRECTION: _describe_direction(cell),
    }


def _describe_baseline(speaker: Speaker, cell: Cell) -> str:
    """Which window the baseline is of, whether it is counted again or printed, and what the plan prints where that is
    another number: `2023, genberegnet (trykt: 10)`. Called for each row."""
    if not cell.baseline_window:
        return columns.NO_BASELINE
    window = speaker.name_period(cell.baseline_window).short
    summed = ", lagt sammen" if cell.added_up and cell.printed is not None else ""
    if cell.recomputed is None:
        return f"{window}, trykt{summed}" if cell.printed is not None else window
    printed = cell.differing_printed_baseline
    if printed is None:
        return f"{window}, genberegnet"
    return f"{window}, genberegnet (trykt: {numbers.format_on_mark(printed, speaker.indicator)}{summed})"


def _describe_direction(cell: Cell) -> str:
    """The word for where a figure has probably gone, with how likely that is: `sandsynligvis forbedret (91 pct.)`.
    Called for each row with a number."""
    if cell.since in (Since.IMPROVED, Since.WORSENED):
        return columns.SURE_CHANGE
    word = evidence_words.find_evidence(cell)
    if word is None:
        return columns.NO_VERDICT
    likely = evidence_words.format_likelihood(cell)
    return f"{word.value} ({likely})" if likely else word.value


def _make_target(cell: Cell) -> dict[Head, Value]:
    """The target, how far there is to it, and the verdict with its reason. Called for each row."""
    heads = (Head.TARGET_NOW, Head.MISSING, Head.VERDICT, Head.REASON)
    if not cell.target:
        return dict.fromkeys((Head.TARGET, *heads), columns.NO_TARGET)
    if not cell.has_number:
        return {Head.TARGET: cell.target, **dict.fromkeys(heads, cell.status.value)}
    met = cell.verdict is Verdict.MET
    needs = cell.needs
    return {
        Head.TARGET: cell.target,
        Head.TARGET_NOW: _or_word(needs.target_now if needs else None, columns.NOT_KNOWN),
        Head.MISSING: _or_word(needs.distance if needs else None, columns.TARGET_MET if met else columns.NOT_KNOWN),
        Head.VERDICT: columns.NO_VERDICT if cell.verdict is None else cell.verdict.value,
        # "Fordi" asks for nothing where the target is met, or where no question was asked.
        Head.REASON: cell.reason or (columns.TARGET_MET if met else columns.NO_VERDICT),
    }
