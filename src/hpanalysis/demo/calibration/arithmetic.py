"""Which whole counts give a printed figure: exact integer arithmetic, halves rounded up as the plans print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def count_decimals(value: Decimal) -> int:
    """The decimals a printed value has."""
    return max(0, -value.as_tuple().exponent)


def round_figure(numerator: Decimal | int, denominator: int, places: int, scale: int = 100) -> Decimal | None:
    """The value as it would be printed; None for 0 of 0."""
    if denominator == 0:
        return None
    return (Decimal(scale) * numerator / denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _find_rounding_interval(value: Decimal) -> tuple[int, int, int]:
    """`low / unit <= figure < high / unit` is what rounds to the value, all whole numbers."""
    places = count_decimals(value)
    twice = int(2 * value.scaleb(places))
    return twice - 1, twice + 1, 2 * 10**places


def find_counts(value: Decimal, n: int, scale: int = 100) -> range:
    """All whole k from 0 to n for which k of n rounds to the value; may be empty."""
    low, high, unit = _find_rounding_interval(value)
    first = -(-low * n // (unit * scale))
    after = -(-high * n // (unit * scale))
    return range(max(first, 0), min(after, n + 1))


def find_nearest_size(value: Decimal, wanted: int, limit: int, least: int = 1) -> int | None:
    """The n nearest to `wanted`, from `least` to `limit`, at which some whole count gives the value; None if none."""
    for step in range(max(wanted - least, limit - wanted, 0) + 1):
        for n in (wanted - step, wanted + step):
            if least <= n <= limit and len(find_counts(value, n)):
                return n
    return None


def _find_extreme_share(parts: Sequence[tuple[Decimal, int]], sign: int) -> tuple[int, int] | None:
    """The count and size of the greatest (sign 1) or least (-1) share that the parts can give together.

    Each part is free of the others, so for a trial share t the best sum of `count - t * size` is the sum of each
    part's own best; t moves to the share found until it no longer moves (Dinkelbach), exact in whole numbers.
    """
    best = (0, 1) if sign > 0 else (1, 1)
    choices = [[(k, n) for n in range(1, limit + 1) for k in find_counts(value, n)] for value, limit in parts]
    if not choices or not all(choices):
        return None
    while True:
        count, size = best
        picked = [max(options, key=lambda o: sign * (o[0] * size - o[1] * count)) for options in choices]
        found = sum(k for k, _ in picked), sum(n for _, n in picked)
        if sign * (found[0] * size - found[1] * count) <= 0:
            return best
        best = found


def find_extreme_totals(parts: Sequence[tuple[Decimal, int]]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The least and the greatest share, as (count, size), of parts that each give their own value as printed.

    parts: (value, greatest size), sizes from 1. None where a part can have no size at all. A total that rounds to
    something outside the two is impossible, whatever the sizes.
    """
    least, greatest = _find_extreme_share(parts, -1), _find_extreme_share(parts, 1)
    return None if least is None or greatest is None else (least, greatest)


def _share_out(amount: int, slack: list[int]) -> list[int]:
    """`amount` over places in proportion to their slack, never more than it; whole numbers, first places first."""
    total = sum(slack)
    amount = min(amount, total)
    given = [amount * s // total for s in slack] if total else [0] * len(slack)
    for i in range(len(slack)):
        step = min(slack[i] - given[i], amount - sum(given))
        given[i] += max(step, 0)
    return given


def choose_counts(prefer: Sequence[int], allowed: Sequence[range], total: range | None = None) -> list[int] | None:
    """One count from each allowed range, as near `prefer` as may be, with a sum in `total`; None if there is none."""
    if any(len(r) == 0 for r in allowed):
        return None
    chosen = [min(max(p, r.start), r.stop - 1) for p, r in zip(prefer, allowed, strict=True)]
    if total is None:
        return chosen
    if len(total) == 0:
        return None
    wanted = min(max(sum(chosen), total.start), total.stop - 1)
    # Well inside where there is room: a figure on the very edge is rounded one way by some and another by others.
    if wanted != sum(chosen):
        wanted = total.start + (len(total) - 1) // 8 if wanted == total.start else wanted - (len(total) - 1) // 8
    if wanted >= sum(chosen):
        given = _share_out(wanted - sum(chosen), [r.stop - 1 - c for c, r in zip(chosen, allowed, strict=True)])
    else:
        taken = _share_out(sum(chosen) - wanted, [c - r.start for c, r in zip(chosen, allowed, strict=True)])
        given = [-t for t in taken]
    chosen = [c + g for c, g in zip(chosen, given, strict=True)]
    return chosen if sum(chosen) in total else None


def split(amount: int, weights: Sequence[float]) -> list[int]:
    """`amount` as whole numbers in proportion to the weights (largest remainders, first places first)."""
    total = sum(weights)
    if total <= 0:
        return [0] * len(weights)
    exact = [amount * w / total for w in weights]
    given = [int(x) for x in exact]
    order = sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i))
    for i in order[: amount - sum(given)]:
        given[i] += 1
    return given


def split_within(amount: int, weights: Sequence[float], limits: Sequence[int]) -> list[int]:
    """As `split`, but no part over its limit; what is over goes to the others as long as they have room."""
    given = [min(g, limit) for g, limit in zip(split(amount, weights), limits, strict=True)]
    over = amount - sum(given)
    room = [limit - g for g, limit in zip(given, limits, strict=True)]
    return [g + more for g, more in zip(given, _share_out(min(over, sum(room)), room), strict=True)]
