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
    PagePlace,
    TableCell,
    TableRow,
    find_decimals,
    find_figures,
    find_numbers,
    is_figure,
)
from hpanalysis.published.per_cents import list_per_cents

PREFIX = "definition-"
# The attribute that tells what an element is about: a figure's address and a column of indicators.csv, or a set.
ABOUT = "data-om"
_ADDRESS = re.compile(rf"(?:\.\./(20\d\dH[12])/)?{PREFIX}([a-z0-9_]+)\.html#(.+)")
# Columns that tell more of a figure -> the columns of indicators.csv that they tell.
_COLUMNS = {"Usikkerhedsinterval": ("lo", "hi"), "Antal": ("numerator",), "Ud af": ("denominator",)}
VALUE = "Tal"
_YEARS = range(1900, 2101)
# Columns of a figure's row that tell of other areas too.
_OF_ALL_AREAS = frozenset({"De viste områder", "← dårligere · bedre →"})


def make_anchor(key: Key) -> str:
    """The id of a figure's row on its definition page: `<indicator>-<area>-<window>`, a window's slash turned to `_`.
    Called for every figure of a half-year before its pages are checked."""
    return f"{key[0]}-{key[2]}-{key[1].replace('/', '_')}"


def begins_with_value(text: str, row: Figure) -> bool:
    """Whether the first number of a text is the row's value, its sign aside; a text without a number, or a row without
    a value, counts as 0. Called when published pages are compared with indicators.csv: for each link to a figure, and
    for the value in each row of a definition page."""
    numbers, value = find_numbers(text), row.cells["value"] or "0"
    return (numbers[0] if numbers else 0) == abs(Decimal(value))


def has_agreeing_columns(cells: list[TableCell], row: Figure) -> bool:
    """Whether a page's table row has the interval, numerator and denominator that indicators.csv has for its figure.
    Called when pages are audited or verified, for each row about one figure. cells: the table row's; those of other
    columns are passed over. row: the figure's row of indicators.csv."""
    for cell in cells:
        wanted = [row.cells[column] for column in _COLUMNS.get(cell.label, ())]
        if wanted and find_numbers(cell.text) != [abs(Decimal(text)) for text in wanted if text]:
            return False
    return True


def _tells_a_count(text: str, about: list[Figure]) -> bool:
    """Whether a passage about hidden figures alone has a whole number that is no year: it may be their small count.
    Called for each passage about figures; beside a shown figure a whole number may be anything."""
    if not all(row.hidden for row in about):
        return False
    return any(number not in _YEARS for number in set(find_numbers(text)) - set(find_decimals(text)))


