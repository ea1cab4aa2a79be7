"""A table of printed figures as a file -> its rows, each field as text. UTF-8, UTF-16, Windows-1252; `,` `;` or tab."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.errors import Stop, WrongUse
from hpanalysis.text_encoding import NotText, convert_to_utf8

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class TableRow:
    """A row of the file. `row["n_as_printed"]` is the text of that field, empty if the table has no such column."""

    line: int  # the line of the file on which the row ends, from 1
    fields: dict[str, str]  # by heading in small letters

    def __getitem__(self, heading: str) -> str:
        """The text of a field without blanks around it; empty if there is no such column. heading: in small letters."""
        return self.fields.get(heading, "").strip()


@dataclass(frozen=True)
class TableFile:
    """A file with a table of printed figures that has been read: every field is still text. Made by `read_table_file`;
    `figures`, `facts` and `hours` read numbers from it."""

    name: str  # without its folder, as findings print it
    headings: tuple[str, ...]  # in small letters
    rows: tuple[TableRow, ...]


def refuse_file(
    name: str, wrong: str, expected: str, do: str, *, row: int | None = None, column: str | None = None
) -> Stop:
    """Make the `Stop` for a file that cannot be used; it names file, row and column, never the value. Raised by the
    readers of printed tables. wrong, expected, do: Danish, what is wrong, what should be there, what to do."""
    place = f"»{name}«" + (f", række {row}" if row else "") + (f", kolonne »{column}«" if column else "")
    return Stop(wrong, place=place, expected=expected, do=do)


def _read_text(path: Path) -> str:
    """Read a file's text, whichever of the known encodings it is in; called by `read_table_file`. `WrongUse` if the
    file cannot be opened, `Stop` with the row if its encoding is not recognised."""
    try:
        content = path.read_bytes()
    except OSError:
        raise WrongUse(
            "Filen findes ikke eller kan ikke åbnes.",
            place=f"»{path.name}«",
            expected="en CSV-fil med trykte tal.",
            do="Ret stien.",
        ) from None
    try:
        return convert_to_utf8(content).decode("utf-8")
    except NotText as error:
        row = error.row
    raise refuse_file(
        path.name,
        "Filens tegnsæt kan ikke genkendes.",
        "UTF-8, UTF-16 eller Windows-1252.",
        "Gem filen som »CSV UTF-8«.",
        row=row,
    )


def _read_records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Split a text into records at one delimiter: line number and fields of each record that is not blank. Called by
    `_split_records` for each delimiter it tries. `csv.Error` where a quotation mark is left open."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [(reader.line_num, fields) for fields in reader if any(field.strip() for field in fields)]


def _split_records(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Split a file's text into records (line number, fields) at the delimiter that gives the heading the most fields.
    Called by `read_table_file`. `Stop` if the file is empty or no delimiter can read it."""
    readings = []
    for delimiter in _DELIMITERS:
        try:
            readings.append(_read_records(text, delimiter))
        except csv.Error:
            continue  # a quotation mark that this delimiter leaves open
    if not any(readings):
        raise refuse_file(
            path.name,
            "Filen er tom, eller et anførselstegn mangler.",
            "en overskrift og én række pr. trykt tal.",
            "Ret filen, og prøv igen.",
        )
    return max((records for records in readings if records), key=lambda records: len(records[0][1]))


def read_table_file(path: Path) -> TableFile:
    """Read a file of printed figures: its headings and its rows, every field still text. Blank rows are left out.
    Called by `audit.read_tables` for the table and for each context file. `Stop` with the row where a row has more or
    fewer fields than the heading, or the file cannot be read; `WrongUse` where it cannot be opened."""
    records = _split_records(path, _read_text(path))
    headings = tuple(field.strip().casefold() for field in records[0][1])
    rows = []
    for line, fields in records[1:]:
        if len(fields) != len(headings):
            raise refuse_file(
                path.name,
                "Rækken har ikke lige så mange felter som overskriften.",
                f"{len(headings)} felter. Et decimalkomma i en fil med komma mellem felterne skal stå i anførselstegn.",
                "Ret rækken, og prøv igen.",
                row=line,
            )
        rows.append(TableRow(line, dict(zip(headings, fields, strict=True))))
    return TableFile(path.name, headings, tuple(rows))
