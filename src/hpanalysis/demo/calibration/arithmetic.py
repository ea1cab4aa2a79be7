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
    """The share of a denominator that is not 0, as it would be printed with `places` decimals; scale 1 for a mean."""
    return (Decimal(scale) * numerator / denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def round_figure(numerator: Decimal | int, denominator: int, places: int, scale: int = 100) -> Decimal | None:
    """As `round_share`, and None for 0 of 0."""
    return round_share(numerator, denominator, places, scale) if denominator else None


def _find_rounding_interval(value: Decimal) -> tuple[int, int, int]:
    """The whole numbers (low, high, unit) for which `low / unit <= figure < high / unit` is what rounds to the value.

    Example: 45.9 gives (917, 919, 20), because 45.85 to 45.95 rounds to it.
    """
    places = count_decimals(value)
    twice = int(2 * value.scaleb(places))
    return twice - 1, twice + 1, 2 * 10**places


def find_counts(value: Decimal, n: int, scale: int = 100) -> range:
    """All whole counts from 0 to n that are the printed value when divided by n; empty where there are none."""
    low, high, unit = _find_rounding_interval(value)
    first = -(-low * n // (unit * scale))
    after = -(-high * n // (unit * scale))
    return range(max(first, 0), min(after, n + 1))


def find_nearest_size(value: Decimal, wanted: int, limit: int, least: int = 1) -> int | None:
    """The size from `least` to `limit` that is nearest to `wanted` and of which some whole count gives the value.

    None where there is no such size. Of two that are equally near, the smaller is taken.
    """
    for step in range(max(wanted - least, limit - wanted, 0) + 1):
        for n in (wanted - step, wanted + step):
            if least <= n <= limit and len(find_counts(value, n)):
                return n
    return None


def _find_extreme_share(parts: Sequence[tuple[Decimal, int]], sign: int) -> tuple[int, int] | None:
    """The count and size of the greatest (sign 1) or least (sign -1) share that the parts can give together.

    The parts do not depend on each other, so for a trial share t the best sum of `count - t * size` is the sum of
    each part's own best. t moves to the share found so until it no longer moves (Dinkelbach 1967); all in whole
    numbers. None where a part can have no size.
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
    """The least and the greatest share, as (count, size), of parts that each give their own printed value.

    parts: the printed value and the greatest size of each. None where a part can have no size at all. A printed total
    outside the two is impossible, whatever the sizes of the parts.
    """
    least, greatest = _find_extreme_share(parts, -1), _find_extreme_share(parts, 1)
    return None if least is None or greatest is None else (least, greatest)


def _share_out(amount: int, slack: list[int]) -> list[int]:
    """The amount in whole numbers over places in proportion to their slack, and never more than the slack."""
    total = sum(slack)
    amount = min(amount, total)
    shares = [amount * s // total for s in slack] if total else [0] * len(slack)
    # What rounding down leaves goes to the first places with room.
    for i in range(len(slack)):
        step = min(slack[i] - shares[i], amount - sum(shares))
        shares[i] += max(step, 0)
    return shares


def clamp_counts(prefer: Sequence[int], allowed: Sequence[range]) -> list[int]:
    """The preferred counts, each moved to the nearest that its range allows; no range may be empty."""
    return [min(max(p, r.start), r.stop - 1) for p, r in zip(prefer, allowed, strict=True)]


def choose_counts(prefer: Sequence[int], allowed: Sequence[range], total: range | None = None) -> list[int] | None:
    """One count from each allowed range, near the preferred one, so that the sum is one of `total`; None for any sum.

    Returns None where no counts do that.
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
    """The amount in whole numbers in proportion to the weights, by largest remainders; all 0 where no weight is.

    Example: 10 over the weights 1, 1, 1 is 4, 3, 3, for of equal remainders the first goes first.
    """
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
    """As `split`, but no part is over its limit; what is over goes to the others as long as they have room."""
    shares = [min(share, limit) for share, limit in zip(split(amount, weights), limits, strict=True)]
    over = amount - sum(shares)
    room = [limit - share for share, limit in zip(shares, limits, strict=True)]
    return [share + more for share, more in zip(shares, _share_out(min(over, sum(room)), room), strict=True)]
