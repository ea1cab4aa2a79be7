"""The only reader of the plan's printed baselines: how many persons there must be, and how many in which state.

A region is an area by its place in `plan.areas`; the last region, `elsewhere`, is the rest of the municipality.
Lists are by region. What cannot be given is kept in `reasons`, found by arithmetic on what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis.demo.calibration import reasons as why
from hpanalysis.demo.calibration.arithmetic import (
    choose_counts,
    find_counts,
    find_extreme_totals,
    find_nearest_size,
    round_figure,
    split_within,
)
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.plan import Plan, Printed


def _take_middle(counts: range) -> int:
    return counts[(len(counts) - 1) // 2]


def _find_next_smaller(cell: Printed | None, size: int) -> int:
    """The next smaller number of persons at which the printed share can be had; the same where there is none."""
    return next((n for n in range(size - 1, 0, -1) if cell is None or len(find_counts(cell.value, n))), size)


class Calibration:
    """Sizes and counts by region that give the printed baselines; neutral rates where the plan prints none.

    reasons: (indicator, area id) -> why the row cannot be given as printed, in Danish.
    """

    def __init__(self, plan: Plan, settings: Settings) -> None:
        self.plan, self.settings = plan, settings
        self.elsewhere = len(plan.areas)
        self.reasons: dict[tuple[str, str], str] = {}

    def printed(self, key: str, area_id: str, source: str | None = None) -> Printed | None:
        """The printed baseline of a cell; of one of its sources, where they are printed apart."""
        if all(a.indicator_id != key for a in self.plan.adoptions):
            return None
        cells = self.plan.printed_for(key, area_id)
        return next((c for c in cells if source is None or c.source == source), None)

    def _areas(self, key: str) -> list[Printed | None]:
        return [self.printed(key, area.id) for area in self.plan.areas]

    def _refuse(self, key: str, cell: Printed, reason: str) -> None:
        self.reasons.setdefault((key, cell.area_id), reason)

    def level(self, key: str, region: int) -> float:
        """The neutral share of an indicator in a region (1 is all)."""
        rate = self.settings.rate(key)
        return (rate.municipality if region == self.elsewhere else rate.areas) / 100

    # Sizes: how many persons there must be.

    def sizes(
        self, key: str, expected: Sequence[int], limits: Sequence[int], least: Sequence[int] | None = None
    ) -> list[int]:
        """The denominator in each region: as printed, else as expected and such that the printed value can be had.

        limits: the most that an area's population allows; least: the fewest, where that is more than one. Where the
        total is printed and one area's number is not to be had, the area gets what the others leave.
        """
        cells, total = self._areas(key), self.printed(key, self.plan.total.id)
        known = {i: c.n for i, c in enumerate(cells) if c and c.n is not None and self._can_be(c, total, limits[i])}
        free = [i for i in range(self.elsewhere) if i not in known]
        found = self._remainder(key, known, free, expected, limits) if total and total.n is not None and free else {}
        for i in free:
            found.setdefault(i, self._nearest(key, cells[i], expected[i], limits[i], least[i] if least else 1))
        sizes = [known.get(i, found.get(i)) for i in range(self.elsewhere)]
        if total and total.n is not None and total.n != sum(sizes):
            self._refuse(key, total, why.explain_total_size(self.plan, total.n, sizes))
        return [*sizes, self._rest(key, sizes, expected)]

    def _can_be(self, cell: Printed, total: Printed | None, limit: int) -> bool:
        most = limit if total is None or total.n is None else min(limit, total.n)
        return cell.n <= most and len(find_counts(cell.value, cell.n)) > 0

    def _remainder(self, key, known, free, expected, limits) -> dict[int, int]:
        total = self.printed(key, self.plan.total.id)
        left = total.n - sum(known.values())
        if left < 0:
            return {}
        given = split_within(left, [expected[i] for i in free], [limits[i] for i in free])
        for i, n in zip(free, given, strict=True):
            if (cell := self._areas(key)[i]) and cell.n is not None:
                whole = self.printed(key, self.plan.municipality.id)
                self._refuse(
                    key, cell, why.explain_size_left_over(cell, total, whole, list(known.values()), n, limits[i])
                )
        return dict(zip(free, given, strict=True))

    def _nearest(self, key: str, cell: Printed | None, expected: int, limit: int, least: int = 1) -> int:
        wanted = min(expected, limit)
        if cell is None:
            return wanted
        found = find_nearest_size(cell.value, max(wanted, 1), max(limit, 1), max(least, 1))
        if found is None or (cell.n is not None and cell.n != found):
            self._refuse(key, cell, why.explain_no_size(cell, least, limit))
        return wanted if found is None else found

    def _rest(self, key: str, sizes: list[int], expected: Sequence[int]) -> int:
        cell = self.printed(key, self.plan.municipality.id)
        if cell is None or cell.n is None:
            return expected[-1]
        if cell.n < sum(sizes):
            self._refuse(key, cell, why.explain_whole_below_parts(cell.n, sizes))
        return max(cell.n - sum(sizes), 0)

    # Counts: how many of them are in the state.

    def counts(self, key: str, sizes: Sequence[int]) -> list[int]:
        """The numerator in each region at given denominators: areas, total and municipality as printed."""
        cells, total = self._areas(key), self.printed(key, self.plan.total.id)
        allowed, prefer = zip(*(self._allowed(key, i, cells[i], sizes[i]) for i in range(self.elsewhere)), strict=True)
        whole = None
        if total and (key, total.area_id) not in self.reasons:
            whole = self._range(total, sum(sizes[:-1]))
        counts = choose_counts(prefer, allowed, whole)
        if counts is None:
            counts = choose_counts(prefer, allowed)
            self._refuse(key, total, why.explain_other_total(total, allowed, sizes[:-1]))
        return [*counts, self._count_elsewhere(key, counts, sizes)]

    def _range(self, cell: Printed, n: int) -> range:
        found = find_counts(cell.value, n)
        return found if cell.count is None else range(max(found.start, cell.count), min(found.stop, cell.count + 1))

    def _allowed(self, key: str, region: int, cell: Printed | None, n: int) -> tuple[range, int]:
        neutral = round(self.level(key, region) * n)
        if cell is None or (key, cell.area_id) in self.reasons:
            return range(n + 1), min(neutral, n)
        found = self._range(cell, n)
        if len(found) == 0:
            self._refuse(key, cell, why.explain_no_count(cell, n))
            nearest = min(int(cell.value * n / 100 + Decimal("0.5")), n)
            return range(nearest, nearest + 1), nearest
        return found, _take_middle(found)

    def _count_elsewhere(self, key: str, counts: list[int], sizes: Sequence[int]) -> int:
        cell, n, inside = self.printed(key, self.plan.municipality.id), sizes[-1], sum(counts)
        neutral = round(self.level(key, self.elsewhere) * sum(sizes)) - inside
        if cell is None or (key, cell.area_id) in self.reasons:
            return min(max(neutral, 0), n)
        found = self._range(cell, sum(sizes))
        if len(found) == 0 or found.stop - 1 < inside or found.start > inside + n:
            self._refuse(key, cell, why.explain_no_count(cell, sum(sizes)))
            return min(max(neutral, 0), n)
        return min(max(_take_middle(found) - inside, 0), n)

    # Absence: two shares of the same pupils, neither printed with a number of pupils.

    def pupil_sizes(
        self, mean_key: str, share_key: str, expected: Sequence[int], limits: Sequence[int], children: Sequence[int]
    ) -> list[int]:
        """Pupils in each area such that each area's share can be had, and the mean of the areas together too.

        children: the area's children under 18, more than which no pupils can be. elsewhere: as expected.
        """
        total, cells = self.printed(share_key, self.plan.total.id), self._areas(share_key)
        sizes = [self._nearest(share_key, c, e, m) for c, e, m in zip(cells, expected, limits, strict=False)]
        if total and all(cells):
            ends = find_extreme_totals([(c.value, m) for c, m in zip(cells, children, strict=True)])
            places = -total.value.as_tuple().exponent
            if ends and not round_figure(*ends[0], places) <= total.value <= round_figure(*ends[1], places):
                self._refuse(share_key, total, why.explain_total_out_of_reach(total, ends, list(children)))
        self._let_mean_be_had(mean_key, cells, sizes)
        return [*sizes, expected[-1]]

    def _let_mean_be_had(self, key: str, cells: list[Printed | None], sizes: list[int]) -> None:
        """Make the area that holds the mean of all away from the printed one smaller, until it can be had."""
        means, total = self._areas(key), self.printed(key, self.plan.total.id)
        if total is None or not all(means):
            return
        half = Decimal(5).scaleb(total.value.as_tuple().exponent - 1)
        for _ in range(sum(sizes)):
            away = [(total.value - m.value) * n for m, n in zip(means, sizes, strict=True)]
            # Values may lie anywhere in their rounding intervals, as may the total: twice the half, with some margin
            # for pupils who move: days follow where a pupil lives each month.
            if abs(sum(away)) <= 2 * half * sum(sizes) * Decimal("0.6"):
                return
            sign = 1 if sum(away) > 0 else -1
            drag = max(range(len(sizes)), key=lambda i: sign * away[i])
            sizes[drag] = _find_next_smaller(cells[drag], sizes[drag])

    # Cases: whole numbers as printed, two sources apart.

    def cases(self, key: str, source: str, dwellings: Sequence[int], *, apart: bool) -> list[int]:
        """Cases in each region by one source; where none is printed, by the neutral rate per 100 dwellings.

        apart: the organisation that delivers for itself, which the plan may print beside the others.
        """

        def of(area_id: str) -> int | None:
            cell = self.printed(key, area_id, source) if apart else self._of_others(key, area_id)
            return None if cell is None else int(cell.value)

        inside = [of(area.id) for area in self.plan.areas]
        any_printed = any(n is not None for n in inside)
        neutral = [0 if apart or any_printed else round(self.level(key, i) * d) for i, d in enumerate(dwellings)]
        found = [neutral[i] if n is None else n for i, n in enumerate(inside)]
        whole = of(self.plan.municipality.id)
        if whole is None:
            return [*found, 0 if apart else round(self.level(key, self.elsewhere) * dwellings[-1])]
        rest = whole - sum(found)
        if rest < 0:
            cell = self.printed(key, self.plan.municipality.id)
            self._refuse(key, cell, why.explain_whole_below_parts(whole, found))
        return [*found, max(rest, 0)]

    def _of_others(self, key: str, area_id: str) -> Printed | None:
        apart = self.settings.separate_organisation
        if all(a.indicator_id != key for a in self.plan.adoptions):
            return None
        return next((c for c in self.plan.printed_for(key, area_id) if c.source != apart), None)
