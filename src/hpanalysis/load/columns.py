"""The columns of a delivered file: found by any heading they may bear, read cell by cell, each fault with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Column, Source, Type
from hpanalysis.load.findings import ExtractErrors
from hpanalysis.load.formats.formats import ExtractFile, open_extract
from hpanalysis.load.headings import find_positions, list_wanted_columns
from hpanalysis.load.persons import may_contain_cpr
from hpanalysis.load.values import ARROW_TYPES, find_reader, normalise_text


@dataclass(frozen=True)
class OpenedExtract:
    """A file with the position of each column that is read."""

    file: ExtractFile
    about: ExtractErrors
    positions: dict[str, int]

    def heading(self, column: Column) -> str:
        """The column's heading as it stands in the file."""
        return normalise_text(self.file.headings[self.positions[column.name]])

    def cells(self) -> dict[str, pa.ChunkedArray]:
        """The text of the wanted columns, by canonical name."""
        table = self.file.read(list(self.positions.values()))
        return {name: table.column(str(position)) for name, position in self.positions.items()}


def open_columns(path: Path, source: Source) -> OpenedExtract:
    """The file with its wanted columns found. One that is missing, or stands twice, raises `Stop`."""
    about, file, found = ExtractErrors(path, source), open_extract(path, source), {}
    stand = find_positions(source, file.headings)
    for column in list_wanted_columns(source):
        positions = stand[column.name]
        if not positions:
            raise about.no_column(column)
        if len(positions) > 1:
            raise about.two_columns(column)
        found[column.name] = positions[0]
    return OpenedExtract(file, about, found)


def read_cells(
    opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, read: Callable[[str], object], kind: pa.DataType
) -> pa.Array:
    """The cells read one distinct text at a time: the text and its `ValueError` end here.

    A blank cell is null. A text that cannot be read, or a required cell left blank, raises `Stop`.
    """
    encoded = cells.combine_chunks().dictionary_encode()
    values, bad = [], []
    for index, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(read(normalise_text(text)) if normalise_text(text) else None)
        except ValueError:
            values.append(None)
            bad.append(index)
    if bad:
        _refuse_rows(opened, column, pc.is_in(encoded.indices, pa.array(bad, encoded.indices.type)), empty=False)
    typed = pa.array(values, kind).take(encoded.indices)
    if column.required and typed.null_count:
        _refuse_rows(opened, column, typed.is_null(), empty=True)
    return typed


def _refuse_rows(opened: OpenedExtract, column: Column, faulty: pa.Array, empty: bool) -> None:
    """Stop, naming the first of the rows that are True."""
    first = faulty.index(pa.scalar(True)).as_py()
    others = pc.sum(faulty).as_py() - 1
    raise opened.about.impossible(column, opened.heading(column), opened.file.row(first), others, empty)


def read_column(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray) -> pa.Array:
    """A column of the source's own, by its type. Text that looks like a CPR stops: it must not reach a frame."""
    found = read_cells(opened, column, cells, find_reader(column), ARROW_TYPES[column.type])
    if column.type is Type.TEXT and any(may_contain_cpr(text) for text in found.unique().to_pylist() if text):
        raise opened.about.looks_like_cpr(column, opened.heading(column))
    return found
