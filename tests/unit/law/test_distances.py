"""Distances to the limits, by arithmetic that is written out here, and by counting one person at a time."""

from decimal import Decimal as D
from fractions import Fraction

import pytest

import frames
from hpanalysis import law
from hpanalysis.law import AreaFigures, AreaType, Bound, Comparison, CriterionId, Figures, Persons, Truth, Unit, Why
from slow_cases import keep_some_quick

LAW = law.read(frames.ROOT / "params" / "law")
NOW = LAW.versions[-1]
RULE = NOW.rules[AreaType.VULNERABLE]
WORK, CONVICTED, SCHOOL, INCOME = RULE.counted
OVER, AT_LEAST, UNDER = Comparison.OVER, Comparison.AT_LEAST, Comparison.UNDER


@pytest.mark.parametrize(
    ("criterion", "value", "expected"),
    [
        (WORK, "43.5", "-3.5"),  # three and a half points beyond 40
        (WORK, "36.5", "3.5"),
        (WORK, "40", "0"),
        (CONVICTED, "2.5", "0.5"),  # half a time below three times
        (CONVICTED, "3", "0"),
        (INCOME, "57.5", "2.5"),  # for income better is more
        (INCOME, "52", "-3"),
    ],
)
def test_a_distance_is_positive_where_the_criterion_is_not_met(criterion, value, expected):
    assert law.distance(criterion, Fraction(value)) == Fraction(expected)


@pytest.mark.parametrize("comparison", [OVER, AT_LEAST])
@pytest.mark.parametrize("denominator", [1, 7, 200, 333])
@pytest.mark.parametrize("limit", ["0.5", "2.27", "33.3", "40", "60", "99.9", "100"])
def test_persons_to_the_limit_are_those_of_counting_one_at_a_time(comparison, denominator, limit):
    """Persons leave or come one at a time until the share is on the other side, in whole numbers without a division."""

    def is_met(numerator):
        share, bar = numerator * 100 * 1000, int(D(limit) * 1000) * denominator
        return share > bar if comparison is OVER else share >= bar

    for numerator in range(denominator + 1):
        step = -1 if is_met(numerator) else 1
        other = next(
            (
                count
                for count in range(1, denominator + 1)
                if 0 <= numerator + step * count <= denominator and is_met(numerator + step * count) is (step == 1)
            ),
            None,
        )
        found = law.persons_to_limit(numerator, denominator, D(limit), comparison)
        assert found == Persons(is_met(numerator), other), numerator


def test_a_limit_that_nobody_meets_too_cannot_be_left_and_one_above_all_cannot_be_reached():
    assert law.persons_to_limit(5, 100, 0, AT_LEAST) == Persons(True, None)
    assert law.persons_to_limit(5, 100, -3, OVER) == Persons(True, None)
    assert law.persons_to_limit(0, 100, 0, OVER) == Persons(False, 1)
    assert law.persons_to_limit(100, 100, 100, OVER) == Persons(False, None)
    assert law.persons_to_limit(100, 100, 120, AT_LEAST) == Persons(False, None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected", "may_come_in"),
    [
        (401, 1000, Persons(True, 1), None),  # 40.1 percent: one out makes 40.0, which is not over
        (400, 1000, Persons(False, 1), 0),  # on the limit: none may come in
        (397, 1000, Persons(False, 4), 3),
        (0, 1000, Persons(False, 401), 400),
    ],
)
def test_what_may_come_in_is_one_less_than_what_changes_the_side(numerator, denominator, expected, may_come_in):
    found = law.persons_to_limit(numerator, denominator, WORK.limit, WORK.comparison)
    assert (found, found.may_come_in) == (expected, may_come_in)


