"""What the parts of the demo share: the persons, where they live month by month, and how a count is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Timeline, find_baseline_span, list_spans
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.town.dwellings import Dwellings
from hpanalysis.demo.town.moves import Moves
from hpanalysis.demo.town.persons import Persons
from hpanalysis.plan import Plan

Figure = tuple[list[int], list[int] | None]


@dataclass
class Life:
    """The persons drawn, their homes by month, and everything that decides what becomes of them.

    figures: (indicator, source or "") -> numerators and denominators by region in the baseline window, counted
    from the rows that are delivered.
    """

    plan: Plan
    calibration: Calibration
    timeline: Timeline
    deliveries: list
    stock: Dwellings
    moves: Moves
    persons: Persons
    trends: Trends
    draws: Draws
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)

    @property
    def regions(self) -> int:
        return len(self.plan.areas) + 1

    def spans(self, source: str) -> list[Span]:
        return list_spans(self.deliveries, source)

    def baseline(self, key: str) -> Span | None:
        return find_baseline_span(self.plan, self.deliveries, key)

    def by_region(self, region: np.ndarray, where: np.ndarray | None = None) -> list[int]:
        """How many of the rows lie in each region (those that meet a condition)."""
        chosen = region if where is None else region[where]
        return np.bincount(chosen[chosen >= 0], minlength=self.regions).tolist()

    def target(self, key: str, figure: list[float], span: Span) -> np.ndarray:
        """A baseline share by region, drifted to the end of a later window; never over 0.98."""
        factor = self.trends.at(key, span.end, np.arange(self.regions))
        return np.minimum(np.array(figure) * factor, 0.98)

    def shares(self, key: str) -> list[float]:
        """The baseline share by region, drawn some way towards that of all where it rests on few persons.

        Neutral rates where the baseline window is not delivered.
        """
        if (key, "") not in self.figures:
            return [self.calibration.level(key, r) for r in range(self.regions)]
        counts, sizes = self.figures[key, ""]
        inside = max(sum(sizes[:-1]), 1)
        mean = sum(counts[:-1]) / inside
        shares = [(c + 5 * mean) / (n + 5) for c, n in zip(counts[:-1], sizes[:-1], strict=True)]
        return [*shares, counts[-1] / max(sizes[-1], 1)]


def day_in_month(first: np.ndarray, share: np.ndarray, length: int = 28) -> np.ndarray:
    """A day of the month, by a share from 0 to 1."""
    return first + (share * length).astype(np.int64)
