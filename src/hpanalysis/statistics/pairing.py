"""How two estimates of partly the same persons go together: the correlation that the interval of a change needs.

If 40 of 50 persons lived in an area at both times, chance fell on the same people twice, and the change is known more
precisely than from two groups of strangers. The correlation says how much.
"""

from __future__ import annotations

import math

from hpanalysis.statistics.estimates import ClusteredShare, Share


def compute_paired_correlation(
    both_in: int, only_now: int, only_before: int, neither: int, now_size: int, before_size: int
) -> float:
    """The correlation of two shares of persons, from the four counts of those who are in both denominators.

    Called when the change of a share of persons is judged. both_in: in the numerator at both times; only_now,
    only_before: at that time only; neither: in the denominators only. now_size, before_size: the denominators.
    ValueError for a negative count, and for more persons in both than in either.

    Phi with Newcombe's continuity correction (1998, Statist. Med. 17, 2635-2650, paired method 10): the product
    difference ad - bc is lessened by half the pairs where positive, not below 0, and left as it is where negative.
    Where some persons are in one denominator only, phi is scaled by pairs / sqrt(now_size x before_size), the
    covariance being that of the pairs alone. 0 without pairs or where everyone is alike in one of the two.
    """
    pairs = both_in + only_now + only_before + neither
    if min(both_in, only_now, only_before, neither) < 0 or pairs > min(now_size, before_size):
        raise ValueError("the persons in both cannot be negative, nor more than the persons in either")
    margins = (both_in + only_now) * (only_before + neither) * (both_in + only_before) * (only_now + neither)
    if margins == 0:
        return 0.0
    product = both_in * neither - only_now * only_before
    corrected = max(product - pairs / 2, 0) if product > 0 else product
    return corrected / math.sqrt(margins) * pairs / math.sqrt(now_size * before_size)


def compute_clustered_correlation(
    now: Share | ClusteredShare,
    before: Share | ClusteredShare,
    cross_nn: float,
    cross_nd: float,
    cross_dn: float,
    cross_dd: float,
) -> float:
    """The correlation of two shares, clustered or not, from sums over the persons who are in both.

    Called when the change of a share of persons' time is tested, and when one is compared with the line to its target.
    cross_nd: the sum of numerator now x denominator before; cross_dn: of denominator now x numerator before; cross_nn,
    cross_dd: of the two numerators and of the two denominators. The sum of the products of the linearised residuals,
    over the roots of the two sums of their squares (Kish 1965, Survey Sampling, on comparisons of overlapping samples).
    Where every person counts 1 and is in both, this is phi, without the correction for continuity. -1 to 1; 0 where
    either share is 0 or 1.
    """
    r, s = now.value, before.value
    squares = _sum_squared_residuals(now) * _sum_squared_residuals(before)
    if squares == 0:
        return 0.0
    products = float(cross_nn) - s * float(cross_nd) - r * float(cross_dn) + r * s * float(cross_dd)
    return max(-1.0, min(1.0, products / math.sqrt(squares)))


def _sum_squared_residuals(share: Share | ClusteredShare) -> float:
    """The sum of the squared residuals of a share, 0 where the share is 0 or 1. Called for both shares when their
    correlation is computed. It is at least what independent units would give, r (1 - r) times the denominator, because
    the effective size is never over the denominator either."""
    r = share.value
    return 0.0 if r in (0.0, 1.0) else max(share.squared_residuals, r * (1 - r) * float(share.denominator))
