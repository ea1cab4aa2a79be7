"""sources.csv: on which terms each extract is delivered: who controls it, by what right, by when, until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hpanalysis.definitions.windows import HalfYear, month_end
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
_MOST_DAYS, _MOST_MONTHS = 365, 600


@dataclass(frozen=True)
class DataAgreement:
    """The terms of one source.

    contact: a role, never a person. days_before_meeting: the extract is due so many days before the steering group
    meets. months_kept: the raw file is deleted so many months after the cut-off of the half-year it was delivered in.
    note: Danish, shown beside the terms, such as that they are an example; may be empty.
    """

    source: str
    data_controller: str
    legal_basis: str
    agreement: str
    delivered_by: str
    contact: str
    days_before_meeting: int
    months_kept: int
    note: str

    def due(self, meeting: date) -> date:
        """The last day on which the extract may come, counted back from the steering group's meeting."""
        return meeting - timedelta(days=self.days_before_meeting)

    def kept_until(self, half_year: HalfYear) -> date:
        """The last day on which the raw file of a half-year's delivery may lie there."""
        return month_end(half_year.cutoff, self.months_kept)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ValueError
    return int(text)


def _agreement(row: dict[str, str], number: int, stop: Callable[[str, str, str], Stop]) -> DataAgreement:
    if empty := [column for column in COLUMNS[:-1] if not row[column].strip()]:
        raise stop("sources.csv", f"Række {number} mangler {empty[0]}.", "en værdi i hver kolonne, dog ikke i note.")
    try:
        days = _whole(row["days_before_meeting"], 0, _MOST_DAYS)
        months = _whole(row["months_kept"], 1, _MOST_MONTHS)
    except ValueError:
        raise stop(
            "sources.csv",
            f"Række {number} har en frist, der ikke kan bruges.",
            f"hele tal: dage fra 0 til {_MOST_DAYS} og måneder fra 1 til {_MOST_MONTHS}.",
        ) from None
    return DataAgreement(*(row[column] for column in COLUMNS[:6]), days, months, row["note"])


def of_rows(rows: list[dict[str, str]], stop: Callable[[str, str, str], Stop]) -> tuple[DataAgreement, ...]:
    """The rows of sources.csv, each source once; `stop` makes the `Stop` of file, fault and what was expected."""
    found = tuple(_agreement(row, number, stop) for number, row in enumerate(rows, start=2))
    names = [agreement.source for agreement in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise stop("sources.csv", f"Kilden {twice[0]} står to gange.", "én række pr. kilde.")
    return found
