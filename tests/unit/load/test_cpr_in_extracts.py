"""A CPR number in a file's or a folder's name, or in a free text, stops in every spelling, and is not said."""

import pytest

import cpr_spellings
from extract_files import SOURCES, stopped
from hpanalysis import load
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.check import _find_unknown_files
from hpanalysis.pipeline.publication import manifest
from hpanalysis.workspace import Workspace
from projects import PLAN as SMALL

NUMBERS = cpr_spellings.NUMBERS
# No name of a file has a slash in it, and Windows allows neither these signs nor control characters.
FORBIDDEN = set('/<>:"|?*\t\n')
HALF = HalfYear.parse("2026H1")
CASES = """Sagsnummer;Boligorganisation;Afdeling;Blok;Sagsdato;Udsættelsesdato
S-1;Randers Boligforening af 1940;29;;03-02-2023;01-06-2023
{};Randers Boligforening af 1940;29;;04-02-2023;
"""
MAKERS = ((lambda path: path.write_text("x"), "Et filnavn"), (lambda path: path.mkdir(), "Navnet på en mappe"))


def nameable(spellings):
    return [name for name, write in spellings.items() if not FORBIDDEN & set(write(NUMBERS[0]))]


@pytest.mark.parametrize("spelling", nameable(cpr_spellings.PLAIN))
def test_a_plain_number_in_the_name_of_a_file_or_a_folder_stops_and_is_not_said(spelling, tmp_path):
    for number in NUMBERS:
        name = f"udsaettelser_{cpr_spellings.PLAIN[spelling](number)}"
        for make, kind in (
            (lambda path: path.write_text("x"), "Et filnavn"),
            (lambda path: path.mkdir(), "Navnet på en"),
        ):
            path = tmp_path / name
            make(path)
            with pytest.raises(Stop, match="ligner et CPR-nummer") as stop:
                load.find_files_of_source(SOURCES["valgdata"], tmp_path)
            assert str(stop.value).startswith(f"Mappen data/raw/{tmp_path.name}: {kind}")
            assert cpr_spellings.PLAIN[spelling](number) not in str(stop.value)
            path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.parametrize("spelling", [name for name in nameable(cpr_spellings.DOUBTFUL) if "base64" not in name])
def test_a_doubtful_number_in_a_name_is_neither_said_nor_published(spelling, tmp_path):
    workspace = Workspace.at(tmp_path, plan_folder=SMALL)
    folder = workspace.raw_folder(HALF)
    folder.mkdir(parents=True)
    for number in NUMBERS:
        if "leading zero" in spelling and number[0] != "0":
            continue  # the same as ten digits
        written = cpr_spellings.DOUBTFUL[spelling](number)
        (folder / f"{written}.csv").write_text("x")
        (folder / f"x {written}").mkdir()
        for finding in _find_unknown_files(workspace, HALF):
            assert finding.startswith("En fil, hvis navn ikke vises: Filen hører ikke til nogen kilde")
            assert "Find den i mappen" in finding
            assert written not in finding
        public = manifest.make_public_name(f"udsaettelser_{written}.csv", SOURCES["udsaettelser"], [], 2)
        assert public == "udsaettelser-2.csv"
        (folder / f"{written}.csv").unlink()
        (folder / f"x {written}").rmdir()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.PLAIN)
def test_a_plain_number_in_a_free_text_stops_the_file_and_is_not_said(spelling, number, tmp_path):
    written = cpr_spellings.PLAIN[spelling](number)
    cell = '"sag {}"'.format(written.replace('"', '""'))
    (tmp_path / "udsaettelser.csv").write_text(CASES.format(cell), encoding="utf-8")
    message = stopped("udsaettelser", tmp_path / "udsaettelser.csv")
    assert message.startswith("»udsaettelser.csv«, kolonne »Sagsnummer«: Kolonnen indeholder noget, der ligner CPR")
    assert written not in message
    assert number[6:] not in message


@pytest.mark.parametrize(
    "name", ["elevfravaer_20260315_1030.csv", "elevfravaer 15-03-2026.csv", "bopael_2026H1_v2.csv"]
)
def test_a_name_with_a_day_or_an_hour_is_a_name(name, tmp_path):
    (tmp_path / name).write_text("x")
    source = SOURCES["elevfravaer"]
    assert [path.name for path in load.find_files_of_source(source, tmp_path)] == [name] * name.startswith("elev")
