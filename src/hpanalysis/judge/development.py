"""The change of an area since the baseline, held against the change in the rest of the municipality.

"Udviklingen i området holdes op mod udviklingen i beliggenhedskommunen" (the plan, on the overall goals): the
difference of two differences, as in Card & Krueger (1994), Amer. Econ. Rev. 84, 772-793, table 3. It tells what was
seen, and not that anything in the area brought it about. Its interval is MOVER's (Zou & Donner 2008), of the area's
change and the rest's; the area's has the correlation of the persons followed. The rest's persons are taken as not
followed: who moved between area and rest would have to be left out, and nobody counts them. The persons who stayed in
the rest are many times those, so the interval is a little too wide rather than too narrow.

An area has kept pace where the 90 % interval of the difference lies within the margin (`statistics.equivalence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.model import Coverage, Indicator, Measure, Unit
from hpanalysis.judge.change import Change, correlate
from hpanalysis.judge.comparison import is_possible
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.figure_lookup import LinkedPersons, WindowFigure
from hpanalysis.judge.outcomes import (
    DEVELOPMENT_BROKEN,
    MUNICIPALITY_PRINTED_WITHOUT_N,
    NO_MARGIN,
    NO_MUNICIPALITY,
    NO_MUNICIPALITY_BASELINE,
    NO_SPREAD,
    OUTSIDE_MARGIN,
    PRINTED_WITHOUT_N,
    Outcome,
    explain_incomparable,
)
from hpanalysis.judge.values import compute_value, round_half_up
from hpanalysis.plan import Adoption
from hpanalysis.statistics import (
    Difference,
    Estimate,
    Interval,
    compute_attainable_p_of_changes,
    compute_difference_interval,
    compute_equivalence_interval,
    compute_p_of_no_difference,
    is_equivalent,
)
from hpanalysis.tables import Development

Limits = tuple[Decimal, Decimal]  # in the unit, rounded as they are published

_RATIO_DECIMALS = 2
# Quantities of which one can be half of another; marks have no nought, and counts of cases no size.
_WITH_RATIO = (Measure.SHARE, Measure.CLUSTERED_SHARE, Measure.RATE)


@dataclass(frozen=True, kw_only=True)
class RestOfMunicipality:
    """What an area's change is held against: the municipality without the area (or the country), now and at the
    baseline. Made by `facts` for each row, and read by `compute_development`."""

    now: FigureCounts | None  # None where it has no number that may be shown
    before: FigureCounts | None
    baseline: WindowFigure | None  # the whole's baseline, the area included; None where there is none


@dataclass(frozen=True, kw_only=True)
class BesideDevelopment:
    """An area's change since the baseline beside that of the rest of the municipality, and what the test of the two
    says. Numbers are in the unit, rounded as published; None where there is none. Made by `compute_development` for
    each row of an area or their total, and read by `table`."""

    tested: Outcome
    rest_change: Decimal | None = None
    rest_limits: Limits | None = None  # 95 %
    value: Decimal | None = None  # the area's change minus the rest's
    limits: Limits | None = None  # 95 %
    limits_90: Limits | None = None  # for the two one-sided tests
    ratio: Decimal | None = None  # of the two ratios of now to baseline; 1 where both moved alike
    margin: Decimal | None = None  # within which the two changes count as alike; None where the plan has none

    def judge(self, sure: bool) -> tuple[Development, str]:
        """The verdict on the development, and the Danish reason (after "fordi") where it is undecided, else "". Called
        when a row of the judged table is filled in, after all tests of the half-year are made. sure: whether the test
        is significant when all the tests of its family are weighed (`families.mark_sure`)."""
        if self.tested.p is None or self.limits_90 is None:
            return Development.UNDECIDED, self.tested.reason
        # A sure difference is told before a likeness: within a wide margin both may be true.
        if sure and self.tested.is_good is not None:
            return (Development.CAUGHT_UP if self.tested.is_good else Development.FALLEN_BEHIND), ""
        if self.margin is None:
            return Development.UNDECIDED, NO_MARGIN
        if is_equivalent(self.limits_90, self.margin):
            return Development.KEPT_PACE, ""
        return Development.UNDECIDED, OUTSIDE_MARGIN


def find_margin(indicator: Indicator, adoption: Adoption) -> Decimal | None:
    """Within how much the two changes count as alike, in the unit: the plan's margin for the indicator, or its general
    one, which is in percentage points and so holds for percentages alone. None where neither does. Called for each row
    whose change is held against the rest's."""
    return adoption.margin if adoption.has_own_margin or indicator.unit is Unit.PERCENT else None


