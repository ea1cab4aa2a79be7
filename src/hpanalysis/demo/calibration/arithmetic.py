"""Which whole counts give a printed figure, in exact integer arithmetic. Halves are rounded up, as the plans do.

Example: the plan prints 45.9 percent of 37 persons. 17 of 37 is 45.946, which is printed as 45.9; no other count is.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from hpanalysis.danish import count_decimals

Weights = Sequence[float] | np.ndarray


def round_share(numerator: Decimal | int, denominator: int, places: int, scale: int = 100) -> Decimal:
    """The share `numerator / denominator` in percent as the plan would print it, with `places` decimals, a half rounded
    up. Called where it is explained or checked whether synthetic persons can give a printed figure. denominator: not 0.
    scale: 100 for a percentage, 1 for a mean."""
    return (Decimal(scale) * numerator / denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def round_figure(numerator: Decimal | int, denominator: int, places: int, scale: int = 100) -> Decimal | None:
    """The percentage (scale 100) or mean (scale 1) that numerator and denominator give, with `places` decimals, a half
    rounded up; None if the denominator is 0. Called to compare what synthetic extracts give with what is printed."""
    return round_share(numerator, denominator, places, scale) if denominator else None


def _find_rounding_interval(value: Decimal) -> tuple[int, int, int]:
    """The whole numbers (low, high, unit): what rounds to `value` is `low / unit <= figure < high / unit`. Called
    whenever counts that give a printed figure are found, to compare in whole numbers. value: a printed figure, with its
    decimals. Example: 45.9 gives (917, 919, 20), because 45.85 to 45.95 rounds to it."""
    places = count_decimals(value)
    twice = int(2 * value.scaleb(places))
    return twice - 1, twice + 1, 2 * 10**places


def find_counts(value: Decimal, n: int, scale: int = 100) -> range:
    """All whole counts from 0 to n of which the share of n rounds to a printed figure; empty where there are none.
    Called wherever the demo asks whether n synthetic persons can give a printed figure. value: the figure, with its
    printed decimals. n: the denominator; of 0 there are no counts. scale: 100 for a percentage, 1 for a mean."""
    low, high, unit = _find_rounding_interval(value)
    first = -(-low * n // (unit * scale))
    after = -(-high * n // (unit * scale))
    return range(max(first, 0), min(after, n + 1))


def find_nearest_size(value: Decimal, wanted: int, limit: int, least: int = 1) -> int | None:
    """The denominator from `least` to `limit`, nearest to `wanted`, of which some whole count gives a printed share.

    Called when synthetic persons are chosen: for an area whose number of persons the plan does not print or cannot
    have, and for each share in the tables by area of LBF (the national fund of social housing). value: the printed
    percentage. None where there is no such size. Of two that are equally near, the smaller is taken.
    """
    for step in range(max(wanted - least, limit - wanted, 0) + 1):
        for n in (wanted - step, wanted + step):
            if least <= n <= limit and len(find_counts(value, n)):
                return n
    return None


def _find_extreme_share(parts: Sequence[tuple[Decimal, int]], sign: int) -> tuple[int, int] | None:
    """The count and size of the greatest (sign 1) or least (sign -1) share that several areas can have together.

    Called when the demo asks whether a printed total is possible. parts: the printed percentage and the greatest number
    of persons of each area. The parts do not depend on each other, so for a trial share t the best sum of `count - t *
    size` is the sum of each part's own best. t moves to the share found so until it no longer moves (Dinkelbach 1967);
    all in whole numbers. None where there are no parts, or one can have no size.
    """
    best = (0, 1) if sign > 0 else (1, 1)
    choices = [[(k, n) for n in range(1, limit + 1) for k in find_counts(value, n)] for value, limit in parts]
    if not choices or not all(choices):
        return None
    while True:
        count, size = best
        picked = [max(options, key=lambda o: sign * (o[0] * size - o[1] * count)) for options in choices]
        total = sum(k for k, _ in picked), sum(n for _, n in picked)
        if sign * (total[0] * size - total[1] * count) <= 0:
            return best
        best = total


def find_extreme_totals(parts: Sequence[tuple[Decimal, int]]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The least and the greatest share, as (count, size), of areas together if each has its own printed share.

    Called once, to see whether the printed total of school absence is possible: outside the two it is not, whatever the
    sizes of the parts. parts: the printed percentage and the greatest number of persons of each area. None where there
    are no parts, or where no number of persons up to the greatest gives an area's percentage.
    """
    least, greatest = _find_extreme_share(parts, -1), _find_extreme_share(parts, 1)
    return None if least is None or greatest is None else (least, greatest)


