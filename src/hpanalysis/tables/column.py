"""How a table that goes from room to room is declared: its columns, and what is derived from them.

A column is declared once. From the declaration come the names that the rooms use, the dtypes of the frame, the text of
the CSV file, the schema in datapackage.json, and what a page may read of a hidden figure. The auditor and `verify` keep
declarations of their own on purpose, because a check that shares its source with what it checks finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

# A closed vocabulary: an Enum, whose values are the words.
Vocabulary: TypeAlias = type[Enum]


class Type(Enum):
    """What a column of a table holds, from which its dtype, its text in the CSV file and its schema follow."""

    TEXT = "text"
    NUMBER = "number"
    EXACT = "exact number"  # a Decimal, because marks with decimals are summed
    WHOLE = "whole number"
    DAY = "day"
    YES_NO = "yes or no"


# The pandas dtype of each type. Texts, days and exact numbers are Python objects, because each may be missing.
_DTYPES = {Type.NUMBER: "Float64", Type.WHOLE: "Int64", Type.YES_NO: "boolean"}
# The type of a field in Frictionless Table Schema, version 1.
_SCHEMA_TYPES = {
    Type.TEXT: "string",
    Type.NUMBER: "number",
    Type.EXACT: "number",
    Type.WHOLE: "integer",
    Type.DAY: "date",
    Type.YES_NO: "boolean",
}


class Decimals(Enum):
    """How the CSV file of a published table writes the numbers of a column."""

    AS_FIGURE = "as many decimals as the definition prints the figure with"
    ONE_MORE = "one decimal more than the figure is printed with"
    SIX_DIGITS = "six significant digits"
    FOUR_DECIMALS = "four decimals, whatever the figure is printed with"
    AS_COUNTED = "as it was counted or printed: whole numbers without a decimal point"


class WhenHidden(Enum):
    """Who may see a column in a row whose figure is hidden to protect persons."""

    EVERYONE = "it tells of the row, of time, of the plan or of another figure, which is protected by itself"
    DATA_UNIT = "it is the number itself: the confidential edition alone shows it"
    NOBODY = "it follows from the number: no edition shows it"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, as the table's module in `tables` declares it. Read by all that makes, writes or checks the
    table: the dtypes, the CSV file, datapackage.json, and what pages may show of a hidden figure."""

    name: str
    type: Type
    # What it says, in Danish: printed in datapackage.json. An internal table's columns are described for the data unit.
    description: str
    # The unit where it is always the same; empty where the row's own column `unit` says it, or where there is none.
    unit: str = ""
    # None for what is no number, and for whole numbers.
    decimals: Decimals | None = None
    # Rows that tell of a hidden figure: who sees it there.
    when_hidden: WhenHidden = WhenHidden.EVERYONE
    # Never empty.
    required: bool = False
    # The closed vocabulary of its words, whose values stand in the cells.
    words: Vocabulary | None = None
    # Limits of a number, and the form of a text (a regular expression); None where anything goes.
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None

    @property
    def constraints(self) -> dict[str, object]:
        """The limits of a cell in the words of Table Schema (`required`, `enum`, `pattern`, `minimum`, `maximum`);
        empty where there are none. Read for the column's `schema`, when a publication's datapackage.json is written."""
        limits = {
            "required": self.required or None,
            "enum": None if self.words is None else [word.value for word in self.words],
            "pattern": self.pattern,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }
        return {name: limit for name, limit in limits.items() if limit is not None}

    @property
    def schema(self) -> dict[str, object]:
        """The column as a field of a Frictionless Table Schema (version 1). Read when a publication's datapackage.json
        is written."""
        described: dict[str, object] = {"type": _SCHEMA_TYPES[self.type], "description": self.description}
        if self.type is Type.YES_NO:
            described |= {"trueValues": ["ja"], "falseValues": ["nej"]}
        return described | ({"constraints": self.constraints} if self.constraints else {})


def key_column(name: str, description: str) -> Column:
    """A column of texts that tell the rows apart, so none is empty. description: Danish, for datapackage.json. Called
    where a table is declared, when `tables` is imported."""
    return Column(name=name, type=Type.TEXT, description=description, required=True)


def text_column(name: str, description: str, *, when_hidden: WhenHidden = WhenHidden.EVERYONE) -> Column:
    """A column of texts; empty where there is nothing to tell. description: Danish, for datapackage.json; when_hidden:
    who may see it in a row whose figure is hidden. Called where a table is declared, when `tables` is imported."""
    return Column(name=name, type=Type.TEXT, description=description, when_hidden=when_hidden)


def word_column(
    name: str,
    description: str,
    words: Vocabulary,
    *,
    required: bool = False,
    when_hidden: WhenHidden = WhenHidden.EVERYONE,
) -> Column:
    """A column with one word of a closed vocabulary in each cell. description: Danish, for datapackage.json; words: the
    Enum whose values are the words; required: whether a cell is never empty; when_hidden: who may see it in a row whose
    figure is hidden. Called where a table is declared, when `tables` is imported."""
    return Column(
        name=name, type=Type.TEXT, description=description, words=words, required=required, when_hidden=when_hidden
    )


