"""How many persons a difference tells of, at least."""

from decimal import Decimal

import pytest

from hpanalysis.corrections.differences import count_fewest_persons, count_persons_concerned, reveals_few_persons
from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions import catalogue

SHARE = catalogue.indicators()["sprog_saerlig"]
DAYS = catalogue.indicators()["elevfravaer"]
CASES = catalogue.indicators()["udsaettelser"]
MEAN = catalogue.indicators()["karakter_dansk_matematik"]


def counts(numerator, denominator=None):
    return CountPair(Decimal(str(numerator)), denominator)


@pytest.mark.parametrize(
    ("difference", "largest", "told"),
    [(0, 1, 0), (3, 1, 3), (-3, 1, 3), (1, 12, 1), (12, 12, 1), (13, 12, 2), (-60, 12, 5), (Decimal("0.5"), 15, 1)],
)
def test_a_difference_concerns_at_least_its_size_over_what_one_person_adds(difference, largest, told):
    assert count_fewest_persons(difference, largest) == told


def test_heads_are_counted_in_numerator_denominator_and_complement():
    assert count_persons_concerned(counts(10, 40), counts(16, 41), SHARE, 1) == (6, 1, 5)


def test_days_are_counted_in_the_most_days_of_one_pupil():
    # 1,000 days more of absence are five pupils at 200 days; 1,001 are six.
    assert count_persons_concerned(counts(3000, 90_000), counts(4000, 90_000), DAYS, 200) == (5, 0, 5)
    assert count_persons_concerned(counts(3000, 90_000), counts(4001, 90_000), DAYS, 200) == (6, 0, 6)


def test_a_count_has_no_denominator_to_differ():
    assert count_persons_concerned(counts(22), counts(19), CASES, 1) == (3,)


def test_one_mark_changes_a_sum_of_marks_by_15_at_most():
    assert count_persons_concerned(counts(140.0, 20), counts(155.0, 20), MEAN, 1) == (1, 0)
    assert count_persons_concerned(counts(140.0, 20), counts(215.5, 26), MEAN, 1) == (6, 6)


@pytest.mark.parametrize(
    ("now", "is_few"),
    [
        (counts(10, 40), False),  # nothing moved
        (counts(11, 40), True),  # one more in the numerator
        (counts(15, 45), False),  # five more, the rest the same
        (counts(15, 46), True),  # five more, and one of the rest
        (counts(10, 44), True),
        (counts(15, 40), False),
        (counts(14, 40), True),
    ],
)
def test_a_difference_is_few_if_any_count_moves_by_one_to_k_less_one(now, is_few):
    assert reveals_few_persons(counts(10, 40), now, SHARE, 1, 5) is is_few
    assert reveals_few_persons(now, counts(10, 40), SHARE, 1, 5) is is_few


def test_nought_before_and_few_now_is_few():
    assert reveals_few_persons(counts(0), counts(2), CASES, 1, 5)
    assert reveals_few_persons(counts(0, 0), counts(3, 3), SHARE, 1, 5)
    assert not reveals_few_persons(counts(0), counts(5), CASES, 1, 5)
