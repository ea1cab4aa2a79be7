"""tal_til_excel.csv: the rows of all the workbook's sheets, for whoever opens a CSV file in a Danish Excel."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from hpanalysis.published.office.people_csv import BOM, HEADS
from hpanalysis.published_csv import guard_text
from hpanalysis.report.cells import Cells
from hpanalysis.report.office import cover
from hpanalysis.report.office.rows import Value, list_rows
from hpanalysis.report.release import Release


def make_people_csv(release: Release, cells: Cells) -> bytes:
    """The bytes of the file: semicolons, decimal commas, UTF-8 with its mark, which Excel needs to see that it is
    UTF-8. Called once for a half-year's public edition."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for agreement in cover.name_sheets(release).values():
        for row in list_rows(release, cells, agreement):
            writer.writerow([guard_text(agreement.name), *map(_write_cell, row.values.values())])
    return BOM + text.getvalue().encode("utf-8")


def _write_cell(value: Value) -> str:
    """A cell as a Danish Excel reads it: a number with a comma and no group, and a text that it takes for no formula.
    Called for each."""
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else guard_text(value)
