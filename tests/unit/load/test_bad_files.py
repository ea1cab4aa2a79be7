"""Files that no figure may come of: each a stop that says what is wrong and where, and never a value."""

import io
import pickle
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from extract_files import SOURCES, csv_bytes, fill, read, repacked, saved, stopped, workbook
from hpanalysis.load.formats.excel import parts, sheet_xml

HEADING = ["CPR-nummer", "Navn", "Adresse", "Postnr.", "By", "Vurderingsdato", "Alder", "Resultat"]
IDA = ["010120-0001", "Ida Demosen", "Falkevej 13, 2. tv", "8920", "Randers NV", "03-02-2023", "3", "Generel indsats"]
BO = ["020118-0002", "Bo Demosen", "Storgade 4", "8900", "Randers C", "12-05-2023", "5", "Særlig indsats"]
ROWS = [HEADING, IDA, BO]
RAGGED = "Rækken har ikke lige så mange felter som overskriften, eller et anførselstegn mangler."
NO_TEXT = "Filens tegnsæt kan ikke genkendes, så æ, ø og å kan ikke læses."
TABLE = [
    ["Indikator", "År", "Område", "Antal", "Ud af", "Spredning"],
    ["1-5-årige i dagtilbud", 2021, "Randers Kommune", 1204, 1300, None],
]


def message(folder: Path, content: bytes, name: str = "sprogvurdering.csv", source: str = "sprogvurdering") -> str:
    said = stopped(source, saved(folder, name, content))
    assert said.startswith(f"»{name}«")
    assert said.endswith(f"Spørg: {SOURCES[source].contact}.")
    return said.removeprefix(f"»{name}«")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("Randers C", "Randers C{d}", 3),
        ("Randers C", '"Randers C', 3),
        ("Ida Demosen", '"Ida Demosen', 2),
        ("Bo Demosen", '"Bo" Demosen', 3),
        ("{d}5{d}", "{d}", 3),
    ],
    ids=["a field more", "torn in quotes", "swallowed rows", "stray marks", "a field less"],
)
def test_a_ragged_or_torn_row_is_named(tmp_path, delimiter, encoding, old, new, row):
    plain = csv_bytes(ROWS, "utf-8", delimiter).decode("utf-8")
    old, new = old.format(d=delimiter), new.format(d=delimiter)
    assert old in plain
    boms = {"utf-16-le": b"\xff\xfe"}
    said = message(tmp_path, boms.get(encoding, b"") + plain.replace(old, new).encode(encoding))
    assert said.startswith(f", række {row}: {RAGGED} Ventet: ét felt pr. kolonne, adskilt af ")


def test_two_lost_quotation_marks_do_not_swallow_the_rows_between_them(tmp_path):
    """Both lie in the names, which are not read: without care three persons would be one, and nothing missed."""
    text = csv_bytes([*ROWS, IDA, BO, IDA], "utf-8", ";").decode("utf-8").split("\r\n")
    text[2] = text[2].replace("Bo Demosen", '"Bo Demosen')
    text[4] = text[4].replace("Bo Demosen", 'Bo Demosen"')
    assert message(tmp_path, "\r\n".join(text).encode()).startswith(f", række 3: {RAGGED}")


def test_a_file_torn_within_its_last_row_stops(tmp_path):
    content = csv_bytes([HEADING, IDA, BO], "utf-8", ";")
    for end in range(content.index(b"Storgade"), content.rindex(b";")):
        assert message(tmp_path, content[:end]).startswith(f", række 3: {RAGGED}")


def test_the_delimiter_expected_is_the_one_the_file_has(tmp_path):
    said = message(tmp_path, csv_bytes([HEADING, IDA, [*BO, "mere"]], "utf-8", "\t"))
    assert "adskilt af tabulator." in said


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "utf-32", "utf-16-le", "cp037"])
def test_a_text_in_a_tegnsaet_that_is_not_read_stops(tmp_path, encoding):
    text = csv_bytes([HEADING, IDA, [*BO[:2], "Ærøgade 4, åen", *BO[3:]]], "utf-8").decode("utf-8")
    said = message(tmp_path, text.encode(encoding))
    assert NO_TEXT in said
    assert "Ventet: UTF-8, UTF-16 eller Windows-1252." in said


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_a_single_ae_of_dos_or_an_old_mac_is_not_taken_for_a_sign_of_windows(tmp_path, encoding):
    text = csv_bytes(ROWS, "utf-8").decode("utf-8")
    assert [letter for letter in text if letter > "~"] == ["æ"]
    assert message(tmp_path, text.encode(encoding)).startswith(f", række 3: {NO_TEXT}")


def test_a_letter_of_another_tegnsaet_is_named_by_its_row(tmp_path):
    """One row of Windows-1252 pasted into a file of UTF-8: read as the one or the other, letters would be lost."""
    table = [HEADING, [*IDA[:1], "Åse Demosen", *IDA[2:]], [*BO[:2], "Ærøgade 4", *BO[3:]]]
    lines = csv_bytes(table, "utf-8").split(b"\r\n")
    lines[2] = lines[2].decode("utf-8").encode("cp1252")
    assert message(tmp_path, b"\r\n".join(lines)).startswith(f", række 3: {NO_TEXT}")


