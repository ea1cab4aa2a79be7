"""A filled cell of the workbook -> the text that the log's file would have, or why it is none."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from hpanalysis import danish
from hpanalysis.by_hand import values
from hpanalysis.load.formats.excel.sheet import Cell, Kind, Shown
from hpanalysis.workbooks.columns import MOST_COUNTED, Column, Form
from hpanalysis.workbooks.value_text import write_number, write_value

# What a workbook saves in a cell that is a number; a file may be made to say anything else.
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_DIGITS_OF_A_PERSON = 9

DAY_FORM = "en dato som 16-11-2026."
MOMENT_FORM = "dag og klokkeslæt som 02-03-2026 21:30."
_DAY_ZERO = datetime(1899, 12, 30)
_LEAST_DAY, _LAST_DAY = 61, 2_958_465  # 1 March 1900, before which Excel counts wrongly, and its last day
_DAYS_TO_1904 = 1462
_MINUTES_A_DAY = 1440
_CENT = Decimal("0.01")
_EXPECTED = {
    Form.DAY: DAY_FORM,
    Form.MOMENT: MOMENT_FORM,
    Form.NUMBER: "et tal, fx 412,5.",
    Form.AMOUNT: "et tal fra 0 med højst to decimaler, fx 412,5.",
    Form.COUNT: "et helt tal fra 0, fx 12.",
    Form.YEAR: "et årstal som 2026.",
    Form.TEXT: "en tekst uden personnavne.",
    Form.CHOICE: "et af ordene på cellens liste.",
    Form.TICK: "ja, eller en tom celle.",
}


class Unfit(NamedTuple):
    """Why a cell is no value of its column: two Danish sentences, without what stands in it."""

    wrong: str
    expected: str


def _read_moment_number(cell: Cell, *, from_1900: bool) -> datetime | None:
    """The moment that a day number stands for, to the minute; None where there is none. Called for cells that are shown
    as days. from_1900: as in the workbook's `Sheet`."""
    if not _NUMBER.fullmatch(cell.text):
        return None
    number = Decimal(cell.text)
    number += 0 if from_1900 else _DAYS_TO_1904
    if not _LEAST_DAY <= number < _LAST_DAY:
        return None
    return _DAY_ZERO + timedelta(minutes=int((number * _MINUTES_A_DAY).to_integral_value()))


def _find_moment(cell: Cell, *, from_1900: bool) -> datetime | None:
    """The day or moment in a cell that holds one as its program writes it; None for any other. Called for columns of
    days and moments."""
    if cell.kind is Kind.ISO_DAY:
        try:
            return datetime.fromisoformat(cell.text.removesuffix("Z")).replace(tzinfo=None)
        except ValueError:
            return None
    is_day = cell.kind is Kind.NUMBER and cell.shown is Shown.DAY
    return _read_moment_number(cell, from_1900=from_1900) if is_day else None


def _read_time(cell: Cell, form: Form, *, from_1900: bool) -> str | Unfit:
    """A day or a moment. Called for the cells of such columns."""
    expected = _EXPECTED[form]
    if cell.kind is Kind.TEXT:
        read = values.read_day if form is Form.DAY else values.read_moment
        try:
            return write_value(read(cell.text))
        except values.NotPlain as why:
            return Unfit(f"Det, der står i cellen, {why}.", expected)
    moment = _find_moment(cell, from_1900=from_1900)
    if moment is None:
        return Unfit("Det, der står i cellen, er ikke en dato.", expected)
    if form is Form.MOMENT:
        return write_value(moment)
    if moment.time() != time():
        return Unfit("Cellen har et klokkeslæt.", expected)
    return write_value(moment.date())


def _read_number(cell: Cell, form: Form) -> str | Unfit:
    """A number, as its program writes it or as a text that can be read in one way. Called for columns of numbers."""
    expected = _EXPECTED[form]
    if cell.kind is Kind.NUMBER and cell.shown is Shown.PLAIN and _NUMBER.fullmatch(cell.text):
        # Fifteen digits are what a spreadsheet keeps; the rest is noise of its arithmetic.
        number = Decimal(f"{Decimal(cell.text):.15g}")
    elif cell.kind is Kind.TEXT:
        try:
            number = values.read_number(cell.text)
        except values.NotPlain as why:
            return Unfit(f"Det, der står i cellen, {why}.", expected)
    else:
        return Unfit("Cellen er ikke et tal, men vises som noget andet.", expected)
    wrong = _find_wrong_number(number, form)
    return Unfit(wrong, expected) if wrong else write_number(number)


def _find_wrong_number(number: Decimal, form: Form) -> str:
    """What a column cannot have of a number, in Danish; "" where it can have it. Called for each number that is
    read."""
    is_whole = number == number.to_integral_value()
    if form is Form.YEAR:
        return "" if is_whole and 1900 <= number <= 2100 else "Cellen er ikke et årstal."
    if form not in (Form.AMOUNT, Form.COUNT):
        return ""
    if number < 0:
        return "Tallet er under 0."
    if number > MOST_COUNTED:
        return f"Tallet er over {danish.format_number(MOST_COUNTED)}."
    if form is Form.COUNT and not is_whole:
        return "Tallet er ikke helt."
    return "Tallet har flere end to decimaler." if number != number.quantize(_CENT) else ""


def _read_text(cell: Cell, form: Form) -> str | Unfit:
    """A text; a whole number is one too where a program has made one of it, as of a document's number. Called for
    columns of text and of choices."""
    if cell.kind is Kind.TEXT:
        return cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if cell.kind is Kind.BOOLEAN and form in (Form.CHOICE, Form.TICK):
        return "ja" if cell.text in ("1", "true") else "nej"
    # Nine or ten digits alone may be a CPR number that has lost its zero, and are the number of no document.
    is_short = cell.text.isdigit() and len(cell.text) < _DIGITS_OF_A_PERSON
    if cell.kind is Kind.NUMBER and cell.shown is Shown.PLAIN and is_short:
        return cell.text
    return Unfit("Cellen er ikke en tekst; regnearket kan have lavet den om til en dato eller et tal.", _EXPECTED[form])


def read_cell(cell: Cell, column: Column, *, from_1900: bool) -> str | Unfit:
    """The text of a filled cell, as the log's file would have it: a label as it stands, a day as 2026-11-16. Called for
    each filled cell of a row. from_1900: whether the workbook counts days from 1900."""
    if cell.kind is Kind.UNCOMPUTED:
        return Unfit("Cellen har en formel, som aldrig er regnet ud.", "en værdi og ingen formel.")
    if cell.kind is Kind.ERROR:
        return Unfit("Regnearket har en fejl i cellen, fx #REF! eller #DIV/0!.", _EXPECTED[column.form])
    if column.form in (Form.DAY, Form.MOMENT):
        return _read_time(cell, column.form, from_1900=from_1900)
    if column.form in (Form.NUMBER, Form.AMOUNT, Form.COUNT, Form.YEAR):
        return _read_number(cell, column.form)
    return _read_text(cell, column.form)
