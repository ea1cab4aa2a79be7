"""What a forger does to tabeller.xlsx, tal_til_excel.csv and oversigt.docx, by name.

Each takes the bytes of the file and gives them changed; what is to be changed is found in the file itself, and must be
there. `find_cell` finds a cell of a sheet by what stands in it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from hpanalysis.published.names import OVERVIEW_DOCX, PEOPLE_CSV, WORKBOOK_XLSX
from hpanalysis.published.office.columns import Head
from hpanalysis.published.office.workbook import read_workbook

Change = Callable[[bytes], bytes]

CPR = "0101011234"
_HIDDEN = "diskretioneret"


def read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def edit_part(name: str, old: str, new: str, times: int = 1) -> Change:
    """A text of a part changed."""

    def change(data: bytes) -> bytes:
        parts = read(data)
        text = parts[name].decode("utf-8")
        assert old in text, f"{name} does not hold what was to be edited"
        parts[name] = text.replace(old, new, times).encode("utf-8")
        return write(parts)

    return change


def add_part(name: str, content: str) -> Change:
    return lambda data: write(read(data) | {name: content.encode("utf-8")})


def find_cell(data: bytes, head: Head, fits: Callable[[object], bool]) -> tuple[int, str]:
    """The number of a sheet, from 1, and the place (`E7`) of the first cell under a head that fits."""
    column = list(Head).index(head) + 1
    letters = f"{chr(ord('A') + column - 1)}" if column <= 26 else f"A{chr(ord('A') + column - 27)}"
    for number, sheet in enumerate(read_workbook(data).sheets, 1):
        for (row, place), value in sheet.cells.items():
            if sheet.name not in ("Forside", "Noter") and row > 4 and place == column and fits(value):
                return number, f"{letters}{row}"
    raise AssertionError(head)


def in_texts(old: str, new: str) -> Change:
    """A text of the workbook's cells changed, wherever it stands."""
    return edit_part("xl/sharedStrings.xml", old, new)


def in_document(old: str, new: str) -> Change:
    """A text of the document changed, once."""
    return edit_part("word/document.xml", old, new)


def plant(sentence: str) -> Change:
    """A paragraph more at the document's end."""
    return in_document("<w:sectPr>", f"<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p><w:sectPr>")


def put(head: Head, fits: Callable[[object], bool], value: str | float) -> Change:
    """Another value in the first cell under a head that fits: a number, or a text that is added to the shared ones."""

    def change(data: bytes) -> bytes:
        number, place = find_cell(data, head, fits)
        parts = read(data)
        if isinstance(value, str):
            shared = parts["xl/sharedStrings.xml"].decode("utf-8")
            count = shared.count("<si>")
            parts["xl/sharedStrings.xml"] = shared.replace("</sst>", f"<si><t>{escape(value)}</t></si></sst>").encode()
            cell = f'<c r="{place}" t="s"><v>{count}</v></c>'
        else:
            cell = f'<c r="{place}"><v>{value}</v></c>'
        name = f"xl/worksheets/sheet{number}.xml"
        sheet, changed = re.subn(rf'<c r="{place}"[^>]*>.*?</c>', cell, parts[name].decode("utf-8"))
        assert changed == 1
        parts[name] = sheet.encode("utf-8")
        return write(parts)

    return change


def _is(word: str) -> Callable[[object], bool]:
    return lambda value: value == word


def _is_number(value: object) -> bool:
    return not isinstance(value, str)


def _take_out_row(data: bytes) -> bytes:
    """The fifth row of the first sheet of figures, the first under its head, taken out."""
    parts = read(data)
    name = "xl/worksheets/sheet2.xml"
    parts[name] = re.sub(rb'<row r="5".*?</row>', b"", parts[name], count=1)
    return write(parts)


def replace(old: str, new: str) -> Change:
    """A text of the CSV file changed, once."""

    def change(data: bytes) -> bytes:
        text = data.decode("utf-8")
        assert old in text
        return text.replace(old, new, 1).encode("utf-8")

    return change


