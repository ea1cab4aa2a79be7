"""What the emergency group's log comes to in a year: for every reader, and for the confidential edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hpanalysis.followup.model import DutyYear, State


@dataclass(frozen=True, kw_only=True)
class LevelYear:
    """Activations of a level in a year: counts only, so that no page made of it can tell of a place or a day.

    within: the rule in Danish, such as »inden for 3 arbejdsdage«. The four after it add up to activations:
    gathered in time, gathered too late, not gathered and the deadline past, not gathered and the deadline to come.
    The evaluations: decided yes, decided no, not decided (they add up too); evaluated: of those decided yes.
    """

    level: str  # gul, roed
    within: str
    activations: int
    in_time: int
    late: int
    missing: int
    to_come: int
    to_evaluate: int
    not_to_evaluate: int
    undecided: int
    evaluated: int


@dataclass(frozen=True, kw_only=True)
class EmergencyYear:
    """The emergency group's year, for every reader.

    status: the yearly meeting, as a duty (its days may be told); None where the plan has none. duties: those of the
    emergency group, that one included. The rest as in `YearFollowup`.
    """

    year: int
    label: str
    first: date
    last: date
    plan_first: date
    plan_last: date
    as_of: date
    levels: tuple[LevelYear, ...]
    status: DutyYear | None
    duties: tuple[DutyYear, ...]
    synthetic: bool

    @property
    def part(self) -> bool:
        return (self.first, self.last) != (self.plan_first, self.plan_last)


@dataclass(frozen=True, kw_only=True)
class ActivationRecord:
    """One activation with place and hour: for the confidential edition only. area_id: a key of areas.csv."""

    activated: datetime
    level: str
    area_id: str
    due: datetime
    gathered: datetime | None
    state: State
    evaluation: str  # ja, nej, ikke besluttet
    evaluated: date | None
