"""LAESMIG.txt tells what lies in the package, by names that are there."""

import re

from hpanalysis.evidence import letter

GIVEN = {
    "name": "Dokumentation for 1. halvår 2026",
    "plan": "Boligsocial helhedsplan Lillekøbing",
    "publisher": "Kommunen",
    "published": "17. august 2026",
    "half_year": "2026H1",
}


def test_the_letter_says_what_when_and_by_whom():
    text = letter.write_letter(**GIVEN, synthetic=False).decode("utf-8")
    assert text.startswith("Dokumentation for 1. halvår 2026\n================================\n")
    for value in GIVEN.values():
        assert value in text


def test_synthetic_figures_are_called_made_up_and_real_ones_are_not():
    assert "opdigtede" in letter.write_letter(**GIVEN, synthetic=True).decode("utf-8")
    assert "opdigtede" not in letter.write_letter(**GIVEN, synthetic=False).decode("utf-8")


def test_the_page_of_an_accounting_year_is_named_where_it_is_in_the_package():
    page = "data/udgivelse/regnskabsaar-2026/lbf_opfoelgning.html"
    assert page not in letter.write_letter(**GIVEN, synthetic=False).decode("utf-8")
    told = letter.write_letter(**GIVEN, synthetic=False, years=[2026, 2027]).decode("utf-8")
    assert page in told and page.replace("2026", "2027") in told and "\n\n\n" not in told


def test_no_slot_is_left_open_and_no_line_is_wider_than_a_screen():
    text = letter.write_letter(**GIVEN, synthetic=True, years=[2026]).decode("utf-8")
    assert not re.search(r"[{}]", text)
    assert max(map(len, text.splitlines())) <= 120
