"""Writes the workbook: a cover, a sheet for each kind of entry, and the lists that cells choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hpanalysis.followup import EMERGENCY
from hpanalysis.log_workbook import cover
from hpanalysis.log_workbook.columns import Column, Form, Sheet
from hpanalysis.log_workbook.opening import COVER
from hpanalysis.log_workbook.plain import Plain
from hpanalysis.log_workbook.rows import Content, list_rows
from hpanalysis.log_workbook.sheet_rows import END, name_column
from hpanalysis.log_workbook.sheets.order import list_sheets
from hpanalysis.plan import Plan

LISTS = "Lister"
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_DARK, _GREY, _PALE, _LINE, _BLUE = "#1F2A33", "#55606A", "#E8EDF2", "#CBD3DA", "#1B4F8A"
_BORDER = {"border": 1, "border_color": _LINE}
_NUMBER_FORMATS = {
    Form.DAY: "dd-mm-yyyy",
    Form.MOMENT: "dd-mm-yyyy hh:mm",
    Form.NUMBER: "0.##",
    Form.WHOLE: "0",
    Form.COUNT: "0",
}
_TEXT_FORMAT = "@"  # so that no program makes a day of a document's number
_TITLE, _ABOUT, _HELP, _HEADS = 0, 1, 2, 3  # rows, from 0
_LETTERS_A_LINE = 1.1  # letters that go into a digit's width
_LINE_HEIGHT = 13.0
_A4 = 9
_MAY = {"select_locked_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
_WORD_WIDTH, _TEXT_WIDTH, _LIST_WIDTH = 24, 100, 44
_MOST_TITLE = 32  # signs of a cell's message's title in Excel


class _Styles:
    """The formats of the workbook. Made once, because a program keeps them by the workbook."""

    def __init__(self, book: Any) -> None:
        """Add the formats. Called before the first sheet."""
        self._book = book
        self.title = self._add(bold=True, font_size=15, font_color=_DARK)
        self.about = self._add(font_color=_DARK)
        self.warning = self._add(bold=True, font_color=_DARK)
        self.help = self._add(italic=True, font_color=_GREY, text_wrap=True, indent=1)
        self.head = self._add(bold=True, bg_color=_PALE, text_wrap=True, align="left", indent=1, **_BORDER)
        self.word = self._add(bold=True, text_wrap=True)
        self.text = self._add(text_wrap=True)
        self.link = self._add(font_color=_BLUE, underline=1)
        self.end = self._add(italic=True, font_color=_GREY, bg_color=_PALE)
        self.cells = {form: self._add_cell(form) for form in Form}
        self.locked = self._add(bg_color=_PALE, align="left", indent=1, **_BORDER)

    def _add(self, **properties: Any) -> Any:
        """A format of the workbook's letters. Called for each."""
        return self._book.add_format(_FONT | properties)

    def _add_cell(self, form: Form) -> Any:
        """The format of cells to fill in, which are not locked. Called for each form."""
        number = _NUMBER_FORMATS.get(form, _TEXT_FORMAT)
        is_text = form in (Form.TEXT, Form.CHOICE)
        return self._add(num_format=number, locked=False, text_wrap=is_text, align="left", indent=1, **_BORDER)


