"""The measurements of a figure that are still to come, with the level at which its change is tested in each."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import Earlier, Figures
from hpanalysis.verify.remake.looks import SPENT, Looks, compute_level, compute_time_passed

CHANGE = "change_p"


class Later(NamedTuple):
    """A later measurement: the half-year that shows it, its window's last day, and the level of its change since the
    baseline."""

    half_year: str
    end: date
    level: float


def round_digits(number: float) -> float:
    """A number with the six digits that levels are published with. Called for each level that is used."""
    return float(f"{number:.6g}")


def name_next_half_year(half_year: str) -> str:
    """The half-year after one. Called for the level of a measurement that only a delivery tells of."""
    year, half = int(half_year[:4]), half_year[-1]
    return f"{year}H2" if half == "1" else f"{year + 1}H1"


def find_next_level(half_year: str, before: str | None, figures: Figures) -> float:
    """The level of a change at a half-year's look. Called for each later measurement. before: the half-year of the look
    before; None where there is none."""
    passed = compute_time_passed(half_year, figures.definitions)
    passed_before = 0.0 if before is None else compute_time_passed(before, figures.definitions)
    return round_digits(compute_level(SPENT[CHANGE], passed, passed_before, 1))


def list_later(row: Figure, after: date, looks: Looks, figures: Figures) -> list[Later]:
    """The later measurements of a row's figure in the plan's half-years, whose windows begin after a day. Called for
    each row with a target that can be met. Empty where only a delivery tells when one comes."""
    before, later = looks.find_last(row), []
    for half_year, (start, end) in sorted((figures.get_judging(row).comes or {}).items()):
        if half_year > row.cells["half_year"] and start > after:
            later.append(Later(half_year, end, find_next_level(half_year, before, figures)))
            before = half_year
    return later


def list_later_changes(row: Figure, baseline: Earlier | None, looks: Looks, figures: Figures) -> list[Later]:
    """Those later measurements whose change since the baseline can be tested: they share no day with its window, and no
    break parts them from it. Called for each row with a target that can be met."""
    later = list_later(row, date.min if baseline is None else baseline.end, looks, figures)
    breaks = figures.get_judging(row).breaks
    if baseline is None:
        return later
    days = [(one, sorted((baseline.rule_day, one.end))) for one in later]
    return [one for one, (first, last) in days if not any(first < day <= last for day in breaks)]
