"""The forms in which a column's cells are read, in Danish with examples, and the form in which they came.

For messages: whoever has to ask for a new extract must be able to say what is read and what came instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from hpanalysis import danish
from hpanalysis.definitions.model import Column, Personal, Type

# What each type of cell is read from; a test reads every example.
EXAMPLES = {
    Type.DATE: ("31-12-2025", "2025-12-31", "31. december 2025"),
    Type.MONTH: ("2025-12", "12-2025", "december 2025"),
    Type.YEAR: ("2025",),
    Type.INTEGER: ("1204",),
    Type.DECIMAL: ("50,9", "51"),
}
_WORDS = {
    Type.DATE: "skrevet som",
    Type.MONTH: "skrevet som",
    Type.YEAR: "skrevet med fire cifre, fx",
    Type.INTEGER: "skrevet med cifre alene, fx",
    Type.DECIMAL: "skrevet med komma før decimalerne, fx",
}
_CPR = "skrevet som seks cifre, bindestreg og fire cifre eller som ti cifre"
# A text with letters, or a longer one, might tell something of a person though its digits are left out.
_SHAPE = re.compile(r"[# ./:,+-]{1,25}")


def describe_expected(column: Column) -> str:
    """What belongs in the cells of a column and how it is written, in Danish with examples. Called for the message on
    cells that cannot be read."""
    if column.personal is Personal.CPR:
        return f"{column.expected}, {_CPR}"
    if column.type is Type.CODE and not all(label in column.expected for label in column.codes):
        return f"{column.expected}: {danish.join_words((f'»{label}«' for label in column.codes), 'eller')}"
    if column.type not in EXAMPLES:
        return column.expected
    examples = (*EXAMPLES[column.type], *(("1.204",) if column.thousands_point else ()))
    return f"{column.expected}, {_WORDS[column.type]} {danish.join_words(examples, 'eller')}"


def describe_shape(texts: Iterable[str]) -> str:
    """The form in which most of the texts are written, with `#` for each digit, as `##/##/####`; "" without texts, and
    for a form with letters, without a digit or over 25 signs long. Called for the message on a column of which most
    cannot be read, with its different unreadable texts. No digit and no letter of a cell is shown."""
    shapes = Counter(re.sub(r"\d", "#", text) for text in texts)
    shape = shapes.most_common(1)[0][0] if shapes else ""
    return shape if _SHAPE.fullmatch(shape) and "#" in shape else ""
