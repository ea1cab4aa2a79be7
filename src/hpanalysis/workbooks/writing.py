"""Writes the sheets of a workbook to fill in: its cover, and its tables with help, heads, open cells and an end."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from hpanalysis.plan import Settings
from hpanalysis.workbooks.columns import Column, Table
from hpanalysis.workbooks.opening import COVER
from hpanalysis.workbooks.rules import LISTS, Lists, describe_rule
from hpanalysis.workbooks.sheet_rows import END
from hpanalysis.workbooks.styles import LINE_HEIGHT, Styles, count_lines

MADE_UP = "Opdigtet"  # the word on the cover beside what is said of a workbook of made-up data
_TITLE, _ABOUT, _HELP, _HEADS = 0, 1, 2, 3  # rows, from 0
FIRST_ROW = _HEADS + 1
_A4 = 9
_MAY = {"select_locked_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
_WORD_WIDTH, _TEXT_WIDTH = 24, 100


class Closed(Enum):
    """A cell of a column to fill in that is not asked for in its row: empty, and locked."""

    CELL = auto()


Content = str | int | date | datetime | Decimal | Closed | None  # of a cell; None for an empty one to fill in


def _write_content(sheet: Any, row: int, position: int, content: Content, form: Any) -> None:
    """Write a cell; a text is written as one, whatever it begins with, so that no text becomes a formula. Called for
    each cell of a filled row."""
    if content is None or content is Closed.CELL:
        sheet.write_blank(row, position, None, form)
    elif isinstance(content, str):
        sheet.write_string(row, position, content, form)
    elif isinstance(content, date):  # a moment is one too
        sheet.write_datetime(row, position, content, form)
    else:
        sheet.write_number(row, position, float(content) if isinstance(content, Decimal) else content, form)


def _write_heads(sheet: Any, declared: Table, styles: Styles, made_up: str) -> None:
    """The title, help and heads of a sheet. Called for each sheet of entries."""
    sheet.write_string(_TITLE, 0, declared.name, styles.title)
    sheet.set_row(_TITLE, 24)
    about = f"{made_up} {declared.about}".strip()
    sheet.write_string(_ABOUT, 0, about, styles.warning if made_up else styles.about)
    lines = max(count_lines(_explain(column), column.width) for column in declared.columns)
    sheet.set_row(_HELP, lines * LINE_HEIGHT + 4)
    for position, column in enumerate(declared.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(_HELP, position, _explain(column), styles.help)
        sheet.write_string(_HEADS, position, column.head, styles.head)
    longest = max(count_lines(column.head, column.width) for column in declared.columns)
    sheet.set_row(_HEADS, longest * LINE_HEIGHT + 4)


def _explain(column: Column) -> str:
    """A column's help, as it stands over its head. Called for each column."""
    return f"{column.help} Skal udfyldes." if column.required else column.help


def _write_row(sheet: Any, number: int, columns: Sequence[Column], row: Sequence[Content], styles: Styles) -> None:
    """A row of a table, as high as its longest text. Called for each row, the empty ones too. number: from 0."""
    heights = [1]
    for position, (column, content) in enumerate(zip(columns, row, strict=True)):
        is_locked = column.is_locked or content is Closed.CELL
        form = (styles.locked if is_locked else styles.cells)[column.form]
        _write_content(sheet, number, position, content, form)
        if isinstance(content, str):
            heights.append(count_lines(content, column.width))
    if max(heights) > 1:
        sheet.set_row(number, max(heights) * LINE_HEIGHT + 4)


def _set_page(sheet: Any) -> None:
    """How a sheet is printed, and that its heads are locked, without a password. Called for each sheet."""
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RSide &P af &N")
    sheet.protect("", _MAY)


class Book:
    """A workbook that is written: its cover first, then its tables, then the lists they choose from."""

    def __init__(self, title: str, settings: Settings, names: Sequence[str]) -> None:
        """Begin a workbook. title: of the cover and of the file's own record. names: of the tables' sheets."""
        import xlsxwriter

        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties(
            {
                "title": title,
                "subject": settings.name,
                "author": settings.publisher,
                # The clock would make each workbook another.
                "created": datetime.combine(settings.start, datetime.min.time()),
            }
        )
        self._title, self._first_day = title, settings.start
        self._styles = Styles(self._book)
        self._cover = self._book.add_worksheet(COVER)
        self._sheets = {name: self._book.add_worksheet(name) for name in names}
        self._listed = self._book.add_worksheet(LISTS)
        self._lists = Lists(self._listed, self._styles)

    def write_cover(self, lines: Iterable[tuple[str, str]], tables: Iterable[Table]) -> None:
        """The cover: what the workbook is, then its sheets with links. Called once. lines: each a word and its text."""
        sheet, styles = self._cover, self._styles
        sheet.set_column(0, 0, _WORD_WIDTH)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        sheet.write_string(0, 0, self._title, styles.title)
        sheet.set_row(0, 24)
        row = 2
        for word, text in lines:
            sheet.write_string(row, 0, word, styles.word)
            sheet.write_string(row, 1, text, styles.warning if word == MADE_UP else styles.text)
            sheet.set_row(row, count_lines(text, _TEXT_WIDTH) * LINE_HEIGHT + 6)
            row += 1
        sheet.write_string(row + 1, 0, "Ark", styles.word)
        for number, declared in enumerate(tables, start=row + 2):
            sheet.write_url(number, 0, f"internal:'{declared.name}'!A1", styles.link, declared.name)
            sheet.write_string(number, 1, declared.about, styles.text)
        _set_page(sheet)
        sheet.activate()

    def write_table(self, declared: Table, rows: Sequence[Sequence[Content]], *, made_up: str, frozen: int = 1) -> None:
        """A sheet with a table: the filled rows, empty ones to fill, and the line that ends it. Called for each. rows:
        a cell a column. made_up: what the sheet says where its data are; "" where they are not. frozen: how many
        columns stand still."""
        sheet, columns = self._sheets[declared.name], declared.columns
        _write_heads(sheet, declared, self._styles, made_up)
        empty = [[None] * len(columns)] * declared.spare
        last = _HEADS + len(rows) + declared.spare
        for number, row in enumerate([*rows, *empty], start=FIRST_ROW):
            _write_row(sheet, number, columns, row, self._styles)
        for position, column in enumerate(columns):
            if not column.is_locked:
                rule = describe_rule(column, self._lists, self._first_day)
                sheet.data_validation(FIRST_ROW, position, last, position, rule)
        for position in range(len(columns)):
            sheet.write_string(last + 1, position, END if position == 0 else "", self._styles.end)
        sheet.freeze_panes(FIRST_ROW, frozen)
        sheet.autofilter(_HEADS, 0, last, len(columns) - 1)
        _set_page(sheet)
        sheet.repeat_rows(_HEADS)

    def finish(self) -> bytes:
        """The workbook's bytes; the same content gives the same. Called once, when all sheets are written."""
        _set_page(self._listed)
        self._listed.freeze_panes(1, 0)
        self._book.close()
        return self._buffer.getvalue()