def test_full_time_persons_need_not_be_whole():
    assert law.persons_to_limit(D("400.25"), 1000, 40, OVER) == Persons(True, 1)
    assert law.persons_to_limit(D("401.25"), 1000, 40, OVER) == Persons(True, 2)
    assert law.persons_to_limit(D("399.75"), 1000, 40, OVER) == Persons(False, 1)
    assert law.persons_to_limit(D("399.75"), 1000, 40, AT_LEAST) == Persons(False, 1)
    assert law.persons_to_limit(D("398.75"), 1000, 40, AT_LEAST) == Persons(False, 2)


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (-1, 10), (11, 10), (0, 0)])
def test_what_is_no_share_is_refused(numerator, denominator):
    with pytest.raises(ValueError, match="no share"):
        law.persons_to_limit(numerator, denominator, 40, OVER)


def test_an_income_is_no_share_of_persons():
    with pytest.raises(ValueError, match="no share of persons"):
        law.persons_to_limit(1, 10, 55, UNDER)


def test_next_year_the_two_year_mean_may_reach_the_limit_and_no_more():
    bound = law.most_next_year(WORK, Figures(Unit.PERCENT, {2025: D("41.2")}), 2025)
    assert bound == Bound(Fraction("38.8"), at_most=True, inclusive=True)  # (41.2 + 38.8) / 2 = 40, not over 40
    assert (bound.allows(D("38.8")), bound.allows(D("38.81")), bound.allows(0)) == (True, False, True)


def test_next_year_three_times_the_country_must_not_be_reached():
    figures = Figures(Unit.PERCENT, {2025: D("2.4")}, {2024: D("0.7"), 2025: D("0.8")})
    # With the country's share as it is: (2.4 + x) / (0.8 + 0.8) < 3, so x < 2.4.
    assert law.most_next_year(CONVICTED, figures, 2025) == Bound(Fraction("2.4"), True, False)
    # With 0.7 next year: (2.4 + x) / (0.8 + 0.7) < 3, so x < 2.1.
    assert law.most_next_year(CONVICTED, figures, 2025, D("0.7")) == Bound(Fraction("2.1"), True, False)
    assert not law.most_next_year(CONVICTED, figures, 2025).allows(D("2.4"))


def test_next_years_convicted_may_be_told_in_times_too():
    figures = Figures(Unit.TIMES, {2025: D("3.4")})
    assert law.most_next_year(CONVICTED, figures, 2025) == Bound(Fraction("2.6"), True, False)


def test_with_one_year_in_the_mean_next_year_is_the_limit_itself():
    assert law.most_next_year(SCHOOL, Figures(Unit.PERCENT), 2025) == Bound(Fraction(60), True, True)
    income = law.most_next_year(INCOME, Figures(Unit.PERCENT), 2025)
    assert income == Bound(Fraction(55), at_most=False, inclusive=True)
    assert (income.allows(55), income.allows(D("54.9")), income.allows(90)) == (True, False, True)
    kroner = Figures(Unit.KRONER, {2025: 200_000}, {2025: 400_000})
    assert law.most_next_year(INCOME, kroner, 2025) == Bound(Fraction(220_000), False, True)


def test_next_year_of_four_years_takes_the_three_that_stay():
    work = next(one for one in LAW.versions[0].rules[AreaType.PARALLEL].counted if one.id is CriterionId.OUTSIDE_WORK)
    figures = Figures(Unit.PERCENT, {2009: 90, 2010: 41, 2011: 42, 2012: 43})
    assert law.most_next_year(work, figures, 2012) == Bound(Fraction(34), True, True)  # 160 - 41 - 42 - 43


def test_next_year_is_not_told_where_a_year_of_the_mean_is_missing():
    assert law.most_next_year(WORK, Figures(Unit.PERCENT, {2024: D("41")}), 2025) is Why.NOT_DELIVERED
    assert law.most_next_year(WORK, Figures(Unit.PERCENT, mean_by_year={2025: D("41")}), 2025) is Why.NOT_DELIVERED
    assert law.most_next_year(WORK, Figures(Unit.PERCENT, {2025: Why.WITHHELD}), 2025) is Why.WITHHELD
    assert law.most_next_year(CONVICTED, Figures(Unit.PERCENT, {2025: D(2)}), 2025) is Why.BASE_NOT_DELIVERED


