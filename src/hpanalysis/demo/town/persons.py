"""The persons of the households: who they are and when they were born. They are drawn once, for all half-years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Delivery, Timeline
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town.cohorts import KindDraw
from hpanalysis.demo.town.dwellings import Dwellings
from hpanalysis.demo.town.moves import Moves
from hpanalysis.demo.town.quotas import Quotas
from hpanalysis.plan import Plan

YEAR = 365.25
CHILD, WORKER, SENIOR = 0, 1, 2


def count_days(day: date | str) -> int:
    """The days from 1970-01-01 to a date, or to an ISO date as text: how the demo's arrays hold days. Called wherever
    the demo compares or draws days, such as births and status days."""
    return int(np.datetime64(day, "D").astype(int))


def _find_first_days(years: np.ndarray) -> np.ndarray:
    """1 January of each year, as days since 1970-01-01. Called when the birthdays of synthetic persons are drawn."""
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


@dataclass(kw_only=True)
class Persons:
    """Everyone who lives in the municipality at some time; the arrays have one place a person. Made once by
    `draw_persons`. `mothers` and `youth` still change births and birthdays; the registers then read it."""

    household: np.ndarray
    role: np.ndarray  # CHILD, WORKER or SENIOR
    female: np.ndarray
    birth: np.ndarray  # days since 1970-01-01
    tenth: np.ndarray  # whether a child takes 10th grade
    mother: np.ndarray  # the place of a child's mother; -1 where she does not live with the child
    dwelling: np.ndarray  # by person and month; -1 where not in the municipality
    region: np.ndarray  # by person and month; -1 where not in the municipality
    births: np.ndarray  # (mother, day) of each child born in the months lived through, who is no person here

    @property
    def born_year(self) -> np.ndarray:
        """By synthetic person, the calendar year of birth. Read for the grade in a school year, and for who turns an
        age in a calendar year."""
        return self.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970

    @property
    def children(self) -> np.ndarray:
        """The indices of the synthetic persons who are children in their household, whatever age they reach. Read when
        children are drawn, and for what is measured of children, such as school absence and language."""
        return np.flatnonzero(self.role == CHILD)

    def age_at(self, day: date) -> np.ndarray:
        """By synthetic person, whole years on a day, by the calendar; negative before birth. Called when extracts are
        made and births are simulated, to choose who is of an age."""
        at = np.datetime64(day, "D")
        born = self.birth.astype("datetime64[D]")
        years = at.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(int)
        return years - (_order_within_year(born) > _order_within_year(np.array([at]))[0])


def _order_within_year(days: np.ndarray) -> np.ndarray:
    """A number by which days of different years compare as birthdays: 31 times the month (0-11), plus the day (0-30).
    Called whenever synthetic persons' ages on a day are computed. days: as NumPy dates."""
    month = days.astype("datetime64[M]")
    return (month.astype(int) % 12) * 31 + (days - month.astype("datetime64[D]")).astype(int)


def _list_members(stock: Dwellings, room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By person, the household and the role: household by household, and in it children, workers, seniors. Called first
    when the synthetic persons are drawn. room: by household, the dwelling whose composition it has."""
    counts = np.stack([stock.children[room], stock.workers[room], stock.seniors[room]], axis=1)
    household = np.repeat(np.arange(len(room)), counts.sum(1))
    role = np.repeat(np.tile([CHILD, WORKER, SENIOR], len(room)), counts.ravel())
    return household, role


def _find_mothers(stock: Dwellings, room: np.ndarray, household: np.ndarray, role: np.ndarray) -> np.ndarray:
    """By household, the index of its mother among the persons, who is its first worker; -1 if none. Called when the
    synthetic persons are drawn. stock: the dwellings, which say whether their household has a mother. room: by
    household, the dwelling whose composition it has. household, role: by person."""
    workers = np.flatnonzero(role == WORKER)
    first = np.full(len(room), -1)
    first[household[workers][::-1]] = workers[::-1]
    return np.where(stock.mother[room] == 1, first, -1)


def draw_persons(
    plan: Plan,
    calibration: Calibration,
    *,
    stock: Dwellings,
    moves: Moves,
    timeline: Timeline,
    deliveries: list[Delivery],
    draws: Draws,
) -> Persons:
    """Everyone who lives in the synthetic municipality at some time, without names and CPR numbers, which come with the
    extracts. Called once, when dwellings are built and moves simulated."""
    rng = draws("persons")
    household, role = _list_members(stock, moves.room)
    mother_of = _find_mothers(stock, moves.room, household, role)
    dwelling = moves.home[household]
    years = np.array([timeline.first_day(month).year for month in range(timeline.months)])
    arrived = years[(dwelling >= 0).argmax(1)]
    persons = Persons(
        household=household,
        role=role,
        female=rng.random(len(role)) < 0.5,
        birth=np.zeros(len(role), np.int64),
        tenth=np.zeros(len(role), bool),
        mother=np.full(len(role), -1),
        dwelling=dwelling,
        region=np.where(dwelling >= 0, stock.region[dwelling], -1).astype(np.int8),
        births=np.zeros((0, 2), np.int64),
    )
    children = persons.children
    persons.mother[children] = mother_of[household[children]]
    quotas = Quotas(plan, calibration, persons.region[children], timeline, deliveries)
    _draw_children(persons, quotas, arrived, draws("children"))
    _draw_adults(plan, persons, mother_of, arrived, rng)
    return persons


def _draw_children(persons: Persons, quotas: Quotas, arrived: np.ndarray, rng: np.random.Generator) -> None:
    """Draw the children's birthdays, and whether they take 10th grade, such that the quotas (numbers wanted of some
    birth years) are met. Called once, before the adults are drawn; `persons` is changed in place. arrived: by person,
    the year in which its household arrives."""
    children, reference, kinds = persons.children, quotas.plan.first.year, quotas.kinds
    came = np.maximum(arrived[children], reference)
    inside = (persons.region[children] >= 0) & (persons.region[children] < quotas.calibration.elsewhere)
    kind_draw = KindDraw(kinds, quotas.build(), arrived=came, reference=reference, rng=rng)
    kind = kind_draw.draw(inside.any(1), quotas.assessed_later)
    persons.tenth[children] = kinds.tenth[kind]
    persons.birth[children] = _find_first_days(kinds.birth[kind]) + rng.integers(0, 365, len(kind))


def _draw_adults(
    plan: Plan, persons: Persons, mother_of: np.ndarray, arrived: np.ndarray, rng: np.random.Generator
) -> None:
    """Draw synthetic adults' birthdays: workers are 18-64, seniors 65-95 as they come (or in the plan's first year).

    Called last when the persons are drawn; `persons` is changed in place. A mother is 20 to 35 years older than her
    oldest child. Mothers are women, and most of their partners are men. mother_of: by household, the index of its
    mother; -1 for none. arrived: by person, the year in which its household arrives.
    """
    day = _find_first_days(np.maximum(arrived, plan.first.year))
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
