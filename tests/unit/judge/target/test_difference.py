import math

from hpanalysis.judge.target import make_difference
from hpanalysis.statistics import Mean, Share, compute_difference_interval


def test_a_difference_has_six_digits_and_the_unit():
    found = make_difference(Share(30, 100), Share(20, 90), 100)
    low, high = compute_difference_interval(Share(30, 100), Share(20, 90))
    assert (found.value, found.low, found.high) == (7.77778, float(f"{100 * low:.6g}"), float(f"{100 * high:.6g}"))


def test_no_difference_has_no_sign():
    found = make_difference(Share(30, 100), Share(30, 100), 100)
    assert math.copysign(1, found.value) == 1


def test_what_has_no_interval_has_no_difference():
    assert make_difference(Mean(6.0, None, 20), Mean(7.0, 2.0, 20), 1) is None


def test_turned_by_the_direction_the_worst_end_is_the_lower():
    found = make_difference(Share(30, 100), Share(20, 90), 100)
    assert found.turn(1) == (found.value, found.low, found.high)
    assert found.turn(-1) == (-found.value, -found.high, -found.low)
