"""Beside a target: where it is now, how far there is to go, what the next measurement must be, when it can be known.

All of it follows from cells that are shown, and from the digits that are published of them. A hidden figure has none of
it. What is assumed is said with each part: `needed` (the value) and `sure_from` (the half-year).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Count, Indicator, Measure
from hpanalysis.definitions.windows import Span, is_pooled, is_recounted
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.evidence import ChangeEvidence
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.looks import NextLook
from hpanalysis.judge.outcomes import (
    LEVEL,
    NO_BASELINE,
    ONE_POINT,
    PRINTED_WITHOUT_N,
    explain_too_few,
    explain_unjudged,
)
from hpanalysis.judge.target import reasons
from hpanalysis.judge.target.line import LEVEL_FORMS, LineTarget, compute_line_point, compute_way_left
from hpanalysis.judge.target.needed import SureTest, count_cases, find_needed_value
from hpanalysis.judge.target.sure_from import Drift, carry_on, compute_kept, compute_power_at, fade, find_first
from hpanalysis.judge.values import compute_value
from hpanalysis.plan import Adoption, Target
from hpanalysis.statistics import Estimate
from hpanalysis.tables import NOT_IN_PLAN, Verdict


@dataclass(frozen=True, kw_only=True)
class NeedsBasis:
    """What the needs of one row follow from. Filled in by `target_columns` for each row of an area with a verdict."""

    indicator: Indicator
    adoption: Adoption
    verdict: Verdict | None
    now: WindowFigure
    baseline: WindowFigure | None
    rest: FigureCounts | None  # the municipality without the area; None where it is not shown, or not compared with
    has_gap: bool  # whether the figure is held against the rest
    versus_reason: str  # why it is not
    broken: bool  # whether the definition broke since the baseline
    since_reason: str  # why the change since the baseline is not tested; "" where it is
    line_target: LineTarget | None
    correlation: float | None  # of figure and baseline, six digits; None where persons are not followed
    evidence: ChangeEvidence | None  # of the change since the baseline
    looks: tuple[NextLook, ...]  # the later measurements that the target can be tested on
    looks_of_change: tuple[NextLook, ...]  # those of them that the change since the baseline can be tested on
    has_improved: bool  # whether the figure has surely improved since the baseline
    next_level: float  # at which a change is tested next, where no measurement is known to come
    comes_by_calendar: bool  # whether it is known when the next figure comes
    plan_end: date
    power: float


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What is told beside a target; None where it does not follow. Numbers are in the unit, as they are printed. Made
    by `compute_needs`, and written to the judged table."""

    target_now: Decimal | None = None  # for falling the baseline
    distance: Decimal | None = None  # from the figure to the target; 0 where it is there
    distance_persons: int | None = None
    needed_value: Decimal | None = None  # at most (at least) this, to be sure at the next measurement
    needed_persons: int | None = None  # from the figure to that value; 0 where it is there
    needed_in: str | None = None  # the half-year of the next measurement
    needed_level: float | None = None  # at which it is tested, six digits; None after the last half-year of the plan
    correlation: float | None = None
    sure_from: str | None = None
    sure_power: float | None = None  # the chance in that half-year, four decimals
    sure_reason: str = ""  # why there is no such half-year
    improved_from: str | None = None  # the same for a sure improvement since the baseline, where the target has a size
    improved_power: float | None = None


def is_asked(basis: NeedsBasis) -> bool:
    """Whether a row's target is one that something is needed for: it has a verdict, and a number to judge. Called
    before the rest. Windows counted again are of the past, and their figures are not looked at again."""
    is_form = basis.adoption.target in (Target.FALLING, *LEVEL_FORMS, Target.NUMBER)
    return is_form and basis.now.value is not None and not is_recounted(basis.now.window)


