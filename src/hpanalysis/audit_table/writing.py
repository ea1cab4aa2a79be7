"""An audit's result as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedCell
from hpanalysis.audit_table.table.findings import AuditResult, Finding
from hpanalysis.errors import WrongUse
from hpanalysis.published_csv import guard_text
from hpanalysis.tables import AUDITED, Answer

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("text", "csv", "json")
CSV_COLUMNS = ("number", "answer", "kind", "title", "reasoning", "derived", "must_be", "cells")
_CELLS_SHOWN = 6


def describe_cell(cell: PrintedCell) -> str:
    """Say in Danish where a printed figure stands: `baselines.csv række 2: sprog_generel, 2023, alle-7, n_as_printed`.
    Used for each cell of a finding in the text, the CSV and the table of an audit. A part that is empty is left out."""
    place = ", ".join(filter(None, [cell.indicator, cell.window, cell.area, cell.column]))
    return f"{cell.file} række {cell.row}: {place}"


def _format_finding(number: int, finding: Finding) -> Iterator[str]:
    """Yield the lines of one finding for `format_as_text`: number, title and answer, its sentences and its places.
    Empty sentences are left out. Only the first `_CELLS_SHOWN` places are listed; a line counts the rest. The last line
    is empty, so that findings stand apart. Called for each finding; number: counted from 1."""
    yield f"{number}. {finding.title} ({finding.answer.value})"
    yield from (f"   {text}" for text in (finding.reasoning, finding.derived, finding.must_be) if text)
    shown = finding.cells[:_CELLS_SHOWN]
    yield f"   Sted: {'; '.join(map(describe_cell, shown))}"
    if more := len(finding.cells) - len(shown):
        yield f"   og {danish.format_number(more)} {'sted' if more == 1 else 'steder'} mere."
    yield ""


def summarise(result: AuditResult) -> str:
    """Sum an audit up in one Danish sentence: figures, contradictions, undecided questions, and relations that hold.
    Called for the first line of the text, and by the command `audit-table` when its result goes to a file."""
    wrong, undecided = (len(result.findings_with(answer)) for answer in (Answer.CONTRADICTED, Answer.UNDECIDED))
    consistent = sum(result.consistent.values())
    return (
        f"{danish.format_number(result.figure_count)} trykte tal: "
        f"{danish.format_number(wrong)} {'modstrid' if wrong == 1 else 'modstrider'}, "
        f"{danish.format_number(undecided)} forhold, der ikke kan afgøres, og {danish.format_number(consistent)} "
        "sammenhænge, der er i orden."
    )


def format_as_text(result: AuditResult) -> str:
    """Write an audit as text: the summary, the findings numbered, and how often each kind of relation holds. Called by
    `format_result` for the format `text`, the default of the command `audit-table`."""
    lines = [summarise(result), ""]
    for number, finding in enumerate(result.findings, start=1):
        lines += _format_finding(number, finding)
    if result.consistent:
        lines.append("I orden (hvor mange gange det er kontrolleret):")
        lines += [
            f"   {danish.format_number(count)}: {kind.title_if_right}" for kind, count in result.consistent.items()
        ]
    return "\n".join(lines).rstrip() + "\n"


def _list_fields(finding: Finding) -> list[str]:
    """List a finding's texts in the order answer, kind, title, reasoning, derived, must_be; texts may be empty. Called
    for each finding where an audit is written as CSV, as JSON and as a table, which each add its cells in their own
    way."""
    return [
        finding.answer.value,
        finding.kind.key,
        finding.title,
        finding.reasoning,
        finding.derived,
        finding.must_be,
    ]


def format_as_csv(result: AuditResult) -> str:
    """Write an audit as CSV with commas: a row a finding, columns `CSV_COLUMNS`. Called by `format_result` for the
    format `csv`. Every text is guarded against being run as a formula in a spreadsheet (`published_csv.guard_text`),
    because texts of the audited table are quoted in it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    rows = (
        [str(number), *_list_fields(finding), "; ".join(map(describe_cell, finding.cells))]
        for number, finding in enumerate(result.findings, start=1)
    )
    writer.writerows([guard_text(text) for text in row] for row in rows)
    return out.getvalue()


def format_as_json(result: AuditResult) -> str:
    """Write an audit as JSON, called by `format_result`. Keys: figures (how many were audited), contradicted (whether
    any cannot be true), consistent (kind -> how many relations hold), findings (each with texts and cells)."""
    content = {
        "figures": result.figure_count,
        "contradicted": result.contradicted,
        "consistent": {kind.key: count for kind, count in result.consistent.items()},
        "findings": [
            dict(zip(CSV_COLUMNS[1:-1], _list_fields(finding), strict=True))
            | {"cells": [vars(cell) for cell in finding.cells]}
            for finding in result.findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def tabulate_result(result: AuditResult) -> pd.DataFrame:
    """Turn an audit into a table, columns `tables.AUDITED`: a row a finding, then a row a kind of relation that is
    nowhere broken. The last column is 1 for a finding, and for a kind how many relations of that kind agree. Called by
    `tabulate_plan_audit`, for planens_kontrol.csv and the page baseline_revision."""
    import pandas as pd

    rows: list[list[str | int]] = [
        [*_list_fields(finding), "\n".join(map(describe_cell, finding.cells)), 1] for finding in result.findings
    ]
    for kind, count in result.consistent.items():
        rows.append([Answer.CONSISTENT.value, kind.key, kind.title_if_right, "", "", "", "", count])
    return pd.DataFrame(rows, columns=AUDITED.names)


def format_result(result: AuditResult, format_: str) -> str:
    """Write what an audit found in a table of printed figures as text, in one of `FORMATS` (text, csv, json). Called by
    `write_result` for the answer of the command `audit-table`."""
    return {"text": format_as_text, "csv": format_as_csv, "json": format_as_json}[format_](result)


def write_result(result: AuditResult, format_: str, to: Path | None = None) -> None:
    """Write an audit in one of `FORMATS` to the file `to`, or to the screen where `to` is None. Called by the command
    `audit-table` for its answer. The file is UTF-8 and written whole: to a neighbouring file that then takes its name.
    `WrongUse` if it cannot be written."""
    text = format_result(result, format_)
    if to is None:
        sys.stdout.write(text)
        return
    neighbour = to.with_name(f"{to.name}.ny")
    try:
        neighbour.write_text(text, encoding="utf-8", newline="\n")
        neighbour.replace(to)
    except OSError:
        raise WrongUse(
            "Filen kan ikke skrives.", place=f"»{to.name}«", expected="en fil i en mappe, der findes.", do="Ret --to."
        ) from None
