"""The first half-year in which it can be known that a row's target is met, or that the row has improved, made anew.

It is the first later measurement whose chance to be sure is at least the plan's. Where sizes are bounded the chance is,
too: then an earlier half-year may not be left out that must have the chance, and the one told must be able to have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import reasons as words
from hpanalysis.verify.remake import target, tested
from hpanalysis.verify.remake import words as verdict_words
from hpanalysis.verify.remake.distances import find_targets
from hpanalysis.verify.remake.figures import Earlier, Figures, is_pooled
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.needs.choice import FALLING, NUMBER, choose_change_test
from hpanalysis.verify.remake.needs.course import carry_on, find_point_of_line
from hpanalysis.verify.remake.needs.later import Later
from hpanalysis.verify.remake.needs.sizes import find_sizes
from hpanalysis.verify.remake.needs.sure_test import Pair, SureTest

_HALF, _TRACE = 0.5e-4, 1e-8  # half of the fourth decimal of a chance, and what floating point may add to it


class Told(NamedTuple):
    """The cells of one half-year that is told: its columns, and what stands in them."""

    columns: tuple[str, str]
    half_year: str
    power: str


def fade(row: Figure, before: Earlier, on: date, figures: Figures) -> float:
    """How a later figure goes together with the baseline, by the persons who stay: the row's own correlation, which
    fades with the days as a chain of Markov does. Called for each later measurement. None is negative."""
    text, days = row.cells["baseline_correlation"], (figures.get_days(row)[1] - before.end).days
    if not text or days <= 0 or float(text) <= 0:
        return 0.0
    return float(text) ** ((on - before.end).days / days)


def read_told(row: Figure, columns: tuple[str, str]) -> Told:
    """What a row tells of a half-year. Called for both questions."""
    return Told(columns, *(row.cells[column] for column in columns))


def list_wrong_columns(
    row: Figure, test: SureTest | None, later: Sequence[Later], changes: Sequence[Later], figures: Figures
) -> Iterator[str]:
    """The columns of half-years, chances and the reason for none that do not follow. Called for each row whose target
    is surely met by some test. test: None where it rests on persons that only the plan prints. later: the measurements
    that the target can be tested on; changes: those that a change can be tested on."""
    sure = read_told(row, ("sure_from", "sure_power"))
    reason = _explain_no_course(row, figures)
    if reason or not sure.half_year:
        yield from (column for column, cell in zip(sure.columns, sure[1:], strict=True) if cell)
        if row.cells["sure_reason"] not in ([reason] if reason else _list_reasons(row, test, figures)):
            yield "sure_reason"
    elif row.cells["sure_reason"]:
        yield "sure_reason"
    if not reason:
        yield from _find_wrong_first(row, sure, test, later, figures)
    improved = read_told(row, ("improved_from", "improved_power"))
    now = find_sizes(row, figures)
    is_told = row.cells["since_baseline"] != verdict_words.IMPROVED and figures.get_judging(row).comes is not None
    may_be = is_told and now is not None and figures.get_judging(row).target != FALLING
    choice = choose_change_test(row, now, figures) if may_be and now is not None else None
    if choice is None or choice.obstacle or _explain_no_course(row, figures, is_met_asked=False):
        yield from (column for column, cell in zip(improved.columns, improved[1:], strict=True) if cell)
    else:
        yield from _find_wrong_first(row, improved, choice.test, changes, figures)


def _explain_no_course(row: Figure, figures: Figures, is_met_asked: bool = True) -> str:
    """Why no half-year is told, "" where one is looked for. Called for both questions. is_met_asked: whether a target
    that is met already is a reason, too."""
    cells, judging, before = row.cells, figures.get_judging(row), figures.find_baseline(row)
    is_falling = judging.target == FALLING
    if is_met_asked and cells["verdict"] == target.MET:
        return words.ALREADY_MET
    if judging.comes is None:
        return words.NEXT_UNKNOWN
    if is_falling:
        if not cells["effect"]:
            return cells["since_reason"] or words.ONE_POINT
        return "" if judging.sign * float(cells["effect"]) > 0 else words.NO_WANTED_COURSE
    if find_targets(row, figures) is None:
        return words.NO_LINE
    if tested.is_broken(row, before, figures):
        return words.BREAK
    return "" if before is not None and before.value is not None else cells["since_reason"] or words.NO_BASELINE


def _list_reasons(row: Figure, test: SureTest | None, figures: Figures) -> list[str]:
    """The reasons that there may be where no later measurement is likely enough to be sure. Called where a half-year is
    looked for and none is told. Where not even the best value would be sure there are too few to tell."""
    judging, before = figures.get_judging(row), figures.find_baseline(row)
    if judging.target == NUMBER:
        reasons = [words.AT_THE_END]
    elif judging.pooled_years and not is_pooled(row):
        reasons = [words.SEE_POOLED]
    elif row.cells["needed_level"] and not row.cells["needed_value"]:
        reasons = [words.explain_too_few(figures.get_indicator(row).measure)]
    else:
        reasons = [words.NOT_IN_PLAN]
    # How many persons a printed baseline is of, and so whether a line can be drawn from it, is not published.
    is_known = before is None or before.row is not None
    return reasons if is_known else [*reasons, row.cells["since_reason"] or words.NO_BASELINE]


def _find_wrong_first(
    row: Figure, told: Told, test: SureTest | None, later: Sequence[Later], figures: Figures
) -> Iterator[str]:
    """The columns of a half-year and its chance that do not follow from the chances at the later measurements. Called
    for both questions. test: None where it rests on what only the plan prints."""
    places = [place for place, one in enumerate(later) if one.half_year == told.half_year]
    if bool(told.half_year) != bool(told.power) or (told.half_year and not places):
        yield told.columns[0] if told.power else told.columns[1]
        return
    least = float(figures.definitions.power or 0)
    if told.power and not least <= float(told.power) <= 1:
        yield told.columns[1]
        return
    before = figures.find_baseline(row)
    if test is None or before is None or before.row is None:
        return
    for one in later[: places[0]] if places else later:
        # A chance that is at least the plan's, whatever is not published, is told.
        if _bound_chance(row, test, one, before, figures)[0] >= least - _HALF + _TRACE:
            yield told.columns[0]
            return
    if places:
        low, high = _bound_chance(row, test, later[places[0]], before, figures)
        if high < least - _HALF - _TRACE:
            yield told.columns[0]
        elif not low - _HALF - _TRACE <= float(told.power) <= high + _HALF + _TRACE:
            yield told.columns[1]


def _bound_chance(row: Figure, test: SureTest, one: Later, before: Earlier, figures: Figures) -> Range:
    """The least and the largest chance that a later measurement is sure. Called for each later measurement up to the
    one that is told."""
    correlation = fade(row, before, one.end, figures) if test.is_change else 0.0
    level = one.level if test.is_change else LEVEL
    chances = [
        test.compute_power(pair, _expect(row, pair, one.end, before, figures), level, correlation)
        for pair in test.list_pairs()
    ]
    return min(chances), max(chances)


def _expect(row: Figure, pair: Pair, on: date, before: Earlier, figures: Figures) -> float:
    """Where a row's figure is expected to be on a day. Called for each chance. pair: the figure, and for what is to
    fall its baseline."""
    if figures.get_judging(row).target != FALLING:
        return find_point_of_line(row, before, on, figures)
    assert pair[1] is not None  # what is to fall is held against its baseline
    return carry_on(row, before, pair[1], pair[0], on, figures)
