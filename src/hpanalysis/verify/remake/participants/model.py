"""What an activity and its target group are, as the package's plan and program have them. Names are Danish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

BY_AGE, BY_NEED = "alder", "behov"
HARDEST = "svaerest"  # the one group by need


@dataclass(frozen=True, kw_only=True)
class WindowRule:
    """When a target group is found: the kind of window, and the numbers that it is declared with. Made where a target
    group is read."""

    kind: str  # StatusDate, as the program calls it
    numbers: Mapping[str, int] = field(default_factory=dict)


class Bridge(NamedTuple):
    """The rule by which an indicator counts from a day on. Read where it is asked which series counts a target
    group."""

    version: int
    since: date


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Whom an activity is for, as far as an extract knows them. Made for each followed activity that has one."""

    target_id: str  # with the ages that the activity chooses: unge_13_17
    label: str  # Danish, as it stands within a sentence, without the ages
    ages: tuple[str, str] | None = (
        None  # the first and the last that are chosen, "" for an open end; None for no choice
    )
    window: WindowRule
    source: str  # the extract's name
    same_as: str = ""  # the indicator whose numerator it is
    is_sum: bool = False  # whether that indicator is the sum of others
    bridge: Bridge | None = None  # of that indicator
    bands: Mapping[str, str] = field(default_factory=dict)  # the ids and names of the age bands; empty for none
    cohort_years_before: int | None = None  # of an indicator that names its window by the year persons left school
    hardest: str = ""  # what the worst placed are called; empty where the extract cannot tell who they are
    like: tuple[str, ...] = ()  # the indicators whose denominator counts the same persons
    counted: tuple[str, ...] = ()  # how it is counted: two that are equal count the same persons

    def find_base(self, end: date) -> str:
        """The series of the indicator that counts the group in a window, `moedre_kontanthjaelp@3`; "" where no
        indicator does. Called for each row of deltagere.csv. end: the window's last day."""
        if self.same_as and self.bridge is not None and end >= self.bridge.since:
            return f"{self.same_as}@{self.bridge.version}"
        return self.same_as


@dataclass(frozen=True, kw_only=True)
class FollowedActivity:
    """An activity whose participants are followed: a list of them is kept. Made for each row of activities.csv that
    says so."""

    activity_id: str
    agreement: str  # the id of its delaftale
    name: str
    told: str = ""  # whom the plan says it is for
    condition: str = ""  # what the plan says that they have in common
    target: TargetGroup | None = None  # None where no extract knows whom it is for
    outcome: str = ""  # the indicator that it is to change for its participants; empty for none