def _change_csv_number(data: bytes) -> bytes:
    text = data.decode("utf-8")
    found = re.search(r";(\d+),(\d);", text)
    assert found is not None
    return text.replace(found[0], f";{found[1]},{(int(found[2]) + 1) % 10};", 1).encode("utf-8")


def _repeat_csv_row(data: bytes) -> bytes:
    lines = data.decode("utf-8").split("\r\n")
    return "\r\n".join([*lines[:2], *lines[1:]]).encode("utf-8")


def _change_document_number(data: bytes) -> bytes:
    parts = read(data)
    text = parts["word/document.xml"].decode("utf-8")
    found = re.search(r"(\d+),(\d)(?=\s(?:pct|%))", text.replace("\u00a0", " "))
    assert found is not None
    new = f"{found[1]},{(int(found[2]) + 1) % 10}"
    parts["word/document.xml"] = text.replace(found[0], new, 1).encode("utf-8")
    return write(parts)


def _swap_verdict(data: bytes) -> bytes:
    """The verdict of the first delmål in the document's table, made another."""
    parts = read(data)
    text = parts["word/document.xml"].decode("utf-8")
    words = "opfyldt|på vej|peger mod målet|uafklaret|peger væk fra målet|ikke på vej|kan ikke opgøres"
    found = re.search(rf">({words})</w:t>", text)
    assert found is not None
    new = "opfyldt" if found[1] != "opfyldt" else "ikke på vej"
    parts["word/document.xml"] = text.replace(found[0], f">{new}</w:t>", 1).encode("utf-8")
    return write(parts)


def _take_out_item(data: bytes) -> bytes:
    """The first item of the document's lists taken out."""
    parts = read(data)
    item = rb'<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>.*?</w:p>'
    parts["word/document.xml"], taken = re.subn(item, b"", parts["word/document.xml"], count=1)
    assert taken
    return write(parts)


