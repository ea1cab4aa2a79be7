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
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words import verdict_counts
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.report.words.verdict_counts import Figure

NO_STRATEGIC = "Planen har ingen strategisk aftale med overordnede mål. Rapporten følger i stedet delmålene."


@dataclass(frozen=True)
class Goal:
    """An overall goal (a delmål in a plan without a strategic agreement) and its indicators. Made by `list_goals` for
    the reports to the board: data report, annual report and the accounting year's reports."""

    goal: Delmaal
    speakers: tuple[Speaker, ...]


def list_goals(release: Release) -> list[Goal]:
    """The goals in the plan's order, with all their indicators; a delmål has only those with a target. Called whenever
    a part of a yearly report goes through the goals."""
    plan = release.plan
    agreements = [plan.strategic] if plan.strategic is not None else plan.delaftaler
    goals = []
    for goal in (goal for agreement in agreements for goal in plan.delmaal_of(agreement.id)):
        adopted = plan.adopted(delmaal_id=goal.id)
        followed = adopted if plan.strategic is not None else cells_in_tables.select_with_target(adopted, release)
        goals.append(Goal(goal, tuple(Speaker(release, adoption.indicator_id) for adoption in followed)))
    return goals


def name_goals(release: Release) -> str:
    """What the goals are called in a heading: `De overordnede mål`, or `Delmålene` without a strategic agreement.
    Called by the data report and the report on an accounting year."""
    return "De overordnede mål" if release.plan.strategic is not None else "Delmålene"


def list_figures(speaker: Speaker, cells: Cells) -> list[Figure]:
    """What an indicator is reported by in the yearly reports: the total's cell, or each measured area's without one.
    Called for each indicator of a goal. Cells not measured are left out. speaker: has the indicator's definition and
    words."""
    release, adoption = speaker.release, speaker.adoption
    areas = [release.plan.total] if adoption.total else release.measured_areas(adoption)
    return [(speaker, cell) for cell in cells.latest_of(speaker.indicator_id, areas)]


def list_all_figures(release: Release, cells: Cells) -> list[Figure]:
    """The figures of every goal in the plan's order, each indicator by the cells of `list_figures`. Called by the
    yearly reports for summaries, captions and lists of what is missing."""
    return [
        figure for goal in list_goals(release) for speaker in goal.speakers for figure in list_figures(speaker, cells)
    ]


def summarise_goals(release: Release, cells: Cells) -> list[str]:
    """Two sentences on all the goals' figures: how many have changed since the baseline, how many differ from others.
    Called at the top of the goals' section in the data report and the accounting year's report; both are "" without
    figures."""
    figures = list_all_figures(release, cells)
    return [verdict_counts.count_changes(figures), verdict_counts.count_differences(figures, release)]


def name_figure(speaker: Speaker, cell: Cell) -> str:
    """The figure's name in a table: with its area where it is not the total's. Called for the rows of the yearly
    reports' tables. speaker: has the indicator's definition and words."""
    label = speaker.indicator.label
    return label if speaker.adoption.total else f"{label}, {speaker.name_area(cell.area_id).bare}"


_COLUMNS: list[cells_in_tables.Column] = [
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
    "Holdt op mod den",
    "Siden udgangspunktet",
]


def _make_row(speaker: Speaker, cell: Cell) -> Markup:
    """A figure's row; one without a number keeps its baseline and says why across the rest. Called by
    `make_goals_table` for each figure. speaker: has the indicator's definition and words."""
    named = [name_figure(speaker, cell), tag("small", speaker.name_period(cell.window).short)]
    baseline = cells_in_tables.make_baseline_cell(speaker, cell)
    if not cell.has_number:
        return cells_in_tables.make_row(_COLUMNS, named, [baseline, cells_in_tables.make_empty_cell(cell, "Nu", 5)])
    values = [
        baseline,
        cells_in_tables.make_value_cell(speaker, cell, "Nu"),
        cells_in_tables.format_interval(speaker, cell),
        cells_in_tables.format_comparison(speaker, cell),
        cells_in_tables.make_versus_cell(speaker, cell) if speaker.indicator.comparable else "holdes ikke op",
        cells_in_tables.make_since_cell(speaker, cell),
    ]
    return cells_in_tables.make_row(_COLUMNS, named, values)


def write_caption(release: Release, figures: list[Figure]) -> str:
    """The caption of a table of goals: whom the figures are of, and which comparison stands beside them. Called by
    `make_goals_table` and the annual report. figures: those in the table; indicators compared with something else than
    the municipality are named."""
    usual = places.name_area(release.plan.municipality).bare
    others: dict[str, list[str]] = {}
    for speaker, _ in figures:
        if speaker.indicator.comparable and speaker.compared_with.bare != usual:
            others.setdefault(speaker.compared_with.bare, []).append(f"»{speaker.indicator.label}«")
    exceptions = "".join(f", ved {danish.join_words(dict.fromkeys(labels))} {bare}" for bare, labels in others.items())
    return f"Tallene for områderne samlet, hvor intet andet står. Til sammenligning står {usual}{exceptions}."


def make_goals_table(release: Release, cells: Cells) -> Markup:
    """The table of the goals' figures: a row a figure, grouped by goal. Called by the data report, the accounting
    year's report and the overview page."""
    groups = [
        (goal.goal.name, [_make_row(*figure) for speaker in goal.speakers for figure in list_figures(speaker, cells)])
        for goal in list_goals(release)
    ]
    return make_grouped_table(write_caption(release, list_all_figures(release, cells)), _COLUMNS, groups)