def half_year_column(
    name: str, description: str, *, required: bool = False, when_hidden: WhenHidden = WhenHidden.EVERYONE
) -> Column:
    """A column of half-years, written 2026H1; a cell may be empty unless it is required. description: Danish, for
    datapackage.json; when_hidden: who may see it in a row whose figure is hidden. Called where a table is declared,
    when `tables` is imported."""
    return Column(
        name=name,
        type=Type.TEXT,
        description=description,
        pattern="20[0-9]{2}H[12]",
        required=required,
        when_hidden=when_hidden,
    )


def number_column(
    name: str,
    description: str,
    decimals: Decimals = Decimals.AS_FIGURE,
    *,
    when_hidden: WhenHidden = WhenHidden.EVERYONE,
) -> Column:
    """A column of numbers, in the row's unit or counted; null where there is none. description: Danish, for
    datapackage.json; decimals: how the CSV file writes them; when_hidden: who may see it in a row whose figure is
    hidden. Called where a table is declared, when `tables` is imported."""
    return Column(name=name, type=Type.NUMBER, description=description, decimals=decimals, when_hidden=when_hidden)


def p_value_column(name: str, description: str) -> Column:
    """A column of probabilities from 0 to 1; null where nothing was tested. description: Danish, for datapackage.json.
    Nobody sees a p in a hidden row. Called where a table is declared, when `tables` is imported."""
    return Column(
        name=name,
        type=Type.NUMBER,
        description=description,
        decimals=Decimals.SIX_DIGITS,
        minimum=0,
        maximum=1,
        when_hidden=WhenHidden.NOBODY,
    )


def probability_column(name: str, description: str) -> Column:
    """A column of probabilities that a row's own number gives, 0 to 1; null where there is none. description: Danish,
    for datapackage.json. Nobody sees one in a hidden row. Called where a table is declared, when `tables` is
    imported."""
    return Column(
        name=name,
        type=Type.NUMBER,
        description=description,
        decimals=Decimals.FOUR_DECIMALS,
        minimum=0,
        maximum=1,
        when_hidden=WhenHidden.NOBODY,
    )


def whole_column(
    name: str,
    description: str,
    *,
    unit: str = "",
    minimum: int | None = None,
    when_hidden: WhenHidden = WhenHidden.EVERYONE,
) -> Column:
    """A column of whole numbers; null where there is none. description: Danish, for datapackage.json; unit: Danish,
    empty where it is not always the same; minimum: the least that a cell may hold; when_hidden: who may see it in a row
    whose figure is hidden. Called where a table is declared, when `tables` is imported."""
    return Column(
        name=name, type=Type.WHOLE, description=description, unit=unit, minimum=minimum, when_hidden=when_hidden
    )


def day_column(name: str, description: str, *, required: bool = False) -> Column:
    """A column of days. description: Danish, for datapackage.json; required: whether a cell is never empty. Called
    where a table is declared, when `tables` is imported."""
    return Column(name=name, type=Type.DAY, description=description, required=required)


def yes_no_column(name: str, description: str) -> Column:
    """A column of True and False, `ja` and `nej` in the CSV file. description: Danish, for datapackage.json. Called
    where a table is declared, when `tables` is imported."""
    return Column(name=name, type=Type.YES_NO, description=description)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table that goes from room to room: its columns in their order, and how it is published. Declared once for each
    table (`tables.MEASURED`, `tables.JUDGED` and so on), and read by all that makes, writes or checks it."""

    columns: tuple[Column, ...]
    # The columns that tell its rows apart; empty where the same figure may have several rows.
    key: tuple[str, ...] = ()
    # Its CSV file in a publication, and the file's title in Danish; empty for an internal table.
    file: str = ""
    title: str = ""
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note the columns by name, so that one can be looked up. Called by the dataclass when a table is declared."""
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def __iter__(self) -> Iterator[Column]:
        """The columns in their order; used when the CSV file of the table is written."""
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        """The column of that name; KeyError where the table has none. Called when datapackage.json is written, and when
        a page asks for a number of a row that may be hidden."""
        return self._by_name[name]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in their order. Read where a table is made, read or written with just these
        columns."""
        return list(self._by_name)

    def names_of(self, type_: Type) -> list[str]:
        """The names of the columns that hold one type, in their order. Called by `judge`, which gives the columns of
        numbers their dtype."""
        return [column.name for column in self.columns if column.type is type_]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column -> its pandas dtype, of numbers, whole numbers and yes or no; the others are Python objects. Read by
        `judge.control` when it has made the table of control charts, for `DataFrame.astype`."""
        return {column.name: _DTYPES[column.type] for column in self.columns if column.type in _DTYPES}
