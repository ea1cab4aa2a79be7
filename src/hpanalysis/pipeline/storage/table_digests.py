"""tables.json in data/processed/<half-year>: the digests of what its latest run wrote, by which damage is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Period, Publication
from hpanalysis.sealed_json import DamagedRecord, format_sealed, read_sealed
from hpanalysis.workspace import Workspace

FILE = "tables.json"


@dataclass(frozen=True)
class MadeOf:
    """What a half-year's tables were made of. Written by the run that made them, and compared by the next."""

    digest: str  # of all that decides them beside frames
    frames: str  # of the frames
    extract_rules: int  # how many rows of the table checks are of the rules on the extracts; the others come after


def write_table_digests(publication: Publication[HalfYear], paths: Iterable[Path], made_of: MadeOf) -> None:
    """Write the digests of a half-year's tables, so that a later run can see whether a table has been damaged since,
    and whether they need be made again. Called once a run, when it has written the tables. paths: their files, in the
    half-year's folder of data/processed."""
    told = {"written": digests.digest_files(paths, publication.internal), "made_of": asdict(made_of)}
    write_text(format_sealed(told, f"{publication.name}/{FILE}"), publication.internal / FILE)


def read_table_digests(publication: Publication[Period]) -> dict[str, str]:
    """File -> sha256 of the tables of a half-year's latest run, as it wrote them, by their names in its folder; empty
    where no digests were written, as by an older program. `DamagedRecord` where the file is not whole. Called when a
    table is held against them."""
    told = read_sealed(publication.internal / FILE, f"{publication.name}/{FILE}", ("written",))
    return told["written"] if told else {}


def read_made_of(publication: Publication[Period]) -> MadeOf | None:
    """What a half-year's tables were made of; None where nothing whole is told, as by an older program. Called when a
    run sees whether they need be made again."""
    try:
        told = read_sealed(publication.internal / FILE, f"{publication.name}/{FILE}", ("written",))
    except DamagedRecord:
        return None
    return MadeOf(**told["made_of"]) if told and "made_of" in told else None


def digest_frames(workspace: Workspace, half_year: HalfYear) -> str:
    """One digest of the frames that a half-year's figures may be counted from, as they lie there: of its deliveries and
    those before, with the checks of each. Called before what was made of frames is reused, because a frame may have
    gone since, as one whose extract was deleted."""
    files: dict[str, str] = {}
    for half in half_year.since(workspace.plan.first):
        folder = workspace.folder(half)
        paths = (path for part in ("frames", "checks") for path in folder.glob(f"{part}/*.parquet"))
        files |= {f"{half}/{name}": sha256 for name, sha256 in digests.digest_files(paths, folder).items()}
    return digests.digest_texts(part for item in files.items() for part in item)


def find_damaged_tables(publication: Publication[Period]) -> list[str]:
    """The tables of a half-year's latest run that are not as it wrote them, by their names in its folder; where the
    file of their digests is damaged, its name. Empty also where no digests were written, as by an older program. Called
    when a run finds its publication up to date."""
    try:
        return digests.find_changed(read_table_digests(publication), publication.internal)
    except DamagedRecord:
        return [FILE]
