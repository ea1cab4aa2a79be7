"""The columns of a delivered file: found by any heading they may bear, read cell by cell, each fault with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Column, Source, Type
from hpanalysis.load.findings import About
from hpanalysis.load.formats.formats import ExtractFile, open_extract
from hpanalysis.load.headings import places, wanted
from hpanalysis.load.persons import looks_like_cpr
from hpanalysis.load.values import ARROW, plain, reader


@dataclass(frozen=True)
class Opened:
    """A file with the position of each column that is read."""

    file: ExtractFile
    about: About
    positions: dict[str, int]

    def heading(self, column: Column) -> str:
        """The column's heading as it stands in the file."""
        return plain(self.file.headings[self.positions[column.name]])

    def cells(self) -> dict[str, pa.ChunkedArray]:
        """The text of the wanted columns, by canonical name."""
        table = self.file.read(list(self.positions.values()))
        return {name: table.column(str(position)) for name, position in self.positions.items()}


def open_columns(path: Path, source: Source) -> Opened:
    """The file with its wanted columns found. One that is missing, or stands twice, raises `Stop`."""
    about, file, found = About(path, source), open_extract(path, source), {}
    stand = places(source, file.headings)
    for column in wanted(source):
        positions = stand[column.name]
        if not positions:
            raise about.no_column(column)
        if len(positions) > 1:
            raise about.two_columns(column)
        found[column.name] = positions[0]
    return Opened(file, about, found)


def mapped(
    opened: Opened, column: Column, cells: pa.ChunkedArray, read: Callable[[str], object], kind: pa.DataType
) -> pa.Array:
    """The cells read one distinct text at a time: the text and its `ValueError` end here.

    A blank cell is null. A text that cannot be read, or a required cell left blank, raises `Stop`.
    """
    encoded = cells.combine_chunks().dictionary_encode()
    values, bad = [], []
    for index, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(read(plain(text)) if plain(text) else None)
        except ValueError:
            values.append(None)
            bad.append(index)
    if bad:
        _refuse(opened, column, pc.is_in(encoded.indices, pa.array(bad, encoded.indices.type)), empty=False)
    typed = pa.array(values, kind).take(encoded.indices)
    if column.required and typed.null_count:
        _refuse(opened, column, typed.is_null(), empty=True)
    return typed


def _refuse(opened: Opened, column: Column, faulty: pa.Array, empty: bool) -> None:
    """Stop, naming the first of the rows that are True."""
    first = faulty.index(pa.scalar(True)).as_py()
    others = pc.sum(faulty).as_py() - 1
    raise opened.about.impossible(column, opened.heading(column), opened.file.row(first), others, empty)


def typed(opened: Opened, column: Column, cells: pa.ChunkedArray) -> pa.Array:
    """A column of the source's own, by its type. Text that looks like a CPR stops: it must not reach a frame."""
    found = mapped(opened, column, cells, reader(column), ARROW[column.type])
    if column.type is Type.TEXT and any(looks_like_cpr(text) for text in found.unique().to_pylist() if text):
        raise opened.about.looks_like_cpr(column, opened.heading(column))
    return found
