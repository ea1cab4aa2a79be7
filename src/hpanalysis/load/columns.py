"""Finds the columns of a delivered file by their headings and reads them, cell by cell.

A fault raises `Stop` with the file, the row and the column, and never with the value of a cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Column, Source, Type
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.extract_file import ExtractFile, open_extract
from hpanalysis.load.headings import find_positions, list_wanted_columns
from hpanalysis.load.persons import may_contain_cpr
from hpanalysis.load.readable_forms import describe_shape
from hpanalysis.load.values import TwoReadings, find_reader, normalise_text, spell_case_number

# The Arrow type of each column type; months and years are the first day of theirs.
_ARROW_TYPES = {
    Type.TEXT: pa.string(),
    Type.CODE: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DECIMAL: pa.decimal128(18, 4),
    Type.DATE: pa.date32(),
    Type.MONTH: pa.date32(),
    Type.YEAR: pa.date32(),
}


@dataclass(frozen=True)
class OpenedExtract:
    """A delivered file whose wanted columns have been found by their headings. Made for each file that is loaded; those
    who read and place its rows take it, so that they can name file, row and column in an error."""

    file: ExtractFile
    errors: ExtractErrors  # makes the `Stop` of a fault in this file
    positions: dict[str, int]  # a column's canonical name -> where it stands in the file, from 0

    def heading(self, column: Column) -> str:
        """The column's heading as the file spells it, but for spaces and signs without width (`normalise_text`). Called
        when an error message names the column."""
        return normalise_text(self.file.headings[self.positions[column.name]])

    def read_texts(self) -> dict[str, pa.ChunkedArray]:
        """Read the wanted columns as text: canonical name -> cells. An empty cell is null. Called once a file, when
        these columns have been found. Raises `Stop` for a file without rows or with a broken one."""
        table = self.file.read(list(self.positions.values()))
        return {name: table.column(str(position)) for name, position in self.positions.items()}


def open_columns(path: Path, source: Source) -> OpenedExtract:
    """Open a delivered file and find its wanted columns. Called once for each file that is loaded. `Stop` where the
    file cannot be read, a wanted column is missing, or two columns of it have a heading of the same wanted column."""
    errors, file = ExtractErrors(path, source), open_extract(path, source)
    candidates, positions = find_positions(source, file.headings), {}
    for column in list_wanted_columns(source):
        if not candidates[column.name]:
            raise errors.no_column(column)
        if len(candidates[column.name]) > 1:
            raise errors.two_columns(column)
        positions[column.name] = candidates[column.name][0]
    return OpenedExtract(file, errors, positions)


@dataclass(frozen=True)
class DistinctCells:
    """A column of a file as its distinct values and the place of each row's value among them. Made by
    `read_distinct_cells`, because an extract has far more rows than persons, addresses or codes, and what is to be made
    of a value is made once."""

    values: list[Any] = field(repr=False)  # as read; None for a blank cell; two spellings of one value are two
    rows: pa.Array = field(repr=False)  # for each row the place of its value; null for an empty cell

    def make_column(self, make: Callable[[Any], object], kind: pa.DataType) -> pa.Array:
        """A row each, of the Arrow type `kind`: what `make` gives for the row's value, and null for a blank cell.
        Called for each column of a frame that is made of the file's column."""
        made = [None if value is None else make(value) for value in self.values]
        return pa.array(made, kind).take(self.rows)

    def count_rows(self) -> list[int]:
        """How many rows have each of the values. Called when addresses are tallied."""
        counted = pc.value_counts(self.rows)
        rows = dict(zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True))
        return [rows[place] for place in range(len(self.values))]


def read_cells(
    opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, read: Callable[[str], object], kind: pa.DataType
) -> pa.Array:
    """Turn the texts of a column into values of the Arrow type `kind`, with the function `read` (text -> value). Called
    for each wanted column of a file but CPR numbers and addresses, of which more than one thing is made. Blank cells
    and faults are as in `read_distinct_cells`."""
    return read_distinct_cells(opened, column, cells, read).make_column(lambda value: value, kind)


