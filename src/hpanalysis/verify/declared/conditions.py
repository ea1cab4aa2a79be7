"""Which rows and persons count, in the words of a page of definition, made anew from the declaration's own text.

The program makes its words of the library's print of the condition; here they are made of the Python expression that
the package's program declares it with, and of the columns that its source declares.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from hpanalysis.verify.declared.source_code import UNKNOWN, Call, Written

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "er",
    ast.NotEq: "ikke er",
    ast.Gt: "er større end",
    ast.GtE: "er mindst",
    ast.Lt: "er mindre end",
    ast.LtE: "er højst",
}


# How many of a person's rows meet a condition: a column that the program's model names, and no source declares.
_ROWS, _COUNTED = "raekker", "Antal rækker"


class _Unread(Exception):
    """Raised for a form that is not read here: the condition is then held against nothing."""


def describe_condition(part: Any) -> Any:
    """The sentences that a page must have on a numerator's or denominator's condition; "" where it has none; `UNKNOWN`
    where the declaration cannot be read. Called for both parts of each page of definition."""
    if not isinstance(part, Call):
        return "" if part is None else UNKNOWN
    declared = part.get("rows"), part.get("where"), part.get("counted_rows")
    if declared == (None, None, None):
        return ""
    columns = _read_columns(part)
    if columns is None or not all(one is None or isinstance(one, Written) for one in declared):
        return UNKNOWN
    try:
        rows, where, counted = ([] if one is None else _Condition(one.text, columns).list_clauses() for one in declared)
        if counted:
            return _make_counted_sentences(rows, counted, _join(where))
        return _make_sentences(part, _join(rows), _join(where), columns)
    except (_Unread, KeyError, SyntaxError):
        return UNKNOWN


def _make_counted_sentences(rows: Sequence[str], counted: Sequence[str], where: str) -> str:
    """The sentences of a count of persons by how many of their rows meet a condition. Called for each such part. rows,
    counted: the clauses on the rows that are read, and on those of them that are counted; where: on their number, ""
    where every person of the rows counts."""
    if not where:
        return f"En person tælles med én gang, når der er mindst én række, hvor {_join(rows)}."
    told = _join([_join(rows), _join(counted)]) if rows else _join(counted)
    return f"»{_COUNTED}« er for hver person antallet af rækker, hvor {told}. Personen tælles med, når {where}."


def _make_sentences(part: Call, rows: str, where: str, columns: Mapping[str, Call]) -> str:
    """The sentences of a count by its form: of a person's sums, of a column's sum, of rows. Called for each that has a
    condition."""
    summed = part.get("per_person", default=())
    if summed:
        among = f" i de rækker, hvor {rows}" if rows else ""
        who = f" Personen tælles med, når {where}." if where else ""
        return f"{_list([_quote(columns[name]) for name in summed], 'og')} lægges sammen for hver person{among}.{who}"
    column = part.get("column")
    if column is not None:
        return f"{_quote(columns[column])} lægges sammen i de rækker, hvor {where}."
    return f"En række i udtrækket tælles med, når {where}."


def _read_columns(part: Call) -> dict[str, Call] | None:
    """The columns of the source that a part is counted from, by name; None where they cannot be read. Called for each
    part with a condition."""
    source = part.get("source", 0, UNKNOWN)
    columns = source.get("columns", default=UNKNOWN) if isinstance(source, Call) else UNKNOWN
    if not isinstance(columns, tuple) or not all(isinstance(column, Call) for column in columns):
        return None
    return {column.get("name", 0): column for column in columns}


def _quote(column: Call) -> str:
    """A column by the first heading that it is declared with. Called for each that a condition names."""
    headings = column.get("headings", 1, UNKNOWN)
    if not isinstance(headings, tuple):
        raise _Unread
    return f"»{headings[0]}«"


def _list(words: Sequence[str], last: str) -> str:
    """Words as a Danish list. Called for columns and for texts."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _join(clauses: Sequence[str]) -> str:
    """Clauses that must all hold, with a comma before `og`. Called for each condition."""
    return ", og ".join(filter(None, [", ".join(clauses[:-1]), *clauses[-1:]]))


def _list_members(node: ast.expr) -> list[ast.expr]:
    """What stands in a tuple, a list, or a tuple made into a list. Called for a test of several values."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "list" and node.args:
        node = node.args[0]
    if not isinstance(node, (ast.Tuple, ast.List)):
        raise _Unread
    return node.elts


class _Condition:
    """One condition as a tree of Python. Made for each."""

    def __init__(self, text: str, columns: Mapping[str, Call]) -> None:
        """text: the expression with its names put in; columns: the source's."""
        self._tree, self._columns = ast.parse(text, mode="eval").body, columns

    def list_clauses(self) -> list[str]:
        """The clauses that must all hold, in the order they are written in."""
        return list(self._walk(self._tree))

    def _walk(self, node: ast.expr) -> list[str]:
        """The clauses of a part of the condition. Called for the whole, and for both sides of each `&`."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
            return [*self._walk(node.left), *self._walk(node.right)]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            return [self._word_call(node.operand, {"is_null": "er udfyldt"})]
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARED:
            name, phrase = self._read_side(node.left)
            return [f"{phrase} {_COMPARED[type(node.ops[0])]} {self._word_value(node.comparators[0], name)}"]
        return [self._word_call(node, {"is_null": "er tom"})]

    def _word_call(self, node: ast.expr, words: Mapping[str, str]) -> str:
        """The clause of a test that is a method of a column. Called for each. words: of those without arguments."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            raise _Unread
        name, phrase = self._read_side(node.func.value)
        if node.func.attr in words and not node.args:
            return f"{phrase} {words[node.func.attr]}"
        if node.func.attr == "is_between" and len(node.args) == 2 and not node.keywords:
            low, high = (self._word_value(one, name) for one in node.args)
            return f"{phrase} er fra {low} til {high}"
        if node.func.attr == "is_in" and len(node.args) == 1:
            return f"{phrase} er {_list([self._word_value(one, name) for one in _list_members(node.args[0])], 'eller')}"
        raise _Unread

    def _word_value(self, node: ast.expr, name: str) -> str:
        """What a column is held against: a number, the text of a code, or what is made of another column. Called for
        the right side of each test. name: of the column on the left."""
        if not isinstance(node, ast.Constant):
            return self._read_side(node)[1]
        if type(node.value) is int:
            return str(node.value)
        codes = self._columns[name].get("codes", default={})
        if not isinstance(codes, Mapping) or not isinstance(node.value, str):
            raise _Unread
        return f"»{next((text for text, code in codes.items() if code == node.value), node.value)}«"

    def _read_side(self, node: ast.expr) -> tuple[str, str]:
        """A column's name, and its words with what is worked out of it. Called for the sides of each test."""
        if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant) and isinstance(node.right.value, int):
            (name, phrase), number = self._read_side(node.left), node.right.value
            if isinstance(node.op, ast.Mult):
                return name, f"{number} gange {phrase}"
            if isinstance(node.op, (ast.Add, ast.Sub)):
                return name, f"{phrase} {'plus' if isinstance(node.op, ast.Add) else 'minus'} {number}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "year" and isinstance(node.func.value, ast.Attribute):
                name, phrase = self._read_side(node.func.value.value)
                return name, f"årstallet i {phrase}"
            if node.func.attr == "col" and len(node.args) == 1 and isinstance(node.args[0], ast.Constant):
                name = str(node.args[0].value)
                return name, f"»{_COUNTED}«" if name == _ROWS else _quote(self._columns[name])
        raise _Unread
