"""The files of a source -> one frame: columns found and typed, rows put in areas, persons made pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from hpanalysis.definitions.model import Personal, Place, Source
from hpanalysis.load.columns import list_wanted_columns, open_columns, read_cells, read_column
from hpanalysis.load.persons import Key
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.places import AREA_NAME, place_by_address, place_by_department, place_by_name
from hpanalysis.load.placing.residence import place_by_residence
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class Loaded:
    """A source's frame as it was delivered.

    frame: `person` (32 hexadecimal digits, if the source has CPR), `area_id` (null outside the areas), then the
    source's own columns by their canonical names; no CPR, name or address. rows: rows in the files, all of them in
    the frame. unmatched: rows that could be put neither in an area nor outside, for the address cannot be read or
    the block is not told; their area_id is null. addresses: what the addresses turned out to be, None where the
    source has none. by_history: rows whose area is that of a residence history, None where none was given.
    """

    frame: pd.DataFrame
    rows: int
    unmatched: int
    addresses: AddressTally | None = None
    by_history: int | None = None


def _read_file(path: Path, source: Source, plan: Plan, key: Key) -> tuple[pa.Table, int, AddressTally]:
    """One file's rows with the frame's columns, how many of them are unmatched, and what their addresses are."""
    opened = open_columns(path, source)
    cells, columns, unmatched, addresses = opened.cells(), {}, 0, AddressTally()
    for column in list_wanted_columns(source):
        text = cells[column.name]
        if column.personal is Personal.CPR:
            columns["person"] = read_cells(opened, column, text, key.pseudonym, pa.string())
        elif column.personal is Personal.ADDRESS:
            columns["area_id"], addresses = place_by_address(opened, column, text, plan)
        elif source.place is Place.AREA and column.name == AREA_NAME:
            columns["area_id"] = place_by_name(opened, column, text, plan)
        else:
            columns[column.name] = read_column(opened, column, text)
    if source.place is Place.DEPARTMENT:
        placed, unmatched = place_by_department(columns, plan)
        columns |= placed
    return pa.table(_order_columns(columns)), unmatched + addresses.unreadable, addresses


def _order_columns(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    first = [name for name in ("person", "area_id") if name in columns]
    return {name: columns[name] for name in (*first, *(name for name in columns if name not in first))}


def _choose_pandas_type(kind: pa.DataType) -> pd.ArrowDtype | None:
    """Dates and decimals stay what they are; pandas' own types would make them moments and objects."""
    return pd.ArrowDtype(kind) if pa.types.is_date(kind) or pa.types.is_decimal(kind) else None


def load(source: Source, files: list[Path], plan: Plan, key: Key, history: pd.DataFrame | None = None) -> Loaded:
    """The rows of all `files` of a source as one frame, in the order of files and rows; see `Loaded`.

    Integers are int64, decimals decimal(18, 4), dates and months dates, texts str. A file that cannot be read, a
    missing column or an impossible value raises `Stop` with file, row and column, and never the value.
    history: the frame of a residence history; with it a person belongs where she lived on the row's own date.
    """
    if not files:
        raise ValueError(f"no file of {source.name} to load")
    parts = [_read_file(path, source, plan, key) for path in files]
    table, told = pa.concat_tables([part for part, *_ in parts]), None
    if history is not None and source.follows_persons:
        table, told = place_by_residence(table, source, history)
    frame = table.to_pandas(types_mapper=_choose_pandas_type)
    addresses = sum((tally for *_, tally in parts), AddressTally()) if source.place is Place.ADDRESS else None
    return Loaded(frame, table.num_rows, sum(unmatched for _, unmatched, _ in parts), addresses, told)
