"""XmR charts against the figures that NHSRplotthedots prints, its own cases of the rules, and a slower second way."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import Assurance, Limits, Rule, assess_target, compute_xmr_points

# R's set.seed(123); rnorm(20), as far as R prints it: the series of NHSRplotthedots' own test
# (tests/testthat/test-ptd_spc_standard.R, version 0.2.2).
SERIES = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621),
    *(-1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272),
    *(-0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141),
]
WITH_A_JUMP = [*SERIES[:14], 10.0, *SERIES[15:]]


@pytest.mark.parametrize(
    ("series", "centre", "lo", "hi"),
    [
        (SERIES, "0.1416238", "-3.01138", "3.294627"),
        (WITH_A_JUMP, "0.6694159", "-4.596625", "5.935457"),
    ],
)
def test_centre_and_limits_are_those_that_nhsrplotthedots_prints(series, centre, lo, hi):
    # tests/testthat/_snaps/ptd_spc_standard.md: the first and, without screening of ranges, the third result.
    limits = compute_xmr_points(series)[0].limits
    for ours, printed in ((limits.centre, centre), (limits.lo, lo), (limits.hi, hi)):
        assert round(ours, len(printed.split(".")[1])) == float(printed)


def test_mean_and_mean_moving_range_are_those_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates, mean 50.81, mean moving range 1.8778.
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    limits = compute_xmr_points(flow)[0].limits
    assert round(limits.centre, 2) == 50.81
    assert round((limits.hi - limits.centre) / 2.66, 4) == 1.8778
    # It prints 55.8041 and 45.8159 with 3/1.128 for the 2.66 that is printed of it.
    assert (limits.lo, limits.hi) == pytest.approx((45.8159, 55.8041), abs=0.001)
    assert limits.trial


def rules(values, rebase_at=()):
    """Of each point: the rules' names, shortened, with the direction."""
    return [
        ("+" if p.direction > 0 else "-", {r.name for r in p.rules}) if p.rules else None
        for p in compute_xmr_points(values, rebase_at)
    ]


def places_of(rule, values, rebase_at=()):
    return [place for place, point in enumerate(compute_xmr_points(values, rebase_at)) if rule in point.rules]


NOISE = [1, -1] * 10  # mean 0, mean moving range 2, limits at 5.32, two sigma at 3.55


def test_noise_meets_no_rule():
    points = compute_xmr_points(NOISE)
    assert {p.rules for p in points} == {()} and {p.direction for p in points} == {0}
    assert points[0].limits == Limits(0.0, -5.32, 5.32, trial=False)


def test_a_point_outside_the_limits_is_told_with_its_side():
    up = [*NOISE, 12, *NOISE]
    assert places_of(Rule.OUTSIDE, up) == [20]
    assert compute_xmr_points(up)[20].direction == 1
    assert compute_xmr_points([-v for v in up])[20].direction == -1


def test_a_point_on_a_limit_is_not_outside_it():
    # Mean 0, moving ranges 2 and 2: the limits are +-5.32. No value of this series lies outside, all equal is no noise.
    assert places_of(Rule.OUTSIDE, [1, -1, 1]) == []
    assert places_of(Rule.OUTSIDE, [0.1] * 20) == []


@pytest.mark.parametrize(("length", "told"), [(6, 0), (7, 7), (9, 9)])
def test_a_run_of_seven_on_one_side_is_told_of_all_its_points(length, told):
    # Up and down by turns on the high side, so that nothing rises: then the low side by turns of four.
    high = [10 + (place % 2) for place in range(length)]
    low = [-30, 30, -31, 31] * 5
    series = [*low, *high, *low]
    centre = fmean(series)
    assert min(high) > centre
    found = places_of(Rule.SHIFT, [*low[:-1], -40, *high, *low])
    assert len(found) == told


