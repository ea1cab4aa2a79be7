"""A test's outcome, before it is known whether it stands among all the tests of the half-year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.model import Indicator, Measure

LEVEL = 0.05  # two-sided; the intervals shown are at 1 - LEVEL

# Danish, each to stand after "fordi".
NOT_SHOWN = "tallet ikke vises"
NO_MUNICIPALITY = "kommunens tal ikke kan vises"
NO_OTHERS = "de øvrige områders tal ikke kan vises"
NO_COMPARISON = "kommunens tal ikke måler det samme"
NO_SPREAD = "tallet er leveret uden sin spredning"
COVERAGE = "mange boligafdelinger mangler i tallet"
NO_BASELINE = "udgangspunktet ikke kendes"
NO_POOLED_BASELINE = "udgangspunktet kun er opgjort for ét år"
NO_YEAR_BEFORE = "der ikke er nogen opgørelse fra året før"
YEAR_BEFORE_NOT_SHOWN = "tallet fra året før ikke vises"
PRINTED_WITHOUT_N = "udgangspunktet er trykt uden antal personer"
OVERLAP = "perioderne overlapper hinanden"
ONE_POINT = "der endnu kun er én opgørelse"

_TOO_FEW = {Measure.COUNT: "antallet af sager er for lille", Measure.RATE: "antallet af boliger er for lille"}


def explain_too_few(indicator: Indicator) -> str:
    """Danish: no outcome, however far out, could have been told from chance."""
    return _TOO_FEW.get(indicator.measure, "antallet af personer er for lille")


@dataclass(frozen=True)
class Outcome:
    """p: two-sided, None where nothing was tested; reason then says why (Danish, after "fordi").

    good: whether the figure lies to the good side of what it is held against; None where they are printed alike.
    """

    p: float | None
    good: bool | None
    reason: str


def untested(reason: str) -> Outcome:
    return Outcome(None, None, reason)


def kept(p: float, attainable: float, good: Decimal, indicator: Indicator) -> Outcome:
    """A test made; none where its smallest attainable p is over the level. `good`: the difference, good way positive.

    p is kept to six digits, as it is published: whoever computes the verdicts again has the same numbers.
    """
    if attainable > LEVEL:
        return untested(explain_too_few(indicator))
    return Outcome(float(f"{p:.6g}"), None if good == 0 else good > 0, "")
