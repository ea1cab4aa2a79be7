"""A chance of error spent over looks: the published function, and that looks together err no oftener than it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from hpanalysis.statistics import compute_look_level, compute_spent


def test_the_pocock_like_function_is_lan_and_demetss():
    # .05 x ln(1 + (e - 1) t); R's GroupSeq prints asPocock(0.05, 3, 1) = 0.09086198, where t is 3.
    assert f"{0.05 * math.log(1 + (math.e - 1) * 3):.8f}" == "0.09086198"
    for t in (0.2, 0.5, 0.9):
        assert compute_spent(0.05, t) == 0.05 * math.log(1 + (math.e - 1) * t)
    assert f"{compute_spent(0.05, 0.5):.4f}" == "0.0310"


@given(st.floats(0.001, 0.5), st.lists(st.floats(0.01, 1), min_size=1, max_size=10, unique=True))
def test_looks_together_spend_no_more_than_the_chance(chance, times):
    kept, before = 1.0, 0.0
    for time in sorted(times):
        kept *= 1 - compute_look_level(chance, time, before)
        before = time
    assert 1 - kept == pytest.approx(compute_spent(chance, before))
    assert 1 - kept <= chance + 1e-12


def test_all_is_spent_at_the_end_and_nothing_after_it():
    assert compute_spent(0.1, 1) == pytest.approx(0.1)
    assert compute_spent(0.1, 1.4) == compute_spent(0.1, 1)
    assert compute_look_level(0.1, 1.2, 1.0) == 0
    assert compute_look_level(0.1, 0.5, 0.5) == 0


def test_tests_of_one_look_share_it():
    one, two = compute_look_level(0.1, 0.5, 0.2), compute_look_level(0.1, 0.5, 0.2, tests=2)
    assert 1 - (1 - two) ** 2 == pytest.approx(one)


@pytest.mark.parametrize(("chance", "passed"), [(0, 0.5), (1, 0.5), (0.1, -0.1)])
def test_what_is_no_chance_or_no_time_is_refused(chance, passed):
    with pytest.raises(ValueError, match="chance"):
        compute_spent(chance, passed)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_looks_that_share_a_baseline_err_no_oftener(correlation):
    """Sidak: the chance of no error over looks that go together is no smaller than over independent ones."""
    rng = np.random.default_rng(7)
    times = np.arange(1, 11) / 10
    levels = np.array([compute_look_level(0.1, t, t - 0.1) for t in times])
    shared, own = rng.standard_normal((40_000, 1)), rng.standard_normal((40_000, 10))
    looks = math.sqrt(correlation) * shared + math.sqrt(1 - correlation) * own
    ever = (np.abs(looks) > -ndtri(levels / 2)).any(axis=1).mean()
    assert ever <= 0.1 + 3 * math.sqrt(0.09 / 40_000)
    assert correlation or ever == pytest.approx(0.1, abs=0.005)
