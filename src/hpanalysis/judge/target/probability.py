"""How likely it is that a number lies on the good side of a threshold, from the interval that is published of it."""

from __future__ import annotations

from statistics import NormalDist

_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(0.975)  # of a 95 % interval


def compute_probability_at_least(threshold: float, value: float, worst: float, best: float) -> float:
    """The probability that a number is at least `threshold`, from its value and its 95 % limits; four decimals, as
    published.

    Called for each figure with a target that has a size: whether it is at its target, and whether it is ahead of the
    line. All four are turned so that more is better, in one unit. The interval is read as a normal one, each half by
    itself, for exact limits lie further away on the one side than on the other: so the probability is .975 exactly
    where the interval's worst end is at the threshold, and .025 where its best end is. A half without width (a share of
    0 %) leaves no doubt on that side.
    """
    away = value - threshold
    if away == 0:
        return 0.5
    # The half of the interval that lies towards the threshold is what makes it doubtful on which side the number is.
    half = value - worst if away > 0 else best - value
    if half <= 0:
        return 1.0 if away > 0 else 0.0
    return round(_NORMAL.cdf(_Z * away / half), 4)
