"""Extracts as the real systems write them: CSV with `;`, BOM and CRLF, or Excel; Danish headings and dates."""

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

from hpanalysis.definitions.model import Column, Personal, Source, Type

_BOM = b"\xef\xbb\xbf"
_CREATED = datetime(2024, 1, 1)
_FORMATS = {Type.DATE: "%d-%m-%Y", Type.MONTH: "%Y-%m", Type.YEAR: "%Y"}


def list_headings(source: Source) -> list[str]:
    return [column.headings[0] for column in source.columns]


def _format_column(column: Column, values: np.ndarray | pa.Array) -> pa.Array:
    """A column as text: dates as the systems write them, codes in their own words, nothing for what is missing."""
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values
    mask = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None
    data = np.asarray(np.ma.getdata(values))
    if column.type in _FORMATS:
        return _format_dates(data, mask, _FORMATS[column.type])
    if column.type is Type.CODE:
        words = {code: word for word, code in column.codes.items()}
        found, place = np.unique(data, return_inverse=True)
        return pa.array([words[str(code)] for code in found]).take(pa.array(place))
    return pa.array(data, mask=mask).cast(pa.string())


def _format_dates(data: np.ndarray, mask: np.ndarray | None, form: str) -> pa.Array:
    found, place = np.unique(data, return_inverse=True)
    words = pa.array([day.strftime(form) for day in found.astype("datetime64[D]").astype(object)])
    return pc.fill_null(words.take(pa.array(place, mask=mask)), "")


def format_csv_columns(source: Source, columns: dict[str, np.ndarray | pa.Array]) -> bytes:
    """A CSV file of a source, from its canonical columns (days as numbers, codes, or text ready made)."""
    texts = [_format_column(column, columns[column.name]) for column in source.columns]
    table = pa.table(texts, names=[str(i) for i in range(len(texts))])
    sink = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    pyarrow.csv.write_csv(table, sink, options)
    head = ";".join(list_headings(source)) + "\n"
    return _BOM + (head.encode("utf-8") + sink.getvalue()).replace(b"\n", b"\r\n")


def _format_cell(column: Column, value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.year if column.type is Type.YEAR else value.strftime(_FORMATS.get(column.type, "%d-%m-%Y"))
    return float(value) if isinstance(value, Decimal) else value


def format_csv_rows(source: Source, rows: Iterable[dict]) -> bytes:
    """A small CSV file, row by row; None is an empty field."""
    lines = [";".join(list_headings(source))]
    lines += [";".join(str(_format_cell(c, row[c.name])) for c in source.columns) for row in rows]
    return _BOM + "".join(line + "\r\n" for line in lines).encode("utf-8")


def format_workbook(source: Source, rows: Iterable[dict]) -> bytes:
    """An Excel file of one sheet; the same rows give the same bytes."""
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


def of_persons(source: Source) -> bool:
    return any(column.personal is Personal.CPR for column in source.columns)


def save(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
