"""With a residence history a person belongs where she lived on the row's own date, a month's being its last day."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import shared_plans
from hpanalysis import load
from hpanalysis.definitions import catalogue
from hpanalysis.load.frame import Loaded, load_frame

PLAN = shared_plans.read(shared_plans.RANDERS)
KEY = load.Key(b"a key of this test")
SOURCES = catalogue.sources()
IDA, BO, NEW = "010190-0001", "020185-0002", "030390-0003"

# Ida moved from Glarbjergvej's area to Vangdalen on 15 March and out of the areas on 1 June. Bo left his on 31 May, and
# nothing tells where to. The third person is not in the history at all.
HISTORY = f"""CPR-nummer;Navn;Adresse;Postnr.;By;Fra-dato;Til-dato
{IDA};Ida Demosen;Falkevej 13;8920;Randers NV;01-01-2020;15-03-2025
{IDA};Ida Demosen;Sivhaven 3;8920;Randers NV;15-03-2025;31-05-2025
{IDA};Ida Demosen;Storgade 4;8900;Randers C;01-06-2025;
{BO};Bo Demosen;Falkevej 15;8920;Randers NV;01-01-2024;31-05-2025
"""
WORK = "CPR-nummer;Adresse;Postnr.;By;Måned;Alder;Ydelse\n"


def file(folder: Path, name: str, text: str) -> list[Path]:
    (folder / name).write_text(text, encoding="utf-8-sig")
    return [folder / name]


@pytest.fixture
def history(tmp_path) -> pd.DataFrame:
    return load_frame(SOURCES["bopael"], file(tmp_path, "bopael.csv", HISTORY), PLAN, KEY).frame


def areas(loaded: Loaded) -> list[str | None]:
    return [None if pd.isna(area) else area for area in loaded.frame["area_id"]]


def work(folder: Path, rows: list[tuple[str, str, str]], history: pd.DataFrame | None) -> Loaded:
    """rows: a person, the address in the extract, a month."""
    text = WORK + "".join(f"{cpr};{address};8900;Randers C;{month};30;I arbejde\n" for cpr, address, month in rows)
    return load_frame(SOURCES["beskaeftigelse"], file(folder, "beskaeftigelse.csv", text), PLAN, KEY, history)


def test_a_history_is_loaded_as_areas_and_days(history):
    assert list(history) == ["person", "area_id", "fra", "til"]
    assert history["area_id"].fillna("-").tolist() == ["glarbjergvej", "vangdalen", "-", "glarbjergvej"]
    assert history["fra"].tolist()[:2] == [date(2020, 1, 1), date(2025, 3, 15)]


def test_a_person_month_lies_in_the_area_of_the_months_last_day(tmp_path, history):
    months = ["2025-02", "2025-03", "2025-05", "2025-06"]
    found = work(tmp_path, [(IDA, "Energivej 4", month) for month in months], history)
    assert areas(found) == ["glarbjergvej", "vangdalen", "vangdalen", None]
    assert found.by_history == 4


def test_a_person_or_a_day_that_the_history_does_not_tell_of_keeps_the_extracts_address(tmp_path, history):
    rows = [(NEW, "Energivej 4", "2025-03"), (BO, "Energivej 4", "2025-06"), (BO, "Energivej 4", "2023-12")]
    found = work(tmp_path, [*rows, (BO, "Energivej 4", "2025-05")], history)
    assert areas(found) == ["energivej", "energivej", "energivej", "glarbjergvej"]
    assert found.by_history == 1


def test_without_a_history_the_address_in_the_extract_counts(tmp_path):
    found = work(tmp_path, [(IDA, "Energivej 4", "2025-02"), (IDA, "Storgade 4", "2025-02")], None)
    assert areas(found) == ["energivej", None]
    assert found.by_history is None


def test_on_a_date_a_person_lies_where_she_lived_that_day(tmp_path, history):
    days = ["14-03-2025", "15-03-2025", "31-05-2025", "01-06-2025"]
    text = "CPR-nummer;Adresse;Vurderingsdato;Alder;Resultat\n"
    text += "".join(f"{IDA};Energivej 4;{day};3;Generel indsats\n" for day in days)
    files = file(tmp_path, "sprogvurdering.csv", text)
    found = load_frame(SOURCES["sprogvurdering"], files, PLAN, KEY, history)
    assert areas(found) == ["glarbjergvej", "vangdalen", "vangdalen", None]
    assert found.frame["vurderingsdato"].tolist()[0] == date(2025, 3, 14)


def test_the_order_of_rows_and_the_types_are_those_of_a_load_without_history(tmp_path, history):
    rows = [(cpr, "Energivej 4", f"2025-{month:02d}") for month in range(12, 0, -1) for cpr in (BO, NEW, IDA)]
    with_history, without = (work(tmp_path, rows, each).frame for each in (history, None))
    pd.testing.assert_frame_equal(with_history.drop(columns="area_id"), without.drop(columns="area_id"))
    assert with_history["area_id"].dtype == without["area_id"].dtype


def test_cases_without_persons_and_the_history_itself_are_placed_as_ever(tmp_path, history):
    files = file(tmp_path, "bopael.csv", HISTORY)
    again = load_frame(SOURCES["bopael"], files, PLAN, KEY, history)
    pd.testing.assert_frame_equal(again.frame, history)
    assert again.by_history is None
