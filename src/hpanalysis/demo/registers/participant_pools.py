"""Whom the demo chooses participants among: synthetic persons as the other registers' extracts show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.registers.absence import Absence
from hpanalysis.demo.registers.benefits import CODES, KONT
from hpanalysis.demo.registers.work import Work
from hpanalysis.demo.town.life import Life

# So many months after the start tell whether somebody left kontanthjælp, and fewer than the second tell nothing.
MONTHS_AFTER, LEAST_AFTER = 6, 3
_NOT_READY = CODES.index("kontanthjaelp_aktivitetsparat")
_NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Pool:
    """Those whom an activity is for in a month, and others of their kind whom it is not for; indices of the persons.
    Made for each activity and month in which courses begin."""

    members: np.ndarray
    others: np.ndarray


class Pools:
    """Looks up who may be chosen, by what demo.yaml calls the pool. Made once by `participants.Participants`; asked
    month by month, when the extracts that tell of the months before are made."""

    def __init__(self, life: Life, work: Work | None, absence: Absence | None) -> None:
        """Take the registers that tell of the persons. Called once. work, absence: None where the plan needs none of
        their figures; then all adults, or nobody, are in the pools that they would tell of."""
        self.life, self.work, self.absence = life, work, absence
        self._finders: dict[str, Callable[[int], tuple[np.ndarray, np.ndarray]]] = {
            "voksne": lambda month: (self._find_aged(month, 18, 64), _NOBODY),
            "aktivitetsparate": self._find_not_ready,
            "moedre_paa_kontanthjaelp": self._find_mothers,
            "elever_fravaer_over_10": lambda month: self._find_absent(0.1, 1.0),
            "elever_fravaer_5_10": lambda month: self._find_absent(0.05, 0.1),
            "elever_8_klasse": lambda month: self._find_in_grade(8),
            "unge": lambda month: (self._find_aged(month, 13, 17), _NOBODY),
            "unge_13_15": lambda month: (self._find_aged(month, 13, 15), _NOBODY),
            "familier": self._find_families,
        }

    def find(self, name: str, month: int, regions: list[int]) -> Pool:
        """The pool of this name in a month, of those who live in the regions then. Called for each activity in each
        month in which courses of it begin. month: an index of the town's timeline; the last one for what lies beyond.
        Where everybody of a kind is a member, the others are those of that kind elsewhere in the municipality."""
        lives_in = self.life.persons.region[:, month]
        members, others = self._finders[name](month)
        if not len(others):
            return Pool(
                members[np.isin(lives_in[members], regions)],
                members[lives_in[members] == self.life.calibration.elsewhere],
            )
        return Pool(members[np.isin(lives_in[members], regions)], others[np.isin(lives_in[others], regions)])

    def leaves_benefit(self, persons: np.ndarray, month: int) -> np.ndarray:
        """By person, whether she or he is on kontanthjælp in at most half of the six months after a month; nobody where
        the town's months end too soon to tell. Called to plant an effect, and by its test."""
        if self.work is None:
            return np.zeros(len(persons), bool)
        months = [m for m in range(month + 1, month + 1 + MONTHS_AFTER) if self.work.has_month(m)]
        if len(months) < LEAST_AFTER:
            return np.zeros(len(persons), bool)
        on_it = np.stack([self._is_on_benefit(persons, m) for m in months])
        return on_it.mean(axis=0) <= 0.5

    def is_on_benefit(self, persons: np.ndarray, month: int) -> np.ndarray:
        """By person, whether she or he is on kontanthjælp in a month. Called for an activity whose participants are
        those who have a bad time."""
        return np.zeros(len(persons), bool) if self.work is None else self._is_on_benefit(persons, month)

    def _is_on_benefit(self, persons: np.ndarray, month: int) -> np.ndarray:
        """By person, whether the register of work has her or him on kontanthjælp in a month. Called where the plan
        needs that register."""
        assert self.work is not None
        return np.isin(self.work.find_codes(month)[persons], KONT)

    def _find_aged(self, month: int, least: int, most: int) -> np.ndarray:
        """Those of these ages in the municipality on a month's first day. Called for pools that are told by age."""
        persons, day = self.life.persons, self.life.timeline.first_day(month)
        age = persons.age_at(day)
        return np.flatnonzero((age >= least) & (age <= most) & (persons.region[:, month] >= 0))

    def _find_not_ready(self, month: int) -> tuple[np.ndarray, np.ndarray]:
        """Those on kontanthjælp as aktivitetsparate in a month, and the other adults."""
        adults = self._find_aged(month, 18, 64)
        if self.work is None:
            return adults, _NOBODY
        is_not_ready = self.work.find_codes(month)[adults] == _NOT_READY
        return adults[is_not_ready], adults[~is_not_ready]

    def _find_mothers(self, month: int) -> tuple[np.ndarray, np.ndarray]:
        """The mothers of children under 18 who are on kontanthjælp in a month, and the other mothers."""
        persons, day = self.life.persons, self.life.timeline.first_day(month)
        children = persons.children
        minor = children[(persons.age_at(day)[children] < 18) & (persons.mother[children] >= 0)]
        adults = self._find_aged(month, 18, 64)
        mothers = adults[np.isin(adults, persons.mother[minor])]
        on_it = self.is_on_benefit(mothers, month)
        return mothers[on_it], mothers[~on_it]

    def _find_absent(self, over: float, most: float) -> tuple[np.ndarray, np.ndarray]:
        """The pupils whose absence in the latest school year delivered was over one share and at most another, and the
        other pupils; nobody before the first."""
        if self.absence is None:
            return _NOBODY, _NOBODY
        is_member = (self.absence.latest_share > over) & (self.absence.latest_share <= most)
        return self.absence.latest[is_member], self.absence.latest[~is_member]

    def _find_in_grade(self, grade: int) -> tuple[np.ndarray, np.ndarray]:
        """The pupils of a grade in the latest school year delivered, and the other pupils; nobody before the first."""
        if self.absence is None:
            return _NOBODY, _NOBODY
        is_member = self.absence.latest_grade == grade
        return self.absence.latest[is_member], self.absence.latest[~is_member]

    def _find_families(self, month: int) -> tuple[np.ndarray, np.ndarray]:
        """The children of 6 to 15 who live with their mother: each stands for a family. Nobody else. Where the plan
        needs the register of pupils they are of it, so that each is in some other extract."""
        children = self._find_aged(month, 6, 15)
        if self.absence is not None:
            children = children[np.isin(children, self.absence.latest)]
        return children[self.life.persons.mother[children] >= 0], _NOBODY
