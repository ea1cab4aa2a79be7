"""The condition that a row (or a person's sums) must meet to count, in Danish: the columns by the headings that the
supplier knows, codes by the extract's texts.

A condition is a narwhals expression; it is read as the library prints it. What it may be made of is the table of
`_COMPARED` and `_Reader`: a form that has no words there is refused, so that no page shows code in their place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from hpanalysis import danish
from hpanalysis.definitions.model import ROWS, Column, Count, Given, Type

_COLUMN = re.compile(r"col\((\w+)\)")
_METHOD = re.compile(r"\.(\w+)")
_BETWEEN = re.compile(r"(\S+), (\S+), closed=both")
_ONE_OF = "other="
# How many of a person's rows meet a condition is read as a column, though no extract has it.
_COUNTED = Column(ROWS, ("Antal rækker",), Type.INTEGER, "et helt tal fra 0")


def describe_condition(part: Count | Given | None) -> str:
    """The sentences on which rows count and, of a person's sums, which persons; "" where every row counts, and for None
    or a number delivered as such. ValueError for a form that has no words. Called for the numerator and the denominator
    of an indicator, on its definition page."""
    if not isinstance(part, Count) or (part.where is None and part.rows is None):
        return ""
    columns = {column.name: column for column in (*part.source.columns, _COUNTED)}
    rows, where, counted = (
        "" if condition is None else danish.join_clauses(_Reader(str(condition), columns).read())
        for condition in (part.rows, part.where, part.counted_rows)
    )
    if part.counted_rows is not None and not where:
        return f"En person tælles med én gang, når der er mindst én række, hvor {rows}."
    if part.counted_rows is not None:
        clauses = danish.join_clauses([rows, counted]) if rows else counted
        return (
            f"{_quote_heading(_COUNTED)} er for hver person antallet af rækker, hvor {clauses}. "
            f"Personen tælles med, når {where}."
        )
    if part.per_person:
        summed = danish.join_words(_quote_heading(columns[name]) for name in part.per_person)
        among = f" i de rækker, hvor {rows}" if rows else ""
        who = f" Personen tælles med, når {where}." if where else ""
        return f"{summed} lægges sammen for hver person{among}.{who}"
    if part.column is not None:
        return f"{_quote_heading(columns[part.column])} lægges sammen i de rækker, hvor {where}."
    return f"En række i udtrækket tælles med, når {where}."


def _quote_heading(column: Column) -> str:
    """A column by its usual heading: `»Mulige skoledage«`. Called for each column that is named."""
    return f"»{column.headings[0]}«"


def _quote_value(value: str, column: Column) -> str:
    """What a cell must say: a number as it stands, a code by the first of the extract's texts that mean it, any other
    text in quotes. Called for each value that a column is held against."""
    if value.lstrip("-").isdigit():
        return value
    return f"»{next((text for text, code in column.codes.items() if code == value), value)}«"


# A method that compares -> its words between the two sides. The order is that of a clause after `når` or `hvor`.
_COMPARED = {
    "__eq__": "er",
    "__ne__": "ikke er",
    "__gt__": "er større end",
    "__ge__": "er mindst",
    "__lt__": "er mindre end",
    "__le__": "er højst",
}


class _Reader:
    """Reads one printed condition from left to right. Made for each."""

    def __init__(self, written: str, columns: dict[str, Column]) -> None:
        """written: the condition as narwhals prints it; columns: the source's, by name."""
        self._written, self._columns = written, columns

    def read(self) -> list[str]:
        """The clauses that must all hold. ValueError for a form that has no words."""
        clauses, rest = self._read_chain(self._written)
        if rest or not clauses:
            raise self._refuse()
        return clauses

    def _refuse(self) -> ValueError:
        """The error for a form without words. Raised wherever one is met."""
        return ValueError(f"no Danish words for the condition {self._written} (report/words/condition_words.py)")

    def _read_chain(self, text: str) -> tuple[list[str], str]:
        """The clauses of a column and the methods called on it, and what is left of the text. Called for a condition,
        and for each that is joined to it."""
        phrase, column, rest = self._read_phrase(text)
        clauses: list[str] = []
        while (method := _METHOD.match(rest)) is not None:
            name, (inside, rest) = method[1], self._take_brackets(rest[method.end() :])
            if name == "__and__" and clauses:
                more, left = self._read_chain(inside)
                if left or not more:
                    raise self._refuse()
                clauses += more
            elif name == "__invert__" and clauses == [f"{phrase} er tom"]:
                clauses = [f"{phrase} er udfyldt"]
            elif not clauses:
                clauses = [f"{phrase} {self._word_test(name, inside, column)}"]
            else:
                raise self._refuse()
        return clauses, rest

    def _word_test(self, name: str, inside: str, column: Column) -> str:
        """What a column must be, as words after its name. Called for each test. name, inside: the method, and what
        stands in its brackets."""
        if name in _COMPARED:
            return f"{_COMPARED[name]} {self._word_other(inside, column)}"
        if name == "is_null" and not inside:
            return "er tom"
        if name == "is_between" and (span := _BETWEEN.fullmatch(inside)) is not None:
            return f"er fra {span[1]} til {span[2]}"
        if name == "is_in" and inside.startswith(_ONE_OF):
            values = ast.literal_eval(inside.removeprefix(_ONE_OF))
            return f"er {danish.join_words((_quote_value(str(value), column) for value in values), 'eller')}"
        raise self._refuse()

    def _word_other(self, inside: str, column: Column) -> str:
        """The other side of a comparison: a value, or what is made of another column. Called for each."""
        if not inside.startswith("col("):
            return _quote_value(inside, column)
        phrase, _, rest = self._read_phrase(inside)
        if rest:
            raise self._refuse()
        return phrase

    def _read_phrase(self, text: str) -> tuple[str, Column, str]:
        """A column with what is worked out of it (`10 gange »Fraværsdage«`), the column, and what is left of the text.
        Called for both sides of a comparison."""
        match = _COLUMN.match(text)
        if match is None or match[1] not in self._columns:
            raise self._refuse()
        column, rest = self._columns[match[1]], text[match.end() :]
        phrase = _quote_heading(column)
        while (found := self._work_out(phrase, rest)) is not None:
            phrase, rest = found
        return phrase, column, rest

    def _work_out(self, phrase: str, rest: str) -> tuple[str, str] | None:
        """A phrase with one step more, and what is left; None where the next method is no step. Called until there is
        none."""
        if rest.startswith(".dt.year()"):
            return f"årstallet i {phrase}", rest.removeprefix(".dt.year()")
        method = _METHOD.match(rest)
        if method is None or method[1] not in _STEPS:
            return None
        inside, left = self._take_brackets(rest[method.end() :])
        if not inside.isdigit():
            raise self._refuse()
        return _STEPS[method[1]](phrase, inside), left

    def _take_brackets(self, text: str) -> tuple[str, str]:
        """What stands in the brackets that a text begins with, and what follows them. Called after each method."""
        depth = 0
        for place, letter in enumerate(text):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth == 0 and place:
                return text[1:place], text[place + 1 :]
            if depth == 0:
                break
        raise self._refuse()


_STEPS: dict[str, Callable[[str, str], str]] = {
    "__add__": lambda phrase, number: f"{phrase} plus {number}",
    "__sub__": lambda phrase, number: f"{phrase} minus {number}",
    "__mul__": lambda phrase, number: f"{number} gange {phrase}",
}
