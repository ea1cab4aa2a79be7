"""The difference of two figures from the limits of each: MOVER (Zou & Donner 2008, Statist. Med. 27, 1693-1702).

For two shares it is Newcombe's hybrid score interval (1998, Statist. Med. 17, 873-890, method 10; paired, 17,
2635-2650). Figures of partly the same persons go together, and how much (their correlation) is not published. But the
printed interval of the change gives it away, within the rounding, and so the p that can stand beside that interval.
"""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

from hpanalysis.verify.remake.formulas.limits import Range, compute_poisson_interval, compute_share_limits

FURTHEST = 37.0  # normal tails beyond it are under 1e-298
_ROUNDED = 1e-9  # what floating point may make of two equal distances
_CLOSE = 1e-11  # how near the quantile must be found; p then has nine digits or more
ANY_CORRELATION: Range = (-1.0, 1.0)
NO_CORRELATION: Range = (0.0, 0.0)


class Estimate(Protocol):
    """A number with limits at every normal quantile: a share, a rate, a change. Two of them can be subtracted."""

    @property
    def value(self) -> float:
        """The number itself. Read wherever two are subtracted."""

    def limits_at(self, z: float) -> Range:
        """Its limits at the normal quantile z. Called for each interval, and for each p."""


class Share(NamedTuple):
    """A share of single persons, as its row publishes it. Made for each row of such an indicator that is compared."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float:
        """The proportion, 0 to 1. Read wherever two shares are subtracted."""
        return self.numerator / self.denominator

    def limits_at(self, z: float) -> Range:
        """Wilson's limits at the normal quantile z. Called for the interval of a difference, and at each step of the
        search for its p."""
        return compute_share_limits(self.value, z * z / self.denominator)


class Rate(NamedTuple):
    """Events per unit of exposure, as a row publishes both. Made for each row of such an indicator whose change is held
    against another."""

    events: int
    exposure: float

    @property
    def value(self) -> float:
        """Events per unit. Read wherever two rates are subtracted."""
        return self.events / self.exposure

    def limits_at(self, z: float) -> Range:
        """The Poisson limits at the normal quantile z. Called for the interval and the p of a difference."""
        low, high = compute_poisson_interval(float(self.events), z)
        return low / self.exposure, high / self.exposure


class Difference(NamedTuple):
    """An estimate minus another one, which is an estimate of its own: a change, that can be held against another
    change. Made for the area and for the rest of the municipality."""

    a: Estimate
    b: Estimate
    correlation: float = 0.0

    @property
    def value(self) -> float:
        """a minus b. Read wherever two changes are subtracted."""
        return self.a.value - self.b.value

    def limits_at(self, z: float) -> Range:
        """MOVER's limits at the normal quantile z. Called for the interval of a change, and of the difference of
        two."""
        return (
            self.value - _find_reach(self.a, self.b, self.correlation, z),
            self.value + _find_reach(self.b, self.a, self.correlation, z),
        )


def _find_reach(a: Estimate, b: Estimate, correlation: float, z: float) -> float:
    """How far the lower limit of a minus b lies from the difference at the normal quantile z. Called for the limits of
    each difference; the upper one is the lower one of b minus a."""
    down, up = a.value - a.limits_at(z)[0], b.limits_at(z)[1] - b.value
    return math.sqrt(max(0.0, down * down - 2 * correlation * down * up + up * up))


class Limited(NamedTuple):
    """A figure of which value and 95 % limits are known exactly or within rounding, in the unit. Made for both figures
    of a change, when its interval is made anew."""

    value: Range
    lower: Range
    upper: Range


def compute_two_tails(z: float) -> float:
    """The normal probability beyond z on both sides: .05 at 1.96. Called for the p of each difference."""
    return math.erfc(z / math.sqrt(2))


def find_quantile(p: float) -> float:
    """The normal quantile that p lies beyond on both sides, 0 to `FURTHEST`: 1.96 of .05. Called for both ends of what
    a printed p was before it was rounded. By halving, so that the smallest p keep their digits."""
    low, high = 0.0, FURTHEST
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if compute_two_tails(middle) > p else (low, middle)
    return (low + high) / 2


def compute_lower_limit(larger: Estimate, smaller: Estimate, correlation: float, z: float) -> float:
    """The lower limit of larger minus smaller at the normal quantile z. Called by the search for the quantile at which
    it is 0, and to see whether any outcome could be sure."""
    return larger.value - smaller.value - _find_reach(larger, smaller, correlation, z)


def compute_p_of_difference(a: Share, b: Share, correlation: float) -> float:
    """The two-sided p of no difference between two shares: that of the confidence at which the interval reaches 0.
    Called for each change of a share of persons. It is 1 where the two are equal, and never under 1e-298."""
    larger, smaller = (a, b) if a.value >= b.value else (b, a)
    if larger.value == smaller.value:
        return 1.0
    near, far = 0.0, 2.0
    while compute_lower_limit(larger, smaller, correlation, far) > 0:
        if far >= FURTHEST:
            return compute_two_tails(FURTHEST)
        near, far = far, min(2 * far, FURTHEST)
    return compute_two_tails(_find_zero(larger, smaller, correlation, near, far))


def _find_zero(larger: Share, smaller: Share, correlation: float, near: float, far: float) -> float:
    """The quantile at which the lower limit of larger minus smaller is 0: over 0 at `near` and not at `far`. Called for
    each p. By the line through the two ends (regula falsi, Illinois): ten steps where halving takes forty."""
    at_near = compute_lower_limit(larger, smaller, correlation, near)
    at_far = compute_lower_limit(larger, smaller, correlation, far)
    side = 0
    for _ in range(200):
        middle = (near * at_far - far * at_near) / (at_far - at_near)
        value = compute_lower_limit(larger, smaller, correlation, middle)
        if value > 0:
            near, at_near, at_far = middle, value, at_far / 2 if side == 1 else at_far
            side = 1
        else:
            far, at_far, at_near = middle, value, at_near / 2 if side == -1 else at_near
            side = -1
        if value == 0 or far - near < _CLOSE or abs(value) < _CLOSE * 1e-4:
            return middle
    return middle


def find_surest_lower_limit(size: int, before: Share, z: float) -> float:
    """How far from 0 the interval of a change could lie at most, if none or all of `size` persons were in the
    numerator; negative where it would hold 0. Called for each change of a share that is made anew, because a test that
    never could be sure is not counted as one. z: the normal quantile of the interval."""
    limits = [-1.0]
    for utmost in (Share(0, size), Share(size, size)):
        larger, smaller = (utmost, before) if utmost.value >= before.value else (before, utmost)
        if larger.value > smaller.value:
            limits.append(compute_lower_limit(larger, smaller, 0.0, z))
    return max(limits)


def find_correlations(now: Limited, before: Limited, lower: Range, upper: Range) -> Range | None:
    """The correlations at which the interval of now minus before is like this, least and largest; None where none from
    -1 to 1 gives it. Called for each printed interval of a change. lower, upper: the range that each limit of the
    change lay in before it was rounded."""
    between = (now.value[0] - before.value[1], now.value[1] - before.value[0])
    of_lower = _solve_correlation(
        _subtract(now.value, now.lower), _subtract(before.upper, before.value), _subtract(between, lower)
    )
    of_upper = _solve_correlation(
        _subtract(now.upper, now.value), _subtract(before.value, before.lower), _subtract(upper, between)
    )
    if of_lower is None or of_upper is None:
        return None
    least, most = max(of_lower[0], of_upper[0]), min(of_lower[1], of_upper[1])
    return (least, most) if least <= most else None


def _subtract(a: Range, b: Range) -> Range:
    """The range of a minus b, not below 0: a distance. Called for each distance of a limit from its value."""
    return max(0.0, a[0] - b[1]), max(0.0, a[1] - b[0])


def _solve_correlation(a: Range, b: Range, reach: Range) -> Range | None:
    """The correlations at which two distances make a third, as two sides of a triangle make the third one; None where
    they cannot. Called for each limit of a change. All three are ranges, and so is the answer: it is wide where the
    distances are small beside what a printed decimal hides."""
    # Without one of the two sides the third is as long as the other, whatever the correlation is.
    if a[0] <= 0 or b[0] <= 0:
        shortest = max(0.0, a[0] - b[1], b[0] - a[1])
        return ANY_CORRELATION if reach[0] <= a[1] + b[1] + _ROUNDED and reach[1] >= shortest - _ROUNDED else None
    # reach^2 = x^2 - 2 r x y + y^2.
    corners = [(x, y) for x in a for y in b]
    # Over the ranges it is least and largest in a corner, or where it turns: at x^2 = y^2 - reach^2, or y^2 = x^2 - ...
    candidates = [_correlate(x, y, r) for x, y in corners for r in reach]
    for side, other in ((a, b), (b, a)):
        for y in other:
            for r in reach:
                turn = y * y - r * r
                if turn > 0 and side[0] < math.sqrt(turn) < side[1]:
                    candidates.append(_correlate(math.sqrt(turn), y, r))
    least, most = max(-1.0, min(candidates) - _ROUNDED), min(1.0, max(candidates) + _ROUNDED)
    return (least, most) if least <= most else None


def _correlate(x: float, y: float, reach: float) -> float:
    """The correlation at which the distances x and y make the distance `reach`. Called for the corners of the ranges
    that the three lie in; x and y over 0."""
    return (x * x + y * y - reach * reach) / (2 * x * y)
