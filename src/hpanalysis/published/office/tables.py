"""The tables for people held against indicators.csv: each row once, each cell what the row says, nothing beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import NOT_MEASURED, Figure, Key, format_address
from hpanalysis.published.names import PEOPLE_CSV, WORKBOOK_XLSX
from hpanalysis.published.office import columns, people_csv
from hpanalysis.published.office.columns import Head
from hpanalysis.published.office.expected import MANY_JUDGED, Value, expect_cells
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.office.workbook import Sheet, Workbook, read_workbook
from hpanalysis.published.pages import find_decimals

HEAD_ROW = 4  # of a sheet of figures, from 1; its title and the warning on its data stand above
# An apostrophe where a spreadsheet may begin a cell, before a sign that begins a formula.
_GUARD = re.compile(r"(?:^|(?<=[;\t\r\n]))'(?=\s*'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_DANISH_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
# What may stand above: the title and the warning.
_ABOVE = frozenset({(1, 1), (2, 1)})


class TableRow(NamedTuple):
    """A row of figures for people as it stands in a file."""

    sheet: str  # the sheet's name, or in the CSV file the agreement's
    line: int  # from 1
    cells: dict[Head, Value]

    def describe_place(self, head: Head) -> str:
        """Where a cell of the row is, for whoever is to put it right. Called for each failure."""
        return f"»{self.sheet}«, række {self.line}, kolonnen »{head.value}«"


def read_sheet_rows(workbook: Workbook) -> list[TableRow]:
    """The rows of figures of all sheets; `Malformed` where a sheet has another form than the program writes. Called for
    each workbook that is checked."""
    names = [sheet.name for sheet in workbook.sheets]
    if names[:1] != [columns.COVER_SHEET] or names[-1:] != [columns.NOTES_SHEET]:
        raise Malformed
    return [row for sheet in workbook.sheets[1:-1] for row in _read_sheet(sheet)]


def _read_sheet(sheet: Sheet) -> Iterator[TableRow]:
    """The rows of figures of one sheet. Called for each. A sheet whose plan has no figures yet has one row with a
    sentence, and is no row of figures."""
    heads = tuple(head.value for head in Head)
    width, last = len(heads), max(row for row, _ in sheet.cells)
    written = tuple(sheet.cells.get((HEAD_ROW, column)) for column in range(1, width + 1))
    if len(sheet.tables) != 1 or sheet.tables[0][1] != heads or written != heads:
        raise Malformed
    if any((row < HEAD_ROW and (row, column) not in _ABOVE) or column > width for row, column in sheet.cells):
        raise Malformed
    if last == HEAD_ROW + 1 and (last, 2) not in sheet.cells:
        return
    if last > len(sheet.cells):  # rows far below, with nothing before them
        raise Malformed
    for line in range(HEAD_ROW + 1, last + 1):
        cells = {head: sheet.cells.get((line, column), "") for column, head in enumerate(Head, 1)}
        yield TableRow(sheet.name, line, cells)


def read_csv_rows(data: bytes) -> list[TableRow]:
    """The rows of tal_til_excel.csv, as texts. Called for each such file that is checked."""
    return [
        TableRow(row[columns.AGREEMENT], line, {head: row[head.value] for head in Head})
        for line, row in enumerate(people_csv.read_people_csv(data), 2)
    ]


def list_wanted(rows: Mapping[Key, Figure]) -> set[str]:
    """The keys of the figures that there must be rows of: the newest of each indicator and place that is measured, and
    the newest of several windows together. Called once for each file."""
    wanted = {format_address(key) for key, row in rows.items() if row.latest and _is_plain(key)}
    pooled = {(indicator, area): window for indicator, window, area in sorted(rows) if ".." in window}
    wanted |= {format_address((indicator, window, area)) for (indicator, area), window in pooled.items()}
    return {key for key in wanted if rows[_split(key)].status != NOT_MEASURED}


def _is_plain(key: Key) -> bool:
    """Whether a figure is of one window by its own rule. Called for each row of indicators.csv."""
    return ".." not in key[1] and "@" not in key[1]


def _split(address: str) -> Key:
    """An address as the key of a row; windows may have a `/` in them. Called for each row."""
    indicator, _, rest = address.partition("/")
    window, _, area = rest.rpartition("/")
    return indicator, window, area


def _agrees(value: Value, wanted: Value) -> bool:
    """Whether a cell says what it must: the same number, or the same text. A CSV file has numbers as Danish text.
    Called for each cell."""
    if isinstance(wanted, Decimal) and isinstance(value, str):
        return bool(_DANISH_NUMBER.fullmatch(value)) and Decimal(value.replace(",", ".")) == wanted
    if isinstance(wanted, Decimal) or isinstance(value, Decimal):
        return value == wanted
    return unguard(value) == unguard(wanted)


def unguard(text: str) -> str:
    """A text without the apostrophes by which a published CSV file keeps a spreadsheet from taking it for a formula
    (`published_csv`); a workbook's cells need none. Called for the texts of both sides, and for names."""
    return _GUARD.sub("", text)


