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
    """The middle one of the counts that give a printed figure; of an even number of them, the lower middle. Called when
    an area's or the municipality's synthetic count is chosen. counts: not empty."""
    return counts[(len(counts) - 1) // 2]


def _find_next_smaller(cell: Printed | None, size: int) -> int:
    """The next smaller number of an area's synthetic pupils at which its printed share of high absence can be had; the
    same number if there is none. Called when an area gives up pupils so that the printed mean of all areas can be had.
    cell: the printed row; with None any number will do."""
    return next((n for n in range(size - 1, 0, -1) if cell is None or len(find_counts(cell.value, n))), size)


class Calibration:
    """Sizes and counts by region that give the printed baselines; by demo.yaml's rates where the plan prints none. Made
    once by `demo.extracts.simulate_town`. The town asks it how many persons there must be, the registers ask how many
    of them are in a state, and the calibration report reads its `reasons`."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        """Begin with no printed row refused (found impossible to give as printed). Called once, when the synthetic town
        is made. settings: demo.yaml."""
        self.plan, self.settings = plan, settings
        self.elsewhere = len(plan.areas)
        # (indicator, area id) -> why the row cannot be given as printed, in Danish.
        self.reasons: dict[tuple[str, str], str] = {}

    def _list_printed(self, key: str, area_id: str) -> list[Printed]:
        """The rows that the plan prints of an indicator's baseline in an area, one for each source. Called wherever a
        printed baseline is looked up that synthetic figures should give. Empty where nothing is printed, or no delmål
        (sub-goal) adopts the indicator."""
        if all(a.indicator_id != key for a in self.plan.adoptions):
            return []
        return list(self.plan.printed_for(key, area_id))

    def printed(self, key: str, area_id: str, source: str | None = None) -> Printed | None:
        """The row that the plan prints of an indicator's baseline in an area, in all areas together or in the
        municipality; None if none is printed. Called when it is chosen how many synthetic persons, dwellings and cases
        there are, because they must give the printed figures. key: the indicator. source: None for the first printed
        row, whatever its source; else the organisation whose row is wanted."""
        cells = self._list_printed(key, area_id)
        return next((c for c in cells if source is None or c.source == source), None)

    def _list_areas(self, key: str) -> list[Printed | None]:
        """The row that the plan prints of an indicator's baseline in each area, in the plan's order; None for an area
        without one. Called when synthetic sizes or counts are chosen for all areas at once. key: the indicator."""
        return [self.printed(key, area.id) for area in self.plan.areas]

    def refuse(self, key: str, cell: Printed, reason: str) -> None:
        """Note, in Danish, why the synthetic persons cannot give a printed row; AFVIGELSER.csv, the demo's list of
        deviations, shows it. Called wherever the arithmetic rules a printed figure out. key, cell: the indicator and
        its printed row. The first reason stays, because later ones follow from it."""
        self.reasons.setdefault((key, cell.area_id), reason)

    def level(self, key: str, region: int) -> float:
        """The share (1 is all) that demo.yaml gives an indicator (key) in a region; `Stop` if it gives none. Called
        when it is chosen how many synthetic persons, moves and cases each region has, for what no printed baseline
        decides. region: an area's place in the plan; the last is the rest of the municipality."""
        rate = self.settings.rate(key)
        return (rate.municipality if region == self.elsewhere else rate.areas) / 100

    # Sizes: how many persons there must be.

    def sizes(
        self, key: str, expected: Sequence[int], limits: Sequence[int], least: Sequence[int] | None = None
    ) -> list[int]:
        """The persons or dwellings of each region: as printed, else near the expected, so that its share is possible.

        Called while the synthetic town is made, for the dwellings, mothers, children and 13-18-year-olds of each
        indicator (key). expected, limits, least: by region, the rest of the municipality last: the usual number, the
        most that the population allows, and the fewest (None for one). Where the total of the areas is printed, the
        areas without a printed number that is possible share what the other areas leave of the total.
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
        """Whether a synthetic area can have its printed number of persons, n. Called for each area when sizes are
        chosen. cell: the printed row. n may not exceed `limit` (the most the population allows) or `total_n` (the
        number printed for all areas; None if none is), and some whole count of it must give the printed share."""
        most = limit if total_n is None else min(limit, total_n)
        return n <= most and len(find_counts(cell.value, n)) > 0

    def _share_remainder(
        self, key: str, total_n: int, sizes: dict[int, int], expected: list[int], limits: list[int]
    ) -> dict[int, int]:
        """What the areas that have a size leave of the printed total, shared over the others; by place in the plan.

        Empty if they exceed the total. Called when sizes are chosen. key: the indicator. total_n: the printed number of
        all areas. sizes: by place in the plan, the areas whose printed number is kept. expected, limits: of the other
        areas, the usual number and the most. Why an area's printed number is given up is noted for AFVIGELSER.csv.
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
        """The number of persons nearest to the expected at which an area's printed share can be had.

        Called when synthetic sizes are chosen, for each area whose number (n) is not printed or cannot be kept. key:
        the indicator. cell: the area's printed row; None if none is. expected: the usual number of persons. limit,
        least: the most and the fewest. Without a row, or if no number gives the share, the expected one is taken, at
        most `limit`. Where a printed number is not kept, or none gives the share, the reason is noted.
        """
        wanted = min(expected, limit)
        if cell is None:
            return wanted
        nearest = find_nearest_size(cell.value, max(wanted, 1), max(limit, 1), max(least, 1))
        if nearest is None or (cell.n is not None and cell.n != nearest):
            self.refuse(key, cell, reasons.explain_no_size(cell, least, limit))
        return wanted if nearest is None else nearest

    def _find_size_elsewhere(self, key: str, inside: list[int], expected: int) -> int:
        """An indicator's denominator (synthetic persons or dwellings) outside the areas: what these leave of the number
        printed for the municipality, or `expected` where none is. Called last when sizes are chosen. key: the
        indicator. inside: the areas' numbers; where they exceed the printed number, 0 is left and the reason noted."""
        cell = self.printed(key, self.plan.municipality.id)
        if cell is None or cell.n is None:
            return expected
        if cell.n < sum(inside):
            self.refuse(key, cell, reasons.explain_whole_below_parts(cell.n, inside))
        return max(cell.n - sum(inside), 0)

    # Counts: how many of them are in the state.

    def counts(self, key: str, sizes: Sequence[int]) -> list[int]:
        """The numerator of each region, such that areas, total and municipality come out as the plan prints them.

        Called when the residents' moves and the extracts of the baseline window are made up. key: the indicator. sizes:
        the denominators by region, elsewhere (the rest of the municipality) last. Where the areas' printed shares rule
        the total's out, the areas' are met, the total's is not, and `self.reasons` keeps why, so that it is not tried
        again.
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
        """The counts of n synthetic persons that give a printed share; only the printed count, where the plan prints
        one. Empty where no count gives the share, or the printed count does not. Called for each area, the total and
        the municipality when numerators are chosen. cell: the printed row."""
        counts = find_counts(cell.value, n)
        if cell.count is None:
            return counts
        return range(max(counts.start, cell.count), min(counts.stop, cell.count + 1))

    def _allow_counts(self, key: str, region: int, cell: Printed | None, n: int) -> tuple[range, int]:
        """The counts that an area may have of its n persons, and the preferred one of them.

        Called for each area when an indicator's synthetic counts are chosen. key: the indicator. region: the area's
        place in the plan. cell: the area's printed row; None if none is. Where nothing is printed, or the row is
        refused (noted as a figure that the demo cannot give), any count will do and demo.yaml's is preferred. Where no
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
        """An indicator's numerator (synthetic persons) outside the areas: what these leave of the municipality's
        printed share, or by demo.yaml's rate.

        Called last when counts are chosen. key: the indicator. inside: the numerators of the areas. sizes: the
        denominators by region, elsewhere last. The rate is used where the municipality's share is not printed or cannot
        be had.
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
        """Pupils in each region such that each area's printed share of high absence and the mean of all can be had.

        Called once, before the synthetic children are drawn, because the plan prints neither with a number of pupils.
        mean_key, share_key: the indicators of the mean and of the pupils over 10 percent. expected, limits: by region,
        the usual number and the most, the rest of the municipality last, which is as expected. children: the children
        under 18 of each area, who are the most that the pupils can be.
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
        """Take synthetic pupils from areas, in place, until the areas' printed mean absences can give the printed mean
        of all.

        Called once, when the number of pupils in each area has been chosen. Each time it is the area that pulls the
        mean furthest away that loses pupils. key: the indicator of the mean. cells: the areas' printed shares of high
        absence, which the smaller sizes must still give. sizes: pupils by area. Nothing is done unless all these means
        are printed.
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
        """Eviction cases in each region by one source: as the plan prints, else by demo.yaml's rate per 100 dwellings.

        Called when the synthetic evictions of the baseline year are made. key: the indicator. dwellings: by region, the
        rest of the municipality last. apart: whether `source` is the organisation that delivers a file of its own,
        which the plan may print beside the others. It has no cases where none are printed, because the rate covers it.
        Where apart is False, `source` is not used.
        """

        def find(area_id: str) -> Printed | None:
            """An area's printed row, of the organisation apart or of the others, or None. Called for each area and the
            municipality."""
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
        """The printed row, in an area, of the housing organisations that do not deliver a file of their own; None if
        none is. Called when the number of synthetic eviction cases is chosen. key: the indicator of the cases."""
        apart = self.settings.separate_organisation
        return next((c for c in self._list_printed(key, area_id) if c.source != apart), None)
