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
    """The printed share, in percent, of each of the three results of a language assessment in an area, in the order of
    KEYS; None where none is printed. Called for each area, their total and the municipality, when it is chosen how many
    synthetic children get each result, and how many are assessed."""
    cells = [calibration.printed(key, area_id) for key in KEYS]
    return [cell.value if cell else None for cell in cells]


def _calculate_neutral(calibration: Calibration, region: int, n: int) -> list[int]:
    """How many of n synthetic children whose language is assessed get each of the three results (in the order of KEYS)
    by demo.yaml's rates.

    Called for the children of each area and of the municipality, because these counts are preferred where the plan
    prints no share, and used where no whole counts of n give its shares, even with one of them given up; and for the
    rest of the municipality, where what the areas leave of a result is below 0. region: an area by its place in the
    plan; the last is the rest of the municipality, whose rates are used for the whole municipality too.
    """
    focused, special = (round(calibration.level(key, region) * n) for key in KEYS[1:])
    return [n - focused - special, focused, special]


def _choose_results(values: list[Decimal | None], n: int, neutral: list[int]) -> tuple[list[int], int | None]:
    """Counts of the three results of a language assessment that sum to n and give the printed shares, and the result
    whose printed share is given up (0, 1 or 2); None for the latter where all shares can be had.

    Called for n synthetic children of an area, the total or the municipality, and to try which n can give an area's
    shares. values: the printed shares in the order of KEYS; None allows any count. neutral: the counts preferred where
    any will do. A share is given up in the order generel, saerlig, fokuseret (0, 2, 1); if that does not help either,
    the counts are the neutral ones, and the second answer is 0.
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

    These are the three results of a language assessment: general, focused and special support. Called once, when the
    synthetic extract of the baseline year is made. sizes: the children assessed, by region: the plan's areas, and last
    the rest of the municipality (elsewhere). Elsewhere gets what the municipality's printed shares leave, or
    demo.yaml's rates where what is left is below 0.
    """
    plan = calibration.plan
    results = [_calibrate_region(calibration, area.id, i, sizes[i]) for i, area in enumerate(plan.areas)]
    _spread_total(calibration, results, sizes)
    whole = _calibrate_region(calibration, plan.municipality.id, calibration.elsewhere, sum(sizes))
    inside = [sum(counts) for counts in zip(*results, strict=True)]
    rest = [w - i for w, i in zip(whole, inside, strict=True)]
    return [*results, rest if min(rest) >= 0 else _calculate_neutral(calibration, calibration.elsewhere, sizes[-1])]


def _calibrate_region(calibration: Calibration, area_id: str, region: int, n: int) -> list[int]:
    """How many of n synthetic children get each result of a language assessment (generel, fokuseret and særlig), in an
    area or the municipality. Called for the baseline year. area_id: whose printed shares are met. region: whose rates
    of demo.yaml apply where none is printed. Why a printed share is given up is noted for AFVIGELSER.csv."""
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
    """Give the areas without printed shares the results that the printed shares of the total leave them.

    Called once, when each area has its counts. results: by area, how many get each of the three language results;
    changed in place. sizes: the children assessed by region, elsewhere last. Nothing is changed where the total is not
    printed, where all areas are, or where what is left of the total is below 0 or not as many as those areas' children.
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
    """Children whose language is assessed in the baseline year, by region: as the plan prints, or near `expected`.

    Called once, before the synthetic children are drawn. expected, limits: by region, the usual number of children
    assessed and the most that can be; the last is the rest of the municipality. Where the three indicators (one for
    each result) ask for different sizes in an area, the size is the one nearest `expected` at which all three printed
    shares can be had; if there is none, the second indicator's.
    """
    sizes_by_key = [calibration.sizes(key, expected, limits) for key in KEYS]
    sizes = list(sizes_by_key[1])
    for i, area in enumerate(calibration.plan.areas):
        if len({key_sizes[i] for key_sizes in sizes_by_key}) > 1:
            values = _list_printed_values(calibration, area.id)
            by_distance = sorted(range(1, limits[i] + 1), key=lambda n: abs(n - expected[i]))
            sizes[i] = next((n for n in by_distance if _choose_results(values, n, [0, 0, 0])[1] is None), sizes[i])
    return sizes
