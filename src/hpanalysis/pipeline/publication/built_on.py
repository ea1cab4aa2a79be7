"""The publications that a half-year's run builds on: all that lie published or, for one made again, those before it.

A publication's content depends on what was published before it, because its figures are protected together with those.
It never depends on what came later: else a half-year that is made again from the same things would be another. So a
half-year that stands in the log is seen at its place there; only where it is published again, its place is the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publication import kept_copies
from hpanalysis.pipeline.publication.publication_log import Log, find_last_place, read_place
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class PublishedEdition:
    """A half-year's edition as a run sees it: the one that holds, or an earlier one that a newer has replaced. Made by
    `find_editions`; read when figures are compared with it, protected together with it and audited beside it."""

    half_year: HalfYear
    folder: Path  # where it lies in reports/
    number: int | None = None  # of an earlier edition; None for the one that holds

    def find_kept(self, workspace: Workspace) -> kept_copies.Kept:
        """Where the record of the edition's run lies and the tables behind it. Called when these are read."""
        return kept_copies.Kept(Publication(workspace, self.half_year), self.number)

    def read_record(self, workspace: Workspace) -> dict[str, Any]:
        """What the run recorded that made the edition; {} without a record, as where the edition was copied here.
        Called for each edition that counts for a run."""
        return self.find_kept(workspace).read_record()


def _list_editions(reports: Path) -> Iterator[PublishedEdition]:
    """Every edition under reports/, those that hold first. Called before it is chosen which of them count."""
    for half_year, folder in publications.find_half_years(reports).items():
        yield PublishedEdition(half_year, folder)
    for one in publications.find_superseded(reports):
        yield PublishedEdition(one.half_year, one.folder, one.number)


def find_editions_before(reports: Path, place: int, log: Log = ()) -> dict[HalfYear, PublishedEdition]:
    """Half-year -> the latest edition of it that was published before a place in the log of publications, oldest
    half-year first. Called for a half-year that is made again: by its run and, of a package, by `verify --raw`.

    An edition's place is that of the last entry of its own udgivelseslog.json. log: what is published now, for editions
    without a log of their own.
    """
    latest: dict[HalfYear, tuple[int, PublishedEdition]] = {}
    for edition in _list_editions(reports):
        own = read_place(edition.folder)
        own = find_last_place(log, edition.half_year) if own is None else own
        if own < place and (edition.half_year not in latest or latest[edition.half_year][0] < own):
            latest[edition.half_year] = (own, edition)
    return {half: edition for half, (_, edition) in sorted(latest.items())}


def find_editions(
    workspace: Workspace, half_year: HalfYear, log: Log, *, only: Collection[HalfYear], anew: bool
) -> dict[HalfYear, PublishedEdition]:
    """Half-year -> the edition of it that the run of `half_year` builds on, oldest half-year first; its own is the one
    that holds.

    Called once a run, for all that is read of earlier publications. log: what is published now. only: the half-years
    that count. anew: whether the half-year gets a new entry at the end of the log, so that every publication lies
    before it; a half-year that is in no log gets one in any case.
    """
    place = find_last_place(log, half_year)
    holding = publications.find_half_years(workspace.reports)
    if anew or place < 0:
        return {half: PublishedEdition(half, folder) for half, folder in holding.items() if half in only}
    chosen = find_editions_before(workspace.reports, place, log)
    chosen[half_year] = PublishedEdition(half_year, holding[half_year])
    return {half: edition for half, edition in sorted(chosen.items()) if half in only}


def list_replaced_before(reports: Path, place: int) -> list[Path]:
    """The folders of the editions before a place in the log that a newer one has replaced, oldest half-year first.
    Called for a half-year that is made again from its package, because readers have kept those too."""
    found = [(edition, read_place(edition.folder)) for edition in _list_editions(reports) if edition.number is not None]
    return [edition.folder for edition, own in found if own is not None and own < place]


def list_all_editions(
    workspace: Workspace, half_year: HalfYear, log: Log, *, only: Collection[HalfYear], anew: bool
) -> list[PublishedEdition]:
    """Every edition that was published before the run of `half_year`, replaced ones too, the oldest first; its own is
    left out where it is made again. Called for what must be read of each of them, as a reader has kept each. The
    arguments are those of `find_editions`."""
    place, found = find_last_place(log, half_year), []
    for edition in _list_editions(workspace.reports):
        own = read_place(edition.folder)
        own = find_last_place(log, edition.half_year) if own is None else own
        if edition.half_year in only and (anew or place < 0 or own < place):
            found.append((own, edition.half_year, edition.folder.name, edition))
    return [edition for *_, edition in sorted(found, key=lambda each: each[:3])]


def list_folders(editions: Mapping[HalfYear, PublishedEdition]) -> dict[HalfYear, Path]:
    """Half-year -> the folder in reports/ of each edition. Called where published files are read."""
    return {half: edition.folder for half, edition in editions.items()}
