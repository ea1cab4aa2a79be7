"""An interval that leaves 0 out has the reason beside it, just where the change is not called sure."""

from decimal import Decimal

import pytest

from hpanalysis.report.words.unsure_words import explain_unsure
from hpanalysis.tables import Development, Since

WORDS = ", ikke sikker, fordi der laves mange vurderinger"


@pytest.mark.parametrize(
    ("low", "high", "verdict", "words"),
    [
        ("-7.0", "-1.1", Since.NO_SURE_CHANGE, WORDS),
        ("0.1", "0.8", Since.NO_SURE_CHANGE, WORDS),
        ("0.1", "0.8", Development.UNDECIDED, WORDS),
        ("-7.0", "-1.1", Since.IMPROVED, ""),
        ("0.1", "0.8", Development.KEPT_PACE, ""),
        ("-7.0", "1.1", Since.NO_SURE_CHANGE, ""),
        ("-7.0", "0.0", Since.NO_SURE_CHANGE, ""),
        ("0.04", "0.8", Since.NO_SURE_CHANGE, ""),  # printed as 0,0
        ("-7.0", "-1.1", None, ""),
    ],
)
def test_the_words_stand_just_where_the_interval_looks_surer_than_the_verdict(low, high, verdict, words):
    assert explain_unsure(Decimal(low), Decimal(high), verdict, 1) == words


def test_without_an_interval_there_are_no_words():
    assert explain_unsure(None, None, Since.NO_SURE_CHANGE, 1) == ""
