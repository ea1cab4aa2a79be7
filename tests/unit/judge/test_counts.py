from decimal import Decimal
from statistics import mean, stdev

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.statistics import ClusteredShare, Mean, Rate, Share

SHARE, COUNT = catalogue.indicators()["ungdomsskole"], catalogue.indicators()["udsaettelser"]
MONTHS, RATE = catalogue.indicators()["uden_for_arbejdsmarkedet"], catalogue.indicators()["fraflytning"]
MARKS = catalogue.indicators()["karakter_dansk_matematik"]


def test_the_kind_of_measure_decides_the_estimate():
    assert make_estimate(SHARE, FigureCounts(numerator=Decimal(3), denominator=20)) == Share(3, 20)
    assert make_estimate(COUNT, FigureCounts(numerator=Decimal(3), denominator=None)) == Rate(3)
    assert make_estimate(RATE, FigureCounts(numerator=Decimal(3), denominator=20)) == Rate(3, 20)
    assert make_estimate(
        MONTHS, FigureCounts(numerator=Decimal(30), denominator=120, persons=12, nn=300, nd=360, dd=1300)
    ) == ClusteredShare(numerator=30, denominator=120, effective_size=10, freedom=9)  # of 12.3 and 11
    assert make_estimate(MARKS, FigureCounts(numerator=Decimal("24.5"), denominator=4, spread=1.5)) == Mean(
        6.125, 1.6, 4
    )  # of 1.5


def test_nought_of_nought_is_no_estimate_and_no_cases_are_one():
    assert make_estimate(SHARE, FigureCounts(numerator=Decimal(0), denominator=0)) is None
    assert make_estimate(SHARE, None) is None
    assert make_estimate(COUNT, FigureCounts(numerator=Decimal(0), denominator=None)) == Rate(0)


def test_months_without_the_sums_over_persons_are_no_estimate():
    assert make_estimate(MONTHS, FigureCounts(numerator=Decimal(30), denominator=120)) is None


def test_the_rest_of_a_mean_has_the_mean_and_the_spread_of_the_values_that_are_left():
    part, rest = [2.0, 7.0, 10.0, 4.0], [12.0, 7.0, 7.0, 10.0, 2.0]
    both = part + rest
    whole = FigureCounts(numerator=Decimal(sum(both)), denominator=len(both), spread=stdev(both))
    left = whole.without(FigureCounts(numerator=Decimal(sum(part)), denominator=len(part), spread=stdev(part)))
    assert float(left.numerator) / left.denominator == pytest.approx(mean(rest), abs=1e-12)
    assert left.spread == pytest.approx(stdev(rest), abs=1e-12)


def test_the_rest_of_a_mean_of_one_has_no_spread():
    whole = FigureCounts(numerator=Decimal(10), denominator=3, spread=1.0)
    assert whole.without(FigureCounts(numerator=Decimal(6), denominator=2, spread=0.5)).spread is None
