"""Opens a filled-in workbook: that it is one, what its cover says, and that no cell has a CPR number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from hpanalysis.by_hand.clean import clean_text
from hpanalysis.cpr import find_plain, read_variants
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.load.formats.excel.content import Content
from hpanalysis.load.formats.excel.workbook import read_sheets
from hpanalysis.workbooks.choices import fold_label
from hpanalysis.workbooks.sheet_rows import Finding, name_cell

COVER = "Forside"
_WRONG = {
    Content.LOCKED: "Filen er beskyttet med en adgangskode.",
    Content.EMPTY: "Filen er tom.",
    Content.OPEN_DOCUMENT: "Filen er gemt som et OpenDocument-regneark (.ods).",
    Content.OLD_EXCEL: "Filen er gemt i et gammelt Excel-format (.xls).",
}


def open_sheets(path: Path) -> list[excel.Sheet] | str:
    """Every sheet of a filled-in workbook, or a Danish sentence on why it is none. Called once when it is read."""
    sheets = read_sheets(path)
    if isinstance(sheets, Content):
        return _WRONG.get(sheets, "Filen kan ikke læses som et regneark.")
    return sheets


def find_on_cover(sheets: Sequence[excel.Sheet], word: str) -> tuple[str, str] | None:
    """What the cover says beside a word, with the cell that says it; None where there is no cover, or nothing beside
    the word. Called for what a workbook is known by."""
    cover = next((sheet for sheet in sheets if fold_label(sheet.name) == fold_label(COVER)), None)
    for row in cover.rows if cover else ():
        filled = [(position, text) for position, cell in sorted(row.cells.items()) if (text := clean_text(cell.text))]
        if len(filled) > 1 and filled[0][1] == word:
            return filled[1][1], name_cell(COVER, row.number, filled[1][0])
    return None


def _may_hold_number(text: str) -> bool:
    """Whether a text has a CPR number in a spelling that is used for nothing else. Asked of each cell; what only may be
    a number is held against the persons of the extracts when the logs are used."""
    return any(next(iter(find_plain(variant)), None) is not None for variant in read_variants(text))


def find_numbers(sheets: Sequence[excel.Sheet], known: Collection[str]) -> Iterator[Finding]:
    """A finding for each cell, and each name of a sheet, with a CPR number; the number is not repeated. Called once a
    workbook. known: the names of our sheets; another is told by its place, for anything may stand in a name."""
    for sheet in sheets:
        name = sheet.name if sheet.name in known else f"ark nr. {sheet.number}"
        places = [(f"»{name}«", sheet.name)]
        places += [
            (name_cell(name, row.number, position), cell.text)
            for row in sheet.rows
            for position, cell in row.cells.items()
            if cell.shown is not excel.Shown.DAY
        ]
        for place, text in places:
            if _may_hold_number(text):
                yield Finding(
                    place,
                    "Her står noget, der kan være et CPR-nummer. Det vises ikke.",
                    "ingen CPR-numre. Fjern det; er filen delt med andre, så spørg databeskyttelsesrådgiveren, om "
                    "sagen skal meldes.",
                )
