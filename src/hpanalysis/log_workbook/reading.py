"""Reads a filled-in workbook into the logs; every fault is told at once, each with its sheet and cell.

The rows are read cell by cell, each becomes an entry, and the entries together are held against the checks that the
YAML files are held against: keys that go together, and dates that can be. What stands in a cell is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hpanalysis.followup import EMERGENCY, FOLLOWUP, EmergencyLog, Log, Publications
from hpanalysis.followup.logs import impossible, references
from hpanalysis.followup.logs.faults import Fault, name_entry
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.log_workbook import wording
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.opening import open_workbook
from hpanalysis.log_workbook.plain import Plain
from hpanalysis.log_workbook.sheets.names import GOALS, HALF_YEARS, LOGS, MEETINGS, OWN_DATE, REPORTS
from hpanalysis.log_workbook.sheets.order import list_sheets
from hpanalysis.plan import Plan
from hpanalysis.workbooks.cell_values import Unfit, read_cell
from hpanalysis.workbooks.choices import fold_label
from hpanalysis.workbooks.columns import Column, Form
from hpanalysis.workbooks.opening import find_numbers
from hpanalysis.workbooks.sheet_rows import Finding, SheetRows, find_cell, name_cell, read_rows

_OF_MEETINGS = (MEETINGS, REPORTS, GOALS)
_MEETING_KEYS = ("date", "duty", "body")
_EXPECTED_OF_MODEL = {
    "hours": "et antal timer over 0 med højst to decimaler, fx 412,5.",
    "digest": "en kontrolsum på 64 eller 128 tegn, 0-9 og a-f.",
}


@dataclass
class _Entry:
    """A row of a sheet, read. Made by `_read_sheet` for each; `fields` lacks what could not be read."""

    sheet: Sheet
    rows: SheetRows
    number: int  # of the row
    fields: Plain
    is_whole: bool  # whether every cell could be read

    def place(self, key: str = "") -> str:
        """The cell of a key as messages name it; the row where no column has the key. Called for each finding."""
        column = next((one for one in self.sheet.columns if key in one.keys), None)
        if column is None:
            return f"»{self.sheet.name}«, række {self.number}"
        return name_cell(self.sheet.name, self.number, self.rows.positions[column.head])

    def take(self, columns: Sequence[Column]) -> Plain:
        """The fields that some columns fill. Called for an entry within a meeting and for what names its meeting."""
        return {key: self.fields[key] for column in columns for key in column.keys if key in self.fields}


@dataclass
class ReadBack:
    """What a workbook says: the logs, or what is wrong with them. Made by `read_back`."""

    sheets: tuple[Sheet, ...]
    findings: list[Finding] = field(default_factory=list)
    logs: dict[str, Log | EmergencyLog] = field(default_factory=dict)  # by file; empty where there are findings


def _read_choice(text: str, column: Column) -> Plain | Unfit:
    """The keys that a label stands for. Called for each cell with a list to choose from."""
    if column.form is Form.TICK and fold_label(text) == "nej":
        return {}
    assert column.choices is not None
    values = column.choices.find(text)
    if values is None:
        return Unfit("Det, der står i cellen, er ikke på cellens liste.", "et af ordene på listen, som det står dér.")
    if column.form is Form.TICK:
        return {column.keys[0]: [column.word]}
    return {key: value for key, value in zip(column.keys, values, strict=True) if value is not None}


def _read_column(cell: excel.Cell, column: Column, *, from_1900: bool) -> Plain | Unfit:
    """The keys that a filled cell fills. Called for each filled cell of a row."""
    text = read_cell(cell, column, from_1900=from_1900)
    if isinstance(text, Unfit):
        return text
    if column.choices is not None:
        return _read_choice(text, column)
    return {column.keys[0]: text}


def _read_row(sheet: Sheet, rows: SheetRows, row: excel.Row) -> tuple[_Entry, list[Finding]]:
    """A row as an entry, and what is wrong in its cells. Called for each row of each sheet."""
    fields: Plain = {}
    findings = []
    for column in sheet.columns:
        cell = find_cell(rows, row, column)
        place = name_cell(sheet.name, row.number, rows.positions[column.head])
        if cell is None:
            if column.required:
                findings.append(Finding(place, f"»{column.head}« er tom.", column.help))
            continue
        read = _read_column(cell, column, from_1900=rows.from_1900)
        if isinstance(read, Unfit):
            findings.append(Finding(place, *read))
        elif column.form is Form.TICK:
            fields[column.keys[0]] = [*fields.get(column.keys[0], []), *read.get(column.keys[0], [])]
        else:
            fields |= read
    entry = _Entry(sheet, rows, row.number, {key: value for key, value in fields.items() if value != []}, not findings)
    return entry, findings


def _check_model(entry: _Entry) -> Iterator[Finding]:
    """What the log's own model refuses in an entry, such as hours of three decimals. Called for each whole entry."""
    if entry.sheet.model is None:
        return
    try:
        entry.sheet.model(**entry.take(entry.sheet.own_columns))
    except ValidationError as error:
        for key in dict.fromkeys(str(details["loc"][0]) for details in error.errors()):
            expected = _EXPECTED_OF_MODEL.get(key, "det, som kolonnens hjælp siger.")
            yield Finding(entry.place(key), "Cellen har ikke den rigtige form.", expected)


