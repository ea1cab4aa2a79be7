"""The faults that may be silent, each kind with the reason why nobody could see it in the extract.

A kind of the first list changes one row, and the row is then as possible as the right one. A kind of the second may be
silent only where it touches few rows: so many that persons who moved, or cases that were not, may be as many. The third
names columns whose values may be spread over other rows. What is silent beyond this is a fault of the program.
"""

from __future__ import annotations

from collections import Counter

from planted.extract_table import Table

ONE_ROW = {
    "two rows' values swapped": "both values are possible, and every sum and share is as before",
    "a row dropped": "one person, case or month fewer is what a removal looks like; no supplier says how many rows",
    "a row shifted": "the last cell is moved out of the row: an empty one is possible there",
    "a decimal moved": "the number is within what a row may hold",
    "a first digit lost": "the number is within what a row may hold",
    "a number typed wrong": "one or two more or fewer is within what a row may hold",
    "a year wrong in a row": "the other year is one that the row may have",
    "day and month swapped in a row": "the other day is one that the row may have",
    "a row's place wrong": "the house or department exists, in another area; postcodes and towns are never read",
    "a code wrong in a row": "the other code is one that the person may have",
    "a cell emptied": "the cell may be empty: nothing has happened yet",
    "a CPR number typed wrong": "the number is another person's, who may be there for that month alone",
}
FEW_ROWS = {
    "a place renamed": "a street or department of few persons or cases, given the name of one that is known",
    "rows filtered away": "a value that few have may be one that nobody has this time",
    "the end cut off": "so few rows fewer may be persons who moved or cases that were not",
    "a period missing": "a month of few cases may be one of none",
    "a period called as another": "a day of few cases, given another that is possible",
    "half a column emptied": "of so few cases none may have ended",
    "day and month swapped in all rows": "of so few rows the other days are possible",
    "numbers rounded": "the delivery before was of round numbers too",
    "a column moved down a row": "of so few rows, or of rows that are their neighbours' like, each value is possible",
    "a column sorted alone": "of so few rows each value is possible",
    "a code called as another": "a code that few have may be one that nobody has this time",
    "a year wrong in all rows": "of one new year, given one that is possible and was not told of before",
    "two codes swapped": "codes that few have may be as many the other way",
    "a unit changed": "of so few and so small numbers each is possible",
    "a column emptied": "of so few cases none may have ended",
    "the delivery before, a row less": "so few rows are not known from others",
}
# Kinds that change each row of a column and leave it as possible as it was: the column, and why.
WHOLE_COLUMN = {
    ("a column sorted alone", "adresse"): "each area has as many as before, and a file may be in order of addresses",
    ("a column moved down a row", "adresse"): "each area has as many as before; who lives where stands nowhere else",
    (
        "a column moved down a row",
        "fravaersdage",
    ): "each has the neighbour's days, month after month, and sums are kept",
    (
        "a column moved down a row",
        "skoledage",
    ): "each has the neighbour's school days, which are as many or nearly, and sums are kept",
    (
        "a column moved down a row",
        "afgangsaar",
    ): "each has the neighbour's year, and sums are kept; a person's year is not compared with the delivery before",
    ("a column moved down a row", "ydelse"): "each has the neighbour's benefit, month after month, and sums are kept",
    ("a column moved down a row", "resultat"): "each has the neighbour's result, and sums are kept",
    ("a column moved down a row", "tilmeldt"): "each has the neighbour's day, and sums are kept",
    ("a column sorted alone", "tilmeldt"): "each has another's day, and sums are kept; some are in order of it",
    **{
        ("two codes swapped", f"resultat: {one}, {other}"): "as many have the one as the other, so no share leaps"
        for one, other in (
            ("Fokuseret indsats", "Særlig indsats"),
            ("Særlig indsats", "Fokuseret indsats"),
        )
    },
}

# So many rows, or so small a share of them, are few.
MOST_FEW, MOST_SHARE = 15, 0.05


def count_touched(sound: Table, faulty: Table) -> int:
    """How many rows the fault changed, took away or added."""
    before, now = (Counter(map(tuple, table.rows)) for table in (sound, faulty))
    return max(sum((before - now).values()), sum((now - before).values()))


def find_reason(kind: str, what: str, sound: Table, faulty: Table) -> str | None:
    """Why this fault may be silent; None where it may not. what: what the kind says that it did."""
    if kind in ONE_ROW:
        return ONE_ROW[kind]
    if (kind, what) in WHOLE_COLUMN:
        return WHOLE_COLUMN[kind, what]
    touched = count_touched(sound, faulty)
    return FEW_ROWS.get(kind) if touched <= max(MOST_FEW, MOST_SHARE * len(sound.rows) + 1) else None
