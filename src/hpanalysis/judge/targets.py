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
from hpanalysis.judge.figure_lookup import LinkedPersons, WindowFigure
from hpanalysis.judge.outcomes import NOT_SHOWN, explain_too_few
from hpanalysis.plan import Adoption, Target
from hpanalysis.statistics import Estimate, Interval, compute_difference_interval
from hpanalysis.tables import Since, Verdict, Versus

STATE_CRITERION = "kommunens opgørelse og statens kriterium ikke måler det samme"
NO_SURE_CHANGE = "der ikke er nogen sikker ændring siden udgangspunktet"
WITHIN_CHANCE = "afstanden til den lige linje mod målet ikke er større end tilfældige udsving"
BREAK = "der er databrud"

LEVEL_FORMS = (Target.AT_MUNICIPALITY, Target.AT_OR_ABOVE_MUNICIPALITY)

Judgement = tuple[Verdict, str]  # the verdict, and where it cannot be given the reason (Danish, after "fordi"), else ""


@dataclass(frozen=True)
class LinePoint(Estimate):
    """A point of the straight line: a share of the baseline, which is uncertain, and a known number, in raw units. Made
    by `compute_line_point`, and compared with the figure when it is judged whether the figure is on its way."""

    baseline: Estimate
    weight: float  # the share of the baseline: 1 at its own time, 0 at the plan's end
    known: float

    @property
    def value(self) -> float:
        """Where the straight line from the baseline to the target is at this point, in raw units (a share from 0 to 1,
        a rate per unit of exposure). Read when the figure is compared with the line, and for the table of judged
        figures."""
        return self.known + self.weight * self.baseline.value

    def limits_at(self, z: float) -> Interval | None:
        """The limits of this point of the line to the target: the baseline's limits, moved along the line; None where
        the baseline has none. Called when the difference of figure and line gets its interval. z: the normal quantile
        of the interval, 1.96 for 95 %."""
        limits = self.baseline.limits_at(z)
        return None if limits is None else (self.known + self.weight * limits[0], self.known + self.weight * limits[1])


@dataclass(frozen=True, kw_only=True)
class TargetEvidence:
    """What the verdict on one row's target is given on: filled in by `table._fill_target`, read by `judge_target`."""

    indicator: Indicator
    adoption: Adoption
    now: WindowFigure
    versus: Versus  # the verdict against the rest of the municipality
    versus_reason: str
    since: Since  # the verdict since the baseline
    since_reason: str
    gap: Interval | None  # of the figure minus the rest of the municipality, in the unit; None where not computable
    line: LinePoint | None  # where the straight line stood at the window's end; None without one
    link: LinkedPersons | None  # the persons in the window and in the baseline's

    @property
    def sign(self) -> int:
        """+1 where a high figure is good, else -1: what a number is multiplied by so that a larger one is better. Read
        wherever a target is judged."""
        return self.indicator.direction.sign


def compute_way_left(start: date, end: date, on: date) -> float:
    """How much of the way from the baseline (1) to the plan's end (0) is left on a day. Called for each figure that is
    compared with the line to its target. start, end: the last day of the baseline's window, and of the plan. Days
    before the start give 1, days after the end 0."""
    return min(1.0, max(0.0, (end - on).days / (end - start).days))


def compute_line_point(
    target_now: Decimal, target_before: Decimal, baseline: WindowFigure, indicator: Indicator, left: float
) -> LinePoint | None:
    """The straight line to the target at a point where `left` of the way is left, from 1 (all of it) to 0.

    Called by `facts` to see whether a figure is on its way: for each one shown of a housing area or their total, later
    than the baseline, with a target that is a number or the municipality's level. target_now, target_before: the target
    in the unit, now and at the baseline (a fixed number is the same at both).

    The baseline's gap to the target shrinks along the line: from 30 % to a target of 20 % it is at 25 % halfway. A
    baseline that was not on the bad side has no way to go: its line is the target. None where the baseline has no
    number or no estimate.
    """
    if baseline.estimate is None or baseline.value is None:
        return None
    # At the line's start the baseline's uncertainty is the line's own. At its end the target is known exactly.
    weight = left if indicator.direction.sign * (baseline.value - target_before) < 0 else 0.0
    known = float(target_now) - weight * float(target_before)
    return LinePoint(baseline.estimate, weight, known / indicator.unit.scale)


