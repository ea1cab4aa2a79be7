"""A table that people keep as a CSV file, as their spreadsheets and editors save it -> its rows, each cell as text.

Read are semicolons, commas and tabs; UTF-8, UTF-16 and Windows-1252, with BOMs; a first line `sep=;`; titles above the
heading; empty rows and columns; every way of quoting and of ending a line; and a file of commas that a Danish
spreadsheet has saved as one column. What could be read in two ways is refused with its place.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from hpanalysis.by_hand.clean import clean_text
from hpanalysis.csv_records import DELIMITERS, blank_sep_line, iterate_records
from hpanalysis.errors import Stop
from hpanalysis.text_encoding import NotText, convert_to_utf8

ENCODINGS = "UTF-8, UTF-16 eller Windows-1252."
# The first bytes of files that are no CSV whatever their name says -> what they are, in Danish.
_OTHERS = {
    b"PK\x03\x04": "en Excel-projektmappe",
    b"\xd0\xcf\x11\xe0": "en gammel Excel-projektmappe",
    b"%PDF": "en PDF-fil",
}
# Above the heading stand titles; a heading further down than this is none.
_MOST_TITLES = 20
# Excel leaves out the empty cells at the end of a row where they are empty in each of sixteen rows.
_EXCEL_BLOCK = 16
_BREAK = re.compile(r"\r\n?|\n")
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
# What a spreadsheet makes of cells that it does not leave as they are -> how a message tells it.
_SPOILED = {
    rf"[0-9]{{1,2}}[-. ]\ ?(?:{_MONTHS})\.?|(?:{_MONTHS})\.?[- ][0-9]{{2}}": "en dato, som et regneark har lavet",
    r"#+|#(?:NAVN\?|VÆRDI!|REFERENCE!|DIVISION/0!|I/T|NUM!|NAME\?|VALUE!|REF!|DIV/0!|N/A|NULL!|SPILL!)": "et regnearks "
    "fejl",
    r"[0-9](?:[.,][0-9]+)?E[+-]?[0-9]+": "et tal, som et regneark har forkortet",
}


@dataclass(frozen=True)
class CsvRow:
    """A row of the table. `row["note"]` is the text of that cell, empty where the table has no such column."""

    line: int  # the line of the file on which the row begins, from 1
    cells: dict[str, str]  # by heading in small letters

    def __getitem__(self, heading: str) -> str:
        """The text of the row's cell in a column, without blanks around it; empty if there is no such column. Called
        wherever a row of the plan's files or of an audited table is read. heading: in small letters."""
        return self.cells.get(heading, "").strip()


@dataclass(frozen=True)
class CsvTable:
    """A table that has been read: every cell is still text. Made by `read`; the plan and the audit of printed tables
    read words, numbers and days from it."""

    name: str  # the file's, without its folder
    headings: tuple[str, ...]  # in small letters
    rows: tuple[CsvRow, ...]


@dataclass(frozen=True)
class _Record:
    """A record of the file, blank or not, before it is known what it is."""

    line: int  # on which it begins
    place: int  # as a spreadsheet counts rows, in which a cell may hold several lines
    fields: list[str]

    @property
    def filled(self) -> int:
        """How many of the record's fields have a text. Read to refuse a file with more than titles (one field each)
        above its heading, and to leave out its blank rows."""
        return sum(map(bool, self.fields))


@dataclass(frozen=True)
class _Reading:
    """The file read with one delimiter: its records down to the first that is broken, and the table's heading."""

    delimiter: str
    records: list[_Record]
    broken: int | None  # the line of a record whose quotation marks are not in order; None if there is none
    heading: int  # which of the records; -1 where there are none
    known: int  # how many of the known headings it has


class _File:
    """The file that is read, as messages name it; made once for each."""

    def __init__(self, name: str, example: str) -> None:
        """Keep what messages say of the file. Called for each CSV file that people keep by hand, before it is read.
        name: as messages give it, with its folder where that helps, such as `»events.csv« i planens mappe`. example: a
        line of headings, which the message about a file that is no CSV shows."""
        self.name, self.example = name, example

    def refuse(self, wrong: str, expected: str, *, line: int | None = None, column: str | None = None) -> Stop:
        """Make the `Stop` about the file, or about one of its lines; wrong and expected are Danish. Called where the
        file cannot be read for sure."""
        return refuse(self.name, wrong, expected, "Ret filen, og prøv igen.", line=line, column=column)

    def refuse_form(self, wrong: str, *, line: int | None = None) -> Stop:
        """Make the `Stop` about a file that cannot be read as CSV; it names the forms that can. Called when a file
        of the plan or a printed table to be audited is read: where it is empty, of another kind or without a known
        encoding, and where its quotation marks are not in order or its line `sep=` names a delimiter that is not known.
        wrong: Danish."""
        expected = f"CSV med semikolon, komma eller tabulator mellem felterne, fx »{self.example}«, i {ENCODINGS}"
        return refuse(self.name, wrong, expected, "Gem filen som »CSV UTF-8«, og prøv igen.", line=line)


