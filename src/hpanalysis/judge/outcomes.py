"""What came out of a test, before it is known whether it is sure among all the tests of the half-year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.tables import Versus

LEVEL = 0.05  # two-sided; the intervals shown are at 1 - LEVEL

# Danish, each to stand after "fordi".
NOT_SHOWN = "tallet ikke vises"
NO_MUNICIPALITY = "kommunens tal ikke kan vises"
NO_OTHERS = "de øvrige områders tal ikke kan vises"
NO_COMPARISON = "kommunens tal ikke måler det samme"
NO_SPREAD = "tallet er leveret uden sin spredning"
COVERAGE = "mange boligafdelinger mangler i tallet"
OWN_LIMIT = "loven holder tallet op mod sin egen grænse"
TOLD_ONLY = "tallet er til oplysning og hverken godt eller skidt i sig selv"
NO_BASELINE = "udgangspunktet ikke kendes"
BASELINE_BY_NEW_RULE_NOT_SHOWN = "udgangspunktet, genberegnet efter de nye regler, ikke kan vises"
NO_POOLED_BASELINE = "udgangspunktet kun er opgjort for ét år"
NO_YEAR_BEFORE = "der ikke er nogen opgørelse fra året før"
YEAR_BEFORE_NOT_SHOWN = "tallet fra året før ikke vises"
PRINTED_WITHOUT_N = "udgangspunktet er trykt uden antal personer"
OVERLAP = "perioderne overlapper hinanden"
ONE_POINT = "der endnu kun er én opgørelse"
NO_MUNICIPALITY_BASELINE = "{whose} udgangspunkt ikke kan vises"
MUNICIPALITY_PRINTED_WITHOUT_N = "{whose} udgangspunkt er trykt uden antal personer"
DEVELOPMENT_BROKEN = "der er databrud"
OUTSIDE_MARGIN = "forskellen ikke er sikker, men godt kan være større end margenen"
NO_MARGIN = "forskellen ikke er sikker, og planen har ingen margen for tallet"

# What there are too few of is named, because a reader knows persons, cases and dwellings and not `units`.
_TOO_FEW = {Measure.COUNT: "antallet af sager er for lille", Measure.RATE: "antallet af boliger er for lille"}


def explain_unjudged(indicator: Indicator) -> str:
    """Danish, after "fordi": why no change of a figure is called better or worse, whose definition says so
    (`Indicator.change_judged`). Called where a change, a course or a later test of one is asked for."""
    return OWN_LIMIT if indicator.criterion else TOLD_ONLY if indicator.told_only else COVERAGE


def explain_incomparable(indicator: Indicator) -> str:
    """Danish, after "fordi": why a figure is not held against the municipality's, whose definition says so
    (`Indicator.comparable`). Called where such a comparison is asked for."""
    return OWN_LIMIT if indicator.criterion else TOLD_ONLY if indicator.told_only else NO_COMPARISON


def explain_too_few(indicator: Indicator) -> str:
    """Danish, after "fordi": there are too few persons (cases, dwellings) to tell any outcome from chance. Called where
    a test could never have come out sure, and where a target cannot be judged for want of numbers."""
    return _TOO_FEW.get(indicator.measure, "antallet af personer er for lille")


@dataclass(frozen=True)
class Outcome:
    """The test of a figure against another one, or the reason why there is none. Made by `change`, `comparison`,
    `course` and `development` for each row that is judged; verdicts follow once it is known whether the p is sure."""

    p: float | None  # two-sided; None where nothing was tested
    is_good: bool | None  # whether the figure lies to the good side of the other; None where they are printed alike
    reason: str  # why nothing was tested, Danish, after "fordi"; empty where something was

    @classmethod
    def without_test(cls, reason: str) -> Outcome:
        """An outcome where nothing was tested. reason: why, Danish, after "fordi"; empty where none is to be given.
        Called for a row that may not, or cannot, be compared."""
        return cls(None, None, reason)

    @classmethod
    def of_test(cls, p: float, attainable: float, good_difference: Decimal, indicator: Indicator) -> Outcome:
        """The outcome of a test that was made; one that could never have come out sure counts as no test.

        Called when an area is compared, and when a change, a course or a development is tested. p, attainable: of the
        test (`statistics.TestResult`), attainable being the smallest p that any outcome could have given.
        good_difference: how far the figure lies from the other in the good direction, in the unit; negative in the bad
        one, 0 where both are printed alike.
        """
        # With 1 person in an area no outcome could be told from chance. Such a test says nothing of the area, and in
        # its family (`families`) it would only make the other tests harder to pass.
        if attainable > LEVEL:
            return cls.without_test(explain_too_few(indicator))
        # p has the six digits that are published, so that whoever computes the verdicts again has the same numbers.
        return cls(float(f"{p:.6g}"), None if good_difference == 0 else good_difference > 0, "")

    def versus(self, sure: bool) -> Versus:
        """The verdict on an area against the municipality or the other areas, such as "better". Called when a row of
        the judged table is filled in. sure: whether the test is significant when its whole family is weighed
        (`families`)."""
        if self.p is None:
            return Versus.NOT_JUDGEABLE
        # A sure difference that the printed decimals do not show is none that may be spoken of: a reader would see
        # "better" between two figures that are printed alike.
        if not sure or self.is_good is None:
            return Versus.NO_SURE_DIFFERENCE
        return Versus.BETTER if self.is_good else Versus.WORSE
