"""What lies published: which half-years and accounting years, what their runs recorded, and their checksums.

Everyone in the run asks here, so that all give the same answer. The auditor and `hpanalysis verify` do not: they
check what is published, and so they find it by themselves.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.published.names import FIGURES_CSV, FOLLOWUP_HTML, YEAR_PREFIX, name_year_folder
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

# A publication is of a half-year, or of an accounting year, which is told by its number.
Period = HalfYear | int


def name_folder(period: Period) -> str:
    """The name of a publication's folder in reports/ and data/processed: `2026H1` or `regnskabsaar-2026`."""
    return str(period) if isinstance(period, HalfYear) else name_year_folder(period)


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


def find_record_path(workspace: Workspace, period: Period, edition: Edition = Edition.PUBLIC) -> Path:
    """Where the latest run of an edition keeps its record (it need not exist)."""
    return workspace.processed / name_folder(period) / f"run-{edition.value}.json"


def read_record(workspace: Workspace, period: Period, edition: Edition = Edition.PUBLIC) -> dict[str, Any]:
    """What the latest run of an edition recorded; of the public edition it is the record of its publication.

    made_from: the digest of all that decides the publication. published: the digest of its folder. Of a half-year
    also made_of (`corrections.MadeOf.record`), kept (the digest of what the run keeps beside it) and synthetic.
    Empty where there is no record: the publication was copied here, or there is none.
    """
    path = find_record_path(workspace, period, edition)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def is_synthetic(workspace: Workspace, half_year: HalfYear) -> bool:
    """Whether a publication was made on invented extracts, as its record says; without one, as this workspace is."""
    return read_record(workspace, half_year).get("synthetic", workspace.synthetic)


def compute_checksum(folder: Path) -> str:
    """The Kontrolsum of a publication: sha256 of the lines `<sha256>  <name>` of its files, sorted by name.

    That is what `sha256sum * | LC_ALL=C sort -k2 | sha256sum` prints in the folder, so that anyone can make it again.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
