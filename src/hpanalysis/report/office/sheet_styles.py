"""The looks of the sheets: letters, colours, tables and printed feet, the same on all of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from hpanalysis import danish
from hpanalysis.report.release import Release

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_DARK, _GREY, _BLUE, _PALE, _LINE = "#1F2A33", "#55606A", "#1B4F8A", "#E8EDF2", "#CBD3DA"
_CELL = {"bottom": 1, "bottom_color": _LINE}
# A table whose rows are parted by light lines: Excel's own, so that it follows when rows are filtered.
_TABLE_STYLE = "Table Style Light 1"
_LINE_HEIGHT, _MARGIN = 13.0, 4.0  # points, for letters of 10 points
TITLE_HEIGHT = 24.0
# A column's width is told in digits, and letters are narrower than those.
_LETTERS_A_DIGIT = 1.1


def find_height(texts: Iterable[tuple[str, int]]) -> float:
    """The height of a row whose texts are broken into lines, in points. Called for each row, because not every program
    works it out by itself. texts: each with its column's width in letters."""
    lines = max((_count_lines(text, width) for text, width in texts), default=1)
    return lines * _LINE_HEIGHT + _MARGIN


def _count_lines(text: str, width: int) -> int:
    """In how many lines a text stands in a column. Called for each text. A word longer than the column goes on in the
    next line."""
    lines, left, room = 1, 0, max(int((width - 2) * _LETTERS_A_DIGIT), 1)
    for word in text.split():
        if left and left + 1 + len(word) <= room:
            left += 1 + len(word)
            continue
        lines += (1 if left else 0) + math.ceil(len(word) / room) - 1
        left = len(word) % room or room
    return lines


class Styles:
    """The formats of one workbook. Made once for it, because Excel keeps them by the workbook."""

    def __init__(self, book: Workbook) -> None:
        """Add the formats that every sheet has. Called before the first sheet."""
        self._book = book
        self.title = self._add(bold=True, font_size=15, font_color=_DARK)
        self.warning = self._add(font_color=_DARK, bold=True)
        self.empty = self._add()
        self.text = self._add(text_wrap=True, align="left", indent=1, **_CELL)
        self.head = self._add(
            bold=True, text_wrap=True, bg_color=_PALE, bottom=1, align="left", indent=1, valign="vcenter"
        )
        self.head_of_numbers = self._add(
            bold=True, text_wrap=True, bg_color=_PALE, bottom=1, align="right", valign="vcenter"
        )
        self.link = self._add(font_color=_BLUE, underline=1, text_wrap=True, align="left", indent=1, **_CELL)
        # A word in a column of numbers stands where the number would, in grey, so that the numbers stand out.
        self.word = self._add(font_color=_GREY, italic=True, align="right", text_wrap=True, **_CELL)
        self.find_number = cache(self._add_number)

    def _add(self, **properties: Any) -> Format:
        """A format of the workbook's own letters with these properties. Called for each format."""
        return self._book.add_format(_FONT | properties)

    def _add_number(self, number_format: str) -> Format:
        """The format of numbers of one form. Called once for each form, by `find_number`."""
        return self._add(num_format=number_format, align="right", **_CELL)

    def describe_table(self, name: str, heads: Iterable[str], of_numbers: Collection[str] = ()) -> dict[str, Any]:
        """What XlsxWriter is told of a table: its name, heads and looks. Called for each table. of_numbers: the heads
        that stand over numbers."""
        formats = {head: self.head_of_numbers for head in of_numbers}
        columns = [{"header": head, "header_format": formats.get(head, self.head)} for head in heads]
        return {"name": name, "columns": columns, "style": _TABLE_STYLE, "banded_rows": False}

    def write_footer(self, release: Release) -> str:
        """The foot of each printed page: file, sheet, half-year, page of how many. Called for each sheet."""
        return f"&L{danish.format_half_year(release.half_year, space=' ')}, &A&RSide &P af &N"
