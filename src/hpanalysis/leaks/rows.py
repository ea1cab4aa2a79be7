"""A row of an extract: fields between semicolons or tabs, as suppliers deliver them. What we publish has commas."""

from __future__ import annotations

import re

_LEAST_FIELDS = 4
# A field of an extract is short, and none is a declaration of a style (`fill:none`) or a sentence.
_FIELD = re.compile(r'"?[^;\t:{}<>"]{0,80}"?')
_DIGIT = re.compile(r"\d")


def _is_row(line: str) -> bool:
    """Say whether a line looks like a row of an extract: at least four short fields, two of them with a digit. Asked by
    `holds_row` for each line with a semicolon or a tab; the more frequent of the two parts the fields."""
    separator = ";" if line.count(";") >= line.count("\t") else "\t"
    fields = line.split(separator)
    if len(fields) < _LEAST_FIELDS or not all(_FIELD.fullmatch(field) for field in fields):
        return False
    # A list in a sentence has a space after each semicolon; a row has none.
    spaced = sum(field.startswith(" ") for field in fields[1:])
    return spaced * 2 < len(fields) - 1 and sum(_DIGIT.search(field) is not None for field in fields) >= 2


def holds_row(text: str) -> bool:
    """Say whether any line of a text looks like a row of an extract (fields between semicolons or tabs). One of the
    four searches made in every text that is to be published. text: normalised by `cpr.normalise_text`."""
    return any(_is_row(line.strip(" \r\n")) for line in text.splitlines() if ";" in line or "\t" in line)
