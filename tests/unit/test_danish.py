import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from hpanalysis import danish
from hpanalysis.danish import NBSP
from hpanalysis.definitions.windows import HalfYear


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12.3, 1, "12,3"),
        (12.25, 1, "12,3"),
        (Decimal("0.25"), 1, "0,3"),
        (0, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (-2.1, 1, "\N{MINUS SIGN}2,1"),
        (1204, 0, "1.204"),
        (999, 0, "999"),
        (1234567.5, 1, "1.234.567,5"),
    ],
)
def test_a_number_is_written_as_a_danish_reader_writes_it(value, decimals, written):
    assert danish.format_number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("12.30", "12,30"), ("1204", "1.204"), ("-0.5", "\N{MINUS SIGN}0,5"), ("1E+3", "1.000"), ("0", "0")],
)
def test_a_quoted_number_keeps_the_decimals_that_it_has(value, written):
    assert danish.format_exactly(Decimal(value)) == written


def test_small_counts_are_words_and_others_digits():
    assert [danish.spell_count(n) for n in (0, 1, 7, 10, 11, 1200)] == ["nul", "én", "syv", "ti", "11", "1.200"]
    assert [danish.spell_count(n, one="ét") for n in (0, 1, 2)] == ["nul", "ét", "to"]


def test_days_and_half_years_have_hard_spaces_on_pages_and_ordinary_ones_in_text_files():
    half, day = HalfYear.parse("2026H1"), date(2026, 6, 3)
    assert danish.format_half_year(half) == f"1.{NBSP}halvår 2026"
    assert danish.format_half_year(half, space=" ") == "1. halvår 2026"
    assert danish.format_day(day) == f"3.{NBSP}juni 2026"
    assert danish.format_day(day, space=" ") == "3. juni 2026"
    assert danish.format_day_in_digits(day) == "03-06-2026"


def test_all_months_have_their_danish_names():
    names = "januar februar marts april maj juni juli august september oktober november december"
    assert [danish.name_month(number) for number in range(1, 13)] == names.split()


def test_words_are_joined_without_a_comma_before_the_last_and_clauses_with_one():
    assert [danish.join_words("abc"[:n]) for n in range(4)] == ["", "a", "a og b", "a, b og c"]
    assert danish.join_words(["a", "b"], last="eller") == "a eller b"
    assert [danish.join_clauses("abc"[:n]) for n in (1, 2, 3)] == ["a", "a, og b", "a, b, og c"]


def test_only_the_first_letter_becomes_a_capital():
    assert [danish.capitalise(text) for text in ("", "å", "iPads i LBF")] == ["", "Å", "IPads i LBF"]


def test_the_command_line_may_import_it_without_waiting_for_babel():
    done = subprocess.run([sys.executable, "-c", "import sys, hpanalysis.danish; assert 'babel' not in sys.modules"])
    assert done.returncode == 0
