"""The board's goals as its yearly reports follow them: which they are, and the table of their figures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Delmaal
from hpanalysis.report import places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import grouped
from hpanalysis.report.words import verdict_counts
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.report.words.verdict_counts import Figure

NO_STRATEGIC = "Planen har ingen strategisk aftale med overordnede mål. Rapporten følger i stedet delmålene."


@dataclass(frozen=True)
class Goal:
    """An overall goal (a delmål in a plan without a strategic agreement) and its indicators."""

    goal: Delmaal
    speakers: tuple[Speaker, ...]


def goals(release: Release) -> list[Goal]:
    """In the plan's order; of a delmål only the indicators with a target."""
    plan = release.plan
    agreements = [plan.strategic] if plan.strategic is not None else plan.delaftaler
    found = []
    for goal in (goal for agreement in agreements for goal in plan.delmaal_of(agreement.id)):
        adopted = plan.adopted(delmaal_id=goal.id)
        own = adopted if plan.strategic is not None else cells_in_tables.targeted(adopted, release)
        found.append(Goal(goal, tuple(Speaker(release, adoption.indicator_id) for adoption in own)))
    return found


def heading(release: Release) -> str:
    return "De overordnede mål" if release.plan.strategic is not None else "Delmålene"


def figures(speaker: Speaker, cells: Cells) -> list[Figure]:
    """What an indicator is reported by: the total, or each area measured where there is none."""
    release, adoption = speaker.release, speaker.adoption
    areas = [release.plan.total] if adoption.total else release.measured_areas(adoption)
    found = [cells.latest(speaker.indicator_id, area.id) for area in areas]
    return [(speaker, cell) for cell in found if cell is not None]


def all_figures(release: Release, cells: Cells) -> list[Figure]:
    """Those of every goal."""
    return [figure for goal in goals(release) for speaker in goal.speakers for figure in figures(speaker, cells)]


def said(release: Release, cells: Cells) -> list[str]:
    """What is seen of all the goals' figures: since the baseline and against the municipality."""
    found = all_figures(release, cells)
    return [verdict_counts.since(found), verdict_counts.versus(found, release)]


def name(speaker: Speaker, cell: Cell) -> str:
    """The figure's name in a table: with its area where it is not the total's."""
    label = speaker.indicator.label
    return label if speaker.adoption.total else f"{label}, {speaker.spoken(cell.area_id).bare}"


_COLUMNS: list[cells_in_tables.Column] = [
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
    "Holdt op mod den",
    "Siden udgangspunktet",
]


def _row(speaker: Speaker, cell: Cell) -> Markup:
    named = [name(speaker, cell), tag("small", speaker.period(cell.window).short)]
    baseline = cells_in_tables.baseline_cell(speaker, cell)
    if not cell.has_number:
        return cells_in_tables.row(_COLUMNS, named, [baseline, cells_in_tables.empty_cell(cell, "Nu", 5)])
    values = [
        baseline,
        cells_in_tables.value_cell(speaker, cell, "Nu"),
        cells_in_tables.interval_text(speaker, cell),
        cells_in_tables.beside_text(speaker, cell),
        cells_in_tables.versus_cell(speaker, cell) if speaker.indicator.comparable else "holdes ikke op",
        cells_in_tables.since_cell(speaker, cell),
    ]
    return cells_in_tables.row(_COLUMNS, named, values)


def caption(release: Release, found: list[Figure]) -> str:
    """Whom the table's figures are of, and what stands beside them."""
    usual = places.spoken(release.plan.municipality).bare
    others: dict[str, list[str]] = {}
    for speaker, _ in found:
        if speaker.indicator.comparable and speaker.k.bare != usual:
            others.setdefault(speaker.k.bare, []).append(f"»{speaker.indicator.label}«")
    but = "".join(f", ved {danish.join_words(dict.fromkeys(labels))} {bare}" for bare, labels in others.items())
    return f"Tallene for områderne samlet, hvor intet andet står. Til sammenligning står {usual}{but}."


def goals_table(release: Release, cells: Cells) -> Markup:
    """A row a figure, goal by goal."""
    groups = [
        (one.goal.name, [_row(*figure) for speaker in one.speakers for figure in figures(speaker, cells)])
        for one in goals(release)
    ]
    return grouped(caption(release, all_figures(release, cells)), _COLUMNS, groups)
