"""The verdict on a figure's target, in the form that the plan gives the target.

At the municipality's level: the interval of the area minus the rest of the municipality must lie within the plan's
margin on the bad side (a non-inferiority test at one-sided .025: Blackwelder 1982, Controlled Clin. Trials 3, 345-353).
Not being able to see a difference is not being at the level: a small n has a wide interval and never earns it. Where
the target is a number (the municipality's level is one, at each time), the straight line from the baseline to the end
of the plan says whether the figure is on its way; the baseline's own uncertainty is counted in. Falling has no size, so
it has no line: it has surely fallen, surely risen, or moves the one way or the other with some probability.

`opfyldt`, `på vej` and `ikke på vej` are tested. Where no test decides, a probability of at least `PROBABLE` points
towards the target or away from it; what is less likely than that is unclear. All verdicts follow from the numbers as
they are published.
"""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.outcomes import NO_SPREAD, NOT_SHOWN, explain_too_few
from hpanalysis.judge.target import reasons
from hpanalysis.judge.target.criterion import BesideCriterion
from hpanalysis.judge.target.difference import PublishedDifference
from hpanalysis.judge.target.probability import compute_probability_at_least
from hpanalysis.plan import Adoption, Target
from hpanalysis.tables import PROBABLE, Evidence, Since, Status, Verdict

_IMPROVED = (Evidence.ALMOST_SURELY_IMPROVED, Evidence.PROBABLY_IMPROVED)
_DIRECTIONS = {
    Evidence.ALMOST_SURELY_IMPROVED: (Verdict.TOWARDS, reasons.ALMOST_SURELY_IMPROVED),
    Evidence.PROBABLY_IMPROVED: (Verdict.TOWARDS, reasons.PROBABLY_IMPROVED),
    Evidence.PROBABLY_WORSENED: (Verdict.AWAY, reasons.PROBABLY_WORSENED),
    Evidence.ALMOST_SURELY_WORSENED: (Verdict.AWAY, reasons.ALMOST_SURELY_WORSENED),
    Evidence.UNCERTAIN: (Verdict.UNCLEAR, reasons.DIRECTION_UNKNOWN),
}


@dataclass(frozen=True, kw_only=True)
class TargetEvidence:
    """What the verdict on one row's target is given on: made when the judged table is filled in, read by
    `judge_target`. All numbers are in the unit and as they are published."""

    indicator: Indicator
    adoption: Adoption
    status: Status  # why the row has its number, or has none
    value: float | None
    limits: tuple[float, float] | None  # the figure's own 95 % interval; None where it has none
    versus_reason: str  # why the figure is not held against the rest of the municipality; "" where it is
    since: Since  # the verdict since the baseline
    since_reason: str
    direction: Evidence | None  # how likely the figure has moved the wanted way since the baseline; None: unknown
    gap: PublishedDifference | None  # the figure minus the rest of the municipality; None where that is not tested
    from_line: PublishedDifference | None  # the figure minus the line to its target; None without one
    criterion: BesideCriterion | None = (
        None  # the figure beside the state's criterion; None where it is no measure of one
    )

    @property
    def sign(self) -> int:
        """+1 where a high figure is good, else -1: what a number is multiplied by so that a larger one is better. Read
        wherever a target is judged."""
        return self.indicator.direction.sign


@dataclass(frozen=True)
class TargetJudgement:
    """The verdict on a figure's target, given by `judge_target` and written to the judged table."""

    verdict: Verdict | None  # None where the plan sets no target that can be judged
    reason: str = ""  # Danish, after "fordi"; empty for `opfyldt`, and without a verdict
    # That the figure is at its target, or ahead of the line to it, whichever is likelier, 0 to 1; None for targets that
    # have no size, and where it cannot be computed.
    probability: float | None = None


def _point_by_direction(evidence: TargetEvidence) -> TargetJudgement:
    """Which way a figure points whose change since the baseline is not sure: by the probability that it has moved the
    wanted way. Called where the target is to fall, and no test of the change decides."""
    if evidence.since is Since.BREAK:
        return TargetJudgement(Verdict.UNCLEAR, reasons.BREAK)
    if evidence.direction is None:
        return TargetJudgement(Verdict.UNCLEAR, evidence.since_reason or reasons.DIRECTION_UNKNOWN)
    return TargetJudgement(*_DIRECTIONS[evidence.direction])


