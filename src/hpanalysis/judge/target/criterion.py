"""A figure beside the state's criterion for housing areas: its newest year and the mean that the law takes.

Almenboliglov § 61 a takes the mean of the two latest years for some criteria. The mean is of the two years' shares,
each as it is, and not of all persons of both years together.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hpanalysis.judge.counts import FigureCounts
from hpanalysis.law import AreaType, Criterion, CriterionId, Law, list_day

# The kinds of area whose limits make the state's list, in the order in which a version's own is looked for: until 2018
# the law had no udsat boligområde, and counted the criteria for what it now calls a parallelsamfund.
_LISTED = (AreaType.VULNERABLE, AreaType.PARALLEL)


def find_criterion(law: Law, criterion_id: str, list_year: int) -> Criterion | None:
    """The criterion of the state's list that a measure (its id in params/law) is held against in a year; None where the
    law of that year does not count it. Called for each row whose target is to lie below it, and for the limit that
    definitioner.json tells. The limit of a forebyggelsesområde is another, and is not the plan's target."""
    rules = law.version_on(list_day(list_year)).rules
    counted = (one for kind in _LISTED if kind in rules for one in rules[kind].counted)
    return next((one for one in counted if one.id is CriterionId(criterion_id)), None)


@dataclass(frozen=True)
class BesideCriterion:
    """A figure that is the measure of one of the state's criteria, beside that criterion. Made by
    `compare_with_criterion`, and read by the verdict on a target that is to lie below it. Shares are exact, in the
    criterion's unit."""

    criterion: Criterion
    newest: Fraction
    before: Fraction | None  # a year before; None where it was not delivered or is hidden

    @property
    def mean(self) -> Fraction | None:
        """What the law holds against its limit: the mean of as many years as it says; None where one is missing, and
        for a criterion of more than two years, which no law since 2014 has. Read for the verdict on the target."""
        if self.criterion.years == 1:
            return self.newest
        if self.criterion.years > 2:
            return None
        return None if self.before is None else (self.newest + self.before) / 2

    @property
    def has_come_nearer(self) -> bool:
        """Whether the newest year's share is lower than the year before's. Read where the limit is not yet kept."""
        return self.before is not None and self.newest < self.before

    def is_met(self, value: Fraction) -> bool:
        """Whether a share meets the criterion, which for an area is the bad side of the limit. Asked of the mean, and
        of the newest year alone."""
        return self.criterion.is_met_by(value)


def _compute_share(counts: FigureCounts | None) -> Fraction | None:
    """A figure's share in per cent, exactly; None where it shows no number or is of nobody. Called for a figure and for
    that of the year before."""
    if counts is None or not counts.denominator:
        return None
    return Fraction(counts.numerator) * 100 / counts.denominator


def compare_with_criterion(
    criterion: Criterion | None, now: FigureCounts | None, before: FigureCounts | None
) -> BesideCriterion | None:
    """A figure beside its criterion; None where the law has none that year, or the figure shows no number. Called for
    each row whose target is to lie below the criterion. now, before: its counts and those of the year before."""
    newest = _compute_share(now)
    if criterion is None or newest is None:
        return None
    return BesideCriterion(criterion, newest, _compute_share(before))
