"""Numbers rounded to preferred numbers: each to a step of its series, never to the side of surer."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import (
    ClusteredShare,
    Mean,
    Share,
    coarsen_correlation,
    coarsen_mean,
    coarsen_share,
)
from hpanalysis.statistics.coarse import MANY, R10, R20, R40, round_down_to_preferred

SERIES = {10: R10, 20: R20, 40: R40}


@pytest.mark.parametrize(("steps", "series"), SERIES.items())
def test_a_series_is_so_many_steps_of_a_decade_alike_but_for_their_rounding(steps, series):
    """ISO 3:1973 rounds them to within 1.3 % of the powers of the root of ten."""
    assert len(series) == steps and list(series) == sorted(series, key=float)
    for place, step in enumerate(series):
        assert float(step) == pytest.approx(10 ** (place / steps), rel=0.013)


def test_every_second_number_of_a_finer_series_is_one_of_the_coarser():
    assert R20[::2] == R10 and R40[::2] == R20


@given(st.floats(1e-3, 1e7), st.sampled_from(list(SERIES.values())))
def test_a_number_goes_down_to_a_step_and_no_further(number, series):
    found = round_down_to_preferred(number, series)
    assert found <= number * (1 + 1e-9)
    largest = max(float(b) / float(a) for a, b in pairwise((*series, "10")))
    assert number < found * largest * (1 + 1e-9)
    assert round_down_to_preferred(found, series) == found
    with pytest.raises(ValueError, match="over 0"):
        round_down_to_preferred(-number, series)


@pytest.mark.parametrize(
    ("numerator", "size", "persons", "found"),
    [
        (99, 283.2, 40, (250.0, 40)),
        (100, 283.2, 40, (280.0, 40)),
        (16, 12.4, 12, (10.0, 10)),  # 12.5 is over 12
        (99, 100.0, 32, (100.0, 31)),
        (901, 0.9, 1, (0.8, 1)),  # of the other side there are 99
    ],
)
def test_sizes_and_persons_go_down_by_the_smaller_of_the_two_sides(numerator, size, persons, found):
    share = ClusteredShare(numerator=numerator, denominator=1000, effective_size=size, freedom=persons - 1)
    rounded = coarsen_share(share)
    assert (rounded.effective_size, rounded.freedom + 1) == found and rounded.value == share.value


@given(st.floats(1e-3, 1e3), st.integers(2, 400))
def test_a_spread_goes_up_to_a_step_and_no_further(spread, n):
    rounded = coarsen_mean(Mean(7.0, spread, n))
    assert spread * (1 - 1e-9) <= rounded.spread < spread * (1.13 if n < MANY else 1.075)
    assert coarsen_mean(rounded) == rounded


def test_a_spread_of_9_95_is_of_the_next_decade_and_one_of_nothing_stays():
    assert coarsen_mean(Mean(7.0, 9.95, 20)).spread == 10.0
    for mean in (Mean(7.0, None, 20), Mean(7.0, 0.0, 20)):
        assert coarsen_mean(mean) == mean


@given(st.floats(-1, 1), st.booleans())
def test_a_correlation_goes_down_to_a_tenth_or_a_hundredth(correlation, is_many):
    share = Share(MANY, 2 * MANY) if is_many else Share(MANY - 1, 2 * MANY)
    found, steps = coarsen_correlation(correlation, Share(200, 400), share), 100 if is_many else 10
    assert -1 <= found <= correlation + 1e-9 and correlation - found < 1 / steps + 1e-9
    assert math.isclose(found * steps, round(found * steps), abs_tol=1e-9)
