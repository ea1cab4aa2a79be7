"""What is new since the last half-year's report: the delmål that are judged otherwise, and the new windows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Delmaal
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report import goals
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.pages import attention
from hpanalysis.report.release import Release, find_comparable_publications
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status, Verdict
from hpanalysis.workspace import Workspace

Verdicts = dict[tuple[str, str], Verdict]  # indicator and area -> its verdict against the target


_SHOWN = {status.value for status in (Status.SHOWN, Status.NO_CASES)}


def _read_verdict(word: str, status: str) -> Verdict:
    """A figure's verdict in an earlier publication, by the words of today. Called for each row of its indicators.csv.
    An empty word is of a figure that was not judged. Until the words were seven, `kan ikke vurderes` was said both of
    what was not there and of what no test could tell; today the one cannot be computed, and the other is unclear."""
    if word in {verdict.value for verdict in Verdict}:
        return Verdict(word)
    return Verdict.UNCLEAR if status in _SHOWN else Verdict.NOT_COMPUTABLE


def _read_verdicts(path: Path) -> Verdicts:
    """(indicator, area) -> the verdict against the target in an earlier publication. Called for the last half-year
    published, to tell what is new since. path: its indicators.csv."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    latest = table[table["latest"] == "ja"]
    cells = zip(latest["indicator_id"], latest["area_id"], latest["verdict"], latest["status"], strict=True)
    return {(indicator, area): _read_verdict(word, status) for indicator, area, word, status in cells}


def read_last_publication(workspace: Workspace, release: Release) -> tuple[HalfYear, Verdicts] | None:
    """The last half-year published before this one, and its verdicts by indicator and area; None if there is none.
    Called when the overview's section on what is new is made."""
    published = find_comparable_publications(workspace, release)
    if not published:
        return None
    half, folder = next(iter(published.items()))
    return half, _read_verdicts(folder / FIGURES_CSV)


def _judge_delmaal_then(delmaal: Delmaal, release: Release, verdicts: Verdicts) -> Verdict:
    """A delmål's verdict in the last publication, worked out of its figures' verdicts there by the rule of today; a
    figure that was not there counts as one that cannot be computed. Called for each delmål, to tell whether the verdict
    has changed. verdicts: (indicator, area) -> the figure's verdict there."""
    adopted = [one for one in release.plan.adopted(delmaal_id=delmaal.id) if release.has_target(one)]
    return Verdict.of_all(
        Verdict.of_all(verdicts.get((one.indicator_id, area.id)) for area in release.subjects(one)) for one in adopted
    )


# `var det opfyldt` of all words but those that have a verb of their own.
_BEFORE = {
    Verdict.TOWARDS: "pegede det mod målet",
    Verdict.AWAY: "pegede det væk fra målet",
    Verdict.NOT_COMPUTABLE: "kunne det ikke opgøres",
}


def describe_changed_verdicts(release: Release, cells: Cells, half: HalfYear, verdicts: Verdicts) -> list[str]:
    """A sentence for each delmål whose verdict is another than in the last publication, or one that none is. Called for
    the overview's section on what is new. half: the half-year of that publication. verdicts: (indicator, area) -> the
    figure's verdict there."""
    when, sentences = danish.format_half_year(half), []
    for one in goals.list_judged_delmaal(cells, release):
        then = _judge_delmaal_then(one.delmaal, release, verdicts)
        if then is not one.verdict:
            now = goals.make_predicate(one.verdict)
            earlier = _BEFORE.get(then, f"var det {then.value}")
            sentences.append(f"Delmålet »{one.delmaal.name}« {now}. I {when} {earlier}.")
    return sentences or [f"Ingen delmål har fået en anden vurdering siden {when}."]


def _list_by_window(figures: list[tuple[Speaker, Cell]]) -> list[str]:
    """A line for each window of time with the figures that are of it: `2025: Fraflytning; Udsættelsessager`. Called for
    the figures that are new in the half-year."""
    windows: dict[str, list[str]] = {}
    for speaker, cell in figures:
        windows.setdefault(speaker.name_period(cell.window).bare, []).append(speaker.indicator.label)
    return [f"{danish.capitalise(window)}: {'; '.join(labels)}" for window, labels in windows.items()]


def _describe_windows(release: Release, cells: Cells) -> list[Markup]:
    """Paragraphs on which indicators have a figure of a new window of time since the last half-year, and, but in the
    plan's first half-year, which have none. Called for the overview's section on what is new."""
    figures = attention.list_latest_figures(release, cells)
    new = _list_by_window([(speaker, cell) for speaker, cell in figures if cell.new])
    old = [speaker.indicator.label for speaker, cell in figures if not cell.new]
    paragraphs = [tag("p", "Nye opgørelser:" if new else "Ingen tal har fået en ny opgørelse.")]
    paragraphs += [tag("ul", [tag("li", line) for line in new], class_="liste")] if new else []
    if old and release.half_year != release.plan.first:
        paragraphs.append(tag("p", "Ingen ny opgørelse: ", "; ".join(old).removesuffix("."), "."))
    return paragraphs


def describe_news(release: Release, cells: Cells, workspace: Workspace) -> Markup:
    """What is new since the last publication: the delmål whose verdict has changed, if there is a publication, and the
    new figures. Called once, for the overview. workspace: the project's folders, where earlier publications lie."""
    last = read_last_publication(workspace, release)
    otherwise = (
        [] if last is None else [tag("p", sentence) for sentence in describe_changed_verdicts(release, cells, *last)]
    )
    return tag("div", otherwise, _describe_windows(release, cells))
