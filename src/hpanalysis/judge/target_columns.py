"""The columns of the judged table on a figure's target: verdict, distances, and what is needed of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hpanalysis.definitions import bridges
from hpanalysis.definitions.windows import Delivered, HalfYear
from hpanalysis.judge.facts import Facts
from hpanalysis.judge.looks import NextLook, find_level, list_next_looks
from hpanalysis.judge.target import LEVEL_FORMS, PublishedDifference, TargetEvidence, judge_target
from hpanalysis.judge.target.criterion import BesideCriterion, compare_with_criterion, find_criterion
from hpanalysis.judge.target.needs import Needs, NeedsBasis, compute_needs
from hpanalysis.judge.values import round_half_up
from hpanalysis.plan import Plan, Target
from hpanalysis.statistics import Interval
from hpanalysis.tables import Evidence, Since, Status, Verdict

Sure = Mapping[str, bool]  # question (a key of P_COLUMNS) -> whether the row's test of it is sure in its family
Cells = dict[str, object]  # columns of the judged table


def round_limits(
    limits: Interval | None, facts: Facts, scale: int = 1, more_decimals: int = 0
) -> tuple[Decimal | None, Decimal | None]:
    """The lower and upper limit of an interval, rounded to the decimals of the row's indicator; two Nones without one.
    Called when a row is filled in. scale: what raw limits are multiplied by to be in the unit, such as 100 for per
    cent; 1 for limits that are in the unit already. more_decimals: how many more than the figure itself has."""
    if limits is None:
        return None, None
    decimals = facts.indicator.decimals + more_decimals
    # repr gives the digits that a reader would see; the float 0.15 lies just under 0.15 and would round down.
    low, high = (round_half_up(Decimal(repr(scale * limit)), decimals) for limit in limits)
    return low, high


def round_own_limits(facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """The limits of the figure itself, in the unit and as they are published; two Nones where it has none. Called when
    a row is filled in, and for the verdict on its target."""
    # An estimate's limits are raw (a share from 0 to 1), and what is printed is in the unit.
    limits = facts.now.estimate.limits() if facts.now.estimate is not None else None
    return round_limits(limits, facts, facts.indicator.unit.scale)


def name_evidence(facts: Facts) -> Evidence | None:
    """The fixed word for how likely it is that the figure has moved the wanted way; None where there is no change to
    weigh. Called for the row's own column, and for the verdict on its target, so that the two say the same."""
    if facts.evidence is None:
        return None
    change = facts.baseline.change.value
    return facts.evidence.name_word(None if change is None else facts.indicator.direction.sign * change)


def _fill_difference(name: str, difference: PublishedDifference | None) -> Cells:
    """The three columns of a difference: itself, its lower and its upper limit; None in each without one. Called for
    the municipality and for the line to the target. name: the first column's, which the other two begin with."""
    numbers = (None,) * 3 if difference is None else (difference.value, difference.low, difference.high)
    return dict(zip((name, f"{name}_lo", f"{name}_hi"), numbers, strict=True))


def _compare_with_criterion(facts: Facts, plan: Plan) -> BesideCriterion | None:
    """A row's figure beside the state's criterion in the year that it is of; None where its target is another, and
    where the law has no such criterion that year. Called for each row that has a target."""
    if facts.adoption.target is not Target.BELOW_STATE_CRITERION or plan.law is None:
        return None
    criterion = find_criterion(plan.law, facts.indicator.criterion, facts.now.end.year)
    before = facts.year_before.figure
    return compare_with_criterion(criterion, facts.now.counts, None if before is None else before.counts)


def _gather_target_evidence(facts: Facts, sure: Sure, plan: Plan) -> TargetEvidence:
    """What the verdict on a row's target is given on. Called for each row of an area that the plan follows. sure: key
    of `P_COLUMNS`, such as `baseline` -> whether that test is significant when its whole family is weighed."""
    low, high = round_own_limits(facts)
    return TargetEvidence(
        indicator=facts.indicator,
        adoption=facts.adoption,
        status=facts.status,
        value=None if facts.now.value is None else float(facts.now.value),
        limits=None if low is None or high is None else (float(low), float(high)),
        # The same verdicts that the row prints in its other columns, so that no column contradicts another.
        versus_reason=facts.municipality.tested.reason,
        since=facts.baseline.change.since(sure["baseline"]),
        since_reason=facts.baseline.change.tested.reason,
        direction=name_evidence(facts),
        gap=facts.compute_gap(),
        from_line=facts.compute_from_line(),
        criterion=_compare_with_criterion(facts, plan),
    )


