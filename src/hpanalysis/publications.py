"""What lies published: which half-years and accounting years, what their runs recorded, and their checksums.

Everyone in the run asks here, so that all give the same answer. The auditor and `hpanalysis verify` do not: they
check what is published, and so they find it by themselves.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.edition import Edition
from hpanalysis.published.names import (
    FIGURES_CSV,
    FOLLOWUP_HTML,
    SUPERSEDED_PREFIX,
    YEAR_PREFIX,
    name_superseded_folder,
    name_year_folder,
)
from hpanalysis.sealed_json import DamagedRecord, format_sealed, read_sealed
from hpanalysis.workspace import CONFIDENTIAL_FOLDER, Workspace

# A publication is of a half-year, or of an accounting year, which is told by its number.
Period = HalfYear | int
_PeriodT_co = TypeVar("_PeriodT_co", bound=Period, covariant=True)


@dataclass(frozen=True)
class Publication(Generic[_PeriodT_co]):
    """An edition of a half-year's or an accounting year's reports, and where its parts lie (they need not exist). It is
    what a run makes: the public edition to be published, the confidential one for the data unit alone. Made at the
    start of a run, and by whoever asks what lies published."""

    workspace: Workspace
    period: _PeriodT_co
    edition: Edition = Edition.PUBLIC

    @property
    def name(self) -> str:
        """The name of the publication's folders, `2026H1` or `regnskabsaar-2026`. Read for paths, records and
        messages."""
        return name_year_folder(self.period) if isinstance(self.period, int) else str(self.period)

    @property
    def is_public(self) -> bool:
        """Whether it is the public edition, not the confidential. Read by steps that only one of them takes."""
        return self.edition is Edition.PUBLIC

    @property
    def internal(self) -> Path:
        """data/processed/<name>: tables, records and executed notebooks of the runs, never published. Read by the other
        paths here, and where the run's log and the digests of its tables lie or files there are named."""
        return self.workspace.processed / self.name

    @property
    def executed(self) -> Path:
        """Where the executed notebooks of its latest run lie. Read when pages are made, recorded, packed or compared
        with a package."""
        return self.internal / ("notebooks" if self.is_public else f"notebooks-{self.edition.value}")

    @property
    def failed(self) -> Path:
        """Where a run puts a notebook that failed, for the analyst to read; emptied when a later run begins to make its
        pages. It is in the protected folder, because a cell may have shown a person's data before it failed."""
        return self.internal / CONFIDENTIAL_FOLDER / "failed"

    @property
    def output(self) -> Path:
        """Where a run makes the pages: staged for publication, or the confidential edition's own folder. Read by each
        step of a run that writes or checks what is to be published."""
        return self.internal / ("staged" if self.is_public else self.edition.value)

    @property
    def folder(self) -> Path:
        """Where the reports lie when they are done: published, or in the confidential edition's own folder. Read
        wherever the reports are opened, held against the record of their run, or packed."""
        return self.workspace.reports / self.name if self.is_public else self.output

    @property
    def record_path(self) -> Path:
        """The JSON file with the record of this edition's latest run; for the public edition, of the run whose pages
        are published. Read wherever the record is read, replaced or held against its copy, and when a half-year is made
        again."""
        return self.internal / f"run-{self.edition.value}.json"

    @property
    def kept(self) -> Path:
        """The folder with second copies of what later half-years must know of this publication: its record, and the
        tables behind it. Read when they are kept (`kept_copies`), and where a first copy is damaged."""
        return self.internal / "kept"

    def read_record_file(self, path: Path) -> dict[str, Any] | None:
        """The record of a run in a file of this publication, None where there is no file; `DamagedRecord` where the
        file is not whole or is another publication's. Called for the record, for its copy, and for a new one that is
        not yet in force."""
        return read_sealed(path, f"{self.name}/{self.edition.value}", ("made_from", "published"))

    def format_record(self, record: Mapping[str, Any]) -> str:
        """The text of the file that records what a publication was made of (`record`), as `read_record_file` reads it.
        Called when a run writes its record."""
        return format_sealed(record, f"{self.name}/{self.edition.value}")

    def read_record(self) -> dict[str, Any]:
        """Read what the latest run recorded of this publication; empty where there is no record, as of a publication
        that was copied into the folder, and where neither the record nor its copy is whole.

        Called by runs and `hpanalysis check`, to see whether anything has changed and what figures were made of, and
        before a package is made. made_from: the digest of all that decides the publication. published: of its folder.
        kept: of what the run keeps beside it. A half-year's also has made_of (`corrections.MadeOf.record`), synthetic
        and, if public, tables (name -> sha256 of the tables that later half-years are compared with).
        """
        for path in (self.record_path, self.kept / self.record_path.name):
            with contextlib.suppress(DamagedRecord):
                return self.read_record_file(path) or {}
        return {}


def parse_folder_name(name: str) -> Period:
    """Read the period from the name of a publication's folder: a half-year, or a year as a number; `UnknownHalfYear`
    for any other name. Called when records of runs are settled: as a run or a package begins, and as a run ends."""
    year = name.removeprefix(YEAR_PREFIX)
    return int(year) if year != name and year.isdecimal() else HalfYear.parse(name)


def find_half_years(reports: Path) -> dict[HalfYear, Path]:
    """Find the published half-years and their folders, oldest first: those whose folder has the figures. Called
    wherever published half-years are looked for. reports: the folder of all publications."""
    folders = {}
    for path in reports.glob(f"*/{FIGURES_CSV}"):
        try:
            folders[HalfYear.parse(path.parent.name)] = path.parent
        except UnknownHalfYear:  # some other folder, such as one that is about to be published
            continue
    return dict(sorted(folders.items()))


