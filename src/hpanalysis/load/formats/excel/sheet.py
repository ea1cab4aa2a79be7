"""A sheet of a workbook as it was saved: its filled cells, how each is shown, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from hpanalysis.load.values import normalise_text

# The first and the last cell of a merged range, each as row and column from 0.
MergedRange = tuple[tuple[int, int], tuple[int, int]]


class Kind(Enum):
    """What a filled cell holds."""

    TEXT = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    ISO_DAY = auto()  # a day or a moment written out, `2025-11-18T00:00:00`, as few programs do
    ERROR = auto()  # #DIV/0! and the like
    UNCOMPUTED = auto()  # a formula whose value nobody has computed


class Shown(Enum):
    """How Excel shows a number, by the cell's number format."""

    PLAIN = auto()
    PERCENT = auto()  # 0.644 is shown as 64 %
    DAY = auto()  # with or without a time of day
    TIME = auto()  # a time or a length of time without a day


class Cell(NamedTuple):
    """A filled cell. Made by `sheet_xml` for each; a cell that has only a format is not one."""

    kind: Kind
    text: str  # as saved: a number in English, `1` for true; "" for an error and an uncomputed formula
    shown: Shown = Shown.PLAIN


class Row(NamedTuple):
    """A row with at least one filled cell. Made by `sheet_xml`, in the order of the sheet."""

    number: int  # from 1, as Excel numbers it
    cells: dict[int, Cell]  # by column from 0; only the filled ones
    hidden: bool

    @property
    def has_value(self) -> bool:
        """Whether any cell holds more than spaces. Asked of rows while headings and tables are looked for."""
        return any(cell.kind is not Kind.TEXT or normalise_text(cell.text) for cell in self.cells.values())


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of a workbook. Made by `workbook.read_sheets`; read by `choice` and `table`, which look for the extract
    in it."""

    name: str
    number: int  # from 1, in the order of the workbook's tabs
    visible: bool
    rows: list[Row]  # those with a filled cell, from the top
    merged: list[MergedRange] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # the first and last of each run, from 0
    from_1900: bool = True  # whether day numbers count from 1900, as they do but for old workbooks from Macs

    def hides_column(self, position: int) -> bool:
        """Whether the column at a position (from 0) is hidden. Asked of each wanted column of the extract's sheet,
        because a hidden one makes the extract doubtful."""
        return any(first <= position <= last for first, last in self.hidden_columns)