class TableChecker:
    """Holds the tables for people of one half-year against its indicators.csv. Made once for both files."""

    def __init__(
        self, half_year: str, rows: Mapping[Key, Figure], definitions: Definitions, tells_unsure: bool = False
    ) -> None:
        """Work out what each row must say. rows: of indicators.csv, by key; tells_unsure: whether the program that
        wrote the files is known to say why a change is not sure although its interval leaves 0 out. Where that is not
        known, a file that says it nowhere is one of before it was said."""
        self._half_year, self._rows, self._tells_unsure = half_year, rows, tells_unsure
        self._wanted = {key: expect_cells(rows[_split(key)], definitions) for key in list_wanted(rows)}

    def find_failures(self, table: list[TableRow], file: str) -> Iterator[Failure]:
        """What a table says otherwise than indicators.csv, rows that are missing or too many among it. Called for the
        workbook's rows and for the CSV file's. file: its name."""
        told = [str(row.cells[Head.KEY]) for row in table]
        for key in sorted(self._wanted.keys() - set(told)):
            yield make_failure(self._half_year, Fault.PAGE_DIFFERS, key, file, "rækken mangler")
        names: dict[tuple[Head, str], Value] = {}
        of_before = not self._tells_unsure and not any(MANY_JUDGED in str(row.cells[Head.SINCE]) for row in table)
        for place, row in enumerate(table):
            key = told[place]
            if key not in self._wanted or key in told[:place]:
                yield self._fail(Fault.PAGE_DIFFERS, "en række for meget", file, row.describe_place(Head.KEY))
                continue
            yield from self._check_row(row, key, file, of_before)
            yield from self._check_names(row, key, file, names)

    def _fail(self, fault: Fault, place: str, file: str, where: str) -> Failure:
        """A failure of a cell. Called for each that is wrong."""
        return make_failure(self._half_year, fault, place, file, where)

    def _check_row(self, row: TableRow, key: str, file: str, of_before: bool) -> Iterator[Failure]:
        """A failure for each cell that does not say what indicators.csv says. Called for each row. key: its figure;
        of_before: as of `TableChecker`."""
        hidden = self._rows[_split(key)].hidden
        for head, told in self._wanted[key].items():
            wanted = told.removesuffix(MANY_JUDGED) if of_before and isinstance(told, str) else told
            if not _agrees(row.cells[head], wanted):
                fault = Fault.PAGE_TELLS if hidden else Fault.PAGE_DIFFERS
                yield self._fail(fault, key, file, row.describe_place(head))

    def _check_names(
        self, row: TableRow, key: str, file: str, names: dict[tuple[Head, str], Value]
    ) -> Iterator[Failure]:
        """A failure for each cell that does not follow from indicators.csv and is empty, a number, or another than in
        the other rows of the same indicator, place or period; or that tells a number with decimals, but for the printed
        baseline. Called for each row. names: what the rows before said, which is added to."""
        indicator, window, area = _split(key)
        baseline = self._rows[indicator, window, area].cells["baseline_value"]
        shared = {
            Head.GOAL: indicator,
            Head.INDICATOR: indicator,
            Head.UNIT: indicator,
            Head.CHANGE_UNIT: indicator,
            Head.PLACE: area,
            Head.PERIOD: f"{indicator}/{window}",
            Head.COMPARED_WITH: f"{indicator}/{area}",
            Head.BASELINE_FROM: key,
        }
        for head, whose in shared.items():
            value = row.cells[head]
            decimals = set(find_decimals(str(value)))
            if head is Head.BASELINE_FROM and baseline:
                decimals -= {abs(Decimal(baseline))}
            odd = not isinstance(value, str) or not value or decimals
            if odd or names.setdefault((head, whose), value) != value:
                yield self._fail(Fault.PAGE_DIFFERS, key, file, row.describe_place(head))


def find_table_failures(
    half_year: str, files: Mapping[str, bytes], checker: TableChecker, known: Iterable[Decimal]
) -> Iterator[Failure]:
    """What is wrong in tabeller.xlsx and tal_til_excel.csv of a publication; nothing where it has neither. Called by
    the auditor and by `hpanalysis verify`. files: the publication's, by name. known: the numbers with decimals that its
    tables tell, which cover and notes may quote."""
    if WORKBOOK_XLSX in files:
        try:
            workbook = read_workbook(files[WORKBOOK_XLSX])
            yield from checker.find_failures(read_sheet_rows(workbook), WORKBOOK_XLSX)
            yield from find_unknown_numbers(half_year, list_other_texts(workbook), WORKBOOK_XLSX, known)
        except (Malformed, KeyError, IndexError):
            yield make_failure(half_year, Fault.UNREAD, "hele filen", WORKBOOK_XLSX)
    if PEOPLE_CSV in files:
        try:
            yield from checker.find_failures(read_csv_rows(files[PEOPLE_CSV]), PEOPLE_CSV)
        except Malformed:
            yield make_failure(half_year, Fault.UNREAD, "hele filen", PEOPLE_CSV)


def list_other_texts(workbook: Workbook) -> list[str]:
    """Every text of a workbook that is no cell of a row of figures: of cover, notes, titles, feet and properties.
    Called where it is asked whether they tell of figures."""
    texts = list(workbook.about)
    for place, sheet in enumerate(workbook.sheets):
        is_text = place in (0, len(workbook.sheets) - 1)
        texts += [str(value) for (row, _), value in sheet.cells.items() if is_text or row < HEAD_ROW]
        texts += [sheet.name, *sheet.around]
    return texts


def find_unknown_numbers(
    half_year: str, texts: Iterable[str], file: str, known: Iterable[Decimal]
) -> Iterator[Failure]:
    """A failure for each number with decimals in the texts that no published table tells. Called for the texts of
    workbook and document."""
    numbers = set(known)
    for text in texts:
        for number in find_decimals(text):
            if number not in numbers:
                told = str(number).replace(".", ",")
                yield make_failure(half_year, Fault.UNKNOWN_NUMBER, f"tallet {told} i teksten", file)
