"""How often the words for a direction are true in simulated plans: the mix that is declared, and its summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hpanalysis.statistics import ClusteredShare
from hpanalysis.tables import ALMOST_SURE, PROBABLE, Evidence
from simulated_plans import Told, tell_plan

SEED = 20261129
SPREADS = (0.0, 0.05, 0.1, 0.2, 0.4)  # of the areas' true changes at the plan's end, on the natural scale
SHIFTS = (0.0, 0.1, 0.3)  # common to all areas; the wanted way in one plan of two, else the other
NOTHING = (0.0, 0.0)
# Every spread with every shift, and plans in which nothing changes three times as often as any other.
MIX = (*((spread, shift) for spread in SPREADS for shift in SHIFTS), NOTHING, NOTHING)
PROBABLY = (Evidence.PROBABLY_IMPROVED, Evidence.PROBABLY_WORSENED)
ALMOST_SURELY = (Evidence.ALMOST_SURELY_IMPROVED, Evidence.ALMOST_SURELY_WORSENED)
BANDS = ((0.5, 0.6), (0.6, 0.7), (0.7, PROBABLE), (PROBABLE, 0.9), (0.9, ALMOST_SURE), (ALMOST_SURE, 1.01))


@dataclass(frozen=True)
class Figure:
    """A figure of a simulated plan whose direction was told."""

    plan: int  # its number among all
    scenario: tuple[float, float]  # spread and shift
    told: Told

    @property
    def likely(self) -> float:
        """The probability of the direction that is more likely."""
        return max(self.told.evidence.probability, round(1 - self.told.evidence.probability, 4))


def simulate(plans: int, mix: Sequence[tuple[float, float]] = MIX, seed: int = SEED) -> Iterator[Figure]:
    """The figures of so many plans of each part of a mix. Each plan has a generator of its own, so that a plan is the
    same in a small simulation and in a large one."""
    for part, (spread, shift) in enumerate(mix):
        for number in range(plans):
            rng = np.random.default_rng([seed, part, number])
            way = 1 if number % 2 == 0 else -1
            for told in tell_plan(rng, spread, way * shift):
                yield Figure(part * plans + number, (spread, shift), told)


def share_of(figures: Iterable[Figure], asked: Callable[[Figure], bool]) -> ClusteredShare | None:
    """The share of figures of which something is true, with the plan as the unit; None of no figures."""
    by_plan: dict[int, list[int]] = {}
    for figure in figures:
        own = by_plan.setdefault(figure.plan, [0, 0])
        own[0] += asked(figure)
        own[1] += 1
    if not by_plan:
        return None
    n, d = np.array(list(by_plan.values()), dtype=float).T
    return ClusteredShare.of_sums(
        numerator=n.sum(), denominator=d.sum(), persons=len(n), sum_nn=n @ n, sum_nd=n @ d, sum_dd=d @ d
    )


def share_true(figures: Iterable[Figure], words: Sequence[Evidence]) -> ClusteredShare | None:
    """Of the figures with one of these words, the share in which it is true."""
    return share_of((f for f in figures if f.told.word in words), lambda f: f.told.is_true)


def share_with_word(figures: Iterable[Figure], words: Sequence[Evidence] = (*PROBABLY, *ALMOST_SURELY)):
    """Of the figures, the share that bears one of these words: where nothing has changed, how often one is wrong."""
    return share_of(figures, lambda f: f.told.word in words)
