"""The chain of packages: each names the digest of the one before, so that none can be left out or made anew unseen."""

from __future__ import annotations

import json
from pathlib import Path

from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.pipeline.package import package_zip
from hpanalysis.pipeline.package.package_contents import PUBLISHED
from hpanalysis.published.names import LOG_JSON
from hpanalysis.workspace import Workspace

FIRST = "ingen"  # what the first package says of the one before it


def _list_earlier_half_years(workspace: Workspace, half_year: HalfYear) -> list[str]:
    """The published half-years before this one, oldest first. Called when `hpanalysis package` is given no earlier
    package: where there are any, the user must give one, or say that this package is the first."""
    return [str(half) for half in publications.find_half_years(workspace.reports) if half < half_year]


def _begin_chain(workspace: Workspace, half_year: HalfYear, first: bool) -> str:
    """`FIRST`, for a package that names none before it. Called when `hpanalysis package` is given no earlier package.
    `WrongUse` if half-years were published before, unless the user said that this is the first package (`first`)."""
    earlier = _list_earlier_half_years(workspace, half_year)
    if earlier and not first:
        raise WrongUse(
            f"Der er udgivet halvår før dette ({', '.join(earlier)}), men deres pakke er ikke angivet.",
            expected="--previous med den seneste pakke, eller --first, hvis dette er den første pakke, der laves.",
            do="Tilføj et af de to til kommandoen.",
        )
    return FIRST


def _read_entries(log: bytes) -> list[dict]:
    """The entries of a publication log (udgivelseslog.json), oldest first, given as its bytes. Called for the log of an
    earlier package and for that of the half-year to be packed."""
    return json.loads(log)["entries"]


def _is_of_same_publications(workspace: Workspace, half_year: HalfYear, package: package_zip.Package) -> bool:
    """Whether the half-year's published log begins with the log in the earlier package, so that both tell of the same
    publications. Called for the package given with --previous."""
    before = _read_entries(package.files[f"data/{PUBLISHED}{package.half_year}/{LOG_JSON}"])
    own = _read_entries((workspace.reports / str(half_year) / LOG_JSON).read_bytes())
    return own[: len(before)] == before


def find_previous_digest(workspace: Workspace, half_year: HalfYear, previous: Path | None, first: bool) -> str:
    """The digest of the package before, for a half-year's package to name; `FIRST` where none is given (previous None).

    Called once by `hpanalysis package`, before the package is made. previous: the zip of the package before. first:
    whether the user said that there is none, which must be said only if earlier half-years are published. `WrongUse`
    where neither is given though some are, where both are given, or where the zip is no file, or is of the same
    half-year, a later one, or other publications; `Stop` where it fails the checks of `verify`.
    """
    if previous is None:
        return _begin_chain(workspace, half_year, first)
    if first:
        raise WrongUse(
            "--previous og --first udelukker hinanden.",
            expected="et af de to.",
            do="Brug --first, hvis ingen pakke er lavet før, og ellers --previous.",
        )
    package_zip.stop_unless_file(previous)
    package_zip.stop_unless_it_holds(previous)
    package = package_zip.read_package(previous)
    if package.half_year >= half_year:
        raise WrongUse(
            f"Pakken er for {package.half_year} og ligger ikke før {half_year}.",
            place=f"»{previous.name}«",
            expected="pakken for et tidligere halvår.",
            do="Ret --previous.",
        )
    if not _is_of_same_publications(workspace, half_year, package):
        raise WrongUse(
            "Pakken bygger på andre udgivelser end dem, der ligger her: Udgivelsesloggene passer ikke sammen.",
            place=f"»{previous.name}«",
            expected="en pakke lavet af de samme udgivelser.",
            do="Ret --previous.",
        )
    return package.digest
