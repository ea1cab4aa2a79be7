"""Writes the half-years' folders whole, marked as synthetic, and never over anything that the demo did not write."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.demo.calibration import schedule, settings
from hpanalysis.demo.calibration.courses import Course
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration_report import CalibrationReport, Comparison, Deviation
from hpanalysis.demo.extracts import DemoFile, Extracts, simulate_town
from hpanalysis.demo.registers.register_files import save
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.workspace import PARTNERS, READ_ME, SYNTHETIC_MARK

DEVIATIONS, FILE_LIST = "AFVIGELSER.csv", "FILER.csv"
_HALF_YEAR = "20[0-9][0-9]H[12]"
_OF_NEW = (READ_ME, PARTNERS)  # what `hpanalysis new` puts in a half-year's folder; it stays

_MARK = """\
Tallene i denne mappe er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige personer og siger \
intet om boligområderne. Kun de tal, der er trykt i helhedsplanen, er virkelige. Brug ikke mappen til møder, \
ansøgninger eller beslutninger.
"""


def write(
    plan: Plan,
    raw: Path,
    *,
    seed: int = 2025,
    until: HalfYear | None = None,
    course: Course | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> CalibrationReport:
    """Write every half-year's folder under `raw`, the mark SYNTETISK.txt, AFVIGELSER.csv and FILER.csv.

    Called by the command `hpanalysis demo`. plan: with its baselines as printed. until: the last half-year, None for
    demo.yaml's; `WrongUse` for one outside the plan. course: where levels go after the baseline, None for demo.yaml's
    drift. The same plan, seed, last half-year and course give the same bytes; with another last half-year it is another
    town. A half-year's folder is replaced whole, and only if every file in it was written by the demo; otherwise `Stop`
    is raised and nothing is written. Synthetic files of half-years after the last are taken away, because they are
    another town's. progress: is called with a Danish line at each step.
    """
    read = settings.read(plan)
    last = schedule.choose_last_half_year(plan, read.last_half_year, until)
    demo_settings = read.model_copy(update={"last_half_year": last})
    half_years = [str(h) for h in demo_settings.last_half_year.since(plan.first)]
    _refuse_foreign_files(raw)
    progress("Personerne trækkes, og deres liv leves.")
    extracts = Extracts(simulate_town(plan, demo_settings, Draws(seed), course))
    raw.mkdir(parents=True, exist_ok=True)
    save(raw / SYNTHETIC_MARK, _MARK.encode("utf-8"))
    digests = _stage(raw, half_years, extracts.files(), progress)
    matching, deviations = Comparison(extracts.life, extracts.tables).rows()
    headings = [field.name for field in fields(Deviation)]
    save(raw / DEVIATIONS, _format_csv(headings, [list(astuple(row)) for row in deviations]))
    _publish(raw, half_years, digests)
    _remove_later(raw, demo_settings.last_half_year)
    return CalibrationReport(matching, deviations, tuple(sorted(digests)))


def _read_file_list(raw: Path) -> set[tuple[str, str]]:
    """The name (`2026H1/moedre.csv`) and digest of every file that the demo has written to `raw`, by its FILER.csv;
    empty without that list or the mark SYNTETISK.txt. Called before anything is written, and again when the new folders
    are put in place."""
    if not (raw / FILE_LIST).is_file() or not (raw / SYNTHETIC_MARK).is_file():
        return set()
    with (raw / FILE_LIST).open(encoding="utf-8-sig", newline="") as file:
        return {(row["Fil"], row["SHA-256"]) for row in csv.DictReader(file)}


def _refuse_foreign_files(raw: Path) -> None:
    """Raise `Stop` if a half-year's folder holds a file that the demo did not write, or that was changed since. Called
    before `hpanalysis demo` makes anything. That goes for half-years after the demo's too, because the mark
    SYNTETISK.txt would call their real figures synthetic."""
    listed = _read_file_list(raw)
    for folder in sorted(raw.glob(_HALF_YEAR)):
        for path in sorted(folder.rglob("*")):
            # What `hpanalysis new` writes, the read-me and the partners' workbooks, is no extract.
            if path.name in _OF_NEW or path.parent.name == PARTNERS or not path.is_file():
                continue
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if (path.relative_to(raw).as_posix(), digest) not in listed:
                raise Stop(
                    f"Mappen indeholder »{path.name}«, som ikke er skrevet af »hpanalysis demo« eller er ændret siden.",
                    place=f"Mappen {raw.name}/{folder.name}",
                    expected="ingen mappe eller en mappe med kun syntetiske udtræk.",
                    do="Flyt mappen, eller vælg en anden med --raw.",
                )


def _name_neighbour(raw: Path, half_year: str, state: str) -> Path:
    """The hidden folder beside a half-year's own that holds its new files (state `ny`) or its old ones (`gammel`).
    Called while synthetic files are written and put in place. half_year: as `2026H1`."""
    return raw / f".{half_year}.{state}"


def _stage(
    raw: Path, half_years: list[str], files: Iterable[DemoFile], progress: Callable[[str], None]
) -> dict[str, str]:
    """Write all synthetic files in hidden folders beside the half-years' own folders, which are left untouched until
    the hidden ones take their places. Called once, when the demo is made. Returns each name, such as
    `2026H1/moedre.csv`, with its SHA-256. progress: is called with the name of each file written."""
    for half_year in half_years:
        shutil.rmtree(_name_neighbour(raw, half_year, "ny"), ignore_errors=True)
        _name_neighbour(raw, half_year, "ny").mkdir()
    digests = {}
    for file in files:
        save(_name_neighbour(raw, str(file.half_year), "ny") / file.name, file.content)
        digests[f"{file.half_year}/{file.name}"] = hashlib.sha256(file.content).hexdigest()
        progress(f"{file.half_year}/{file.name}")
    return digests


def _publish(raw: Path, half_years: list[str], digests: dict[str, str]) -> None:
    """Put each half-year's new folder in the place of the old one, by a rename, and write FILER.csv. Called once, when
    all synthetic files lie in hidden folders. digests: the SHA-256 of each new file, by name. What
    `hpanalysis new` has put in the old folder is kept."""
    # Until all folders are in place the list names both old and new files, so that a run that is cut short leaves
    # nothing that the next run would take for somebody else's.
    save(raw / FILE_LIST, _format_file_list({*digests.items(), *_read_file_list(raw)}))
    for half_year in half_years:
        place, old = raw / half_year, _name_neighbour(raw, half_year, "gammel")
        shutil.rmtree(old, ignore_errors=True)
        kept = _name_neighbour(raw, half_year, "ny")
        if (place / READ_ME).is_file():
            shutil.copy2(place / READ_ME, kept / READ_ME)
        if (place / PARTNERS).is_dir():
            shutil.copytree(place / PARTNERS, kept / PARTNERS)
        if place.exists():
            place.rename(old)
        _name_neighbour(raw, half_year, "ny").rename(place)
        shutil.rmtree(old, ignore_errors=True)
    save(raw / FILE_LIST, _format_file_list(digests.items()))


def _remove_later(raw: Path, last: HalfYear) -> None:
    """Take away the synthetic files of half-years after the last, which an earlier demo with more half-years wrote, and
    their folders if nothing else is left in them. Called last, when FILER.csv names the new files alone. Every file in
    these folders was written by the demo, or the demo would have stopped before; what `hpanalysis new` put there
    stays."""
    for folder in sorted(raw.glob(_HALF_YEAR)):
        if HalfYear.parse(folder.name) <= last:
            continue
        for path in sorted(folder.iterdir()):
            if path.name not in _OF_NEW:
                path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def _format_csv(headings: list[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The bytes of a CSV file like the plan's, with commas and a BOM. Called for the two lists that lie beside the
    synthetic extracts: AFVIGELSER.csv (printed figures that they do not give) and FILER.csv (all files written)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def _format_file_list(digests: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of FILER.csv, which lists the files that the demo has written, in the order of their names. Called
    before the new folders replace the old ones, with the files of both, and again afterwards, with the new files.
    digests: (name, SHA-256) of each file."""
    return _format_csv(["Fil", "SHA-256"], sorted(digests))
