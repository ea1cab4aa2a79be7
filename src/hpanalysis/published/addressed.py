"""Figures that a page names by their address: a number that links to its row, a row of a definition page, a passage.

A figure's address is `definition-<indicator>.html#<indicator>-<area>-<window>`, the slash of a window turned to `_`. So
of each such number it is known which figure it is, and it is held against that figure's own row of indicators.csv.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from hpanalysis.published.figures import NOT_MEASURED, Figure, Key
from hpanalysis.published.pages import (
    Link,
    Page,
    Passage,
    TableCell,
    TableRow,
    find_decimals,
    find_figures,
    find_numbers,
    is_figure,
)

PREFIX = "definition-"
_ADDRESS = re.compile(rf"(?:\.\./(20\d\dH[12])/)?{PREFIX}([a-z0-9_]+)\.html#(.+)")
# Columns that tell more of a figure -> the columns of indicators.csv that they tell.
_COLUMNS = {"Usikkerhedsinterval": ("lo", "hi"), "Antal": ("numerator",), "Ud af": ("denominator",)}
VALUE = "Tal"
# Columns of a figure's row that tell of other areas too.
_OF_ALL_AREAS = frozenset({"De viste områder", "← dårligere · bedre →"})


def make_anchor(key: Key) -> str:
    """The id of a figure's row on its definition page."""
    return f"{key[0]}-{key[2]}-{key[1].replace('/', '_')}"


def begins_with_value(text: str, row: Figure) -> bool:
    """Whether the first number of a text is the row's value; one without a number tells a nought."""
    told, value = find_numbers(text), row.cells["value"] or "0"
    return (told[0] if told else 0) == abs(Decimal(value))


def has_agreeing_columns(cells: list[TableCell], row: Figure) -> bool:
    """Whether interval, numerator and denominator beside a figure are its own, wherever they are told."""
    for cell in cells:
        wanted = [row.cells[column] for column in _COLUMNS.get(cell.label, ())]
        if wanted and find_numbers(cell.text) != [abs(Decimal(text)) for text in wanted if text]:
            return False
    return True


class FiguresByAddress:
    """The figures of one half-year by their address."""

    def __init__(self, half_year: str, rows: dict[Key, Figure], numbers_of: Callable[[str], set[Decimal]]) -> None:
        """numbers_of: text of a cell of the CSV file -> the numbers in it."""
        self._half_year, self._numbers_of = half_year, numbers_of
        self._rows = {make_anchor(key): row for key, row in rows.items()}
        self._told: dict[Key, set[Decimal]] = {}

    def own_numbers(self, row: Figure) -> set[Decimal]:
        """Every number that the row of a figure tells, in any column."""
        if row.key not in self._told:
            self._told[row.key] = set().union(*map(self._numbers_of, row.cells.values()))
        return self._told[row.key]

    def linked(self, link: Link, beside: bool) -> Figure | None:
        """The figure that a link goes to; None where there is none. beside: the page lies in another folder."""
        found = _ADDRESS.fullmatch(link.href)
        if found is None or found[1] != (self._half_year if beside else None):
            return None
        row = self._rows.get(found[3])
        return row if row is not None and row.key[0] == found[2] else None

    def wrong_links(self, page: Page, beside: bool) -> Iterator[tuple[str, Figure | None]]:
        """(what it says, the figure) of each link that tells another number than its figure has, or leads nowhere."""
        for link in page.links:
            row = self.linked(link, beside)
            right = row is not None and (
                not is_figure(link.text) if link.of_title else begins_with_value(link.text, row)
            )
            if not right:
                yield link.text, row

    def wrong_passages(self, page: Page, beside: bool) -> Iterator[Figure]:
        """Figures of whose passage a number is not theirs: the one it links to, or the one its heading is of."""
        of_heading: list[Figure] = []
        for passage in page.passages:
            rows = [row for row in (self.linked(link, beside) for link in passage.links) if row is not None]
            if passage.heading:
                of_heading = rows
                continue
            about = rows or (of_heading if _is_running_text(passage) else [])
            if about and not set(find_decimals(passage.text)) <= set().union(*map(self.own_numbers, about)):
                yield about[0]

    def wrong_rows(self, page: Page) -> Iterator[Figure]:
        """Figures whose row at their address tells otherwise than indicators.csv."""
        for told in page.rows:
            row = self._rows.get(told.id)
            if row is not None and not self._row_agrees(told, row):
                yield row

    def _row_agrees(self, told: TableRow, row: Figure) -> bool:
        values = [cell.text for cell in told.cells if cell.label == VALUE]
        if len(values) != 1:
            return False
        if not row.shown or not find_numbers(values[0]):
            return values[0] == row.status and not any(cell.label in _COLUMNS for cell in told.cells)
        return begins_with_value(values[0], row) and has_agreeing_columns(told.cells, row)

    def beside_agrees(self, told: TableRow, row: Figure, of_indicator: set[Decimal]) -> bool:
        """Whether all else in the table row of one figure is its own, or in some columns its indicator's."""
        for cell in told.cells:
            allowed = of_indicator if cell.label in _OF_ALL_AREAS else self.own_numbers(row)
            if not find_figures(cell.texts) <= allowed:
                return False
        return has_agreeing_columns([cell for cell in told.cells if not cell.id], row)

    def without_row(self, page: Page, indicator_id: str) -> Iterator[Figure]:
        """Figures of an indicator that its definition page has no row of."""
        there = {told.id for told in page.rows}
        for address, row in self._rows.items():
            if row.key[0] == indicator_id and row.status != NOT_MEASURED and address not in there:
                yield row


def _is_running_text(passage: Passage) -> bool:
    return passage.element in ("p", "li", "small", "blockquote")
