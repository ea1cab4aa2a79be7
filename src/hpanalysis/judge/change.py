"""A figure now against an earlier one: since the baseline, since the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.figure_lookup import LinkedPersons, WindowFigure
from hpanalysis.judge.outcomes import NOT_SHOWN, ONE_POINT, OVERLAP, PRINTED_WITHOUT_N, Outcome, explain_unjudged
from hpanalysis.judge.values import round_half_up
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Interval,
    Mean,
    NaturalValue,
    Rate,
    Share,
    TestResult,
    coarsen_correlation,
    compute_attainable_p,
    compute_clustered_correlation,
    compute_difference_interval,
    compute_natural_difference,
    compute_p_of_no_difference,
    compute_paired_correlation,
    run_poisson_ratio_test,
    run_welch_test,
)
from hpanalysis.tables import Since


@dataclass(frozen=True)
class Change:
    """A figure minus an earlier one of the same indicator and area, and what the test of the difference says. Made by
    `compute_change` twice for each row of the judged table (since the baseline, since the year before), and read when
    its columns are filled in, and when the change is held against the rest's (`development`)."""

    tested: Outcome
    value: Decimal | None = None  # as printed, in percentage points; None where the two may not be subtracted
    limits: Interval | None = None  # its interval, in the unit; None where there is none
    paired: bool = False  # whether persons were followed from the one window to the other
    broken: bool = False  # whether the definition changed between the two so that they cannot be compared ("databrud")
    effect: NaturalValue | None = None  # on the natural scale, in six digits; None where there are no limits, too

    def since(self, sure: bool) -> Since:
        """The verdict on the change, such as "improved". The reason for none is `tested.reason`. Called when a row of
        the judged table is filled in, after all tests of the half-year are made. sure: whether the test is significant
        when all the tests of its family are weighed (`families.mark_sure`)."""
        if self.broken:
            return Since.BREAK
        if self.tested.p is None:
            return Since.NOT_JUDGEABLE
        # As for `Outcome.versus`: what is printed alike may not be called better or worse.
        if not sure or self.tested.is_good is None:
            return Since.NO_SURE_CHANGE
        return Since.IMPROVED if self.tested.is_good else Since.WORSENED


def correlate(now: Estimate, before: Estimate, link: LinkedPersons | None) -> float:
    """How two figures of partly the same persons go together, from -1 to 1; 0 where the persons may not be followed.

    Called when a change is tested, alone or beside that of the rest, when a figure is compared with the straight line
    to its target (`facts`), and for the windows of a course.
    link: the counts of the persons in both windows; None where they may not be used.

    Where 80 of 100 pupils are the same in both years, most of what made the first year's figure high or low by chance
    is there in the second year too, so it does not show in the change. Without the correlation the change would look
    less certain than it is.
    """
    # Taken as independent, the interval is too wide rather than too narrow: persons who stay make figures alike.
    if link is None:
        return 0.0
    # Persons are linked only where a figure is persons (or their time) out of persons: `measure.link_persons`.
    assert isinstance(now, Share | ClusteredShare) and isinstance(before, Share | ClusteredShare)
    # Persons' time has no four cells (a pupil is absent for 3 days of 200), so its correlation is made of sums.
    if isinstance(now, ClusteredShare):
        correlation = compute_clustered_correlation(
            now,
            before,
            cross_nn=link.sum_nn,
            cross_nd=link.sum_nd,
            cross_dn=link.sum_dn,
            cross_dd=link.sum_dd,
        )
        # As fine as the shares themselves it would tell how few persons are in both numerators.
        return coarsen_correlation(correlation, now, before)
    return compute_paired_correlation(
        both_in=int(link.both_in),
        only_now=int(link.only_now),
        only_before=int(link.only_before),
        neither=int(link.neither),
        now_size=now.denominator,
        before_size=int(before.denominator),
    )


