"""What earlier publications said of the figures and the delmål, read from the indicators.csv of each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Delmaal
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report.release import Release, find_comparable_publications
from hpanalysis.tables import Status, Verdict
from hpanalysis.workspace import Workspace

_SHOWN = {status.value for status in (Status.SHOWN, Status.NO_CASES)}


@dataclass(frozen=True)
class EarlierReport:
    """An earlier half-year's figures as they were published. Made by `list_earlier_reports` for the overview, which
    tells what is new and since when a decision is open."""

    half_year: HalfYear
    rows: Mapping[tuple[str, str], Mapping[str, str]]  # (indicator, area) -> the row of its latest window

    def find_verdict(self, indicator_id: str, area_id: str) -> Verdict | None:
        """A figure's verdict against its target by the words of today; None where it had no figure. Called for each
        figure of a delmål, and for the figures that are new. Until the words were seven, `kan ikke vurderes` was said
        both of what was not there and of what no test could tell; today the one cannot be computed, and the other is
        unclear. An empty word is of a figure that was not judged."""
        row = self.rows.get((indicator_id, area_id))
        if row is None:
            return None
        word = row["verdict"]
        if word in {verdict.value for verdict in Verdict}:
            return Verdict(word)
        return Verdict.UNCLEAR if row["status"] in _SHOWN else Verdict.NOT_COMPUTABLE

    def judge_delmaal(self, delmaal: Delmaal, release: Release) -> Verdict:
        """A delmål's verdict then, worked out of its figures' verdicts by the rule of today; a figure that was not
        there counts as one that cannot be computed. Called for each delmål, to tell whether its verdict has
        changed."""
        adopted = [one for one in release.plan.adopted(delmaal_id=delmaal.id) if release.has_target(one)]
        return Verdict.of_all(
            Verdict.of_all(self.find_verdict(one.indicator_id, area.id) for area in release.subjects(one))
            for one in adopted
        )


def list_earlier_reports(workspace: Workspace, release: Release) -> list[EarlierReport]:
    """The publications before this half-year that its figures may be compared with, newest first; none in the
    confidential edition. Called once for the overview. workspace: the project's folders, where they lie."""
    published = find_comparable_publications(workspace, release)
    return [EarlierReport(half, _read_latest(folder / FIGURES_CSV)) for half, folder in published.items()]


def _read_latest(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(indicator, area) -> the row of its latest window in an earlier indicators.csv. Called for each publication."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["latest"] == "ja"]
    return {(row["indicator_id"], row["area_id"]): row for row in rows}


def find_since(release: Release, earlier: Sequence[EarlierReport], was_so: Callable[[EarlierReport], bool]) -> HalfYear:
    """The first half-year of those in a row up to this one in which something was so: this half-year itself where the
    publication before it was otherwise, or there is none. Called for each decision, to tell since when it is open.
    earlier: the publications, newest first."""
    since = release.half_year
    for report in earlier:
        if not was_so(report):
            break
        since = report.half_year
    return since
