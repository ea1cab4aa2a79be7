"""A value as the files that people keep write it, and so what a filled cell is read as."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal


def write_number(number: Decimal) -> str:
    """A number in its shortest form: `412.5` for 412.50, `100` for 1E+2. Called for hours, in logs and in cells."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_value(value: object) -> str:
    """A value as the files write it: days year-month-day, moments with hours and minutes. Called for each value of a
    log, and for those in the workbook's cells."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return write_number(value) if isinstance(value, Decimal) else str(value)
