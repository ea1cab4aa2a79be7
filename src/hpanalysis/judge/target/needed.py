"""What the next measurement must be for a target to be surely met, if as many persons (events, dwellings) are measured.

The figure's own test is tried with one printed value after another: the least demanding one that is sure is needed.
Falling: the test of the change since the baseline, at the level of the look. The municipality's level: the interval of
the distance to the rest of the municipality, which is taken to stay where it is. A number: the figure's own interval.

That a test also passes the control of the half-year's many tests cannot be foreseen, so the value is the least that it
takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.values import round_half_up
from hpanalysis.statistics import (
    Difference,
    Estimate,
    Mean,
    Rate,
    compute_level_quantile,
    expect_value,
    find_sure_events,
    run_welch_test,
)

_FURTHEST_SPREADS = 20  # a mean that lies further off than so many spreads is no mark that anybody gives


@dataclass(frozen=True, kw_only=True)
class SureTest:
    """The test that a target is surely met by, as a later measurement will take it. Made by `needs.make_test`, and read
    for the value that is needed, and for when it can be known."""

    indicator: Indicator
    now: Estimate  # the figure as measured, whose size the later one is taken to have
    other: Estimate | None  # what it is held against: the baseline, or the rest of the municipality; None for a number
    threshold: float  # raw: what the difference (or the figure, without another) must be at or beyond
    is_change: bool  # whether it is the test of a change since the baseline, which is exact for events

    @property
    def sign(self) -> int:
        """+1 where a high figure is good, else -1. Read wherever a value is tried."""
        return self.indicator.direction.sign

    def is_sure(self, value: Decimal, level: float, correlation: float) -> bool:
        """Whether a measurement of `value`, in the unit, is surely beyond the threshold at a level. Called for each
        value that is tried. correlation: of the measurement and the other figure."""
        raw = float(value) / self.indicator.unit.scale
        expected = expect_value(self.now, raw)
        if self.is_change and isinstance(self.now, Rate) and isinstance(self.other, Rate):
            return self._is_sure_of_events(raw, level)
        if self.is_change and isinstance(expected, Mean) and isinstance(self.other, Mean):
            return self.sign * (raw - self.other.mean) > 0 and run_welch_test(expected, self.other).p <= level
        difference = expected if self.other is None else Difference(expected, self.other, correlation)
        limits = difference.limits_at(compute_level_quantile(level))
        return limits is not None and self.sign * (limits[0 if self.sign > 0 else 1] - self.threshold) >= 0

    def _is_sure_of_events(self, raw: float, level: float) -> bool:
        """Whether so many events a unit of exposure are surely on the good side of the baseline's, by the exact test.
        Called for counts and rates. A value between two counts is met by the better one of them."""
        assert isinstance(self.now, Rate) and isinstance(self.other, Rate)
        exposure = float(self.now.exposure)
        sure = find_sure_events(int(self.other.events), exposure, float(self.other.exposure), self.sign, level)
        return sure is not None and self.sign * (raw * exposure - sure) >= -1e-9


def find_needed_value(test: SureTest, level: float, correlation: float) -> Decimal | None:
    """The least demanding value, in the unit and with the figure's decimals, that is sure; None where not even the best
    possible one is. Called for each row of an area with a target. 33 of 100 pupils that must fall need 18 next time,
    at .0126."""
    step = Decimal(1).scaleb(-test.indicator.decimals)
    best, worst = (int(end / step) for end in _find_ends(test))
    if not test.is_sure(best * step, level, correlation):
        return None
    return _search(lambda number: test.is_sure(number * step, level, correlation), best, worst) * step


def _find_ends(test: SureTest) -> tuple[Decimal, Decimal]:
    """The best value that the figure may have, and one that is not sure, both in the unit and rounded as printed.
    Called where the needed value lies between them."""
    sign, scale, decimals = test.sign, test.indicator.unit.scale, test.indicator.decimals
    even = test.threshold + (0.0 if test.other is None else test.other.value)
    if isinstance(test.now, Mean):
        spread = max(test.now.spread or 0.0, getattr(test.other, "spread", None) or 0.0)
        best = even + sign * _FURTHEST_SPREADS * spread
    elif isinstance(test.now, Rate):
        # Ten times as many events as before, and thirty besides, are sure whatever was before.
        best = 0.0 if sign < 0 else 10 * even + 30 / float(test.now.exposure)
    else:
        best = float(sign > 0)
        even = min(1.0, max(0.0, even))
    return (
        round_half_up(Decimal(repr(scale * best)), decimals),
        # A step to the bad side, because rounding may put the even value on the good one.
        round_half_up(Decimal(repr(scale * even)), decimals) - sign * Decimal(1).scaleb(-decimals),
    )


def _search(is_sure: Callable[[int], bool], sure: int, unsure: int) -> int:
    """The number furthest from `sure` that is sure, by halving. Called with numbers of printed steps: `unsure` lies on
    the bad side of all that are sure, and is not tried itself."""
    while abs(sure - unsure) > 1:
        middle = (sure + unsure) // 2
        sure, unsure = (middle, unsure) if is_sure(middle) else (sure, middle)
    return sure


def count_cases(size: Decimal, indicator: Indicator, denominator: int | None, months: int | None) -> int | None:
    """How many persons (events, cases) a difference of `size` in the unit is at the figure's own size, rounded up; None
    where it is none, as for marks and days. Called for the distance to a target, and to the needed value.

    denominator: the figure's, None for a count. months: how many months persons' time is counted in, None where it is
    not counted by the month: then a person is one who is there all the time. 2.3 points of 540 pupils are 13.
    """
    if indicator.denominator is None:
        return math.ceil(size)
    if denominator is None or not months:
        return None
    # Exact, because 5 % of 100 persons are 5 and a float may make it a trace more.
    return math.ceil(size * denominator / (indicator.unit.scale * months))
