"""Published examples of empirical Bayes, to every printed digit.

Both examples estimate the mean too, where the program's is known to be 0: their effects are taken from their own mean,
and stretched so that their number is the degrees of freedom that the example uses.
"""

import math

import numpy as np
import pytest
from scipy.stats import norm

from hpanalysis.statistics import (
    Share,
    compute_natural_difference,
    compute_probability_above_zero,
    estimate_prior_sd,
)

# Efron & Morris (1975), J. Amer. Statist. Assoc. 70, 311-319, table 1: the hits of 18 players in their first 45 times
# at bat in 1970, and the estimate of what each would hit in the rest of the season.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
TIMES = 45
ESTIMATES = [0.290, 0.286, 0.281, 0.277, 0.273, 0.273, 0.268, 0.264, 0.259, 0.259]
ESTIMATES += [0.254, 0.254, 0.254, 0.254, 0.254, 0.249, 0.244, 0.239]


def test_the_batting_averages_of_efron_and_morris():
    """The arc sine of a share has the variance 1 whatever the share is; each is drawn by .791 towards their mean."""
    seen = math.sqrt(TIMES) * np.arcsin(2 * np.array(HITS) / TIMES - 1)
    k, deviations = len(HITS), seen - seen.mean()
    stretched = deviations * math.sqrt(k / (k - 3))  # James & Stein's k - 3 for a mean that is estimated
    variance = estimate_prior_sd(stretched.tolist(), [1.0] * k) ** 2
    left = variance / (variance + 1)
    assert round(1 - left, 3) == 0.791
    found = (np.sin((seen.mean() + left * deviations) / math.sqrt(TIMES)) + 1) / 2
    assert found.round(3).tolist() == ESTIMATES


def test_the_probability_is_that_of_the_estimate_of_efron_and_morris():
    """Clemente's estimate lies .209 of his deviation over the mean, with a standard deviation of the root of .209."""
    seen = math.sqrt(TIMES) * np.arcsin(2 * np.array(HITS) / TIMES - 1)
    deviation, left = float(seen[0] - seen.mean()), 0.209
    prior_sd = math.sqrt(left / (1 - left))
    expected = norm.sf(0, loc=left * deviation, scale=math.sqrt(left))
    assert compute_probability_above_zero(deviation, 1.0, prior_sd) == pytest.approx(expected, rel=1e-12)


# DerSimonian & Kacker (2007), Contemp. Clin. Trials 28, 105-114, the CLASP example: cases and persons of six trials of
# aspirin against pre-eclampsia, treated and not; tables 3 and 4 print tau .3681, the mean -.3811 and its error .2060.
TREATED = ((5, 156), (5, 303), (12, 565), (69, 1570), (9, 103), (313, 4659))
CONTROLS = ((8, 74), (17, 303), (9, 477), (94, 1565), (11, 105), (352, 4650))


def _find_mean(effects: np.ndarray, variances: np.ndarray, variance: float) -> tuple[float, float]:
    weights = 1 / (variances + variance)
    return float(weights @ effects / weights.sum()), float(weights.sum() ** -0.5)


def test_paule_and_mandels_estimate_of_dersimonian_and_kackers_example():
    odds = [[math.log(cases / (persons - cases)) for cases, persons in groups] for groups in (TREATED, CONTROLS)]
    effects = np.subtract(*odds)
    parts = [[1 / cases + 1 / (persons - cases) for cases, persons in groups] for groups in (TREATED, CONTROLS)]
    variances, n = np.add(*parts), len(TREATED)
    means, sd = [0.0], 0.0
    for _ in range(200):  # mean and variance by turns, until neither moves
        deviations = (effects - means[-1]) * math.sqrt(n / (n - 1))
        sd = estimate_prior_sd(deviations.tolist(), np.sqrt(variances).tolist())
        means.append(_find_mean(effects, variances, sd**2)[0])
    assert abs(means[-1] - means[-2]) < 1e-12
    mean, error = _find_mean(effects, variances, sd**2)
    assert (round(sd, 4), round(mean, 4), round(error, 4)) == (0.3681, -0.3811, 0.2060)


def test_the_natural_scale_of_the_same_trials_is_theirs_but_for_the_halves():
    """Of trials with many cases the half a person that is added to each cell is hardly to be seen."""
    (cases, persons), (others, controls) = TREATED[-1], CONTROLS[-1]
    found = compute_natural_difference(Share(cases, persons), Share(others, controls))
    theirs = math.log(cases * (controls - others) / ((persons - cases) * others))
    assert found.value == pytest.approx(theirs, abs=5e-4)
    assert found.se == pytest.approx(
        math.sqrt(1 / cases + 1 / (persons - cases) + 1 / others + 1 / (controls - others)), abs=2e-4
    )
