"""CSV in UTF-8, with or without BOM, fields parted by `;`. Read by DuckDB, every cell as text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pyarrow as pa

from hpanalysis.load.findings import About

DELIMITER = ";"


def _bad_byte_row(content: bytes) -> int | None:
    """The row of the first byte that is no UTF-8 text, or None. A NUL is in no text: UTF-16, a workbook, a pickle."""
    nul, broken = content.find(b"\0"), -1
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    places = [place for place in (nul, broken) if place >= 0]
    return content.count(b"\n", 0, min(places)) + 1 if places else None


def _connect() -> duckdb.DuckDBPyConnection:
    """A connection that fetches nothing: extensions are neither installed nor loaded by themselves."""
    return duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class CsvFile:
    """An opened CSV file; see `formats.ExtractFile`."""

    def __init__(self, path: Path, about: About) -> None:
        self.path, self._about = path, about
        content = path.read_bytes()
        if not content.removeprefix(b"\xef\xbb\xbf").strip():
            raise about.empty()
        if (row := _bad_byte_row(content)) is not None:
            raise about.encoding(row)
        self.headings, self._before_rows = self._heading()

    def _heading(self) -> tuple[list[str], int]:
        """The first record's fields, and how many lines it and blank lines above it take."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=DELIMITER)
            try:
                return next(fields for fields in reader if fields), reader.line_num
            except csv.Error:
                pass  # a quotation mark that is never closed takes the file for one field
        raise self._about.ragged(1)

    def _query(self, positions: list[int]) -> str:
        # Everything is declared: a sniffer would take "NA" for a null and the zero off a CPR.
        declared = ", ".join(f"'{n}': 'VARCHAR'" for n in range(len(self.headings)))
        wanted = ", ".join(f'"{n}"' for n in positions)
        return (
            f"select {wanted} from read_csv({_quoted(self.path.as_posix())}, auto_detect=false, header=false, "
            f"skip={self._before_rows}, delim='{DELIMITER}', quote='\"', escape='\"', strict_mode=true, "
            f"null_padding=false, columns={{{declared}}})"
        )

    def read(self, positions: list[int]) -> pa.Table:
        table, failure = None, ""
        with _connect() as connection:
            try:
                table = connection.sql(self._query(positions)).to_arrow_table()
            except duckdb.Error as error:
                failure = str(error)
        # Raised out here: DuckDB's message quotes the line, and a chained traceback would show it.
        if table is None:
            line = re.search(r"CSV Error on Line: (\d+)", failure)
            raise self._about.ragged(int(line[1]) if line else None)
        if not table.num_rows:
            raise self._about.no_rows()
        return table

    def row(self, index: int) -> int:
        """Counted anew by lines, for blank lines and line breaks within quotes shift it; only findings need it."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=DELIMITER)
            records = (reader.line_num for fields in reader if fields)
            return next(line for number, line in enumerate(records) if number == index + 1)
