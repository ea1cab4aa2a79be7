"""The board's goals as its yearly reports follow them: which they are, and the table of their figures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Delmaal
from hpanalysis.report import figure_links, places
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.direction import make_evidence_mark
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words import evidence_words, verdict_counts
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.report.words.verdict_counts import Figure

NO_STRATEGIC = "Planen har ingen strategisk aftale med overordnede mål. Rapporten følger i stedet delmålene."


@dataclass(frozen=True)
class Goal:
    """An overall goal (a delmål in a plan without a strategic agreement) and its indicators. Made for the yearly
    reports to the board, the committees and the auditor, and for the overview's table of goals."""

    goal: Delmaal
    speakers: tuple[Speaker, ...]


def list_goals(release: Release) -> list[Goal]:
    """The overall goals in the plan's order with all their indicators; in a plan without them the delmål, with those of
    their indicators that have a target (all where none has one). Called wherever a report goes through the goals."""
    plan = release.plan
    agreements = [plan.strategic] if plan.strategic is not None else plan.delaftaler
    goals = []
    for goal in (goal for agreement in agreements for goal in plan.delmaal_of(agreement.id)):
        adopted = plan.adopted(delmaal_id=goal.id)
        followed = adopted if plan.strategic is not None else cells_in_tables.select_with_target(adopted, release)
        goals.append(Goal(goal, tuple(Speaker(release, adoption.indicator_id) for adoption in followed)))
    return goals


def name_goals(release: Release) -> str:
    """What the goals are called in a heading: `De overordnede mål`, or `Delmålene` in a plan without them. Called by
    the data report and the accounting year's report."""
    return "De overordnede mål" if release.plan.strategic is not None else "Delmålene"


def list_figures(speaker: Speaker, cells: Cells) -> list[Figure]:
    """The latest figures that an indicator is reported by: the total's, or each area's where there is no total; those
    not measured are left out. Called for each indicator of a delmål or an overall goal whose figures a report shows.
    speaker: the indicator and its Danish words."""
    release, adoption = speaker.release, speaker.adoption
    areas = [release.plan.total] if adoption.total else release.measured_areas(adoption)
    return [(speaker, cell) for cell in cells.latest_of(speaker.indicator_id, areas)]


def list_all_figures(release: Release, cells: Cells) -> list[Figure]:
    """The latest figures of every goal, in the plan's order. Called for the tables and summaries of goals in the
    overview and the yearly reports, and for what the annual and the data report say is covered, new or missing."""
    return [
        figure for goal in list_goals(release) for speaker in goal.speakers for figure in list_figures(speaker, cells)
    ]


def count_changes(figures: list[Figure]) -> str:
    """The sentences on how many figures have changed since the baseline, and where those without a sure change have
    probably gone; "" without figures. Called for the summary of the goals, and by the annual report. figures: the
    goals'."""
    directions = evidence_words.count_directions(cell for _, cell in figures if cell.has_number)
    return " ".join(filter(None, [verdict_counts.count_changes(figures), directions]))


def summarise_goals(release: Release, cells: Cells) -> list[str]:
    """Sentences on the goals' figures: how many have changed since the baseline, how many differ from the
    municipality, how many have kept up with its development; all "" without figures. Called by the data report and the
    accounting year's report."""
    figures = list_all_figures(release, cells)
    return [
        count_changes(figures),
        verdict_counts.count_differences(figures, release),
        verdict_counts.count_developments(figures, release),
    ]


def name_figure(speaker: Speaker, cell: Cell) -> str:
    """A figure's name in a table: the indicator, with the area where the figure is not the total's. Called for each row
    of the tables of goals and delmål, and where the annual report names the figures not shown. speaker: the indicator
    and its Danish words."""
    label = speaker.indicator.label
    return label if speaker.adoption.total else f"{label}, {speaker.name_area(cell.area_id).bare}"


_COLUMNS: list[cells_in_tables.Column] = [
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
    "Mod sammenligningen",
    "Siden udgangspunktet",
    "Mod sammenligningens udvikling",
]


def _make_row(speaker: Speaker, cell: Cell, anchored: bool) -> Markup:
    """A figure's row in the table of goals; without a number it keeps its baseline and says why across the rest. Called
    for each figure. anchored: as of `make_goals_table`; speaker: the indicator and its Danish words."""
    named = [name_figure(speaker, cell), tag("small", speaker.name_period(cell.window).short)]
    # On paper a star in its place, and the line under the table, so that the goals stand on one sheet.
    named += [tag("small", speaker.uncovered_briefly, class_="udeladt")] if speaker.uncovered else []
    baseline = cells_in_tables.make_baseline_cell(speaker, cell)
    if not cell.has_number:
        return cells_in_tables.make_row(
            _COLUMNS, named, [baseline, cells_in_tables.make_empty_cell(cell, "Nu", 6, anchored)], about=cell.about()
        )
    values = [
        baseline,
        cells_in_tables.make_value_cell(speaker, cell, "Nu", anchored),
        cells_in_tables.format_interval(speaker, cell),
        cells_in_tables.format_comparison(speaker, cell),
        cells_in_tables.make_versus_cell(speaker, cell)
        if speaker.indicator.comparable
        else cells_in_tables.NOT_COMPARED,
        cells_in_tables.make_since_cell(speaker, cell),
        cells_in_tables.make_development_cell(speaker, cell),
    ]
    return cells_in_tables.make_row(_COLUMNS, named, values, about=cell.about())


