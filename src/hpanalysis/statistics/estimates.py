"""Estimates with their limits: a share, a share clustered by person, a rate, a mean.

Each knows its value and the limits of its interval at any confidence. Proportions are 0 to 1, rates events per unit
of exposure. 0 of 0 is not an estimate. Errors are ValueErrors that name the quantity, never its value, because the
value may be a hidden number and an error may be logged.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise

from scipy.special import gammainccinv, gammaincinv, ndtr, ndtri, stdtrit

EXACT_BELOW = 10  # events: below it the exact Poisson limits, from it Byar's (PHEindicatormethods: phe_rate)

Interval = tuple[float, float]


def _check_number(name: str, number: float) -> float:
    """The number as a float; ValueError where it is infinite, not a number or negative. Called when an estimate is
    made, for each field that may not be negative (a mean itself may). name: what the number is, for the error."""
    number = float(number)
    if not math.isfinite(number) or number < 0:
        raise ValueError(f"{name} must be finite and not negative")
    return number


def _check_share(numerator: float, denominator: float) -> None:
    """ValueError where the two are no share: a numerator over its denominator, 0 of 0, or a number that is negative or
    not finite. Called for every share and clustered share when it is made."""
    if _check_number("the numerator", numerator) > _check_number("the denominator", denominator):
        raise ValueError("the numerator is over its denominator")
    if denominator == 0:
        raise ValueError("0 of 0 is not an estimate: the denominator is 0")


def compute_normal_quantile(confidence: float) -> float:
    """The z of a two-sided interval: 1.96 at a confidence of 0.95. ValueError where the confidence is not in (0, 1).
    Called for every interval of an estimate or of a difference."""
    if not 0 < confidence < 1:
        raise ValueError("the confidence must lie between 0 and 1")
    return float(-ndtri((1 - confidence) / 2))


def compute_wilson_limits(value: float, size: float, z: float) -> Interval:
    """Wilson's score limits of a proportion `value` seen in `size`, at the normal quantile z.

    Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212; recommended by Newcombe (1998), Statist. Med. 17, 857-872
    (method 3). Inside 0..1 at every z; the whole of 0..1 at an infinite one. 8 of 27 is 29.6 %, 15.9 to 48.5 %. Called
    for the limits of shares and clustered shares. value: 0 to 1; size: how many units it was seen in, over 0.
    """
    if math.isinf(z):
        return 0.0, 1.0
    square = z * z / size
    centre = value + square / 2
    reach = math.sqrt(square * (value * (1 - value) + square / 4))
    # At a share of 0 the lower limit is 0, and at 1 the upper is 1; the formula misses them by a rounding error.
    low = 0.0 if value == 0 else max(0.0, (centre - reach) / (1 + square))
    high = 1.0 if value == 1 else min(1.0, (centre + reach) / (1 + square))
    return low, high


class Estimate(ABC):
    """A value with limits: what `judge` makes of the counts of a figure, and what intervals and tests are made from.
    Limits are asked for by the normal quantile z, whatever the distribution is, because the interval of a difference
    (`differences`) needs the limits of both its parts at one and the same confidence."""

    @property
    @abstractmethod
    def value(self) -> float:
        """The point estimate, in raw units: a share from 0 to 1, a rate per unit of exposure, a mean. Read wherever two
        estimates are compared, for the straight line to a target, and for the limits here."""

    @abstractmethod
    def limits_at(self, z: float) -> Interval | None:
        """The lower and upper limit that leave the normal tail beyond z on each side; None where there are none. Called
        for intervals, and by `differences` at one z for both estimates. z: 1.96 for 95 %."""

    def limits(self, confidence: float = 0.95) -> Interval | None:
        """The two-sided interval at a confidence (0.95: 95 %), in raw units; None only for a mean without n or spread.
        Called for each figure that is judged, to print its interval, to judge a target that is a number, and to see
        whether a mean can be tested."""
        return self.limits_at(compute_normal_quantile(confidence))


@dataclass(frozen=True)
class Share(Estimate):
    """A proportion of independent units, such as persons. It has Wilson's interval. Made by
    `judge.counts.make_estimate`; raises ValueError for numbers that are no share."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        """Refuse (ValueError) a numerator over its denominator, 0 of 0, and numbers that are negative or infinite.
        Called by the dataclass whenever a share is made."""
        _check_share(self.numerator, self.denominator)

    @property
    def value(self) -> float:
        """The proportion, 0 to 1. Read for the limits, when two estimates are subtracted or correlated, and where a
        figure is compared with the straight line from its baseline to its target."""
        return float(self.numerator) / float(self.denominator)

    @property
    def squared_residuals(self) -> float:
        """The sum over units of (1 or 0, less the share)^2. Read for the correlation of a change (`pairing`)."""
        return self.value * (1 - self.value) * float(self.denominator)

    def limits_at(self, z: float) -> Interval:
        """Wilson's limits, 0 to 1, at the normal quantile z (1.96 for 95 %). Called by `limits` for a figure's
        interval, by `differences` for that of a difference, and for a baseline's when a figure is compared with the
        line to its target."""
        return compute_wilson_limits(self.value, float(self.denominator), z)


@dataclass(frozen=True, kw_only=True)
class ClusteredShare(Estimate):
    """A ratio of sums over persons (days absent of school days, months of months), clustered by person.

    A pupil who is ill for 20 days in a row is one piece of bad luck, not 20: the person, not the day, is the unit. So
    Wilson's interval is taken at the effective size r (1 - r) / variance, with Student's t on the degrees of freedom
    (Dean & Pagano 2015, J. Surv. Stat. Methodol. 3, 484-503; Korn & Graubard 1998, Survey Methodology 24, 193-201).

    Its weakness: where one to three persons make up the whole numerator, the clustering can hardly be seen and the
    interval is too narrow (simulated coverage down to .87). Cells shown have none or at least k such persons.

    Made by `judge.counts.make_estimate` for shares of persons' time, and for shares of windows pooled, there with the
    size rounded down so that it tells nothing of single persons; by `of_sums` with the size as it is.
    """

    numerator: float
    denominator: float
    effective_size: float  # how many independent persons would tell as much as these; never over the denominator
    freedom: int  # the degrees of freedom: the distinct persons in the denominator, less 1

    def __post_init__(self) -> None:
        """Refuse (ValueError) what is no share, and a size or freedom that no persons have. Called by the dataclass
        whenever a clustered share is made."""
        _check_share(self.numerator, self.denominator)
        for name in ("effective_size", "freedom"):
            _check_number(name, getattr(self, name))
        if not 0 < self.effective_size <= self.denominator:
            raise ValueError("the effective size must be over 0, and not over the denominator")

    @classmethod
    def of_sums(
        cls, *, numerator: float, denominator: float, persons: int, sum_nn: float, sum_nd: float, sum_dd: float
    ) -> ClusteredShare:
        """The share of persons of whom person i brings n_i of d_i. Called for each share of persons' time.

        persons: G, the distinct persons in the denominator. sum_nn, sum_nd, sum_dd: the sums over persons of n_i n_i,
        n_i d_i and d_i d_i. The variance is that of the linearised ratio, the sum of (n_i - r d_i)^2 over D^2, times
        G / (G - 1) (Kish 1965, Survey Sampling). Where every person counts 1 the effective size is the number of
        persons less 1, because the variance is the unbiased one. Where all agree on 0 or on 1 the residuals tell
        nothing of the clustering, and it is the number of persons. It may not exceed the true size, by NCHS's rule
        (Parker et al. 2017, Vital and Health Statistics 2(175)): residuals smaller than those of independent days are
        luck. ValueError for no persons, and for sums that no persons with n_i within d_i can have.
        """
        _check_share(numerator, denominator)
        for name, number in (("persons", persons), ("sum_nn", sum_nn), ("sum_nd", sum_nd), ("sum_dd", sum_dd)):
            _check_number(name, number)
        if persons < 1:
            raise ValueError("a clustered share needs persons")
        if not _are_ordered(sum_nn, sum_nd, sum_dd):
            raise ValueError("the sums of squares do not belong to persons whose numerator is within their denominator")
        r, most = float(numerator) / float(denominator), float(denominator)
        if r in (0.0, 1.0):
            size = min(float(persons), most)
        else:
            squares = max(0.0, float(sum_nn) - 2 * r * float(sum_nd) + r * r * float(sum_dd))
            variance = squares / most**2 * persons / max(1, persons - 1)
            size = most if variance * most <= r * (1 - r) else r * (1 - r) / variance
        return cls(numerator=numerator, denominator=denominator, effective_size=size, freedom=persons - 1)

    @property
    def value(self) -> float:
        """The ratio r of the sums, 0 to 1. Read for the limits, when two estimates are subtracted or correlated, and
        where a figure is compared with the straight line from its baseline to its target."""
        return float(self.numerator) / float(self.denominator)

    @property
    def squared_residuals(self) -> float:
        """The sum over persons of (n_i - r d_i)^2, where person i brings n_i of d_i and r is the share of all, as the
        effective size has it; 0 where the share is 0 or 1. Read for the correlation of a change (`pairing`)."""
        variance = self.value * (1 - self.value) / self.effective_size
        # The variance is the unbiased one; the residuals of one person alone stand as they are.
        return variance * float(self.denominator) ** 2 * (self.freedom / (self.freedom + 1) if self.freedom else 1.0)

    def limits_at(self, z: float) -> Interval:
        """Wilson's limits at the effective size, 0 to 1, by Student's t for the normal quantile z (1.96 for 95 %).
        Called by `limits` for a figure's interval, by `differences` for that of a difference, and for a baseline's when
        a figure is compared with the line to its target. One person has no degree of freedom: the limits are 0 and
        1."""
        return compute_wilson_limits(self.value, self.effective_size, _compute_student_quantile(z, self.freedom))


@dataclass(frozen=True)
class ExpectedShare(Estimate):
    """A share that is expected of a later measurement: any value from 0 to 1, seen in as many as now. Made by
    `power.expect_value`, for what the next measurement must be and when it can be known. ValueError for a value that is
    no share, and for a size that is not over 0."""

    expected: float  # 0 to 1
    size: float  # persons, or the effective size of a clustered share
    freedom: int | None = None  # the degrees of freedom of a clustered share; None for a share of persons

    def __post_init__(self) -> None:
        """Refuse (ValueError) what is no share. Called by the dataclass whenever one is made."""
        _check_share(self.expected * self.size, self.size)

    @property
    def value(self) -> float:
        """The share itself, 0 to 1. Read for its limits, and when it is held against another figure."""
        return self.expected

    def limits_at(self, z: float) -> Interval:
        """The limits that a measured share of this value and size has, 0 to 1, at the normal quantile z. Called where
        the interval of a later measurement is worked out beforehand."""
        quantile = z if self.freedom is None else _compute_student_quantile(z, self.freedom)
        return compute_wilson_limits(self.expected, self.size, quantile)


@dataclass(frozen=True)
class Rate(Estimate):
    """Events per unit of exposure (the exposure is known, not sampled; 1 for a plain count).

    Below 10 events the exact Poisson limits (Garwood 1936, Biometrika 28, 437-442), from 10 Byar's approximation
    (Breslow & Day 1987, Statistical Methods in Cancer Research II), as PHEindicatormethods does. Made by
    `judge.counts.make_estimate` for rates and for counts.
    """

    events: int
    exposure: float = 1

    def __post_init__(self) -> None:
        """Refuse (ValueError) a number that is negative, infinite or NaN, and an exposure of 0. Called by the dataclass
        whenever a rate is made."""
        _check_number("the number of events", self.events)
        if _check_number("the exposure", self.exposure) == 0:
            raise ValueError("a rate needs an exposure over 0")

    @property
    def value(self) -> float:
        """Events per unit of exposure. Read for the difference of two estimates, and where a figure is compared with
        the straight line from its baseline to its target."""
        return float(self.events) / float(self.exposure)

    def limits_at(self, z: float) -> Interval:
        """The limits of the count at the normal quantile z (1.96 for 95 %), each divided by the exposure. Called by
        `limits` for a figure's interval, by `differences` for that of a difference, and where a baseline's limits are
        moved along the line to the target."""
        compute = _compute_exact_poisson_limits if self.events < EXACT_BELOW else _compute_byar_limits
        low, high = compute(float(self.events), z)
        return low / float(self.exposure), high / float(self.exposure)


@dataclass(frozen=True)
class Mean(Estimate):
    """A mean that is delivered ready made. Its interval is by Student's t (1908). Made by `judge.counts.make_estimate`
    for marks and other means; without spread or n it has no interval."""

    mean: float
    spread: float | None  # the standard deviation of the single values; None where it was not delivered
    n: int | None  # how many single values there are; None where it was not delivered

    def __post_init__(self) -> None:
        """Refuse (ValueError) a mean that is not finite, and a spread or n that is negative or infinite. Called by the
        dataclass whenever a mean is made; a spread or n of None was not delivered, and passes."""
        if not math.isfinite(self.mean):
            raise ValueError("the mean must be finite")
        for name, number in (("the spread", self.spread), ("n", self.n)):
            if number is not None:
                _check_number(name, number)

    @property
    def value(self) -> float:
        """The mean, in raw units. Read for the limits, for the difference of two estimates, and where a figure is
        compared with the straight line from its baseline to its target."""
        return float(self.mean)

    def limits_at(self, z: float) -> Interval | None:
        """The limits by Student's t for the normal quantile z (1.96: 95 %); None without a spread or with n under 2.
        Called by `limits` for a figure's interval, by `differences` for that of a difference, and where a baseline's
        limits are moved along the line to the target."""
        if self.spread is None or self.n is None or self.n < 2:
            return None
        reach = _compute_student_quantile(z, self.n - 1) * float(self.spread) / math.sqrt(self.n)
        return self.value - reach, self.value + reach


def _are_ordered(*numbers: float) -> bool:
    """Whether each number is at most the next; the rounding of large sums is allowed for. Called when a clustered share
    is made, for its sums over persons of n times n, n times d and d times d, where a person has n of d."""
    return all(float(a) <= float(b) * (1 + 1e-9) for a, b in pairwise(numbers))


def _compute_student_quantile(z: float, freedom: float) -> float:
    """Student's quantile with the same tail as the normal z; infinite without a degree of freedom. Called for the
    limits of means and clustered shares. freedom: the degrees of freedom, n - 1."""
    return math.inf if freedom < 1 else float(-stdtrit(freedom, float(ndtr(-z))))


def _compute_exact_poisson_limits(events: float, z: float) -> Interval:
    """The exact limits of a count (Garwood): quantiles of the gamma distributions with shape `events` and `events` + 1.
    Called for rates with under 10 events. z: the normal quantile; the lower limit of 0 events is 0."""
    tail = float(ndtr(-z))
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    return low, float(gammainccinv(events + 1, tail))


def _compute_byar_limits(events: float, z: float) -> Interval:
    """Byar's approximation to the limits of a count; not for a count of 0, which is exact. Called for rates with 10
    events or more. z: the normal quantile."""
    low = 1 - 1 / (9 * events) - z / (3 * math.sqrt(events))
    above = events + 1
    high = 1 - 1 / (9 * above) + z / (3 * math.sqrt(above))
    return events * max(0.0, low) ** 3, above * high**3