def test_a_file_whose_letters_were_all_spoiled_before_delivery_is_named_by_the_first(tmp_path):
    text = csv_bytes([HEADING, IDA, BO], "utf-8").decode("utf-8")
    for spoiled in (
        text.encode("utf-8").decode("cp1252"),
        text.encode("ascii", "replace").decode().replace("?", "\ufffd"),
    ):
        assert message(tmp_path, spoiled.encode("utf-8")).startswith(f", række 3: {NO_TEXT}")


def test_a_spoiled_letter_among_sound_ones_is_a_matter_of_its_cell(tmp_path):
    said = message(tmp_path, csv_bytes([HEADING, [*IDA[:7], "SÃ¦rlig indsats"], BO]))
    assert said.startswith(", række 2, kolonne »Resultat«: Værdien er ikke mulig")


def test_a_torn_utf_16_file_is_named_by_its_last_row(tmp_path):
    content = csv_bytes(ROWS, "utf-16-be")
    assert message(tmp_path, content[:-1]).startswith(f", række 3: {NO_TEXT}")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n \r\n", b"\xfe\xff\x00\n"])
def test_a_file_without_text_is_empty(tmp_path, content):
    assert message(tmp_path, content).startswith(": Filen er tom.")


@pytest.mark.parametrize("below", [[], [[""] * 8], [[""] * 8] * 3])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_heading_and_nothing_below_stops(tmp_path, delimiter, below):
    content = csv_bytes([HEADING, *below], "utf-8", delimiter)
    assert message(tmp_path, content).startswith(": Filen har en overskrift, men ingen rækker.")


class Dangerous:
    def __reduce__(self):
        return pytest.fail, ("a pickle was opened",)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", ["sprogvurdering.csv", "sprogvurdering.xlsx"])
def test_a_pickle_by_another_name_is_never_opened(tmp_path, protocol, name):
    assert message(tmp_path, pickle.dumps(Dangerous(), protocol), name)


@pytest.mark.parametrize("filled", [0, 1, 200])
def test_a_workbook_renamed_csv_and_a_csv_file_renamed_xlsx_stop(tmp_path, filled):
    book = workbook(tmp_path, "book.xlsx", [HEADING, *[IDA] * filled])
    assert message(tmp_path, book.read_bytes()).startswith(": Filen er en Excel-fil, selv om navnet ender på .csv.")
    said = message(tmp_path, csv_bytes([HEADING, *[IDA] * filled]), "sprogvurdering.xlsx")
    assert said.startswith(": Filen kan ikke læses som en Excel-fil, for den er en tekstfil.")


def excel(folder: Path, content: bytes) -> str:
    return message(folder, content, "boligsociale_data.xlsx", "boligsociale_data")


def test_a_workbook_torn_anywhere_stops(tmp_path):
    content = workbook(tmp_path, "whole.xlsx", TABLE).read_bytes()
    for end in range(1, len(content), 97):
        assert "Filen kan ikke læses." in excel(tmp_path, content[:end])


