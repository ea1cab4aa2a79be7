"""Intervals written anew give what the program's own statistics give, for every count that a page may show."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import ClusteredShare, Rate, Share
from hpanalysis.verify.remake.formulas.limits import (
    Z,
    compute_poisson_interval,
    compute_share_limits,
    compute_wilson_interval,
    find_stretch,
)


@pytest.mark.parametrize("denominator", [1, 2, 5, 7, 37, 164, 2158, 100_000])
def test_wilsons_interval_is_that_of_the_publication(denominator):
    for numerator in {0, 1, denominator // 3, denominator // 2, denominator - 1, denominator}:
        assert compute_wilson_interval(numerator, denominator) == pytest.approx(
            Share(numerator, denominator).limits(), abs=1e-12
        )


@pytest.mark.parametrize("events", [0, 1, 2, 5, 9, 10, 11, 50, 1000])
def test_the_poisson_interval_is_that_of_the_publication(events):
    assert compute_poisson_interval(events) == pytest.approx(Rate(events).limits(), rel=1e-9, abs=1e-12)


def test_wilsons_interval_of_one_in_ten_is_the_one_in_the_literature():
    """Newcombe (1998), Statist. Med. 17, 857-872, table I: 15 of 148 by Wilson's score is 0.0624 to 0.1605."""
    assert compute_wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_the_exact_interval_of_no_event_ends_at_3_69():
    """-ln(0.025): the count under which seeing none has a chance of 2.5 %."""
    assert compute_poisson_interval(0) == (0.0, pytest.approx(3.6888794541139363))


@given(st.floats(0, 1), st.floats(1e-6, 1e3), st.integers(0, 2))
def test_the_printed_limits_give_the_stretch_away(value, stretch, decimals):
    """Whatever the rounding hides, the stretch that made the limits is among those found."""
    half = 0.5 * 10.0**-decimals / 100
    ends = [round(100 * end, decimals) / 100 for end in compute_share_limits(value, stretch)]
    found = find_stretch(value, *((end - half - 1e-12, end + half + 1e-12) for end in ends))
    assert found is not None and found[0] <= stretch * (1 + 1e-9) and stretch <= found[1] * (1 + 1e-9)


def test_limits_that_no_number_of_persons_gives_belong_to_no_stretch():
    """20 % with limits as of 100 persons below and as of 1,000 above."""
    low, high = compute_wilson_interval(20, 100)[0], compute_wilson_interval(200, 1000)[1]
    assert find_stretch(0.2, (low - 0.0005, low + 0.0005), (high - 0.0005, high + 0.0005)) is None


def test_limits_by_persons_and_not_by_days_are_of_the_effective_number():
    """40 pupils with 200 days each, of whom half are away half of the time: 40 persons less one degree of freedom."""
    days = ClusteredShare.of_sums(
        numerator=2000, denominator=8000, persons=40, sum_nn=20 * 100**2, sum_nd=2000 * 200, sum_dd=40 * 200**2
    )
    low, high = days.limits()
    least, most = find_stretch(0.25, (low - 1e-9, low + 1e-9), (high - 1e-9, high + 1e-9))
    assert least == pytest.approx(most, rel=1e-5)
    assert Z**2 / days.effective_size < least < 1.1 * Z**2 / days.effective_size  # Student's t is over the normal 1.96


def test_a_share_of_nothing_and_of_all_may_have_any_stretch_that_reaches_the_other_limit():
    assert find_stretch(0.0, (-0.0005, 0.0005), (0.0365, 0.0375))[1] == pytest.approx(0.0375 / (1 - 0.0375))
    assert find_stretch(1.0, (-0.0005, 0.0005), (0.9995, 1.0005))[1] == math.inf