def refuse(
    place: str, wrong: str, expected: str, do: str, *, line: int | None = None, column: str | None = None
) -> Stop:
    """Make the `Stop` for a file that cannot be used; it names file, line and column, never the value. Called by all
    who read a table that people keep. place: the file as messages name it. wrong, expected, do: Danish."""
    where = place + (f", række {line}" if line else "") + (f", kolonne »{column}«" if column else "")
    return Stop(wrong, place=where, expected=expected, do=do)


def _read_text(path: Path, file: _File) -> tuple[str, bytes]:
    """Read a file: the delimiter that its line `sep=` names ("" for none), and its text as UTF-8 without that line.
    Called first by `read`, which reads a CSV file that people keep by hand. `Stop` for what is no text or holds
    nothing."""
    content = path.read_bytes()
    for mark, other in _OTHERS.items():
        if content.startswith(mark):
            raise file.refuse_form(f"Filen er {other} og ikke CSV.")
    row = None
    try:
        named, text = blank_sep_line(convert_to_utf8(content))
    except NotText as error:
        row = error.row
    if row is not None:
        raise file.refuse_form("Filens tegnsæt kan ikke genkendes.", line=row)
    if not text.strip():
        raise file.refuse_form("Filen er tom.")
    return named, text


def _parse(text: bytes, delimiter: str) -> tuple[list[_Record], int | None]:
    """Split a text into records, and name the line of the first broken one, where reading ends; None if there is none.
    Called for each delimiter that the file may have."""
    records, end, within = [], 0, 0
    try:
        for end, fields in iterate_records(text, delimiter):
            lines = sum(len(_BREAK.findall(field)) for field in fields)
            records.append(_Record(end - lines, end - lines - within, list(map(clean_text, fields))))
            within += lines
    except csv.Error:
        return records, end + 1
    return records, None


def _fold_heading(field: str) -> str:
    """A heading in the form in which headings are compared: small letters, single spaces. Called for each field of a
    record that may be the heading of a CSV file that people keep."""
    return " ".join(field.casefold().split())


def _read_with(text: bytes, delimiter: str, known: Collection[str]) -> _Reading:
    """Read a file with one delimiter. Its heading is the record, among the first twenty, that has most of the known
    headings, or the first record where none has any. Called for each delimiter that the file may have, to choose the
    one to read it by, and for a file of commas as it was before a spreadsheet saved it. known: the headings that the
    kind of table may have, in small letters."""
    records, broken = _parse(text, delimiter)
    found = [len(set(map(_fold_heading, record.fields)) & set(known)) for record in records[:_MOST_TITLES]]
    heading = found.index(max(found)) if found else -1
    return _Reading(delimiter, records, broken, heading, max(found, default=0))


def _join_cells(text: bytes) -> bytes:
    """Undo what a Danish spreadsheet does to a file of commas: it breaks each line at its semicolons into cells, and
    puts quotation marks around a cell that has some. Called by `_read_best` for a file of commas. The answer has the
    lines as they were before; it is empty where the quotation marks cannot be read."""
    lines: list[str] = []
    try:
        for end, fields in iterate_records(text, ";"):
            lines += [""] * (end - 1 - len(lines))  # each line keeps its number
            lines.append(";".join(fields).rstrip(";"))
    except csv.Error:
        return b""
    return "\n".join(lines).encode("utf-8")


