"""Every number printed in a folder, held against indicators.csv: none of a hidden cell, and no other than is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hpanalysis.published.addressed import PREFIX, FiguresByAddress
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import HIDDEN, NUMBERS, Figure, Key, format_address
from hpanalysis.published.names import DATA_QUALITY_HTML
from hpanalysis.published.pages import Drawing, Page, TableCell, find_decimals, find_figures, find_numbers

_IN_CSV = re.compile(r"\d+(?:[.,]\d+)?(?:e-?\d+)?")
# Classes of a cell that tell a verdict by colour.
_VERDICTS = frozenset({"god", "skidt"})
_RULE = re.compile(r"\s*[a-z0-9_]+(?:-[a-z0-9_]+)+: ")
# What a row that is hidden may still say: other figures, each told of by itself.
_BESIDE = ("baseline_value", "baseline_recomputed", "municipality_value", "window")

# The page about the plan's printed baselines alone: it may tell what the audit of them derives, and no other page may.
PLAN_CHECK_PAGE = "baseline_revision.html"
_DELIVERED = re.compile(r"adresse|rækker")

_MOST_WRITTEN = 500  # numbers in a drawing; the reports' have some fifty at most

_POOLED = "-samlet"  # after the id of a cell: its windows pooled


def _find_numbers_in_csv_cell(text: str) -> set[Decimal]:
    """The numbers of a cell of a CSV file, whether it is a number or a sentence with some."""
    found = set()
    for each in _IN_CSV.findall(text):
        try:
            found.add(Decimal(each.replace(",", ".")))
        except InvalidOperation:
            continue
    return found


class Vocabulary:
    """The numbers that the folder's CSV files tell: all of them, and those of each indicator."""

    def __init__(self, rows: dict[Key, Figure], others: list[dict[str, str]]) -> None:
        self.all: set[Decimal] = set()
        self.of_indicator: dict[str, set[Decimal]] = {}
        known: dict[str, set[Decimal]] = {}
        for told in (*(row.cells for row in rows.values()), *others):
            own = self.of_indicator.setdefault(told.get("indicator_id", ""), set())
            for text in told.values():
                if text not in known:
                    known[text] = _find_numbers_in_csv_cell(text)
                own |= known[text]
        self.all = set().union(*self.of_indicator.values())


