"""The course of a series of values as one straight line: its slope, how sure that is, and how far the values jump.

Generalised least squares (Aitken 1935, Proc. R. Soc. Edinburgh 55, 42-48): each value counts by its own sampling
variance, and values that share persons or months are not counted as strangers. Where the values lie further from the
line than sampling explains, the standard error is multiplied by the root of the heterogeneity factor, which is never
under 1: the scale of a quasi-likelihood (McCullagh & Nelder 1989, Generalized Linear Models, 2nd ed., section 4.5), as
Thompson & Sharp (1999, Statist. Med. 18, 2693-2708, model 2) have it for series of published values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from hpanalysis.statistics.estimates import Interval, compute_normal_quantile

FEWEST_VALUES = 3  # a line through two points fits them whatever they are, so nothing would show how far they jump

Matrix = np.ndarray


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A straight line through a series of values. Made by `fit_trend`; `judge.course` says it in the figure's unit."""

    slope: float  # a unit of time
    sampling_se: float  # of the slope, by the values' own sampling variances alone
    heterogeneity: float  # how much further the values lie from the line than sampling explains; never under 1
    centre: float  # the time that the values together weigh to; the line's level there does not depend on its slope
    level: float  # of the line at `centre`

    @property
    def se(self) -> float:
        """The standard error of the slope, jumps counted in. Read for its interval and p."""
        return self.sampling_se * math.sqrt(self.heterogeneity)

    @property
    def p(self) -> float:
        """The two-sided p of no slope. Read when a course is judged. It is under .05 exactly where the 95 % interval
        leaves out 0."""
        return float(2 * ndtr(-abs(self.slope) / self.se))

    def limits(self, confidence: float = 0.95) -> Interval:
        """The two-sided interval of the slope at a confidence (0.95: 95 %). Called when a course is judged."""
        reach = compute_normal_quantile(confidence) * self.se
        return self.slope - reach, self.slope + reach


def fit_trend(times: Sequence[float], values: Sequence[float], covariances: Sequence[Matrix]) -> Trend:
    """The straight line through `values` at `times` by generalised least squares.

    Called for the course of each figure that has three windows or more. covariances: the sampling covariance matrices
    that the values may have, the likeliest first. The line is fitted by the first; the slope's standard error is the
    largest that the fitted line has by any of them, because which of them is the true one is not known. ValueError for
    fewer than three values, for times that are all alike, and where a matrix is no covariance of so many values.
    """
    t, y = np.asarray(times, dtype=float), np.asarray(values, dtype=float)
    if len(t) < FEWEST_VALUES or len(t) != len(y):
        raise ValueError("a trend needs three values or more, each with its time")
    if not covariances or any(matrix.shape != (len(t), len(t)) for matrix in covariances):
        raise ValueError("a trend needs a covariance of all its values")
    weights = _invert(covariances[0])
    centre = float(weights.sum(axis=0) @ t / weights.sum())
    level = float(weights.sum(axis=0) @ y / weights.sum())
    # From the centre, slope and level do not depend on each other, so each is found by itself.
    distances = t - centre
    information = float(distances @ weights @ distances)
    if information <= 0:
        raise ValueError("a trend needs values of different times")
    shares = weights @ distances / information  # the slope is the sum of the values, each by its share
    slope = float(shares @ y)
    residuals = y - level - slope * distances
    return Trend(
        slope=slope,
        sampling_se=math.sqrt(max(float(shares @ matrix @ shares) for matrix in covariances)),
        heterogeneity=max(1.0, float(residuals @ weights @ residuals) / (len(t) - 2)),
        centre=centre,
        level=level,
    )


def _invert(covariance: Matrix) -> Matrix:
    """The inverse of a covariance matrix: the weights of the values in the fit. Called once for each trend. ValueError
    where the matrix is no covariance (not positive definite)."""
    try:
        root = np.linalg.inv(np.linalg.cholesky(covariance))
    except np.linalg.LinAlgError as error:
        raise ValueError("a trend needs a covariance matrix that is positive definite") from error
    return root.T @ root
