"""The strategic agreement: the board's overall goals, their course against the municipality and what they cover."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.plan import Delmaal
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import course_figure
from hpanalysis.report.definition.definition_card import make_definition_card
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals
from hpanalysis.report.tables.area_table import make_area_table
from hpanalysis.report.words import explanations
from hpanalysis.report.words.speaker import Speaker


def _list_subjects(speaker: Speaker, cells: Cells) -> list[Cell]:
    """The latest figures that an indicator is reported by: the total's, or each area's where there is no total. Called
    for the sentences on each indicator of an overall goal. speaker: the indicator and its Danish words."""
    return [cell for _, cell in board_goals.list_figures(speaker, cells)]


def _make_comparison(speaker: Speaker, cells: Cells) -> Markup:
    """An indicator against the municipality: its sentences and the table of its areas. Called for each indicator of an
    overall goal on the strategic agreement's page. speaker: the indicator and its Danish words."""
    told = [make_paragraphs([speaker.describe(one)], about=one.about()) for one in _list_subjects(speaker, cells)]
    return join([tag("h4", speaker.indicator.title), told, make_area_table(speaker, cells)])


def _describe_coverage(speaker: Speaker) -> Markup:
    """What an indicator's figures cover and what they do not: its caveat, and whom the municipality's figure covers.
    Called for each indicator of an overall goal. speaker: the indicator and its Danish words."""
    sentences = [speaker.caveat, speaker.state_coverage()]
    return join([tag("h4", speaker.indicator.title), make_paragraphs([" ".join(filter(None, sentences))])])


def _make_goal_section(release: Release, goal: Delmaal, cells: Cells) -> Markup:
    """The section of an overall goal: its figures over time, against the municipality, what they cover, and how they
    are counted. Called for each overall goal of the strategic agreement."""
    speakers = [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=goal.id)]

    def part(key: str, name: str, children: list) -> Markup:
        """A part of the section of an overall goal: heading (name), content (children); its id is the goal's and `key`.
        Called for each of the four parts, such as the figures over time."""
        return make_section(f"{goal.id}-{key}", name, children, level=3)

    return make_section(
        f"maal-{goal.id}",
        f"Overordnet mål: {goal.name}",
        [
            part(
                "over-tid",
                "Udvikling over tid",
                [course_figure.make_course_figure(speaker, cells) for speaker in speakers],
            ),
            part("kommunen", "Kommunen til sammenligning", [_make_comparison(speaker, cells) for speaker in speakers]),
            part("daekker", "Hvad tallet dækker", [_describe_coverage(speaker) for speaker in speakers]),
            part("opgjort", "Sådan er tallet opgjort", [make_definition_card(speaker, cells) for speaker in speakers]),
        ],
    )


def show_goals(release: Release, cells: Cells) -> Block:
    """A section for each overall goal of the strategic agreement; a plan without one gives a sentence that says so.
    Called by the notebook of the strategic agreement."""
    if release.plan.strategic is None:
        return Block(tag("p", "Planen har ingen strategisk aftale."))
    goals = release.plan.delmaal_of(release.plan.strategic.id)
    return Block(
        join(
            [
                tag("p", explanations.explain_directions(), class_="note"),
                explanations.explain_certainty(release),
                [_make_goal_section(release, goal, cells) for goal in goals],
            ]
        )
    )
