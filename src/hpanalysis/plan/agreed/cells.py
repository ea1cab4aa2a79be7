"""The cells of one row of a file of agreements, each read by its kind or refused with file, row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from hpanalysis import danish
from hpanalysis.by_hand import values
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.errors import Stop

Refuse = Callable[..., Stop]  # `csv_files.refuse`
_Value = TypeVar("_Value")
_Word = TypeVar("_Word", bound=Enum)

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_LINES = re.compile(r"L[1-9][0-9]*(?:-[1-9][0-9]*)?(?:; L[1-9][0-9]*(?:-[1-9][0-9]*)?)*")
# A member, a partner or a party is an office: what only a person has is refused, and never repeated.
_ONLY_A_PERSONS = re.compile(r"@|\d{2} ?\d{2} ?\d{2} ?\d{2}")
_MOST_HOURS = 10_000_000
# The hours of activities that belong to a delaftale as a whole have this in place of an activity.
OF_AGREEMENT = "(delaftale)"


@dataclass(frozen=True)
class Cells:
    """A row with the file it stands in. Made for each row of a file of agreements when the plan is read."""

    file: str
    row: CsvRow
    refuse: Refuse  # makes the `Stop` of file, fault and what was expected (Danish)

    def stop(self, column: str, wrong: str, expected: str) -> Stop:
        """Make the `Stop` about one cell. Called for each cell that cannot be used, and where two do not fit."""
        return self.refuse(self.file, wrong, expected, row=self.row, column=column)

    def read(self, column: str, reader: Callable[[str], _Value], expected: str) -> _Value:
        """The cell as `reader` reads it; `Stop` for what it refuses (ValueError). Called by the readers below."""
        try:
            return reader(self.row[column])
        except ValueError as error:
            why = str(error) if isinstance(error, values.NotPlain) else "kan ikke bruges"
            raise self.stop(column, f"Feltet {why}.", f"{expected}.") from None

    def text(self, column: str) -> str:
        """A text that must be there. Called for names and for what is promised."""
        if not self.row[column]:
            raise self.stop(column, "Feltet er tomt.", "en tekst.")
        return self.row[column]

    def office(self, column: str) -> str:
        """The name of an office or a partner, which must be there and holds nothing that only a person has. Called for
        who is responsible and for members."""
        text = self.text(column)
        if _ONLY_A_PERSONS.search(text):
            raise self.stop(column, "Feltet ligner en persons adresse eller nummer.", "et kontor eller en titel.")
        return text

    def key(self, column: str) -> str:
        """An id of its own: small letters, digits, - and _. Called for the ids that a file owns."""
        if not _KEY.fullmatch(self.row[column]):
            raise self.stop(column, "Nøglen kan ikke bruges.", "små bogstaver a-z, tal, - og _.")
        return self.row[column]

    def known(self, column: str, known: Collection[str], owner: str) -> str:
        """An id that another file owns. Called for agreements, activities and goals. owner: that file's name."""
        if self.row[column] not in known:
            raise self.stop(column, f"Nøglen findes ikke i {owner}.", f"en nøgle fra {owner}.")
        return self.row[column]

    def word(self, column: str, words: type[_Word]) -> _Word:
        """A member of a closed vocabulary by its value. Called for kinds and calendars."""
        expected = f"en af {', '.join(word.value for word in words)}"
        return self.read(column, words, expected)

    def yes_no(self, column: str) -> bool:
        """`ja` or `nej`. Called for whether something is printed in the plan."""
        word = self.row[column].casefold()
        if word not in ("ja", "nej"):
            raise self.stop(column, "Ordet kendes ikke.", "ja eller nej.")
        return word == "ja"

    def whole(self, column: str, least: int, most: int) -> int | None:
        """A whole number between two; None where the cell is empty. Called for ages, weeks and counts."""
        if not self.row[column]:
            return None
        number = self.read(column, values.read_whole, f"et helt tal fra {least} til {most}, eller et tomt felt")
        if not least <= number <= most:
            raise self.stop(column, "Tallet kan ikke passe.", f"et helt tal fra {least} til {most}.")
        return number

    def hours(self, column: str) -> Decimal | None:
        """Hours over 0 with two decimals at most; None where the cell is empty. Called for hours a year and a week."""

        def read_hours(text: str) -> Decimal:
            """The number in a cell of hours. `NotPlain` for what is none. Called once for each such cell."""
            hours = values.read_number(text)
            if not 0 < hours < _MOST_HOURS or danish.count_decimals(hours) > 2:
                raise values.NotPlain("er ikke et tal over 0 med højst to decimaler")
            return hours

        if not self.row[column]:
            return None
        return self.read(column, read_hours, f"{values.NUMBER_FORMS}, eller et tomt felt")

    def day(self, column: str) -> date | None:
        """A day; None where the cell is empty. Called for milestones."""
        return self.read(column, values.read_day, values.DAY_FORMS) if self.row[column] else None

    def words(self, column: str) -> tuple[str, ...]:
        """The texts of a cell that are parted by `;`; none where it is empty. Called for partners and places."""
        return tuple(part.strip() for part in self.row[column].split(";") if part.strip())

    def lines(self, column: str = "plan_lines", *, needed: bool = True) -> str:
        """Where the plan prints it, such as `L1248-1249; L1402`. Called for every row. needed: False for a row that the
        secretariat may have added itself."""
        text = self.row[column]
        if (needed or text) and not _LINES.fullmatch(text):
            raise self.stop(
                column, "Stedet i planens tekst kan ikke læses.", "linjer som L1248 eller L1248-1249; L1402."
            )
        return text
