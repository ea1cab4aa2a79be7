"""The entries of the logs as rows of the workbook's sheets: labels for keys, and typed days and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hpanalysis.by_hand import values
from hpanalysis.followup import EMERGENCY, FOLLOWUP
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.plain import Plain
from hpanalysis.log_workbook.sheets.names import HALF_YEARS
from hpanalysis.workbooks.columns import Column, Form
from hpanalysis.workbooks.writing import Content

# What an entry says by leaving a key out.
_DEFAULTS = {"kind": "personale", "evaluation": "ikke besluttet", "synthetic": "nej"}
_READ: dict[Form, Callable[[str], Content]] = {
    Form.DAY: values.read_day,
    Form.MOMENT: values.read_moment,
    Form.NUMBER: values.read_number,
    Form.YEAR: values.read_whole,
    Form.COUNT: values.read_whole,
}


def _fill_cell(column: Column, entry: Plain) -> Content:
    """What stands in a cell of an entry's row. Called for each column of each row that is filled in."""
    if column.form is Form.TICK:
        return choices.YES_NO.name_values(("ja",)) if column.word in entry.get(column.keys[0], []) else None
    found = tuple(entry.get(key, _DEFAULTS.get(key)) for key in column.keys)
    if all(value is None for value in found):
        return None
    if column.choices is not None:
        return column.choices.name_values(found)
    text = str(found[0])
    return _READ[column.form](text) if column.form in _READ else text


def _list_entries(sheet: Sheet, logs: Mapping[str, Plain | None]) -> Iterator[Plain]:
    """The entries that stand on a sheet, with the keys of the meeting for those within one. Called for each sheet."""
    if not sheet.key:
        for file in (FOLLOWUP, EMERGENCY):
            if file in logs:
                yield {"log": file, **(logs[file] or {})}
        return
    log = logs.get(sheet.file) or {}
    if sheet.key == HALF_YEARS:
        yield from ({"year": year, "half_year": half} for year, half in log.get(HALF_YEARS, {}).items())
    elif sheet.parent:
        for meeting in log.get(sheet.parent, []):
            yield from (_add_meeting(meeting, entry) for entry in meeting.get(sheet.key, []))
    else:
        yield from log.get(sheet.key, [])


def _add_meeting(meeting: Plain, entry: Plain) -> Plain:
    """An entry within a meeting, with what names the meeting. Called for the reports and goals of meetings."""
    return {key: meeting[key] for key in ("date", "duty", "body") if key in meeting} | {"of": entry}


def list_rows(sheet: Sheet, logs: Mapping[str, Plain | None]) -> list[list[Content]]:
    """The filled rows of a sheet, each with a cell a column. Called for each sheet when the workbook is written. logs:
    the plain form of each log's file that is with it; None for one that is not there yet, whose rows are empty."""
    rows: list[list[Content]] = []
    for entry in _list_entries(sheet, logs):
        own: Any = entry["of"] if sheet.parent else entry
        row = [_fill_cell(column, entry) for column in sheet.parent_columns]
        rows.append([*row, *(_fill_cell(column, own) for column in sheet.own_columns)])
    return rows
