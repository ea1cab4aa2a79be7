"""coverage.csv: of which areas a source's figures hold no departments, one or few, as the plan itself prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.errors import Stop

COLUMNS = ("source", "area_id", "covered", "printed_da")

Refuse = Callable[..., Stop]  # `csv_files.refuse`


class Covered(Enum):
    """How many of an area's departments a source's figures hold. The value is what coverage.csv says, and is read."""

    NONE = "ingen"
    ONE = "én"
    FEW = "få"


@dataclass(frozen=True)
class PartialCoverage:
    """An area that the figures of a source do not wholly hold: a row of coverage.csv. Read with the plan; told with
    every figure of the source, because a change of the figure says nothing of an area that is not in it."""

    source: str
    area_id: str
    covered: Covered
    printed: str  # where the plan says so, Danish, to follow `Ifølge`


def _parse_row(row: CsvRow, refuse: Refuse) -> PartialCoverage:
    """A row of coverage.csv; `Stop` where a cell is empty or `covered` is another word. Called for each row when the
    plan is read. refuse: makes the `Stop` (`csv_files.refuse`)."""
    if empty := [column for column in COLUMNS if not row[column]]:
        raise refuse("coverage.csv", "Feltet er tomt.", "en værdi i hver kolonne.", row=row, column=empty[0])
    try:
        covered = Covered(row["covered"].casefold())
    except ValueError:
        expected = f"en af {', '.join(word.value for word in Covered)}."
        raise refuse("coverage.csv", "Ordet kendes ikke.", expected, row=row, column="covered") from None
    return PartialCoverage(row["source"], row["area_id"], covered, row["printed_da"])


def parse_coverage(rows: Iterable[CsvRow], sources: Iterable[str], refuse: Refuse) -> tuple[PartialCoverage, ...]:
    """The rows of coverage.csv in their order; `Stop` where a row cannot be used or names a source that is not in
    sources.csv. Called once when the plan is read; a plan without the file has none. refuse: makes the `Stop` of file,
    fault and what was expected (Danish)."""
    known = set(sources)
    parsed = []
    for row in rows:
        if row["source"] and row["source"] not in known:
            expected = "en nøgle fra sources.csv."
            raise refuse("coverage.csv", "Kilden findes ikke i sources.csv.", expected, row=row, column="source")
        parsed.append(_parse_row(row, refuse))
    return tuple(parsed)
