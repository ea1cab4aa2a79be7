"""Which whole counts give a printed figure, worked out exactly."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from hpanalysis.demo.calibration.arithmetic import (
    choose_counts,
    find_counts,
    find_extreme_totals,
    find_nearest_size,
    round_figure,
    split,
    split_within,
)


def test_a_half_is_rounded_up_as_the_plan_prints_it():
    assert round_figure(13, 16, 1) == Decimal("81.3")  # 81,25


def test_nothing_of_nothing_is_no_figure():
    assert round_figure(0, 0, 1) is None


@pytest.mark.parametrize(
    ("value", "n", "counts"),
    [
        ("45.9", 37, [17]),
        ("83.2", 1100, [915]),  # 83,18; 914 gives 83,09 and 916 gives 83,27
        ("0", 5, [0]),
        ("100", 5, [5]),
        ("33.4", 50, []),  # 16 is 32,0 and 17 is 34,0
        ("17.2", 10_000, list(range(1715, 1725))),
    ],
)
def test_the_counts_that_round_to_a_printed_percentage(value, n, counts):
    assert list(find_counts(Decimal(value), n)) == counts


def test_counts_and_rounding_agree_for_every_small_number():
    for n, tenths in product(range(1, 40), range(0, 1001)):
        value = Decimal(tenths).scaleb(-1)
        assert list(find_counts(value, n)) == [k for k in range(n + 1) if round_figure(k, n, 1) == value]


def test_the_nearest_size_is_the_nearest_and_lies_within_its_bounds():
    assert find_nearest_size(Decimal("33.4"), 211, 309) == 287  # 96 of 287
    assert find_nearest_size(Decimal("33.4"), 50, 100) is None
    assert find_nearest_size(Decimal("27.1"), 35, 60) == 48  # 13 of 48
    assert find_nearest_size(Decimal("50"), 4, 10, least=5) == 6


def test_chosen_counts_make_the_total_and_stay_in_their_ranges():
    ranges = [range(2, 5), range(0, 10), range(3, 4)]
    chosen = choose_counts([3, 1, 9], ranges, range(12, 13))
    assert sum(chosen) == 12
    assert all(count in allowed for count, allowed in zip(chosen, ranges, strict=True))


def test_no_counts_are_chosen_where_none_make_the_total():
    assert choose_counts([1, 1], [range(0, 3), range(0, 3)], range(9, 10)) is None
    assert choose_counts([1], [range(0)], None) is None
    assert choose_counts([3], [range(3, 4)], range(0, 1)) is None


def test_the_extremes_of_a_total_are_those_found_by_trying_every_size():
    parts = [(Decimal("33.3"), 9), (Decimal("50.0"), 6), (Decimal("28.6"), 14)]
    options = [[(k, n) for n in range(1, limit + 1) for k in find_counts(v, n)] for v, limit in parts]
    shares = [Fraction(sum(k for k, _ in one), sum(n for _, n in one)) for one in product(*options)]
    least, greatest = find_extreme_totals(parts)
    assert Fraction(*least) == min(shares)
    assert Fraction(*greatest) == max(shares)


def test_there_are_no_extremes_where_a_part_can_have_no_size():
    assert find_extreme_totals([(Decimal("33.4"), 20)]) is None


def test_a_split_sums_to_the_whole():
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(0, [1, 2]) == [0, 0]
    assert split_within(10, [5, 5], [3, 20]) == [3, 7]
    assert split_within(10, [5, 5], [3, 4]) == [3, 4]
