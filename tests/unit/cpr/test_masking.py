"""No message says a CPR number, in whatever spelling, and what it may say stays as it is."""

from pathlib import Path

import pytest

import cpr_spellings
from hpanalysis.cli.options import format_path
from hpanalysis.cpr import FIND_NAMELESS, NAMELESS, mask_numbers, may_hold_number, show_name
from hpanalysis.errors import Stop, format_finding


def digits_of(text):
    return "".join(sign for sign in text if sign.isdigit())


@pytest.mark.parametrize("number", cpr_spellings.NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.SPELLINGS)
def test_a_message_says_no_number_in_any_spelling(spelling, number):
    written = cpr_spellings.SPELLINGS[spelling](number)
    said = str(Stop(f"Området »{written}« kendes ikke.", place="»addresses.csv«, række 12", ask="analytikeren."))
    assert written not in said
    assert digits_of(said) in ("12", "120", "1200")  # the row, and the nought of `.0`
    assert said.startswith("»addresses.csv«, række 12: Området »")
    assert said.endswith("« kendes ikke. Spørg: analytikeren.")


@pytest.mark.parametrize(
    "message",
    [
        "»sprogvurdering.csv«, række 1204 og 3 andre rækker, kolonne »Fraværsdage«: Værdien er ikke mulig.",
        "Ventet: en fil fra RandersBolig for 1. januar 2025 til 31. december 2025, leveret senest 15. marts 2026.",
        "data/processed/2026H1/fortroligt/sprogvurdering-sprog-02.csv",
        "2025 H2: 1.204.300 af 12.345 rækker, 45,9 pct., fra 2025-01-01 til 2025-12-31; 2023-10/2024-09",
        "»elevfravaer_20260315_1030.csv« og »elevfravaer 15-03-2026 1204.csv«",
        "række 11045, kolonne »2024«",
        "afdeling 301-304, 310, 320 og 321; skriv »Møllevænget & Storgaarden,304|310|320,,« og »11, 12, 20, 30 og 4«",
        "»a.csv«, række 110203 og 1204 andre rækker, kolonne »b«",
        "Underskrevet med nøglen SHA256:pnK4 og programmet udgave 1.2.3",
        "hpanalysis/definitions/indicators/unge_i_uddannelse_15_mdr",
    ],
)
def test_what_messages_say_of_files_rows_days_and_shares_stays(message):
    assert mask_numbers(message) == message


def test_only_the_number_is_masked():
    assert mask_numbers("Æblevej 3, c/o 010203-1234 og 1506344006.0") == "Æblevej 3, c/o … og ….0"


@pytest.mark.parametrize(
    "name", ["elevfravaer_010203_1234.csv", "10203-1234.xlsx", "bopael 15.06.34 4006", "102031234"]
)
def test_a_name_with_a_number_is_not_shown_and_it_is_told_how_to_find_it(name):
    assert may_hold_number(name)
    assert show_name(name) == NAMELESS
    said = format_finding(show_name(name), "Filen er tom.", do="Bed om et nyt udtræk.")
    assert said == f"En fil, hvis navn ikke vises: Filen er tom. Gør sådan: {FIND_NAMELESS} Bed om et nyt udtræk."


@pytest.mark.parametrize("name", ["elevfravaer_2026-03-15.csv", "udsaettelser_lejerbo.csv", "bopael 2026H1 (2).xlsx"])
def test_any_other_name_is_shown(name):
    assert show_name(name) == f"»{name}«"


def test_of_200_look_alikes_few_are_masked_and_none_of_them_is_shorter_than_a_number():
    masked = [one for one in cpr_spellings.list_look_alikes() if mask_numbers(one) != one]
    assert all(len(digits_of(one)) >= 9 or len(one) >= 32 for one in masked)
    assert sum(len(one) < 32 for one in masked) < 20


def test_a_path_that_a_command_names_shows_no_number_of_a_folder_or_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = format_path(tmp_path / "sag 10203-1234" / "reports" / "2026H1" / "index.html")
    assert shown == str(Path("…", "reports", "2026H1", "index.html"))
    assert format_path(tmp_path / "data" / "raw") == str(Path("data", "raw"))
