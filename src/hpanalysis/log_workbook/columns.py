"""What a sheet of the workbook is: which entries of a log it holds, and what stands in each of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pydantic import BaseModel

from hpanalysis.log_workbook.choices import Choices


class Form(Enum):
    """What a cell of a column holds."""

    DAY = auto()
    MOMENT = auto()  # a day and a time of day
    NUMBER = auto()
    WHOLE = auto()  # a year
    COUNT = auto()  # a whole number from 0
    TEXT = auto()
    CHOICE = auto()
    TICK = auto()  # ja, or empty: a word of a list of words


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet. Declared in `sheets`, and read by all who write or read the workbook."""

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
class Sheet:
    """A sheet with a row an entry. key: the log's list of entries; a list within a meeting has `meetings` as parent,
    and its first columns name the meeting. Declared in `sheets`."""

    name: str
    about: str  # a Danish sentence or two under the title
    file: str  # of followup.FOLLOWUP and EMERGENCY; "" for the sheet that tells of both logs
    key: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]  # the keys by which an entry is the same though it has changed
    model: type[BaseModel] | None = None  # of an entry
    parent: str = ""
    spare: int = 50  # empty rows to fill

    @property
    def parent_columns(self) -> tuple[Column, ...]:
        """The columns that name the meeting; none on a sheet whose entries stand by themselves. Read by those who write
        and read rows."""
        return self.columns[:2] if self.parent else ()

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that fill the entry itself. Read by those who write and read rows."""
        return self.columns[len(self.parent_columns) :]