def _count_lines(text: str, width: int) -> int:
    """How many lines a text fills in a column, about. Called for the heights of rows."""
    return max(1, -(-len(text) // max(1, int(width * _LETTERS_A_LINE) - 2)))


def _write_content(sheet: Any, row: int, position: int, content: Content, form: Any) -> None:
    """Write a cell; a text is written as one, whatever it begins with, so that no text becomes a formula. Called for
    each cell of a filled row."""
    if content is None:
        sheet.write_blank(row, position, None, form)
    elif isinstance(content, str):
        sheet.write_string(row, position, content, form)
    elif isinstance(content, date):  # a moment is one too
        sheet.write_datetime(row, position, content, form)
    else:
        sheet.write_number(row, position, float(content) if isinstance(content, Decimal) else content, form)


class _Lists:
    """The sheet of lists. Made once; each list is written when a column first needs it."""

    def __init__(self, sheet: Any, styles: _Styles) -> None:
        """Begin without lists. Called when the sheet has been added."""
        self._sheet, self._styles = sheet, styles
        self._places: dict[tuple[str, ...], str] = {}

    def place(self, name: str, labels: tuple[str, ...]) -> str:
        """The range of a list, as a validation names it. Called for each column that has one; two columns with the same
        labels share a list."""
        if labels not in self._places:
            position = len(self._places)
            self._sheet.write_string(0, position, name, self._styles.head)
            self._sheet.set_column(position, position, _LIST_WIDTH)
            for row, label in enumerate(labels, start=1):
                self._sheet.write_string(row, position, label, self._styles.text)
            letters = name_column(position)
            self._places[labels] = f"='{LISTS}'!${letters}$2:${letters}${len(labels) + 1}"
        return self._places[labels]


def _describe_rule(column: Column, lists: _Lists, plan: Plan) -> dict[str, Any]:
    """What a cell takes, and what it says when one stands in it and when something else is written. Called for each
    column that may be filled in."""
    rule: dict[str, Any] = {"validate": "any", "input_title": column.head[:_MOST_TITLE], "input_message": column.help}
    if column.choices is not None:
        rule |= {"validate": "list", "source": lists.place(column.choices.name, column.choices.listed)}
        rule["error_message"] = "Vælg et af ordene på listen."
    elif column.suggested:
        rule |= {"validate": "list", "source": lists.place(column.head, column.suggested)}
        rule |= {"error_type": "information", "error_message": "Navnet er ikke på listen. Skal det stå her?"}
    elif column.form in (Form.DAY, Form.MOMENT):
        rule |= {"validate": "date", "criteria": ">=", "value": plan.settings.start}
        rule["error_message"] = f"Skriv en dato fra {plan.settings.start:%d-%m-%Y} eller senere."
    elif column.form is Form.NUMBER:
        rule |= {"validate": "decimal", "criteria": ">", "value": 0, "error_message": "Skriv et tal over 0."}
    elif column.form is Form.WHOLE:
        rule |= {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100}
        rule["error_message"] = "Skriv et årstal, fx 2026."
    elif column.form is Form.COUNT:
        rule |= {"validate": "integer", "criteria": ">=", "value": 0, "error_message": "Skriv et helt tal fra 0."}
    return rule | {"error_title": column.head[:_MOST_TITLE]}


def _write_heads(sheet: Any, declared: Sheet, styles: _Styles, *, made_up: bool) -> None:
    """The title, help and heads of a sheet. Called for each sheet of entries."""
    sheet.write_string(_TITLE, 0, declared.name, styles.title)
    sheet.set_row(_TITLE, 24)
    sheet.write_string(
        _ABOUT, 0, f"{cover.MADE_UP} " * made_up + declared.about, styles.warning if made_up else styles.about
    )
    lines = max(_count_lines(_explain(column), column.width) for column in declared.columns)
    sheet.set_row(_HELP, lines * _LINE_HEIGHT + 4)
    for position, column in enumerate(declared.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(_HELP, position, _explain(column), styles.help)
        sheet.write_string(_HEADS, position, column.head, styles.head)
    longest = max(_count_lines(column.head, column.width) for column in declared.columns)
    sheet.set_row(_HEADS, longest * _LINE_HEIGHT + 4)


def _explain(column: Column) -> str:
    """A column's help, as it stands over its head. Called for each column."""
    return f"{column.help} Skal udfyldes." if column.required else column.help


def _write_sheet(
    sheet: Any, declared: Sheet, rows: Sequence[Sequence[Content]], styles: _Styles, lists: _Lists, plan: Plan,
    *, made_up: bool,
) -> None:  # fmt: skip
    """A sheet of entries: the filled rows, empty ones to fill, and the line that ends the table. Called for each. rows:
    as `list_rows` gives them. made_up: whether the sheet says that its entries are."""
    _write_heads(sheet, declared, styles, made_up=made_up)
    first, last = _HEADS + 1, _HEADS + len(rows) + declared.spare
    for number in range(first, last + 1):
        row = rows[number - first] if number - first < len(rows) else [None] * len(declared.columns)
        for position, (column, content) in enumerate(zip(declared.columns, row, strict=True)):
            form = styles.locked if column.is_locked else styles.cells[column.form]
            _write_content(sheet, number, position, content, form)
        lines = [
            _count_lines(content, column.width)
            for column, content in zip(declared.columns, row, strict=True)
            if isinstance(content, str)
        ]
        if max(lines, default=1) > 1:
            sheet.set_row(number, max(lines) * _LINE_HEIGHT + 4)
    for position, column in enumerate(declared.columns):
        if not column.is_locked:
            sheet.data_validation(first, position, last, position, _describe_rule(column, lists, plan))
    for position in range(len(declared.columns)):
        sheet.write_string(last + 1, position, END if position == 0 else "", styles.end)
    sheet.freeze_panes(_HEADS + 1, len(declared.parent_columns) or 1)
    sheet.autofilter(_HEADS, 0, last, len(declared.columns) - 1)
    _set_page(sheet)
    sheet.repeat_rows(_HEADS)


def _set_page(sheet: Any) -> None:
    """How a sheet is printed, and that its heads are locked, without a password. Called for each sheet."""
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RSide &P af &N")
    sheet.protect("", _MAY)


def _write_cover(
    sheet: Any, sheets: Sequence[Sheet], styles: _Styles, plan: Plan, *, with_emergency: bool, made_up: bool
) -> None:
    """The cover: what the workbook is, then its sheets with links. Called once."""
    sheet.set_column(0, 0, _WORD_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.write_string(0, 0, cover.make_title(plan), styles.title)
    sheet.set_row(0, 24)
    row = 2
    for word, text in cover.list_lines(plan, with_emergency=with_emergency, made_up=made_up):
        sheet.write_string(row, 0, word, styles.word)
        sheet.write_string(row, 1, text, styles.warning if word == "Opdigtet" else styles.text)
        sheet.set_row(row, _count_lines(text, _TEXT_WIDTH) * _LINE_HEIGHT + 6)
        row += 1
    sheet.write_string(row + 1, 0, "Ark", styles.word)
    for number, declared in enumerate(sheets, start=row + 2):
        sheet.write_url(number, 0, f"internal:'{declared.name}'!A1", styles.link, declared.name)
        sheet.write_string(number, 1, declared.about, styles.text)
    _set_page(sheet)
    sheet.activate()


def make_workbook(plan: Plan, logs: Mapping[str, Plain | None], *, made_up: bool) -> bytes:
    """The bytes of the workbook; the same logs give the same bytes. Called by `hpanalysis log`. logs: the plain form of
    each log that is to be with it, by file; None for one that is not there yet. made_up: whether the project's data or
    logs are."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": cover.make_title(plan),
            "subject": plan.settings.name,
            "author": plan.settings.publisher,
            # The clock would make each workbook another.
            "created": datetime.combine(plan.settings.start, datetime.min.time()),
        }
    )
    styles = _Styles(book)
    with_emergency = EMERGENCY in logs
    declared = list_sheets(plan, with_emergency=with_emergency)
    front = book.add_worksheet(COVER)
    added = [book.add_worksheet(sheet.name) for sheet in declared]
    listed = book.add_worksheet(LISTS)
    lists = _Lists(listed, styles)
    _write_cover(front, declared, styles, plan, with_emergency=with_emergency, made_up=made_up)
    for sheet, one in zip(added, declared, strict=True):
        _write_sheet(sheet, one, list_rows(one, logs), styles, lists, plan, made_up=made_up)
    _set_page(listed)
    listed.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
