"""What a sheet to fill in is: its name and its columns, and what stands in the cells of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from hpanalysis.workbooks.choices import Choices

MOST_COUNTED = 1_000_000  # the most that a promise may be of, and so the most that anybody can report


class Form(Enum):
    """What a cell of a column holds."""

    DAY = auto()
    MOMENT = auto()  # a day and a time of day
    NUMBER = auto()  # over 0
    AMOUNT = auto()  # 0 or more, with two decimals at most
    COUNT = auto()  # a whole number, 0 or more
    YEAR = auto()
    TEXT = auto()
    CHOICE = auto()
    TICK = auto()  # ja, or empty: a word of a list of words


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet. Declared where its sheet is, and read by all who write or read the workbook."""

    head: str
    help: str  # a Danish sentence on what to write; at most 255 signs, as a cell's message has
    form: Form
    keys: tuple[str, ...]  # of the log's entry; a choice may fill two
    required: bool = False
    width: int = 14  # letters
    choices: Choices | None = None
    suggested: tuple[str, ...] = ()  # for a text: names that the list offers, though others may be right
    word: str = ""  # of a TICK: the word that a `ja` adds to the list
    is_locked: bool = False  # filled in already, and not to be changed


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet with one table, a row an entry."""

    name: str
    about: str  # a Danish sentence or two under the title
    columns: tuple[Column, ...]
    spare: int = 50  # empty rows to fill
