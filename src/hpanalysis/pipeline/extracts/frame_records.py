"""The record beside a frame: what the frame was made from, and the digest of each file that was written with it.

A frame whose extract lies in data/raw is a cache, and what is damaged of it is made again. One whose extract was
deleted as agreed is the only copy there is: it is never removed because something is wrong with it, and the run stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import remove_file, write_bytes, write_text
from hpanalysis.sealed_json import format_sealed, read_sealed
from hpanalysis.workspace import Workspace

_NEEDED = ("made_from", "files")


@dataclass(frozen=True, kw_only=True)
class FrameRecord:
    """What a delivery's frame was made from and what was written with it. Made when a delivery is loaded, and read by
    every later run that counts from the frame."""

    made_from: str  # the digest of files, rules, plan, program and key
    files: dict[str, str]  # name -> sha256 of the extract's files; told by the manifest even when they are deleted
    written: dict[str, str] = field(default_factory=dict)  # name in the half-year's folder -> sha256
    deleted: bool = False  # the extract was deleted as agreed, and the frame stands
    # Danish finding on a free text -> keyed tokens (hexadecimal) of what may be a CPR number in it.
    doubtful: dict[str, list[str]] = field(default_factory=dict)


def find_checks_path(workspace: Workspace, source: str, half_year: HalfYear) -> Path:
    """The path of the table with the results of the rules on a delivery. They are written when the delivery is loaded,
    and read in later runs that do not load it again. Called when that table is written, read, copied, removed, or
    looked at for damage."""
    return workspace.folder(half_year) / "checks" / f"{source}.parquet"


def find_record_path(workspace: Workspace, source: str, half_year: HalfYear) -> Path:
    """The path of the JSON file beside a delivery's frame that says what the frame was made from. Called wherever that
    record is written, read, looked for, copied or removed."""
    return workspace.frame(source, half_year).with_suffix(".json")


def find_persons_path(workspace: Workspace, source: str, half_year: HalfYear) -> Path:
    """The path of the keyed tokens of a delivery's persons, which texts are held against (`known_persons`). Called when
    a delivery is loaded, and when the persons are read. A source without persons has no such file."""
    return workspace.frame(source, half_year).with_suffix(".persons")


def _name_record(source: str, half_year: HalfYear) -> str:
    """The name that the record of a loaded frame carries, such as `2026H1/elevfravaer`. Called when a record is
    written, and when it is read, so that another frame's record is not taken for it."""
    return f"{half_year}/{source}"


def read_record(workspace: Workspace, source: str, half_year: HalfYear) -> FrameRecord | None:
    """The record of what a delivery's frame was made from and of the files made with it; None where there is none,
    `DamagedRecord` where it is not whole. Called for each delivery of a run, and, as a run begins and for its manifest,
    for each frame whose extract is not in data/raw any more."""
    content = read_sealed(find_record_path(workspace, source, half_year), _name_record(source, half_year), _NEEDED)
    if content is None:
        return None
    return FrameRecord(**{each.name: content[each.name] for each in fields(FrameRecord) if each.name in content})


def write_record(workspace: Workspace, source: str, half_year: HalfYear, record: FrameRecord) -> None:
    """Write the record of a delivery's frame beside the frame: what it was made from, and the digests of the files
    written with it. Called when the delivery has been loaded without a critical finding, with its residence history in
    order if it needs one, and when its extract turns out to be deleted as agreed."""
    text = format_sealed(asdict(record), _name_record(source, half_year))
    write_text(text, find_record_path(workspace, source, half_year))


def write_persons(workspace: Workspace, source: str, half_year: HalfYear, tokens: bytes) -> None:
    """Write the keyed tokens of a delivery's persons beside its frame; none are left of a source without persons.
    Called when its delivery has been loaded without a critical finding. tokens: as `load.frame.Loaded.persons`."""
    path = find_persons_path(workspace, source, half_year)
    if tokens:
        write_bytes(tokens, path)
    else:
        remove_file(path)


def digest_written(workspace: Workspace, half_year: HalfYear, paths: Iterable[Path]) -> dict[str, str]:
    """The digests of the files that were written with a frame, by their names in the half-year's folder, for `written`
    of the frame's record. Called when a delivery has been loaded, and when the record of a deleted extract has no
    digests yet."""
    return digests.digest_files(paths, workspace.folder(half_year))


def find_damaged(
    workspace: Workspace, source: str, half_year: HalfYear, record: FrameRecord, *, only_copies: bool = False
) -> list[str]:
    """Names of the files made when a delivery was loaded (frame, checks, lists) that are missing or were changed since.

    The names are those in the half-year's folder; there are none where all can be relied on. Called by a run and by
    `hpanalysis check` for each delivery that need not be loaded again otherwise, and, with only_copies, for a frame
    that is kept though its extract is gone. record: has the files' digests. only_copies: leave out the lists for the
    data unit, which no figure rests on and which nobody can make again once the extract is deleted.
    """
    folder = workspace.folder(half_year)
    paths = (workspace.frame(source, half_year), find_checks_path(workspace, source, half_year))
    own = [path.relative_to(folder).as_posix() for path in paths]
    missing = [name for name in own if not (folder / name).is_file()]
    told = {name: sha256 for name, sha256 in record.written.items() if not only_copies or name in own}
    return list(dict.fromkeys([*missing, *digests.find_changed(told, folder)]))


def forget(workspace: Workspace, source: str, half_year: HalfYear) -> None:
    """Remove the record of a delivery's frame, so that the next run loads the delivery anew. Called before a delivery
    is loaded, and when something that it was made from changed while the run went on."""
    remove_file(find_record_path(workspace, source, half_year))


def describe_lost(source: str, half_year: HalfYear, names: Iterable[str]) -> str:
    """The Danish finding on a frame that cannot be made again, because its extract was deleted as agreed and a file of
    it is damaged; it stops the run. Called for each such frame. names: the files at fault, in the half-year's
    folder."""
    return format_finding(
        f"{', '.join(f'»{name}«' for name in names)} i mappen data/processed/{half_year}",
        "Filen er ikke, som den blev skrevet, og kan ikke laves igen, for udtrækket er slettet. Intet er fjernet.",
        expected="filen, som den var, for halvårets tal hviler på den.",
        do=f"Læg filen tilbage fra en sikkerhedskopi, eller læg udtrækket i data/raw/{half_year}, og kør igen. Findes "
        f"ingen af dem, så fjern filerne {source} i mapperne frames og checks; deres tal udgår da.",
        ask="dataenheden.",
    )