@dataclass(frozen=True)
class Superseded:
    """An edition of a half-year that was published and later replaced (`run --publish-again`): it stays in reports/ as
    it was. Found by `find_superseded`; read for the archive page, for digests in minutes, and by runs that build on
    it."""

    half_year: HalfYear
    number: int  # 1 for the half-year's first edition, 2 for the one that replaced it
    folder: Path


def _parse_superseded(folder: Path) -> Superseded | None:
    """The earlier edition that a folder of reports/ holds, by its name such as `tidligere-2026H1-1`; None for any other
    folder. Called for each folder that may be one."""
    half_year, _, number = folder.name.removeprefix(SUPERSEDED_PREFIX).rpartition("-")
    try:
        return Superseded(HalfYear.parse(half_year), int(number), folder) if number.isdecimal() else None
    except UnknownHalfYear:
        return None


def find_superseded(reports: Path) -> list[Superseded]:
    """The earlier editions of half-years that were published again, by half-year and number; often none. Called for the
    archive page, and wherever an edition that others were built on is looked for. reports: the folder of all
    publications."""
    folders = (page.parent for page in reports.glob(f"{SUPERSEDED_PREFIX}*/{FIGURES_CSV}"))
    found = [one for one in map(_parse_superseded, folders) if one is not None]
    return sorted(found, key=lambda one: (one.half_year, one.number))


def name_next_superseded(reports: Path, half_year: HalfYear) -> Superseded:
    """The earlier edition that the publication in reports/ becomes when the half-year is published again: with the
    first free number, in a folder that is not there yet. Called when a half-year is about to be published again."""
    used = [one.number for one in find_superseded(reports) if one.half_year == half_year]
    number = max(used, default=0) + 1
    return Superseded(half_year, number, reports / name_superseded_folder(str(half_year), number))


def list_editions(reports: Path, half_year: HalfYear) -> Iterator[Path]:
    """The folders of a half-year's editions that lie published: first the one that holds, then those that were
    replaced, the newest first. Called where an edition with known figures or a known digest is looked for."""
    if current := find_half_years(reports).get(half_year):
        yield current
    yield from reversed([one.folder for one in find_superseded(reports) if one.half_year == half_year])


def find_edition(reports: Path, half_year: HalfYear, figures_sha256: str) -> Path | None:
    """The folder of the half-year's edition whose indicators.csv has this sha256; None where none has. Called when a
    page compares its figures with those of a publication that it was built on, which may have been replaced since."""
    for folder in list_editions(reports, half_year):
        if hashlib.sha256((folder / FIGURES_CSV).read_bytes()).hexdigest() == figures_sha256:
            return folder
    return None


def find_years(reports: Path) -> dict[int, Path]:
    """Find the published accounting years and their folders, oldest first: those with a follow-up page and a year in
    the name. Called for the archive page and for packages. reports: the folder of all publications."""
    folders = [page.parent for page in reports.glob(f"{YEAR_PREFIX}*/{FOLLOWUP_HTML}")]
    years = {folder.name.removeprefix(YEAR_PREFIX): folder for folder in folders}
    return {int(year): years[year] for year in sorted(years) if year.isdecimal()}


def is_synthetic(workspace: Workspace, half_year: HalfYear) -> bool:
    """Say whether a publication was made on invented extracts, as its record says; without one, as this workspace is.
    Asked before half-years are compared: invented figures are not compared with real ones."""
    return Publication(workspace, half_year).read_record().get("synthetic", workspace.synthetic)


_PACKAGES = "packages.json"


def find_packages_path(workspace: Workspace, half_year: HalfYear) -> Path:
    """The JSON file, in data/processed, that tells which packages were made of a half-year's publications (it need not
    exist). Called when it is read, and when a package is made."""
    return workspace.folder(half_year) / _PACKAGES


def read_packages(workspace: Workspace, half_year: HalfYear) -> dict[str, list[str]]:
    """Kontrolsum of a publication -> the digests (SHA-512) of the packages that were made of it here; empty where none
    was, or where what was written of them is damaged. Called before a half-year is published again, when a package is
    made, and for the digests that minutes may name."""
    with contextlib.suppress(DamagedRecord):
        told = read_sealed(find_packages_path(workspace, half_year), f"{half_year}/{_PACKAGES}", ("packages",))
        return told["packages"] if told else {}
    return {}


def format_packages(packages: Mapping[str, list[str]], half_year: HalfYear) -> str:
    """The text of the file that `read_packages` reads; called when a package has been made. packages: as it gives
    them, with the new one."""
    return format_sealed({"packages": packages}, f"{half_year}/{_PACKAGES}")


def list_digests(workspace: Workspace, half_year: HalfYear, folder: Path) -> frozenset[str]:
    """Every digest of an edition that minutes may name: its Kontrolsum, the sha256 of each of its files, and the
    digests of the packages made of it here. Called when minutes are compared with what lies published. folder: the
    edition's, in reports/."""
    checksum = compute_checksum(folder)
    files = (hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file())
    return frozenset([checksum, *files, *read_packages(workspace, half_year).get(checksum, ())])


def compute_checksum(folder: Path) -> str:
    """Compute the Kontrolsum of a publication: sha256 of what `sha256sum` prints of its files, sorted by name, as
    `find * -type f -exec sha256sum {} + | LC_ALL=C sort -k2 | sha256sum` gives in the folder; without folders in it,
    `sha256sum *` gives the same. Called for the archive page and a year's manifest, and to compare with the Kontrolsum
    that minutes of meetings name."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
