"""Pseudonyms, addresses and rows of extracts in a text; and what only looks like them."""

import time

import pytest

from hpanalysis.leaks.pseudonyms import holds_pseudonym
from hpanalysis.leaks.rows import holds_row
from hpanalysis.leaks.streets import Streets
from hpanalysis.load.persons import Key

STREETS = Streets.of(
    [("Flyvervej", "2-26 even"), ("Flyvervej", "5"), ("Gl. Jennumvej", "1-9 odd"), ("Ny Kirke", "4A")],
    ["Glarbjergvej-området", "Glarbjergvej", "Gl. Jennumparken", "Vangdalen"],
)


def test_a_pseudonym_as_they_are_made_is_found():
    pseudonym = Key(b"a key of this test").pseudonym("010203-1234")
    assert holds_pseudonym(f"personen {pseudonym}, område nord")
    assert holds_pseudonym(f'"{pseudonym.upper()}"')


@pytest.mark.parametrize(
    "look_alike",
    ["a" * 64, "0123456789abcdef" * 4, "0123456789abcdef" * 2 + "01234567", "1" * 32, "abcdefab" * 4, "p1a2b3c4d5e6f"],
)
def test_checksums_and_numbers_are_no_pseudonyms(look_alike):
    assert not holds_pseudonym(f"kontrolsum {look_alike}.")


@pytest.mark.parametrize(
    "address",
    [
        "Flyvervej 12",
        "flyvervej 12",
        "FLYVERVEJ 3B",
        "Flyvervej, 12",
        "Flyvervej nr. 12",
        "Flyvervej 12, 2. tv",
        "bor på Gl. Jennumvej 7 i dag",
        "Ny Kirke 4",  # no ending of a street, but one of the plan
        "Solsikkevej 114",
        "Nørre Allé 5",
        "H.C. Andersens Gade 9",
        "Glarbjergvej 12B",
        "Glarbjergvej 12, 2. th",
        "Vangdalen 3 st. tv",
        "nord,Flyvervej,12,",  # a table's row, and none of the plan's
    ],
)
def test_a_street_with_a_house_number_is_found(address):
    assert STREETS.holds_address(f"Familien ({address}) er flyttet")


@pytest.mark.parametrize(
    "look_alike",
    [
        "Glarbjergvej-området 59,6 %",
        "Glarbjergvej 59,6 %",
        "Glarbjergvej 12",  # the area's short name and its figure
        "Prikdiagram. Gl. Jennumparken 5",
        "Vangdalen 66",
        "Flyvervej,2-26 even",  # the plan's own addresses
        "gl-jennumparken,Flyvervej,5,",
        "gl-jennumparken,Ny Kirke,4A,",
        "Flyvervej 2-26",
        "Flyvervej 1.204",
        "Flyvervej: 12",
        "Flyvervej og Gl. Jennumvej",
        "ikke på vej 3",
        "Alle 7 områder",
        "I alle 7 områder",
        "1. august 2025",
        "Undervejs 3",
        "Flyvervej 12,5 pct.",
    ],
)
def test_areas_figures_and_the_plans_own_ranges_are_no_address(look_alike):
    assert not STREETS.holds_address(look_alike)


def test_a_long_text_of_capitals_is_read_in_no_time():
    started = time.process_time()
    assert not STREETS.holds_address("Af " * 30_000)
    assert not STREETS.holds_address("A" * 100_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "row",
    [
        "RandersBolig;12;4A;03-02-2025;ja",
        '"Lejerbo";"7";"12-03-2025";"effektiv"',
        "2025-01\t18\tkontanthjælp\t24",
        "overskrift\nLejerbo;7;2025-03-12;;1\nmere",
    ],
)
def test_a_row_of_an_extract_is_found(row):
    assert holds_row(row)


@pytest.mark.parametrize(
    "look_alike",
    [
        "fill:none;stroke:var(--rule,#c9cfd4);stroke-width:0.7;opacity:1",
        "Vangdalen 66,7 %; Energivej 41,2 %; Centrale Randers diskretioneret; alle 7 56,3 %",
        "sprog_generel,nord,2025,2026H1,17,37,45.9",
        "a;b;c;d",
        "tre; 2; 1; nu",
        ".a{margin:0;padding:1px;top:2px;left:3px}",
    ],
)
def test_styles_sentences_and_what_we_publish_are_no_rows(look_alike):
    assert not holds_row(look_alike)
