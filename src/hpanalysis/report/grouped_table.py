"""A table whose rows stand in named groups; like other tables it folds to blocks on a phone."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.report import tables
from hpanalysis.report.html import tag

Column = str | tuple[str, str]
Group = tuple[str, list[Markup]]


def _pair(column: Column) -> tuple[str, str | None]:
    return column if isinstance(column, tuple) else (column, None)


def cell(value: object, column: Column) -> Markup:
    """A value under its column; a <td> stays as it is."""
    name, class_ = _pair(column)
    if isinstance(value, Markup) and value.startswith("<td"):
        return value
    return tag("td", value, class_=class_, data_l=name)


def row(columns: list[Column], name: object, values: list[object]) -> Markup:
    """The first column is the row's name; a row that ends early ends in a <td> that spans what is left."""
    cells = [cell(value, column) for value, column in zip(values, columns[1:], strict=False)]
    return tag("tr", tag("th", name, scope="row"), cells)


def grouped(caption: str, columns: list[Column], groups: Iterable[Group]) -> Markup:
    """Groups of rows, each under its name across the table."""
    bodies = []
    for name, rows in groups:
        head = tag("tr", tag("th", name, scope="rowgroup", colspan=len(columns)), class_="gruppe")
        bodies.append(tag("tbody", head, rows))
    return tag("table", tag("caption", caption), tables.head(*columns), bodies, class_="stabel")
