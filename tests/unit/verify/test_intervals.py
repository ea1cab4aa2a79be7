"""Intervals written anew give what the program's own statistics give, for every count that a page may show."""

import pytest

from hpanalysis.statistics import Rate, Share
from hpanalysis.verify.checks.intervals import compute_poisson_interval, compute_wilson_interval


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
