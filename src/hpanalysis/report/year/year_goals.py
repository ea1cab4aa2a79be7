"""The overall goals in an accounting year: each indicator's baseline and course, the municipality's beside, its source.

All figures are those published of one half-year; their links lead to the half-year's definition pages.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.pages.goal_courses import make_goal_courses
from hpanalysis.report.pages.goal_indicator import write_words
from hpanalysis.report.tables import board_goals
from hpanalysis.report.words import definition_words, explanations
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.report.year import year_links
from hpanalysis.report.year_publication import Year


def _name_half_years_of_delivery(courses: list[Cell]) -> str:
    """The half-years in which figures were delivered: `2. halvår 2024 og 1. halvår 2026`; "" where none is known.
    Called for the source of each indicator. courses: the indicator's figures in all areas and windows of time."""
    halves = sorted({cell.delivered_in for cell in courses if cell.delivered_in})
    return danish.join_words(danish.format_half_year(HalfYear.parse(half)) for half in halves)


def _describe_source(speaker: Speaker, cells: Cells) -> str:
    """The sentences on who delivered an indicator's figures and in which half-years and, where they are compared, that
    the comparison's figures have the same source. Called for each indicator of a goal. speaker: has its definition and
    words; cells: the figures."""
    areas = [cell.area_id for _, cell in board_goals.list_figures(speaker, cells)]
    courses = [cell for area in areas for cell in cells.course(speaker.indicator_id, area)]
    delivered = _name_half_years_of_delivery(courses)
    named = definition_words.describe_sources(speaker.indicator, speaker.release.plan)
    sentence = finish(f"Kilde: {named}{f' i {delivered}' if delivered else ''}.")
    if not speaker.indicator.comparable or all(cell.municipality is None for cell in courses):
        return sentence
    return f"{sentence} {finish(f'Tallene for {speaker.compared_with.bare} er fra samme kilde og de samme perioder.')}"


def _tell_indicator(speaker: Speaker, cells: Cells) -> list[Markup]:
    """An indicator's name, what its latest figures show in words, and where they come from. Called for each indicator
    of a goal. speaker: has its definition and words; cells: the published figures."""
    subjects = [cell for _, cell in board_goals.list_figures(speaker, cells)]
    words = write_words(speaker, cells, subjects) if subjects else tag("p", "Tallet er ikke opgjort endnu.")
    source = tag("p", _describe_source(speaker, cells), class_="note")
    return [tag("p", tag("b", speaker.indicator.title)), words, source]


def show_goals(year: Year, judged: pd.DataFrame) -> Block:
    """The section on the overall goals: what is seen of them in sentences and in a table. Called by the notebook of the
    accounting year's report. judged: the half-year's figures as published (`read_published`). A plan without a
    strategic agreement has its delmål here, and says so."""
    release = year.release
    cells, goals = release.cells(judged), board_goals.list_goals(release)
    without = [board_goals.NO_STRATEGIC] if release.plan.strategic is None else []
    aims = {one.goal.aim for one in goals}
    common = aims if len(aims) == 1 else set()  # what is the aim of all is told once
    content = make_section(
        "maal",
        board_goals.name_goals(release),
        [
            make_paragraphs([" ".join([*without, *common, *board_goals.summarise_goals(release, cells)])]),
            tag("div", board_goals.make_brief_goals_table(release, cells), class_="enlinje"),
            tag(
                "details",
                tag("summary", "Tallene med begrundelser"),
                board_goals.make_goals_table(release, cells, anchored=False),
            ),
            tag("p", explanations.explain_directions(briefly=True), class_="note"),
            explanations.explain_certainty(release),
        ],
        class_="taet",
    )
    return Block(year_links.redirect_links(content, release.half_year))


def show_courses(year: Year, judged: pd.DataFrame) -> Block:
    """The appendix: the course of every figure in a grid of small charts, and folded under them what each shows in
    words and its source. Called last by the notebook of the accounting year's report. judged: the half-year's figures
    as published (`read_published`)."""
    release = year.release
    cells, goals = release.cells(judged), board_goals.list_goals(release)
    told = [_tell_indicator(speaker, cells) for goal in goals for speaker in goal.speakers]
    folded = tag("details", tag("summary", "Hvert tal i ord, og hvor det kommer fra"), told)
    content = make_section("forloeb", "Bilag: tallene over tid", make_goal_courses(release, cells), folded)
    return Block(year_links.redirect_links(content, release.half_year))