def _judge_progress(evidence: TargetEvidence) -> Judgement:
    """The verdict on a figure that has not surely met its target: whether it is on its way there.

    Ahead of the line to the target and surely improved, or surely ahead, is on its way; surely behind it is not. Called
    where a target that is a number is not surely met, and where the target is the municipality's level and the figure
    is surely worse than that.
    """
    # Before and after a break different things are measured, so there is no way from the one to the other.
    if evidence.since is Since.BREAK:
        return Verdict.NOT_JUDGEABLE, BREAK
    line, now = evidence.line, evidence.now.estimate
    # Without a baseline there is no line, and the reason why there is no change since it says so best.
    if line is None or now is None or evidence.since_reason:
        return Verdict.NOT_JUDGEABLE, evidence.since_reason or explain_too_few(evidence.indicator)
    # The line is drawn from the baseline, so figure and line go together as figure and baseline do.
    limits = compute_difference_interval(now, line, correlate(now, line.baseline, evidence.link))
    if limits is None:
        return Verdict.NOT_JUDGEABLE, explain_too_few(evidence.indicator)
    # Turned by the direction: `best` is the end of the interval where the figure is furthest ahead of the line.
    worst, best = sorted(evidence.sign * limit for limit in limits)
    if best < 0:
        return Verdict.NOT_ON_TRACK, ""
    is_ahead = evidence.sign * (now.value - line.value) >= 0
    # Ahead by chance alone is not enough, nor is improvement that lags behind the line: one of the two must be sure,
    # and the other must point the same way.
    if worst >= 0 or (is_ahead and evidence.since is Since.IMPROVED):
        return Verdict.ON_TRACK, ""
    return Verdict.NOT_JUDGEABLE, WITHIN_CHANCE


def _judge_level_of_municipality(evidence: TargetEvidence) -> Judgement:
    """The verdict where the target is the municipality's level: met where the whole interval of the difference is
    within the margin, or better. Called for each row with such a target. Only what is surely worse than the
    municipality is judged by its progress; the rest cannot be judged. With a margin of 2 points, where more is better,
    an interval of -1.5 to 4 is met, and -3 to 4 cannot be judged."""
    if evidence.gap is None:
        return Verdict.NOT_JUDGEABLE, evidence.versus_reason or explain_too_few(evidence.indicator)
    # The worst end of the interval decides, so that few persons cannot pass for no difference.
    if min(evidence.sign * limit for limit in evidence.gap) > -float(evidence.adoption.margin):
        return Verdict.MET, ""
    # Neither surely at the level nor surely worse: there are too few persons to know.
    if evidence.versus is not Versus.WORSE:
        return Verdict.NOT_JUDGEABLE, explain_too_few(evidence.indicator)
    return _judge_progress(evidence)


def _judge_number(evidence: TargetEvidence) -> Judgement:
    """The verdict where the target is a number: it is reached when the whole interval lies at it or beyond. Called for
    each row with such a target. A figure that has not reached it is judged by its progress; one without an interval
    cannot be judged."""
    limits = evidence.now.estimate.limits() if evidence.now.estimate is not None else None
    if limits is None:
        return Verdict.NOT_JUDGEABLE, explain_too_few(evidence.indicator)
    assert evidence.adoption.target_value is not None  # the plan is refused where a target of this form has none
    target = float(evidence.adoption.target_value) / evidence.indicator.unit.scale
    # The whole interval, because 19 % of 21 persons may be 30 % next year by chance alone.
    if min(evidence.sign * (limit - target) for limit in limits) >= 0:
        return Verdict.MET, ""
    return _judge_progress(evidence)


def _judge_falling(evidence: TargetEvidence) -> Judgement:
    """The verdict where the target is to fall: met by a sure improvement since the baseline, not on track after a sure
    worsening, not judgeable without a sure change. Called for each row with that target, and with the target to fall
    and to lie below the state's criterion."""
    if evidence.since is Since.BREAK:
        return Verdict.NOT_JUDGEABLE, BREAK
    if evidence.since is Since.NOT_JUDGEABLE:
        return Verdict.NOT_JUDGEABLE, evidence.since_reason
    if evidence.since is Since.NO_SURE_CHANGE:
        return Verdict.NOT_JUDGEABLE, NO_SURE_CHANGE
    return (Verdict.MET if evidence.since is Since.IMPROVED else Verdict.NOT_ON_TRACK), ""


def _judge_falling_and_below_criterion(evidence: TargetEvidence) -> Judgement:
    """The verdict where the target is to fall and to lie below the state's criterion for housing areas. Called for each
    row with that target. A sure rise fails it. The state's criterion is another measure than the indicator, so the
    target is never met by the indicator alone."""
    # Only a failed first half decides the whole; a met one leaves the other half open.
    verdict, reason = _judge_falling(evidence)
    if verdict is Verdict.NOT_ON_TRACK or reason == BREAK:
        return verdict, reason
    return Verdict.NOT_JUDGEABLE, STATE_CRITERION


_FORMS = {
    Target.FALLING: _judge_falling,
    Target.AT_MUNICIPALITY: _judge_level_of_municipality,
    Target.AT_OR_ABOVE_MUNICIPALITY: _judge_level_of_municipality,
    Target.FALLING_AND_BELOW_STATE_CRITERION: _judge_falling_and_below_criterion,
    Target.NUMBER: _judge_number,
}


def judge_target(evidence: TargetEvidence) -> tuple[Verdict | None, str]:
    """The verdict on a figure's target, and the Danish reason (after "fordi") where it cannot be judged, else "".
    Called for each delivered row of a housing area or their total, when the judged table is filled in. The verdict is
    None where the plan sets no target that can be judged for the indicator. A hidden figure cannot be judged."""
    judge_form = _FORMS.get(evidence.adoption.target)
    if judge_form is None:
        return None, ""
    # A hidden figure never gets a verdict: MET or not would tell on which side of the target it lies.
    return (Verdict.NOT_JUDGEABLE, NOT_SHOWN) if evidence.now.value is None else judge_form(evidence)
