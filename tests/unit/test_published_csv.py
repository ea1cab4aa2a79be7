"""What a published CSV file holds is data to every program that opens it."""

import csv
import io

import pandas as pd
import pytest

from hpanalysis import published_csv

DANGEROUS = [
    "=1+1",
    "+45 12345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "=HYPERLINK(0)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
]
STARTS = set("=+-@\t\r\N{FULLWIDTH EQUALS SIGN}")


def opened(text: str, delimiter: str) -> list[str]:
    """Every cell a spreadsheet makes of a file."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


@pytest.mark.parametrize("text", [*DANGEROUS, *(f"Delmålet;{text}" for text in DANGEROUS), 'a\n=1+1";=2+2'])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_begins_as_a_formula_however_the_file_is_parted(text, delimiter):
    file = published_csv.format_csv(pd.DataFrame({"name": ["før", text, "efter"], "more": ["x", "y, z", text]}))
    cells = [line for cell in opened(file, delimiter) for line in cell.split("\n")]
    assert [cell for cell in cells if cell.strip(' "')[:1] in STARTS and cell.strip(' "')] == []


@pytest.mark.parametrize("number", ["-0.7", "12", "0.00", "-3", "1.2e-05", "-1e+06"])
def test_numbers_stay_numbers(number):
    assert published_csv.guard_text(number) == number
    assert published_csv.format_csv(pd.DataFrame({"change": [number, -0.7, None]})).splitlines() == [
        "change",
        number,
        "-0.7",
        '""',
    ]


def test_a_whole_number_stays_whole_beside_a_gap():
    counts = pd.DataFrame({"denominator": pd.Series([97, None, 5], dtype=object), "area_id": ["a", "b", "c"]})
    assert published_csv.format_csv(counts) == "denominator,area_id\n97,a\n,b\n5,c\n"
    assert published_csv.format_csv(counts.astype({"denominator": "Int64"})) == "denominator,area_id\n97,a\n,b\n5,c\n"
    assert published_csv.format_csv(counts.iloc[:0]) == "denominator,area_id\n"


@pytest.mark.parametrize("text", ["Elevfravær, 0.-10. kl.", "uddannelse-15", "2025-04/2026-03", "", "a = b", "»x«"])
def test_a_harmless_text_is_left_as_it_is(text):
    assert published_csv.guard_text(text) == text


@pytest.mark.parametrize("text", [*DANGEROUS, "'=1", "''=1", "a;'=1", "a;=1;=2", "-0.7", "'s", "harmløs; tekst"])
def test_what_is_guarded_is_read_as_it_was_however_often(text):
    once = published_csv.guard_text(text)
    twice = published_csv.guard_text(once)
    assert published_csv.restore_text(once) == text
    assert published_csv.restore_text(published_csv.restore_text(twice)) == text
