"""Windows, begin months, E-values and smallest differences made anew agree with the program's, whatever is drawn."""

from datetime import date

import numpy as np
import pytest

from hpanalysis.definitions import catalogue, windows
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.outcomes.months import PERIOD, add_months, list_begin_months
from hpanalysis.published.figures import Figure
from hpanalysis.statistics import matched
from hpanalysis.statistics.coarse import R10, round_down_to_preferred
from hpanalysis.verify.remake.limited import read_range
from hpanalysis.verify.remake.participants import sensitivity
from hpanalysis.verify.remake.participants.begin_months import find_previous, find_wrong_months
from hpanalysis.verify.remake.participants.model import WindowRule
from hpanalysis.verify.remake.participants.outcomes import list_preferred
from hpanalysis.verify.remake.participants.reach import find_wrong_cells
from hpanalysis.verify.remake.participants.windows import find_latest

HALF_YEARS = [HalfYear(year, half) for year in range(2023, 2031) for half in (1, 2)]
RULES = {
    windows.CalendarYear(): {"delivered_after": 3},
    windows.CalendarYear(delivered_after=6): {"delivered_after": 6},
    windows.SchoolYear(): {"delivered_after": 2},
    windows.SchoolYear(delivered_after=5): {"delivered_after": 5},
    windows.StatusDate(9, 1): {"month": 9, "day": 1, "delivered_after": 2},
    windows.StatusDate(6, 30): {"month": 6, "day": 30, "delivered_after": 2},
    windows.StatusMonth(12): {"month": 12, "delivered_after": 2},
    windows.StatusMonth(6, delivered_after=0): {"month": 6, "delivered_after": 0},
    windows.Rolling(months=12, lag_months=3): {"months": 12, "lag_months": 3},
    windows.Rolling(months=6, lag_months=0): {"months": 6, "lag_months": 0},
}


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_the_window_of_a_half_year_is_the_programs(rule):
    own = WindowRule(kind=type(rule).__name__, numbers=RULES[rule])
    for half_year in HALF_YEARS:
        span, found = rule.latest(half_year.cutoff), find_latest(own, str(half_year))
        assert (found.id, found.start, found.end) == (span.id, span.start, span.end)


def test_every_rule_of_a_target_group_is_among_those_that_are_tried():
    kinds = {type(group.window).__name__ for group in catalogue.target_groups().values()}
    assert kinds <= {type(rule).__name__ for rule in RULES}


def make_row(end: date, delivered_in: HalfYear) -> Figure:
    cells = {"window_end": end.isoformat(), "delivered_in": str(delivered_in)}
    return Figure(("kontanthjaelp", end.isoformat(), "alle"), "vist", None, None, cells)


@pytest.mark.parametrize("lag", [0, 3])
@pytest.mark.parametrize("more", [0, 2])
def test_begin_months_are_the_programs_whatever_more_an_extract_holds(lag, more):
    """An extract of months up to a window's end, or some months more but none after the half-year."""
    begins = date(2025, 8, 1)
    ends = {one: windows.find_month_end(one.cutoff, -lag) for one in HALF_YEARS if one.year >= 2025}
    held = {one: windows.find_month_end(end, min(more, lag)).replace(day=1) for one, end in ends.items()}
    rows = [make_row(end, one) for one, end in ends.items()]
    told = 0
    for one in list(ends)[1:]:
        months = list_begin_months([held[one]], [held[one.previous]], begins)
        if not months:
            continue
        told += 1
        first, last = (f"{month:%Y-%m}" for month in (months[0], months[-1]))
        assert list(find_wrong_months(first, last, rows, str(one), begins, PERIOD, ())) == []
        for place, moved in ((0, -1), (1, 1)):
            # Beyond what any extract may hold, both ways.
            month = add_months((months[0], months[-1])[place], moved * (lag + 1))
            forged = [first, last]
            forged[place] = f"{month:%Y-%m}"
            assert list(find_wrong_months(*forged, rows, str(one), begins, PERIOD, ()))
    assert told > 5


def test_a_month_without_rows_is_the_last_of_no_extract():
    """A school year ends in July, of which there are no rows: the last month is June, and the time after ends there."""
    rows = [make_row(date(2026, 7, 31), HalfYear(2026, 2)), make_row(date(2025, 7, 31), HalfYear(2025, 2))]
    told = ("2025-08", "2025-12", rows, "2026H2", date(2025, 8, 1), PERIOD)
    assert list(find_wrong_months(*told, (7,))) == []
    assert list(find_wrong_months(*told, ())) == ["last_month"]


