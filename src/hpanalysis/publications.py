"""What lies published: which half-years and accounting years, what their runs recorded, and their checksums.

Everyone in the run asks here, so that all give the same answer. The auditor and `hpanalysis verify` do not: they
check what is published, and so they find it by themselves.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.published.names import FIGURES_CSV, FOLLOWUP_HTML, YEAR_PREFIX, name_year_folder
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

# A publication is of a half-year, or of an accounting year, which is told by its number.
Period = HalfYear | int
_PeriodT_co = TypeVar("_PeriodT_co", bound=Period, covariant=True)


@dataclass(frozen=True)
class Publication(Generic[_PeriodT_co]):
    """An edition of a half-year's or an accounting year's reports, and where its parts lie (they need not exist).

    It is what a run makes: the public edition to be published, the confidential one for the data unit alone.
    """

    workspace: Workspace
    period: _PeriodT_co
    edition: Edition = Edition.PUBLIC

    @property
    def name(self) -> str:
        """The name of its folders in reports/ and data/processed: `2026H1` or `regnskabsaar-2026`."""
        return name_year_folder(self.period) if isinstance(self.period, int) else str(self.period)

    @property
    def is_public(self) -> bool:
        return self.edition is Edition.PUBLIC

    @property
    def internal(self) -> Path:
        """data/processed/<name>: tables, records and executed notebooks of the runs, never published."""
        return self.workspace.processed / self.name

    @property
    def executed(self) -> Path:
        """Where the executed notebooks of the latest run lie."""
        return self.internal / ("notebooks" if self.is_public else f"notebooks-{self.edition.value}")

    @property
    def failed(self) -> Path:
        """Where a notebook is put that failed, so that it can be read."""
        return self.internal / "failed"

    @property
    def output(self) -> Path:
        """Where a run makes the pages: staged for publication, or the confidential edition's own folder."""
        return self.internal / ("staged" if self.is_public else self.edition.value)

    @property
    def folder(self) -> Path:
        """Where it lies when it is done: published, or in the confidential edition's own folder."""
        return self.workspace.reports / self.name if self.is_public else self.output

    @property
    def record_path(self) -> Path:
        """The record of the edition's latest run; of the public edition it is that of what lies published."""
        return self.internal / f"run-{self.edition.value}.json"

    def read_record(self) -> dict[str, Any]:
        """made_from: the digest of all that decides the publication. published: the digest of its folder.

        Of a half-year also made_of (`corrections.MadeOf.record`), kept (the digest of what the run keeps beside it)
        and synthetic. Empty where there is no record: the publication was copied here, or there is none.
        """
        return json.loads(self.record_path.read_text(encoding="utf-8")) if self.record_path.is_file() else {}


def parse_folder_name(name: str) -> Period:
    """The period of `Publication.name`; a name of anything else raises `UnknownHalfYear`."""
    year = name.removeprefix(YEAR_PREFIX)
    return int(year) if year != name and year.isdecimal() else HalfYear.parse(name)


def find_half_years(reports: Path) -> dict[HalfYear, Path]:
    """The half-years that lie published and their folders, oldest first: those whose figures lie there."""
    folders = {}
    for path in reports.glob(f"*/{FIGURES_CSV}"):
        try:
            folders[HalfYear.parse(path.parent.name)] = path.parent
        except UnknownHalfYear:  # some other folder, such as one that is about to be published
            continue
    return dict(sorted(folders.items()))


def find_years(reports: Path) -> dict[int, Path]:
    """The accounting years that lie published and their folders, oldest first: those whose follow-up page lies there.

    A folder without a year in its name is passed over.
    """
    folders = [page.parent for page in reports.glob(f"{YEAR_PREFIX}*/{FOLLOWUP_HTML}")]
    years = {folder.name.removeprefix(YEAR_PREFIX): folder for folder in folders}
    return {int(year): years[year] for year in sorted(years) if year.isdecimal()}


def is_synthetic(workspace: Workspace, half_year: HalfYear) -> bool:
    """Whether a publication was made on invented extracts, as its record says; without one, as this workspace is."""
    return Publication(workspace, half_year).read_record().get("synthetic", workspace.synthetic)


def compute_checksum(folder: Path) -> str:
    """The Kontrolsum of a publication: sha256 of the lines `<sha256>  <name>` of its files, sorted by name.

    That is what `sha256sum * | LC_ALL=C sort -k2 | sha256sum` prints in the folder, so that anyone can make it again.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
