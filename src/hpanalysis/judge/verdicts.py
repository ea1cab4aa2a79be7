"""From tests to the closed vocabularies: what may be said, and nothing between."""

from __future__ import annotations

from hpanalysis.judge.change import Change
from hpanalysis.judge.outcomes import Outcome
from hpanalysis.tables import Since, Versus


def versus(tested: Outcome, sure: bool) -> Versus:
    """Area against municipality or against the other areas. A sure difference that the printed decimals do not show is
    none that may be spoken of."""
    if tested.p is None:
        return Versus.NOT_JUDGEABLE
    if not sure or tested.good is None:
        return Versus.NO_SURE_DIFFERENCE
    return Versus.BETTER if tested.good else Versus.WORSE


def since(change: Change, sure: bool) -> Since:
    """Now against an earlier figure; the reason where it cannot be judged is the change's own."""
    if change.broken:
        return Since.BREAK
    if change.tested.p is None:
        return Since.NOT_JUDGEABLE
    if not sure or change.tested.good is None:
        return Since.NO_SURE_CHANGE
    return Since.IMPROVED if change.tested.good else Since.WORSENED
