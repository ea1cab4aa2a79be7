"""What later half-years must know of a publication, kept twice: its record, and two tables behind its figures.

A run of another half-year cannot make them again: it would count with the extracts of today. The tables in the
half-year's own folder are overwritten by every run of it, also by one that is refused; the copies in kept/ are those of
what lies published, and those in tidligere-1/ of the first edition that was replaced.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import digests, table_digests
from hpanalysis.pipeline.storage.files import describe_healed, write_bytes
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.published.names import SUPERSEDED_PREFIX
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
    """Make the publication's tables and their copies in kept/ the same, each from whichever is as the publication's
    record tells; return the names of those that were damaged and are mended.

    Called when a half-year has been published, and for each published one at the beginning of a half-year's run and of
    `hpanalysis check`. Both are mended, because later half-years are compared with the tables: with one of the two
    left as it is, the next damage would lose them. A table that a later run of the half-year wrote, one that was
    refused or of the confidential edition, is left as it is.
    """
    written, damaged = _read_digests_of_latest_run(publication), []
    for name, sha256 in publication.read_record().get("tables", {}).items():
        copy, table = _find_copy(publication, name), publication.workspace.table_path(name, publication.period)
        whole = [path for path in (table, copy) if digests.is_file_as_told(path, sha256)]
        latest = written.get(table.name)
        if len(whole) != 1 or (whole == [copy] and latest is not None and digests.is_file_as_told(table, latest)):
            continue
        target = table if whole == [copy] else copy
        # A table that the latest run wrote and that is gone is damaged too; one that was never written here is not.
        if target.exists() or (target == table and latest is not None):
            damaged.append(target.relative_to(publication.internal).as_posix())
        write_bytes(whole[0].read_bytes(), target)
    return damaged


def _read_digests_of_latest_run(publication: Publication[HalfYear]) -> dict[str, str]:
    """File -> sha256 of the tables that the half-year's latest run wrote; empty where nothing tells of them. Called to
    see whether a table that is not the published one was damaged, or written by a run that did not publish."""
    with contextlib.suppress(DamagedRecord):
        return table_digests.read_table_digests(publication)
    return {}


def keep(publication: Publication[HalfYear]) -> list[str]:
    """Keep copies of a half-year's record and tables, and mend what is damaged: the record or its copy from the other,
    a table or its copy likewise. Return the names, in the half-year's folder of data/processed, of what was damaged.
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


@dataclass(frozen=True)
class Kept:
    """What is kept of an edition of a half-year for later runs: its record, and the tables behind its figures. Made for
    each edition that a run builds on."""

    publication: Publication[HalfYear]
    number: int | None = None  # of an earlier edition, which a newer one has replaced; None for the one that holds

    @property
    def _folder(self) -> Path:
        """The folder of data/processed with the copies. Read for the paths of record and tables."""
        return self.publication.kept if self.number is None else find_superseded_folder(self.publication, self.number)

    def list_files(self) -> list[Path]:
        """The copies of the record and of the tables (they need not exist). Called when an edition is published again,
        and when a package's half-year is made again elsewhere."""
        names = [self.publication.workspace.table_path(name, self.publication.period).name for name in TABLES]
        return [self._folder / name for name in (self.publication.record_path.name, *names)]

    def read_record(self) -> dict[str, Any]:
        """What the edition's run recorded; {} without a record, or where it is not whole. Called for each edition that
        may count for a run."""
        if self.number is None:
            return self.publication.read_record()
        with contextlib.suppress(DamagedRecord):
            return self.publication.read_record_file(self._folder / self.publication.record_path.name) or {}
        return {}

    def stop_if_record_lost(self) -> None:
        """`Stop` if the edition has a record, and neither it nor its copy is whole. Called for each edition that a run
        builds on: what it was made of is told nowhere else."""
        name = self.publication.record_path.name
        path = self.publication.record_path if self.number is None else self._folder / name
        if path.exists() and not self.read_record():
            raise self._make_lost_error(path)

    def _list_copies(self, name: str) -> list[Path]:
        """Where a table of the edition may lie: a holding one's in its half-year's folder and in kept/, an earlier
        one's in a folder of its own. name: one of `TABLES`."""
        path = self.publication.workspace.table_path(name, self.publication.period)
        return [*([path] if self.number is None else []), self._folder / path.name]

    def read_table(self, name: str) -> pd.DataFrame | None:
        """A table behind the edition: whichever copy is as the record tells. None where all were taken away, or never
        kept. Called for each edition that figures are compared with. `Stop` where there is one, and it is another."""
        told, copies = self.read_record().get("tables", {}).get(name), self._list_copies(name)
        if not any(path.exists() for path in copies):
            return None
        there = [each for each in copies if each.is_file()]
        as_told = [each for each in there if told is None or digests.is_file_as_told(each, told)]
        try:
            return pd.read_parquet(as_told[0])
        except (IndexError, ValueError):  # none is as told, or what was never digested is no Parquet file
            raise self._make_lost_error(copies[0]) from None

    def _make_lost_error(self, path: Path) -> Stop:
        """The error for a file behind a publication that is damaged twice, so that nothing tells what it was. Called
        where a run must know it."""
        folder = path.parent.relative_to(self.publication.workspace.processed)
        return Stop(
            "Filen er ikke, som den blev skrevet, og kan ikke laves igen. Intet er fjernet eller udgivet.",
            place=f"»{path.name}« i mappen data/processed/{folder.as_posix()}",
            expected=f"filen, som den var, da {self.publication.name} blev udgivet: Nye tal sammenlignes med den.",
            do=f"Læg filen tilbage fra en sikkerhedskopi. Findes den ikke, så fjern den her og i {self._folder.name}; "
            "så sammenlignes der uden den.",
            ask="dataenheden.",
        )


def find_superseded_folder(publication: Publication[HalfYear], number: int) -> Path:
    """The folder of data/processed with what is kept of a half-year's earlier edition (it need not exist). Called when
    a half-year is published again, and when a run builds on the earlier edition."""
    return publication.internal / f"{SUPERSEDED_PREFIX}{number}"


def keep_superseded(publication: Publication[HalfYear], number: int) -> None:
    """Copy the record and the tables of the edition that lies published to the folder that tells of it when a newer one
    has replaced it. Called just before a half-year is published again; where that comes to nothing, the copies are
    written over the next time. number: of the edition, as in reports/."""
    folder = find_superseded_folder(publication, number)
    for path in Kept(publication).list_files():
        if path.is_file():
            write_bytes(path.read_bytes(), folder / path.name)
