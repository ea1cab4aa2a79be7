"""Limits made anew of the published sizes and spreads are the program's, and a number off its step is named."""

from decimal import Decimal

import pytest

from hpanalysis.published.definitions import Indicator
from hpanalysis.published.figures import Figure
from hpanalysis.statistics import ClusteredShare, Mean, coarsen_mean, coarsen_share
from hpanalysis.verify.remake import coarse
from hpanalysis.verify.remake.figures import MEAN, SHARE

TIME = "clustered_share"


class Measured:
    """As much of a definition as sizes are read by."""

    def __init__(self, measure: str) -> None:
        self.measure = measure


def row(numerator, denominator: int, window: str = "2025", **cells: str) -> Figure:
    own = {"value": "1", "lo": "1", "hi": "1", **dict.fromkeys(coarse.COLUMNS, "")} | cells
    return Figure(("x", window, "a"), "vist", Decimal(str(numerator)), Decimal(denominator), own)


def of_share(share: ClusteredShare, **given: str) -> Figure:
    cells = {"effective_size": f"{share.effective_size:.6g}", "persons_at_least": str(share.freedom + 1)}
    return row(share.numerator, share.denominator, **(cells | given))


def wrong(figure: Figure, measure: str) -> list[str]:
    indicator: Indicator = Measured(measure)  # type: ignore[assignment]
    return list(coarse.list_wrong_columns(figure, indicator))


@pytest.mark.parametrize(
    ("numerator", "size", "persons"), [(16, 159.4, 60), (60, 12.9, 13), (360, 61.0, 60), (0, 60, 60)]
)
def test_the_limits_of_persons_time_are_those_of_the_publication(numerator, size, persons):
    share = coarsen_share(
        ClusteredShare(numerator=numerator, denominator=720, effective_size=size, freedom=persons - 1)
    )
    figure = of_share(share)
    assert coarse.compute_limits(figure, Measured(TIME)) == pytest.approx(share.limits(), abs=1e-9)
    assert wrong(figure, TIME) == []


@pytest.mark.parametrize(("spread", "n"), [(2.41, 42), (2.41, 940), (0.37, 12)])
def test_the_limits_of_a_mean_are_those_of_the_publication(spread, n):
    mean = coarsen_mean(Mean(7.0, spread, n))
    figure = row(7 * n, n, mean_spread=f"{mean.spread:.6g}")
    assert coarse.compute_limits(figure, Measured(MEAN)) == pytest.approx(mean.limits(), abs=1e-9)
    assert wrong(figure, MEAN) == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"effective_size": "160.5"}, ["effective_size"]),
        ({"effective_size": "150"}, ["effective_size"]),  # a step of the finer series, which 16 months do not have
        ({"effective_size": "800"}, ["effective_size"]),  # more than the months
        ({"effective_size": "-100"}, ["effective_size"]),
        ({"effective_size": ""}, ["effective_size"]),
        ({"persons_at_least": "60"}, ["persons_at_least"]),
        ({"persons_at_least": "0"}, ["persons_at_least"]),
        ({"mean_spread": "2.5"}, ["mean_spread"]),
        ({"lo": "", "hi": ""}, ["effective_size", "persons_at_least"]),
    ],
)
def test_what_a_share_of_time_cannot_have_is_named(given, named):
    share = ClusteredShare(numerator=16, denominator=720, effective_size=125, freedom=49)
    assert wrong(of_share(share, **given), TIME) == named


def test_only_figures_of_its_kind_have_a_number_and_pooled_shares_are_of_persons_time():
    share = ClusteredShare(numerator=16, denominator=720, effective_size=125, freedom=49)
    assert wrong(of_share(share), SHARE) == ["effective_size", "persons_at_least"]
    cells = {"effective_size": "125", "persons_at_least": "50"}
    assert wrong(row(16, 720, "2023..2025", **cells), SHARE) == []
    assert wrong(row(16, 720, "2023..2025"), SHARE) == ["effective_size", "persons_at_least"]
    assert wrong(row(294, 42, mean_spread="2.41"), MEAN) == wrong(row(294, 42), MEAN) == ["mean_spread"]
