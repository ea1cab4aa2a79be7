"""The emergency group's year: activations by level, whether it gathered in time, the yearly meeting, evaluations.

The public page is made of counts alone (`followup.LevelYear`): what it never gets it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year import year_marks
from hpanalysis.report.year.year_duties import format_moment, make_duties_table
from hpanalysis.report.year_publication import Year
from hpanalysis.tables import Edition

_LEVELS = {"gul": "Gul", "roed": "Rød"}


def _name_level(level) -> str:
    """A level of alert (a `followup.LevelYear`) in words: `Niveau gul`. Called for the emergency group's page: for the
    rows of its tables by level, and for its sentence on how often the group was activated at each."""
    return f"Niveau {_LEVELS.get(level.level, level.level).lower()}"


def _spell_times(count: int) -> str:
    """How often, in words: `ingen gange`, `én gang`, `to gange`. Called for the sentence on how often the emergency
    group was activated at each level."""
    return "ingen gange" if not count else "én gang" if count == 1 else f"{danish.spell_count(count)} gange"


def _summarise_activations(year: Year) -> str:
    """The sentence on how often the emergency group was activated, by level. Called once for the group's page."""
    levels = year.followed.levels
    parts = [
        f"{_spell_times(level.activations)} på {_name_level(level).lower()}" for level in levels if level.activations
    ]
    if not parts:
        return f"Beredskabet blev ikke aktiveret {year.covered}."
    return f"Beredskabet blev aktiveret {danish.join_words(parts)} {year.covered}."


def _format_count(value: int) -> str:
    """A count in a table; 0 is `ingen`. Called for each count on the emergency group's page."""
    return danish.format_number(value) if value else "ingen"


def _make_levels_table(year: Year) -> Markup:
    """The table of how many activations there were at each level. Called once for the emergency group's page."""
    rows = [[_name_level(level), _format_count(level.activations)] for level in year.followed.levels]
    return cells_in_tables.make_folding_table("Aktiveringer i året", ["Niveau", ("Aktiveringer", "num")], rows)


def _make_activations_table(year: Year, activations) -> Markup | None:
    """The table of every activation with place and hour; None in the public edition, and where there are none. Called
    once for the emergency group's page. activations: `followup.ActivationRecord`s."""
    if year.release.edition is not Edition.CONFIDENTIAL or not activations:
        return None
    rows = [_make_activation_row(year, one) for one in activations]
    columns = ["Aktiveret", "Niveau", "Område", "Frist", "Mødtes", "Status", "Evaluering"]
    return cells_in_tables.make_folding_table("Hver aktivering", columns, rows)


def _make_activation_row(year: Year, one) -> list[object]:
    """An activation's row: when the emergency group was called, level, area, when it should gather and did gather
    (`ikke mødtes` if never), whether that was in time, and the evaluation. Called for each activation, in the
    confidential edition only. one: a `followup.ActivationRecord`."""
    return [
        format_moment(one.activated),
        _LEVELS.get(one.level, one.level),
        year.release.plan.area(one.area_id).name,
        format_moment(one.due),
        format_moment(one.gathered) if one.gathered else "ikke mødtes",
        year_marks.mark(one.state),
        [one.evaluation, tag("small", f"evalueret {format_moment(one.evaluated)}") if one.evaluated else None],
    ]


def show_levels(year: Year, activations: Iterable) -> Block:
    """The section on how often the emergency group was activated at each level. Called by the notebook of the group's
    page. activations: `followup.ActivationRecord`s, shown one by one in the confidential edition only."""
    table = _make_activations_table(year, activations)
    return Block(
        make_section(
            "niveau",
            "Aktiveringer efter niveau",
            make_paragraphs([_summarise_activations(year)]),
            _make_levels_table(year),
            table,
        )
    )


_IN_TIME: list[cells_in_tables.Column] = [
    "Niveau",
    "Fristen",
    ("Mødtes til tiden", "num"),
    ("For sent", "num"),
    ("Mødtes ikke", "num"),
    ("Fristen er ikke udløbet", "num"),
]


def show_deadlines(year: Year) -> Block:
    """The section on whether the emergency group gathered within the plan's time, level by level. Called by the
    notebook of the group's page."""
    rows = [
        [_name_level(one), one.within, *map(_format_count, (one.in_time, one.late, one.missing, one.to_come))]
        for one in year.followed.levels
    ]
    table = cells_in_tables.make_folding_table("Aktiveringer efter, om gruppen mødtes til tiden", _IN_TIME, rows)
    return Block(make_section("frister", "Overholdte frister", table))


def show_status_meeting(year: Year) -> Block:
    """The section on the emergency group's yearly status meeting: when it was due and held, or that the plan has none.
    Called by the notebook of the group's page."""
    status = year.followed.status
    body = (
        make_duties_table([status], f"Statusmødet {year.covered}")
        if status
        else tag("p", "Planen har intet statusmøde.")
    )
    return Block(make_section("statusmoede", "Årligt statusmøde", body))


def show_evaluations(year: Year) -> Block:
    """The section on evaluations of the emergency group's activations: by level, how many are to be evaluated, how many
    of them were, how many are not to be, and how many are not decided. Called by the notebook of the group's page."""
    rows = [
        [_name_level(one), *map(_format_count, (one.to_evaluate, one.evaluated, one.not_to_evaluate, one.undecided))]
        for one in year.followed.levels
    ]
    columns: list[cells_in_tables.Column] = [
        "Niveau",
        ("Skal evalueres", "num"),
        ("Heraf evalueret", "num"),
        ("Skal ikke evalueres", "num"),
        ("Ikke besluttet", "num"),
    ]
    table = cells_in_tables.make_folding_table("Beslutninger om evaluering", columns, rows)
    return Block(make_section("evalueringer", "Evalueringer", table))
