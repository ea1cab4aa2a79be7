"""The second implementation of expected figures and of power, against scipy's and the first one's."""

import pytest
from scipy.stats import t

from hpanalysis.statistics import Mean, Rate, Share, compute_power, compute_power_of_poisson_test, run_welch_test
from hpanalysis.statistics.estimates import ExpectedShare as FirstShare
from hpanalysis.verify.remake.formulas import power
from hpanalysis.verify.remake.formulas.expected import ExpectedMean, ExpectedRate, ExpectedShare, compute_welch_p
from hpanalysis.verify.remake.formulas.gamma import compute_expected_interval
from hpanalysis.verify.remake.formulas.student import compute_student_quantile


@pytest.mark.parametrize("freedom", [1, 2, 9, 30, 199, 200, 1000])
@pytest.mark.parametrize("tail", [0.0005, 0.006, 0.025, 0.3])
def test_students_quantile_at_every_tail(freedom, tail):
    assert compute_student_quantile(freedom, tail) == pytest.approx(t.isf(tail, freedom), rel=1e-9)


@pytest.mark.parametrize("events", [0, 0.3, 1, 5.5, 9.99, 10.0, 22.4])
@pytest.mark.parametrize("z", [1.6, 1.96, 3.3])
def test_the_limits_of_events_that_need_not_be_whole(events, z):
    assert compute_expected_interval(events, z) == pytest.approx(Rate(events).limits_at(z), abs=1e-9)


@pytest.mark.parametrize("now", [(6, 22, -1), (20, 8, 1), (0.5, 3, -1), (40, 70, -1)])
def test_the_power_of_few_events_and_of_many(now):
    later, before, sign = now
    found = power.compute_power_of_events(
        ExpectedRate(value=later / 100, exposure=100.0), ExpectedRate(value=before / 90, exposure=90.0), sign, 0.0126
    )
    assert found == pytest.approx(compute_power_of_poisson_test(Rate(later, 100), Rate(before, 90), sign, 0.0126))


@pytest.mark.parametrize("freedom", [None, 40])
@pytest.mark.parametrize("correlation", [0.0, 0.4])
def test_the_power_of_a_change_of_a_share(freedom, correlation):
    found = power.compute_power(
        ExpectedShare(value=0.3, size=50.5, freedom=freedom),
        ExpectedShare(value=0.5, size=60),
        -1,
        0.0126,
        0.0,
        correlation,
    )
    first = compute_power(FirstShare(0.3, 50.5, freedom), Share(30, 60), -1, 0.0126, 0.0, correlation)
    assert found == pytest.approx(first, abs=1e-9)


def test_welchs_p_of_two_means():
    found = compute_welch_p(ExpectedMean(value=6.1, of_mean=0.3, n=42), ExpectedMean(value=7.2, of_mean=0.4, n=25))
    first = run_welch_test(Mean(6.1, 0.3 * 42**0.5, 42), Mean(7.2, 0.4 * 5, 25))
    assert found == pytest.approx(first.p, rel=1e-9)
