"""The persons of the households: who they are and when they were born; drawn once, the same through all half-years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Timeline
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town.cohorts import ChildKinds, draw_kinds
from hpanalysis.demo.town.dwellings import Dwellings
from hpanalysis.demo.town.moves import Moves
from hpanalysis.demo.town.quotas import build_quotas
from hpanalysis.plan import Plan

YEAR = 365.25
CHILD, WORKER, SENIOR = 0, 1, 2


def count_days(date_like: object) -> int:
    """Days since 1970-01-01."""
    return int(np.datetime64(date_like, "D").astype(int))


@dataclass
class Persons:
    """Arrays by person. birth: days since 1970. mother: the mother's place, -1 where she does not live with the child.

    tenth: takes 10th grade. born_year: calendar year of birth. region: by month, -1 where not in the municipality.
    dwelling: by month. births: (mother, day) of the children born in the time lived through.
    """

    household: np.ndarray
    role: np.ndarray
    female: np.ndarray
    birth: np.ndarray
    tenth: np.ndarray
    mother: np.ndarray
    dwelling: np.ndarray
    region: np.ndarray
    births: np.ndarray

    @property
    def born_year(self) -> np.ndarray:
        return self.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970

    @property
    def children(self) -> np.ndarray:
        return np.flatnonzero(self.role == CHILD)

    def age_at(self, day: object) -> np.ndarray:
        """Whole years on a day, by the calendar; negative before birth."""
        at = np.datetime64(day, "D")
        born = self.birth.astype("datetime64[D]")
        years = at.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(int)
        return years - (_order_within_year(born) > _order_within_year(np.array([at]))[0])


def _order_within_year(when: np.ndarray) -> np.ndarray:
    month = when.astype("datetime64[M]")
    return (month.astype(int) % 12) * 31 + (when - month.astype("datetime64[D]")).astype(int)


def _list_members(stock: Dwellings, room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Household and role of every person, household by household: children, workers, seniors."""
    counts = np.stack([stock.children[room], stock.workers[room], stock.seniors[room]], axis=1)
    household = np.repeat(np.arange(len(room)), counts.sum(1))
    role = np.repeat(np.tile([CHILD, WORKER, SENIOR], len(room)), counts.ravel())
    return household, role


def _find_mothers(stock: Dwellings, room: np.ndarray, household: np.ndarray, role: np.ndarray) -> np.ndarray:
    """The place of each household's mother: its first worker; -1 where there is none."""
    workers = np.flatnonzero(role == WORKER)
    first = np.full(len(room), -1)
    first[household[workers][::-1]] = workers[::-1]
    return np.where(stock.mother[room] == 1, first, -1)


def draw_persons(
    plan: Plan,
    calibration: Calibration,
    stock: Dwellings,
    moves: Moves,
    timeline: Timeline,
    deliveries: list,
    draws: Draws,
) -> Persons:
    """Everyone who lives in the municipality at some time, without names and numbers."""
    rng = draws("persons")
    household, role = _list_members(stock, moves.room)
    mother_of = _find_mothers(stock, moves.room, household, role)
    dwelling = moves.home[household]
    region = np.where(dwelling >= 0, stock.region[dwelling], -1).astype(np.int8)
    arrived = np.array([timeline.first_day(int(m)).year for m in range(timeline.months)])[(dwelling >= 0).argmax(1)]
    persons = Persons(
        household,
        role,
        rng.random(len(role)) < 0.5,
        np.zeros(len(role), np.int64),
        np.zeros(len(role), bool),
        np.full(len(role), -1),
        dwelling,
        region,
        np.zeros((0, 2), np.int64),
    )
    children = persons.children
    persons.mother[children] = mother_of[household[children]]
    _draw_children(plan, calibration, persons, arrived, timeline, deliveries, draws("children"))
    _draw_adults(plan, persons, mother_of, arrived, rng)
    return persons


def _draw_children(plan, calibration, persons, arrived, timeline, deliveries, rng) -> None:
    children, reference = persons.children, plan.first.year
    every, wanted, later = build_quotas(plan, calibration, persons.region[children], timeline, deliveries, rng)
    inside = (persons.region[children] >= 0) & (persons.region[children] < calibration.elsewhere)
    came = np.where(arrived[children] <= reference, reference, arrived[children])
    kind = draw_kinds(every, came, reference, inside.any(1), wanted, later, rng)
    persons.tenth[children] = every.tenth[kind]
    persons.birth[children] = _draw_birth_days(every, kind, rng)


def _draw_birth_days(every: ChildKinds, kind: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    first = (every.birth[kind] - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return first + rng.integers(0, 365, len(kind))


def _draw_adults(plan: Plan, persons: Persons, mother_of: np.ndarray, arrived: np.ndarray, rng) -> None:
    """Workers are 18-64 and seniors 65-95 when they come (or in the year the plan begins); mothers fit their child."""
    day = (np.maximum(arrived, plan.first.year) - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    workers, seniors = np.flatnonzero(persons.role == WORKER), np.flatnonzero(persons.role == SENIOR)
    newcomers = arrived[workers] > arrived.min()
    age = 18 + 47 * np.where(newcomers, rng.beta(1.2, 1.8, len(workers)), rng.random(len(workers)))
    persons.birth[workers] = day[workers] - 1 - (age * YEAR).astype(np.int64)
    persons.birth[seniors] = day[seniors] - 1 - ((65 + 30 * rng.beta(1, 2, len(seniors))) * YEAR).astype(np.int64)
    children = persons.children[persons.mother[persons.children] >= 0]
    oldest = np.full(len(persons.role), np.iinfo(np.int64).max)
    np.minimum.at(oldest, persons.mother[children], persons.birth[children])
    mothers = mother_of[mother_of >= 0]
    persons.birth[mothers] = oldest[mothers] - ((20 + 15 * rng.beta(2, 2, len(mothers))) * YEAR).astype(np.int64)
    persons.female[mothers] = True
    partners = np.flatnonzero((persons.role == WORKER) & (mother_of[persons.household] >= 0))
    partners = partners[~np.isin(partners, mothers)]
    persons.female[partners] = rng.random(len(partners)) < 0.1
