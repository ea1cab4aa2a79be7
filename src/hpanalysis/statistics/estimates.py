"""Estimates with their limits: a share, a share clustered by person, a rate, a mean.

Each knows its value and the limits of its interval at any confidence. Proportions are 0 to 1, rates events per unit
of exposure. 0 of 0 is not an estimate. Errors are ValueErrors that name the quantity, never its value.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise

from scipy.special import gammainccinv, gammaincinv, ndtr, ndtri, stdtrit

EXACT_BELOW = 10  # events: below it the exact Poisson limits, from it Byar's (PHEindicatormethods: phe_rate)

Interval = tuple[float, float]


def _number(name: str, number) -> float:
    number = float(number)
    if not math.isfinite(number) or number < 0:
        raise ValueError(f"{name} must be finite and not negative")
    return number


def _part_of_whole(numerator, denominator) -> None:
    if _number("the numerator", numerator) > _number("the denominator", denominator):
        raise ValueError("the numerator is over its denominator")
    if denominator == 0:
        raise ValueError("0 of 0 is not an estimate: the denominator is 0")


def compute_normal_quantile(confidence: float) -> float:
    """The z of a two-sided interval: 1.96 at 0.95."""
    if not 0 < confidence < 1:
        raise ValueError("the confidence must lie between 0 and 1")
    return float(-ndtri((1 - confidence) / 2))


def compute_wilson_limits(value: float, size: float, z: float) -> Interval:
    """Wilson's score limits of a proportion `value` seen in `size`, at the normal quantile z.

    Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212; recommended by Newcombe (1998), Statist. Med. 17, 857-872
    (method 3). Inside 0..1 at every z; the whole of 0..1 at an infinite one.
    """
    if math.isinf(z):
        return 0.0, 1.0
    square = z * z / size
    centre = value + square / 2
    reach = math.sqrt(square * (value * (1 - value) + square / 4))
    # 0 and 1 are met exactly, not but for a rounding error
    low = 0.0 if value == 0 else max(0.0, (centre - reach) / (1 + square))
    high = 1.0 if value == 1 else min(1.0, (centre + reach) / (1 + square))
    return low, high


class Estimate(ABC):
    """A value with limits. `limits_at` takes the normal quantile z of the tail, whatever the distribution is."""

    @property
    @abstractmethod
    def value(self) -> float:
        """The point estimate."""

    @abstractmethod
    def limits_at(self, z: float) -> Interval | None:
        """The limits that leave the normal tail beyond z on each side; None where there are none."""

    def limits(self, confidence: float = 0.95) -> Interval | None:
        """The two-sided interval at a confidence; None only for a mean without n or spread."""
        return self.limits_at(compute_normal_quantile(confidence))


@dataclass(frozen=True)
class Share(Estimate):
    """A proportion of independent units (persons): `numerator` of `denominator`. Wilson's interval."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        _part_of_whole(self.numerator, self.denominator)

    @property
    def value(self) -> float:
        return float(self.numerator) / float(self.denominator)

    @property
    def squared_residuals(self) -> float:
        """The sum over units of (1 or 0, less the share)^2."""
        return self.value * (1 - self.value) * float(self.denominator)

    def limits_at(self, z: float) -> Interval:
        return compute_wilson_limits(self.value, float(self.denominator), z)