def test_a_point_on_the_mean_ends_a_run():
    values = [1, 2, 1, 0, 1, 2, 1, -1, -2, -1, 0, -1, -2, -1]
    assert fmean(values) == 0
    assert places_of(Rule.SHIFT, values) == []
    without = [1, 2, 1, 1, 1, 2, 1, -1, -2, -1, -1, -1, -2, -1]
    assert places_of(Rule.SHIFT, without) == list(range(14))


@pytest.mark.parametrize(
    ("values", "places"),
    [  # NHSRplotthedots' cases: ptd_seven_point_trend in test-ptd_calculate_point_type.R
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [1, 2, 3, 4, 5, 6, 7]),
        ([7, 6, 5, 4, 3, 2, 1], [0, 1, 2, 3, 4, 5, 6]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_seven_rising_or_falling_are_a_trend(values, places):
    assert places_of(Rule.TREND, values) == places


def test_the_turning_point_of_two_trends_speaks_for_the_later():
    up_and_down = [*range(0, 70, 10), *range(50, -20, -10)]
    points = compute_xmr_points(up_and_down)
    assert all(Rule.TREND in point.rules for point in points)
    inside = [point.direction for point in points if Rule.OUTSIDE not in point.rules]
    assert inside == [1] * 6 + [-1] * (len(inside) - 6)


@pytest.mark.parametrize(
    ("tail", "places"),
    [
        ([4.6, 4.6, 1], [20, 21]),
        ([4.6, 1, 4.6], [20, 22]),
        ([4.6, -1, 4.6], []),  # not on the same side
        ([4.6, 1, 1, 4.6], []),  # two of four
        ([4.6, -4.6, 1], []),
    ],
)
def test_two_of_three_near_a_limit_on_one_side(tail, places):
    assert places_of(Rule.TWO_OF_THREE, [*NOISE, *tail, *NOISE]) == places


def test_a_point_that_meets_several_rules_speaks_by_the_first():
    point = compute_xmr_points([*NOISE, 40, *NOISE])[20]
    assert point.rules[0] is Rule.OUTSIDE
    falling_on_the_high_side = [*[-5, 5] * 8, *range(40, 5, -5), *[-5, 5, -6] * 12]
    found = [p for p in compute_xmr_points(falling_on_the_high_side) if {Rule.TREND, Rule.SHIFT} <= set(p.rules)]
    inside = [p for p in found if Rule.OUTSIDE not in p.rules]
    assert inside and {p.direction for p in inside} == {-1}


def test_a_gap_ends_every_run_and_gives_no_moving_range():
    assert places_of(Rule.TREND, [1, 2, 3, None, 4, 5, 6, 7]) == []
    assert places_of(Rule.SHIFT, [*NOISE, *[2, 1, 2, 1], None, *[2, 1, 2, 1], *NOISE]) == []
    with_gap = compute_xmr_points([1.0, 2.0, None, 50.0, 51.0])
    assert with_gap[2].value is None and with_gap[2].rules == ()
    assert with_gap[0].limits == Limits(26.0, 26.0 - 2.66, 26.0 + 2.66, trial=True)  # ranges 1 and 1, not 48


@pytest.mark.parametrize("values", [[], [5.0], [None, 5.0, None], [5.0, None, 6.0], [None]])
def test_without_two_neighbours_there_are_no_limits_and_no_rule(values):
    points = compute_xmr_points(values)
    assert [p.value for p in points] == values
    assert {(p.limits, p.rules, p.direction) for p in points} <= {(None, (), 0)}


@pytest.mark.parametrize(("points", "trial"), [(2, True), (12, True), (13, False), (20, False)])
def test_limits_are_trial_limits_under_thirteen_points(points, trial):
    assert compute_xmr_points(([1, -1] * 10)[:points])[0].limits.trial is trial
    assert compute_xmr_points([*([1, -1] * 10)[:points], *[None] * 20])[0].limits.trial is trial  # gaps are no points


def test_rebasing_splits_the_series_into_phases_of_their_own():
    before, after = [10.0, 12.0] * 7, [20.0, 21.0] * 7
    points = compute_xmr_points([*before, *after], [14])
    assert [p.phase for p in points] == [0] * 14 + [1] * 14
    assert (
        points[0].limits == compute_xmr_points(before)[0].limits
        and points[-1].limits == compute_xmr_points(after)[0].limits
    )
    assert points[-1].limits.centre == 20.5
    assert {p.rules for p in points} == {()}
    assert any(p.rules for p in compute_xmr_points([*before, *after]))


def test_a_run_does_not_go_on_across_a_rebasing():
    assert places_of(Rule.TREND, [1, 2, 3, 4, 5, 6, 7, 8], [4]) == []


def test_rebasing_outside_the_series_begins_nothing():
    assert [p.phase for p in compute_xmr_points([1.0, 2.0, 3.0], [0, -1, 3, 99])] == [0, 0, 0]


# A second way: each point asks for itself, window by window, with the limits computed from their definition.


def by_windows(values):
    centre = sum(values) / len(values)
    reach = 2.66 * sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    tell = 1e-9 * max(abs(centre), 1e-9)
    side = [0 if abs(v - centre) <= tell else 1 if v > centre else -1 for v in values]
    out = [abs(v - centre) > reach + tell for v in values]
    near = [abs(v - centre) > 2 / 3 * reach + tell and not o for v, o in zip(values, out, strict=True)]

    def windows(place, length):
        starts = range(max(0, place - length + 1), min(place, len(values) - length) + 1)
        return [range(start, start + length) for start in starts]

    found = []
    for place in range(len(values)):
        told = {Rule.OUTSIDE} if out[place] else set()
        for window in windows(place, 7):
            if abs(sum(side[p] for p in window)) == 7:
                told.add(Rule.SHIFT)
            steps = [values[b] - values[a] for a, b in pairwise(window)]
            if all(s > tell for s in steps) or all(s < -tell for s in steps):
                told.add(Rule.TREND)
        for window in windows(place, 3):
            if near[place] and sum(near[p] for p in window) >= 2 and abs(sum(side[p] for p in window)) == 3:
                told.add(Rule.TWO_OF_THREE)
        found.append(told)
    return found


series = st.lists(st.integers(-40, 40), min_size=2, max_size=40).map(lambda given: [v / 4 for v in given])


@given(series)
def test_the_rules_agree_with_the_second_way(values):
    assert [set(p.rules) for p in compute_xmr_points(values)] == by_windows(values)


@given(series, st.integers(-1000, 1000))
def test_shifting_all_values_shifts_the_limits_and_no_rule(values, shift):
    one, other = compute_xmr_points(values), compute_xmr_points([v + shift for v in values])
    assert [p.rules for p in one] == [p.rules for p in other]
    for a, b in zip(one, other, strict=True):
        assert b.limits.centre == pytest.approx(a.limits.centre + shift, abs=1e-9)
        assert b.limits.hi - b.limits.lo == pytest.approx(a.limits.hi - a.limits.lo, abs=1e-9)


@given(series)
def test_turning_the_values_turns_every_direction(values):
    turned = compute_xmr_points([-v for v in values])
    assert [(p.rules, -p.direction) for p in compute_xmr_points(values)] == [(p.rules, p.direction) for p in turned]


@given(series, st.data())
def test_a_gap_at_an_end_changes_nothing(values, data):
    before = data.draw(st.integers(0, 3))
    assert compute_xmr_points([*[None] * before, *values, None])[before:-1] == compute_xmr_points(values)


@pytest.mark.parametrize(
    ("target", "good_side", "said"),
    [
        (9, 1, Assurance.MET),
        (21, 1, Assurance.MISSED),
        (15, 1, Assurance.VARIES),
        (21, -1, Assurance.MET),
        (9, -1, Assurance.MISSED),
        (15, -1, Assurance.VARIES),
        (10, 1, Assurance.VARIES),
        (20, -1, Assurance.VARIES),
    ],
)
def test_a_target_is_held_against_the_whole_band(target, good_side, said):
    assert assess_target(Limits(15, 10, 20, False), target, good_side) is said
