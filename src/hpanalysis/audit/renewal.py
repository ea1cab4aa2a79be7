"""A certificate given anew on the same tables: what it says of hidden counts is the same, and only files are examined.

What a reader can work out of hidden counts follows from the tables alone. Where these, and those of all publications
before, are what they were at an earlier certificate by the same program, its answer holds; pages and other files are
examined where they have changed, and their digests are told as they are now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hpanalysis.audit.certificate import READ, format_certificate
from hpanalysis.audit.folder import Folder
from hpanalysis.audit.tables_and_pages import HELD_AGAINST, check_pages, find_unread_files
from hpanalysis.errors import Stop
from hpanalysis.passed_checks import PassedChecks
from hpanalysis.published.names import LOG_JSON


def _list_told(read: Sequence[Folder], replaced: Sequence[Path], said: tuple[int | None, ...]) -> list[str]:
    """All that an audit's answer on hidden counts depends on, by digest. Called when a certificate is kept and when it
    is looked for. said: what the protector says, which the certificate repeats."""
    earlier = [Folder("erstattet", path, path) for path in replaced]
    told = ["certificate", repr(said), str(len(earlier))]
    for folder in (*earlier, *read):
        names = sorted((HELD_AGAINST | {LOG_JSON}) & folder.digests.keys())
        told += [folder.half_year, folder.path.name, *(part for name in names for part in (name, folder.digests[name]))]
    return told


def _digest_answer(content: Mapping[str, Any]) -> str:
    """The sha256 of what a certificate says, in its order, because it is given anew in that order. Called as
    `_list_told`. content: as `_leave_out_digests` gives it."""
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _leave_out_digests(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a certificate says, without the digests of the files that were read. Called when a certificate is kept and
    when it is given anew. content: the certificate's JSON, parsed."""
    return {name: value for name, value in content.items() if name != READ}


def _read_folders(folders: Mapping[str, Path]) -> list[Folder]:
    """The published folders, oldest first. Called as `_list_told`."""
    last = list(folders.values())[-1]
    return [Folder(half_year, path, last) for half_year, path in folders.items()]


def keep_certificate(
    text: str,
    folders: Mapping[str, Path],
    replaced: Sequence[Path],
    said: tuple[int | None, ...],
    passed: PassedChecks,
) -> None:
    """Keep that a certificate was given on these tables, so that `renew_certificate` may give it anew. Called when an
    audit has found no failure. text: the certificate as `render_certificate` gives it; the others as in `audit`. `Stop`
    where a file is no longer the one that was audited."""
    content, read = json.loads(text), _read_folders(folders)
    for folder in read:
        _stop_if_changed(folder, content[READ][folder.half_year])
    passed.keep(*_list_told(read, replaced, said), _digest_answer(_leave_out_digests(content)))


def _stop_if_changed(folder: Folder, audited: Mapping[str, str]) -> None:
    """`Stop` that names the first file of a folder that was changed, taken away or added since an audit began. Called
    for each folder when its certificate is kept. audited: name -> sha256 as the audit began."""
    if changed := audited.items() ^ folder.list_digests_to_certify().items():
        raise Stop(
            "Filen er ændret, mens den blev kontrolleret, og intet er udgivet.",
            place=f"»{folder.half_year}/{min(changed)[0]}«",
            expected="de samme filer fra kontrollens begyndelse til dens slutning.",
            do="Vent, til alle filer er lagt eller rettet færdigt, og kør igen.",
        )


def renew_certificate(
    earlier: str,
    folders: Mapping[str, Path],
    replaced: Sequence[Path],
    said: tuple[int | None, ...],
    passed: PassedChecks,
) -> str | None:
    """The text of an earlier certificate with the digests of today's files; None where the tables are other than at
    that certificate, or a file fails, and then `audit` must examine all.

    Called before a half-year is published. earlier: the text of the certificate that lies published, whoever may have
    edited it since: one that this program did not give on these tables has not passed. The others as in `audit`.
    """
    try:
        content = json.loads(earlier)
    except (ValueError, RecursionError):
        return None
    read = _read_folders(folders)
    told = _list_told(read, replaced, said)
    answer = _leave_out_digests(content) if isinstance(content, dict) else {}
    if not passed.has_passed(*told, _digest_answer(answer)):
        return None
    for place, folder in enumerate(read):
        if any(find_unread_files(folder)) or any(check_pages(folder, folder is read[-1], read[:place], passed)):
            return None
    return format_certificate(answer | {READ: {folder.half_year: folder.list_digests_to_certify() for folder in read}})