def rename(old: str, new: str) -> Change:
    """A name of the CSV file changed wherever it stands."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


# Name -> file and change: the auditor finds them by the figures alone, before anything is published.
SEEN_BY_AUDITOR: dict[str, tuple[str, Change]] = {
    "a number": (WORKBOOK_XLSX, put(Head.VALUE, _is_number, 12.7)),
    "an interval": (WORKBOOK_XLSX, put(Head.HIGH, _is_number, 99.9)),
    "a count": (WORKBOOK_XLSX, put(Head.NUMERATOR, _is_number, 3)),
    "a hidden number shown": (WORKBOOK_XLSX, put(Head.VALUE, _is(_HIDDEN), 3)),
    "a hidden count shown": (WORKBOOK_XLSX, put(Head.NUMERATOR, _is(_HIDDEN), 3)),
    "a hidden number in words": (WORKBOOK_XLSX, put(Head.VALUE, _is(_HIDDEN), "tre")),
    "a hidden verdict": (WORKBOOK_XLSX, put(Head.SINCE, _is(_HIDDEN), "forværret")),
    "a verdict": (WORKBOOK_XLSX, put(Head.SINCE, _is("ingen sikker ændring"), "forbedret")),
    "a number as a text": (WORKBOOK_XLSX, put(Head.CHANGE, _is_number, "2,1")),
    "a number beside a name": (WORKBOOK_XLSX, put(Head.PLACE, lambda value: True, "Søparken (3,5)")),
    "another name in one row": (WORKBOOK_XLSX, put(Head.PLACE, lambda value: True, "Søparken, 3 børn")),
    "an empty cell": (WORKBOOK_XLSX, put(Head.VERDICT, lambda value: True, "")),
    "a row left out": (WORKBOOK_XLSX, _take_out_row),
    "a number on the notes": (WORKBOOK_XLSX, in_texts("<t>Noter til tallene", "<t>Noter 87,31")),
    "a format that shows another number": (
        WORKBOOK_XLSX,
        edit_part("xl/styles.xml", 'formatCode="#,##0.0"', 'formatCode="&quot;7,5&quot;"'),
    ),
    "a hidden sheet": (WORKBOOK_XLSX, edit_part("xl/workbook.xml", 'sheetId="2"', 'sheetId="2" state="hidden"')),
    "a hidden column": (
        WORKBOOK_XLSX,
        edit_part("xl/worksheets/sheet2.xml", '<col min="5"', '<col hidden="1" min="5"'),
    ),
    "a note on a cell": (WORKBOOK_XLSX, add_part("xl/comments1.xml", "<comments><t>3</t></comments>")),
    "a formula": (WORKBOOK_XLSX, edit_part("xl/worksheets/sheet2.xml", "<v>", "<f>1+2</f><v>")),
    "a text in no cell": (WORKBOOK_XLSX, in_texts("</sst>", "<si><t>3</t></si></sst>")),
    "a number in the CSV file": (PEOPLE_CSV, _change_csv_number),
    "a hidden number in the CSV file": (PEOPLE_CSV, replace(f";{_HIDDEN};", ";3;")),
    "a verdict in the CSV file": (PEOPLE_CSV, replace(";ingen sikker ændring;", ";forbedret;")),
    "a row twice in the CSV file": (PEOPLE_CSV, _repeat_csv_row),
    "a column more in the CSV file": (PEOPLE_CSV, replace("\r\n", ";Antal børn\r\n")),
    "a number in the document": (OVERVIEW_DOCX, plant("I Søparken er det 87,31 pct.")),
    "a text that is not shown": (OVERVIEW_DOCX, in_document("<w:t ", "<w:rPr><w:vanish/></w:rPr><w:t ")),
    "a number cut in two": (
        OVERVIEW_DOCX,
        in_document("</w:t></w:r></w:p>", "</w:t></w:r><w:r><w:t>3</w:t></w:r></w:p>"),
    ),
    "a style that hides": (OVERVIEW_DOCX, edit_part("word/styles.xml", "<w:b/>", "<w:vanish/>")),
    "a note in the document": (OVERVIEW_DOCX, add_part("word/comments.xml", "<w:comments/>")),
    "a document that is none": (OVERVIEW_DOCX, lambda data: b"PK\3\4" + data[100:]),
}

# Those that take the plan and the pages: `verify` finds them in a package.
SEEN_BY_VERIFY: dict[str, tuple[str, Change]] = {
    "a number of the document, made another": (OVERVIEW_DOCX, _change_document_number),
    "a verdict on a delmål": (OVERVIEW_DOCX, _swap_verdict),
    "a whole number in the document": (OVERVIEW_DOCX, plant("I Søparken er det 3 børn.")),
    "praise in the document": (OVERVIEW_DOCX, plant("Alle områder er sikkert forbedret.")),
    "an item left out of a section": (OVERVIEW_DOCX, _take_out_item),
    "a foot": (OVERVIEW_DOCX, edit_part("word/footer1.xml", "halvår", "halvår, 3 børn i")),
    "a whole number on the notes": (WORKBOOK_XLSX, in_texts("<t>Noter til tallene", "<t>Der er 3 børn i Søparken")),
    "praise on the cover": (WORKBOOK_XLSX, in_texts("<t>Udgivet af<", "<t>Alle tal er sikkert forbedret<")),
    "an area's name everywhere": (WORKBOOK_XLSX, in_texts("<t>Søparken<", "<t>Skrænten nord<")),
    "an indicator's name everywhere": (
        PEOPLE_CSV,
        rename("Sprog: børn med behov for særlig indsats", "Børn uden sprog"),
    ),
    "a period everywhere": (PEOPLE_CSV, rename("Skoleåret 2024/25", "Skoleåret 2021/22")),
}
