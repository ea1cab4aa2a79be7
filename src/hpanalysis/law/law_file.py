"""A CSV file of params/law, as both readers of the law open it and refuse what cannot be used in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

from hpanalysis.by_hand import csv_table
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from hpanalysis.errors import Stop

_Word = TypeVar("_Word", bound=Enum)


@dataclass(frozen=True)
class LawFile:
    """One file of params/law: its name, its columns and what it holds. One constant for each reader."""

    name: str
    columns: tuple[str, ...]
    shown_columns: int  # how many of them a message shows as an example of a heading
    content: str  # Danish, in a message that the file is missing: `statens kriterier, som de følger med programmet.`

    def refuse(self, wrong: str, expected: str, row: CsvRow | None = None, column: str | None = None) -> Stop:
        """Make the `Stop` that ends the reading, with row and column where there is one. Called by every check. wrong,
        expected: Danish."""
        place, line = f"»{self.name}« i params/law", row.line if row else None
        return csv_table.refuse(place, wrong, expected, "Ret filen, og kør igen.", line=line, column=column)

    def open(self, folder: Path) -> CsvTable:
        """Read the table, every cell still text. Called once for each file when the law is read. folder: params/law.
        `Stop` where the file is missing, cannot be opened, or lacks a column."""
        place, example = f"»{self.name}« i params/law", ";".join(self.columns[: self.shown_columns])
        try:
            table = csv_table.read(folder / self.name, place, self.columns, example)
        except FileNotFoundError:
            raise self.refuse("Filen mangler.", self.content) from None
        except OSError:
            raise self.refuse("Filen kan ikke åbnes.", "en fil, der må læses.") from None
        if missing := [column for column in self.columns if column not in table.headings]:
            raise self.refuse(f"Kolonnen {missing[0]} mangler.", f"kolonnerne {', '.join(self.columns)}.")
        return table

    def read_word(self, row: CsvRow, column: str, words: type[_Word]) -> _Word:
        """Read a cell that is one of the law's words. Called for each such cell. `Stop` for another word."""
        try:
            return words(row[column])
        except ValueError:
            expected = f"en af {', '.join(word.value for word in words)}."
            raise self.refuse("Ordet kendes ikke.", expected, row, column) from None
