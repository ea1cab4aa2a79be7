"""The prior, the probability and its word made anew: by the equation itself, in plain arithmetic, at each threshold."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.evidence import compute_probability, find_prior_sd, name_series, word_probability
from hpanalysis.verify.remake.natural_scale import Natural, subtract_naturals

effects = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), max_size=30)


@settings(deadline=None)
@given(effects)
def test_the_variance_solves_the_equation_of_paule_and_mandel(found):
    """With four effects of 0.05 added, seen without error: the squares over their variances sum to their number."""
    pairs = [*found, *[(0.05, 0.0)] * 4]
    expected = brentq(lambda v: sum(e * e / (s * s + v) for e, s in pairs) - len(pairs), 1e-9, 100, xtol=1e-15)
    assert find_prior_sd(found) == pytest.approx(math.sqrt(expected), rel=1e-7)


def test_windows_pooled_and_counted_again_are_series_of_their_own():
    windows = ("2024-12", "2025-12", "2024-12@3", "2022..2024", "2025..2027")
    rows = [Figure(("moedre", window, "nord"), "vist", None, None, {"half_year": "2026H1"}) for window in windows]
    plain, later, again, pooled, later_pooled = map(name_series, rows)
    assert plain == later and pooled == later_pooled
    assert len({plain, again, pooled}) == 3


def test_of_no_effects_it_is_what_is_taken_for_granted():
    assert find_prior_sd([]) == pytest.approx(0.05)


@given(st.floats(-3, 3), st.floats(0.01, 2), st.floats(0.03, 2))
def test_the_probability_is_that_of_the_true_effect_over_nought(effect, se, prior_sd):
    """Of a normal with what is left of the effect as its mean (Efron & Morris 1975)."""
    left = prior_sd**2 / (prior_sd**2 + se**2)
    expected = norm.sf(0, loc=left * effect, scale=math.sqrt(left) * se)
    assert compute_probability(effect, se, prior_sd) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("probability", "change", "word"),
    [
        ("0.9750", "1", "næsten sikkert forbedret"),
        ("0.9749", "1", "sandsynligvis forbedret"),
        ("0.8000", "1", "sandsynligvis forbedret"),
        ("0.7999", "1", "uvist"),
        ("0.5000", "1", "uvist"),
        ("0.2001", "-1", "uvist"),
        ("0.2000", "-1", "sandsynligvis forværret"),
        ("0.0251", "-1", "sandsynligvis forværret"),
        ("0.0250", "-1", "næsten sikkert forværret"),
        ("0.9900", "0", "uvist"),
        ("0.9900", "-1", "uvist"),
        ("0.0100", "1", "uvist"),
    ],
)
def test_a_word_begins_at_its_threshold_and_never_contradicts_the_printed_change(probability, change, word):
    assert word_probability(probability, Decimal(change)) == word


@given(st.tuples(*[st.floats(0.01, 2)] * 4).map(sorted), st.floats(-0.9, 0.9), st.floats(0, 1), st.floats(0, 1))
def test_the_bounds_of_a_standard_error_hold_every_one_that_can_be(errors, correlation, first, second):
    a, b = (errors[0], errors[2]), (errors[1], errors[3])
    bounds = subtract_naturals(Natural((0, 0), a), Natural((0, 0), b), (correlation - 0.1, correlation + 0.1)).se
    x, y = a[0] + first * (a[1] - a[0]), b[0] + second * (b[1] - b[0])
    se = math.sqrt(x * x + y * y - 2 * correlation * x * y)
    assert bounds[0] - 1e-9 <= se <= bounds[1] + 1e-9
