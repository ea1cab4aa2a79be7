"""A table as spreadsheets and editors save it: the same rows, or a message with line and the forms that are read."""

import contextlib
from collections.abc import Iterator

import pytest

from hpanalysis.by_hand import csv_table
from hpanalysis.errors import Stop

HEADINGS = ("by", "dato", "antal", "note")
ROWS = [("Randers", "2025-03-01", "2.5", "Møde, med kage"), ("Århus", "2025-04-01", "3.0", "")]
PLAIN = 'by,dato,antal,note\nRanders,2025-03-01,2.5,"Møde, med kage"\nÅrhus,2025-04-01,3.0,\n'
SEMICOLONS = PLAIN.replace('"Møde, med kage"', "Møde# med kage").replace(",", ";").replace("#", ",")


def _read(tmp_path, content: str | bytes, encoding: str = "utf-8"):
    path = tmp_path / "tabel.csv"
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return csv_table.read(path, "»tabel.csv«", HEADINGS)


def _cells(table):
    assert table.headings == HEADINGS
    return [tuple(row[heading] for heading in HEADINGS) for row in table.rows]


FILES = {
    "commas": PLAIN,
    "semicolons": SEMICOLONS,
    "tabs": SEMICOLONS.replace(";", "\t"),
    "named semicolons": f"sep=;\n{SEMICOLONS}",
    "named commas": f'"sep=,"\n{PLAIN}',
    "named wrongly": f"sep=,\n{SEMICOLONS}",
    "one BOM": f"\ufeff{SEMICOLONS}",
    "two BOMs": f"\ufeff\ufeff{PLAIN}",
    "a BOM on both sides of the delimiter": f"\ufeffsep=;\n\ufeff{SEMICOLONS}",
    "CRLF": SEMICOLONS.replace("\n", "\r\n"),
    "CR": SEMICOLONS.replace("\n", "\r"),
    "no last line break": PLAIN.rstrip("\n"),
    "quoted all over": "\n".join(
        ";".join(f'"{field}"' for field in line.split(";")) for line in SEMICOLONS.splitlines()
    ),
    "a title": f"Hændelser i planen\n\n{SEMICOLONS}",
    "titles of a spreadsheet": f"Hændelser;;;\nUdskrevet 1. marts;;;\n;;;\n{SEMICOLONS}",
    "blank rows": SEMICOLONS.replace("\n", "\n;;;\n\n"),
    "empty columns at the end": SEMICOLONS.replace("\n", ";;\n"),
    "an empty column between": SEMICOLONS.replace("by;", "by;;")
    .replace("Randers;", "Randers;;")
    .replace("Århus;", "Århus;;"),
    "a comma after the heading alone": PLAIN.replace("note\n", "note,\n"),
    "signs without width": SEMICOLONS.replace("by", "\u200bby\u2060").replace("Randers", "Ran\u00adders\u200e"),
    "no-break spaces": SEMICOLONS.replace("dato", "\u00a0dato\u202f").replace(" med", "\u00a0med"),
    "spaces and capitals": SEMICOLONS.replace("by;dato", " By ; DATO ").replace("Randers", "  Randers "),
    "letters in two parts": SEMICOLONS.replace("Å", "A\u030a").replace("ø", "ø"),
    "one column of a Danish spreadsheet": PLAIN.replace(
        'Randers,2025-03-01,2.5,"Møde, med kage"', '"Randers,2025-03-01,2.5,""Møde, med kage"""'
    ),
}


def _encode() -> Iterator[object]:
    """Each file in each encoding that has its signs."""
    for name, text in FILES.items():
        for encoding in ("utf-8", "utf-16", "cp1252"):
            with contextlib.suppress(UnicodeEncodeError):
                yield pytest.param(text.encode(encoding), id=f"{name} {encoding}")


@pytest.mark.parametrize("content", list(_encode()))
def test_the_rows_are_the_same_however_the_file_was_saved(tmp_path, content):
    assert _cells(_read(tmp_path, content)) == ROWS


def test_a_file_of_commas_that_a_spreadsheet_has_parted_at_its_semicolons_is_put_together_again(tmp_path):
    """Excel in Danish opens `a,b,"x; y, z",c` as the cells `a,b,"x` and ` y, z",c`, and saves both with marks."""
    saved = 'by,dato,antal,note;\n1,2,3,4;\n"Randers,2025,""forår";" efterår, vinter"",Møde"\n'
    rows = _read(tmp_path, saved).rows
    assert [row["antal"] for row in rows] == ["3", "forår; efterår, vinter"]
    assert [row["note"] for row in rows] == ["4", "Møde"]


def test_rows_are_numbered_as_the_lines_of_the_file_they_begin_on(tmp_path):
    table = _read(tmp_path, 'sep=;\nTitel\n\nby;dato;antal;note\nRanders;1;2;"to\nlinjer"\n;;;\nÅrhus;1;2;\n')
    assert [(row.line, row["note"]) for row in table.rows] == [(5, "to\nlinjer"), (8, "")]


def test_empty_cells_that_excel_leaves_out_at_the_end_of_sixteen_rows_are_empty(tmp_path):
    rows = [f"Randers;1;{number}" for number in range(1, 41)]
    table = _read(tmp_path, "\n".join(["by;dato;antal;note", *(f"{row};" for row in rows[:15]), *rows[15:]]))
    assert [row["antal"] for row in table.rows] == [str(number) for number in range(1, 41)]
    assert {row["note"] for row in table.rows} == {""}