class FiguresByAddress:
    """The figures of one half-year by their address, and what pages tell of them there. Made by `PageChecker` once for
    a folder, and asked for each of its pages."""

    def __init__(
        self, half_year: str, rows: dict[Key, Figure], find_cell_numbers: Callable[[str], frozenset[Decimal]]
    ) -> None:
        """Index the figures by the id of their row on definition pages (`make_anchor`). Called once for the folder
        whose pages are checked, to look up what a link leads to. rows: of its indicators.csv, by key.
        find_cell_numbers: text of a cell of the CSV file -> the numbers in it."""
        self._half_year, self._numbers_in = half_year, find_cell_numbers
        self._rows = {make_anchor(key): row for key, row in rows.items()}
        self._numbers: dict[Key, set[Decimal]] = {}

    def numbers_of(self, row: Figure) -> set[Decimal]:
        """Every number in a figure's row of indicators.csv, in any column, and the per cent made of its probability;
        collected once for each figure. Called when
        a page is checked, for the figures that a passage or a table row is about: it may print their numbers alone."""
        if row.key not in self._numbers:
            self._numbers[row.key] = list_per_cents(row.cells).union(*map(self._numbers_in, row.cells.values()))
        return self._numbers[row.key]

    def find_linked(self, link: Link, in_year_folder: bool) -> Figure | None:
        """The figure that a link goes to; None where it leads to none, or to another half-year. Called for each link of
        class `tal` on a page. in_year_folder: the page lies in an accounting year's folder beside the half-year's, so
        its links begin with `../` and the half-year."""
        address = _ADDRESS.fullmatch(link.href)
        # A page in the half-year's own folder names no half-year in its links, and one beside it must name this one.
        if address is None or address[1] != (self._half_year if in_year_folder else None):
            return None
        row = self._rows.get(address[3])
        # The anchor alone could be of another indicator's page, whose name then lies.
        return row if row is not None and row.key[0] == address[2] else None

    def find_wrong_links(self, page: Page, in_year_folder: bool) -> Iterator[tuple[Figure | None, PagePlace]]:
        """The figure of each link that says another number than its figure has, and where the link stands; None for a
        link that leads nowhere. Called for each page that is checked. in_year_folder: it lies in an accounting year's
        folder. The link of a heading says no number, only what the figure is."""
        for link in page.links:
            row = self.find_linked(link, in_year_folder)
            if row is None:
                yield None, link.place
            # A heading that is a number alone would be a figure that nothing checks.
            elif is_figure(link.text) if link.of_title else not begins_with_value(link.text, row):
                yield row, link.place

    def find_wrong_passages(self, page: Page, in_year_folder: bool) -> Iterator[tuple[Figure, PagePlace]]:
        """A figure of each passage with a decimal number that is not of the figures it is about, and where it stands:
        those it links to, or, for running text without a link, those its heading links to. One about hidden figures
        alone may have no whole number either. Called for each page that is checked. in_year_folder: it lies in an
        accounting year's folder."""
        of_heading: list[Figure] = []
        for passage in page.passages:
            rows = [
                row for row in (self.find_linked(link, in_year_folder) for link in passage.links) if row is not None
            ]
            if passage.heading:
                of_heading = rows
                continue
            # Where a passage is about no figure its numbers are held against all the CSV files tell (`printed`).
            about = rows or (of_heading if passage.running_text else [])
            if not about:
                continue
            told = set().union(*map(self.numbers_of, about))
            if not set(find_decimals(passage.text)) <= told or _tells_a_count(passage.text, about):
                yield about[0], passage.place

    def find_wrong_rows(self, page: Page) -> Iterator[tuple[Figure, PagePlace]]:
        """Figures whose row at their address, on their definition page, tells otherwise than indicators.csv, and the
        place of that row; table rows whose id is no figure's are passed over. Called for each page that is checked."""
        for table_row in page.rows:
            row = self._rows.get(table_row.id)
            if row is not None and not self._row_agrees(table_row, row):
                yield row, table_row.place

    def _row_agrees(self, table_row: TableRow, row: Figure) -> bool:
        """Whether a table row has one value, the figure's, beside its interval and counts, or else its status and no
        number. Called for each figure's row of a definition page that is audited or verified. row: the figure's row of
        indicators.csv."""
        values = [cell.text for cell in table_row.cells if cell.label == VALUE]
        if len(values) != 1:
            return False
        # A row of nought may say its status in words.
        if not row.shown or not find_numbers(values[0]):
            return values[0] == row.status and not any(cell.label in _COLUMNS for cell in table_row.cells)
        return begins_with_value(values[0], row) and has_agreeing_columns(table_row.cells, row)

    def agrees_with_whole_row(self, table_row: TableRow, row: Figure, of_indicator: set[Decimal]) -> bool:
        """Whether all numbers in a table row of a page are those of its figure, or, in the columns that draw all areas,
        of its indicator. Called when a page is compared with indicators.csv, for each table row about one shown figure
        alone. row: the figure's row of indicators.csv. of_indicator: every number of the indicator in the CSV files."""
        for cell in table_row.cells:
            # A small drawing of all areas stands in one figure's row, and has the others' numbers in its text.
            allowed = of_indicator if cell.label in _OF_ALL_AREAS else self.numbers_of(row)
            if not find_figures(cell.texts) <= allowed:
                return False
        # The cell with the id is the value itself, which the caller has compared already.
        return has_agreeing_columns([cell for cell in table_row.cells if not cell.id], row)

    def find_figures_without_row(self, page: Page, indicator_id: str) -> Iterator[Figure]:
        """Figures of an indicator that its definition page has no row of, though they are measured. Called for each
        definition page of the half-year's folder."""
        # A figure left out of its own page would escape every check of what the rows say.
        there = {table_row.id for table_row in page.rows}
        for anchor, row in self._rows.items():
            if row.key[0] == indicator_id and row.status != NOT_MEASURED and anchor not in there:
                yield row
