"""Reads one partner's filled-in workbook: what it reports, which rows are empty, and every fault by sheet and cell.

The rows are known by their locked key, and the locked cells must say what the plan says, so that no number is taken for
another promise's. What stands in a cell is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.partner_workbook import cover
from hpanalysis.partner_workbook.asked import Asked, ask_partner, name_files
from hpanalysis.partner_workbook.reported import PartnerRead
from hpanalysis.partner_workbook.row_reading import ANEW, RowReader
from hpanalysis.partner_workbook.tables import list_tables
from hpanalysis.plan import Plan
from hpanalysis.workbooks import opening
from hpanalysis.workbooks.choices import fold_label
from hpanalysis.workbooks.rules import LISTS
from hpanalysis.workbooks.sheet_rows import Finding

FORM = "partens regneark, som »hpanalysis new« skriver det, gemt som Excel-projektmappe (.xlsx) uden adgangskode."


def _identify(sheets: Sequence[excel.Sheet], plan: Plan, half: HalfYear) -> Asked | Finding:
    """Whose workbook it is and what it was asked, by its cover; a finding where it is none of this half-year's. Called
    once a workbook."""
    found = opening.find_on_cover(sheets, cover.IDENTITY)
    identity = cover.parse_identity(found[0]) if found else None
    if found is None or identity is None:
        place = found[1] if found else f"»{opening.COVER}«"
        return Finding(place, "Forsiden siger ikke, hvis regnearket er.", f"»{cover.IDENTITY}« på forsiden. {ANEW}")
    place = found[1]
    if identity.plan_id != plan.settings.plan_id:
        return Finding(place, "Regnearket hører til en anden plan.", f"et regneark til {plan.settings.name}.")
    if identity.half != str(half):
        named = danish.format_half_year(half, " ")
        return Finding(place, "Regnearket hører til et andet halvår.", f"regnearket for {named}.")
    partner = next((one for one, name in name_files(plan).items() if name == identity.name), None)
    if partner is None:
        return Finding(place, "Regnearket hører til en part, som planen ikke har.", "en ansvarlig i planens filer.")
    return ask_partner(plan, partner, half)


def _find_strange_sheets(sheets: Sequence[excel.Sheet], known: Sequence[str]) -> Iterator[Finding]:
    """A finding for each sheet that was not sent out and holds anything: it would not be read. Called once a workbook.
    known: the names of the workbook's own sheets; another's is not shown."""
    folded = {fold_label(name) for name in known}
    for sheet in sheets:
        if fold_label(sheet.name) not in folded and any(row.has_value for row in sheet.rows):
            wrong = "Arket er ikke et af regnearkets og læses ikke."
            yield Finding(f"ark nr. {sheet.number}", wrong, f"kun arkene {danish.join_words(known)}.")


def _order(findings: Sequence[Finding], known: Sequence[str]) -> list[Finding]:
    """The findings as one who corrects them goes through the workbook, each once. Called once a workbook."""
    order = {f"»{name}«": number for number, name in enumerate(known)}

    def find_place(finding: Finding) -> tuple[int, int, str]:
        """Sheet, row and column of a finding."""
        sheet, _, cell = finding.place.partition(", ")
        return order.get(sheet, -1), int("".join(filter(str.isdigit, cell)) or 0), cell

    return sorted(dict.fromkeys(findings), key=find_place)


def read_workbook(path: Path, plan: Plan, half: HalfYear) -> PartnerRead:
    """Read a partner's workbook for a half-year. Called for each file of the partners' folder. Every fault is a finding
    of the result: also that the file is no workbook, or is of another plan, half-year or partner."""
    read = PartnerRead(path)
    sheets = opening.open_sheets(path)
    if isinstance(sheets, str):
        read.findings.append(Finding("", sheets, FORM))
        return read
    asked = _identify(sheets, plan, half)
    tables = list_tables(asked) if isinstance(asked, Asked) else []
    known = [opening.COVER, *(table.name for table in tables), LISTS]
    numbers = list(opening.find_numbers(sheets, set(known)))
    read.findings += numbers
    if isinstance(asked, Finding):
        read.findings.append(asked)
        return read
    read.asked = asked
    read.findings += _find_strange_sheets(sheets, known)
    found = {fold_label(sheet.name): sheet for sheet in sheets}
    reader = RowReader(plan, asked, read)
    for table in tables:
        reader.read_sheet(table, found.get(fold_label(table.name)))
    # A cell with a number is told as that, and as nothing else.
    places = {finding.place for finding in numbers}
    read.findings = _order([one for one in read.findings if one in numbers or one.place not in places], known)
    return read
