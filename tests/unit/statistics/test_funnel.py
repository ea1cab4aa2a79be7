"""Funnel limits against the figures PHEindicatormethods prints, and against each unit's own interval."""

from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import compute_funnel_limits_of_rate, compute_funnel_limits_of_share

# tests/testthat/testdata_funnel_prop_outputs.csv, version 2.1.0: baseline 80.642448 %.
LEVEL = 0.80642448
SHARES = [
    (1, 3.204264, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (190, 75.024492, 86.260404, 71.784739, 89.500157),
    (438, 76.942308, 84.342587, 74.808519, 86.476377),
    (1531, 78.663349, 82.621547, 77.522045, 83.76285),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]


@pytest.mark.parametrize(("n", "lo", "hi", "outer_lo", "outer_hi"), SHARES)
def test_share_limits_are_those_that_phe_prints(n, lo, hi, outer_lo, outer_hi):
    found = [
        100 * limit for confidence in (0.95, 0.998) for limit in compute_funnel_limits_of_share(LEVEL, n, confidence)
    ]
    # The level is printed to six decimals; at n = 1 an error in its last digit is doubled.
    assert found == pytest.approx([lo, hi, outer_lo, outer_hi], abs=2e-6)


# tests/testthat/testdata_funnel_rate_outputs.csv: 116.1720835 per 100,000; populations are of one year of three.
RATE = 116.1720835e-5
RATES = [  # population, limit and whether it is the lower one, of 1, 10, 151 and 1360 events
    (1598.675694, 20.85059119, 0.95, 0),
    (7.264481402, 4588.535848, 0.95, 1),
    (2649.348525, 12.58170943, 0.998, 0),
    (0.287087625, 116108.569, 0.998, 1),
    (5276.757672, 63.17010446, 0.95, 0),
    (1375.943768, 242.2579623, 0.95, 1),
    (50814.51335, 99.05306578, 0.95, 0),
    (33242.59456, 151.4121686, 0.998, 1),
    (411529.9259, 110.158048, 0.95, 0),
    (358342.3275, 126.5084525, 0.998, 1),
]


@pytest.mark.parametrize(("population", "limit", "confidence", "side"), RATES)
def test_rate_limits_are_those_that_phe_prints(population, limit, confidence, side):
    # PHE halves its way to the population in steps down to 1e-7, so its last digits are its own.
    found = 1e5 * compute_funnel_limits_of_rate(RATE, 3 * population, confidence)[side]
    assert found == pytest.approx(limit, rel=2e-6 if population > 1 else 2e-4)


def wilson(numerator, n, z):
    share = numerator / n
    middle, reach = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)


Z = {0.95: 1.959963984540054, 0.998: 3.090232306167813}


@given(st.integers(1, 400), st.data(), st.integers(1, 99), st.sampled_from([0.95, 0.998]))
def test_a_share_lies_outside_exactly_when_its_wilson_interval_leaves_the_level_out(n, data, percent, confidence):
    numerator, level = data.draw(st.integers(0, n)), percent / 100
    inside = wilson(numerator, n, Z[confidence])
    lo, hi = compute_funnel_limits_of_share(level, n, confidence)
    edge = min(abs(level - end) for end in inside)
    if edge > 1e-9:
        assert (inside[0] < level < inside[1]) == (lo <= numerator / n <= hi)


def poisson_at_most(events, expected):
    """The chance of at most so many events, summed term by term."""
    term = total = exp(-expected)
    for number in range(1, events + 1):
        term *= expected / number
        total += term
    return total


@given(st.integers(0, 60), st.integers(1, 500), st.sampled_from([0.95, 0.998]))
def test_a_rate_lies_outside_exactly_when_so_few_or_so_many_events_are_rarer_than_the_tail(events, tenths, confidence):
    expected, tail = tenths / 10, (1 - confidence) / 2
    lo, hi = compute_funnel_limits_of_rate(0.5, 2 * expected, confidence)
    too_few = poisson_at_most(events, expected) < tail
    too_many = 1 - (poisson_at_most(events - 1, expected) if events else 0.0) < tail
    assert (events / (2 * expected) < lo) == too_few
    assert (events / (2 * expected) > hi) == too_many


@given(st.integers(1, 99), st.integers(1, 5000))
def test_limits_hold_the_level_and_narrow_with_size(percent, n):
    level = percent / 100
    for limits in (compute_funnel_limits_of_share, compute_funnel_limits_of_rate):
        lo, hi = limits(level, n)
        outer_lo, outer_hi = limits(level, n, 0.998)
        assert 0 <= outer_lo <= lo <= level <= hi <= outer_hi
        more_lo, more_hi = limits(level, 4 * n)
        assert lo <= more_lo and more_hi <= hi


@given(st.integers(0, 100), st.integers(1, 5000))
def test_the_funnel_of_those_outside_mirrors_the_funnel_of_those_inside(percent, n):
    lo, hi = compute_funnel_limits_of_share(percent / 100, n)
    assert compute_funnel_limits_of_share((100 - percent) / 100, n) == pytest.approx((1 - hi, 1 - lo), abs=1e-12)


@pytest.mark.parametrize(("level", "size"), [(-0.1, 10), (1.1, 10), (float("nan"), 10), (0.5, 0), (0.5, -3)])
def test_a_level_or_size_that_cannot_be_is_refused(level, size):
    with pytest.raises(ValueError, match="funnel"):
        compute_funnel_limits_of_share(level, size)


def test_a_rate_may_be_over_one_but_not_under_nought():
    assert compute_funnel_limits_of_rate(1.5, 10)[1] > 1.5
    with pytest.raises(ValueError, match="funnel"):
        compute_funnel_limits_of_rate(-0.1, 10)
    assert compute_funnel_limits_of_rate(0.0, 10) == (0.0, 0.0)
