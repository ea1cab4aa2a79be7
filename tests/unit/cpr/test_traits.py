"""Sex and year of birth, by the table of centuries as CPR-kontoret prints it."""

import pytest

from hpanalysis.cpr import is_woman, read_birth_year


@pytest.mark.parametrize(("last", "woman"), [("0", True), ("2", True), ("1", False), ("9", False)])
def test_the_last_digit_tells_the_sex(last, woman):
    assert is_woman(f"010101000{last}") is woman


@pytest.mark.parametrize(
    ("seventh", "year", "born"),
    [
        ("0", "00", 1900),
        ("3", "99", 1999),
        ("4", "00", 2000),
        ("4", "36", 2036),
        ("4", "37", 1937),
        ("4", "99", 1999),
        ("5", "00", 2000),
        ("5", "57", 2057),
        ("5", "58", 1858),
        ("8", "57", 2057),
        ("8", "99", 1899),
        ("9", "36", 2036),
        ("9", "37", 1937),
    ],
)
def test_the_seventh_digit_tells_the_century(seventh, year, born):
    assert read_birth_year(f"0101{year}{seventh}001") == born
    assert read_birth_year(f"6101{year}{seventh}001") == born, "an administrative number has 60 added to its day"