def compute_change(
    indicator: Indicator,
    now: WindowFigure,
    before: WindowFigure | None,
    link: LinkedPersons | None,
    missing: str,
) -> Change:
    """Now minus before, tested; or no change, with the reason why the two may not be subtracted.

    Called for every row of the disclosed table, with the baseline and with the year before as `before` (None where
    there is no such figure). link: the persons in both windows; None where they may not be used. missing: the reason
    (Danish, after "fordi") to give where `before` has no number. Nothing is subtracted where either has no number,
    where `now` ends no later than `before`, where the windows overlap (2023-10/2024-09 and 2024-04/2025-03 share six
    months), across a break in the definition that is not bridged, or where the indicator's changes are not judged.
    """
    # A hidden figure is told with no reason but that it is hidden: any other would say something of it.
    if now.value is None:
        return Change(Outcome.without_test(NOT_SHOWN))
    # A break is told even where the earlier figure is hidden: it follows from the definition and from no number.
    if before is not None and bridges.find_break(indicator, before.rule_day, now.rule_day) is not None:
        return Change(Outcome.without_test(""), broken=True)
    if before is None or before.value is None:
        return Change(Outcome.without_test(missing))
    # The baseline's own window, and those before it, have nothing to have changed from.
    if now.end <= before.end:
        return Change(Outcome.without_test(ONE_POINT))
    if now.start <= before.end:
        return Change(Outcome.without_test(OVERLAP))
    # Where departments are missing from the extract, a rise may be a department that was delivered this time.
    if not indicator.change_judged:
        return Change(Outcome.without_test(explain_unjudged(indicator)))
    return _test_change(indicator, now, before, link, now.value - before.value)


def _test_change(
    indicator: Indicator, now: WindowFigure, before: WindowFigure, link: LinkedPersons | None, difference: Decimal
) -> Change:
    """The change between two figures that may be subtracted, with its interval and its p; without both where one of the
    figures has none of its own: a baseline printed without its n, a mean without n or spread. Called when all reasons
    against a change are ruled out. link: the persons in both windows, None where they may not be used. difference: now
    minus before, in the unit."""
    # The values are rounded already, so the change is the difference of the two numbers that a reader sees.
    value = round_half_up(difference, indicator.decimals)
    if now.estimate is None or before.estimate is None:
        return Change(Outcome.without_test(PRINTED_WITHOUT_N), value)
    correlation = correlate(now.estimate, before.estimate, link)
    # The interval and the p use one correlation, so that p is under .05 exactly where the interval leaves out 0.
    limits = compute_difference_interval(now.estimate, before.estimate, correlation)
    if limits is None:
        return Change(Outcome.without_test(PRINTED_WITHOUT_N), value)
    result = _test_estimates(now.estimate, before.estimate, correlation)
    tested = Outcome.of_test(result.p, result.attainable, indicator.direction.sign * value, indicator)
    scale = indicator.unit.scale
    return Change(
        tested,
        value,
        (scale * limits[0], scale * limits[1]),
        link is not None,
        effect=_compute_effect(now.estimate, before.estimate, correlation),
    )


def _compute_effect(now: Estimate, before: Estimate, correlation: float) -> NaturalValue | None:
    """The change on the natural scale (log odds, log rate, mean) with its standard error, as both are published: with
    six significant digits. Called for each change that has an interval. correlation: of the two (`correlate`). None
    where the change shows no chance, because nobody's own share has changed."""
    effect = compute_natural_difference(now, before, correlation)
    # What follows from the effect is computed from the published digits, so that anybody can compute it again.
    return None if effect is None else NaturalValue(float(f"{effect.value:.6g}"), float(f"{effect.se:.6g}"))


def _test_estimates(now: Estimate, before: Estimate, correlation: float) -> TestResult:
    """The test of no difference between now and before: exact for rates and counts, Welch's for means. Called for each
    change that is tested. Shares may be of the same persons, so they get the p that belongs to the interval of the
    change. correlation: of the two estimates (`correlate`), from -1 to 1; used for shares only."""
    # Events are not followed from one year to the next, so the two counts are taken as independent.
    if isinstance(now, Rate) and isinstance(before, Rate):
        return run_poisson_ratio_test(now, before)
    # A mean is delivered without its persons, so none can be followed from one year to the next.
    if isinstance(now, Mean) and isinstance(before, Mean):
        return run_welch_test(now, before)
    p = compute_p_of_no_difference(now, before, correlation)
    assert p is not None  # the two have an interval, and so a p
    return TestResult(p, compute_attainable_p(now, before))