def _judge_falling(evidence: TargetEvidence) -> TargetJudgement:
    """The verdict where the target is to fall: met by a sure improvement since the baseline, not on track after a sure
    worsening, else by how likely it is that the figure has moved the wanted way. Called for each row with that
    target."""
    if evidence.since is Since.IMPROVED:
        return TargetJudgement(Verdict.MET)
    if evidence.since is Since.WORSENED:
        return TargetJudgement(Verdict.NOT_ON_TRACK, reasons.WORSENED)
    return _point_by_direction(evidence)


def _judge_below_criterion(evidence: TargetEvidence) -> TargetJudgement:
    """The verdict where the target is to lie below the state's criterion for housing areas: met by the mean of the
    years that the law takes, else by where the newest year lies and has moved. Called for each row with that target.
    Nothing is tested, because the state counts every resident and the law asks for nothing more."""
    beside = evidence.criterion
    if beside is None or beside.mean is None:
        return TargetJudgement(Verdict.UNCLEAR, reasons.NO_CRITERION if beside is None else reasons.NO_CRITERION_MEAN)
    if not beside.is_met(beside.mean):
        return TargetJudgement(Verdict.MET)
    if not beside.is_met(beside.newest):
        return TargetJudgement(Verdict.ON_TRACK, reasons.NEWEST_BELOW_CRITERION)
    if beside.has_come_nearer:
        return TargetJudgement(Verdict.TOWARDS, reasons.NEARER_CRITERION)
    return TargetJudgement(Verdict.NOT_ON_TRACK, reasons.NOT_NEARER_CRITERION)


def _test_progress(evidence: TargetEvidence) -> TargetJudgement | None:
    """The verdict on a figure by the line to its target, where a test decides; else None. Called where a target with a
    size is not surely met.

    Ahead of the line and surely improved, or surely ahead, is on its way; surely behind it is not.
    """
    if evidence.from_line is None:
        return None
    value, worst, best = evidence.from_line.turn(evidence.sign)
    if best < 0:
        return TargetJudgement(Verdict.NOT_ON_TRACK, reasons.SURELY_BEHIND)
    if worst >= 0:
        return TargetJudgement(Verdict.ON_TRACK, reasons.SURELY_AHEAD)
    # Ahead by chance alone is not enough, nor is improvement that lags behind the line: one of the two must be sure,
    # and the other must point the same way.
    if value >= 0 and evidence.since is Since.IMPROVED:
        return TargetJudgement(Verdict.ON_TRACK, reasons.IMPROVED_AND_AHEAD)
    return None


def _explain_without_line(evidence: TargetEvidence) -> str:
    """Why a figure is not held against the line to its target, Danish, after "fordi". Called where that leaves it
    unclear. Before and after a break different things are measured, so there is no way from the one to the other."""
    return reasons.BREAK if evidence.since is Since.BREAK else evidence.since_reason or reasons.NO_LINE


def _judge_size(evidence: TargetEvidence, reached: float) -> TargetJudgement:
    """The verdict where the target has a size, and the figure has not surely reached it: by its progress along the
    line, else by which way it probably points. Called by the forms of such targets. reached: the probability that the
    figure is at its target."""
    ahead = None
    if evidence.from_line is not None:
        ahead = compute_probability_at_least(0.0, *evidence.from_line.turn(evidence.sign))
    likeliest = reached if ahead is None else max(reached, ahead)
    tested = _test_progress(evidence)
    # A figure that is probably at its target already has no way left to be behind on.
    if tested is not None and not (tested.verdict is Verdict.NOT_ON_TRACK and reached >= PROBABLE):
        return TargetJudgement(tested.verdict, tested.reason, likeliest)
    verdict, reason = _point_by_size(evidence, reached, ahead)
    return TargetJudgement(verdict, reason, likeliest)


