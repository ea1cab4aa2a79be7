"""An audit's result as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedCell
from hpanalysis.audit_table.table.findings import AuditResult, Finding
from hpanalysis.errors import WrongUse
from hpanalysis.published_csv import guard_text
from hpanalysis.tables import AUDITED, Answer

FORMATS = ("text", "csv", "json")
CSV_COLUMNS = ("number", "answer", "kind", "title", "reasoning", "derived", "must_be", "cells")
_CELLS_SHOWN = 6


def describe_cell(cell: PrintedCell) -> str:
    """`baselines.csv række 2: sprog_generel, 2023, alle-7, n_as_printed`."""
    place = ", ".join(filter(None, [cell.indicator, cell.window, cell.area, cell.column]))
    return f"{cell.file} række {cell.row}: {place}"


def _format_finding(number: int, finding: Finding) -> Iterator[str]:
    yield f"{number}. {finding.title} ({finding.answer.value})"
    yield from (f"   {text}" for text in (finding.reasoning, finding.derived, finding.must_be) if text)
    shown = finding.cells[:_CELLS_SHOWN]
    yield f"   Sted: {'; '.join(map(describe_cell, shown))}"
    if more := len(finding.cells) - len(shown):
        yield f"   og {danish.format_number(more)} {'sted' if more == 1 else 'steder'} mere."
    yield ""


def summarise(result: AuditResult) -> str:
    """One sentence: how many figures, how many contradictions, how many that cannot be decided, how many that hold."""
    wrong, open_ = len(result.of(Answer.CONTRADICTED)), len(result.of(Answer.UNDECIDED))
    held = sum(result.held.values())
    figures, wrongs, opens, holding = (danish.format_number(count) for count in (result.figures, wrong, open_, held))
    return (
        f"{figures} trykte tal: {wrongs} {'modstrid' if wrong == 1 else 'modstrider'}, "
        f"{opens} forhold, der ikke kan afgøres, og {holding} sammenhænge, der er i orden."
    )


def format_as_text(result: AuditResult) -> str:
    lines = [summarise(result), ""]
    for number, finding in enumerate(result.findings, start=1):
        lines += _format_finding(number, finding)
    if result.held:
        lines.append("I orden (hvor mange gange det er kontrolleret):")
        lines += [f"   {danish.format_number(count)}: {kind.held}" for kind, count in result.held.items()]
    return "\n".join(lines).rstrip() + "\n"


def _list_fields(number: int, finding: Finding) -> list[str]:
    return [
        str(number),
        finding.answer.value,
        finding.kind.key,
        finding.title,
        finding.reasoning,
        finding.derived,
        finding.must_be,
        "; ".join(map(describe_cell, finding.cells)),
    ]


def format_as_csv(result: AuditResult) -> str:
    """A row a finding, `CSV_COLUMNS`; UTF-8 with commas; the table's own texts are no formulas (`published_csv`)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    rows = (_list_fields(number, finding) for number, finding in enumerate(result.findings, start=1))
    writer.writerows([guard_text(text) for text in row] for row in rows)
    return out.getvalue()


def format_as_json(result: AuditResult) -> str:
    """figures, contradicted, consistent (kind -> how many relations hold), findings (each with its cells)."""
    found = {
        "figures": result.figures,
        "contradicted": result.contradicted,
        "consistent": {kind.key: count for kind, count in result.held.items()},
        "findings": [
            {
                "answer": finding.answer.value,
                "kind": finding.kind.key,
                "title": finding.title,
                "reasoning": finding.reasoning,
                "derived": finding.derived,
                "must_be": finding.must_be,
                "cells": [vars(cell) for cell in finding.cells],
            }
            for finding in result.findings
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def tabulate_result(result: AuditResult) -> pd.DataFrame:
    """A row a finding, and a row a kind of relation that holds; columns `tables.AUDITED`."""
    rows = [
        [
            f.answer.value,
            f.kind.key,
            f.title,
            f.reasoning,
            f.derived,
            f.must_be,
            "\n".join(map(describe_cell, f.cells)),
            1,
        ]
        for f in result.findings
    ]
    held = Answer.CONSISTENT.value
    rows += [[held, kind.key, kind.held, "", "", "", "", count] for kind, count in result.held.items()]
    return pd.DataFrame(rows, columns=AUDITED.names)


def format_result(result: AuditResult, format_: str) -> str:
    """The result in one of `FORMATS`."""
    return {"text": format_as_text, "csv": format_as_csv, "json": format_as_json}[format_](result)


def write_result(result: AuditResult, format_: str, to: Path | None = None) -> None:
    """The result in one of `FORMATS`, to a file whole (UTF-8), or to the screen."""
    text = format_result(result, format_)
    if to is None:
        sys.stdout.write(text)
        return
    beside = to.with_name(f"{to.name}.ny")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(to)
    except OSError:
        raise WrongUse(
            "Filen kan ikke skrives.", place=f"»{to.name}«", expected="en fil i en mappe, der findes.", do="Ret --to."
        ) from None
