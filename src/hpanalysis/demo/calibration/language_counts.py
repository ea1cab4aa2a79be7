"""How many assessed children get each result: three categories that make the whole, in each region."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis.demo.calibration import reasons as why
from hpanalysis.demo.calibration.arithmetic import choose_counts, find_counts, split
from hpanalysis.demo.calibration.sizes_and_counts import Calibration

# generel first: where the three cannot make the whole, it is the one that gives way.
KEYS = ("sprog_generel", "sprog_fokuseret", "sprog_saerlig")


def _list_printed_values(calibration: Calibration, area_id: str) -> list[Decimal | None]:
    cells = [calibration.printed(key, area_id) for key in KEYS]
    return [cell.value if cell else None for cell in cells]


def _calculate_neutral(calibration: Calibration, region: int, n: int) -> list[int]:
    focused, special = (round(calibration.level(key, region) * n) for key in KEYS[1:])
    return [n - focused - special, focused, special]


def _choose_results(values: list[Decimal | None], n: int, neutral: list[int]) -> tuple[list[int], int | None]:
    """Counts that make n, and the category that could not be had as printed (None if all could)."""
    ranges = [range(n + 1) if v is None else find_counts(v, n) for v in values]
    for dropped in (None, 0, 2, 1):
        allowed = [range(n + 1) if i == dropped else r for i, r in enumerate(ranges)]
        if any(len(r) == 0 for r in allowed):
            continue
        prefer = [p if len(r) == n + 1 else r[(len(r) - 1) // 2] for p, r in zip(neutral, allowed, strict=True)]
        loose = next((i for i, r in enumerate(allowed) if len(r) == n + 1), None)
        if loose is not None:
            prefer[loose] = max(n - sum(prefer) + prefer[loose], 0)
        if counts := choose_counts(prefer, allowed, range(n, n + 1)):
            return counts, dropped
    return neutral, 0


def calibrate_results(calibration: Calibration, sizes: Sequence[int]) -> list[list[int]]:
    """[generel, fokuseret, særlig] in each region, of the children assessed there in the baseline year."""
    plan, found = calibration.plan, []
    for i, area in enumerate(plan.areas):
        found.append(_calibrate_region(calibration, area.id, i, sizes[i]))
    _spread_total(calibration, found, sizes)
    whole = _calibrate_region(calibration, plan.municipality.id, calibration.elsewhere, sum(sizes))
    inside = [sum(part) for part in zip(*found, strict=True)]
    rest = [w - i for w, i in zip(whole, inside, strict=True)]
    return [*found, rest if min(rest) >= 0 else _calculate_neutral(calibration, calibration.elsewhere, sizes[-1])]


def _calibrate_region(calibration: Calibration, area_id: str, region: int, n: int) -> list[int]:
    values = _list_printed_values(calibration, area_id)
    counts, dropped = _choose_results(values, n, _calculate_neutral(calibration, region, n))
    if dropped is not None:
        reason = why.explain_no_count(calibration.printed(KEYS[dropped], area_id), n)
        if all(v is not None for v in values):
            order = [dropped, *(i for i in range(3) if i != dropped)]
            reason = why.explain_parts_not_whole([values[i] for i in order], [counts[i] for i in order])
        calibration.reasons.setdefault((KEYS[dropped], area_id), reason)
    return counts


def _spread_total(calibration: Calibration, found: list[list[int]], sizes: Sequence[int]) -> None:
    """Where the total is printed and some areas are not, those areas carry what the total asks for."""
    plan = calibration.plan
    values = _list_printed_values(calibration, plan.total.id)
    free = [i for i, area in enumerate(plan.areas) if not any(_list_printed_values(calibration, area.id))]
    if not all(v is not None for v in values) or not free:
        return
    inside, left = sum(sizes[:-1]), sum(sizes[i] for i in free)
    counts, _ = _choose_results(values, inside, split(inside, [1, 1, 1]))
    wanted = [c - sum(found[i][k] for i in range(len(found)) if i not in free) for k, c in enumerate(counts)]
    if min(wanted) < 0 or sum(wanted) != left:
        return
    for place, i in enumerate(free):
        share = split(sizes[i], wanted) if place < len(free) - 1 else wanted
        found[i] = share
        wanted = [w - s for w, s in zip(wanted, share, strict=True)]


def calibrate_assessed(calibration: Calibration, expected: Sequence[int], limits: Sequence[int]) -> list[int]:
    """Assessed children in each region: as printed, else as expected and such that the three results can be had."""
    found = [calibration.sizes(key, expected, limits) for key in KEYS]
    sizes = list(found[1])
    for i, area in enumerate(calibration.plan.areas):
        if len({s[i] for s in found}) > 1:
            values = _list_printed_values(calibration, area.id)
            sizes[i] = next(
                (
                    n
                    for n in sorted(range(1, limits[i] + 1), key=lambda n: abs(n - expected[i]))
                    if _choose_results(values, n, [0, 0, 0])[1] is None
                ),
                sizes[i],
            )
    return sizes
