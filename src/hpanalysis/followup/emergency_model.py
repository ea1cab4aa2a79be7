"""What the emergency group's log comes to in a year: the tables for every reader, and for the confidential edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.model import DutyYear, State


@dataclass(frozen=True, kw_only=True)
class LevelYear:
    """The activations of a level in a year: counts only, so that no page made of it can tell of a place or a day. Made
    by `emergency.assess_emergency_year`; read by the report beredskab."""

    level: str  # gul, roed
    within: str  # the rule in Danish, such as »inden for 3 arbejdsdage«
    # The activations, and how the group gathered; the four after it add up to it.
    activations: int
    in_time: int
    late: int
    missing: int  # not gathered, and the deadline is past
    to_come: int  # not gathered, and the deadline is to come
    # The decisions on whether to evaluate; the first three add up to the activations.
    to_evaluate: int
    not_to_evaluate: int
    undecided: int
    evaluated: int  # how many of those to evaluate were evaluated


@dataclass(frozen=True, kw_only=True)
class EmergencyYear(Year):
    """An accounting year with what the emergency group did in it, for every reader. Made by
    `emergency.assess_emergency_year`; read by the report beredskab."""

    as_of: date  # the log's own date
    levels: tuple[LevelYear, ...]
    status: DutyYear | None  # the yearly meeting, whose days may be told; None where the plan has none
    duties: tuple[DutyYear, ...]  # of the emergency group, the yearly meeting included
    synthetic: bool  # whether the log says of itself that it is made up


@dataclass(frozen=True, kw_only=True)
class ActivationRecord:
    """One activation with place and hour, for the confidential edition only. Made by `emergency.list_activations`."""

    activated: datetime
    level: str
    area_id: str  # a key of areas.csv
    due: datetime
    gathered: datetime | None
    state: State
    evaluation: str  # ja, nej, ikke besluttet
    evaluated: date | None
