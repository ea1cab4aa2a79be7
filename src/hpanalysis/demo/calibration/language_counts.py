"""How many assessed children get each result: three categories that together make the whole, in each region."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis.demo.calibration import reasons
from hpanalysis.demo.calibration.arithmetic import choose_counts, find_counts, split
from hpanalysis.demo.calibration.sizes_and_counts import Calibration

# generel stands first: where the three printed shares do not make the whole, it is the one that gives way.
KEYS = ("sprog_generel", "sprog_fokuseret", "sprog_saerlig")


def _list_printed_values(calibration: Calibration, area_id: str) -> list[Decimal | None]:
    """The printed share of each category in an area; None where the plan prints none."""
    cells = [calibration.printed(key, area_id) for key in KEYS]
    return [cell.value if cell else None for cell in cells]


def _calculate_neutral(calibration: Calibration, region: int, n: int) -> list[int]:
    """The counts of n children at demo.yaml's rates."""
    focused, special = (round(calibration.level(key, region) * n) for key in KEYS[1:])
    return [n - focused - special, focused, special]


def _choose_results(values: list[Decimal | None], n: int, neutral: list[int]) -> tuple[list[int], int | None]:
    """Counts that sum to n and give the printed values, and the category whose value must be left out.

    None is left out where all values can be had. Else one is, tried in the order generel, saerlig, fokuseret; if that
    does not help either, the counts are the neutral ones.
    """
    ranges = [range(n + 1) if v is None else find_counts(v, n) for v in values]
    for left_out in (None, 0, 2, 1):
        allowed = [range(n + 1) if i == left_out else r for i, r in enumerate(ranges)]
        if any(len(r) == 0 for r in allowed):
            continue
        prefer = [p if len(r) == n + 1 else r[(len(r) - 1) // 2] for p, r in zip(neutral, allowed, strict=True)]
        # A category that may have any count takes what the others leave.
        loose = next((i for i, r in enumerate(allowed) if len(r) == n + 1), None)
        if loose is not None:
            prefer[loose] = max(n - sum(prefer) + prefer[loose], 0)
        if counts := choose_counts(prefer, allowed, range(n, n + 1)):
            return counts, left_out
    return neutral, 0


def calibrate_results(calibration: Calibration, sizes: Sequence[int]) -> list[list[int]]:
    """By region, how many of the children assessed in the baseline year get generel, fokuseret and særlig.

    sizes: the children assessed, by region. Elsewhere gets what the municipality's printed shares leave.
    """
    plan = calibration.plan
    results = [_calibrate_region(calibration, area.id, i, sizes[i]) for i, area in enumerate(plan.areas)]
    _spread_total(calibration, results, sizes)
    whole = _calibrate_region(calibration, plan.municipality.id, calibration.elsewhere, sum(sizes))
    inside = [sum(counts) for counts in zip(*results, strict=True)]
    rest = [w - i for w, i in zip(whole, inside, strict=True)]
    return [*results, rest if min(rest) >= 0 else _calculate_neutral(calibration, calibration.elsewhere, sizes[-1])]


def _calibrate_region(calibration: Calibration, area_id: str, region: int, n: int) -> list[int]:
    """The three counts of n children in an area or the municipality; a value that is left out gets its reason."""
    values = _list_printed_values(calibration, area_id)
    counts, left_out = _choose_results(values, n, _calculate_neutral(calibration, region, n))
    cell = None if left_out is None else calibration.printed(KEYS[left_out], area_id)
    if left_out is not None and cell is not None:
        reason = reasons.explain_no_count(cell, n)
        printed = [v for v in values if v is not None]
        if len(printed) == len(KEYS):
            order = [left_out, *(i for i in range(3) if i != left_out)]
            reason = reasons.explain_parts_not_whole([printed[i] for i in order], [counts[i] for i in order])
        calibration.refuse(KEYS[left_out], cell, reason)
    return counts


def _spread_total(calibration: Calibration, results: list[list[int]], sizes: Sequence[int]) -> None:
    """Where the total is printed and some areas are not, give those areas what the total asks for, in place.

    Nothing is changed where the other areas already have more than the total.
    """
    plan = calibration.plan
    values = _list_printed_values(calibration, plan.total.id)
    free = [i for i, area in enumerate(plan.areas) if not any(_list_printed_values(calibration, area.id))]
    if not all(v is not None for v in values) or not free:
        return
    inside, left = sum(sizes[:-1]), sum(sizes[i] for i in free)
    counts, _ = _choose_results(values, inside, split(inside, [1, 1, 1]))
    wanted = [c - sum(results[i][k] for i in range(len(results)) if i not in free) for k, c in enumerate(counts)]
    if min(wanted) < 0 or sum(wanted) != left:
        return
    for place, i in enumerate(free):
        share = split(sizes[i], wanted) if place < len(free) - 1 else wanted
        results[i] = share
        wanted = [w - s for w, s in zip(wanted, share, strict=True)]


def calibrate_assessed(calibration: Calibration, expected: Sequence[int], limits: Sequence[int]) -> list[int]:
    """The children assessed in each region: as printed, else near the expected number.

    Where the three indicators ask for different sizes, the size is the nearest at which all three shares can be had.
    limits: the most children that each region can have.
    """
    sizes_by_key = [calibration.sizes(key, expected, limits) for key in KEYS]
    sizes = list(sizes_by_key[1])
    for i, area in enumerate(calibration.plan.areas):
        if len({key_sizes[i] for key_sizes in sizes_by_key}) > 1:
            values = _list_printed_values(calibration, area.id)
            by_distance = sorted(range(1, limits[i] + 1), key=lambda n: abs(n - expected[i]))
            sizes[i] = next((n for n in by_distance if _choose_results(values, n, [0, 0, 0])[1] is None), sizes[i])
    return sizes
