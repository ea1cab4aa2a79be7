"""Figures that have one denominator: indicators of one family, in one window, as one source prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from hpanalysis.audit_table.counts.system import Ranges, Variable
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, find_possible_counts
from hpanalysis.definitions.model import Unit


@dataclass(frozen=True)
class Group:
    """Figures with one denominator, by indicator and area; of a figure that is printed twice, the first.

    undated: figures of the same family that are printed elsewhere without a period. They may be of this window.
    """

    known: Known
    window: str
    source: str
    figures: dict[Variable, PrintedFigure]
    undated: dict[Variable, PrintedFigure] = field(default_factory=dict)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(indicator for indicator, _ in self.figures))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(area for _, area in self.figures))

    @cached_property
    def printed_sizes(self) -> dict[str, Counter[int]]:
        """Area -> each n printed for it and how often."""
        found: dict[str, Counter[int]] = {area: Counter() for area in self.areas}
        for (_, area), figure in self.figures.items():
            if figure.n is not None:
                found[area][figure.n] += 1
        return found

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Area -> its n. Of several n the one most often printed; an area where two are so is left out."""
        found = {}
        for area, printed in self.printed_sizes.items():
            most = printed.most_common(2)
            if most and (len(most) == 1 or most[0][1] > most[1][1]):
                found[area] = most[0][0]
        return found

    def in_area(self, area: str) -> list[PrintedFigure]:
        return [figure for (_, own), figure in self.figures.items() if own == area]

    def counts(self, sizes: dict[str, int]) -> Ranges:
        """What each figure may be as a whole count, if the areas have these n.

        Left out: what is no count of whole units, and what has no n. A percentage that no count gives may be empty.
        """
        found = {}
        for variable, figure in self.figures.items():
            indicator, area = variable
            if figure.value is None:
                continue
            if self.known.is_count(indicator):
                if figure.value.decimals == 0 and not figure.value.about:
                    found[variable] = PossibleCounts(int(figure.value.value), int(figure.value.value))
            elif area in sizes and not self.known.why_no_persons(indicator):
                found[variable] = self._persons(figure, sizes[area])
        return found

    def _persons(self, figure: PrintedFigure, n: int) -> PossibleCounts:
        possible = find_possible_counts(figure.value, n)
        exactly = None if figure.count is None else possible & PossibleCounts(figure.count, figure.count)
        return exactly or possible

    def believable(self, sizes: dict[str, int]) -> Ranges:
        """The same; but a percentage that no count gives, which is told elsewhere, may here be anything."""
        return {v: possible or self.free(v, sizes) for v, possible in self.counts(sizes).items()}

    def free(self, variable: Variable, sizes: dict[str, int]) -> PossibleCounts:
        """What a figure may be when what is printed is not believed."""
        indicator, area = variable
        return PossibleCounts(0, 10**9 if self.known.is_count(indicator) else sizes[area])

    def shares(self) -> Ranges:
        """What each percentage without an n may be, rounding undone; the ends are fractions."""
        found = {}
        for (indicator, area), figure in self.figures.items():
            known = self.known.indicators.get(indicator)
            if figure.value is None or area in self.sizes or known is None or known.unit is not Unit.PERCENT:
                continue
            found[indicator, area] = PossibleCounts(figure.value.least, figure.value.greatest)
        return found


def group_figures(figures: Iterable[PrintedFigure], known: Known, undated: Iterable[PrintedFigure] = ()) -> list[Group]:
    """The figures by window, source and family, in the order in which they are printed."""
    found: dict[tuple[str, str, str], dict[Variable, PrintedFigure]] = {}
    for figure in figures:
        own = found.setdefault((figure.window, figure.source, known.family(figure.indicator)), {})
        own.setdefault((figure.indicator, figure.area), figure)
    loose: dict[str, dict[Variable, PrintedFigure]] = {}
    for figure in undated:
        loose.setdefault(known.family(figure.indicator), {})[figure.indicator, figure.area] = figure
    return [Group(known, *key[:2], own, loose.get(key[2], {})) for key, own in found.items()]
