"""Whole files, as a supplier delivers them: what comes out, and what stops."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract_files import DEPARTMENTS, KEY, SECRETS, SOURCES, saved, stopped, workbook
from extract_files import read as loaded
from hpanalysis import load
from hpanalysis.definitions.model import Column, Personal, Type
from hpanalysis.errors import Stop

LANGUAGE = """CPR-nummer;Navn;Adresse;Postnr.;By;Vurderingsdato;Alder;Resultat
010120-0001;Ida Demosen;Falkevej 13, 2. tv;8920;Randers NV;03-02-2023;3;Generel indsats
020118-0002;Bo Demosen;Storgade 4;8900;Randers C;12-05-2023;5;Særlig indsats
"""


def text_file(folder: Path, name: str, text: str, encoding: str = "utf-8-sig") -> Path:
    return saved(folder, name, text.encode(encoding))


def test_a_frame_has_pseudonym_area_and_the_sources_own_columns(tmp_path):
    found = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE))
    assert found.frame.to_dict("list") == {
        "person": [KEY.pseudonym("010120-0001"), KEY.pseudonym("020118-0002")],
        "area_id": ["glarbjergvej", pytest.approx(float("nan"), nan_ok=True)],
        "koen": ["mand", "kvinde"],
        "foedselsaar": [1920, 1918],
        "vurderingsdato": [date(2023, 2, 3), date(2023, 5, 12)],
        "alder": [3, 5],
        "resultat": ["generel", "saerlig"],
    }
    assert (found.rows, found.unmatched) == (2, 0)


SAMPLES = {
    Type.TEXT: "7",
    Type.INTEGER: "3",
    Type.DECIMAL: "2,5",
    Type.DATE: "03-02-2023",
    Type.MONTH: "2023-02",
    Type.YEAR: "2023",
}
PERSONAL = {
    Personal.CPR: "010120-0001",
    Personal.NAME: "Ida Demosen",
    Personal.ADDRESS: "Falkevej 13, 2. tv",
    Personal.POSTCODE: "8920",
}


def sample(column: Column) -> str:
    """A cell that the column allows."""
    if column.personal:
        return PERSONAL[column.personal]
    if column.name in DEPARTMENTS:
        return DEPARTMENTS[column.name][0]
    if column.name == "omraade":
        return "Vangdalen"
    if column.name == "aktivitet":
        return "Job til mor"
    return next(iter(column.codes)) if column.type is Type.CODE else SAMPLES[column.type]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_gives_its_own_columns_and_nothing_of_a_person(tmp_path, name):
    source = SOURCES[name]
    rows = [[column.headings[0] for column in source.columns], [sample(column) for column in source.columns]]
    if source.suffix == ".xlsx":
        path = workbook(tmp_path, source.usual_file, rows)
    else:
        path = text_file(tmp_path, source.usual_file, "\n".join(";".join(row) for row in rows))
    frame = loaded(name, path).frame
    own = [column.name for column in source.columns if not column.personal and column.name != "omraade"]
    kept = list(source.breakdown_columns)
    area = [] if source.lists_participants else ["area_id"]  # the registers know where their persons live
    assert list(frame) == [*(["person"] if source.has_persons else []), *area, *kept, *own]
    cells = [str(cell) for cell in frame.iloc[0]]
    assert not [cell for cell in cells for secret in (*PERSONAL.values(), "0101200001") if secret in cell]


def test_nothing_of_a_person_is_left_in_the_frame(tmp_path):
    found = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE))
    cells = [str(cell) for cell in found.frame.to_numpy().ravel()]
    assert not [cell for cell in cells for secret in SECRETS if secret in cell]


@pytest.mark.parametrize(
    "text",
    [
        LANGUAGE.replace("\n", "\r\n"),
        LANGUAGE.rstrip("\n"),
        LANGUAGE + "\n\n",
        LANGUAGE.replace("Falkevej 13, 2. tv", '"Falkevej 13, 2. tv"'),
        LANGUAGE.replace("CPR-nummer", " personnummer ").replace("Adresse", "BOPÆLSADRESSE"),
        LANGUAGE.replace("010120-0001", "10120 0001").replace("020118-0002", "201180002"),
        LANGUAGE.replace("Særlig indsats", "særlig  indsats "),
        LANGUAGE.replace("03-02-2023", "2023-02-03"),
        "\n\n" + LANGUAGE,
        LANGUAGE + ";;;;;;;\n" * 3 + "\n",
        LANGUAGE.replace("Falkevej 13, 2. tv", '"Falkevej 13,\n2. tv"'),
        LANGUAGE.replace("Bo Demosen", '"Bo ""Bob"" Demosen"').replace("Ida Demosen", 'Ida "Idse" Demosen'),
        LANGUAGE.replace("\n", "\r"),
    ],
    ids=[
        "crlf",
        "no last line break",
        "blank lines",
        "quotes",
        "synonyms",
        "lost zeros",
        "spaces",
        "iso dates",
        "blank lines above",
        "last rows without cells",
        "a line break in a cell",
        "quotation marks in cells",
        "cr",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_written_in_another_way_gives_the_same_frame(tmp_path, text, encoding):
    usual = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE))
    other = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering_2.csv", text, encoding))
    pd.testing.assert_frame_equal(usual.frame, other.frame)


def test_a_column_more_and_another_order_give_the_same_frame(tmp_path):
    lines = [line.split(";") for line in LANGUAGE.splitlines()]
    turned = "\n".join(";".join(["noget andet", *reversed(line)]) for line in lines)
    usual = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE))
    other = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering_2.csv", turned))
    pd.testing.assert_frame_equal(usual.frame, other.frame)


def test_names_and_towns_need_not_be_delivered(tmp_path):
    lines = [line.split(";") for line in LANGUAGE.splitlines()]
    least = "\n".join(";".join([line[0], line[2], *line[5:]]) for line in lines)
    assert loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", least)).rows == 2


def test_an_address_that_cannot_be_read_is_counted_and_not_guessed(tmp_path):
    text = LANGUAGE.replace("Falkevej 13, 2. tv", "Uden fast adresse")
    found = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", text))
    assert found.unmatched == 1
    assert found.frame["area_id"].isna().all()


def test_a_frame_becomes_parquet_with_dates_integers_and_text(tmp_path):
    found = loaded("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE))
    found.frame.to_parquet(tmp_path / "frame.parquet", index=False)
    schema = pq.read_schema(tmp_path / "frame.parquet")
    assert schema.field("vurderingsdato").type == pa.date32()
    assert schema.field("alder").type == pa.int64()
    assert all(pa.types.is_large_string(schema.field(n).type) for n in ("person", "area_id", "resultat"))


STORGAARDEN, FROM_1940 = "Møllevænget & Storgaarden", "Randers Boligforening af 1940"
CASES = """Sagsnummer;Boligorganisation;Afdeling;Blok;Sagsdato;Udsættelsesdato
S-1;Randers Boligforening af 1940;29;;03-02-2023;01-06-2023
S-002;Møllevænget & Storgården;1.0;Blok 2;04-02-2023;
s-3;Møllevænget og Storgaarden;1;3;05-02-2023;
NA;Randers Boligforening af 1940;201;;06-02-2023;
"""
LEJERBO = """Sagsnr.;Organisation;Afd.;Blok;Dato for sagen;Effektiv dato
1;LEJERBO, Randers;0104;;07-02-2023;01-07-2023
"""


def test_the_files_of_a_source_become_one_frame_by_department(tmp_path):
    files = [text_file(tmp_path, "udsaettelser.csv", CASES), text_file(tmp_path, "udsaettelser_lejerbo.csv", LEJERBO)]
    found = loaded("udsaettelser", *files)
    frame = found.frame.astype(object).where(found.frame.notna(), None)
    assert frame["area_id"].tolist() == ["vangdalen", "centrale-randers", None, None, "gl-jennumparken"]
    assert frame["sagsnummer"].tolist() == ["S-1", "S-2", "S-3", "NA", "1"]
    assert frame["organisation"].tolist() == [FROM_1940, STORGAARDEN, STORGAARDEN, FROM_1940, "Lejerbo"]
    assert frame["afdeling"].tolist() == ["29", "1", "1", "201", "104"]
    assert frame["blok"].tolist() == [None, "2", "3", None, None]
    assert frame["udsat"].tolist() == [date(2023, 6, 1), None, None, None, date(2023, 7, 1)]
    assert "person" not in frame
    assert (found.rows, found.unmatched) == (5, 0)


MARKS = "Karaktergennemsnit i dansk og matematik, 9. klasse"
TABLE = [
    ["Indikator", "År", "Område", "Antal", "Ud af", "Spredning"],
    [MARKS, 2023, "Alle 7 boligområder", 512.5, 92, 2.71828182],
    ["1-5-årige i dagtilbud", "2021", "randers kommune", 1204, 1300, None],
    ["1-5-årige i dagtilbud", 2021, "Hele landet", "90", "100", None],
]


def test_a_workbook_by_area_keeps_decimals_and_empty_cells(tmp_path):
    found = loaded("boligsociale_data", workbook(tmp_path, "boligsociale_data.xlsx", TABLE))
    frame = found.frame.astype(object).where(found.frame.notna(), None)
    assert frame.to_dict("list") == {
        "area_id": ["alle-7", "randers", "danmark"],
        "indicator_id": ["karakter_dansk_matematik", "dagtilbud_1_5_aar", "dagtilbud_1_5_aar"],
        "periode": [date(2023, 1, 1), date(2021, 1, 1), date(2021, 1, 1)],
        "numerator": [Decimal("512.5"), Decimal(1204), Decimal(90)],
        "denominator": [92, 1300, 100],
        "spread": [Decimal("2.7183"), None, None],
    }


def test_decimals_stay_decimals_in_parquet(tmp_path):
    found = loaded("boligsociale_data", workbook(tmp_path, "boligsociale_data.xlsx", TABLE))
    found.frame.to_parquet(tmp_path / "frame.parquet", index=False)
    path = (tmp_path / "frame.parquet").as_posix()
    total = duckdb.sql(f"select sum(numerator) from read_parquet('{path}')").fetchall()
    assert total == [(Decimal("1806.5000"),)]


def test_a_workbook_with_real_dates_and_empty_rows_gives_the_days_delivered(tmp_path):
    rows = [
        ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"],
        ["Stemt ved kommunalvalg", date(2021, 11, 16), "Randers Kommune", 50, 80, None],
        [None] * 6,
        ["Stemt ved folketingsvalg", "01-11-2022", "Randers Kommune", 60, 80, None],
    ]
    found = loaded("valgdata", workbook(tmp_path, "valgdata.xlsx", rows))
    assert found.frame["periode"].tolist() == [date(2021, 11, 16), date(2022, 11, 1)]


def test_files_are_found_by_name_whatever_their_case(tmp_path):
    for name in ("udsaettelser_lejerbo.csv", "UDSAETTELSER.CSV", "udsaettelser.msg", "~$udsaettelser.csv", "andet.csv"):
        text_file(tmp_path, name, CASES)
    assert [path.name for path in load.find_files_of_source(SOURCES["udsaettelser"], tmp_path)] == [
        "UDSAETTELSER.CSV",
        "udsaettelser_lejerbo.csv",
    ]
    assert load.find_files_of_source(SOURCES["udsaettelser"], tmp_path / "mangler") == []


@pytest.mark.parametrize(
    "name", ["udsaettelser.xlsx", "Udsaettelser_rettet.XLS", "udsaettelser.csv.zip", "udsaettelser.txt"]
)
def test_a_table_with_the_sources_name_that_would_not_be_read_stops(tmp_path, name):
    (tmp_path / "udsaettelser.csv").touch()
    (tmp_path / name).touch()
    with pytest.raises(Stop, match=r"men ikke den slags, der læses\. Ventet: udsaettelser\.csv\.") as refused:
        load.find_files_of_source(SOURCES["udsaettelser"], tmp_path)
    assert str(refused.value).startswith(f"»{name}«: ")
    (tmp_path / name).unlink()
    assert load.find_files_of_source(SOURCES["udsaettelser"], tmp_path) == [tmp_path / "udsaettelser.csv"]


ASK = "Spørg: Børn og Skole, Randers Kommune."
MEND = "Gør sådan: Slå rækken op i kildefilen, og bed om et rettet udtræk. Ret den ikke selv. " + ASK
IMPOSSIBLE = "Værdien er ikke mulig og vises ikke her."
DAY = "en dato i kalenderåret, skrevet som 31-12-2025, 2025-12-31 eller 31. december 2025"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "010120-0001",
            "310220-0001",
            f"»sprogvurdering.csv«, række 2, kolonne »CPR-nummer«: {IMPOSSIBLE} Ventet: et CPR-nummer, skrevet som "
            f"seks cifre, bindestreg og fire cifre eller som ti cifre. {MEND}",
        ),
        (
            "12-05-2023",
            "31-02-2023",
            f"»sprogvurdering.csv«, række 3, kolonne »Vurderingsdato«: {IMPOSSIBLE} Ventet: {DAY}. {MEND}",
        ),
        (
            ";3;",
            ";tre;",
            f"»sprogvurdering.csv«, række 2, kolonne »Alder«: {IMPOSSIBLE} "
            f"Ventet: et helt antal år fra 2 til 6, skrevet med cifre alene, fx 1204. {MEND}",
        ),
        (
            "Særlig indsats",
            "Storgade 4",
            f"»sprogvurdering.csv«, række 3, kolonne »Resultat«: {IMPOSSIBLE} "
            f"Ventet: Generel indsats, Fokuseret indsats eller Særlig indsats. {MEND}",
        ),
        (
            "Storgade 4",
            " ",
            f"»sprogvurdering.csv«, række 3, kolonne »Adresse«: Cellen er tom. Ventet: vej og husnummer. {MEND}",
        ),
        (
            "-2023;",
            "-23;",
            "»sprogvurdering.csv«, kolonne »Vurderingsdato«: Ingen af værdierne kan læses: Kolonnen er skrevet på en "
            f"måde, der ikke læses. De er skrevet som »##-##-##«, hvor # er et ciffer. Ventet: {DAY}. "
            f"Gør sådan: Bed om et nyt udtræk, hvor kolonnen er skrevet sådan. Ret den ikke selv. {ASK}",
        ),
        (
            "Vurderingsdato",
            "Dato",
            "»sprogvurdering.csv«: Kolonnen »Vurderingsdato« findes ikke. Ventet: »Vurderingsdato« eller »Dato for "
            "vurdering«. Gør sådan: Bed om et udtræk med kolonnen. Har den blot skiftet navn, så tilføj det nye navn i "
            f"kildens beskrivelse. {ASK}",
        ),
        (
            "Navn",
            "CPR",
            "»sprogvurdering.csv«: Kolonnen »CPR-nummer« findes mere end én gang. Ventet: præcis én af dem. "
            f"Gør sådan: Bed om et udtræk, hvor kolonnen kun er med én gang. {ASK}",
        ),
        (
            "Randers C;",
            "Randers C;;",
            "»sprogvurdering.csv«, række 3: Rækken har ikke lige så mange felter som overskriften, eller et "
            f"anførselstegn mangler. Ventet: ét felt pr. kolonne, adskilt af semikolon. {MEND}",
        ),
        (
            "Bo Demosen",
            '"Bo Demosen',
            "»sprogvurdering.csv«, række 3: Rækken har ikke lige så mange felter som overskriften, eller et "
            f"anførselstegn mangler. Ventet: ét felt pr. kolonne, adskilt af semikolon. {MEND}",
        ),
    ],
)
def test_a_fault_is_named_by_file_row_and_column_and_never_by_value(tmp_path, old, new, message):
    assert old in LANGUAGE
    assert stopped("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", LANGUAGE.replace(old, new))) == message


def test_the_row_named_is_the_files_own_line_though_blank_lines_stand_before(tmp_path):
    text = LANGUAGE.replace("020118-0002", "\n\n990118-0002")
    assert "række 5, kolonne »CPR-nummer«" in stopped("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", text))


def test_a_quotation_mark_never_closed_in_the_heading_stops(tmp_path):
    text = '"' + LANGUAGE + "x;" * 100_000
    message = stopped("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", text))
    assert message.startswith("»sprogvurdering.csv«, række 1: Rækken har ikke lige så mange felter")


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n \r\n"])
def test_an_empty_file_stops(tmp_path, content):
    message = stopped("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", content, "utf-8"))
    assert message.startswith("»sprogvurdering.csv«: Filen er tom.")


def test_a_file_with_a_heading_only_stops(tmp_path):
    heading = LANGUAGE.splitlines()[0]
    message = stopped("sprogvurdering", text_file(tmp_path, "sprogvurdering.csv", heading))
    assert message.startswith("»sprogvurdering.csv«: Filen har en overskrift, men ingen rækker.")
    message = stopped("boligsociale_data", workbook(tmp_path, "boligsociale_data.xlsx", TABLE[:1]))
    assert message.startswith("»boligsociale_data.xlsx«: Filen har en overskrift, men ingen rækker.")


def test_a_pickle_by_another_name_stops(tmp_path):
    path = tmp_path / "sprogvurdering.csv"
    pd.DataFrame({"a": [1]}).to_pickle(path)
    assert "tegnsæt kan ikke genkendes" in stopped("sprogvurdering", path)


def test_a_torn_or_false_workbook_stops(tmp_path):
    path = workbook(tmp_path, "boligsociale_data.xlsx", TABLE)
    path.write_bytes(path.read_bytes()[:2000])
    assert stopped("boligsociale_data", path).startswith("»boligsociale_data.xlsx«: Filen kan ikke læses.")
    path = text_file(tmp_path, "boligsociale_data.xlsx", LANGUAGE)
    assert "for den er en tekstfil" in stopped("boligsociale_data", path)


def test_an_empty_workbook_stops(tmp_path):
    message = stopped("boligsociale_data", workbook(tmp_path, "boligsociale_data.xlsx", []))
    assert message.startswith("»boligsociale_data.xlsx«: Filen er tom.")


def test_a_file_of_another_kind_stops(tmp_path):
    path = text_file(tmp_path, "sprogvurdering.txt", LANGUAGE)
    assert stopped("sprogvurdering", path).startswith("»sprogvurdering.txt«: Filen er ikke af en slags")


def test_an_area_that_the_plan_does_not_know_stops_with_the_row_of_the_sheet(tmp_path):
    rows = [*TABLE, [None] * 6, [MARKS, 2023, "Demosenkvarteret", 1, 1, None]]
    message = stopped("boligsociale_data", workbook(tmp_path, "boligsociale_data.xlsx", rows))
    assert message == (
        f"»boligsociale_data.xlsx«, række 6, kolonne »Område«: {IMPOSSIBLE} Ventet: et område i planen, kommunen eller "
        "hele landet. Gør sådan: Slå rækken op i kildefilen, og bed om et rettet udtræk. Ret den ikke selv. "
        "Spørg: Landsbyggefonden."
    )


def test_a_cpr_in_a_column_of_text_stops_the_file(tmp_path):
    text = CASES.replace("S-002", "010120-0001")
    message = stopped("udsaettelser", text_file(tmp_path, "udsaettelser.csv", text))
    assert message.startswith("»udsaettelser.csv«, kolonne »Sagsnummer«: Kolonnen indeholder noget, der ligner CPR")


def test_no_file_at_all_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="no file of sprogvurdering"):
        loaded("sprogvurdering")
