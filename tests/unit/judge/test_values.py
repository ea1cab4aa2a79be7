from decimal import Decimal

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.judge.values import compute_value, round_half_up
from hpanalysis.tables import Verdict

LOW = catalogue.indicators()["elevfravaer"]


def test_values_round_half_up_and_nothing_of_nothing_is_no_value():
    assert round_half_up(Decimal("12.25"), 1) == Decimal("12.3")
    assert compute_value(Decimal(1), 3, LOW) == Decimal("33.3")
    assert compute_value(Decimal(0), 10, LOW) == Decimal("0.0")
    assert compute_value(Decimal(0), 0, LOW) is None
    assert compute_value(None, None, LOW) is None
    assert compute_value(Decimal(4), None, catalogue.indicators()["udsaettelser"]) == 4


@pytest.mark.parametrize("number", ["-0.04", "0.04", "-0"])
def test_nought_has_no_sign(number):
    assert str(round_half_up(Decimal(number), 1)) == "0.0"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ([Verdict.MET, Verdict.MET], Verdict.MET),
        ([Verdict.MET, Verdict.ON_TRACK], Verdict.ON_TRACK),
        ([Verdict.ON_TRACK, Verdict.TOWARDS], Verdict.TOWARDS),
        ([Verdict.TOWARDS, Verdict.UNCLEAR], Verdict.UNCLEAR),
        ([Verdict.UNCLEAR, Verdict.AWAY], Verdict.AWAY),
        ([Verdict.AWAY, Verdict.NOT_ON_TRACK, Verdict.MET], Verdict.NOT_ON_TRACK),
        ([Verdict.MET, Verdict.NOT_COMPUTABLE], Verdict.UNCLEAR),
        ([Verdict.MET, None], Verdict.UNCLEAR),
        ([Verdict.NOT_COMPUTABLE, Verdict.AWAY], Verdict.AWAY),
        ([Verdict.NOT_COMPUTABLE, None], Verdict.NOT_COMPUTABLE),
        ([], Verdict.NOT_COMPUTABLE),
    ],
)
def test_the_weakest_figure_decides_and_one_that_cannot_be_computed_is_unclear_beside_others(given, whole):
    assert Verdict.of_all(given) is whole
