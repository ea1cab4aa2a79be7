"""Extracts as the real systems write them: CSV with `;`, BOM and CRLF, or Excel; with Danish headings and dates."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import xlsxwriter

from hpanalysis.definitions.model import Column, Source, Type

_BOM = b"\xef\xbb\xbf"
_CREATED = datetime(2024, 1, 1)  # fixed, so that the same rows give the same bytes
_FORMATS = {Type.DATE: "%d-%m-%Y", Type.MONTH: "%Y-%m", Type.YEAR: "%Y"}

# A source's columns by canonical name: days as numbers, codes, or text ready made (an Arrow array).
Columns = dict[str, np.ndarray | pa.Array]
# One row of a source, by canonical name; None for an empty cell.
Row = dict[str, object]


def list_headings(source: Source) -> list[str]:
    """A source's usual column headings, in the order of a file: the first line of every synthetic extract."""
    return [column.headings[0] for column in source.columns]


def _format_column(column: Column, values: np.ndarray | pa.Array) -> pa.Array:
    """A column of a synthetic CSV file as text: dates as the systems write them, codes by their Danish label. Called
    for each column. values: days since 1970-01-01 for a date, codes by name, numbers, or an Arrow array of text, which
    is returned as it is. A masked value becomes an empty field."""
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values
    mask = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None
    data = np.asarray(np.ma.getdata(values))
    if column.type in _FORMATS:
        return _format_dates(data, mask, _FORMATS[column.type])
    if column.type is Type.CODE:
        labels = {code: label for label, code in column.codes.items()}
        distinct, place = np.unique(data, return_inverse=True)
        texts = pa.array([labels[str(code)] for code in distinct])
        return pc.fill_null(texts.take(pa.array(place, mask=mask)), "")
    return pa.array(data, mask=mask).cast(pa.string())


def _format_dates(data: np.ndarray, mask: np.ndarray | None, form: str) -> pa.Array:
    """Days since 1970-01-01 as text; each distinct day is formatted once. Called for the date columns of synthetic
    extracts that are written as CSV files. mask: True where there is no day, and the text is ""; None if all have one.
    form: as for `strftime`, such as `%d-%m-%Y`."""
    distinct, place = np.unique(data, return_inverse=True)
    texts = pa.array([day.strftime(form) for day in distinct.astype("datetime64[D]").astype(object)])
    return pc.fill_null(texts.take(pa.array(place, mask=mask)), "")


def format_csv_columns(source: Source, columns: Columns) -> bytes:
    """The bytes of a CSV file of a source with many rows, column by column. Called for the synthetic extracts about
    persons. columns: by canonical name, all those of the source."""
    texts = [_format_column(column, columns[column.name]) for column in source.columns]
    table = pa.table(texts, names=[str(i) for i in range(len(texts))])
    sink = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    pyarrow.csv.write_csv(table, sink, options)
    head = ";".join(list_headings(source)) + "\n"
    return _BOM + (head.encode("utf-8") + sink.getvalue()).replace(b"\n", b"\r\n")


def _format_cell(column: Column, value: object) -> object:
    """A value as it stands in a cell: dates as text, a year and a decimal as a number; "" for None. Called for each
    cell of a synthetic workbook, and of a CSV file that is written row by row."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.year if column.type is Type.YEAR else value.strftime(_FORMATS.get(column.type, "%d-%m-%Y"))
    return float(value) if isinstance(value, Decimal) else value


def format_csv_rows(source: Source, rows: Iterable[Row]) -> bytes:
    """The bytes of a CSV file, row by row; None is an empty field. Called for the few synthetic eviction cases."""
    lines = [";".join(list_headings(source))]
    lines += [";".join(str(_format_cell(c, row[c.name])) for c in source.columns) for row in rows]
    return _BOM + "".join(line + "\r\n" for line in lines).encode("utf-8")


def format_workbook(source: Source, rows: Iterable[Row]) -> bytes:
    """The bytes of an Excel file with one sheet; the same rows give the same bytes. None is an empty cell. Called for
    the synthetic move-outs, and for the tables by area of LBF (the national fund of social housing)."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Udtræk")
    sheet.write_row(0, 0, list_headings(source))
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(source.columns):
            value = _format_cell(column, row[column.name])
            if value != "":
                sheet.write(number, place, value)
    book.close()
    return sink.getvalue()


def save(path: Path, content: bytes) -> None:
    """Write a file, and the folder it lies in if it is not there; a file that is there is replaced. Called for each
    synthetic extract and each list that the demo writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