def test_rows_that_are_short_in_another_way_are_told(tmp_path):
    rows = [f"Randers;1;{number}" for number in range(1, 41)]
    kept = ["by;dato;antal;note", *(f"{row};" for row in rows[:15])]
    one = [*kept, *(f"{row};" for row in rows[15:30]), rows[30], *(f"{row};" for row in rows[31:])]
    for lines, line in ((one, 32), ([*kept[:10], rows[9], *kept[10:]], 11), ([*kept, rows[15]], 17)):
        with pytest.raises(Stop, match=f"række {line}: {SHORT}"):
            _read(tmp_path, "\n".join(lines))
    # Between commas: `1,5` without quotation marks is two cells, and the row is as long as the heading or shorter.
    with pytest.raises(Stop, match=f"række 17: {SHORT}"):
        _read(tmp_path, "\n".join([*kept, *rows[15:]]).replace(";", ","))


SHORT = "Rækken har ikke lige så mange felter som overskriften."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SEMICOLONS.replace("Århus;2025-04-01;3.0;", "Århus;2025-04-01;3.0"), f", række 3: {SHORT} Ventet: 4 felter."),
        (SEMICOLONS.replace("3.0;", "3.0;x;y"), f", række 3: {SHORT}"),
        # A decimal comma without quotation marks, before empty cells: as many filled cells, each in the wrong place.
        (PLAIN.replace("3.0,", "3,0,"), f", række 3: {SHORT}"),
        (PLAIN.replace("note\n", "note,\n").replace("3.0,", "3,0,"), f", række 2: {SHORT}"),
        (PLAIN.replace("\n", ",\n").replace("3.0,", "3,0,"), f", række 3: {SHORT}"),
        (SEMICOLONS.replace("note", "by"), ", række 1, kolonne »by«: Kolonnen står to gange."),
        (SEMICOLONS.replace("by;", ";"), ", række 2: Felt nummer 1 har ingen overskrift."),
        (f"Randers;2025-03-01;9;x\n{SEMICOLONS}", ", række 1: Rækken står over overskriften."),
        (SEMICOLONS.replace("Møde", '"Møde'), ", række 2: Et anførselstegn er ikke i orden."),
        (SEMICOLONS.replace("Randers", '"Ran"ders'), ", række 2: Et anførselstegn er ikke i orden."),
        (
            "",
            ": Filen er tom. Ventet: CSV med semikolon, komma eller tabulator mellem felterne, fx »by;dato;antal;",
        ),
        ("\ufeff\n\n", ": Filen er tom."),
        ("sep=;\n", ": Filen er tom."),
        (SEMICOLONS.encode("cp850"), ", række 2: Filens tegnsæt kan ikke genkendes."),
        (SEMICOLONS.encode("utf-16-le"), ", række 2: Filens tegnsæt kan ikke genkendes."),
        (SEMICOLONS.encode().decode("cp1252").encode(), ", række 2: Filens tegnsæt kan ikke genkendes."),
        (b"PK\x03\x04 ...", ": Filen er en Excel-projektmappe og ikke CSV."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ": Filen er en gammel Excel-projektmappe og ikke CSV."),
        (b"%PDF-1.7", ": Filen er en PDF-fil og ikke CSV."),
        ("sep=|\n" + SEMICOLONS.replace(";", "|"), ", række 1: Felterne er skilt af et andet tegn"),
    ],
)
def test_what_cannot_be_read_for_sure_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(Stop) as stop:
        _read(tmp_path, text)
    assert str(stop.value).startswith(f"»tabel.csv«{said}")
    assert "Ventet:" in str(stop.value) and "Gør sådan:" in str(stop.value)


def test_a_lost_quotation_mark_that_swallows_rows_is_told(tmp_path):
    text = SEMICOLONS.replace("Møde, med kage", '"Møde') + 'Viborg;1;2;"x"\n'
    with pytest.raises(Stop, match="nførselstegn"):
        _read(tmp_path, text.replace('"x"', 'x"'))


def test_a_row_above_the_heading_of_a_small_table_is_no_title(tmp_path):
    for text in ("Randers\nby\nViborg\n", "Randers;\nby;note\nViborg;\n"):
        with pytest.raises(Stop, match=r"række 1: Rækken står over overskriften\. Ventet: overskriften øverst\."):
            _read(tmp_path, text)
    assert [row["by"] for row in _read(tmp_path, "\n;\nby;note\nViborg;\n").rows] == ["Viborg"]


def test_a_file_without_any_known_heading_has_no_rows(tmp_path):
    table = _read(tmp_path, "a;b\n1;2\n3\n")
    assert (table.headings, table.rows) == (("a", "b"), ())


@pytest.mark.parametrize(
    ("cell", "spoiled"),
    [
        ("07-maj", "en dato"),
        ("07. maj", "en dato"),
        ("05-Jul", "en dato"),
        ("okt-24", "en dato"),
        ("Okt 24", "en dato"),
        ("#NAVN?", "fejl"),
        ("#REF!", "fejl"),
        ("########", "fejl"),
        ("1,23E+15", "forkortet"),
        ("1E+05", "forkortet"),
    ],
)
def test_what_a_spreadsheet_has_made_of_a_cell_is_told(cell, spoiled):
    assert spoiled in csv_table.find_spoiled(cell)


@pytest.mark.parametrize(
    "cell", ["", "5-7", "2024-10", "maj", "1. maj kl. 10", "2-26 even", "24", "5A", "majgaarden", "#1"]
)
def test_an_ordinary_cell_is_not_spoiled(cell):
    assert csv_table.find_spoiled(cell) == ""
