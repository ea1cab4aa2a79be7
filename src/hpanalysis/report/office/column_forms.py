"""How each column of the sheets looks: its width, and the form of the numbers in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from hpanalysis.published.office.columns import Head


class Kind(Enum):
    """What numbers a column has."""

    TEXT = "text"  # none
    FIGURE = "figure"  # in the indicator's unit, with its decimals
    CHANGE = "change"  # the same with its sign
    COUNT = "count"  # whole, or a sum with one decimal


@dataclass(frozen=True)
class Form:
    """A column's kind and its width in letters."""

    kind: Kind
    width: int


# Those of the printed columns are so many together that letters of 10 points are printed as 8.
FORMS: dict[Head, Form] = {
    Head.GOAL: Form(Kind.TEXT, 42),
    Head.INDICATOR: Form(Kind.TEXT, 23),
    Head.PLACE: Form(Kind.TEXT, 17),
    Head.PERIOD: Form(Kind.TEXT, 13),
    Head.UNIT: Form(Kind.TEXT, 10),
    Head.VALUE: Form(Kind.FIGURE, 12),
    Head.LOW: Form(Kind.FIGURE, 12),
    Head.HIGH: Form(Kind.FIGURE, 12),
    Head.NUMERATOR: Form(Kind.COUNT, 13),
    Head.DENOMINATOR: Form(Kind.COUNT, 13),
    Head.COMPARED_WITH: Form(Kind.TEXT, 18),
    Head.COMPARISON: Form(Kind.FIGURE, 13),
    Head.VERSUS: Form(Kind.TEXT, 14),
    Head.BASELINE: Form(Kind.FIGURE, 12),
    Head.BASELINE_FROM: Form(Kind.TEXT, 22),
    Head.CHANGE: Form(Kind.CHANGE, 12),
    Head.CHANGE_UNIT: Form(Kind.TEXT, 13),
    Head.CHANGE_LOW: Form(Kind.CHANGE, 13),
    Head.CHANGE_HIGH: Form(Kind.CHANGE, 13),
    Head.SINCE: Form(Kind.TEXT, 17),
    Head.DIRECTION: Form(Kind.TEXT, 15),
    Head.TARGET: Form(Kind.TEXT, 15),
    Head.TARGET_NOW: Form(Kind.FIGURE, 13),
    Head.MISSING: Form(Kind.FIGURE, 12),
    Head.VERDICT: Form(Kind.TEXT, 13),
    Head.REASON: Form(Kind.TEXT, 24),
    Head.KEY: Form(Kind.TEXT, 60),
}


def write_number_format(kind: Kind, value: Decimal, decimals: int) -> str:
    """The number format of a cell, in Excel's own signs; Excel shows it with the reader's comma. Called for each
    number. decimals: of the indicator."""
    if kind is Kind.COUNT:
        decimals = 0 if value == value.to_integral_value() else 1
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    plain = "0" + ("." + "0" * decimals if decimals else "")
    return f"+{number};-{number};{plain}" if kind is Kind.CHANGE else number
