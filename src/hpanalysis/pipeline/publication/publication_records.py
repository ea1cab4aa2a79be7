"""The record of a run (`run-<edition>.json`): what it was made from and what came of it, so that nothing is made twice.

A record is written beside the old one before what it tells of is published, and takes its place after: so there is
never a publication without its record, nor a record of what is not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hpanalysis import publish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import remove_unfinished, write_text
from hpanalysis.publications import Period, Publication, parse_folder_name
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_NEXT = ".klar.json"


def _find_next_record_path(publication: Publication[Period]) -> Path:
    """The path of the JSON record of a publication that is about to be published, beside that of the one that lies in
    reports/. Called when the record is written."""
    return publication.record_path.with_name(f"{publication.record_path.stem}{_NEXT}")


def digest_kept_files(publication: Publication[Period]) -> str | None:
    """One digest of a half-year's executed notebooks and check results; None for an accounting year. Called when a
    run's record is written or compared, and before a package, which holds these files: a later run that failed may have
    left others in their place."""
    if not isinstance(publication.period, HalfYear):
        return None
    checks = publication.workspace.table_path("checks", publication.period)
    return digests.digest_texts(
        [
            digests.digest_folder(publication.executed, "*.ipynb"),
            digests.digest_file(checks) if checks.is_file() else "",
        ]
    )


def is_up_to_date(publication: Publication[Period], made_from: str) -> bool:
    """Whether a publication was made from the very same things (`made_from`: their digest) and lies unchanged in its
    folder, so that nothing need be made. Called in each run, once its inputs are read."""
    record = publication.read_record()
    if record.get("made_from") != made_from or not publication.folder.is_dir():
        return False
    here = digests.digest_folder(publication.folder, "*"), digest_kept_files(publication)
    return (record["published"], record.get("kept")) == here


def write_next_record(publication: Publication[Period], made_from: str, more: Mapping[str, Any]) -> None:
    """Write the record of what is published next; `settle_records` puts it in force afterwards. Called in a run just
    before publication. made_from: the digest of all that decides the publication. more: what else a later run will want
    to know, such as whether the extracts were synthetic."""
    record = {"made_from": made_from, "published": digests.digest_folder(publication.output, "*"), **more}
    if (kept := digest_kept_files(publication)) is not None:
        record["kept"] = kept
    write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", _find_next_record_path(publication))


def settle_records(workspace: Workspace) -> None:
    """Let each record that `write_next_record` wrote replace the earlier one if its publication lies in reports/; else
    delete it. Called just after a publication, and at the beginning of a run, for one that was interrupted."""
    for edition in Edition:
        for path in sorted(workspace.processed.glob(f"*/run-{edition.value}{_NEXT}")):
            publication = Publication(workspace, parse_folder_name(path.parent.name), edition)
            published = json.loads(path.read_text(encoding="utf-8"))["published"]
            if publication.folder.is_dir() and digests.digest_folder(publication.folder, "*") == published:
                path.replace(publication.record_path)
            else:
                path.unlink()


def finish_interrupted_run(workspace: Workspace) -> None:
    """Finish what a stopped run left if its publication was committed, and remove it if it was not. Called at the
    beginning of a run, of `follow-up` and of packing, when the folders are locked."""
    publish.recover(workspace.reports)
    settle_records(workspace)
    remove_unfinished(workspace.processed)