@pytest.mark.parametrize("this_year", keep_some_quick(range(0, 101, 7), every=5))
def test_what_next_year_allows_is_what_the_mean_then_says(this_year):
    """The bound and the classification agree, one percent at a time."""
    figures = {2025: D(this_year)}
    bound = law.most_next_year(WORK, Figures(Unit.PERCENT, figures), 2025)
    for next_year in range(0, 101, 3):
        given = AreaFigures({CriterionId.OUTSIDE_WORK: Figures(Unit.PERCENT, figures | {2026: D(next_year)})})
        judged = law.classify(NOW, 2026, given).judged[AreaType.VULNERABLE][0]
        assert bound.allows(next_year) is (judged.truth is Truth.NOT_MET)


def test_persons_of_a_two_year_mean_are_those_of_the_newest_year():
    figures = Figures(Unit.PERCENT, {2024: D("42"), 2025: D("41")})  # the mean is 41.5; 38.0 this year would make 40
    assert law.count_persons(WORK, figures, 2025, 410, 1000) == Persons(True, 30)
    lower = Figures(Unit.PERCENT, {2024: D("35"), 2025: D("41")})  # up to 45.0 this year
    assert law.count_persons(WORK, lower, 2025, 410, 1000) == Persons(False, 41)
    convicted = Figures(Unit.PERCENT, {2024: D("2.0"), 2025: D("2.5")}, {2024: D("0.7"), 2025: D("0.7")})
    # Three times 0.7 is 2.1; with 2.0 last year this year may be just under 2.2: 25 of 1000 -> 21 of 1000.
    assert law.count_persons(CONVICTED, convicted, 2025, 25, 1000) == Persons(True, 4)


def test_persons_are_not_told_without_their_year_their_base_or_their_unit():
    assert law.count_persons(WORK, Figures(Unit.PERCENT, {2025: D(41)}), 2025, 41, 100) is Why.NOT_DELIVERED
    convicted = Figures(Unit.PERCENT, {2024: D(2), 2025: D(2)})
    assert law.count_persons(CONVICTED, convicted, 2025, 2, 100) is Why.BASE_NOT_DELIVERED
    assert law.count_persons(CONVICTED, Figures(Unit.TIMES, {2024: D(2), 2025: D(2)}), 2025, 2, 100) is Why.OTHER_UNIT


def test_a_limit_is_told_in_the_unit_of_the_figures():
    assert law.limit_in_unit(WORK, Figures(Unit.PERCENT), 2025) == 40
    shares = Figures(Unit.PERCENT, {}, {2024: D("0.7"), 2025: D("0.8")})
    assert law.limit_in_unit(CONVICTED, shares, 2025) == Fraction("2.25")


def test_the_nearest_criterion_is_by_its_part_of_the_limit_and_only_of_those_not_met():
    def judged(**texts):
        figures = {
            CriterionId.OUTSIDE_WORK: Figures(Unit.PERCENT, mean_by_year={2025: D(texts["work"])}),
            CriterionId.CONVICTED: Figures(Unit.TIMES, mean_by_year={2025: D(texts["convicted"])}),
            CriterionId.BASIC_SCHOOL: Figures(Unit.PERCENT, mean_by_year={2025: D(texts["school"])}),
        }
        return law.classify(NOW, 2025, AreaFigures(figures)).judged[AreaType.VULNERABLE]

    # 36 of 40 is a tenth away, 2.8 of 3 a fifteenth, 58.8 of 60 a fiftieth; income is not known.
    assert law.find_nearest(judged(work="36", convicted="2.8", school="58.8")).criterion.id is CriterionId.BASIC_SCHOOL
    assert law.find_nearest(judged(work="36", convicted="2.8", school="61")).criterion.id is CriterionId.CONVICTED
    # 36 of 40 and 2.7 of 3 are both a tenth away: the first by the law's order.
    assert law.find_nearest(judged(work="36", convicted="2.7", school="61")).criterion.id is CriterionId.OUTSIDE_WORK
    assert law.find_nearest(judged(work="41", convicted="3", school="61")) is None
