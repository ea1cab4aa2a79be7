"""Figures that have the same denominator: indicators of one family, in one window, as one source prints them."""

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

# More cases than any table prints: what a count can be when its printed figure is not believed.
_ANY_COUNT = 10**9


@dataclass(frozen=True)
class Group:
    """Figures with the same denominator in one window and source, all of them printed with a value. Made by
    `group_figures` once an audit and read by the checks of n, sums, totals and prints."""

    known: Known
    window: str
    source: str
    figures: dict[Variable, PrintedFigure]  # by indicator and area; of a figure that is printed twice, the first
    # Figures of the same family that are printed elsewhere without a period. They may be of this window.
    undated: dict[Variable, PrintedFigure] = field(default_factory=dict)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The keys of the indicators that the group (figures over one denominator in one window) has figures of, in the
        order in which they are printed. Read by the checks, and where the group's relations are listed."""
        return tuple(dict.fromkeys(indicator for indicator, _ in self.figures))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that the group has figures of, total and municipality among them, in the order in which
        they are printed. Read when the areas' n are collected, and when an area is looked for that repeats another's
        figures."""
        return tuple(dict.fromkeys(area for _, area in self.figures))

    @cached_property
    def printed_sizes(self) -> dict[str, Counter[int]]:
        """Area -> each n that the figures of the group (one denominator, one window) print for it, and how often; empty
        for an area that prints none. Read by `sizes`, and by `find_differing_sizes`, which reports an area that is
        printed with several."""
        printed: dict[str, Counter[int]] = {area: Counter() for area in self.areas}
        for (_, area), figure in self.figures.items():
            if figure.n is not None:
                printed[area][figure.n] += 1
        return printed

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Area -> its n, by which every check turns percentages into counts. Of several printed n the most frequent
        one; an area is left out where two are equally frequent or none is printed. Read by nearly all checks."""
        sizes = {}
        for area, printed in self.printed_sizes.items():
            most = printed.most_common(2)
            if most and (len(most) == 1 or most[0][1] > most[1][1]):
                sizes[area] = most[0][0]
        return sizes

    def figures_in(self, area: str) -> list[PrintedFigure]:
        """The figures of this group (one denominator, one window) in one area, those without an n too. Called when the
        area's n is checked, and when the area is compared with another whose figures it may repeat."""
        return [figure for (_, its_area), figure in self.figures.items() if its_area == area]

    def find_counts(self, sizes: dict[str, int]) -> Ranges:
        """Find what each figure, by indicator and area, can be as a whole count, if the areas have the n in `sizes`
        (area -> n). Called before a group's counts are checked or solved, with the printed n and with each n that is
        tried instead. Left out are a number of cases that is not printed exactly, and a percentage that is not of
        persons or has no n. The range is empty for a percentage that no count gives."""
        counts = {}
        for variable, figure in self.figures.items():
            indicator, area = variable
            if figure.value is None:
                continue
            if self.known.is_count(indicator):
                if figure.value.decimals == 0 and not figure.value.about:
                    counts[variable] = PossibleCounts(int(figure.value.value), int(figure.value.value))
            elif area in sizes and not self.known.why_no_persons(indicator):
                possible = find_possible_counts(figure.value, sizes[area])
                printed = None if figure.count is None else possible & PossibleCounts(figure.count, figure.count)
                # A printed count that does not fit its percentage is reported elsewhere; here the percentage is used.
                counts[variable] = printed or possible
        return counts

    def find_believable_counts(self, sizes: dict[str, int]) -> Ranges:
        """The counts of `find_counts`, (indicator, area) -> what its figure can be, but from 0 to n for a percentage
        that no count gives. Called before a group's relations are checked or solved, because `shares_of_persons`
        reports such a percentage already, and it must not break the relations too. sizes: area -> its n."""
        return {v: possible or self.free(v, sizes) for v, possible in self.find_counts(sizes).items()}

    def free(self, variable: Variable, sizes: dict[str, int]) -> PossibleCounts:
        """Return what a figure can be if its print is not believed: 0 to the area's n, or any number for a count of
        cases. Called when a figure is tried as the wrong one, and for a figure that the group does not print or that no
        whole count gives. sizes: area -> n."""
        indicator, area = variable
        return PossibleCounts(0, _ANY_COUNT if self.known.is_count(indicator) else sizes[area])

    @cached_property
    def steps_per_percent(self) -> int:
        """How many equal steps a percent is divided into, so that all that rounds to a printed figure is from one whole
        step to another: 20 where figures have one decimal, since 12,3 is from 12,25 to 12,35. Read where percentages
        without an n are compared (`sums.check_shares`)."""
        decimals = (figure.value.decimals for figure in self.figures.values() if figure.value is not None)
        return 2 * 10 ** max(decimals, default=0)

    def find_shares(self) -> Ranges:
        """Find what each percentage without an n can be before rounding, as a range of whole steps, of which
        `steps_per_percent` make one percent. Called by `sums.check_shares`, which checks sums and parts among such
        percentages of one area. Left out are areas that have an n, figures without a value, unknown indicators, and
        other units."""
        shares = {}
        for (indicator, area), figure in self.figures.items():
            known = self.known.indicators.get(indicator)
            if figure.value is None or area in self.sizes or known is None or known.unit is not Unit.PERCENT:
                continue
            least, greatest = (int(end * self.steps_per_percent) for end in (figure.value.least, figure.value.greatest))
            shares[indicator, area] = PossibleCounts(least, greatest)
        return shares


def group_figures(figures: Iterable[PrintedFigure], known: Known, undated: Iterable[PrintedFigure] = ()) -> list[Group]:
    """Sort an audit's figures into groups by window, source and family (indicators with the same denominator). Called
    once an audit, before the groups are checked. figures: those with a value and a period; of two prints of one figure
    in a group the first counts. undated: figures without a period; each is handed to every group of its family."""
    grouped: dict[tuple[str, str, str], dict[Variable, PrintedFigure]] = {}
    for figure in figures:
        group = grouped.setdefault((figure.window, figure.source, known.family(figure.indicator)), {})
        group.setdefault((figure.indicator, figure.area), figure)
    undated_by_family: dict[str, dict[Variable, PrintedFigure]] = {}
    for figure in undated:
        undated_by_family.setdefault(known.family(figure.indicator), {})[figure.indicator, figure.area] = figure
    return [
        Group(known, window, source, group, undated_by_family.get(family, {}))
        for (window, source, family), group in grouped.items()
    ]
