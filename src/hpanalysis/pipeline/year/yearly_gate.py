"""What stands between an accounting year's pages and their publication: the auditor's reading, and the leak gate.

Their figures are those of a half-year that is published and certified; here the pages are held against its files.
"""

from __future__ import annotations

import csv
from pathlib import Path

from hpanalysis.cpr import Known
from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import person_gate
from hpanalysis.publications import Publication
from hpanalysis.published import columns, failures
from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import read_figures
from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    DUTIES_CSV,
    ECONOMY_CSV,
    HOURS_CSV,
    MILESTONES_CSV,
    MONTHS_CSV,
    PLAN_FIGURES_CSV,
    PROGRESS_CSV,
)
from hpanalysis.published.pages import Page
from hpanalysis.published.printed import PageChecker

# So many failures are named on the screen.
_NAMED = 20


_MAINTAINERS = "dem, der vedligeholder programmet."


def _make_stop(lines: list[str], wrong: str, expected: str, do: str, ask: str) -> Stop:
    """The error that stops the publication of an accounting year's pages. Called where they give a wrong figure, or a
    file has data on a person. lines: the faults, of which the first twenty are named. do: what to do. ask: whom to ask.
    The texts are Danish."""
    more = [f"- {len(lines) - _NAMED} mere"] if len(lines) > _NAMED else []
    listed = "\n".join([*(f"- {line}" for line in lines[:_NAMED]), *more])
    return Stop(
        f"{wrong}, og intet er udgivet.\n{listed}\n",
        expected=expected,
        do=do,
        ask=ask,
    )


def _read_own_rows(staged: Path) -> list[dict[str, str]]:
    """The rows of the year's own CSV files, of hours, duties, promises and milestones: their numbers may stand on the
    pages too. Called when the pages are checked. staged: the folder of the year's pages before they are published."""
    found = []
    for name in (HOURS_CSV, DUTIES_CSV, PROGRESS_CSV, MILESTONES_CSV, ECONOMY_CSV):
        with (staged / name).open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def find_failures(published: Path, staged: Path) -> list[Failure]:
    """The figures on the year's pages (staged) that are neither the published half-year's nor in the year's own CSV
    files; none if all agree. Called before an accounting year is published. published: the folder of that half-year."""
    others = [row for name in (CORRECTIONS_CSV, PLAN_FIGURES_CSV) for row in columns.read_csv_rows(published / name)]
    months = columns.read_csv_rows(published / MONTHS_CSV)
    checked = PageChecker(published.name, read_figures(published), months, others + _read_own_rows(staged))
    failures = []
    for path in sorted(staged.glob("*.html")):
        failures += checked.find_failures(Page(path.read_text(encoding="utf-8")), path.name, in_year_folder=True)
    return failures


def stop_if_telling_otherwise(published: Path, staged: Path, place: str) -> None:
    """`Stop`, which names the cells by id, where a page of the year does not say what the half-year published. Called
    before an accounting year is published. published: the half-year's folder. staged: the folder of the year's pages.
    place: its name in data/processed, for the message."""
    lines = [failures.describe(one) for one in find_failures(published, staged)]
    if lines:
        wrong = "Siderne siger ikke det samme som de udgivne tal"
        do = f"Find stedet i data/processed/{place}/staged, ret det, og kør igen."
        raise _make_stop(lines, wrong, f"tallene fra reports/{published.name}.", do, _MAINTAINERS)


def stop_if_leaking(publication: Publication[int], persons: Known | None) -> None:
    """`Stop` if a file of the year's reports, or an executed notebook, has data on a person in it; it names file and
    kind, never the value. Called before an accounting year is published. persons: those of the extracts."""
    lines = [one.describe() for one in person_gate.find_leaks(publication, persons)]
    if lines:
        wrong = "Filer, der skulle udgives, indeholder noget om personer"
        expected = "ingen CPR-numre, pseudonymer, adresser eller rækker fra et udtræk."
        raise _make_stop(lines, wrong, expected, person_gate.say_where(publication), "databeskyttelsesrådgiveren.")
