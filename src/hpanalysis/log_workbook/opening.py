"""Opens a filled-in workbook: that it is one, that it is this project's, and that no cell has a CPR number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from hpanalysis.by_hand.clean import clean_text
from hpanalysis.cpr import find_plain, read_variants, show_name
from hpanalysis.errors import Stop
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.load.formats.excel.content import Content
from hpanalysis.load.formats.excel.workbook import read_sheets
from hpanalysis.log_workbook.choices import fold_label
from hpanalysis.log_workbook.sheet_rows import Finding, name_cell
from hpanalysis.plan import Plan

COVER, PROJECT = "Forside", "Projektets nøgle"
_FORM = "regnearket, som »hpanalysis log« skriver, gemt som Excel-projektmappe (.xlsx) uden adgangskode."
_WRONG = {
    Content.LOCKED: "Filen er beskyttet med en adgangskode.",
    Content.EMPTY: "Filen er tom.",
    Content.OPEN_DOCUMENT: "Filen er gemt som et OpenDocument-regneark (.ods).",
    Content.OLD_EXCEL: "Filen er gemt i et gammelt Excel-format (.xls).",
}


def open_workbook(path: Path, plan: Plan) -> list[excel.Sheet]:
    """Every sheet of a filled-in workbook. Called once when it is read. `Stop` where the file is not there, is no
    workbook, or is another project's."""
    name = show_name(path.name)
    if not path.is_file():
        raise Stop("Filen findes ikke.", place=name, expected=_FORM, do="Ret stien efter --from.")
    sheets = read_sheets(path)
    if isinstance(sheets, Content):
        wrong = _WRONG.get(sheets, "Filen kan ikke læses som et regneark.")
        raise Stop(wrong, place=name, expected=_FORM, do="Gem regnearket igen, og læs det ind.")
    _check_project(sheets, name, plan)
    return sheets


def _find_project(sheets: Sequence[excel.Sheet]) -> str | None:
    """The project that the cover names; None where there is no cover, or none is named. Called once a workbook."""
    cover = next((sheet for sheet in sheets if fold_label(sheet.name) == fold_label(COVER)), None)
    for row in cover.rows if cover else ():
        texts = [clean_text(cell.text) for _, cell in sorted(row.cells.items())]
        if len(texts) > 1 and texts[0] == PROJECT:
            return texts[1]
    return None


def _check_project(sheets: Sequence[excel.Sheet], name: str, plan: Plan) -> None:
    """`Stop` for a workbook of another project, or one without a cover to tell. Called when it is opened."""
    project = _find_project(sheets)
    if project is None:
        raise Stop(
            f"Regnearket har ingen forside, der siger, hvilken plan det hører til (arket »{COVER}«).",
            place=name,
            expected=_FORM,
            do="Lav et nyt regneark med »hpanalysis log«, og flyt rækkerne over i det.",
        )
    if project != plan.settings.plan_id:
        raise Stop(
            "Regnearket hører til en anden plan.",
            place=name,
            expected=f"et regneark til {plan.settings.name}.",
            do="Vælg det rigtige regneark, eller stå i den rigtige mappe.",
        )


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
