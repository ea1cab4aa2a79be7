"""Opens a filled-in workbook of the logs: that it is one, and that it is this project's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hpanalysis.cpr import show_name
from hpanalysis.errors import Stop
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.plan import Plan
from hpanalysis.workbooks.opening import COVER, find_on_cover, open_sheets

PROJECT = "Projektets nøgle"
_FORM = "regnearket, som »hpanalysis log« skriver, gemt som Excel-projektmappe (.xlsx) uden adgangskode."


def open_workbook(path: Path, plan: Plan) -> list[excel.Sheet]:
    """Every sheet of a filled-in workbook. Called once when it is read. `Stop` where the file is not there, is no
    workbook, or is another project's."""
    name = show_name(path.name)
    if not path.is_file():
        raise Stop("Filen findes ikke.", place=name, expected=_FORM, do="Ret stien efter --from.")
    sheets = open_sheets(path)
    if isinstance(sheets, str):
        raise Stop(sheets, place=name, expected=_FORM, do="Gem regnearket igen, og læs det ind.")
    _check_project(sheets, name, plan)
    return sheets


def _check_project(sheets: Sequence[excel.Sheet], name: str, plan: Plan) -> None:
    """`Stop` for a workbook of another project, or one without a cover to tell. Called when it is opened."""
    found = find_on_cover(sheets, PROJECT)
    if found is None:
        raise Stop(
            f"Regnearket har ingen forside, der siger, hvilken plan det hører til (arket »{COVER}«).",
            place=name,
            expected=_FORM,
            do="Lav et nyt regneark med »hpanalysis log«, og flyt rækkerne over i det.",
        )
    if found[0] != plan.settings.plan_id:
        raise Stop(
            "Regnearket hører til en anden plan.",
            place=name,
            expected=f"et regneark til {plan.settings.name}.",
            do="Vælg det rigtige regneark, eller stå i den rigtige mappe.",
        )
