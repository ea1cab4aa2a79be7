from decimal import Decimal

import pytest

from hpanalysis.report.row.parts import OtherAreas, YearBefore
from hpanalysis.tables import Edition, Evidence, Since, Status, Verdict, Versus
from report_tables import release, row, table

NUMBERS = ("value", "numerator", "denominator")
DESCENDANTS = (
    "lo",
    "hi",
    "change",
    "change_lo",
    "change_hi",
    "rest",
    "margin",
    "line",
    "year_before",
    "others",
    "probability",
)
VERDICTS = ("versus", "since", "verdict", "evidence")
REASONS = ("since_reason", "versus_reason", "reason")


def only(edition=Edition.PUBLIC, **given):
    full = {
        "value": 60.0,
        "numerator": 3.0,
        "denominator": 5,
        "lo": 23.1,
        "hi": 88.2,
        "change": 2.0,
        "change_lo": -1.0,
        "change_hi": 5.0,
        "year_before_window": "2024",
        "year_before_value": 50.0,
        "year_before_change": 10.0,
        "probability": 0.8123,
        "evidence": Evidence.PROBABLY_WORSENED.value,
        "since_year_before": Since.NO_SURE_CHANGE.value,
        "rest_value": 9.0,
        "others_value": 10.0,
        "versus_others": Versus.WORSE.value,
        "margin": 5.0,
        "line": 55.0,
        "since_reason": "for få",
        "versus_reason": "for få",
        "versus_municipality": Versus.WORSE.value,
        "since_baseline": Since.WORSENED.value,
        "verdict": Verdict.NOT_ON_TRACK.value,
        "reason": "for få",
    }
    return next(iter(release(edition).cells(table(row("sprog_saerlig", "vangdalen", "2025", **(full | given))))))


@pytest.mark.parametrize("status", [Status.HIDDEN, Status.NOT_DELIVERED, Status.NOT_MEASURED, Status.NO_PERSONS])
def test_a_row_that_may_not_be_shown_has_no_number_whatever_the_table_holds(status):
    cell = only(status=status.value)
    assert not cell.is_shown
    assert [getattr(cell, name) for name in (*NUMBERS, *DESCENDANTS)] == [None] * 14


def test_a_hidden_row_has_no_descendants():
    cell = only(status=Status.HIDDEN.value)
    assert [getattr(cell, name) for name in VERDICTS] == [None] * 4
    assert [getattr(cell, name) for name in REASONS] == [""] * 3


def test_the_confidential_edition_has_the_number_marked_and_no_verdict():
    cell = only(Edition.CONFIDENTIAL, status=Status.HIDDEN.value)
    assert cell.value == Decimal("60.0") and cell.withheld and not cell.is_public
    assert [getattr(cell, name) for name in DESCENDANTS] == [None] * 11
    assert [getattr(cell, name) for name in VERDICTS] == [None] * 4


def test_a_shown_row_has_its_numbers_and_verdicts():
    cell = only(status=Status.SHOWN.value)
    assert (cell.value, cell.denominator, cell.versus) == (Decimal("60.0"), 5, Versus.WORSE)
    assert (cell.lo, cell.hi, cell.change_lo, cell.rest) == tuple(map(Decimal, ("23.1", "88.2", "-1.0", "9.0")))
    assert cell.year_before == YearBefore("2024", Decimal("50.0"), Decimal("10.0"), Since.NO_SURE_CHANGE, "")
    assert cell.others == OtherAreas(Decimal("10.0"), Versus.WORSE, "")
    assert cell.key == "sprog_saerlig/2025/vangdalen"


def test_no_cases_is_no_number_to_read():
    cell = only(status=Status.NO_CASES.value, value=0)
    assert cell.is_shown and not cell.has_number


def test_the_latest_cell_of_an_area_that_is_not_measured_is_none():
    cells = release().cells(table(row("dagtilbud_1_5_aar", "vangdalen", "2024", status=Status.NOT_MEASURED.value)))
    assert cells.latest("dagtilbud_1_5_aar", "vangdalen") is None
    assert cells.course("dagtilbud_1_5_aar", "vangdalen") == []
