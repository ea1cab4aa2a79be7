"""Difference-in-differences on matched persons: how much more the participants changed than the others like them.

Weighted least squares in long form, a row for each person, begin month and time: value = a + b x takes part + c x later
+ d x takes part x later, and d is the estimate (Angrist & Pischke 2009, Mostly Harmless Econometrics, 5.2). What was
matched only roughly is kept in the regression with its change over time, because within a subclass the participants may
still lie lower, and then rise more by regression to the mean alone (Ho, Imai, King & Stuart 2007, Political Analysis
15, 199-236). statsmodels does the arithmetic.

The standard error is the jackknife over persons (statsmodels: `cluster-jk`; MacKinnon, Nielsen & Webb 2023, J. Appl.
Econometrics 38, 671-694): each person is left out in turn with all rows, because a person who serves at several begin
months is one piece of evidence, and because the usual correction, by clusters / (clusters - 1), is too small where
the participants are few among many or some weights are large. The same is true of t with clusters - 1 degrees of
freedom: 20 participants and 400 others know about as much as 20. So t has the degrees of freedom of Satterthwaite's
approximation with the participants and the effective number of others (Bell & McCaffrey 2002, Survey Methodology 28,
169-181; Imbens & Kolesar 2016, Rev. Econ. Statist. 98, 701-712), here for two means with one spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from hpanalysis.statistics.estimates import Interval
from hpanalysis.statistics.matched.matching import WEIGHT
from hpanalysis.statistics.matched.rows import (
    AFTER,
    BEFORE,
    PERSON,
    TREATED,
    Codes,
    Flags,
    Values,
    check_rows,
    count_effective,
    read_values,
)

_TREATED_LATER = 3  # the place of d among the coefficients


@dataclass(frozen=True, kw_only=True)
class DifferenceInDifferences:
    """The estimate and what is known of it, in the outcome's unit. Made by `estimate_difference_in_differences`.

    participants, others: persons; effective_others: how many equally weighted ones they are worth. standard_error is
    0 where nobody's change differs from the others': then nothing is known of how it varies, and nothing may be
    concluded.
    """

    estimate: float
    standard_error: float
    freedom: float
    participants: int
    others: int
    effective_others: float

    def limits(self, confidence: float = 0.95) -> Interval:
        """The two-sided t interval. Called for the interval that is shown, and for the verdict. ValueError for a
        confidence that is not in (0, 1)."""
        if not 0 < confidence < 1:
            raise ValueError("the confidence must lie between 0 and 1")
        reach = float(stdtrit(self.freedom, (1 + confidence) / 2)) * self.standard_error
        return self.estimate - reach, self.estimate + reach

    @property
    def p(self) -> float:
        """The two-sided p of no difference; 1 where the standard error is 0. Read for the placebo."""
        if self.standard_error == 0:
            return 1.0
        return float(2 * stdtr(self.freedom, -abs(self.estimate) / self.standard_error))


def estimate_difference_in_differences(
    matched: pd.DataFrame, *, start: str = BEFORE, end: str = AFTER, adjusted: Sequence[str] = ()
) -> DifferenceInDifferences:
    """How much more the participants' value changed from start to end than the matched others'.

    Called for before -> after, and for the placebo for earlier -> before, where nothing had begun. matched: rows with
    weights (`matching.match`); start, end: columns of values, none missing; adjusted: columns that were matched only
    roughly. One of these in which fewer than two persons differ from the rest tells nothing and is left out. ValueError
    for a missing value, for fewer than two participants or others, and where a column follows from the rest.
    """
    check_rows(matched, [WEIGHT, start, end, *adjusted])
    values = [read_values(matched, column) for column in (start, end)]
    treated, weights = matched[TREATED].to_numpy(bool), read_values(matched, WEIGHT)
    covariates = [_standardise(read_values(matched, column)) for column in adjusted if _varies(matched, column)]
    if any(np.isnan(each).any() for each in (*values, weights, *covariates)):
        raise ValueError("a value is missing: only persons with every value can be compared")
    participants = int(matched.loc[treated, PERSON].nunique())
    effective = count_effective(weights[~treated], matched.loc[~treated, PERSON])
    others = int(matched.loc[~treated, PERSON].nunique())
    if participants < 2 or others < 2:
        raise ValueError("a difference needs at least two participants and two others")
    estimate, standard_error = _fit(values, treated, weights, covariates, pd.factorize(matched[PERSON])[0])
    of_participants, of_others = 1 / participants, 1 / effective
    spread = of_participants**2 / (participants - 1) + of_others**2 / (effective - 1)
    return DifferenceInDifferences(
        estimate=estimate,
        standard_error=standard_error,
        freedom=(of_participants + of_others) ** 2 / spread,
        participants=participants,
        others=others,
        effective_others=effective,
    )


def _fit(
    values: Sequence[Values], treated: Flags, weights: Values, covariates: Sequence[Values], persons: Codes
) -> tuple[float, float]:
    """The coefficient of taking part x later and its standard error, by statsmodels. Called once an estimate."""
    import statsmodels.api as sm  # it takes a second to import, and most runs of the program compare nobody

    ones, times = np.ones(len(treated)), []
    for later in (0.0, 1.0):
        columns = [ones, treated * 1.0, ones * later, treated * later]
        columns += [part for covariate in covariates for part in (covariate, covariate * later)]
        times.append(np.column_stack(columns))
    design, value = np.vstack(times), np.concatenate(values)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise ValueError("a column that is adjusted for follows from the others: the difference cannot be told apart")
    model = sm.WLS(value, design, weights=np.tile(weights, 2))
    fitted = model.fit(cov_type="cluster-jk", cov_kwds={"groups": np.tile(persons, 2), "use_correction": True})
    error = float(fitted.bse[_TREATED_LATER])
    # What is 0 comes out of the arithmetic as some 1e-16 of the values, also where they are all alike.
    return float(fitted.params[_TREATED_LATER]), 0.0 if error <= 1e-12 * float(np.abs(value).max()) else error


def _standardise(values: Values) -> Values:
    """The values about their mean in standard deviations, so that the arithmetic is exact whatever the unit. Called for
    each adjusted column; it changes neither the estimate nor its error."""
    return (values - values.mean()) / values.std()


def _varies(matched: pd.DataFrame, column: str) -> bool:
    """Whether at least two persons differ from the most frequent value, so that the column still varies when any one
    person is left out. Called for each column that is to be adjusted for."""
    values = read_values(matched, column)
    if np.isnan(values).all():
        return True  # and refused by the caller
    numbers, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    return bool(matched.loc[values != numbers[counts.argmax()], PERSON].nunique() >= 2)