def compute_development(
    indicator: Indicator,
    adoption: Adoption,
    now: WindowFigure,
    baseline: WindowFigure | None,
    change: Change,
    link: LinkedPersons | None,
    rest: RestOfMunicipality,
) -> BesideDevelopment:
    """An area's change minus that of the rest of the municipality, tested; or the reason why there is none.

    Called by `facts` for each row of an area or their total. baseline: what `change` is counted from, None where there
    is none. link: the persons in both windows of the area; None where they may not be used. Nothing is computed where
    the definition lets the figure not be compared, or its change not be judged (`change` has the reason), and where a
    baseline is hidden or printed without its n.
    """
    if reason := _find_obstacle(indicator, baseline, change, rest):
        return BesideDevelopment(tested=Outcome.without_test(reason))
    assert now.estimate and baseline and baseline.estimate and rest.now and rest.before  # no obstacle
    estimates = make_estimate(indicator, rest.now), make_estimate(indicator, rest.before)
    of_area = Difference(now.estimate, baseline.estimate, correlate(now.estimate, baseline.estimate, link))
    if None in estimates or not _has_limits(of_area, *estimates):
        spread = indicator.measure is Measure.MEAN
        return BesideDevelopment(tested=Outcome.without_test(NO_SPREAD if spread else PRINTED_WITHOUT_N))
    rest_now, rest_before = estimates
    assert rest_now is not None and rest_before is not None and change.value is not None
    of_rest = Difference(rest_now, rest_before)
    rest_change = _subtract_values(indicator, rest)
    # Of the changes as printed, so that a reader who subtracts them comes to the same number.
    value = round_half_up(change.value - rest_change, indicator.decimals)
    limits = _round_limits(compute_difference_interval(of_area, of_rest), indicator)
    return BesideDevelopment(
        tested=_test(indicator, of_area, of_rest, value, limits),
        rest_change=rest_change,
        rest_limits=_round_limits(of_rest.limits(), indicator),
        value=value,
        limits=limits,
        limits_90=_round_limits(compute_equivalence_interval(of_area, of_rest), indicator),
        ratio=_compute_ratio(indicator, of_area, of_rest),
        margin=find_margin(indicator, adoption),
    )


def _find_obstacle(
    indicator: Indicator, baseline: WindowFigure | None, change: Change, rest: RestOfMunicipality
) -> str:
    """Why an area's change cannot be held against the rest's, in Danish, after "fordi"; "" where it can. Called for
    each row before anything is computed. The order is that of what a reader can see: the definition, the area's own
    change, the municipality now, the municipality's baseline."""
    if not indicator.comparable:
        return explain_incomparable(indicator)
    if change.broken:
        return DEVELOPMENT_BROKEN
    if change.value is None or baseline is None:
        return change.tested.reason
    if baseline.estimate is None:
        return PRINTED_WITHOUT_N
    if rest.now is None or not is_possible(indicator, rest.now):
        return NO_MUNICIPALITY
    whose = "landets" if indicator.municipality is Coverage.COUNTRY else "kommunens"
    if rest.baseline is not None and rest.baseline.value is not None and rest.baseline.counts is None:
        return MUNICIPALITY_PRINTED_WITHOUT_N.format(whose=whose)
    if rest.before is None or not is_possible(indicator, rest.before):
        return NO_MUNICIPALITY_BASELINE.format(whose=whose)
    return ""


def _has_limits(*estimates: Estimate | None) -> bool:
    """Whether each of the estimates has an interval: only a mean without its spread has none. Called before two changes
    are tested."""
    return all(estimate is not None and estimate.limits() is not None for estimate in estimates)


def _subtract_values(indicator: Indicator, rest: RestOfMunicipality) -> Decimal:
    """The change in the rest of the municipality, in the unit: its value now minus at the baseline, both rounded as
    they are printed. Called for each row whose change is held against it."""
    assert rest.now is not None and rest.before is not None  # no obstacle
    now = compute_value(rest.now.numerator, rest.now.denominator, indicator)
    before = compute_value(rest.before.numerator, rest.before.denominator, indicator)
    assert now is not None and before is not None  # a possible rest has a denominator over 0
    return round_half_up(now - before, indicator.decimals)


def _round_limits(limits: Interval | None, indicator: Indicator) -> Limits:
    """Raw limits in the unit, rounded as they are published. Called for each of the three intervals of a development,
    whose estimates are known to have limits."""
    assert limits is not None
    low, high = (round_half_up(Decimal(repr(indicator.unit.scale * limit)), indicator.decimals) for limit in limits)
    return low, high


def _test(indicator: Indicator, of_area: Difference, of_rest: Difference, value: Decimal, limits: Limits) -> Outcome:
    """The two-sided test that an area and the rest of the municipality have changed alike. Called for each row whose
    change is held against the rest's. value: the area's change minus the rest's as printed; limits: its 95 %
    interval."""
    p = compute_p_of_no_difference(of_area, of_rest)
    assert p is not None  # both have limits
    attainable = compute_attainable_p_of_changes(of_area.a, of_area.b, of_rest)
    # The value is made of four rounded figures, so it may come to lie on the other side of 0 than what was tested. No
    # word may then be said that the printed numbers contradict.
    contradicted = (limits[0] > 0 and value < 0) or (limits[1] < 0 and value > 0)
    good = Decimal(0) if contradicted else indicator.direction.sign * value
    return Outcome.of_test(p, attainable, good, indicator)


def _compute_ratio(indicator: Indicator, of_area: Difference, of_rest: Difference) -> Decimal | None:
    """How many times as large the area's figure has become, over the same of the rest; None where that has no meaning,
    or one of the four is 0. Called for each row whose change is held against the rest's. From 10 to 8 % beside from 20
    to 18 % is 0.8 / 0.9 = 0.89: the area's has fallen more for its size, though both fell by 2 points."""
    parts = [of_area.a.value, of_area.b.value, of_rest.a.value, of_rest.b.value]
    if indicator.measure not in _WITH_RATIO or 0 in parts:
        return None
    ratio = (parts[0] / parts[1]) / (parts[2] / parts[3])
    return round_half_up(Decimal(repr(ratio)), _RATIO_DECIMALS)
