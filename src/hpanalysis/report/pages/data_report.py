"""The data report: what the monitoring unit owes the board each year (governance.csv), as one report to be printed.

The overall goals and their indicators, their course against the municipality, what the board has asked for besides,
what the figures cover, and what is corrected. A plan without a strategic agreement is reported by its delmål.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report import periods
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.covered import Covered, find_new_figures
from hpanalysis.report.html import Block, fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.pages.goal_courses import make_goal_courses
from hpanalysis.report.pages.goal_indicator import write_words
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, cells_in_tables, supplementary
from hpanalysis.report.tables.board_goals import Goal
from hpanalysis.report.words import definition_words, explanations
from hpanalysis.report.words.caveats import list_caveats, list_coverages
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.report.words.verdict_counts import Figure


def show_goals(release: Release, cells: Cells, covered: Covered) -> Block:
    """The report's first section: what is seen of the overall goals, in sentences, and every figure in a table. Called
    by the notebook of the data report. covered: the year or half-year that the report is about."""
    without = [board_goals.NO_STRATEGIC] if release.plan.strategic is None else []
    sentences = [*without, *board_goals.summarise_goals(release, cells), covered.reached]
    table = board_goals.make_goals_table(release, cells)
    # Only a delmål has a target that the report's sentences judge.
    probable = tag("p", explanations.explain_probable_words(), class_="note") if without else None
    return Block(
        make_section(
            "maal",
            board_goals.name_goals(release),
            make_paragraphs(sentences),
            table,
            probable,
            tag("p", explanations.explain_directions(), class_="note bred"),
            explanations.explain_certainty(release),
            class_="taet",
        )
    )


def _tell_indicator(speaker: Speaker, cells: Cells) -> Markup:
    """An indicator of a goal in words under its name; a sentence where there is no figure yet. Called for each
    indicator of the data report, whose charts and numbers stand together above and whose caveats are listed once below.
    speaker: the indicator and its Danish words."""
    subjects = [cell for _, cell in board_goals.list_figures(speaker, cells)]
    if not subjects:
        return tag("p", f"{speaker.indicator.title}: Tallet er ikke opgjort endnu.")
    return tag("div", tag("h4", speaker.indicator.title), write_words(speaker, cells, subjects, brief=True))


def _make_goal_section(one: Goal, cells: Cells, aim: str) -> Markup:
    """A goal's section in the data report: its aim ("" where one aim of all goals is told above) and its indicators in
    words. Called for each goal."""
    told = tag("div", [_tell_indicator(speaker, cells) for speaker in one.speakers], class_="spalter")
    return tag("section", tag("h3", one.goal.name), make_paragraphs([aim]), told)


def show_courses(release: Release, cells: Cells) -> Block:
    """The section on each goal's figures over time: all charts beside each other, then the words on each. Called by the
    notebook of the data report."""
    goals = board_goals.list_goals(release)
    aims = {one.goal.aim for one in goals}
    common = make_paragraphs(aims) if len(aims) == 1 else None  # what is the aim of all is told once
    parts = [_make_goal_section(one, cells, "" if common else one.goal.aim) for one in goals]
    drawn = make_goal_courses(release, cells)
    return Block(make_section("udvikling", "Udvikling og sammenligning", common, drawn, parts))


def show_supplementary(release: Release, cells: Cells) -> Block:
    """The section on the figures that the board has asked for besides the plan's: in each area, with the municipality's
    or the country's beside, without verdicts; a sentence where it has asked for none. Called by the notebook of the
    data report."""
    table = supplementary.make_supplementary_table(release, cells)
    if table is None:
        none = tag("p", "Ingen har bedt om andre tal end planens.")
        return Block(make_section("supplerende", "Supplerende tal", none))
    told_first = (
        "Tallene er ud over planens. De har intet mål og bliver ikke vurderet, og ved hvert står, hvem der har "
    )
    lead = tag("p", f"{told_first}bedt om det.")
    told = supplementary.write_differences(release, cells, list(release.plan.areas))
    # The page is read on a screen too, where the goals come first; paper has the whole of it.
    folded = [
        fold_for_screen("Tallene i hvert område, og hvem der har spurgt", table),
        fold_for_screen(
            "Forbehold, og hvor mange på en offentlig ydelse der er flyttet ind og ud",
            told,
            list_caveats(supplementary.list_supplementary(release)),
        ),
    ]
    return Block(make_section("supplerende", "Supplerende tal", lead, folded, class_="taet"))


def _make_coverage_row(speaker: Speaker, cell: Cell, new: bool, covered: Covered) -> list[object]:
    """An indicator's row in the table of what figures cover: source, latest window, age, and when the next is due.
    Called for each indicator. new: whether the window was first shown in the year or half-year covered; speaker: the
    indicator and its Danish words."""
    release = speaker.release
    due = periods.find_next_due(speaker.indicator, release.half_year)
    return [
        speaker.indicator.label,
        definition_words.describe_sources(speaker.indicator, release.plan),
        f"{speaker.name_period(cell.window).bare}{', nyt ' + covered.inside if new else ''}",
        periods.format_age(cell.end, release.half_year.cutoff),
        danish.format_month(due) if due else "ikke oplyst",
    ]


def _explain_missing_figures(release: Release, cells: Cells) -> Markup:
    """A sentence for each of the goals' latest figures without a number, with the reason: hidden, not delivered, not
    measured, nobody or no cases. Called for the data report's section on what the figures cover."""
    figures = board_goals.list_all_figures(release, cells)
    absent = [(speaker, cell) for speaker, cell in figures if not cell.has_number]
    return join(make_paragraphs([speaker.explain_absence(cell)], about=cell.about()) for speaker, cell in absent)


def _take_first_of_each(figures: list[Figure]) -> list[Figure]:
    """The first figure of each indicator. Called for the table of what figures cover, which has one row an
    indicator."""
    first: dict[str, Figure] = {}
    for speaker, cell in figures:
        first.setdefault(speaker.indicator_id, (speaker, cell))
    return list(first.values())


def show_coverage(release: Release, cells: Cells, judged: pd.DataFrame, covered: Covered) -> Block:
    """The report's section on what the figures cover: source and age of each, the caveats, what is missing. Called by
    the notebook of the data report. judged: every figure with its verdicts (`tables.JUDGED`); covered: the year or
    half-year that the report is about."""
    fresh = {indicator_id for indicator_id, _ in find_new_figures(judged, covered)}
    figures = _take_first_of_each(board_goals.list_all_figures(release, cells))
    rows = [_make_coverage_row(speaker, cell, speaker.indicator_id in fresh, covered) for speaker, cell in figures]
    speakers = [speaker for speaker, _ in figures]
    table = cells_in_tables.make_folding_table(
        f"Alder regnet til {danish.format_day(release.half_year.cutoff)}",
        ["Tal", "Kilde", "Opgørelsesperiode", ("Alder", "num"), "Næste opgørelse ventes"],
        rows,
    )
    return Block(
        make_section(
            "daekker",
            "Hvad tallene dækker",
            [
                fold_for_screen("Kilde, periode og alder for hvert tal", table),
                make_section("daekker-forbehold", "Forbehold", list_caveats(speakers) or tag("p", "Ingen."), level=3),
                make_section(
                    "daekker-sammenligning", "Hvad tallene sammenlignes med", list_coverages(speakers), level=3
                ),
                _explain_missing_figures(release, cells),
            ],
        )
    )
