"""The record of a run (`run-<edition>.json`): what it was made from and what came of it, so that nothing is made twice.

A record is written beside the old one before what it tells of is published, and takes its place after: so there is
never a publication without its record, nor a record of what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hpanalysis import publish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publication import kept_copies
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import clear_place, remove_file, remove_unfinished, write_text
from hpanalysis.publications import Period, Publication, Superseded, parse_folder_name
from hpanalysis.sealed_json import DamagedRecord
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_NEXT = ".klar.json"


def _find_next_record_path(publication: Publication[Period]) -> Path:
    """The path of the JSON record of a publication that is about to be published. It is beside the record that is in
    force, of what lies in reports/ now. Called when the record is written."""
    return publication.record_path.with_name(f"{publication.record_path.stem}{_NEXT}")


def digest_kept_files(publication: Publication[Period]) -> str:
    """One digest of a publication's executed notebooks and, of a half-year, its check results. Called when a run's
    record is written or compared, and before a package, which holds these files: a later run that failed may have left
    others in their place."""
    executed = digests.digest_folder(publication.executed, "*.ipynb")
    if not isinstance(publication.period, HalfYear):
        return executed
    checks = publication.workspace.table_path("checks", publication.period)
    return digests.digest_texts([executed, digests.digest_file(checks) if checks.is_file() else ""])


def stands(publication: Publication[Period], made_from: str) -> bool:
    """Whether a publication was made from the very same things (`made_from`: their digest) and lies unchanged in its
    folder. Called in each run, once its inputs are read, because a run then need make no page."""
    record = publication.read_record()
    if record.get("made_from") != made_from or not publication.folder.is_dir():
        return False
    return record["published"] == digests.digest_folder(publication.folder, "*")


def find_damaged_record(publication: Publication[Period]) -> list[str]:
    """The name of a publication's record if what lies there is not the record whole, else nothing. Called in each run,
    for what is said of a publication that is made again."""
    try:
        publication.read_record_file(publication.record_path)
    except DamagedRecord:
        return [publication.record_path.name]
    return []


def find_what_to_make_again(publication: Publication[Period]) -> list[str]:
    """The names of what is damaged among the things in data/processed that belong to a publication: its record, its
    executed notebooks, or a table that later half-years need. Empty where all is whole. Called in a run whose
    publication is up to date, because record and notebooks can be made again only together with its pages."""
    record, workspace = publication.read_record(), publication.workspace
    if damaged := find_damaged_record(publication):
        return damaged
    if record.get("kept") != digest_kept_files(publication):
        return [publication.executed.name]
    if not isinstance(publication.period, HalfYear):
        return []
    paths = {
        workspace.table_path(name, publication.period): sha256 for name, sha256 in record.get("tables", {}).items()
    }
    return [path.name for path, sha256 in paths.items() if not digests.is_file_as_told(path, sha256)]


def write_next_record(
    publication: Publication[Period], made_from: str, more: Mapping[str, Any], replaces: Superseded | None = None
) -> None:
    """Write the record of what is published next; `settle_records` puts it in force afterwards. Called in a run just
    before publication. made_from: the digest of all that decides the publication. more: what else a later run will want
    to know, such as whether the extracts were synthetic. replaces: the edition that becomes the archive's earlier one,
    whose record and tables are kept under its number."""
    record = {
        "made_from": made_from,
        "published": digests.digest_folder(publication.output, "*"),
        "kept": digest_kept_files(publication),
        **more,
    }
    if publication.is_public and isinstance(publication.period, HalfYear):
        half_year = Publication(publication.workspace, publication.period)
        record["tables"] = kept_copies.digest_tables(half_year)
        if replaces is not None:
            kept_copies.keep_superseded(half_year, replaces.number)
    write_text(publication.format_record(record), _find_next_record_path(publication))


def settle_records(workspace: Workspace) -> None:
    """Let each record that `write_next_record` wrote replace the earlier one if its publication lies in its folder;
    else delete it. For a public half-year, copies of the record and the tables behind it are kept too. Called just
    after a publication, and at the beginning of a run, of `follow-up` and of packing, for a run that was
    interrupted."""
    for edition in Edition:
        for path in sorted(workspace.processed.glob(f"*/run-{edition.value}{_NEXT}")):
            publication = Publication(workspace, parse_folder_name(path.parent.name), edition)
            if not _is_of_what_lies_there(publication, path):
                remove_file(path)
                continue
            clear_place(publication.record_path)
            path.replace(publication.record_path)
            if publication.is_public and isinstance(publication.period, HalfYear):
                kept_copies.keep(Publication(workspace, publication.period))


def _is_of_what_lies_there(publication: Publication[Period], path: Path) -> bool:
    """Whether a record (the file at `path`) is of the publication that lies in its folder, by the digest of the
    folder's files; False if either is missing or the record is damaged. Called by `settle_records` for each record that
    a run wrote just before publishing."""
    try:
        record = publication.read_record_file(path)
    except DamagedRecord:
        return False
    if record is None or not publication.folder.is_dir():
        return False
    return digests.digest_folder(publication.folder, "*") == record["published"]


def finish_interrupted_run(workspace: Workspace) -> None:
    """Finish what a stopped run left if its publication was committed, and remove it if it was not. Called at the
    beginning of a run, of `follow-up` and of packing, when the folders are locked."""
    publish.recover(workspace.reports)
    settle_records(workspace)
    remove_unfinished(workspace.processed)