def _read_sheet(sheet: Sheet, found: excel.Sheet | None) -> tuple[list[_Entry], list[Finding]]:
    """A sheet's entries, and what is wrong on it. Called for each sheet. found: None where the workbook lacks it."""
    if found is None:
        wrong = "Arket mangler, eller det har fået et andet navn."
        return [], [Finding(f"»{sheet.name}«", wrong, "regnearkets ark, som det havde dem.")]
    rows = read_rows(sheet, found)
    entries, findings = [], list(rows.findings)
    for row in rows.rows:
        entry, of_row = _read_row(sheet, rows, row)
        of_row += _check_model(entry) if entry.is_whole else ()
        entry.is_whole = not of_row
        entries.append(entry)
        findings += of_row
    return entries, findings


class _Book:
    """The entries of a workbook that could be read, put together as logs. Made once a workbook."""

    def __init__(self, entries: dict[str, list[_Entry]], old: Mapping[str, Plain | None]) -> None:
        """Keep the entries. entries: by sheet. old: the logs as they are, whose order of agenda items is kept."""
        self._entries = {name: [one for one in each if one.is_whole] for name, each in entries.items()}
        self._old = old
        # Where each entry stands, by the words that the logs' checks have for it.
        self.places: dict[str, dict[str, _Entry]] = {FOLLOWUP: {}, EMERGENCY: {}}
        self.findings: list[Finding] = []

    def _find_order(self, meeting: Plain) -> list[str]:
        """A meeting's agenda items in the order that the log has them in, where it has the same. Called for each
        meeting with items, because a tick has no place in an order."""
        items = meeting["items"]
        for one in (self._old.get(FOLLOWUP) or {}).get("meetings", []):
            is_same = all(one.get(key) == meeting.get(key) for key in _MEETING_KEYS)
            if is_same and sorted(one.get("items", [])) == sorted(items):
                return one["items"]
        return items

    def _list_meetings(self, *, is_complete: bool) -> list[Plain]:
        """The meetings with their reports and goals. Called for the secretariat's log. is_complete: whether the sheet
        of meetings could be read; only then is it a fault that a meeting is not on it."""
        meetings: list[Plain] = []
        by_key: dict[tuple[Any, ...], tuple[int, Plain]] = {}
        for number, entry in enumerate(self._entries.get(MEETINGS, []), start=1):
            meeting = dict(entry.fields)
            if "items" in meeting:
                meeting["items"] = self._find_order(meeting)
            meetings.append(meeting)
            by_key.setdefault(tuple(meeting.get(key) for key in _MEETING_KEYS), (number, meeting))
            self.places[FOLLOWUP][name_entry("meetings", number)] = entry
        for name in (REPORTS, GOALS):
            for entry in self._entries.get(name, []):
                named = entry.take(entry.sheet.parent_columns)
                number, meeting = by_key.get(tuple(named.get(key) for key in _MEETING_KEYS), (0, {}))
                if number:
                    within = meeting.setdefault(entry.sheet.key, [])
                    within.append(entry.take(entry.sheet.own_columns))
                    where = f"{name_entry('meetings', number)}, {name_entry(entry.sheet.key, len(within))}"
                    self.places[FOLLOWUP][where] = entry
                elif is_complete:
                    wrong = f"Mødet står ikke på arket »{MEETINGS}«."
                    self.findings.append(Finding(entry.place("date"), wrong, "et møde med samme dato og navn dér."))
        return meetings

    def _list_half_years(self, sheet: Sheet) -> dict[str, str]:
        """The half-year of each accounting year. Called for the secretariat's log; a year that stands twice is a
        fault."""
        chosen: dict[str, str] = {}
        for entry in self._entries.get(sheet.name, []):
            year = entry.fields["year"]
            if year in chosen:
                self.findings.append(Finding(entry.place("year"), "Regnskabsåret står to gange.", "én række pr. år."))
            chosen[year] = entry.fields["half_year"]
        return chosen

    def _list_plainly(self, sheet: Sheet) -> list[Plain]:
        """The entries of a sheet whose entries stand by themselves. Called for each such sheet."""
        entries = self._entries.get(sheet.name, [])
        for number, entry in enumerate(entries, start=1):
            self.places[sheet.file][name_entry(sheet.key, number)] = entry
        return [entry.fields for entry in entries]

    def make_plain(self, sheets: Sequence[Sheet], file: str, *, is_complete: bool) -> Plain | None:
        """A log in its plain form; None where the workbook does not tell its day. Called for each log of the workbook.
        is_complete: as in `_list_meetings`."""
        own = [entry for entry in self._entries.get(OWN_DATE, []) if entry.fields.get("log") == file]
        if len(own) != 1:
            expected = f"én række for {' og én for '.join(sorted({LOGS[one.file] for one in sheets if one.file}))}."
            wrong = f"Rækken for {LOGS[file]} mangler eller står to gange."
            self.findings.append(Finding(f"»{OWN_DATE}«", wrong, expected))
            return None
        self.places[file][""] = own[0]
        plain = {key: own[0].fields[key] for key in ("as_of", "synthetic")}
        for sheet in sheets:
            if sheet.file != file or sheet.parent:
                continue
            if sheet.key == HALF_YEARS:
                plain[sheet.key] = self._list_half_years(sheet)
            elif sheet.name == MEETINGS:
                plain[sheet.key] = self._list_meetings(is_complete=is_complete)
            else:
                plain[sheet.key] = self._list_plainly(sheet)
        return plain

    def tell(self, file: str, fault: Fault) -> Finding:
        """A fault of the logs' checks at its place in the workbook. Called for each. file: of the log."""
        other = wording.find_overlapped(fault)
        row = self.places[file][name_entry("hours", other)].number if other else 0
        told = wording.tell_fault(fault, row)
        entry = self.places[file].get(fault.where)
        place = "»Regnskabsår«" if entry is None else entry.place(told.key)
        return Finding(place, told.wrong, told.expected)