class PageChecker:
    """Holds the pages of one folder against its rows."""

    def __init__(
        self,
        half_year: str,
        rows: dict[Key, Figure],
        months: list[dict[str, str]],
        others: list[dict[str, str]],
        plan_check: list[dict[str, str]] = (),
    ) -> None:
        """months: rows of maanedstal.csv; plan_check: of planens_kontrol.csv; others: of the other CSV files."""
        self.half_year, self.vocabulary = half_year, Vocabulary(rows, months + others)
        self._derived_from_plan = Vocabulary({}, plan_check).all
        self._told = {format_address(key): row.cells for key, row in rows.items()}
        self._told |= {"/".join((m["indicator_id"], m["month"][:7], m["area_id"])): m for m in months}
        self._numbers_of: dict[str, set[Decimal]] = {}
        self.addressed = FiguresByAddress(half_year, rows, _find_numbers_in_csv_cell)
        self.latest = {f"{row.key[0]}-{row.key[2]}": row for row in rows.values() if row.latest}
        pooled = sorted((row for row in rows.values() if ".." in row.key[1]), key=lambda row: row.key[1])
        self.latest |= {f"{row.key[0]}-{row.key[2]}{_POOLED}": row for row in pooled}  # the newest, `2023..2025`

    def failures(self, page: Page, file: str, beside: bool = False) -> list[Failure]:
        """What a page tells that it may not, or tells otherwise than indicators.csv; each once.

        beside: the page lies in a folder beside the half-year's, and links to it.
        """
        found = [self._failure(Fault.UNREAD, "noget, som siderne ellers ikke har", file)] if page.unread else []
        found += [*self._cells(page, file), *self._drawings(page, file), *self._words(page, file)]
        found += self._at_addresses(page, file, beside)
        return list(dict.fromkeys(found))

    def _at_addresses(self, page: Page, file: str, beside: bool) -> Iterator[Failure]:
        """What is told of a figure that is named by its address."""
        for _, row in self.addressed.wrong_links(page, beside):
            place = "et link uden tal" if row is None else format_address(row.key)
            yield self._failure(Fault.PAGE_TELLS if row and row.hidden else Fault.PAGE_DIFFERS, place, file)
        wrong = [*self.addressed.wrong_rows(page), *self.addressed.wrong_passages(page, beside)]
        name = Path(file).stem
        if name.startswith(PREFIX) and not beside:
            wrong += self.addressed.without_row(page, name.removeprefix(PREFIX))
        for row in wrong:
            yield self._failure(Fault.PAGE_TELLS if row.hidden else Fault.PAGE_DIFFERS, format_address(row.key), file)

    def _failure(self, fault: Fault, place: str, file: str) -> Failure:
        return make_failure(self.half_year, fault, place, file)

    def _cells(self, page: Page, file: str) -> Iterator[Failure]:
        for cell in page.cells:
            row = self.latest.get(cell.id)
            if row is None or self._in_order(cell, row):
                continue
            fault = Fault.PAGE_TELLS if row.hidden else Fault.PAGE_DIFFERS
            yield self._failure(fault, format_address(row.key), file)

    def _in_order(self, cell: TableCell, row: Figure) -> bool:
        return self._keeps_quiet(cell, row) if row.hidden else self._agrees(cell, row)

    def _keeps_quiet(self, cell: TableCell, row: Figure) -> bool:
        """A hidden cell has its word and nothing else; its row what stands beside it, as far as that is told."""
        allowed = set().union(*(_find_numbers_in_csv_cell(row.cells[column]) for column in _BESIDE))
        beside = not cell.alone or find_figures(cell.row.texts) <= allowed
        return cell.text == HIDDEN and not _VERDICTS & set(cell.classes) and beside

    def _agrees(self, cell: TableCell, row: Figure) -> bool:
        """The first number of a cell is the row's value; the others of its row are told of the same figure."""
        told, value = find_numbers(cell.text), row.cells["value"]
        if not row.shown or not value or Decimal(value) == 0:
            return all(number == 0 for number in told)
        of_indicator = self.vocabulary.of_indicator[row.key[0]]
        beside = not cell.alone or self.addressed.beside_agrees(cell.row, row, of_indicator)
        return bool(told) and told[0] == abs(Decimal(value)) and beside

    def _drawings(self, page: Page, file: str) -> Iterator[Failure]:
        for mark in page.stray_marks:
            yield from self._mark(mark, file)
        for drawing in page.drawings:
            for mark in drawing.marks:
                yield from self._mark(mark, file)
            yield from self._description(drawing, file)
            yield from self._written(drawing, file)

    def _mark(self, mark: str, file: str) -> Iterator[Failure]:
        """Marks are shown cells."""
        if mark not in self._told:  # what stands there instead of an address is not repeated
            yield self._failure(Fault.PAGE_DIFFERS, "et mærke uden celle", file)
        elif (status := self._told[mark]["status"]) not in NUMBERS:
            yield self._failure(Fault.PAGE_TELLS if status == HIDDEN else Fault.PAGE_DIFFERS, mark, file)

    def _of_mark(self, mark: str) -> set[Decimal]:
        """Every number that the row of a mark tells."""
        if mark not in self._numbers_of:
            self._numbers_of[mark] = set().union(*map(_find_numbers_in_csv_cell, self._told[mark].values()))
        return self._numbers_of[mark]

    def _description(self, drawing: Drawing, file: str) -> Iterator[Failure]:
        """What a drawing with marks is said to show are numbers of the cells it marks."""
        marks = [mark for mark in drawing.marks if mark in self._told]
        if not drawing.marks:
            return
        drawn = dict.fromkeys(mark.split("/")[0] for mark in marks)
        told = set().union(*map(self._of_mark, marks))
        for number in find_decimals(" ".join(drawing.described)):
            if number not in told:
                yield self._failure(Fault.PAGE_DIFFERS, f"{' '.join(drawn)}: billedbeskrivelse", file)

    def _written(self, drawing: Drawing, file: str) -> Iterator[Failure]:
        """A number written in a drawing is told by the CSV files of what it draws, a year, or a tick of an axis."""
        drawn = {mark.split("/")[0] for mark in drawing.marks if mark in self._told}
        told = set().union(*(self.vocabulary.of_indicator[indicator] for indicator in drawn))
        if len(drawing.written) > _MOST_WRITTEN:
            yield self._failure(Fault.UNREAD, "en tegning med for mange tal", file)
            return
        for number in drawing.written:
            whole = not drawing.marks or number == number.to_integral_value()
            allowed = number in (self.vocabulary.all if whole else told)
            if not allowed and not drawing.on_axis(number):
                yield self._failure(Fault.PAGE_DIFFERS, "et tal i en tegning", file)

    def _words(self, page: Page, file: str) -> Iterator[Failure]:
        """A number with decimals is one that the CSV files tell, wherever on a page it stands.

        But for the limits of the rules that deliveries are held against, each told with the rule's id before it, for
        the shares of rows and addresses that the page on the deliveries tells, and for what the audit of the plan's
        printed baselines derives (planens_kontrol.csv), on the page about it.
        """
        of_deliveries = Path(file).name == DATA_QUALITY_HTML
        words = (text for text in page.words if not (of_deliveries and _DELIVERED.search(text)))
        told = " ".join(text for text in words if not _RULE.match(text))
        derived = self._derived_from_plan if Path(file).name == PLAN_CHECK_PAGE else set()
        if not set(find_decimals(told)) <= self.vocabulary.all | derived:
            yield self._failure(Fault.PAGE_DIFFERS, "et tal i teksten", file)
