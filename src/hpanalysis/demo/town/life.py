"""What the registers share: the persons, where they live month by month, and how a count is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Delivery, Timeline, find_baseline_span, list_spans
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.town.dwellings import Dwellings
from hpanalysis.demo.town.moves import Moves
from hpanalysis.demo.town.persons import Persons
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class Figure:
    """The figures of an indicator in its baseline window, by region, counted from the rows that are delivered. Made by
    each register when it makes that window's rows; read by later windows and by the calibration report."""

    numerators: list[int]
    denominators: list[int] | None  # None for a number of cases


@dataclass(kw_only=True)
class Life:
    """The persons drawn, their homes by month, and everything that decides what becomes of them. Made once by
    `demo.extracts.simulate_town`; every register of the demo reads it and adds its `figures`."""

    plan: Plan
    calibration: Calibration
    timeline: Timeline
    deliveries: list[Delivery]
    stock: Dwellings
    moves: Moves
    persons: Persons
    trends: Trends
    draws: Draws
    # (indicator, source or "") -> its figures; each register adds its own when it makes the baseline window's rows.
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)

    @property
    def regions(self) -> int:
        """The number of regions: the areas, and the rest of the municipality. Read to count synthetic persons by
        region."""
        return len(self.plan.areas) + 1

    def spans(self, source: str) -> list[Span]:
        """The windows (spans, with their dates) that a source, by its name, is delivered for, oldest first. Called by
        the synthetic registers that simulate all their windows at once, and for the births of synthetic children."""
        return list_spans(self.deliveries, source)

    def baseline(self, key: str) -> Span | None:
        """The baseline window of an indicator; None where it is not delivered. Called to see in which window of a
        synthetic extract the figures that the plan prints must come out, and to compare them there."""
        return find_baseline_span(self.plan, self.deliveries, key)

    def count_by_region(self, region: np.ndarray, where: np.ndarray | None = None) -> list[int]:
        """How many rows lie in each region: the areas in the plan's order, the rest of the municipality last. Called to
        count numerators and denominators of the synthetic persons. region: by row, the region's number; rows in none
        (-1) are left out. where: by row, whether it counts; None for all."""
        chosen = region if where is None else region[where]
        return np.bincount(chosen[chosen >= 0], minlength=self.regions).tolist()

    def expect_shares(self, key: str, span: Span) -> np.ndarray:
        """The share of an indicator to be expected in a later window, by region: the baseline's, drifted; at most 0.98.

        Called for each window of a synthetic extract that is not the baseline's. key: the indicator. Few persons say
        little, so an area's share is drawn towards that of all areas, as if it had five more persons with the share of
        all: 4 of 5 becomes (4 + 5 * 0.3) / 10 = 0.55, where 0.3 is the share of all. Without a baseline demo.yaml's
        rates are used.
        """
        shares = self.list_baseline_shares(key)
        factor = self.trends.at(key, span.end, np.arange(self.regions), shares)
        return np.minimum(np.array(shares) * factor, 0.98)

    def list_baseline_shares(self, key: str) -> list[float]:
        """The share of an indicator (key) at its baseline, by region, an area's drawn towards that of all areas; by
        demo.yaml's rates where no baseline is delivered. Called for the shares to be expected later, and for the
        factors by which the absence of pupils changes from year to year."""
        if figure := self.figures.get((key, "")):
            return self._shrink(figure)
        return [self.calibration.level(key, r) for r in range(self.regions)]

    def _shrink(self, figure: Figure) -> list[float]:
        """A baseline figure's shares by region, an area's drawn towards that of all areas as if it had five more
        persons with the share of all; an area without persons gets that share. The rest of the municipality, last,
        keeps its own. Called by `list_baseline_shares` for each later window of a synthetic extract."""
        counts, sizes = figure.numerators, figure.denominators
        assert sizes is not None  # only eviction cases have no denominator, and `housing` does not ask for shares
        mean = sum(counts[:-1]) / max(sum(sizes[:-1]), 1)
        shares = [(c + 5 * mean) / (n + 5) for c, n in zip(counts[:-1], sizes[:-1], strict=True)]
        return [*shares, counts[-1] / max(sizes[-1], 1)]