def _choose_reading(text: bytes, named: str, known: Collection[str], file: _File) -> _Reading:
    """Read a file with the delimiter that gives most of the headings in `known`; among equals with the one that the
    line `sep=` names (`named`), else with the one that gives the heading most fields. Called when a CSV file that
    people keep is read, and when it is written anew with commas to be searched for leaks. `Stop` where no delimiter
    gives a record, or the file has one field a row and `sep=` names a delimiter that is not known."""
    readings = [_read_with(text, delimiter, known) for delimiter in DELIMITERS]
    best = max(
        (reading for reading in readings if reading.records),
        key=lambda r: (r.known, r.delimiter == named, len(r.records[r.heading].fields)),
        default=None,
    )
    if best is None:
        raise file.refuse_form("Et anførselstegn er ikke i orden.", line=1)
    if named and named not in DELIMITERS and len(best.records[best.heading].fields) == 1:
        raise file.refuse_form("Felterne er skilt af et andet tegn, som linjen sep= nævner.", line=1)
    return best


def _check_titles(reading: _Reading, file: _File) -> None:
    """`Stop` where a record above the heading is more than a title: at most one cell, and none in a table of one or two
    columns. Called before the rows of a table kept by hand are read, because sorting a table with its heading puts rows
    above the heading."""
    # In a table of one or two columns a row may have no more cells than a title.
    most = 1 if reading.records[reading.heading].filled > 2 else 0
    for record in reading.records[: reading.heading]:
        if record.filled > most:
            expected = f"overskriften øverst{', og over den højst titler med ét udfyldt felt' if most else ''}."
            raise file.refuse("Rækken står over overskriften.", expected, line=record.line)


def _read_headings(record: _Record, file: _File) -> list[str]:
    """The headings of a table, in small letters; "" for a column without one. Called for each CSV file that people keep
    by hand, when it is read. `Stop` where a heading occurs twice, since the cells of one column would be lost."""
    headings = [_fold_heading(field) for field in record.fields]
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise file.refuse("Kolonnen står to gange.", "hver overskrift én gang.", line=record.line, column=heading)
    return headings


