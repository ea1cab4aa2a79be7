from decimal import Decimal

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.judge.values import rounded, value
from hpanalysis.tables import Verdict

LOW = catalogue.indicators()["elevfravaer"]


def test_values_round_half_up_and_nothing_of_nothing_is_no_value():
    assert rounded(Decimal("12.25"), 1) == Decimal("12.3")
    assert value(Decimal(1), 3, LOW) == Decimal("33.3")
    assert value(Decimal(0), 10, LOW) == Decimal("0.0")
    assert value(Decimal(0), 0, LOW) is None
    assert value(None, None, LOW) is None
    assert value(Decimal(4), None, catalogue.indicators()["udsaettelser"]) == 4


@pytest.mark.parametrize("number", ["-0.04", "0.04", "-0"])
def test_nought_has_no_sign(number):
    assert str(rounded(Decimal(number), 1)) == "0.0"


def test_a_delmaal_is_as_good_as_its_weakest_indicator_that_can_be_judged():
    assert Verdict.weakest([Verdict.MET, Verdict.NOT_JUDGEABLE, Verdict.ON_TRACK]) is Verdict.ON_TRACK
    assert Verdict.weakest([Verdict.MET, Verdict.NOT_ON_TRACK]) is Verdict.NOT_ON_TRACK
    assert Verdict.weakest([Verdict.NOT_JUDGEABLE, None]) is Verdict.NOT_JUDGEABLE
