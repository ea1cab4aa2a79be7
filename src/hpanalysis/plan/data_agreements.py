"""sources.csv: on which terms each extract is delivered: who controls it, by what right, by when, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hpanalysis.by_hand import values
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.definitions.windows import HalfYear, find_month_end
from hpanalysis.errors import Stop

COLUMNS = (
    "source",
    "data_controller",
    "legal_basis",
    "agreement",
    "delivered_by",
    "contact",
    "days_before_meeting",
    "months_kept",
    "note",
)
OPTIONAL_COLUMNS = ("system_da",)
_MOST_DAYS, _MOST_MONTHS = 365, 600

Refuse = Callable[..., Stop]  # `csv_files.refuse`


@dataclass(frozen=True, kw_only=True)
class DataAgreement:
    """The terms on which one source is delivered: a row of sources.csv. Read with the plan; used for deadlines, for the
    pages on data quality, and for the LÆSMIG of each extract owed."""

    source: str
    data_controller: str
    legal_basis: str
    agreement: str
    delivered_by: str
    contact: str  # a role, never a person
    days_before_meeting: int  # the extract is due so many days before the steering group meets
    months_kept: int  # the raw file is deleted so many months after the cut-off of the half-year it came in
    note: str  # Danish, shown beside the terms, such as that they are an example; may be empty
    system: str = ""  # the system that the plan itself names as the source, in its words; empty where it names none

    def due(self, meeting: date) -> date:
        """The last day on which the extract may come, counted back from the day of the steering group's meeting. Called
        for extracts that are missing, for LÆSMIG.txt and for the page on the data's quality."""
        return meeting - timedelta(days=self.days_before_meeting)

    def kept_until(self, half_year: HalfYear) -> date:
        """The last day on which the raw file of a half-year's delivery may lie in data/raw. Called when it is told
        which files are to be deleted, and by when. half_year: the one whose folder the file came in."""
        return find_month_end(half_year.cutoff, self.months_kept)


def _parse_deadline(row: CsvRow, column: str, least: int, most: int, refuse: Refuse) -> int:
    """A whole number from `least` to `most`, both included; `Stop` for any other text, an empty one too. Called for the
    two deadlines in each row of sources.csv."""
    try:
        number = values.read_whole(row[column])
    except values.NotPlain:
        number = -1
    if not least <= number <= most:
        expected = f"et helt tal fra {least} til {most}, fx {min(most, 35)}."
        raise refuse("sources.csv", "Fristen kan ikke bruges.", expected, row=row, column=column)
    return number


def _parse_agreement(row: CsvRow, refuse: Refuse) -> DataAgreement:
    """A row of sources.csv as the terms of a source; `Stop` where a cell is empty or a deadline cannot be used. Called
    for each row when the plan is read. refuse: makes the `Stop` (`csv_files.refuse`)."""
    if empty := [column for column in COLUMNS[:-1] if not row[column]]:
        expected = "en værdi i hver kolonne, dog ikke i note."
        raise refuse("sources.csv", "Feltet er tomt.", expected, row=row, column=empty[0])
    return DataAgreement(
        source=row["source"],
        data_controller=row["data_controller"],
        legal_basis=row["legal_basis"],
        agreement=row["agreement"],
        delivered_by=row["delivered_by"],
        contact=row["contact"],
        days_before_meeting=_parse_deadline(row, "days_before_meeting", 0, _MOST_DAYS, refuse),
        months_kept=_parse_deadline(row, "months_kept", 1, _MOST_MONTHS, refuse),
        note=row["note"],
        system=row["system_da"],
    )


def parse_data_agreements(rows: Iterable[CsvRow], refuse: Refuse) -> tuple[DataAgreement, ...]:
    """The rows of sources.csv as the terms of each source; `Stop` where a row cannot be used or a source stands twice.
    Called once when the plan is read. refuse: makes the `Stop` of file, fault and what was expected (Danish)."""
    agreements = tuple(_parse_agreement(row, refuse) for row in rows)
    names = [agreement.source for agreement in agreements]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise refuse("sources.csv", f"Kilden {twice[0]} står to gange.", "én række pr. kilde.")
    return agreements