def compute_needs(basis: NeedsBasis) -> Needs:
    """What is needed for a row's target; nothing where no target asks for it. Called for each row of a housing area or
    their total, when the judged table is filled in."""
    if not is_asked(basis):
        return Needs()
    target_now = _find_target_now(basis)
    distance = None if target_now is None else _find_way_to(basis, target_now)
    needs = Needs(
        target_now=target_now,
        distance=distance,
        distance_persons=_count_persons(basis, distance),
        correlation=basis.correlation,
    )
    test, obstacle = make_test(basis)
    return replace(needs, sure_reason=obstacle) if test is None else _add_later(needs, basis, test)


def _add_later(needs: Needs, basis: NeedsBasis, test: SureTest) -> Needs:
    """The needs with what is told of later measurements: the value to reach, and when it can be known. Called for each
    row whose target is surely met by some test."""
    look = basis.looks[0] if basis.looks else None
    level = _round_level(_find_level(basis, look))
    # After the plan's last half-year nothing is left to spend on a test of a change, and so no value would be sure.
    is_last = level == 0
    correlation = _find_correlation(basis, look) if test.is_change else 0.0
    needed = None if is_last else find_needed_value(test, level, correlation)
    found, reason = _find_sure_from(basis, test)
    # Where not even the best possible value would be sure, there are too few to ever tell.
    if reason == NOT_IN_PLAN and needed is None and not is_last:
        reason = explain_too_few(basis.indicator)
    improved = _find_improved_from(basis)
    return replace(
        needs,
        needed_value=needed,
        needed_persons=None if needed is None else _count_persons(basis, _find_way_to(basis, needed)),
        needed_in=None if look is None else look.half_year,
        needed_level=None if is_last else level,
        sure_from=None if found is None else found[0].half_year,
        sure_power=None if found is None else found[1],
        sure_reason=reason,
        improved_from=None if improved is None else improved[0].half_year,
        improved_power=None if improved is None else improved[1],
    )


def _find_target_now(basis: NeedsBasis) -> Decimal | None:
    """Where the target stands now, in the unit and as printed: the number, the rest of the municipality's value, or for
    falling the baseline; None where it is not shown. Called for each row with needs."""
    if basis.adoption.target is Target.NUMBER:
        return basis.adoption.target_value
    if basis.adoption.target in LEVEL_FORMS:
        return (
            None if basis.rest is None else compute_value(basis.rest.numerator, basis.rest.denominator, basis.indicator)
        )
    # Before and after a break different things are measured.
    return None if basis.baseline is None or basis.broken else basis.baseline.value


def _find_way_to(basis: NeedsBasis, goal: Decimal) -> Decimal:
    """How far a row's figure has to go to a value, in the unit; 0 where it is there or beyond. Called for the target
    and for the needed value. Of the numbers as they are printed, so that a reader can subtract them."""
    assert basis.now.value is not None  # asked of figures that are shown
    return max(Decimal(0), basis.indicator.direction.sign * (goal - basis.now.value))


def _count_persons(basis: NeedsBasis, way: Decimal | None) -> int | None:
    """How many persons (events, cases) a way is at the figure's own size; None without a way, and for what is no such
    number. Called for the distance to the target and to the needed value."""
    if way is None or basis.now.counts is None:
        return None
    return count_cases(way, basis.indicator, basis.now.counts.denominator, _count_months(basis.indicator, basis.now))


def _count_months(indicator: Indicator, now: WindowFigure) -> int | None:
    """In how many months the persons of a figure's denominator are counted, each once a month; 1 for persons, dwellings
    and cases that are counted once, None for marks and for days. Called for each way that is told in persons."""
    if indicator.measure is Measure.MEAN:
        return None
    if indicator.measure is not Measure.CLUSTERED_SHARE:
        return 1
    parts = (indicator.numerator, indicator.denominator)
    # A column that is summed holds days, and days are no persons.
    if not indicator.is_sum_of_months or any(isinstance(part, Count) and part.column for part in parts):
        return None
    months_without = indicator.sources[0].months_without_rows
    return len(Span(now.end, now.start, now.window, now.end).months(months_without))