@dataclass(frozen=True)
class ClusteredShare(Estimate):
    """A ratio of sums over persons (days absent of school days, months of months), clustered by person.

    Person i brings n_i of d_i; `sum_nn`, `sum_nd`, `sum_dd` are the sums of n_i n_i, n_i d_i and d_i d_i. The variance
    is that of the linearised ratio, the sum of (n_i - r d_i)^2 over D^2, times G / (G - 1) for G persons (Kish 1965,
    Survey Sampling). Wilson's interval is taken at the effective size r (1 - r) / variance with Student's t on G - 1
    degrees of freedom (Dean & Pagano 2015, J. Surv. Stat. Methodol. 3, 484-503; Korn & Graubard 1998, Survey
    Methodology 24, 193-201); that it may not exceed the true size is NCHS's rule (Parker et al. 2017, Vital and Health
    Statistics 2(175)).

    Its weakness: where one to three persons make up the whole numerator, the clustering can hardly be seen and the
    interval is too narrow (simulated coverage down to .87). Cells shown have none or at least k such persons.
    """

    numerator: float
    denominator: float
    persons: int
    sum_nn: float
    sum_nd: float
    sum_dd: float

    def __post_init__(self) -> None:
        _part_of_whole(self.numerator, self.denominator)
        for name in ("persons", "sum_nn", "sum_nd", "sum_dd"):
            _number(name, getattr(self, name))
        if self.persons < 1:
            raise ValueError("a clustered share needs persons")
        if not _ordered(self.sum_nn, self.sum_nd, self.sum_dd):
            raise ValueError("the sums of squares do not belong to persons whose numerator is within their denominator")

    @property
    def value(self) -> float:
        return float(self.numerator) / float(self.denominator)

    @property
    def squared_residuals(self) -> float:
        """The sum over persons of (n_i - r d_i)^2; 0 where all persons have the same share."""
        r = self.value
        return max(0.0, float(self.sum_nn) - 2 * r * float(self.sum_nd) + r * r * float(self.sum_dd))

    @property
    def effective_size(self) -> float:
        """How many independent persons would tell as much as these.

        Where every person counts 1 it is G - 1, the variance being the unbiased one. Where all agree on 0 or on 1 the
        residuals tell nothing of the clustering, and the size is the number of persons. It is never over the
        denominator: residuals smaller than those of independent days are luck.
        """
        r, most = self.value, float(self.denominator)
        if r in (0.0, 1.0):
            return min(float(self.persons), most)
        variance = self.squared_residuals / most**2 * self.persons / max(1, self.persons - 1)
        return most if variance * most <= r * (1 - r) else r * (1 - r) / variance

    def limits_at(self, z: float) -> Interval:
        """One person has no degree of freedom: the limits are 0 and 1."""
        return compute_wilson_limits(self.value, self.effective_size, _student(z, self.persons - 1))


@dataclass(frozen=True)
class Rate(Estimate):
    """Events per unit of exposure (the exposure is known, not sampled; 1 for a plain count).

    Below 10 events the exact Poisson limits (Garwood 1936, Biometrika 28, 437-442), from 10 Byar's approximation
    (Breslow & Day 1987, Statistical Methods in Cancer Research II), as PHEindicatormethods does.
    """

    events: int
    exposure: float = 1

    def __post_init__(self) -> None:
        _number("the number of events", self.events)
        if _number("the exposure", self.exposure) == 0:
            raise ValueError("a rate needs an exposure over 0")

    @property
    def value(self) -> float:
        return float(self.events) / float(self.exposure)

    def limits_at(self, z: float) -> Interval:
        of_count = _exact_poisson if self.events < EXACT_BELOW else _byar
        low, high = of_count(float(self.events), z)
        return low / float(self.exposure), high / float(self.exposure)


@dataclass(frozen=True)
class Mean(Estimate):
    """A mean as delivered, with the standard deviation of the single values and their number. Student's t (1908).

    Without a spread or with n under 2 the value has no limits.
    """

    mean: float
    spread: float | None
    n: int | None

    def __post_init__(self) -> None:
        if not math.isfinite(self.mean):
            raise ValueError("the mean must be finite")
        for name, number in (("the spread", self.spread), ("n", self.n)):
            if number is not None:
                _number(name, number)

    @property
    def value(self) -> float:
        return float(self.mean)

    def limits_at(self, z: float) -> Interval | None:
        if self.spread is None or self.n is None or self.n < 2:
            return None
        reach = _student(z, self.n - 1) * float(self.spread) / math.sqrt(self.n)
        return self.value - reach, self.value + reach


def _ordered(*numbers) -> bool:
    """Whether each is at most the next, but for the rounding of large sums."""
    return all(float(a) <= float(b) * (1 + 1e-9) for a, b in pairwise(numbers))


def _student(z: float, freedom: float) -> float:
    """Student's quantile with the same tail as the normal z; infinite without a degree of freedom."""
    return math.inf if freedom < 1 else float(-stdtrit(freedom, ndtr(-z)))


def _exact_poisson(events: float, z: float) -> Interval:
    tail = ndtr(-z)
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    return low, float(gammainccinv(events + 1, tail))


def _byar(events: float, z: float) -> Interval:
    low = 1 - 1 / (9 * events) - z / (3 * math.sqrt(events))
    above = events + 1
    high = 1 - 1 / (9 * above) + z / (3 * math.sqrt(above))
    return events * max(0.0, low) ** 3, above * high**3
