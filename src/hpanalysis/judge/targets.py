"""A figure against its delmål's target, in the form the plan gives it.

At the municipality's level: the interval of the area minus the rest of the municipality must lie within the plan's
margin on the bad side (a non-inferiority test at one-sided .025: Blackwelder 1982, Controlled Clin. Trials 3, 345-353).
Not being able to see a difference is not being at the level: a small n has a wide interval and never earns it.
Where the target is a number (the municipality's level is one, at each time), the straight line from the baseline to the
end of the plan says whether the figure is on its way; the baseline's own uncertainty is counted in. Falling has no
size, so it has no line: it has surely fallen, surely risen, or cannot be judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.change import correlate
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.outcomes import NOT_SHOWN, explain_too_few
from hpanalysis.plan import Adoption, Target
from hpanalysis.statistics import Estimate, Interval, compute_difference_interval
from hpanalysis.tables import Since, Verdict, Versus

STATE_CRITERION = "kommunens opgørelse og statens kriterium ikke måler det samme"
NO_SURE_CHANGE = "der ikke er nogen sikker ændring siden udgangspunktet"
WITHIN_CHANCE = "afstanden til den lige linje mod målet ikke er større end tilfældige udsving"
BREAK = "der er databrud"

LEVEL_FORMS = (Target.AT_MUNICIPALITY, Target.AT_OR_ABOVE_MUNICIPALITY)


@dataclass(frozen=True)
class TargetEvidence:
    """What a target's verdict is given on.

    gap: the interval of the figure minus what the municipality's level is judged by (its rest), in the unit; None
    where it cannot be computed. line: where the straight line stood at the window's end; None without one.
    """

    indicator: Indicator
    adoption: Adoption
    now: WindowFigure
    baseline: WindowFigure | None
    versus: Versus
    versus_reason: str
    since: Since
    since_reason: str
    gap: Interval | None
    line: LinePoint | None
    link: object

    @property
    def sign(self) -> int:
        return self.indicator.direction.sign


@dataclass(frozen=True)
class LinePoint(Estimate):
    """A point of the straight line: a share of the baseline, which is uncertain, and a known number, in raw units."""

    baseline: Estimate
    weight: float
    known: float

    @property
    def value(self) -> float:
        return self.known + self.weight * self.baseline.value

    def limits_at(self, z: float) -> Interval | None:
        limits = self.baseline.limits_at(z)
        return None if limits is None else tuple(self.known + self.weight * limit for limit in limits)


def compute_way_left(start: date, end: date, on: date) -> float:
    """How much of the way from the baseline (1) to the plan's end (0) is left on a day."""
    return min(1.0, max(0.0, (end - on).days / (end - start).days))


def compute_line_point(
    target_now: Decimal, target_before: Decimal, baseline: WindowFigure, indicator: Indicator, left: float
) -> LinePoint | None:
    """The line at a point where `left` of the way is left: the baseline's gap to the target shrinks with it.

    target_now, target_before: the target in the unit, now and at the baseline (a fixed number is the same at both).
    A baseline that was not on the bad side has no way to go: its line is the target.
    """
    if baseline.estimate is None or baseline.value is None:
        return None
    weight = left if indicator.direction.sign * (baseline.value - target_before) < 0 else 0.0
    known = float(target_now) - weight * float(target_before)
    return LinePoint(baseline.estimate, weight, known / indicator.unit.scale)


def _on_the_way(s: TargetEvidence) -> tuple[Verdict, str]:
    """Not met: ahead of the line and surely improved (or surely ahead) is on its way; surely behind it is not."""
    if s.since is Since.BREAK:
        return Verdict.NOT_JUDGEABLE, BREAK
    if s.line is None or s.since_reason:
        return Verdict.NOT_JUDGEABLE, s.since_reason or explain_too_few(s.indicator)
    limits = compute_difference_interval(s.now.estimate, s.line, correlate(s.now.estimate, s.baseline.estimate, s.link))
    if limits is None:
        return Verdict.NOT_JUDGEABLE, explain_too_few(s.indicator)
    worst, best = sorted(s.sign * limit for limit in limits)
    if best < 0:
        return Verdict.NOT_ON_TRACK, ""
    ahead = s.sign * (s.now.estimate.value - s.line.value) >= 0
    if worst >= 0 or (ahead and s.since is Since.IMPROVED):
        return Verdict.ON_TRACK, ""
    return Verdict.NOT_JUDGEABLE, WITHIN_CHANCE


def _at_municipality(s: TargetEvidence) -> tuple[Verdict, str]:
    """Within the margin is met. Else only what is surely worse has a way to go."""
    if s.gap is None:
        return Verdict.NOT_JUDGEABLE, s.versus_reason or explain_too_few(s.indicator)
    if min(s.sign * limit for limit in s.gap) > -float(s.adoption.margin):
        return Verdict.MET, ""
    if s.versus is not Versus.WORSE:
        return Verdict.NOT_JUDGEABLE, explain_too_few(s.indicator)
    return _on_the_way(s)


def _number(s: TargetEvidence) -> tuple[Verdict, str]:
    """A number is reached when the whole interval lies at it or beyond."""
    limits = s.now.estimate.limits() if s.now.estimate is not None else None
    if limits is None:
        return Verdict.NOT_JUDGEABLE, explain_too_few(s.indicator)
    target = float(s.adoption.target_value) / s.indicator.unit.scale
    if min(s.sign * (limit - target) for limit in limits) >= 0:
        return Verdict.MET, ""
    return _on_the_way(s)


def _falling(s: TargetEvidence) -> tuple[Verdict, str]:
    if s.since is Since.BREAK:
        return Verdict.NOT_JUDGEABLE, BREAK
    if s.since is Since.NOT_JUDGEABLE:
        return Verdict.NOT_JUDGEABLE, s.since_reason
    if s.since is Since.NO_SURE_CHANGE:
        return Verdict.NOT_JUDGEABLE, NO_SURE_CHANGE
    return (Verdict.MET if s.since is Since.IMPROVED else Verdict.NOT_ON_TRACK), ""


def _falling_and_below_criterion(s: TargetEvidence) -> tuple[Verdict, str]:
    """Two-fold: a sure rise fails it; the state's criterion is another measure, so it is never met by this one."""
    verdict, reason = _falling(s)
    if verdict is Verdict.NOT_ON_TRACK or reason == BREAK:
        return verdict, reason
    return Verdict.NOT_JUDGEABLE, STATE_CRITERION


_FORMS = {
    Target.FALLING: _falling,
    Target.AT_MUNICIPALITY: _at_municipality,
    Target.AT_OR_ABOVE_MUNICIPALITY: _at_municipality,
    Target.FALLING_AND_BELOW_STATE_CRITERION: _falling_and_below_criterion,
    Target.NUMBER: _number,
}


def judge_target(standing: TargetEvidence) -> tuple[Verdict | None, str]:
    """The verdict and the reason where there is none; None where the plan sets no target for the indicator."""
    form = _FORMS.get(standing.adoption.target)
    if form is None:
        return None, ""
    return (Verdict.NOT_JUDGEABLE, NOT_SHOWN) if standing.now.value is None else form(standing)