def _check_log(log: Log | EmergencyLog, plan: Plan, published: Publications) -> list[Fault]:
    """The faults that the log's YAML file would be refused for. Called for each log that could be put together."""
    if isinstance(log, Log):
        return [*references.find_unknown_keys(log, plan), *impossible.list_impossible(log, plan, published)]
    return [*references.find_unknown_areas(log, plan), *impossible.list_impossible_of_emergency(log, plan)]


def _read_all(
    sheets: Sequence[Sheet], found: Mapping[str, excel.Sheet]
) -> tuple[dict[str, list[_Entry]], list[Finding]]:
    """The entries of each sheet, and what is wrong on any. Called once a workbook."""
    entries: dict[str, list[_Entry]] = {}
    findings: list[Finding] = []
    for sheet in sheets:
        entries[sheet.name], wrong = _read_sheet(sheet, found.get(fold_label(sheet.name)))
        findings += wrong
    return entries, findings


def _order_findings(findings: Sequence[Finding], sheets: Sequence[Sheet]) -> list[Finding]:
    """The findings as one who corrects them goes through the workbook: sheet by sheet, row by row. Called once a
    workbook. Those on sheets that are none of ours come first; a finding on a sheet as a whole comes before its
    cells."""
    order = {f"»{sheet.name}«": number for number, sheet in enumerate(sheets)}

    def find_place(finding: Finding) -> tuple[int, int, str]:
        """Sheet, row and column of a finding."""
        sheet, _, cell = finding.place.partition(", ")
        digits = "".join(filter(str.isdigit, cell))
        return order.get(sheet, -1), int(digits or 0), cell

    return sorted(dict.fromkeys(findings), key=find_place)


def read_back(path: Path, plan: Plan, old: Mapping[str, Plain | None], published: Publications) -> ReadBack:
    """Read a filled-in workbook. Called once when it is read back. old: the logs as they are, in their plain form.
    published: what lies published, which meetings are compared with. The emergency group's log is read where the
    workbook has one of its sheets. `Stop` for a file that is no workbook of this project."""
    opened = open_workbook(path, plan)
    found = {fold_label(sheet.name): sheet for sheet in opened}
    of_emergency = [one for one in list_sheets(plan, with_emergency=True) if one.file == EMERGENCY]
    with_emergency = any(fold_label(sheet.name) in found for sheet in of_emergency)
    sheets = list_sheets(plan, with_emergency=with_emergency)
    entries, findings = _read_all(sheets, found)
    back = ReadBack(sheets, [*find_numbers(opened, {sheet.name for sheet in sheets}), *findings])
    wrong_sheets = {finding.place.partition("«")[0].removeprefix("»") for finding in findings}
    of_meetings_wrong = bool(wrong_sheets & set(_OF_MEETINGS))
    book = _Book(entries, old)
    for file in (FOLLOWUP, *([EMERGENCY] if with_emergency else [])) if OWN_DATE not in wrong_sheets else ():
        plain = book.make_plain(sheets, file, is_complete=MEETINGS not in wrong_sheets)
        if plain is None:
            continue
        log = Log(**plain) if file == FOLLOWUP else EmergencyLog(**plain)
        for fault in _check_log(log, plan, published):
            # What hangs together with a meeting that could not be read is no fault of its own.
            if not (of_meetings_wrong and fault.where.startswith(("meetings", "deliveries"))):
                book.findings.append(book.tell(file, fault))
        back.logs[file] = log
    back.findings = _order_findings([*back.findings, *book.findings], sheets)
    if back.findings:
        back.logs = {}
    return back
