"""How much true effects vary, and which way each goes: closed forms, a second implementation, and draws."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import norm

from hpanalysis.statistics import compute_probability_above_zero, estimate_prior_sd


def test_with_equal_errors_the_variance_is_what_the_errors_leave_of_the_mean_square():
    effects = [0.5, -0.2, 0.4, -0.6, 0.1]
    assert estimate_prior_sd(effects, [0.2] * 5) ** 2 == pytest.approx(np.mean(np.square(effects)) - 0.04, rel=1e-12)


def test_effects_that_vary_no_more_than_their_errors_have_no_variance():
    assert estimate_prior_sd([0.1, -0.2, 0.15], [0.2, 0.2, 0.2]) == 0
    assert estimate_prior_sd([], []) == 0


def test_a_shift_that_all_share_counts_as_variation_about_no_change():
    assert estimate_prior_sd([0.5, 0.5, 0.5], [0.1, 0.1, 0.1]) == pytest.approx(np.sqrt(0.24))


def test_the_sum_of_squares_over_their_variances_is_the_number_of_effects():
    """Held against another root finder, on 200 sets of effects of very unlike sizes."""
    rng = np.random.default_rng(1982)
    positive = 0
    for _ in range(200):
        n = int(rng.integers(2, 40))
        ses = np.exp(rng.normal(-1, 1, n))
        effects = rng.normal(0, np.hypot(ses, rng.choice([0.0, 0.05, 0.4, 3.0])))
        found = estimate_prior_sd(effects.tolist(), ses.tolist())

        def excess(t, effects=effects, ses=ses):
            return np.sum(effects**2 / (ses**2 + t)) - len(ses)

        expected = 0.0 if excess(0.0) <= 0 else brentq(excess, 0, 1e4, xtol=1e-15, rtol=1e-14)
        assert found**2 == pytest.approx(expected, rel=1e-9, abs=1e-14)
        positive += found > 0
    assert positive > 100


@pytest.mark.parametrize("true", [0.1, 0.3, 1.0])
def test_over_many_draws_the_variance_is_found(true):
    rng = np.random.default_rng(75)
    ses = np.tile([0.15, 0.2, 0.3, 0.4, 0.25], 40)
    found = [estimate_prior_sd(rng.normal(0, np.hypot(ses, true)).tolist(), ses.tolist()) for _ in range(60)]
    assert np.sqrt(np.mean(np.square(found))) == pytest.approx(true, rel=0.1)


def test_pseudo_effects_alone_give_their_size_and_are_outweighed_by_many_effects():
    assert estimate_prior_sd([], [], 4, 0.05) == pytest.approx(0.05, rel=1e-12)
    few, many = (estimate_prior_sd([0.4, -0.4] * n, [0.1, 0.1] * n, 4, 0.05) for n in (2, 200))
    alone = estimate_prior_sd([0.4, -0.4], [0.1, 0.1])
    assert 0.05 < few < many < alone == pytest.approx(np.sqrt(0.15))


def test_pseudo_effects_are_effects_without_error():
    """The estimating equation holds with them; where chance explains all, they leave a floor."""
    effects, ses = [0.3, -0.1, 0.25], [0.1, 0.3, 0.2]
    t = estimate_prior_sd(effects, ses, 4, 0.05) ** 2
    total = sum(e * e / (s * s + t) for e, s in zip(effects, ses, strict=True)) + 4 * 0.05**2 / t
    assert total == pytest.approx(3 + 4, rel=1e-9)
    assert estimate_prior_sd([0.0] * 7, [0.2] * 7, 4, 0.05) == pytest.approx(0.05 * np.sqrt(4 / 11), rel=1e-9)


def test_a_standard_error_of_nought_is_refused():
    with pytest.raises(ValueError, match="standard error over 0"):
        estimate_prior_sd([0.1], [0.0])
    with pytest.raises(ValueError, match="a size over 0"):
        estimate_prior_sd([0.1], [0.1], 4)
    with pytest.raises(ValueError, match="over 0"):
        compute_probability_above_zero(0.1, 0.0, 0.2)
    with pytest.raises(ValueError, match="not negative"):
        compute_probability_above_zero(0.1, 0.2, -0.1)


def test_the_probability_is_that_of_the_normal_that_the_two_make_together():
    effect, se, prior = 0.3, 0.2, 0.25
    left = prior**2 / (prior**2 + se**2)
    expected = norm.sf(0, loc=left * effect, scale=np.sqrt(left) * se)
    assert compute_probability_above_zero(effect, se, prior) == pytest.approx(expected, rel=1e-12)


def test_without_effect_or_variation_there_is_no_direction_and_a_wide_prior_leaves_the_one_sided_p():
    assert compute_probability_above_zero(0.0, 0.2, 0.3) == 0.5
    assert compute_probability_above_zero(4.0, 0.2, 0.0) == 0.5
    assert compute_probability_above_zero(0.3, 0.2, 1e9) == pytest.approx(norm.cdf(1.5))


def test_a_sign_turned_is_a_probability_turned():
    assert compute_probability_above_zero(-0.3, 0.2, 0.1) == pytest.approx(
        1 - compute_probability_above_zero(0.3, 0.2, 0.1)
    )


def test_of_what_is_given_a_probability_that_share_is_true():
    """200,000 true effects drawn from the prior: among those given about 90 %, 90 % are over 0."""
    rng = np.random.default_rng(1975)
    true = rng.normal(0, 0.3, 200_000)
    ses = rng.uniform(0.1, 0.6, true.size)
    seen = rng.normal(true, ses)
    given = norm.cdf(seen / ses * 0.3 / np.hypot(0.3, ses))
    sample = rng.integers(0, true.size, 300)
    assert [compute_probability_above_zero(seen[i], ses[i], 0.3) for i in sample] == pytest.approx(given[sample])
    for low in (0.55, 0.7, 0.8, 0.9, 0.95):
        among = (given >= low) & (given < low + 0.05)
        assert (true[among] > 0).mean() == pytest.approx(given[among].mean(), abs=0.015)
