"""A change held against another one: limits and p against Newcombe's own figures and against the program's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis import statistics
from hpanalysis.verify.remake.formulas import differences
from hpanalysis.verify.remake.formulas.limits import compute_poisson_interval

_Z = 1.959963984540054
_SHARE = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
_RATE = st.tuples(st.integers(0, 60), st.integers(1, 900))


def test_newcombes_first_example_is_the_difference_of_two_shares():
    """Newcombe (1998), Statist. Med. 17, 873-890, table II (a), method 10: 56/70 - 48/80 is .0524 to .3339."""
    found = differences.Difference(differences.Share(56, 70), differences.Share(48, 80))
    assert found.limits_at(_Z) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize("z", [0.5, 1.6448536269514722, 1.959963984540054, 4.0, 9.0])
@pytest.mark.parametrize("events", [0, 1, 4, 9, 10, 57])
def test_poisson_limits_at_every_quantile_are_the_programs(events, z):
    assert compute_poisson_interval(float(events), z) == pytest.approx(
        statistics.Rate(events).limits_at(z), rel=1e-9, abs=1e-12
    )


@given(st.lists(_SHARE, min_size=4, max_size=4), st.floats(-0.9, 0.9))
def test_shares_are_held_against_each_other_as_in_what_is_published(counts, correlation):
    own, theirs = ([kind(*one) for one in counts] for kind in (differences.Share, statistics.Share))
    _compare(own, theirs, correlation)


@given(st.lists(_RATE, min_size=4, max_size=4))
def test_rates_are_held_against_each_other_as_in_what_is_published(counts):
    own, theirs = ([kind(*one) for one in counts] for kind in (differences.Rate, statistics.Rate))
    _compare(own, theirs, 0.0)


def _compare(own, theirs, correlation: float) -> None:
    mine = differences.Difference(
        differences.Difference(own[0], own[1], correlation), differences.Difference(own[2], own[3])
    )
    of_area, of_rest = statistics.Difference(theirs[0], theirs[1], correlation), statistics.Difference(*theirs[2:])
    for confidence in (0.90, 0.95):
        z = statistics.estimates.compute_normal_quantile(confidence)
        found = statistics.compute_difference_interval(of_area, of_rest, 0.0, confidence)
        assert mine.limits_at(z) == pytest.approx(found, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("p", [1.0, 0.5, 0.05, 1e-6, 1e-100])
def test_the_quantile_of_a_p_has_that_p(p):
    assert differences.compute_two_tails(differences.find_quantile(p)) == pytest.approx(p, rel=1e-9)