def make_test(basis: NeedsBasis) -> tuple[SureTest | None, str]:
    """The test that the row's target is surely met by, or None and the reason why it cannot be taken (Danish, after
    "fordi"). Called for each row with needs. A figure that is the baseline itself is tested later all the same."""
    now, sign = basis.now.estimate, basis.indicator.direction.sign
    if now is None or now.limits() is None:
        return None, explain_too_few(basis.indicator)
    if basis.adoption.target is Target.NUMBER:
        assert basis.adoption.target_value is not None  # the plan is refused where a target of this form has none
        number = float(basis.adoption.target_value) / basis.indicator.unit.scale
        return SureTest(indicator=basis.indicator, now=now, other=None, threshold=number, is_change=False), ""
    if basis.adoption.target in LEVEL_FORMS:
        rest = make_estimate(basis.indicator, basis.rest) if basis.has_gap else None
        if rest is None:
            return None, basis.versus_reason or explain_too_few(basis.indicator)
        margin = -sign * float(basis.adoption.margin) / basis.indicator.unit.scale
        return SureTest(indicator=basis.indicator, now=now, other=rest, threshold=margin, is_change=False), ""
    obstacle = _find_obstacle_to_change(basis)
    return (None, obstacle) if obstacle else (_make_change_test(basis, now), "")


def _make_change_test(basis: NeedsBasis, now: Estimate) -> SureTest:
    """The test of a later change since the baseline. Called where nothing stands in its way: for a target that is to
    fall, and for a sure improvement on the way to one that has a size."""
    assert basis.baseline is not None and basis.baseline.estimate is not None  # no obstacle
    return SureTest(indicator=basis.indicator, now=now, other=basis.baseline.estimate, threshold=0, is_change=True)


def _find_obstacle_to_change(basis: NeedsBasis) -> str:
    """Why a later change since the baseline cannot be tested, Danish, after "fordi"; "" where it can. Called for each
    row with needs. That the figure is the baseline itself, or shares days with it, is none: a later one does not."""
    if basis.broken:
        return reasons.BREAK
    if not basis.indicator.change_judged:
        return explain_unjudged(basis.indicator)
    if basis.baseline is None or basis.baseline.value is None:
        return basis.since_reason or NO_BASELINE
    if basis.baseline.estimate is None or basis.baseline.estimate.limits() is None:
        return PRINTED_WITHOUT_N
    return ""


def _find_level(basis: NeedsBasis, look: NextLook | None) -> float:
    """The level that a target is tested at in a later half-year: the look's for a change, else that of the intervals.
    Called for the needed value and for each chance. look: None where none is known to come."""
    if basis.adoption.target is not Target.FALLING:
        return LEVEL
    return basis.next_level if look is None else look.level


def _round_level(level: float) -> float:
    """A level with the six digits that are published. Called for the needed value, which is computed from them."""
    return float(f"{level:.6g}")


def _find_correlation(basis: NeedsBasis, look: NextLook | None) -> float:
    """How a later figure goes together with the baseline, by the persons who stay; 0 where they are not followed, and
    where no look is known. Called for the needed value of a fall, and for each chance of a change."""
    if look is None or basis.correlation is None or basis.baseline is None:
        return 0.0
    days_now, days_then = ((end - basis.baseline.end).days for end in (basis.now.end, look.end))
    return fade(basis.correlation, days_now, days_then)


def _find_sure_from(basis: NeedsBasis, test: SureTest) -> tuple[tuple[NextLook, float] | None, str]:
    """The half-year in which it can be known that a row's target is met, with its chance; or None and the reason.
    Called for each row whose target is surely met by some test."""
    if basis.verdict is Verdict.MET:
        return None, reasons.ALREADY_MET
    if not basis.comes_by_calendar:
        return None, reasons.NEXT_UNKNOWN
    reason = _explain_no_course(basis)
    if reason:
        return None, reason

    found = _find_first(basis, test, basis.looks)
    return (found, "") if found is not None else (None, _explain_not_in_plan(basis))