def read_distinct_cells(
    opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, read: Callable[[str], object]
) -> DistinctCells:
    """Read the texts of a column with the function `read` (text -> value), each distinct text once.

    Called for each wanted column of a file: for CPR numbers and addresses by those who make a frame's columns of them,
    else by `read_cells`. A blank cell becomes None. A text for which `read` raises `ValueError`, or a blank cell in a
    required column, raises `Stop`, which names the first such row; where most of a column cannot be read, it describes
    the form of the texts instead.
    """
    encoded = cells.combine_chunks().dictionary_encode()
    values, unreadable, two_readings = [], [], []
    # The ValueError is caught here, next to the text, because its traceback could carry the text to a log.
    for index, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(read(normalised) if (normalised := normalise_text(text)) else None)
        except TwoReadings:
            values.append(None)
            two_readings.append(index)
        except ValueError:
            values.append(None)
            unreadable.append(index)
    if two_readings:
        faulty = pc.is_in(encoded.indices, pa.array(two_readings, encoded.indices.type))
        _refuse_rows(opened, column, faulty, empty=False, two_readings=True)
    if unreadable:
        faulty = pc.is_in(encoded.indices, pa.array(unreadable, encoded.indices.type))
        readable = len(encoded) - pc.sum(_find_blank_rows(values, encoded.indices)).as_py()
        if 1 < pc.sum(faulty).as_py() > readable:
            texts = (normalise_text(encoded.dictionary[index].as_py()) for index in unreadable)
            raise opened.errors.another_form(
                column, opened.heading(column), shape=describe_shape(texts), every_row=not readable
            )
        _refuse_rows(opened, column, faulty, empty=False)
    if column.required and (encoded.indices.null_count or None in values):
        _refuse_rows(opened, column, _find_blank_rows(values, encoded.indices), empty=True)
    return DistinctCells(values, encoded.indices)


def _find_blank_rows(values: list[Any], rows: pa.Array) -> pa.Array:
    """For each row whether it has no value. Called where a column has such rows and may not, or has faulty ones.
    values, rows: as in `DistinctCells`."""
    return pa.array([value is None for value in values], pa.bool_()).take(rows).fill_null(True)


def _refuse_rows(
    opened: OpenedExtract, column: Column, faulty: pa.Array, *, empty: bool, two_readings: bool = False
) -> None:
    """Raise `Stop` for the rows of a column where `faulty` is True: it names the first of them and counts the others.
    Called by `read_cells` where a column has such rows. empty: a blank cell in a required column is the fault, and not
    a bad value. two_readings: the fault is a number such as `50,935`, which may have decimals or thousands."""
    row = opened.file.find_row_number(faulty.index(pa.scalar(True)).as_py())
    others = pc.sum(faulty).as_py() - 1
    if two_readings:
        raise opened.errors.two_readings(column, opened.heading(column), row, others)
    raise opened.errors.impossible(column, opened.heading(column), row, others, empty=empty)


def read_column(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray) -> pa.Array:
    """Read a column that is kept in the frame, by the type that its definition declares. Called for every wanted column
    of a file but the CPR number, the address and the area's name. cells: the column's texts. A free text that looks
    like a CPR number raises `Stop`, because the number must not reach a frame."""
    typed = read_cells(opened, column, cells, find_reader(column), _ARROW_TYPES[column.type])
    if column.type is Type.TEXT and any(may_contain_cpr(text) for text in typed.unique().to_pylist() if text):
        raise opened.errors.looks_like_cpr(column, opened.heading(column))
    # Only after the look for CPR numbers, which a lost nought would hide.
    return _spell_alike(typed) if column.tells_cases_apart else typed


def _spell_alike(numbers: pa.Array) -> pa.Array:
    """Case numbers, each in one spelling (`spell_case_number`), so that a case that is written in two ways is not taken
    for two. Called by `read_column` for the column that tells cases apart."""
    encoded = numbers.dictionary_encode()
    spelled = [spell_case_number(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(spelled, pa.string()).take(encoded.indices)
