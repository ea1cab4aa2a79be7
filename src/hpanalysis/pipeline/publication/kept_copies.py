"""What later half-years must know of a publication, kept twice: its record, and two tables behind its figures.

A run of another half-year cannot make them again: it would count with the extracts of today. The tables in the
half-year's own folder are overwritten by every run of it, also by one that is refused; the copies in kept/ are those of
what lies published.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import describe_healed, write_bytes
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.sealed_json import DamagedRecord
from hpanalysis.workspace import Workspace

# The tables that figures of later publications are compared with.
TABLES = ("measured", "monthly")


def digest_tables(publication: Publication[HalfYear]) -> dict[str, str]:
    """Name -> sha256 of the tables that later half-years are compared with (`TABLES`), as the run about to publish has
    written them. Called for the record of a half-year's public edition, by which a damaged table is noticed later."""
    workspace, half_year = publication.workspace, publication.period
    return {name: digests.digest_file(workspace.table_path(name, half_year)) for name in TABLES}


def _find_copy(publication: Publication[HalfYear], name: str) -> Path:
    """The path in kept/ of the copy of a table behind a publication (it need not exist). Called when the table is
    copied there, and when later runs read it. name: one of `TABLES`."""
    return publication.kept / publication.workspace.table_path(name, publication.period).name


def _keep_record(publication: Publication[HalfYear]) -> list[str]:
    """Make a publication's record and the copy of it in kept/ the same, from whichever is whole; return the name of the
    one that was damaged and is mended, if any. Nothing is done where neither is whole. Called for each published
    half-year when it has been published, and as a half-year's run or `hpanalysis check` begins. A record that was taken
    away stays away: whoever did it wants the half-year made anew."""
    first, second = publication.record_path, publication.kept / publication.record_path.name
    if not first.exists():
        return []
    whole = {}
    for path in (first, second):
        try:
            whole[path] = publication.read_record_file(path)
        except DamagedRecord:
            whole[path] = None
    source, target = (first, second) if whole[first] is not None else (second, first)
    if whole[source] is None or whole[first] == whole[second]:
        return []
    damaged = target.exists() and whole[target] is None
    write_bytes(source.read_bytes(), target)
    return [target.relative_to(publication.internal).as_posix()] if damaged else []


def _keep_tables(publication: Publication[HalfYear]) -> list[str]:
    """Copy the publication's tables to kept/, because later half-years are compared with them and a run may overwrite
    them; return the names of copies that were damaged and are mended.

    Called when a half-year has been published, and for each published one at the beginning of a half-year's run and of
    `hpanalysis check`. A table is copied where its copy is missing or damaged, and only if the table itself has the
    digest in the publication's record.
    """
    damaged = []
    for name, sha256 in publication.read_record().get("tables", {}).items():
        copy, table = _find_copy(publication, name), publication.workspace.table_path(name, publication.period)
        if not digests.is_file_as_told(copy, sha256) and digests.is_file_as_told(table, sha256):
            damaged += [copy.relative_to(publication.internal).as_posix()] if copy.exists() else []
            write_bytes(table.read_bytes(), copy)
    return damaged


def keep(publication: Publication[HalfYear]) -> list[str]:
    """Keep copies of a half-year's record and tables, and mend what is damaged: the record or its copy from the other,
    a table's copy from the table. Return the names, in the half-year's folder of data/processed, of what was damaged.
    Called when the half-year has been published, and for every published one at the beginning of a half-year's run and
    of `hpanalysis check`."""
    return [*_keep_record(publication), *_keep_tables(publication)]


def keep_all(workspace: Workspace, progress: Progress) -> None:
    """Keep a second copy of the record and the tables of every published half-year, and say which were damaged and are
    whole again. Called at the beginning of a half-year's run and of `hpanalysis check`."""
    for half_year in publications.find_half_years(workspace.reports):
        publication = Publication(workspace, half_year)
        if damaged := keep(publication):
            progress.say(describe_healed(publication.name, damaged))


def stop_if_record_lost(publication: Publication[HalfYear]) -> None:
    """`Stop` if a publication has a record of what it was made of, and neither the record nor its copy is whole. Called
    in a run and in `hpanalysis check` for each publication that the figures build on, because nothing else tells what
    it was made of."""
    if publication.record_path.exists() and not publication.read_record():
        raise _make_lost_error(publication, publication.record_path)


def read_table(publication: Publication[HalfYear], name: str) -> pd.DataFrame | None:
    """A table behind a publication: the half-year's own file or its copy, whichever has the digest that the
    publication's record gives (any file, if it gives none). None where neither file exists. Called for each publication
    that figures are compared with. `Stop` where there is a file, but none with that digest or none that can be read."""
    path, copy = publication.workspace.table_path(name, publication.period), _find_copy(publication, name)
    told = publication.read_record().get("tables", {}).get(name)
    if not (path.exists() or copy.exists()):
        return None
    there = [each for each in (path, copy) if each.is_file()]
    as_told = [each for each in there if told is None or digests.is_file_as_told(each, told)]
    try:
        return pd.read_parquet(as_told[0])
    except (IndexError, ValueError):  # none is as told, or what was never digested is no Parquet file
        raise _make_lost_error(publication, path) from None


def _make_lost_error(publication: Publication[HalfYear], path: Path) -> Stop:
    """The error for a file behind a publication (path) where neither the file nor its copy is as it was written. Called
    when a run or `hpanalysis check` needs the file: the record of the publication, or a table that new figures are
    compared with."""
    return Stop(
        "Filen er ikke, som den blev skrevet, og kan ikke laves igen. Intet er fjernet eller udgivet.",
        place=f"»{path.name}« i mappen data/processed/{publication.name}",
        expected=f"filen, som den var, da {publication.name} blev udgivet: Nye tal sammenlignes med den.",
        do=f"Læg filen tilbage fra en sikkerhedskopi. Findes den ikke, så fjern den her og i {publication.kept.name}; "
        "så sammenlignes der uden den.",
        ask="dataenheden.",
    )
