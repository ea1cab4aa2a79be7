"""Figures that are expected of a later measurement: a value, and a size that says how much chance is in it.

A later figure has the limits that a measured one of its value and size would have, and varies about its true value by
its standard error. A share's size is its number of independent persons, a rate's its exposure, a mean's the standard
error of its mean.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from hpanalysis.verify.remake.formulas.gamma import compute_expected_interval
from hpanalysis.verify.remake.formulas.limits import Range, compute_share_limits
from hpanalysis.verify.remake.formulas.student import compute_student_quantile, compute_student_tail


def _convert_quantile(z: float, freedom: int) -> float:
    """Student's quantile with the tail that z has under the normal distribution. Called for limits that rest on a
    spread that is itself estimated."""
    return compute_student_quantile(freedom, math.erfc(z / math.sqrt(2)) / 2)


@dataclass(frozen=True, kw_only=True)
class Expected(ABC):
    """A figure of a value and a size; its kinds know its limits and its standard error. Made of a row of
    indicators.csv, and of each value that a later measurement may have."""

    value: float  # a share from 0 to 1, events per unit of exposure, or a mean

    def at(self, value: float) -> Self:
        """A figure of the same size with another value. Called for each value that is tried."""
        return replace(self, value=value)

    @abstractmethod
    def limits_at(self, z: float) -> Range:
        """The limits at the normal quantile z. Called for the interval of each later difference."""

    @property
    @abstractmethod
    def error(self) -> float:
        """How much a measurement varies about its true value. Read for the power of each later test."""


@dataclass(frozen=True, kw_only=True)
class ExpectedShare(Expected):
    """A share of so many independent persons."""

    size: float
    freedom: int | None = None  # the degrees of freedom of a share of persons' time; None of a share of single persons

    def limits_at(self, z: float) -> Range:
        """Wilson's limits, by Student's t where the number of independent persons is itself estimated."""
        quantile = z if self.freedom is None else _convert_quantile(z, self.freedom)
        return compute_share_limits(self.value, quantile * quantile / self.size)

    @property
    def error(self) -> float:
        """The binomial standard error. Read for the power of each later test."""
        return math.sqrt(max(0.0, self.value * (1 - self.value)) / self.size)


@dataclass(frozen=True, kw_only=True)
class ExpectedRate(Expected):
    """Events per unit of a known exposure, which is 1 of a count."""

    exposure: float

    @property
    def events(self) -> float:
        """The events that are expected, which need not be a whole number. Read by the exact test's power."""
        return self.value * self.exposure

    def limits_at(self, z: float) -> Range:
        """The Poisson limits of the events, by the exposure."""
        low, high = compute_expected_interval(max(0.0, self.events), z)
        return low / self.exposure, high / self.exposure

    @property
    def error(self) -> float:
        """The Poisson standard error. Read for the power of each later test."""
        return math.sqrt(max(0.0, self.events)) / self.exposure


@dataclass(frozen=True, kw_only=True)
class ExpectedMean(Expected):
    """A mean of n single values, with its standard error."""

    of_mean: float
    n: int

    def limits_at(self, z: float) -> Range:
        """Student's limits."""
        reach = _convert_quantile(z, self.n - 1) * self.of_mean
        return self.value - reach, self.value + reach

    @property
    def error(self) -> float:
        """The standard error of the mean. Read for the power of each later test."""
        return self.of_mean


def compute_welch_p(a: ExpectedMean, b: ExpectedMean) -> float:
    """The two-sided p of Welch's test of two means (1947, Biometrika 34, 28-35). Called for each value that a later
    mean may have. 1 where neither varies."""
    parts = (a.of_mean**2, b.of_mean**2)
    variance = sum(parts)
    if variance == 0:
        return 1.0
    freedom = variance**2 / (parts[0] ** 2 / (a.n - 1) + parts[1] ** 2 / (b.n - 1))
    return 2 * compute_student_tail(abs(a.value - b.value) / math.sqrt(variance), freedom)
