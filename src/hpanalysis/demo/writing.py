"""Write the half-years' folders whole, marked as synthetic, and never over anything that the demo did not write."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from pathlib import Path

from hpanalysis.demo.calibration import settings
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration_report import CalibrationReport, Comparison, Deviation
from hpanalysis.demo.extracts import DemoFile, Extracts, simulate_town
from hpanalysis.demo.registers.register_files import save
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.workspace import READ_ME, SYNTHETIC_MARK

DEVIATIONS, FILE_LIST = "AFVIGELSER.csv", "FILER.csv"
_HALF_YEAR = "20[0-9][0-9]H[12]"

_MARK = """\
Tallene i denne mappe er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige personer og siger \
intet om boligområderne. Kun de tal, der er trykt i helhedsplanen, er virkelige. Brug ikke mappen til møder, \
ansøgninger eller beslutninger.
"""


def write(
    plan: Plan, raw: Path, *, seed: int = 2025, progress: Callable[[str], None] = lambda line: None
) -> CalibrationReport:
    """Write every half-year's folder under `raw`, the mark SYNTETISK.txt, AFVIGELSER.csv and FILER.csv.

    The same plan and seed give the same bytes. A half-year's folder is replaced whole, and only if every file in it
    was written by the demo; else `Stop`, and nothing is written. Returns which printed baselines are not given.
    """
    numbers = settings.read(plan)
    half_years = [str(h) for h in numbers.last_half_year.since(plan.first)]
    _refuse_foreign_files(raw)
    progress("Personerne trækkes, og deres liv leves.")
    extracts = Extracts(simulate_town(plan, numbers, Draws(seed)))
    raw.mkdir(parents=True, exist_ok=True)
    save(raw / SYNTHETIC_MARK, _MARK.encode("utf-8"))
    written = _stage(raw, half_years, extracts.files(), progress)
    given, deviations = Comparison(extracts.life, extracts.tables).rows()
    save(raw / DEVIATIONS, _format_deviations(deviations))
    _publish(raw, half_years, written)
    return CalibrationReport(given, deviations, tuple(sorted(written)))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_file_list(raw: Path) -> set[tuple[str, str]]:
    """File name and digest of everything the demo has written."""
    if not (raw / FILE_LIST).is_file() or not (raw / SYNTHETIC_MARK).is_file():
        return set()
    with (raw / FILE_LIST).open(encoding="utf-8-sig", newline="") as file:
        return {(row["Fil"], row["SHA-256"]) for row in csv.DictReader(file)}


def _refuse_foreign_files(raw: Path) -> None:
    """`Stop` if any half-year's folder holds a file that the demo did not write, or that was changed since.

    That goes for half-years beyond the demo's too: the mark would call their real figures synthetic.
    """
    known = _read_file_list(raw)
    for folder in sorted(raw.glob(_HALF_YEAR)):
        for path in sorted(folder.rglob("*")):
            if path.name == READ_ME:  # of `hpanalysis new`: no extract
                continue
            if path.is_file() and (path.relative_to(raw).as_posix(), _digest(path)) not in known:
                raise Stop(
                    f"Mappen indeholder »{path.name}«, som ikke er skrevet af »hpanalysis demo« eller er ændret siden.",
                    place=f"Mappen {raw.name}/{folder.name}",
                    expected="ingen mappe eller en mappe med kun syntetiske udtræk.",
                    do="Flyt mappen, eller vælg en anden med --raw.",
                )


def _name_neighbour(raw: Path, half_year: str, state: str) -> Path:
    return raw / f".{half_year}.{state}"


def _stage(
    raw: Path, half_years: list[str], every: Iterable[DemoFile], progress: Callable[[str], None]
) -> dict[str, str]:
    """All files in neighbour folders; returns name -> digest."""
    for half_year in half_years:
        shutil.rmtree(_name_neighbour(raw, half_year, "ny"), ignore_errors=True)
        _name_neighbour(raw, half_year, "ny").mkdir()
    found = {}
    for file in every:
        save(_name_neighbour(raw, str(file.half_year), "ny") / file.name, file.content)
        found[f"{file.half_year}/{file.name}"] = hashlib.sha256(file.content).hexdigest()
        progress(f"{file.half_year}/{file.name}")
    return found


def _publish(raw: Path, half_years: list[str], written: dict[str, str]) -> None:
    """Each folder takes its place by a rename; the list names old and new until all have."""
    save(raw / FILE_LIST, _format_file_list({*written.items(), *_read_file_list(raw)}))
    for half_year in half_years:
        place, old = raw / half_year, _name_neighbour(raw, half_year, "gammel")
        shutil.rmtree(old, ignore_errors=True)
        if (place / READ_ME).is_file():
            shutil.copy2(place / READ_ME, _name_neighbour(raw, half_year, "ny") / READ_ME)
        if place.exists():
            place.rename(old)
        _name_neighbour(raw, half_year, "ny").rename(place)
        shutil.rmtree(old, ignore_errors=True)
    save(raw / FILE_LIST, _format_file_list(written.items()))


def _format_csv(head: list[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV file as those of the plan's folder: commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([head, *rows])
    return text.getvalue().encode("utf-8-sig")


def _format_file_list(names: Iterable[tuple[str, str]]) -> bytes:
    return _format_csv(["Fil", "SHA-256"], sorted(names))


def _format_deviations(rows: tuple[Deviation, ...]) -> bytes:
    return _format_csv([field.name for field in fields(Deviation)], [list(astuple(row)) for row in rows])