def _find_improved_from(basis: NeedsBasis) -> tuple[NextLook, float] | None:
    """The half-year in which an improvement since the baseline can be sure, if the figure follows the straight line to
    its target, with its chance; None for falling, whose target that is, and where nothing can be said of it. Called for
    each row with needs. A target with a size is reached when the plan ends; that the figure moves is known before."""
    now = basis.now.estimate
    is_asked_for = basis.adoption.target is not Target.FALLING and not basis.has_improved and basis.comes_by_calendar
    if not is_asked_for or now is None or _find_obstacle_to_change(basis) or _explain_no_course(basis):
        return None
    return _find_first(basis, _make_change_test(basis, now), basis.looks_of_change)


def _find_first(basis: NeedsBasis, test: SureTest, looks: Sequence[NextLook]) -> tuple[NextLook, float] | None:
    """The first later measurement at which a test is likely enough to be sure, and how likely; None where none is.
    Called for the target, and for an improvement since the baseline."""

    def compute(look: NextLook) -> float:
        """The chance to be sure at one later measurement. Called for each, until one is likely enough."""
        expected = _expect(basis, look)
        if expected is None:
            return 0.0
        level = _round_level(look.level if test.is_change else LEVEL)
        return compute_power_at(test, expected, level, _find_correlation(basis, look) if test.is_change else 0.0)

    return find_first(looks, compute, basis.power)


def _explain_no_course(basis: NeedsBasis) -> str:
    """Why nobody can say where a figure will be, Danish, after "fordi"; "" where it follows a line or carries on.
    Called before the half-year is looked for."""
    if basis.adoption.target is not Target.FALLING:
        if basis.line_target is None:
            return reasons.NO_LINE
        has_start = basis.baseline is not None and basis.baseline.estimate is not None and not basis.broken
        return "" if has_start else reasons.BREAK if basis.broken else basis.since_reason or NO_BASELINE
    if basis.evidence is None:
        return basis.since_reason or ONE_POINT
    is_wanted = basis.indicator.direction.sign * basis.evidence.effect > 0
    return "" if is_wanted else reasons.NO_WANTED_COURSE


def _expect(basis: NeedsBasis, look: NextLook) -> float | None:
    """Where the figure is expected to be at a later measurement, in raw units. Called for each of them. With a target
    that has a size: on the straight line. Falling: as far along as its course since the baseline takes it."""
    baseline, now = basis.baseline, basis.now.estimate
    assert baseline is not None and now is not None  # a test and a course need both
    if basis.adoption.target is not Target.FALLING:
        assert basis.line_target is not None  # there is a line
        left = compute_way_left(baseline.end, basis.plan_end, look.end)
        point = compute_line_point(basis.line_target, baseline, basis.indicator, left)
        return None if point is None else _keep_possible(basis.indicator, point.value)
    assert basis.evidence is not None and baseline.estimate is not None  # there is a course
    kept = compute_kept(basis.evidence.effect_se, basis.evidence.prior_sd)
    drift = Drift(start=baseline.end, now=basis.now.end, effect=basis.evidence.effect, kept=kept)
    return carry_on(drift, baseline.estimate, now, look.end)


def _keep_possible(indicator: Indicator, raw: float) -> float:
    """A value on the line that the figure can have: a share from 0 to 1, and no fewer than no events. Called for each
    point of a line, which may leave that range where the municipality has moved."""
    if indicator.measure is Measure.MEAN:
        return raw
    return max(0.0, raw if indicator.measure in (Measure.RATE, Measure.COUNT) else min(1.0, raw))


def _explain_not_in_plan(basis: NeedsBasis) -> str:
    """That it cannot be known in the plan, and to look at three years together where the plan pools them. Called where
    no later measurement is likely enough to be sure. A number is only just reached when the plan ends, so it can never
    be known that it is."""
    if basis.adoption.target is Target.NUMBER:
        return reasons.AT_THE_END
    if basis.adoption.pooled_years and not is_pooled(basis.now.window):
        return reasons.NOT_IN_PLAN_BUT_POOLED
    return NOT_IN_PLAN
