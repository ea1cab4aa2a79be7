"""The files of a source -> one frame: columns read by type, rows placed in areas, CPR numbers made pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from hpanalysis.cpr import is_woman, read_birth_year
from hpanalysis.definitions.model import BIRTH_YEAR, MAN, SEX, WOMAN, Personal, Place, Source, Type
from hpanalysis.definitions.sources.deltagere import ACTIVITY
from hpanalysis.load.activities import read_activities
from hpanalysis.load.columns import DistinctCells, list_wanted_columns, open_columns, read_column, read_distinct_cells
from hpanalysis.load.persons import Key, parse_cpr
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.places import AREA_NAME, place_by_address, place_by_department, place_by_name
from hpanalysis.load.placing.residence import place_by_residence
from hpanalysis.load.placing.unknown_departments import UnknownDepartments
from hpanalysis.load.tokens import TokenTally
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class Loaded:
    """What `load` made of the files of one source: its frame, and how well its rows could be placed in areas. Read by
    `pipeline.extracts.loading`, which validates and stores the frame, and by the rules on addresses."""

    # `person` (32 hexadecimal digits, if the source has CPR numbers), `area_id` (null outside the areas; none in a list
    # of participants), what
    # breakdowns need of the CPR number (`Source.breakdown_columns`), then the source's other columns by their canonical
    # names. It holds no CPR number, day of birth, name or address.
    frame: pd.DataFrame
    rows: int  # rows in the files; all of them are in the frame
    unmatched: int  # rows whose address cannot be read, so that their area_id is unknown
    addresses: AddressTally | None = None  # how the addresses were recognised; None if the source has none
    by_history: int | None = None  # rows placed by a residence history; None if none was given
    persons: bytes = field(default=b"", repr=False)  # keyed tokens of its persons, as `cpr.Persons` reads them
    # Danish finding on a free text -> keyed tokens of what may be a CPR number in it, to be held against all persons.
    doubtful: dict[str, tuple[bytes, ...]] = field(default_factory=dict, repr=False)


def _tell_sex(number: str) -> str:
    """The sex of the person of a CPR number of ten digits, as frames have it. Called for each distinct number of a
    source whose figures are told by sex."""
    return WOMAN if is_woman(number) else MAN


def _make_person_columns(source: Source, numbers: DistinctCells, tally: TokenTally) -> dict[str, pa.Array]:
    """The columns of a frame that are made of a file's CPR numbers, by their names: the pseudonym, and of sex and year
    of birth those that the source's figures are broken down by (`Source.breakdown_columns`), so that no frame keeps
    more of a number than is used. Called for the CPR column of a file. numbers: each of ten digits."""
    makers = {SEX: (_tell_sex, pa.string()), BIRTH_YEAR: (read_birth_year, pa.int64())}
    columns = {"person": numbers.make_column(tally.make_pseudonym, pa.string())}
    return columns | {name: numbers.make_column(*makers[name]) for name in source.breakdown_columns}


def _read_file(
    path: Path, source: Source, plan: Plan, tally: TokenTally, unknown: UnknownDepartments
) -> tuple[pa.Table, AddressTally]:
    """Read one delivered file of a source: its rows with the frame's columns, and the tally of its addresses (empty for
    a source without any). Called by `load` for each file. `Stop` where the file or a cell of it cannot be read.
    tally: makes the pseudonyms, and takes in persons and free texts. unknown: takes in the rows of a department that
    the plan does not know."""
    opened = open_columns(path, source)
    texts, addresses = opened.read_texts(), AddressTally()
    columns: dict[str, pa.Array] = {}
    for column in list_wanted_columns(source):
        text = texts[column.name]
        if column.personal is Personal.CPR:
            columns |= _make_person_columns(source, read_distinct_cells(opened, column, text, parse_cpr), tally)
        elif column.personal is Personal.ADDRESS:
            columns["area_id"], addresses = place_by_address(opened, column, text, plan)
        elif source.place is Place.AREA and column.name == AREA_NAME:
            columns["area_id"] = place_by_name(opened, column, text, plan)
        elif source.lists_participants and column.name == ACTIVITY:
            columns[column.name] = read_activities(opened, column, text, plan)
        else:
            columns[column.name] = read_column(opened, column, text)
            if column.type is Type.TEXT:
                finding = str(opened.errors.looks_like_cpr(column, opened.heading(column)))
                tally.add_texts(finding, (each for each in text.unique().to_pylist() if each))
    if source.place is Place.DEPARTMENT:
        columns |= place_by_department(opened, columns, plan, unknown)
    # Person and area come first in every frame, so that files with another order of columns can be put together.
    first = [name for name in ("person", "area_id") if name in columns]
    in_order = {name: columns[name] for name in (*first, *(name for name in columns if name not in first))}
    return pa.table(in_order), addresses


def _choose_pandas_type(kind: pa.DataType) -> pd.ArrowDtype | None:
    """The pandas type of a column when the Arrow table becomes a frame; None leaves the choice to pandas. Called by
    Arrow's `to_pandas`, which `load` passes it to, for each type of column. Dates and decimals are kept as Arrow types,
    because pandas would make them timestamps and objects."""
    return pd.ArrowDtype(kind) if pa.types.is_date(kind) or pa.types.is_decimal(kind) else None


def load_frame(source: Source, files: list[Path], plan: Plan, key: Key, history: pd.DataFrame | None = None) -> Loaded:
    """Read all files of one source as one frame, its rows in order, and count how well they could be placed in areas.

    Called by `pipeline.extracts.loading` for each delivery that is new, changed or has a damaged frame, before it is
    validated. Integers are int64, decimals decimal(18, 4), dates and months dates, texts str. A file that cannot be
    read, a missing column or an impossible value raises `Stop` with file, row and column, and never the value; so do
    organisations, departments and blocks that the plan does not know, all in one. No files at all raise `ValueError`.
    key: makes the pseudonyms. history: a residence history's frame. With it a person belongs to the area where she
    lived on the row's date; without, and for a source that does not follow persons, the row's own address decides.
    """
    if not files:
        raise ValueError(f"no file of {source.name} to load")
    unknown, tokens = UnknownDepartments(), TokenTally(key)
    parts = [_read_file(path, source, plan, tokens, unknown) for path in files]
    unknown.refuse(source, plan)
    table, by_history = pa.concat_tables([part for part, _ in parts]), None
    if history is not None and source.follows_persons:
        table, by_history = place_by_residence(table, source, history)
    frame = table.to_pandas(types_mapper=_choose_pandas_type)
    tally = sum((tally for _, tally in parts), AddressTally())
    addresses = tally if source.place is Place.ADDRESS else None
    return Loaded(
        frame, table.num_rows, tally.unreadable, addresses, by_history, tokens.persons, doubtful=tokens.doubtful
    )
