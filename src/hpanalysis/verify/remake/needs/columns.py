"""The columns of what is needed of a row, held against what the published numbers give.

Of a change since a baseline that only the plan prints the number of persons is not published: then only what does not
rest on it is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import reasons
from hpanalysis.verify.remake.changes import FOLLOWED
from hpanalysis.verify.remake.figures import SCALES, Figures
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.looks import Looks
from hpanalysis.verify.remake.natural_scale import read_printed
from hpanalysis.verify.remake.needs import known_from, way
from hpanalysis.verify.remake.needs.choice import FALLING, choose_test, is_asked
from hpanalysis.verify.remake.needs.later import (
    Later,
    find_next_level,
    list_later,
    list_later_changes,
    name_next_half_year,
)
from hpanalysis.verify.remake.needs.sure_test import SureTest

CORRELATION = "baseline_correlation"
LATER = (
    *("needed_value", "needed_persons", "needed_in", "needed_level"),
    *("sure_from", "sure_power", "sure_reason", "improved_from", "improved_power"),
)
COLUMNS = (*way.NOW, CORRELATION, *LATER)
_SLACK = 1e-6  # what the rounding of the six printed digits of a correlation, and of its bounds, may add


def list_wrong_columns(row: Figure, correlations: Range, looks: Looks, figures: Figures) -> list[str]:
    """The columns of what is needed of a row that do not follow from the published numbers. Called for each row.
    correlations: those of the row and its baseline that the printed interval of the change allows. looks: at changes
    since the baseline."""
    if not is_asked(row, figures):
        return [column for column in COLUMNS if row.cells[column]]
    wrong = [*way.list_wrong_columns(row, figures)]
    if not _is_correlation(row, correlations):
        return [*wrong, CORRELATION]
    test, obstacle = choice = choose_test(row, figures)
    # Whether the plan prints how many persons its baseline is of is told by the reason alone.
    if not choice.is_known and row.cells["sure_reason"] == reasons.PRINTED_WITHOUT_N:
        obstacle = reasons.PRINTED_WITHOUT_N
    if obstacle:
        return [*wrong, *(column for column in LATER if row.cells[column] != obstacle * (column == "sure_reason"))]
    return [*wrong, *_find_wrong_later(row, test, looks, figures)]


def _is_correlation(row: Figure, correlations: Range) -> bool:
    """Whether a row's printed correlation with its baseline is one that the printed interval of the change allows; it
    stands exactly where persons were followed and the change is weighed. Asked of each row."""
    text = row.cells[CORRELATION]
    if bool(text) != (FOLLOWED in row.cells["method"] and bool(row.cells["effect"])):
        return False
    if not text:
        return True
    low, high = read_printed(text)
    return correlations[0] - _SLACK <= high and low <= correlations[1] + _SLACK


def _find_wrong_later(row: Figure, test: SureTest | None, looks: Looks, figures: Figures) -> Iterator[str]:
    """The columns of later measurements that do not follow. Called for each row whose target is surely met by some
    test. test: None where it rests on persons that only the plan prints."""
    cells, is_falling = row.cells, figures.get_judging(row).target == FALLING
    before = figures.find_baseline(row)
    changes = list_later_changes(row, before, looks, figures)
    later = changes if is_falling else list_later(row, date.min, looks, figures)
    if cells["needed_in"] != (later[0].half_year if later else ""):
        yield "needed_in"
    level = _find_next_level(row, later, looks, figures) if is_falling else LEVEL
    # After the plan's last half-year nothing is left to spend: there is no level, and no value that would be sure.
    if not way.is_number(cells["needed_level"], Decimal(repr(level)) if level else None):
        yield "needed_level"
    if not level and cells["needed_value"]:
        yield "needed_value"
    if test is not None and level:
        correlation = 0.0
        if test.is_change and later and before is not None:
            correlation = known_from.fade(row, before, later[0].end, figures)
        if not _is_needed(row, test, level, correlation, figures):
            yield "needed_value"
    text = cells["needed_value"]
    to_go = way.find_way(row, Decimal(text), figures) if text else None
    if not way.is_number(cells["needed_persons"], way.count_persons(row, to_go, figures)):
        yield "needed_persons"
    yield from known_from.list_wrong_columns(row, test, later, changes, figures)


def _find_next_level(row: Figure, later: list[Later], looks: Looks, figures: Figures) -> float:
    """The level at which a change is tested next. Called for each row that is to fall. Where no measurement is known to
    come it is that of the next half-year."""
    if later:
        return later[0].level
    return find_next_level(name_next_half_year(row.cells["half_year"]), looks.find_last(row), figures)


def _is_needed(row: Figure, test: SureTest, level: float, correlation: float, figures: Figures) -> bool:
    """Whether the printed value is the least demanding one that is sure at a level; where none is printed, whether even
    the best one may not be. Called for each row with a test."""
    text, scale = row.cells["needed_value"], SCALES[row.cells["unit"]]
    step = Decimal(1).scaleb(-figures.get_indicator(row).decimals)
    if not text:
        return not test.must_be_sure(test.find_best_value(), level, correlation)
    value = Decimal(text)
    if value != value.quantize(step):
        return False
    printed, easier = (float(number) / scale for number in (value, value - test.sign * step))
    if not test.is_possible(printed) or not test.may_be_sure(printed, level, correlation):
        return False
    return not test.is_possible(easier) or not test.must_be_sure(easier, level, correlation)