def test_the_half_year_before():
    assert [find_previous(str(one)) for one in HALF_YEARS[1:]] == [str(one) for one in HALF_YEARS[:-1]]


def print_ranges(numbers, decimals):
    texts = [f"{number:.{decimals}f}" for number in numbers]
    return texts, [read_range(text, decimals) for text in texts]


def list_wrong(estimate, limits, after, told, decimals, scale=100):
    """What is found wrong in printed E-values. told: the two of them, capped as they are published."""
    _, (difference, low, high, mean) = print_ranges([estimate, *limits, after], decimals)
    printed = [float(f"{end:.{decimals}f}") for end in limits]
    e_values = [read_range(f"{min(number, 99.0):.{decimals}f}", decimals) for number in told]
    return list(sensitivity.find_wrong_e_values(difference, (low, high), mean, tuple(e_values), tuple(printed), scale))


@pytest.mark.parametrize("decimals", [1, 2])
def test_e_values_of_means_are_the_programs(decimals):
    rng = np.random.default_rng(1)
    forged = 0
    for _ in range(400):
        estimate, half, spread = rng.normal(0, 12), rng.uniform(1, 15), rng.uniform(5, 45)
        limits = estimate - half, estimate + half
        made = matched.compute_sensitivity_of_means(estimate, limits, spread)
        assert list_wrong(estimate, limits, 60.0, (made.of_estimate, made.of_limit), decimals) == []
        more = (made.of_estimate, made.of_limit + 1.5)
        forged += bool(list_wrong(estimate, limits, 60.0, more, decimals))
    assert forged > 350


@pytest.mark.parametrize("decimals", [1, 2])
def test_e_values_of_shares_are_the_programs(decimals):
    rng = np.random.default_rng(2)
    for _ in range(400):
        after, estimate, half = rng.uniform(0.02, 0.98), rng.normal(0, 0.15), rng.uniform(0.01, 0.2)
        limits = estimate - half, estimate + half
        made = matched.compute_sensitivity_of_shares(estimate, limits, after - estimate)
        in_per_cent = 100 * estimate, (100 * limits[0], 100 * limits[1]), 100 * after
        assert list_wrong(*in_per_cent, (made.of_estimate, made.of_limit), decimals) == []


def test_the_smallest_difference_fits_the_interval_at_any_size_and_level():
    for compared in (1, 2, 5):
        level = matched.LEVEL / compared
        for freedom in (19, 25, 60, 200, 5000):
            for error in (0.5, 2.0, 9.0):
                smallest = matched.find_smallest_difference(error, freedom, level)
                reach = matched.DifferenceInDifferences(
                    estimate=1.0, standard_error=error, freedom=freedom, participants=20, others=20, effective_others=20
                ).limits(1 - level)
                limits = tuple(read_range(f"{end:.1f}", 1) for end in reach)
                levels = (compared, compared)
                assert sensitivity.fits_smallest(read_range(f"{smallest:.1f}", 1), limits, levels)
                if error >= 2:
                    assert not sensitivity.fits_smallest(read_range(f"{1.15 * smallest:.1f}", 1), limits, levels)
                    assert not sensitivity.fits_smallest(read_range(f"{0.85 * smallest:.1f}", 1), limits, levels)


def test_steps_of_persons_are_the_programs():
    steps = list(list_preferred(20, 2000))
    for n in range(20, 1990):
        assert int(round_down_to_preferred(n, R10)) in steps
    assert steps[:7] == [20, 25, 31, 40, 50, 63, 80]
    assert list(list_preferred(24, 40)) == [24, 25, 31, 40]


def test_a_coverage_is_wilsons():
    cells = {"status": "vist", "reached": "5", "members": "10", "value": "50.0", "lo": "23.7", "hi": "76.3"}
    assert list(find_wrong_cells(cells)) == []
    assert list(find_wrong_cells(cells | {"lo": "23.6"})) == ["lo"]
    assert list(find_wrong_cells(cells | {"reached": "11"})) == ["reached", "members"]
    nobody = {"status": "vist", "reached": "0", "members": "0", "value": "0.0", "lo": "0.0", "hi": "0.0"}
    assert list(find_wrong_cells(nobody)) == ["reached", "members"]
