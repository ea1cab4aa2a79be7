from decimal import Decimal

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.report import numbers

NBSP = "\N{NO-BREAK SPACE}"


def test_a_value_has_its_unit_in_a_sentence_and_a_sign_on_a_mark():
    absence = catalogue.indicators()["elevfravaer"]
    assert numbers.format_in_text(33.1, absence) == f"33,1{NBSP}pct."
    assert numbers.format_on_mark(33.1, absence) == f"33,1{NBSP}%"


def test_a_count_bends_its_noun():
    cases = catalogue.indicators()["udsaettelser"]
    assert numbers.format_in_text(1, cases) == f"1{NBSP}udsættelsessag"
    assert numbers.format_in_text(16, cases) == f"16{NBSP}udsættelsessager"
    assert numbers.format_in_text(0, cases) == f"ingen{NBSP}udsættelsessager"


def test_a_definition_decides_its_decimals():
    charged = catalogue.indicators()["sigtede_15_29"]
    youth_school = catalogue.indicators()["ungdomsskole"]
    assert numbers.format_on_mark(1.04, charged) == f"1,04{NBSP}%"
    assert numbers.format_on_mark(27, youth_school) == f"27{NBSP}%"


def test_a_difference_is_in_points_and_never_in_percent():
    assert numbers.format_difference(-2.1, catalogue.indicators()["elevfravaer"]) == f"2,1{NBSP}procentpoint"
    assert (
        numbers.format_difference(0.3, catalogue.indicators()["karakter_dansk_matematik"]) == f"0,3{NBSP}karakterpoint"
    )


def test_a_change_in_a_table_bears_its_sign():
    absence = catalogue.indicators()["elevfravaer"]
    assert [numbers.format_signed(c, absence) for c in (0.4, -0.4, 0, 0.04)] == [
        "+0,4",
        "\N{MINUS SIGN}0,4",
        "0,0",
        "0,0",
    ]


def test_an_interval_has_its_unit_once_and_the_same_form_everywhere():
    absence, cases = catalogue.indicators()["elevfravaer"], catalogue.indicators()["udsaettelser"]
    low, high = Decimal("25.4"), Decimal("41.8")
    assert numbers.format_interval(low, high, absence) == f"25,4 til 41,8{NBSP}pct."
    assert numbers.format_interval(Decimal("9.15"), Decimal("25.98"), cases) == f"9 til 26{NBSP}sager"
    assert numbers.format_interval_in_table(low, high, absence) == f"25,4 til 41,8{NBSP}%"
    assert numbers.format_interval_in_table(low, high, cases) == "25 til 42"
    assert numbers.format_span(low, high, absence) == "25,4 til 41,8"
    assert numbers.format_span(Decimal("-3.1"), Decimal("0.2"), absence) == "\N{MINUS SIGN}3,1 til 0,2"


def test_a_change_in_a_table_has_its_unit():
    defined, minus = catalogue.indicators(), "\N{MINUS SIGN}"
    told = {
        ("elevfravaer", "7.9"): f"+7,9{NBSP}procentpoint",
        ("elevfravaer", "0.04"): f"0,0{NBSP}procentpoint",
        ("karakter_dansk_matematik", "-0.3"): f"{minus}0,3{NBSP}karakterpoint",
        ("udsaettelser", "-6"): f"{minus}6{NBSP}sager",
        ("udsaettelser", "1"): f"+1{NBSP}sag",
        ("udsaettelser", "0"): f"0{NBSP}sager",
    }
    for (key, change), text in told.items():
        assert numbers.format_signed_difference(Decimal(change), defined[key]) == text
    assert numbers.format_yearly_signed_change(Decimal("-0.8"), defined["elevfravaer"]) == (
        f"{minus}0,80{NBSP}procentpoint"
    )
    assert numbers.format_yearly_signed_change(Decimal("1.3"), defined["udsaettelser"]) == f"+1,3{NBSP}sager"


def test_a_count_that_is_named_already_has_a_short_noun():
    counts = catalogue.indicators()
    assert numbers.format_briefly(22, counts["udsaettelser"]) == f"22{NBSP}sager"
    assert numbers.format_briefly(1, counts["udsaettelser_effektive"]) == f"1{NBSP}udsættelse"
    assert numbers.format_difference(-6, counts["udsaettelser"]) == f"6{NBSP}sager"


@pytest.mark.parametrize(("size", "written"), [("5.0", "5"), ("2.50", "2,5"), ("10", "10"), ("0.25", "0,25")])
def test_a_margin_has_no_more_decimals_than_it_has(size, written):
    assert numbers.format_margin(Decimal(size), catalogue.indicators()["elevfravaer"]) == f"{written}{NBSP}procentpoint"
