"""Every number printed in a folder, held against indicators.csv: none of a hidden cell, and no other than is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from hpanalysis.published.addressed import PREFIX, FiguresByAddress
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import HIDDEN, NUMBERS, Figure, Key, format_address
from hpanalysis.published.names import DATA_QUALITY_HTML
from hpanalysis.published.pages import Drawing, Page, PagePlace, TableCell, find_decimals, find_figures, find_numbers
from hpanalysis.published.per_cents import list_per_cents

_IN_CSV = re.compile(r"\d+(?:[.,]\d+)?(?:e-?\d+)?")
# Classes of a cell that tell a verdict by colour.
_VERDICTS = frozenset({"god", "skidt"})
_RULE = re.compile(r"\s*[a-z0-9_]+(?:-[a-z0-9_]+)+: ")  # the id of a rule that deliveries are held against
# What a row that is hidden may still say: other figures, each told of by itself.
_OTHER_FIGURES = ("baseline_value", "baseline_recomputed", "municipality_value", "window")

# The page about the plan's printed baselines alone: it may tell what the audit of them derives, and no other page may.
PLAN_CHECK_PAGE = "baseline_revision.html"
_AXIS_BEGINS = re.compile(r"Aksen begynder ved ([\d.,]*\d)")  # a drawing whose axis does not begin at nought says so
_DELIVERED = re.compile(r"adresse|rækker")

_MOST_WRITTEN = 500  # numbers in a drawing; the reports' have some fifty at most

_POOLED = "-samlet"  # after the id of a cell: its windows pooled


@lru_cache(maxsize=50_000)
def find_numbers_in_csv_cell(text: str) -> frozenset[Decimal]:
    """The numbers of a cell of a CSV file, whether it is a number or a sentence with some. Called when published pages
    are checked, because they may print only numbers that the CSV files have: for every cell of the files first, and
    again for the row of a figure that a page names, by verify too. Kept, because a text stands in many cells."""
    numbers = set()
    for written in _IN_CSV.findall(text):
        try:
            numbers.add(Decimal(written.replace(",", ".")))
        except InvalidOperation:
            continue
    return frozenset(numbers)


def _format_number(number: Decimal) -> str:
    """A number as the pages write it, with a decimal comma. Called for the numbers that failures name."""
    return str(number).replace(".", ",")


def _list_axis_beginnings(text: str, page: Page) -> set[Decimal]:
    """The numbers that a text of a page tells as the beginning of an axis, and that are ticks of an axis drawn on the
    page; no figure need have them. Called for each text that is checked."""
    told = {number for written in _AXIS_BEGINS.findall(text) for number in find_numbers(written)}
    return {
        number
        for number in told
        if any(number in drawing.written and drawing.is_on_axis(number) for drawing in page.drawings)
    }


class Vocabulary:
    """The numbers that CSV files tell: all of them, and those of each indicator; made when a `PageChecker` is."""

    def __init__(self, rows: dict[Key, Figure], others: list[dict[str, str]]) -> None:
        """Collect the numbers of every cell, which those on the pages are held against. Called for each folder to be
        checked, once for planens_kontrol.csv and once for its other files. rows: of indicators.csv, by key; others: of
        other files."""
        self.all: set[Decimal] = set()
        self.of_indicator: dict[str, set[Decimal]] = {}
        for cells in (*(row.cells for row in rows.values()), *others):
            numbers = self.of_indicator.setdefault(cells.get("indicator_id", ""), set())
            numbers |= list_per_cents(cells).union(*map(find_numbers_in_csv_cell, set(cells.values())))
        self.all = set().union(*self.of_indicator.values())


class PageChecker:
    """Holds pages against the CSV files of one half-year's folder; made once for all its pages. Used by `audit.audit`,
    by `pipeline.year.yearly_gate`, and by `hpanalysis verify`."""

    def __init__(
        self,
        half_year: str,
        rows: dict[Key, Figure],
        months: list[dict[str, str]],
        others: list[dict[str, str]],
        plan_check: Sequence[dict[str, str]] = (),
    ) -> None:
        """Read every number in a half-year's CSV files, once before pages with its figures are checked: by the audit,
        by verify, and before an accounting year is published. rows: of indicators.csv, by key. months: of
        maanedstal.csv; plan_check: of planens_kontrol.csv; others: of the other files."""
        self.half_year, self.vocabulary = half_year, Vocabulary(rows, months + others)
        # Kept apart from the vocabulary: these numbers may stand on one page alone.
        self._derived_from_plan = Vocabulary({}, list(plan_check)).all
        # Address of a figure or a month -> the cells of its row.
        self._cells = {format_address(key): row.cells for key, row in rows.items()}
        self._cells |= {"/".join((m["indicator_id"], m["month"][:7], m["area_id"])): m for m in months}
        self._numbers_of: dict[str, set[Decimal]] = {}
        # Address of a figure -> what follows from it by the state's criteria (kriterier.csv), for each kind of area.
        self._criteria: dict[str, list[dict[str, str]]] = {}
        for one in (one for one in others if "criterion" in one):
            address = "/".join((one["indicator_id"], one["list_year"], one["area_id"]))
            self._criteria.setdefault(address, []).append(one)
        self.addressed = FiguresByAddress(half_year, rows, find_numbers_in_csv_cell)
        # Id of a cell on the pages -> its figure; the pages show the latest window, and the newest pooled one.
        self.latest = {f"{row.key[0]}-{row.key[2]}": row for row in rows.values() if row.latest}
        pooled = sorted((row for row in rows.values() if ".." in row.key[1]), key=lambda row: row.key[1])
        # Sorted by window, so that of several pooled windows the newest stands last and is the one kept.
        self.latest |= {f"{row.key[0]}-{row.key[2]}{_POOLED}": row for row in pooled}

    def find_failures(self, page: Page, file: str, in_year_folder: bool = False) -> list[Failure]:
        """What a page tells that it may not, or tells otherwise than indicators.csv. Each once, empty if nothing is
        wrong. Called for each page of a folder. file: the page's name; in_year_folder: it lies in an accounting year's
        folder, and links to the half-year's."""
        unread = self._fail(Fault.UNREAD, "noget, som siderne ellers ikke har", file, PagePlace())
        failures = [unread] if page.unread else []
        failures += [*self._check_cells(page, file), *self._check_drawings(page, file), *self._check_words(page, file)]
        # The same number may be wrong in its cell, in a text and at its address; each is told once.
        failures += self._check_addressed(page, file, in_year_folder)
        return list(dict.fromkeys(failures))

    def _check_addressed(self, page: Page, file: str, in_year_folder: bool) -> Iterator[Failure]:
        """What is told wrongly of a figure that is named by its address. Called for each page. file: the page's name.
        in_year_folder: it lies in an accounting year's folder, and need not have a row for each figure."""
        for linked, where in self.addressed.find_wrong_links(page, in_year_folder):
            if linked is None:
                yield self._fail(Fault.PAGE_DIFFERS, "et link uden tal", file, where)
            else:
                yield self._fail_about(linked, file, where)
        wrong = [*self.addressed.find_wrong_rows(page), *self.addressed.find_wrong_passages(page, in_year_folder)]
        name = Path(file).stem
        if name.startswith(PREFIX) and not in_year_folder:
            missing = self.addressed.find_figures_without_row(page, name.removeprefix(PREFIX))
            wrong += [(row, PagePlace()) for row in missing]
        for row, where in wrong:
            yield self._fail_about(row, file, where)

    def _fail(self, fault: Fault, place: str, file: str, where: PagePlace) -> Failure:
        """A failure of a page of this half-year; called by each check that finds one. place: a figure's address, or a
        Danish word for what has none. file: the page's name. where: on the page."""
        return make_failure(self.half_year, fault, place, file, where.describe())

    def _fail_about(self, row: Figure, file: str, where: PagePlace) -> Failure:
        """The failure of a page (file) that tells a figure wrongly, or tells of a hidden one at all. Called where a
        cell, a row or a passage about the figure is wrong; where: on the page."""
        return self._fail(Fault.PAGE_TELLS if row.hidden else Fault.PAGE_DIFFERS, format_address(row.key), file, where)

    def _check_cells(self, page: Page, file: str) -> Iterator[Failure]:
        """A failure for each cell with a figure's id that does not say what the figure's row of indicators.csv says.
        Called for each page that is audited or verified, and for an accounting year's before they are published; file:
        the page's name, for the failures."""
        for cell in page.cells:
            row = self.latest.get(cell.id)
            if row is not None and not (self._keeps_quiet(cell, row) if row.hidden else self._agrees(cell, row)):
                yield self._fail_about(row, file, cell.place)

    def _keeps_quiet(self, cell: TableCell, row: Figure) -> bool:
        """Whether a hidden cell says `diskretioneret` and nothing else, and its table row only other figures' numbers.
        Called for each cell of a hidden figure on a page that is checked. row: the figure's row of indicators.csv."""
        # A hidden row still has its baseline and the municipality's figure, which are shown in rows of their own.
        allowed = set().union(*(find_numbers_in_csv_cell(row.cells[column]) for column in _OTHER_FIGURES))
        rest_is_quiet = not cell.alone or find_figures(cell.row.texts) <= allowed
        return cell.text == HIDDEN and not _VERDICTS & set(cell.classes) and rest_is_quiet

    def _agrees(self, cell: TableCell, row: Figure) -> bool:
        """Whether the first number of a cell is the row's value and, if no other figure has a cell in its table row,
        the numbers beside it are this figure's too. Where the row has no value, or 0, whether no number but 0 is there.
        Called for each cell of a figure that is not hidden, on each page checked. row: the figure's row of
        indicators.csv."""
        numbers, value = find_numbers(cell.text), row.cells["value"]
        of_indicator = self.vocabulary.of_indicator[row.key[0]]
        if cell.alone and not self.addressed.agrees_with_whole_row(cell.row, row, of_indicator):
            return False
        # A figure without a value may be told in words (`ingen sager`); a number it says can only be nought.
        if not row.shown or not value or Decimal(value) == 0:
            return all(number == 0 for number in numbers)
        # Without its sign, for a minus may be written in two ways.
        return bool(numbers) and numbers[0] == abs(Decimal(value))

    def _check_drawings(self, page: Page, file: str) -> Iterator[Failure]:
        """What is wrong with the marks, also those outside any drawing, and with the descriptions and written numbers
        of all drawings. Called for each page that is audited or verified. file: its name, for the failures."""
        for mark in page.stray_marks:
            yield from self._check_mark(mark, file, PagePlace())
        for drawing in page.drawings:
            for mark in drawing.marks:
                yield from self._check_mark(mark, file, drawing.place)
            yield from self._check_description(drawing, file)
            yield from self._check_written(drawing, file)

    def _check_mark(self, mark: str, file: str, where: PagePlace) -> Iterator[Failure]:
        """A failure if a mark is of no cell, or of one that is not shown: where it stands tells the number. Called for
        each mark of a page (file). mark: the address of its cell, indicator/window (or month)/area. where: of the
        drawing."""
        if mark not in self._cells:  # what stands there instead of an address is not repeated
            yield self._fail(Fault.PAGE_DIFFERS, "et mærke uden celle", file, where)
        elif (status := self._cells[mark]["status"]) not in NUMBERS:
            yield self._fail(Fault.PAGE_TELLS if status == HIDDEN else Fault.PAGE_DIFFERS, mark, file, where)

    def _find_numbers_of_mark(self, mark: str) -> set[Decimal]:
        """Every number that the row of a mark tells, and those that follow from it by the state's criteria; read once a
        mark. Called for each mark of a drawing with a description. mark: the address of a cell that the CSV files
        have."""
        if mark not in self._numbers_of:
            row = self._cells[mark]
            told = [*row.values(), *(cell for one in self._criteria.get(mark, ()) for cell in one.values())]
            self._numbers_of[mark] = list_per_cents(row).union(*map(find_numbers_in_csv_cell, told))
        return self._numbers_of[mark]

    def _check_description(self, drawing: Drawing, file: str) -> Iterator[Failure]:
        """A failure for each number with decimals in a drawing's description that none of the figures marked in the
        drawing has. Called for each drawing of a page that is checked; one without marks passes. file: the page's
        name."""
        # A mark of no known cell is a failure of its own (`_check_mark`), and allows no number.
        marks = [mark for mark in drawing.marks if mark in self._cells]
        if not drawing.marks:
            return
        indicators = dict.fromkeys(mark.split("/")[0] for mark in marks)
        allowed = set().union(*map(self._find_numbers_of_mark, marks))
        for number in find_decimals(" ".join(drawing.described)):
            if number not in allowed:
                place = f"{' '.join(indicators)}: tallet {_format_number(number)} i billedbeskrivelsen"
                yield self._fail(Fault.UNKNOWN_NUMBER, place, file, drawing.place)

    def _check_written(self, drawing: Drawing, file: str) -> Iterator[Failure]:
        """Failures for numbers written in a drawing that are neither a tick of an axis nor told by the CSV files: a
        number with decimals must be of an indicator drawn there; a whole one, or any in a drawing without marks, may be
        of any. Called for each drawing of a page; more than `_MOST_WRITTEN` numbers are one failure. file: the page's
        name."""
        indicators = {mark.split("/")[0] for mark in drawing.marks if mark in self._cells}
        of_drawn = set().union(*(self.vocabulary.of_indicator[indicator] for indicator in indicators))
        # With very many numbers some three would lie at equal distances by chance, and pass for ticks.
        if len(drawing.written) > _MOST_WRITTEN:
            yield self._fail(Fault.UNREAD, "en tegning med for mange tal", file, drawing.place)
            return
        for number in drawing.written:
            # Years and counts may be any that is told; a number with decimals must be of an indicator that is drawn.
            whole = not drawing.marks or number == number.to_integral_value()
            allowed = number in (self.vocabulary.all if whole else of_drawn)
            if not allowed and not drawing.is_on_axis(number):
                place = f"tallet {_format_number(number)} i en tegning"
                yield self._fail(Fault.UNKNOWN_NUMBER, place, file, drawing.place)

    def _check_words(self, page: Page, file: str) -> Iterator[Failure]:
        """A failure for each number with decimals on a page that no CSV file tells, wherever it stands.

        Called for each page; file: its name. Allowed besides are the limits of the rules that deliveries are checked
        by, told with the rule's id before them, the shares of rows and addresses on the page about the deliveries, and
        what the audit of the plan's printed baselines derives (planens_kontrol.csv), on the page about it.
        """
        of_deliveries = Path(file).name == DATA_QUALITY_HTML
        # Shares of rows with an address are about deliveries, and no CSV file has them.
        derived = self._derived_from_plan if Path(file).name == PLAN_CHECK_PAGE else set()
        known = self.vocabulary.all | derived
        told = [
            (text, numbers, where)
            for text, numbers, where in zip(page.words, page.decimals, page.places, strict=True)
            if numbers and not _RULE.match(text)
        ]
        # A reader sees one number where its parts stand in elements side by side: <b>7</b>,<b>5</b>.
        split = ((passage.unbroken, passage.place) for passage in page.passages if passage.is_split)
        told += [(text, find_decimals(text), where) for text, where in split]
        for text, numbers, where in told:
            unknown = [number for number in numbers if number not in known]
            if not unknown or (of_deliveries and _DELIVERED.search(text)):
                continue
            ticks = _list_axis_beginnings(text, page)
            for number in unknown:
                if number not in ticks:
                    place = f"tallet {_format_number(number)} i teksten"
                    yield self._fail(Fault.UNKNOWN_NUMBER, place, file, where)
