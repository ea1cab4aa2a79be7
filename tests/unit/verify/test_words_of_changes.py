"""A change in a cell of a table has its interval, its unit, and the word at an interval that looks surer than it is."""

from types import SimpleNamespace

import pytest

from hpanalysis.verify.pages.sentences.matching import check_sentence

ROW = {
    "indicator_id": "fravaer",
    "change": "-4.1",
    "change_lo": "-7.0",
    "change_hi": "-1.1",
    "since_baseline": "ingen sikker ændring",
    "development": "2.6",
    "development_lo": "0.4",
    "development_hi": "5.1",
    "versus_development": "fulgt med",
    "year_before_change": "0.3",
    "trend": "-0.80",
    "trend_lo": "-1.40",
    "trend_hi": "-0.20",
    "since_trend": "ingen sikker ændring",
    "distance": "",
}
SURE = ROW | {"since_baseline": "forbedret", "since_trend": "forbedret", "versus_development": "kan ikke afgøres"}
WHY = ", ikke sikker, fordi der laves mange vurderinger"
CHANGE, BESIDE = "−4,1 procentpoint (−7,0 til −1,1)", "+2,6 procentpoint (0,4 til 5,1)"
COURSE, OPEN = (
    "om året −0,80 procentpoint (−1,40 til −0,20), ",
    "ingen sikker retning, fordi der laves mange vurderinger",
)


def say(sentence: str, row=ROW, measure: str = "share"):
    indicator = SimpleNamespace(measure=measure, judging=None)
    facts = SimpleNamespace(definitions=SimpleNamespace(indicators={"fravaer": indicator}))
    return check_sentence(sentence, row, facts)


@pytest.mark.parametrize(
    ("sentence", "row", "holds"),
    [
        (f"{CHANGE}{WHY}", ROW, True),
        (CHANGE, ROW, False),  # the word taken out
        (CHANGE, SURE, True),
        (f"{CHANGE}{WHY}", SURE, False),  # the word put where the change is sure
        (BESIDE, ROW, True),
        (f"{BESIDE}{WHY}", ROW, False),
        (f"{BESIDE}{WHY}", SURE, True),
        ("−4,1 procentpoint (−7,0 til 1,1)", ROW, False),
        ("+4,1 procentpoint (−7,0 til −1,1)", SURE, False),
        ("−4,1 karakterpoint (−7,0 til −1,1)", SURE, False),
        ("+0,3 procentpoint", ROW, True),
        (f"+0,3 procentpoint{WHY}", ROW, None),
        ("+0,4 procentpoint", ROW, False),
        (f"{COURSE}{OPEN}", ROW, True),
        (f"{COURSE}ingen sikker retning", ROW, False),
        (f"{COURSE}sikker udvikling", SURE, True),
        (f"{COURSE}sikker udvikling, fordi der laves mange vurderinger", SURE, False),
    ],
)
def test_each_change_is_held_with_its_interval_and_its_word(sentence, row, holds):
    assert say(sentence, row) is holds


def test_an_interval_that_holds_nought_has_no_word():
    row = ROW | {"change_hi": "1.1"}
    assert say("−4,1 procentpoint (−7,0 til 1,1)", row) is True
    assert say(f"−4,1 procentpoint (−7,0 til 1,1){WHY}", row) is False


def test_points_are_of_shares_and_of_means():
    assert say(CHANGE.replace("procentpoint", "karakterpoint"), SURE, "mean") is True
    assert say(CHANGE, SURE, "mean") is False
    assert say(CHANGE, SURE, "count") is False
    assert say(CHANGE.replace("procentpoint", "sager"), SURE, "count") is True