def _find_cut_rows(rows: list[_Record], heading: _Record, delimiter: str) -> set[int]:
    """The lines of the rows that may be short because Excel left out empty cells at their end.

    Called each time that the rows of a file are read, to accept such rows. Excel leaves a cell out where a column is
    empty in all of sixteen rows of the sheet, so several rows of one length, without the heading, are needed. There are
    none in a file of commas, where a decimal comma makes a row one cell longer.
    """
    blocks: dict[int, list[_Record]] = {}
    for row in rows:
        blocks.setdefault((row.place - 1) // _EXCEL_BLOCK, []).append(row)
    own = (heading.place - 1) // _EXCEL_BLOCK
    alike = [b for number, b in blocks.items() if number != own and len(b) > 1 and len({len(r.fields) for r in b}) == 1]
    return set() if delimiter == "," else {row.line for block in alike for row in block}


def _check_fields(row: _Record, headings: list[str], delimiter: str, file: _File) -> None:
    """`Stop` where a row has a cell in a column without a heading, or a cell that has swallowed the rows after it.
    Called for each row with the right number of fields, when a CSV file that people keep is read. headings: "" for a
    column without one."""
    for number, (heading, field) in enumerate(zip(headings, row.fields, strict=False), start=1):
        if field and not heading:
            raise file.refuse(f"Felt nummer {number} har ingen overskrift.", "et navn over feltet.", line=row.line)
        # A quotation mark that is lost makes the rows down to the next one a single field.
        if len(headings) > 1 and "\n" in field and field.count(delimiter) >= sum(map(bool, headings)) - 1:
            raise file.refuse("Et anførselstegn mangler.", "anførselstegn i par.", line=row.line)


def _read_rows(reading: _Reading, file: _File) -> tuple[list[str], list[CsvRow]]:
    """The headings and the rows under them, blank rows and columns left out. Called by `_read_best` for each way of
    reading the file that is tried (delimiter and heading are chosen then), of which there are one or two. `Stop` where
    a row does not fit the heading, or where a quotation mark is out of order."""
    heading, below = reading.records[reading.heading], reading.records[reading.heading + 1 :]
    headings, rows = _read_headings(heading, file), [record for record in below if record.filled]
    last = max(number for number, one in enumerate(headings, start=1) if one)
    # Empty columns at the end are in every row or in none: one row that is longer has a delimiter too many.
    width = len(headings) if any(len(row.fields) >= len(headings) for row in rows) else last
    cut = _find_cut_rows(rows, heading, reading.delimiter)
    read = []
    for row in rows:
        if len(row.fields) != width and (len(row.fields) > width or row.line not in cut):
            raise file.refuse(
                "Rækken har ikke lige så mange felter som overskriften.",
                f"{last} felter. Et felt med {DELIMITERS[reading.delimiter]} i skal stå i anførselstegn.",
                line=row.line,
            )
        _check_fields(row, headings, reading.delimiter, file)
        cells = zip_longest(headings, row.fields, fillvalue="")
        read.append(CsvRow(row.line, {name: field for name, field in cells if name}))
    if reading.broken is not None:
        expected = "anførselstegn i par, om hele felter; et anførselstegn i et felt skrives to gange."
        raise file.refuse("Et anførselstegn er ikke i orden.", expected, line=reading.broken)
    return [name for name in headings if name], read


def find_spoiled(cell: str) -> str:
    """What a spreadsheet has turned a cell into, in Danish, such as a date of 5-7; "" for an ordinary cell. Called for
    each cell, but for notes, of a CSV file that people keep by hand."""
    return next((told for form, told in _SPOILED.items() if re.fullmatch(form, cell, re.IGNORECASE)), "")


def _refuse_spoiled(rows: Iterable[CsvRow], known: Collection[str], file: _File) -> None:
    """`Stop` where a spreadsheet has made something else of a cell, such as a date of 5-7. Called once for each CSV
    file that people keep, when it is read. known: the headings whose cells are looked at, except `note`, because a note
    is for people and may have any text."""
    for row in rows:
        for column in known:
            if column != "note" and (spoiled := find_spoiled(row[column])):
                expected = "det, der stod i feltet; åbn filen i et regneark med alle kolonner som tekst."
                raise file.refuse(f"Feltet er {spoiled}.", expected, line=row.line, column=column)


def _read_best(text: bytes, reading: _Reading, known: Collection[str], file: _File) -> tuple[list[str], list[CsvRow]]:
    """The headings and rows of a file, read with the delimiter chosen. A file of commas is also tried as it was before
    a spreadsheet saved it as one column (`_join_cells`): first if that gives more of the known headings, and second, in
    case its rows do not fit their headings as they are, if it gives as many. Called once for each CSV file that people
    keep by hand. `Stop` about the file as it is, where neither can be read."""
    attempts = [reading]
    if reading.delimiter == "," and (whole := _join_cells(text)):
        joined = _read_with(whole, ",", known)
        if joined.known >= reading.known:
            attempts.insert(0 if joined.known > reading.known else 1, joined)
    refused = None
    for attempt in attempts:
        try:
            _check_titles(attempt, file)
            return _read_rows(attempt, file)
        except Stop as stop:
            refused = refused if refused and attempt is not reading else stop
    assert refused is not None, "there is an attempt, and it ends in one way or the other"
    raise refused


def spell_with_commas(content: bytes, known: Sequence[str]) -> bytes:
    """A table that people keep as CSV, written anew as a file of commas in UTF-8; the bytes unchanged where they cannot
    be read. Called before a package is searched for leaks, because the search takes fields between semicolons for a row
    of an extract. known: the headings that such a table may have, in small letters, by which its delimiter is found."""
    try:
        named, text = blank_sep_line(convert_to_utf8(content))
        delimiter = _choose_reading(text, named, known, _File("", "")).delimiter
        records = [fields for _, fields in iterate_records(text, delimiter)]
    except (NotText, Stop, csv.Error):
        return content
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(records)
    return written.getvalue().encode("utf-8")


def read(path: Path, where: str, known: Sequence[str], example: str = "") -> CsvTable:
    """Read a table that people keep as CSV: its headings and its rows, every cell still text. Blank rows are left out.

    Called for each CSV file of the plan, and for each table of printed figures that is audited. where: the file as
    messages name it. known: the headings that tell such a table, in small letters; not all need be there, and others
    may be. A file with none of them has no rows. example: a heading for messages; `known` where it is "". `OSError`
    where the file cannot be opened; `Stop` with the line where it cannot be read for sure.
    """
    file = _File(where, example or ";".join(known))
    named, text = _read_text(path, file)
    reading = _choose_reading(text, named, known, file)
    if not reading.known:  # what its rows are like does not matter: the caller misses the columns
        return CsvTable(path.name, tuple(_read_headings(reading.records[reading.heading], file)), ())
    headings, rows = _read_best(text, reading, known, file)
    _refuse_spoiled(rows, known, file)
    return CsvTable(path.name, tuple(headings), tuple(rows))