def fill_target(facts: Facts, sure: Sure, plan: Plan) -> Cells:
    """The columns of the judged table on the delmål's target: words, margin, line (the value due by now), how far the
    figure lies from the municipality and from the line, and the verdict with its reason. Called for each row. sure: key
    of `P_COLUMNS`, such as `baseline` -> whether that test is significant when its whole family is weighed. A row not
    followed, or not measured, has the words only; one not delivered is told so besides."""
    # The target's words are printed for every row, for they are the plan's and not a verdict.
    cells: Cells = dict.fromkeys(("verdict", "margin", "line", "target_probability"))
    cells |= _fill_difference("gap", None) | _fill_difference("from_line", None)
    cells |= {"target": facts.adoption.target_words, "reason": "", **_fill_needs(Needs())}
    if not facts.is_followed or facts.status is Status.NOT_MEASURED:
        return cells
    evidence = _gather_target_evidence(facts, sure, plan)
    judgement = judge_target(evidence)
    cells |= {
        "verdict": None if judgement.verdict is None else judgement.verdict.value,
        "reason": judgement.reason,
        "target_probability": judgement.probability,
    }
    if not facts.is_delivered:
        return cells
    cells |= _fill_needs(compute_needs(_gather_basis(facts, judgement.verdict, evidence, plan)))
    line = None if facts.line is None else Decimal(repr(facts.indicator.unit.scale * facts.line.value))
    return cells | {
        "margin": facts.adoption.margin if facts.adoption.target in LEVEL_FORMS else None,
        "line": None if line is None else round_half_up(line, facts.indicator.decimals),
        **_fill_difference("gap", evidence.gap),
        **_fill_difference("from_line", evidence.from_line),
    }


def _list_looks(facts: Facts, plan: Plan) -> tuple[tuple[NextLook, ...], tuple[NextLook, ...]]:
    """The later measurements of a row's figure that its target can be tested on, and those that its change since the
    baseline can: the latter share no day with the baseline's window, and no break parts them from it. Called for each
    row with a verdict."""
    indicator, baseline = facts.indicator, facts.baseline.figure
    after = date.min if baseline is None else baseline.end
    of_change = tuple(
        look
        for look in list_next_looks(indicator, plan, facts.half_year, facts.last_tested, after)
        if baseline is None or bridges.find_break(indicator, baseline.rule_day, look.end) is None
    )
    if facts.adoption.target in (*LEVEL_FORMS, Target.NUMBER):
        return tuple(list_next_looks(indicator, plan, facts.half_year, facts.last_tested, date.min)), of_change
    return of_change, of_change


def _gather_basis(facts: Facts, verdict: Verdict | None, evidence: TargetEvidence, plan: Plan) -> NeedsBasis:
    """What the needs of a row's target follow from. Called for each row that is given a verdict. evidence: what the
    verdict was given on."""
    looks, looks_of_change = _list_looks(facts, plan)
    following = str(HalfYear.parse(facts.half_year).following)
    return NeedsBasis(
        indicator=facts.indicator,
        adoption=facts.adoption,
        verdict=verdict,
        now=facts.now,
        baseline=facts.baseline.figure,
        rest=facts.municipality.rest,
        has_gap=evidence.gap is not None,
        versus_reason=facts.municipality.tested.reason,
        broken=facts.baseline.change.broken,
        since_reason=facts.baseline.change.tested.reason,
        line_target=facts.line_target,
        correlation=facts.baseline_correlation,
        evidence=facts.evidence,
        looks=looks,
        looks_of_change=looks_of_change,
        has_improved=evidence.since is Since.IMPROVED,
        next_level=find_level("baseline", plan, following, facts.last_tested),
        comes_by_calendar=not isinstance(facts.indicator.window, Delivered),
        plan_end=plan.settings.end,
        power=float(plan.settings.judgement.power),
    )


def _fill_needs(needs: Needs) -> Cells:
    """The columns on what is needed of a figure. Called for each row; all are empty where no target asks for it."""
    return {
        "target_now": needs.target_now,
        "distance": needs.distance,
        "distance_persons": needs.distance_persons,
        "needed_value": needs.needed_value,
        "needed_persons": needs.needed_persons,
        "needed_in": needs.needed_in,
        "needed_level": needs.needed_level,
        "baseline_correlation": needs.correlation,
        "sure_from": needs.sure_from,
        "sure_power": needs.sure_power,
        "sure_reason": needs.sure_reason,
        "improved_from": needs.improved_from,
        "improved_power": needs.improved_power,
    }
