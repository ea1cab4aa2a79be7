"""A package's half-year made again from the extracts, and compared with the package byte for byte.

Only the data unit can: it has the extracts, the key and the earlier publications. The code that runs is the one
installed here, never the package's own: a package that was tampered with must not get at the extracts.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import frame_records
from hpanalysis.pipeline.publication import built_on, changed_inputs, earlier_breakdowns, publication_log
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.files import write_bytes
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.published.names import BREAKDOWNS_CSV, MANIFEST_JSON, REACH_CSV
from hpanalysis.verify.opening.package import Package, open_package
from hpanalysis.workspace import Workspace

_PROJECT, _NOTEBOOKS = "data/projekt", "data/noteboeger"
_UNKNOWN = "Årsagen er ikke fundet: De samme ting har her givet noget andet."


@dataclass(frozen=True)
class Difference:
    """A file of a package that did not become the same when its half-year was made again. Made by
    `_compare_with_package`, printed as a line of `Rerun`."""

    file: str
    what: str  # in Danish: that it was not made again, is new, or from which line it is another
    causes: tuple[str, ...]  # in Danish; none where nothing that it was made of is another

    def __str__(self) -> str:
        """The line for the data unit: the file, how it differs, and why if that is known. Called to report a rerun."""
        why = f"Årsag: {'; '.join(self.causes)}." if self.causes else _UNKNOWN
        return f"»{self.file}« {self.what}. {why}"


@dataclass(frozen=True)
class Rerun:
    """What came of making a package's half-year again. Made by `rerun_package` and printed by `hpanalysis verify
    --raw`."""

    half_year: HalfYear
    files: int  # how many were compared with the package's
    kept: tuple[str, ...]  # deliveries whose extract is deleted as agreed: the frames they had become were used
    differences: tuple[Difference, ...]  # none if everything became the same

    @property
    def holds(self) -> bool:
        """Whether every file became the same as in the package. Read for the last line and the exit code of `verify
        --raw`."""
        return not self.differences

    def lines(self) -> list[str]:
        """The lines that `verify --raw` prints: the frames reused for deleted extracts, each file that differs, and
        last whether it holds. Called by that command when the half-year has been made again."""
        printed = [f"Udtrækket {name} er slettet, så dets tabel er brugt, som den lå." for name in self.kept]
        printed += [str(difference) for difference in self.differences]
        same = self.files - len(self.differences)
        if self.holds:
            when = danish.format_half_year(self.half_year, space=" ")
            return [*printed, f"I orden: {when} er lavet igen, og alle {same} filer er ens."]
        return [*printed, f"Ikke i orden: {len(self.differences)} af {self.files} filer er ikke som i pakken."]


def _find_causes(file: str, graph: list[Mapping], found: dict[str, str]) -> tuple[str, ...]:
    """Why a published file became another: words on the inputs that changed among those that it was made of. Called for
    each file that differs. file: its name in the published folder. graph: the steps of the package's manifest. found:
    input -> what happened to it. Another version of a library may show in any file, so it is always named."""
    of = changed_inputs.find_sources(f"published/{file}", graph)
    return tuple(why for name, why in found.items() if name in of or name.startswith(("made_with/", "packages/")))


def _describe_difference(before: bytes, now: bytes) -> str:
    """Words in Danish on the first line in which two versions of a file differ; never what the line says. Called for
    each file that is in the package and was made again with other bytes."""
    lines = zip(before.split(b"\n"), now.split(b"\n"), strict=False)
    line = next((number for number, (one, other) in enumerate(lines, 1) if one != other), None)
    return "er ikke lige lang" if line is None else f"er en anden fra linje {line}"


def _compare_files(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> dict[str, str]:
    """The files that are not the same in the package and in the new run: name -> how they differ, in Danish. Called for
    the published files, and for the executed notebooks. before: the package's files; now: the new ones."""
    differences = {}
    for name in sorted({*before, *now}):
        if name not in now:
            differences[name] = "blev ikke lavet igen"
        elif name not in before:
            differences[name] = "er ny"
        elif before[name] != now[name]:
            differences[name] = _describe_difference(before[name], now[name])
    return differences


def _compare_with_package(package: Package, workspace: Workspace, half_year: HalfYear) -> tuple[int, list[Difference]]:
    """How many files were compared with the package's (the published ones and the executed notebooks), and those that
    differ. Called when the half-year has been made again in `workspace`. manifest.json has the digests of the other
    published files and so differs whenever one of them does: it is named only if no other does."""
    before, now = dict(package.published), _read_folder(workspace.reports / str(half_year))
    told = json.loads(before[MANIFEST_JSON])
    causes = changed_inputs.find_changed_inputs(told, json.loads(now[MANIFEST_JSON]))
    parted = _compare_files(before, now)
    differences = [Difference(name, how, _find_causes(name, told["graph"], causes)) for name, how in parted.items()]
    executed, again = package.under(_NOTEBOOKS), _read_folder(Publication(workspace, half_year).executed)
    for name, how in _compare_files(executed, again).items():
        page = f"{name.removesuffix('.ipynb')}.html"
        differences.append(Difference(f"noteboeger/{name}", how, _find_causes(page, told["graph"], causes)))
    others = [difference for difference in differences if difference.file != MANIFEST_JSON]
    if parted.keys() == {MANIFEST_JSON}:
        others = [Difference(MANIFEST_JSON, parted[MANIFEST_JSON], tuple(causes.values())), *others]
    return len({*before, *now}) + len({*executed, *again}), others


def _read_folder(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of the files of a folder and its sub-folders. Called for the published files and the notebooks of a
    half-year made again, which are compared with those in its package."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def list_earlier_half_years(package: Package) -> list[str]:
    """The half-years that were published when the package's was made: itself too, if it had been published before.
    Called before a rerun of the package: these publications are copied to the rerun's folder, as they lay then."""
    *before, _ = package.log
    return list(dict.fromkeys(entry["half_year"] for entry in before))


def _lay_out(package: Package, here: Workspace, folder: Path) -> Workspace:
    """Write the package's project, and what was published before it, to the temporary `folder`; return the workspace
    there. Called before a package's half-year is made again. here: the data unit's own workspace, whose extracts and
    earlier publications are used; `Stop` if one of the latter is missing."""
    for name, content in package.under(_PROJECT).items():
        write_bytes(content, folder / "projekt" / name)
    again = Workspace.at(folder / "projekt", raw=here.raw, processed=folder / "processed", reports=folder / "reports")
    editions = built_on.find_editions_before(here.reports, len(package.log) - 1)
    for name in list_earlier_half_years(package):
        half_year = HalfYear.parse(name)
        edition = editions.get(half_year, built_on.PublishedEdition(half_year, here.reports / name))
        if not edition.folder.is_dir():
            raise Stop(
                f"Udgivelsen {name}, som pakken bygger på, mangler her.",
                place="Mappen med udgivelser",
                expected="alle udgivelser, der er ældre end pakken.",
                do=f"Læg mappen {name} tilbage, eller vælg mappen med --reports.",
            )
        shutil.copytree(edition.folder, again.reports / name)
        _copy_kept(edition, here, again)
    _copy_told_groups(package, here, again, {edition.folder for edition in editions.values()})
    return again


def _copy_told_groups(package: Package, here: Workspace, again: Workspace, copied: Collection[Path]) -> None:
    """Copy the replaced editions that told of groups or of reach to where the rerun (`again`) finds them: what they
    told counts as known. Called once a rerun, after the editions that hold; mostly there are none. copied: these."""
    for folder in built_on.list_replaced_before(here.reports, len(package.log) - 1):
        tells = any(earlier_breakdowns.has_file(folder, name) for name in (BREAKDOWNS_CSV, REACH_CSV))
        if folder not in copied and tells:
            shutil.copytree(folder, again.reports / folder.name)


def _copy_kept(edition: built_on.PublishedEdition, here: Workspace, again: Workspace) -> None:
    """Copy what is kept of an edition, its record and the tables behind it, from the data unit's own workspace (`here`)
    to where the rerun (`again`) finds that of a publication. Called for each publication that a package builds on."""
    there = Publication(again, edition.half_year)
    for path in edition.find_kept(here).list_files():
        if path.is_file():
            write_bytes(path.read_bytes(), there.kept / path.name)
    record = there.kept / there.record_path.name
    if record.is_file():
        write_bytes(record.read_bytes(), there.record_path)


def _replaced_an_edition(package: Package, again: Workspace) -> bool:
    """Whether the package's half-year was published beside an earlier edition of it (`run --publish-again`), which lies
    where the rerun is made: then its entry in the log comes after that one's. Called before the rerun."""
    place = publication_log.read_place(again.reports / package.half_year)
    return place is not None and place < len(package.log) - 1


def _copy_file(path: Path, here: Workspace, again: Workspace) -> None:
    """Copy a file of data/processed, if it is there, from the data unit's own workspace (`here`) to the rerun's
    (`again`). Called for records of earlier runs, and for frames whose extract is deleted."""
    if path.is_file():
        write_bytes(path.read_bytes(), again.processed / path.relative_to(here.processed))


def _copy_deleted_deliveries(package: Package, here: Workspace, again: Workspace) -> list[str]:
    """Take over the frames of the extracts that were deleted as agreed when the package was made; return their names.
    Called before a package's half-year is made again. here: the data unit's own workspace. again: the rerun's."""
    extracts = package.published_json(MANIFEST_JSON)["inputs"]["extracts"]
    names = [name for name, told in extracts.items() if told.get("slettet")]
    for name in names:
        half, source = HalfYear.parse(name.split("/")[0]), name.split("/")[1]
        records = (frame_records.find_record_path, frame_records.find_persons_path, frame_records.find_checks_path)
        for find in (Workspace.frame, *records):
            _copy_file(find(here, source, half), here, again)
    return names


def rerun_package(path: Path, here: Workspace, jobs: int, progress: Progress | None = None) -> Rerun:
    """Make a package's half-year again from the extracts in `here.raw` and compare.

    The package must have been found in order. Called by `hpanalysis verify --raw`. path: the package's zip or unpacked
    folder. here: the data unit's workspace: its extracts, and the publications the package builds on. jobs: notebooks
    at once. `Stop` as a run gives it, for an extract that is missing too.
    """
    package = open_package(path)
    half_year = HalfYear.parse(package.half_year)
    with tempfile.TemporaryDirectory(prefix="hpanalysis-") as folder:
        again = _lay_out(package, here, Path(folder).resolve())
        kept = _copy_deleted_deliveries(package, here, again)
        run_half_year(Publication(again, half_year), jobs, progress, publish_again=_replaced_an_edition(package, again))
        files, differences = _compare_with_package(package, again, half_year)
    return Rerun(half_year, files, tuple(kept), tuple(differences))
