"""How many persons there must be, and how many of them in which state, so that the printed baselines come out.

The `_counts` modules are the only readers of the plan's printed baselines. A region is an area by its place in
`plan.areas`; the last region, `elsewhere`, is the rest of the municipality. Lists are by region, unless something else
is said. What cannot be given as printed gets a reason, found by arithmetic on what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis.danish import count_decimals
from hpanalysis.demo.calibration import reasons
from hpanalysis.demo.calibration.arithmetic import (
    choose_counts,
    clamp_counts,
    find_counts,
    find_extreme_totals,
    find_nearest_size,
    round_share,
    split_within,
)
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.plan import Plan, Printed


def _take_middle(counts: range) -> int:
    """The middle one of the counts that give a figure; of an even number of them, the lower middle."""
    return counts[(len(counts) - 1) // 2]


def _find_next_smaller(cell: Printed | None, size: int) -> int:
    """The next smaller size at which the printed share can be had; the same size where there is none."""
    return next((n for n in range(size - 1, 0, -1) if cell is None or len(find_counts(cell.value, n))), size)


class Calibration:
    """Sizes and counts by region that give the printed baselines; by demo.yaml's rates where the plan prints none."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        self.plan, self.settings = plan, settings
        self.elsewhere = len(plan.areas)
        # (indicator, area id) -> why the row cannot be given as printed, in Danish.
        self.reasons: dict[tuple[str, str], str] = {}

    def _list_printed(self, key: str, area_id: str) -> list[Printed]:
        """The printed baselines of an indicator in an area: one for each source that the plan prints apart."""
        if all(a.indicator_id != key for a in self.plan.adoptions):
            return []
        return list(self.plan.printed_for(key, area_id))

    def printed(self, key: str, area_id: str, source: str | None = None) -> Printed | None:
        """The printed baseline of an indicator in an area; of one source, where it is named. None if none is."""
        cells = self._list_printed(key, area_id)
        return next((c for c in cells if source is None or c.source == source), None)

    def _list_areas(self, key: str) -> list[Printed | None]:
        """The printed baseline of each area."""
        return [self.printed(key, area.id) for area in self.plan.areas]

    def refuse(self, key: str, cell: Printed, reason: str) -> None:
        """Note why a printed row cannot be given. The first reason stays, because later ones follow from it."""
        self.reasons.setdefault((key, cell.area_id), reason)

    def level(self, key: str, region: int) -> float:
        """The neutral share of an indicator in a region, by demo.yaml; 1 is all."""
        rate = self.settings.rate(key)
        return (rate.municipality if region == self.elsewhere else rate.areas) / 100

    # Sizes: how many persons there must be.

    def sizes(
        self, key: str, expected: Sequence[int], limits: Sequence[int], least: Sequence[int] | None = None
    ) -> list[int]:
        """The denominator of each region: as printed, else near the expected and such that the value can be had.

        limits: the most that a region's population allows. least: the fewest, where that is more than one. Where the
        total is printed, the areas whose number is not to be had share what the others leave of it.
        """
        cells, total = self._list_areas(key), self.printed(key, self.plan.total.id)
        total_n = total.n if total else None
        sizes = {}
        for i, cell in enumerate(cells):
            if cell and cell.n is not None and self._is_possible(cell, cell.n, limits[i], total_n):
                sizes[i] = cell.n
        free = [i for i in range(self.elsewhere) if i not in sizes]
        if total_n is not None and free:
            sizes |= self._share_remainder(key, total_n, sizes, [expected[i] for i in free], [limits[i] for i in free])
        for i in free:
            if i not in sizes:
                sizes[i] = self._find_nearest(key, cells[i], expected[i], limits[i], least[i] if least else 1)
        inside = [sizes[i] for i in range(self.elsewhere)]
        if total and total_n is not None and total_n != sum(inside):
            self.refuse(key, total, reasons.explain_total_size(self.plan, total_n, inside))
        return [*inside, self._find_size_elsewhere(key, inside, expected[-1])]

    def _is_possible(self, cell: Printed, n: int, limit: int, total_n: int | None) -> bool:
        """Whether an area can have its printed number: no more than its limit and the total, and of the right share."""
        most = limit if total_n is None else min(limit, total_n)
        return n <= most and len(find_counts(cell.value, n)) > 0

    def _share_remainder(
        self, key: str, total_n: int, sizes: dict[int, int], expected: list[int], limits: list[int]
    ) -> dict[int, int]:
        """What the sizes found so far leave of the printed total, over the other areas; none if they exceed it.

        expected, limits: of those other areas. An area whose printed number is given up for it gets its reason.
        """
        left = total_n - sum(sizes.values())
        if left < 0:
            return {}
        free = [i for i in range(self.elsewhere) if i not in sizes]
        shares = dict(zip(free, split_within(left, expected, limits), strict=True))
        whole = self.printed(key, self.plan.municipality.id)
        for (i, share), limit in zip(shares.items(), limits, strict=True):
            cell = self.printed(key, self.plan.areas[i].id)
            if cell and cell.n is not None:
                most, others = min(limit, total_n), list(sizes.values())
                copied = whole is not None and (whole.n, whole.value) == (cell.n, cell.value)
                reason = reasons.explain_size_left_over(cell.n, most, total_n, others, share, copied=copied)
                self.refuse(key, cell, reason)
        return shares

    def _find_nearest(self, key: str, cell: Printed | None, expected: int, limit: int, least: int = 1) -> int:
        """The size nearest to the expected at which an area's printed share can be had; the expected if none can."""
        wanted = min(expected, limit)
        if cell is None:
            return wanted
        nearest = find_nearest_size(cell.value, max(wanted, 1), max(limit, 1), max(least, 1))
        if nearest is None or (cell.n is not None and cell.n != nearest):
            self.refuse(key, cell, reasons.explain_no_size(cell, least, limit))
        return wanted if nearest is None else nearest

    def _find_size_elsewhere(self, key: str, inside: list[int], expected: int) -> int:
        """What the areas leave of the municipality's printed number; the expected where none is printed."""
        cell = self.printed(key, self.plan.municipality.id)
        if cell is None or cell.n is None:
            return expected
        if cell.n < sum(inside):
            self.refuse(key, cell, reasons.explain_whole_below_parts(cell.n, inside))
        return max(cell.n - sum(inside), 0)

    # Counts: how many of them are in the state.

    def counts(self, key: str, sizes: Sequence[int]) -> list[int]:
        """The numerator of each region, such that areas, total and municipality come out as printed.

        sizes: the denominators. A total that the areas' printed shares rule out is refused, and the areas stand.
        """
        cells, total = self._list_areas(key), self.printed(key, self.plan.total.id)
        ranges = [self._allow_counts(key, i, cells[i], sizes[i]) for i in range(self.elsewhere)]
        allowed, prefer = [r for r, _ in ranges], [p for _, p in ranges]
        counts = None
        if total and (key, total.area_id) not in self.reasons:
            counts = choose_counts(prefer, allowed, self._find_range(total, sum(sizes[:-1])))
            if counts is None:
                self.refuse(key, total, reasons.explain_other_total(total, allowed, sizes[:-1]))
        if counts is None:
            counts = clamp_counts(prefer, allowed)
        return [*counts, self._count_elsewhere(key, counts, sizes)]

    def _find_range(self, cell: Printed, n: int) -> range:
        """The counts of n that give a printed share; only the printed count, where the plan prints one."""
        counts = find_counts(cell.value, n)
        if cell.count is None:
            return counts
        return range(max(counts.start, cell.count), min(counts.stop, cell.count + 1))

    def _allow_counts(self, key: str, region: int, cell: Printed | None, n: int) -> tuple[range, int]:
        """The counts that an area may have, and the one preferred.

        Where nothing is printed, or the row is refused, any count will do and the neutral one is preferred. Where no
        count gives the printed share, the row is refused and the count nearest to the share is the only one.
        """
        neutral = round(self.level(key, region) * n)
        if cell is None or (key, cell.area_id) in self.reasons:
            return range(n + 1), min(neutral, n)
        counts = self._find_range(cell, n)
        if len(counts) == 0:
            self.refuse(key, cell, reasons.explain_no_count(cell, n))
            nearest = min(int(cell.value * n / 100 + Decimal("0.5")), n)
            return range(nearest, nearest + 1), nearest
        return counts, _take_middle(counts)

    def _count_elsewhere(self, key: str, inside: list[int], sizes: Sequence[int]) -> int:
        """The numerator outside the areas: what they leave of the municipality's printed share, or the neutral rate.

        inside: the numerators of the areas.
        """
        cell, n = self.printed(key, self.plan.municipality.id), sizes[-1]
        neutral = round(self.level(key, self.elsewhere) * sum(sizes)) - sum(inside)
        if cell is None or (key, cell.area_id) in self.reasons:
            return min(max(neutral, 0), n)
        counts = self._find_range(cell, sum(sizes))
        if len(counts) == 0 or counts.stop - 1 < sum(inside) or counts.start > sum(inside) + n:
            self.refuse(key, cell, reasons.explain_no_count(cell, sum(sizes)))
            return min(max(neutral, 0), n)
        return min(max(_take_middle(counts) - sum(inside), 0), n)

    # Absence: two shares of the same pupils, neither printed with a number of pupils.

    def pupil_sizes(
        self, mean_key: str, share_key: str, expected: Sequence[int], limits: Sequence[int], children: Sequence[int]
    ) -> list[int]:
        """Pupils in each region such that each area's share can be had, and the mean of the areas together too.

        children: the children under 18 of each area, who are the most that the pupils can be. Elsewhere is as
        expected.
        """
        total, cells = self.printed(share_key, self.plan.total.id), self._list_areas(share_key)
        sizes = [self._find_nearest(share_key, c, e, m) for c, e, m in zip(cells, expected, limits, strict=False)]
        printed = [cell for cell in cells if cell]
        if total and len(printed) == len(cells):
            extremes = find_extreme_totals([(c.value, m) for c, m in zip(printed, children, strict=True)])
            places = count_decimals(total.value)
            if extremes and not round_share(*extremes[0], places) <= total.value <= round_share(*extremes[1], places):
                reason = reasons.explain_total_out_of_reach(total, extremes, list(children))
                self.refuse(share_key, total, reason)
        self._make_mean_possible(mean_key, cells, sizes)
        return [*sizes, expected[-1]]

    def _make_mean_possible(self, key: str, cells: list[Printed | None], sizes: list[int]) -> None:
        """Make areas smaller, in place, until the areas' printed means can give the printed mean of all.

        Each time it is the area that pulls the mean furthest away that loses pupils. cells: the printed shares, which
        the smaller sizes must still give.
        """
        means, total = [m for m in self._list_areas(key) if m], self.printed(key, self.plan.total.id)
        if total is None or len(means) < self.elsewhere:
            return
        half = Decimal(5).scaleb(-count_decimals(total.value) - 1)
        for _ in range(sum(sizes)):
            away = [(total.value - m.value) * n for m, n in zip(means, sizes, strict=True)]
            # The printed means may lie anywhere in their rounding intervals, and so may the total's: that is twice
            # the half. 0.6 of it leaves a margin for pupils who move, whose days follow where they live each month.
            pull = sum(away, Decimal(0))
            if abs(pull) <= 2 * half * sum(sizes) * Decimal("0.6"):
                return
            sign = 1 if pull > 0 else -1
            drag = max(range(len(sizes)), key=lambda i: sign * away[i])
            sizes[drag] = _find_next_smaller(cells[drag], sizes[drag])

    # Cases: whole numbers as printed, two sources apart.

    def cases(self, key: str, source: str, dwellings: Sequence[int], *, apart: bool) -> list[int]:
        """Eviction cases in each region by one source: as printed, else by the neutral rate per 100 dwellings.

        apart: whether `source` is the organisation that delivers for itself, which the plan may print beside the
        others. It has no cases where none are printed, because the rate covers it.
        """

        def find(area_id: str) -> Printed | None:
            return self.printed(key, area_id, source) if apart else self._find_others(key, area_id)

        inside = [find(area.id) for area in self.plan.areas]
        neutral_rate = not apart and not any(inside)
        neutral = [round(self.level(key, i) * d) if neutral_rate else 0 for i, d in enumerate(dwellings)]
        cases = [int(cell.value) if cell else neutral[i] for i, cell in enumerate(inside)]
        whole = find(self.plan.municipality.id)
        if whole is None:
            return [*cases, 0 if apart else round(self.level(key, self.elsewhere) * dwellings[-1])]
        rest = int(whole.value) - sum(cases)
        if rest < 0:
            self.refuse(key, whole, reasons.explain_whole_below_parts(int(whole.value), cases))
        return [*cases, max(rest, 0)]

    def _find_others(self, key: str, area_id: str) -> Printed | None:
        """The printed row of the organisations that do not deliver for themselves."""
        apart = self.settings.separate_organisation
        return next((c for c in self._list_printed(key, area_id) if c.source != apart), None)
