"""Windows pooled stand and fall with their windows: a pooled figure is the sum of its windows' figures, as they stand.

Published anew, it tells what moved in those of its windows that are not shown: the sum minus the windows shown. Where
that is few persons, its windows stand as they were published, and it with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from hpanalysis.corrections.family import Family, add_counts
from hpanalysis.corrections.ledger import CountPair

Unit = tuple[str, str]  # a family of indicators, and a window
Found = dict[str, dict[str, CountPair]]  # indicator -> area -> counts


def _total(parts: list[CountPair]) -> CountPair:
    return list(accumulate(parts, add_counts))[-1]


@dataclass(frozen=True)
class Windows:
    """families: the figures of each unit. made_of: a unit of windows pooled -> the units of its windows."""

    families: Mapping[Unit, Family]
    made_of: Mapping[Unit, tuple[Unit, ...]]

    def _sums(self, unit: Unit, found: Mapping[Unit, Found]) -> Found:
        return {
            i: {area: _total([found[part][i][area] for part in self.made_of[unit]]) for area in own}
            for i, own in self.families[unit].figures.items()
        }

    def _tells(self, unit: Unit, found: Mapping[Unit, Found]) -> bool:
        """Whether a pooled figure, or what is left of it beside its windows shown, tells of few persons."""
        return any(
            self._figure_tells(unit, i, area, found) for i, own in self.families[unit].figures.items() for area in own
        )

    def _figure_tells(self, unit: Unit, i: str, area: str, found: Mapping[Unit, Found]) -> bool:
        family = self.families[unit]
        for publication, before in family.figures[i][area].told.items():
            then, now = before, found[unit][i][area]
            for part in self.made_of[unit]:
                told = self.families[part].figures[i][area].told
                if publication in told:
                    then, now = add_counts(then, told[publication], -1), add_counts(now, found[part][i][area], -1)
            if family.few(i, area, then, now):
                return True
        return False

    def counts(self) -> dict[Unit, Found]:
        """The counts to publish."""
        standing: set[Unit] = set()
        while True:
            single = {unit: family for unit, family in self.families.items() if unit not in self.made_of}
            found = {u: family.earlier() if u in standing else family.counts() for u, family in single.items()}
            found |= {unit: self._sums(unit, found) for unit in self.made_of}
            tell = {part for unit, parts in self.made_of.items() if self._tells(unit, found) for part in parts}
            if tell <= standing:
                return found
            standing |= tell
