"""The strategic agreement: the board's overall goals, their course against the municipality and what they cover."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Delmaal
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import course_figure
from hpanalysis.report.definition.definition_card import definition_card
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals
from hpanalysis.report.tables.area_table import make_area_table
from hpanalysis.report.words import explanations
from hpanalysis.report.words.speaker import Speaker


def _subjects(speaker: Speaker, cells: Cells) -> list[Cell]:
    return [cell for _, cell in board_goals.list_figures(speaker, cells)]


def _against(speaker: Speaker, cells: Cells) -> Markup:
    said = [speaker.describe(cell) for cell in _subjects(speaker, cells)]
    return join([tag("h4", speaker.indicator.title), make_paragraphs(said), make_area_table(speaker, cells)])


def _covers(speaker: Speaker) -> Markup:
    said = [speaker.indicator.sentences.caveat or "", speaker.state_coverage()]
    return join([tag("h4", speaker.indicator.title), make_paragraphs([" ".join(filter(None, said))])])


def _goal(release: Release, goal: Delmaal, cells: Cells) -> Markup:
    speakers = [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=goal.id)]

    def part(key: str, name: str, children: list) -> Markup:
        return make_section(f"{goal.id}-{key}", name, children, level=3)

    return make_section(
        f"maal-{goal.id}",
        f"Overordnet mål: {goal.name}",
        part(
            "over-tid", "Udvikling over tid", [course_figure.make_course_figure(speaker, cells) for speaker in speakers]
        ),
        part("kommunen", "Kommunen til sammenligning", [_against(speaker, cells) for speaker in speakers]),
        part("daekker", "Hvad tallet dækker", [_covers(speaker) for speaker in speakers]),
        part("opgjort", "Sådan er tallet opgjort", [definition_card(speaker, cells) for speaker in speakers]),
    )


def goal_sections(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """Every overall goal of the strategic agreement; a plan without one gives a sentence that says so."""
    release = Release.named(half_year, edition)
    if release.plan.strategic is None:
        return Block(tag("p", "Planen har ingen strategisk aftale."))
    cells = release.cells(judged)
    goals = release.plan.delmaal_of(release.plan.strategic.id)
    return Block(join([explanations.explain_certainty(release), [_goal(release, goal, cells) for goal in goals]]))
