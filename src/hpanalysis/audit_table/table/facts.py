"""Figures printed elsewhere in the plan: context.csv, and the facts of areas.csv, as figures of the audit.

context.csv can say of a fact what it is (`same_as`: an indicator, or a column of areas.csv), what it is a part of
(`part_of`: indicators, columns or other facts, separated by `;`) and its Danish name (`fact_da`). A fact with neither
of the first two is not held against anything. A figure printed without a period has the window "".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hpanalysis.audit_table.table.figures import PrintedFigure, read_value, read_whole
from hpanalysis.audit_table.table.numbers_as_printed import read_printed, read_whole_number
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from hpanalysis.by_hand.values import NotPlain

_YEAR = re.compile(r"_(\d{4})$")
# Columns of areas.csv that are parts of other columns, without their year.
AREA_PARTS = {"children_under_18": "residents"}
_AREA_LABELS = {
    "residents": "beboere",
    "dwellings": "boliger",
    "children_under_18": "børn under 18 år",
    "household_income_pct_of_municipality": "husstandsindkomst i pct. af kommunens",
}


@dataclass(frozen=True)
class Facts:
    """The facts of one context file; read by `audit.audit`. A fact's key is the indicator or the column it is said to
    be, else its own name."""

    figures: tuple[PrintedFigure, ...]
    part_of: dict[str, tuple[str, ...]]  # key -> the keys of what contains it
    counted: frozenset[str]  # keys of the facts that are counts
    labels: dict[str, str]  # key -> Danish name


def is_context(table: CsvTable) -> bool:
    """Say by its headings whether a file is like context.csv, which has figures that the plan prints outside its
    tables. Called by `read_tables` for each file given beside the audited table, to choose how it is read."""
    return {"fact", "area_id", "value_as_printed", "period"} <= set(table.headings)


def is_areas(table: CsvTable) -> bool:
    """Say by its headings whether a file lists areas, as areas.csv does. Asked of each context file of an audit (what
    is printed elsewhere than in the audited table), because such a file replaces the plan's areas and gives facts about
    them."""
    return {"area_id", "kind", "name_da"} <= set(table.headings)


def read_context(table: CsvTable) -> Facts:
    """Read the facts of a table like context.csv: figures that are printed elsewhere than in the audited table. Called
    by `audit.read_tables` for each such file. A fact's key is the indicator or column that it is said to be (column
    `same_as`), else its own name and whom it is of; by key the result also gives what contains it (`part_of`), whether
    it is a count, and its Danish name (`fact_da`). `Stop` for a value that is no number."""
    figures: list[PrintedFigure] = []
    part_of: dict[str, tuple[str, ...]] = {}
    counted: set[str] = set()
    labels: dict[str, str] = {}
    for row in table.rows:
        # A figure of other people than the area's is another figure, though it is the same fact.
        key = row["same_as"] or ", ".join(filter(None, [row["fact"], row["compared_da"]]))
        whole = row["unit"] in ("persons", "number", "dwellings", "kroner", "personer", "antal", "boliger")
        figures.append(
            PrintedFigure(
                file=table.name,
                row=row.line,
                indicator=key,
                window=row["period"],
                area=row["area_id"],
                value=read_value(table, row, "value_as_printed", whole),
                source=row["source_as_printed"],
            )
        )
        if whole:
            counted.add(key)
        if row["fact_da"] and not row["same_as"]:
            labels[key] = ", ".join(filter(None, [row["fact_da"], row["compared_da"]]))
        if containers := tuple(part.strip() for part in row["part_of"].split(";") if part.strip()):
            part_of[key] = containers
    return Facts(tuple(figures), part_of, frozenset(counted), labels)


def _holds_counts(rows: tuple[CsvRow, ...], column: str) -> bool:
    """Say whether a column of areas.csv holds counts: whole numbers (at least one) and empty cells alone, and no `pct`
    in its heading. Asked for each column by `read_area_facts`."""
    if "pct" in column.split("_"):
        return False
    try:
        return any([read_whole_number(row[column]) is not None for row in rows])
    except NotPlain:
        return False


def _holds_numbers(rows: tuple[CsvRow, ...], column: str) -> bool:
    """Say whether a column of areas.csv holds numbers, at least one, and nothing else but empty cells, so that its
    cells are figures. Asked of each column when a table like areas.csv is read for an audit."""
    try:
        return any([read_printed(row[column], False) is not None for row in rows])
    except NotPlain:
        return False


def read_area_facts(table: CsvTable) -> Facts:
    """Read the numbers in a table like areas.csv, each cell a figure: `residents_2024` has the window 2024. Called by
    `audit.read_tables` for a context file of the audited table. Columns that hold other things than numbers, and empty
    cells, are left out."""
    figures = []
    counted = {column for column in table.headings if _holds_counts(table.rows, column)}
    for column in table.headings:
        if not _holds_numbers(table.rows, column):
            continue
        window = match[1] if (match := _YEAR.search(column)) else ""
        for row in table.rows:
            if column in counted and read_whole(table, row, column) is None:
                continue
            value = read_value(table, row, column, column in counted)
            if value is not None:
                figures.append(
                    PrintedFigure(
                        file=table.name,
                        row=row.line,
                        indicator=column,
                        window=window,
                        area=row["area_id"],
                        value=value,
                    )
                )
    labels = {column: _label_column(column) for column in table.headings}
    return Facts(tuple(figures), _pair_parts(counted), frozenset(counted), labels)


def _label_column(column: str) -> str:
    """Return the Danish name of a column of areas.csv; for a column without one, its heading without the year. Called
    by `read_area_facts` for the names that findings use."""
    name = _YEAR.sub("", column)
    return _AREA_LABELS.get(name, name)


def _pair_parts(columns: set[str]) -> dict[str, tuple[str, ...]]:
    """Pair each column that counts a part of what another counts (by `AREA_PARTS`) with that other of the same year, so
    that the audit can check that no part exceeds its whole. Called by `read_area_facts`. columns: the headings of
    columns with counts. `children_under_18_2024` -> `residents_2024`."""
    containers: dict[str, tuple[str, ...]] = {}
    for part, whole in AREA_PARTS.items():
        for column in sorted(columns):
            year = column.removeprefix(part)
            if column.startswith(part) and whole + year in columns:
                containers[column] = (whole + year,)
    return containers