def test_a_workbook_with_a_password_says_so(tmp_path):
    """A password makes of a workbook a compound file of Microsoft's, the form of the old .xls as well."""
    said = excel(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"))
    assert said.startswith(": Filen er beskyttet med en adgangskode")
    assert "Ventet: en Excel-fil (.xlsx) uden adgangskode." in said


SHEET = "xl/worksheets/sheet1.xml"


def test_a_zip_bomb_stops_by_the_size_it_declares(tmp_path):
    bomb = repacked(workbook(tmp_path, "book.xlsx", TABLE), SHEET, b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert excel(tmp_path, bomb).startswith(": Filen fylder langt mere, end et udtræk kan, når den pakkes ud")


def test_a_zip_bomb_that_lies_about_its_size_stops(tmp_path):
    size = 30_000_000
    bomb = repacked(workbook(tmp_path, "book.xlsx", TABLE), SHEET, b" " * size)
    assert bomb.count(size.to_bytes(4, "little")) == 2  # beside the part, and in the list of parts
    lying = bomb.replace(size.to_bytes(4, "little"), (3000).to_bytes(4, "little"))
    assert excel(tmp_path, lying).startswith(": Filen fylder langt mere, end et udtræk kan, når den pakkes ud")


def test_a_huge_workbook_stops_though_it_is_no_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_UNPACKED", 1000)
    said = excel(tmp_path, workbook(tmp_path, "book.xlsx", TABLE).read_bytes())
    assert said.startswith(": Filen fylder langt mere, end et udtræk kan")


def peak_of(read: Callable[[], object]) -> float:
    """The megabytes that were taken at most."""
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("filled", [None, "x"])
def test_a_cell_in_the_farthest_corner_is_no_bomb(tmp_path, filled):
    """Ctrl-End in a sheet that was once formatted to its end; or a note that somebody lost there."""
    with xlsxwriter.Workbook(tmp_path / "boligsociale_data.xlsx") as book:
        fill(book, TABLE).write(1_048_575, 16_383, filled, book.add_format({"bold": True}))
    found = []
    assert peak_of(lambda: found.append(read("boligsociale_data", tmp_path / "boligsociale_data.xlsx"))) < 20
    assert found[0].frame["numerator"].tolist() == [1204]


def test_rows_that_are_formatted_far_down_are_no_rows(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "boligsociale_data.xlsx", {"constant_memory": True}) as book:
        sheet, bold = fill(book, TABLE), book.add_format({"bold": True})
        for row in range(2, 20_000):
            sheet.write_blank(row, 3, None, bold)
    assert read("boligsociale_data", tmp_path / "boligsociale_data.xlsx").rows == 1


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="2000000"><c r="XFD2000000"><v>1</v></c></row>',
        b"<row r='7'><c s = '0' r = 'xfe7'><v>1</v></c></row>",
        b'<row r="9"><c r="A99999999999"><v>1</v></c></row>',
        b'<x:row r="9"><x:c r="A9"><v>1</v></x:c></x:row>',
        b'<row r="7"><c r="A7"><v>1</v></c><c r="A7"><v>2</v></c></row>',
        b'<row r="7"><c r="XFD7"/><c><v>1</v></c></row>',
        b'<row r="7"><c r="A7" t="s"><v>-1</v></c></row>',
        b'<row r="7"><c r="A7" s="99"><v>1</v></c></row>',
        b'<row r="7"><c r="A7" t="x"><v>1</v></c></row>',
    ],
)
def test_a_cell_that_no_sheet_has_stops(tmp_path, cells):
    book = workbook(tmp_path, "book.xlsx", TABLE)
    with zipfile.ZipFile(book) as packed:
        sheet = packed.read(SHEET).replace(b"</sheetData>", cells + b"</sheetData>")
    assert excel(tmp_path, repacked(book, SHEET, sheet)).startswith(": Filen kan ikke læses.")


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>',
        b'<sst uniqueCount="1000000000"><si><t>Indikator</t></si></sst>',
        b"<sst><si><t" + b" " * 4_900_000,
    ],
    ids=["words that grow", "a thousand million strings announced", "a tag without end"],
)
def test_strings_made_to_fill_the_memory_do_not(tmp_path, part):
    bomb = repacked(workbook(tmp_path, "book.xlsx", TABLE), "xl/sharedStrings.xml", part)
    assert peak_of(lambda: excel(tmp_path, bomb)) < 30


def test_a_long_text_that_very_many_cells_name_stops(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_xml, "MOST_SIGNS", 100_000)
    path = workbook(tmp_path, "book.xlsx", [*TABLE, *[["x" * 3000]] * 40])
    assert excel(tmp_path, path.read_bytes()).startswith(": Filen fylder langt mere")


def test_more_cells_than_any_extract_has_stop(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_xml, "MOST_CELLS", 100)
    path = workbook(tmp_path, "book.xlsx", [*TABLE, *TABLE[1:] * 30])
    assert excel(tmp_path, path.read_bytes()).startswith(": Filen fylder langt mere")


@pytest.mark.parametrize("part", [b"", b"<worksheet>", b"<worksheet><sheetData><row r='x'><c r='??'>", b"\x00\xff"])
def test_a_workbook_with_a_spoiled_sheet_stops(tmp_path, part):
    said = excel(tmp_path, repacked(workbook(tmp_path, "book.xlsx", TABLE), SHEET, part))
    assert said.startswith(": Filen kan ikke læses.")


def package(**files: str) -> bytes:
    """A zip with these files; in their names, `__` is a slash."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (COMPOUND + "Workbook".encode("utf-16-le"), "Filen er gemt i et gammelt Excel-format (.xls)."),
        (package(**{"[Content_Types].xml": "", "xl__workbook.bin": ""}), "Filen er gemt i Excels binære format"),
        (package(**{"mimetype": "application/vnd", "content.xml": ""}), "Filen er et OpenDocument-regneark (.ods)."),
        (package(**{"[Content_Types].xml": "", "word__document.xml": ""}), "Filen er ikke en Excel-fil, men en anden"),
        (package(**{"a.csv": "1;2"}), "Filen er ikke en Excel-fil, men en anden slags pakket fil."),
        (package(**{"[Content_Types].xml": ""}), "Filen kan ikke læses."),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>CPR", "Filen er ikke en Excel-fil, men en webside eller XML"),
        (b"<?xml version='1.0'?><Workbook/>", "Filen er ikke en Excel-fil, men en webside eller XML"),
        (b"%PDF-1.7", "Filen er ikke en Excel-fil, men en PDF."),
        ("Indikator;År".encode("utf-16"), "Filen kan ikke læses som en Excel-fil, for den er en tekstfil."),
        (b"", "Filen er tom."),
        (bytes(range(256)), "Filen kan ikke læses."),
    ],
    # A zip bears the clock, so that its bytes are no name of a test.
    ids=["xls", "xlsb", "ods", "docx", "zip", "part", "webside", "xml", "pdf", "tekst", "tom", "bytes"],
)
def test_a_file_that_is_no_workbook_is_told_as_what_it_is(tmp_path, content, said):
    assert excel(tmp_path, content).startswith(f": {said}")
