"""The persons of all extracts that were loaded, by keyed tokens: what may be a CPR number in a text is held against
them. The tokens lie beside the frames; without the key, which lies elsewhere, they tell nobody's number."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis import load
from hpanalysis.cpr import TOKEN_BYTES, Persons, join_tokens
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import frame_records
from hpanalysis.pipeline.storage import digests
from hpanalysis.sealed_json import DamagedRecord
from hpanalysis.workspace import Workspace


def _list_frames(workspace: Workspace) -> Iterator[tuple[str, HalfYear]]:
    """Yield source and half-year of every frame in data/processed, of later half-years too. Called when the persons are
    read: whoever is in any extract may be told of in a text."""
    for path in sorted(workspace.processed.glob("*/frames/*.parquet")):
        try:
            yield path.stem, HalfYear.parse(path.parent.parent.name)
        except UnknownHalfYear:  # somebody's own folder
            continue


def _read_pseudonyms(workspace: Workspace, source: str, half_year: HalfYear) -> bytes:
    """The tokens of a frame's persons by their pseudonyms alone; empty for a source without persons. Called for a frame
    whose tokens are not there as they were written, as those of an extract deleted before tokens were kept. Digests of
    their numbers are not known then. `Stop` for a frame that cannot be read."""
    import pyarrow.parquet as pq  # few frames come this far, and most commands read no other

    path = workspace.frame(source, half_year)
    try:
        if "person" not in pq.read_schema(path).names:
            return b""
        persons = pq.read_table(path, columns=["person"])["person"].unique().to_pylist()
    except ValueError:  # no Parquet file, or one that was cut short
        raise Stop(
            f"Tabellen {source} er ikke, som kørslen skrev den.",
            place=f"data/processed/{half_year}/frames",
            expected="de personer, som det, der skal udgives, holdes op imod.",
            do=f"Skriv »hpanalysis run {half_year}«, og prøv igen.",
        ) from None
    return join_tokens(bytes.fromhex(person)[:TOKEN_BYTES] for person in persons if person)


def _read_tokens(workspace: Workspace, source: str, half_year: HalfYear) -> bytes:
    """The tokens of a frame's persons, as they were written or else by the frame's pseudonyms. Called for each frame
    when the persons are read."""
    path, folder = frame_records.find_persons_path(workspace, source, half_year), workspace.folder(half_year)
    try:
        record = frame_records.read_record(workspace, source, half_year)
    except DamagedRecord:
        record = None
    told = record.written.get(path.relative_to(folder).as_posix()) if record else None
    if told and digests.is_file_as_told(path, told):
        return path.read_bytes()
    return _read_pseudonyms(workspace, source, half_year)


def read_persons(workspace: Workspace, key: load.Key) -> Persons | None:
    """The persons of all extracts that were ever loaded here, to hold texts against; None where there are none. Called
    when a half-year is examined, and by every gate before something is published or packed. key: made the tokens."""
    stores = [_read_tokens(workspace, *named) for named in _list_frames(workspace)]
    return Persons(key, tuple(filter(None, stores))) if any(stores) else None
