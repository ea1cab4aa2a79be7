"""A table whose rows stand in named groups; like other tables it folds to blocks on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from hpanalysis.report.html import tag
from hpanalysis.report.tables import cells_in_tables

Group = tuple[str, list[Markup]]


def make_grouped_table(caption: str, columns: Sequence[cells_in_tables.Column], groups: Iterable[Group]) -> Markup:
    """A table of rows in groups, each group under its name across the table. Called for the tables of several reports
    that are grouped, by goal, agreement, duty, indicator or delivery. groups: a name and its rows, made by
    `cells_in_tables.make_row` of the same columns."""
    bodies = []
    for name, rows in groups:
        head = tag("tr", tag("th", name, scope="rowgroup", colspan=len(columns)), class_="gruppe")
        bodies.append(tag("tbody", head, rows))
    return tag("table", tag("caption", caption), cells_in_tables.make_head(*columns), bodies, class_="stabel")
