"""Windows pooled stand and fall with their windows: a pooled figure is the sum of its windows' figures, as they stand.

Published anew, it tells what moved in those of its windows that are not shown: the sum minus the windows shown. Where
that is few persons, its windows stand as they were published, and it with them. If 2023 is hidden and 2023..2025 rises
from 40 to 42 while 2024 and 2025 are as they were, then 2023 rose by two persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from hpanalysis.corrections.family import Counts, Family, add_counts

Unit = tuple[str, str]  # a family of indicators, and a window: what is settled together


@dataclass(frozen=True)
class Windows:
    """All the units of a half-year: each is a family of indicators in one window, or in windows pooled. Made once a run
    by `standing.find_standing_figures`, which asks it for the counts to publish."""

    families: Mapping[Unit, Family]  # the figures of each unit
    made_of: Mapping[Unit, tuple[Unit, ...]]  # a unit of windows pooled -> the units of its windows

    def _sum_windows(self, unit: Unit, settled: Mapping[Unit, Counts]) -> Counts:
        """The counts of a pooled unit (a family in several windows together): those of its windows added, by indicator
        and area. Called by `settle_counts` each time the single windows are settled, so that pooled figures are the
        sums of what is published. settled: unit of a single window -> its counts to publish."""
        return {
            i: {
                area: list(accumulate([settled[part][i][area] for part in self.made_of[unit]], add_counts))[-1]
                for area in figures
            }
            for i, figures in self.families[unit].figures.items()
        }

    def _reveals_few(self, unit: Unit, settled: Mapping[Unit, Counts]) -> bool:
        """Whether any pooled figure of the unit, as about to be published, tells of fewer than k persons beside earlier
        publications. Called again and again by `settle_counts`, until no further window must stay as published. unit: a
        family and a pooled window. settled: the counts about to be published, of this unit and of its windows."""
        return any(
            self._figure_reveals_few(unit, i, area, settled)
            for i, figures in self.families[unit].figures.items()
            for area in figures
        )

    def _figure_reveals_few(self, unit: Unit, indicator_id: str, area_id: str, settled: Mapping[Unit, Counts]) -> bool:
        """Whether correcting a pooled figure would tell of fewer than k persons, its windows subtracted.

        Called in each round of `settle_counts` for each figure of a unit (a family of indicators and a pooled window).
        Each publication that shows the figure is compared with the counts about to be published (settled); from both,
        the windows are subtracted which that publication shows, because any reader can do so.
        """
        family = self.families[unit]
        for publication, before in family.figures[indicator_id][area_id].published.items():
            then, now = before, settled[unit][indicator_id][area_id]
            # Take away what the publication itself showed of the windows: the rest is what it told of the hidden ones.
            for part in self.made_of[unit]:
                published = self.families[part].figures[indicator_id][area_id].published
                # A window hidden in that publication stays in: its movement is what a reader could find by subtracting.
                if publication in published:
                    then = add_counts(then, published[publication], -1)
                    now = add_counts(now, settled[part][indicator_id][area_id], -1)
            if family.reveals_few(indicator_id, area_id, then, now):
                return True
        return False

    def settle_counts(self) -> dict[Unit, Counts]:
        """The counts to publish, by unit (a family and a window), indicator and area.

        Called by a run and by `hpanalysis check`, after the figures are counted and before disclosure control. A figure
        pooled of several windows must not tell of few persons; where it would, its windows are published as before.
        That changes the other sums that these windows are in, so all sums are looked at again until no window is added.
        No window is taken out again, so that ends.
        """
        # Only single windows are settled by the rule of families; a pooled one is never settled by itself.
        single = {unit: family for unit, family in self.families.items() if unit not in self.made_of}
        standing: set[Unit] = set()
        while True:
            settled = {
                unit: family.get_uncorrected_counts() if unit in standing else family.settle_counts()
                for unit, family in single.items()
            }
            # So pooled figures always are the sums of the figures that stand beside them.
            settled |= {unit: self._sum_windows(unit, settled) for unit in self.made_of}
            revealing = {
                part for unit, parts in self.made_of.items() if self._reveals_few(unit, settled) for part in parts
            }
            # All windows that have to stand do, and the sums that follow from them tell of nobody.
            if revealing <= standing:
                return settled
            standing |= revealing