def _point_by_size(evidence: TargetEvidence, reached: float, ahead: float | None) -> tuple[Verdict, str]:
    """Which way a figure points that no test decides on, and why. Called where a target has a size. reached, ahead: the
    probabilities that the figure is at its target, and ahead of the line to it (None without a line)."""
    if reached >= PROBABLE:
        return Verdict.TOWARDS, reasons.PROBABLY_REACHED
    if ahead is None:
        return Verdict.UNCLEAR, _explain_without_line(evidence)
    if ahead >= PROBABLE:
        return Verdict.TOWARDS, reasons.PROBABLY_AHEAD
    if round(1 - max(reached, ahead), 4) < PROBABLE:
        return Verdict.UNCLEAR, reasons.WITHIN_CHANCE
    # What improves too slowly does not point away from its target: it may well get there, later than the plan ends.
    if evidence.since is Since.IMPROVED or evidence.direction in _IMPROVED:
        return Verdict.UNCLEAR, reasons.IMPROVED_TOO_SLOWLY
    return Verdict.AWAY, reasons.PROBABLY_BEHIND


def _judge_level_of_municipality(evidence: TargetEvidence) -> TargetJudgement:
    """The verdict where the target is the municipality's level: met where the whole interval of the difference is
    within the margin, or better. Called for each row with such a target. With a margin of 2 points, where more is
    better, an interval of -1.5 to 4 is met, and -3 to 4 is judged by the line and by how likely the level is."""
    if evidence.gap is None:
        return TargetJudgement(Verdict.UNCLEAR, evidence.versus_reason or explain_too_few(evidence.indicator))
    difference, threshold = evidence.gap.turn(evidence.sign), -float(evidence.adoption.margin)
    reached = compute_probability_at_least(threshold, *difference)
    _, worst, _ = difference
    # The worst end of the interval decides, so that few persons cannot pass for no difference.
    if worst > threshold:
        return TargetJudgement(Verdict.MET, probability=reached)
    return _judge_size(evidence, reached)


def _judge_number(evidence: TargetEvidence) -> TargetJudgement:
    """The verdict where the target is a number: it is reached when the whole interval lies at it or beyond. Called for
    each row with such a target. A figure that has not reached it is judged by its progress."""
    if evidence.value is None or evidence.limits is None:
        is_mean = evidence.indicator.measure is Measure.MEAN
        return TargetJudgement(Verdict.UNCLEAR, NO_SPREAD if is_mean else explain_too_few(evidence.indicator))
    assert evidence.adoption.target_value is not None  # the plan is refused where a target of this form has none
    target = evidence.sign * float(evidence.adoption.target_value)
    worst, best = sorted(evidence.sign * limit for limit in evidence.limits)
    reached = compute_probability_at_least(target, evidence.sign * evidence.value, worst, best)
    # The whole interval, because 19 % of 21 persons may be 30 % next year by chance alone.
    if worst >= target:
        return TargetJudgement(Verdict.MET, probability=reached)
    return _judge_size(evidence, reached)


_FORMS = {
    Target.FALLING: _judge_falling,
    Target.AT_MUNICIPALITY: _judge_level_of_municipality,
    Target.AT_OR_ABOVE_MUNICIPALITY: _judge_level_of_municipality,
    Target.BELOW_STATE_CRITERION: _judge_below_criterion,
    Target.NUMBER: _judge_number,
}
# Why a row has no number to judge, Danish, after "fordi". A count of nought has one.
_WITHOUT_NUMBER = {
    Status.NOT_DELIVERED: reasons.NOT_DELIVERED,
    Status.NO_PERSONS: reasons.NO_PERSONS,
}


def judge_target(evidence: TargetEvidence) -> TargetJudgement:
    """The verdict on a figure's target, with its Danish reason and its probability.

    Called for each row of a housing area or their total that the indicator is measured for, when the judged table is
    filled in. There is no verdict where the plan sets no target that can be judged for the indicator. `kan ikke
    opgøres` is said of a row without a number and of no other.
    """
    judge_form = _FORMS.get(evidence.adoption.target)
    if judge_form is None:
        return TargetJudgement(None)
    # A hidden figure never gets another verdict: it would tell on which side of the target the figure lies.
    if evidence.value is None:
        return TargetJudgement(Verdict.NOT_COMPUTABLE, _WITHOUT_NUMBER.get(evidence.status, NOT_SHOWN))
    return judge_form(evidence)
