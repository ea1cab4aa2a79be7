"""The strategic agreement: the board's overall goals, their course against the municipality and what they cover."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Delmaal
from hpanalysis.report import course_figure, explanations, places, tables
from hpanalysis.report.area_table import area_table
from hpanalysis.report.cells import Cells
from hpanalysis.report.definition_card import definition_card
from hpanalysis.report.html import Block, join, paragraphs, section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker


def _subjects(speaker: Speaker, cells: Cells) -> list:
    """The cells an overall indicator is shown by: the total, or each area measured."""
    release, adoption = speaker.release, speaker.adoption
    areas = [release.plan.total] if adoption.total else release.measured_areas(adoption)
    found = [cells.latest(speaker.indicator_id, area.id) for area in areas]
    return [cell for cell in found if cell is not None]


def _against(speaker: Speaker, cells: Cells) -> Markup:
    said = [speaker.whole(cell) for cell in _subjects(speaker, cells)]
    return join([tag("h4", speaker.indicator.title), paragraphs(said), area_table(speaker, cells)])


def _covers(speaker: Speaker) -> Markup:
    said = [speaker.indicator.sentences.caveat or "", speaker.coverage()]
    return join([tag("h4", speaker.indicator.title), paragraphs([" ".join(filter(None, said))])])


def _goal(release: Release, goal: Delmaal, cells: Cells) -> Markup:
    speakers = [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=goal.id)]

    def part(key: str, name: str, children: list) -> Markup:
        return section(f"{goal.id}-{key}", name, children, level=3)

    return section(
        f"maal-{goal.id}",
        f"Overordnet mål: {goal.name}",
        part("over-tid", "Udvikling over tid", [course_figure.course(speaker, cells) for speaker in speakers]),
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
    return Block(join([explanations.sure(release), [_goal(release, goal, cells) for goal in goals]]))


def overall_table(release: Release, cells: Cells) -> Markup | None:
    """The overall indicators at a glance, a row an indicator (and an area, where there is no total)."""
    if release.plan.strategic is None:
        return None
    rows = []
    for adoption in release.plan.adopted(release.plan.strategic.id):
        speaker = Speaker(release, adoption.indicator_id)
        rows += [_overall_row(speaker, cell) for cell in _subjects(speaker, cells)]
    columns = [
        "Tal",
        ("Udgangspunkt", "num"),
        ("Nu", "num"),
        ("Usikkerhedsinterval", "num"),
        ("Til sammenligning", "num"),
        "Mod kommunen",
        "Siden udgangspunktet",
        "Tal fra",
    ]
    beside = places.spoken(release.plan.municipality).bare
    caption = (
        f"Tallene for områderne samlet, hvor intet andet står. Til sammenligning står {beside}, "
        "ved tryghedsmålingen hele landet."
    )
    return tables.folding(caption, columns, rows)


def _overall_row(speaker: Speaker, cell) -> list[object]:
    name = speaker.indicator.label
    if not speaker.adoption.total:
        name = f"{name}, {speaker.spoken(cell.area_id).bare}"
    return [
        name,
        tables.baseline_cell(speaker, cell),
        tables.value_cell(speaker, cell, "Nu"),
        tables.interval_text(speaker, cell) if cell.has_number else cell.status.value,
        tables.beside_text(speaker, cell),
        tables.versus_cell(speaker, cell) if speaker.indicator.comparable else "holdes ikke op",
        tables.since_cell(speaker, cell),
        speaker.period(cell.window).short,
    ]