_BRIEF_COLUMNS: tuple[cells_in_tables.Column, ...] = (
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Til sammenligning", "num"),
    "Mod sammenligningen",
    "Siden udgangspunktet",
    "Mod sammenligningens udvikling",
)


def _make_brief_row(speaker: Speaker, cell: Cell) -> Markup:
    """A figure's row in the overview, where each verdict is its word alone: the numbers and reasons behind it stand on
    the page of the strategic agreement. Called for each figure. speaker: the indicator and its Danish words."""
    star = [" *"] if speaker.uncovered else []
    named = [name_figure(speaker, cell), star, tag("small", speaker.name_period(cell.window).short)]
    baseline = cells_in_tables.make_baseline_cell(speaker, cell)
    if not cell.has_number:
        rest = cells_in_tables.make_empty_cell(cell, "Nu", len(_BRIEF_COLUMNS) - 2)
        return cells_in_tables.make_row(_BRIEF_COLUMNS, named, [baseline, rest], about=cell.about())
    beside = cell.development
    comparable = speaker.indicator.comparable
    values = [
        baseline,
        [
            figure_links.link_number(cell, format_cell(cell, speaker.indicator)),
            cells_in_tables.make_span(speaker, cell),
        ],
        cells_in_tables.format_comparison(speaker, cell),
        cells_in_tables.make_verdict_cell(cell.versus, cell.about("versus_municipality"))
        if comparable
        else cells_in_tables.NOT_COMPARED,
        [cells_in_tables.make_verdict_cell(cell.since, cell.about("since_baseline")), make_evidence_mark(cell)],
        cells_in_tables.make_verdict_cell(beside.verdict, cell.about("versus_development"))
        if comparable and beside is not None
        else cells_in_tables.NOT_COMPARED,
    ]
    return cells_in_tables.make_row(_BRIEF_COLUMNS, named, values, about=cell.about())


def make_brief_goals_table(release: Release, cells: Cells) -> Markup:
    """The table of the goals' latest figures with the words of their verdicts alone, grouped by goal. Called by the
    overview and by the accounting year's report."""
    groups = [
        (
            goal.goal.name,
            [_make_brief_row(*figure) for speaker in goal.speakers for figure in list_figures(speaker, cells)],
        )
        for goal in list_goals(release)
    ]
    figures = list_all_figures(release, cells)
    table = make_grouped_table(f"{write_caption(release, figures)} {cells_in_tables.IN_SMALL}", _BRIEF_COLUMNS, groups)
    return join([table, _name_uncovered(figures, class_="note")])


def write_caption(release: Release, figures: list[Figure]) -> str:
    """The caption of a table of goals: whom the figures are of, and what they are compared with; indicators compared
    with something else than the municipality are named. Called for each such table. figures: those in it."""
    usual = places.name_area(release.plan.municipality).bare
    others: dict[str, list[str]] = {}
    for speaker, _ in figures:
        if speaker.indicator.comparable and speaker.compared_with.bare != usual:
            others.setdefault(speaker.compared_with.bare, []).append(f"»{speaker.indicator.label}«")
    exceptions = "".join(f", ved {danish.join_words(dict.fromkeys(labels))} {bare}" for bare, labels in others.items())
    return f"Tallene for områderne samlet, hvor intet andet står. Til sammenligning står {usual}{exceptions}."


def make_goals_table(release: Release, cells: Cells, anchored: bool = True) -> Markup:
    """The table of the goals' latest figures with baseline, comparison and verdicts, grouped by goal. Called by the
    data report, the strategic agreement and, folded, the accounting year's report. anchored: whether it is here that
    links to the figures lead, which is so in one table of a page."""
    groups = [
        (
            goal.goal.name,
            [_make_row(*figure, anchored) for speaker in goal.speakers for figure in list_figures(speaker, cells)],
        )
        for goal in list_goals(release)
    ]
    figures = list_all_figures(release, cells)
    caption = f"{write_caption(release, figures)} {cells_in_tables.IN_BRACKETS}"
    return join([make_grouped_table(caption, _COLUMNS, groups), _name_uncovered(figures)])


def _name_uncovered(figures: list[Figure], class_: str = "note kun-papir") -> Markup:
    """What figures that do not hold all areas lack, with their names where not all of them lack the same: what the star
    at their name stands for. Called under the table of goals, where it is for paper alone since the rows say it on the
    screen, and under the overview's. class_: the paragraph's."""
    lacking: dict[str, list[str]] = {}
    for speaker, _ in figures:
        if speaker.uncovered:
            lacking.setdefault(speaker.uncovered_briefly, []).append(f"»{speaker.indicator.label}«")
    notes = {
        how: f"{danish.join_words(dict.fromkeys(labels))} er opgjort {how}" if len(lacking) > 1 else finish(how)
        for how, labels in lacking.items()
    }
    return join(tag("p", f"* {notes[how]}.", class_=class_) for how in lacking)
