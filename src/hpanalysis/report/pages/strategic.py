"""The strategic agreement: the overall goals in a table and in small charts, and each figure folded under its name."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.plan import Delmaal
from hpanalysis.report import marks
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.definition.definition_card import fold_definition_card
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.pages import aims
from hpanalysis.report.pages.goal_courses import make_goal_courses
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.words import explanations, printed_figures
from hpanalysis.report.words.speaker import Speaker


def _list_subjects(speaker: Speaker, cells: Cells) -> list[Cell]:
    """The latest figures that an indicator is reported by: the total's, or each area's where there is no total. Called
    for the sentences on each indicator of an overall goal. speaker: the indicator and its Danish words."""
    return [cell for _, cell in board_goals.list_figures(speaker, cells)]


def _describe_coverage(speaker: Speaker) -> Markup | None:
    """What an indicator's figures cover and what they do not: its caveat, and whom the municipality's figure covers;
    None where nothing is to be said. Called for each indicator of an overall goal. speaker: the indicator and its
    Danish words."""
    sentences = " ".join(filter(None, [speaker.caveat, speaker.state_coverage()]))
    return join([tag("p", tag("b", "Hvad tallet dækker")), tag("p", sentences)]) if sentences else None


def _name_with_verdict(speaker: Speaker, subjects: list[Cell]) -> Markup:
    """The summary of a folded indicator: its name and, of one figure, the verdict since the baseline. Called for each
    indicator of an overall goal. subjects: its latest figures; speaker: the indicator and its Danish words."""
    one = subjects[0] if len(subjects) == 1 and subjects[0].is_public else None
    mark = None if one is None else marks.make_mark(one.since, one.about("since_baseline"))
    return tag("summary", tag("b", speaker.indicator.title), mark)


def _fold_indicator(speaker: Speaker, cells: Cells) -> Markup:
    """An indicator folded under its name and verdict: its sentences, the table of its areas and the municipality, and
    what the figures cover. Called for each indicator of an overall goal. speaker: the indicator and its Danish
    words."""
    subjects = _list_subjects(speaker, cells)
    told = [make_paragraphs([speaker.describe(one)], about=one.about()) for one in subjects]
    tables = [make_area_table(speaker, cells, anchored=False), fold_further(speaker, cells)]
    printed = make_paragraphs(printed_figures.state_printed_comparisons(speaker))
    return tag("details", _name_with_verdict(speaker, subjects), told, tables, printed, _describe_coverage(speaker))


def _make_goal_section(release: Release, goal: Delmaal, cells: Cells) -> Markup:
    """The section of an overall goal: its indicators, each folded under its name. Called for each overall goal of the
    strategic agreement."""
    speakers = [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=goal.id)]
    folded = tag("div", [_fold_indicator(speaker, cells) for speaker in speakers], class_="folder")
    return make_section(f"maal-{goal.id}", f"Overordnet mål: {goal.name}", aims.state_activities(release, goal), folded)


def show_goals(release: Release, cells: Cells) -> Block:
    """The overall goals of the strategic agreement: a table of their figures, their courses, a section for each with
    what goes further, and how the figures are counted; a plan without one gives a sentence that says so. Called by the
    notebook of the strategic agreement."""
    if release.plan.strategic is None:
        return Block(tag("p", "Planen har ingen strategisk aftale."))
    goals = release.plan.delmaal_of(release.plan.strategic.id)
    adoptions = release.plan.adopted(release.plan.strategic.id)
    cards = [fold_definition_card(Speaker(release, adoption.indicator_id), cells) for adoption in adoptions]
    summary = make_paragraphs(board_goals.summarise_goals(release, cells))
    return Block(
        join(
            [
                make_section(
                    "maal", "De overordnede mål", summary, board_goals.make_goals_table(release, cells), class_="taet"
                ),
                tag("p", explanations.explain_directions(), class_="note bred"),
                explanations.explain_certainty(release),
                make_section("over-tid", "Udvikling over tid", make_goal_courses(release, cells)),
                [_make_goal_section(release, goal, cells) for goal in goals],
                make_section("opgjort", "Sådan er tallene opgjort", tag("div", cards, class_="folder")),
            ]
        )
    )
