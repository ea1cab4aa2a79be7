"""choices.csv: what the plan leaves open of a figure and was chosen here, and who has confirmed it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "choices.csv"
COLUMNS = ("choice_id", "indicators", "choice_da", "confirm_by_da", "confirmed_by_da", "confirmed_on", "note_da")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A row of choices.csv. Read with the plan; told on the definition pages of its indicators until and after it is
    confirmed, because a reader must know what the plan says and what was chosen. Texts are Danish."""

    choice_id: str
    indicators: tuple[str, ...]
    what_da: str  # a sentence on what is counted
    confirm_by_da: str  # the office that is to confirm it
    confirmed_by_da: str  # the office that has; empty until then
    confirmed_on: date | None  # the day it did; None until then
    note_da: str  # what the plan itself says; may be empty


def _parse_choice(cells: Cells, adopted: Collection[str]) -> Choice:
    """A row as a choice; `Stop` for a cell that cannot be used or does not fit another. Called for each row."""
    row, day = cells.row, cells.day("confirmed_on")
    indicators = tuple(row["indicators"].split())
    if not indicators or (unknown := set(indicators) - set(adopted)):
        wrong = f"{sorted(unknown)[0]} findes ikke i adoption.csv." if indicators else "Feltet er tomt."
        raise cells.stop("indicators", wrong, "nøgler fra adoption.csv, adskilt af mellemrum.")
    if bool(row["confirmed_by_da"]) != (day is not None):
        empty = "confirmed_by_da" if day is not None else "confirmed_on"
        raise cells.stop(
            empty, "Feltet er tomt.", "både hvem der har bekræftet valget, og hvornår; eller ingen af dem."
        )
    return Choice(
        choice_id=cells.key("choice_id"),
        indicators=indicators,
        what_da=cells.text("choice_da"),
        confirm_by_da=cells.office("confirm_by_da"),
        confirmed_by_da="" if day is None else cells.office("confirmed_by_da"),
        confirmed_on=day,
        note_da=row["note_da"],
    )


def parse_choices(rows: Iterable[CsvRow], adopted: Collection[str], refuse: Refuse) -> tuple[Choice, ...]:
    """The rows of choices.csv in their order; `Stop` where one cannot be used. Called once when the plan is read; a
    plan without the file has none. adopted: the keys of the plan's indicators."""
    return tuple(_parse_choice(Cells(FILE, row, refuse), adopted) for row in rows)