def _share_out(amount: int, slack: list[int]) -> list[int]:
    """Share a whole number out over places in proportion to their slack, never more than the slack; returns each
    place's part.

    Called when synthetic persons are fitted to printed figures: by `choose_counts` to reach a wanted sum within each
    area's range, and by `split_within` for what is cut off at the parts' limits. slack: how much each place can take, 0
    or more. What does not fit in all of the slack is left out.
    """
    total = sum(slack)
    amount = min(amount, total)
    shares = [amount * s // total for s in slack] if total else [0] * len(slack)
    # What rounding down leaves goes to the first places with room.
    for i in range(len(slack)):
        step = min(slack[i] - shares[i], amount - sum(shares))
        shares[i] += max(step, 0)
    return shares


def clamp_counts(prefer: Sequence[int], allowed: Sequence[range]) -> list[int]:
    """The preferred counts, each moved to the nearest that its range allows; no range may be empty. Called when the
    synthetic counts of areas are chosen: as a start, and as the result where no total is printed or it cannot be
    met."""
    return [min(max(p, r.start), r.stop - 1) for p, r in zip(prefer, allowed, strict=True)]


def choose_counts(prefer: Sequence[int], allowed: Sequence[range], total: range | None = None) -> list[int] | None:
    """One count from each allowed range, near the preferred one, so that the sum lies in the range `total`.

    Called to fit synthetic persons to printed figures: a range for each area, and the counts that give the printed
    total; for language assessments a range for each result. prefer: the count that each area or result would have by
    itself. total: None where any sum will do. Returns None where a range is empty or no counts have such a sum.
    """
    if any(len(r) == 0 for r in allowed):
        return None
    chosen = clamp_counts(prefer, allowed)
    if total is None:
        return chosen
    if len(total) == 0:
        return None
    wanted = min(max(sum(chosen), total.start), total.stop - 1)
    # The sum is taken well inside the range where there is room, because a figure on the very edge is rounded up by
    # some programs and down by others.
    if wanted != sum(chosen):
        wanted = total.start + (len(total) - 1) // 8 if wanted == total.start else wanted - (len(total) - 1) // 8
    if wanted >= sum(chosen):
        changes = _share_out(wanted - sum(chosen), [r.stop - 1 - c for c, r in zip(chosen, allowed, strict=True)])
    else:
        taken = _share_out(sum(chosen) - wanted, [c - r.start for c, r in zip(chosen, allowed, strict=True)])
        changes = [-t for t in taken]
    chosen = [c + change for c, change in zip(chosen, changes, strict=True)]
    return chosen if sum(chosen) in total else None


def split(amount: int, weights: Weights) -> list[int]:
    """Divide a whole number into whole parts in proportion to the weights, by largest remainders; all 0 where no weight
    is above 0. Called where the demo spreads persons or dwellings over regions, departments or results. Example: 10
    over the weights 1, 1, 1 is 4, 3, 3, for of equal remainders the first goes first."""
    total = sum(weights)
    if total <= 0:
        return [0] * len(weights)
    exact = [amount * w / total for w in weights]
    shares = [int(x) for x in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    return shares


def split_within(amount: int, weights: Weights, limits: Sequence[int]) -> list[int]:
    """Divide as `split` does, in proportion to the weights, but with no part over its limit; what is over goes to the
    others as long as they have room. Called where the demo spreads persons over regions or homes that can hold only so
    many. limits: the most of each part. What all limits together cannot hold is left out."""
    shares = [min(share, limit) for share, limit in zip(split(amount, weights), limits, strict=True)]
    over = amount - sum(shares)
    room = [limit - share for share, limit in zip(shares, limits, strict=True)]
    return [share + more for share, more in zip(shares, _share_out(min(over, sum(room)), room), strict=True)]
