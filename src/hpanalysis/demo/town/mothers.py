"""Mothers of children under 18 who live with them, and the births that make women mothers."""

from __future__ import annotations

from datetime import date

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days

KEY = "moedre_kontanthjaelp"
_FIRST_BIRTHS = 0.03  # a year, of the mothers there are: about as many as stop being mothers of someone under 18
_MORE_BIRTHS = 0.05  # a year, of the mothers there are


def count_children_under_18(life: Life, day: date) -> np.ndarray:
    """By synthetic person, how many children under 18 live with her on a day: those drawn with the town and those born
    since. Called for the day when mothers are counted, and to find the childless women who can have a first child."""
    persons, children = life.persons, life.persons.children
    age = persons.age_at(day)[children]
    minor = children[(age >= 0) & (age < 18) & (persons.mother[children] >= 0)]
    born = persons.births[persons.births[:, 1] <= count_days(day), 0]
    return np.bincount(np.concatenate([persons.mother[minor], born]), minlength=len(persons.role))


def find_mothers(life: Life, span: Span) -> tuple[np.ndarray, np.ndarray]:
    """The synthetic mothers in the municipality in a month (span), as indices of the persons, and how many children
    under 18 each has. Called as births are simulated, and when the mothers' benefits are fitted and delivered."""
    children = count_children_under_18(life, span.start)
    who = np.flatnonzero((children > 0) & (life.persons.region[:, life.timeline.index(span.start)] >= 0))
    return who, children[who]


def _count_mothers(life: Life, span: Span) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """The synthetic mothers in a month, as indices of the persons, the region of each, and how many there are in each
    region. Called while births are simulated. span: the month for which mothers are counted."""
    who, _ = find_mothers(life, span)
    region = life.persons.region[who, life.timeline.index(span.start)]
    return who, region, life.count_by_region(region)


def simulate_births(life: Life, calibrated: list[int]) -> None:
    """Let children be born, in the year before each month for which mothers are counted; `life.persons` is changed.

    Called once, after the synthetic persons are drawn. calibrated: the number of mothers that each region must have at
    the baseline. Each year 5 percent of the mothers have one more child. After the baseline (in every year, where none
    is delivered), women also become mothers, at 3 percent of the mothers a year; before it none do, because the number
    at the baseline is made to fit.
    """
    baseline = life.baseline(KEY)
    for span in life.spans("moedre"):
        rng = life.draws(f"births {span.id}")
        who, _, by_region = _count_mothers(life, span)
        if baseline is None or span > baseline:
            _draw_first_births(life, span, [round(n * _FIRST_BIRTHS) for n in by_region], rng)
        _add_births(life, pick(rng, who, round(len(who) * _MORE_BIRTHS)), span, rng)
        if span == baseline:
            _meet_calibration(life, span, calibrated, rng)


def _meet_calibration(life: Life, span: Span, calibrated: list[int], rng: np.random.Generator) -> None:
    """Make the synthetic mothers of each region as many as the printed baseline asks for. Called once, at the
    baseline's month. calibrated: the number wanted, by region. Where they are too few, women have a first child, at any
    time since the town's first month. Where they are too many, the children of some live with their fathers."""
    who, region, by_region = _count_mothers(life, span)
    lacking = [wanted - there for wanted, there in zip(calibrated, by_region, strict=True)]
    _draw_first_births(life, span, [max(n, 0) for n in lacking], rng, count_days(life.timeline.start))
    persons = life.persons
    for place, n in enumerate(lacking):
        without = pick(rng, who[region == place], -n)
        persons.mother[np.isin(persons.mother, without)] = -1
        persons.births = persons.births[~np.isin(persons.births[:, 0], without)]


def _draw_first_births(
    life: Life, span: Span, counts: list[int], rng: np.random.Generator, since: int | None = None
) -> None:
    """Let `counts` childless synthetic women of 21-42 in each region have a first child.

    Called at the baseline, for the mothers that are lacking, and for each year after it (for every year where there is
    no baseline). span: the month for which mothers are counted. counts: by region; fewer have a child where there are
    fewer such women. since: the first day of birth, in days since 1970-01-01; None for eleven months before the month.
    """
    month, age = life.timeline.index(span.start), life.persons.age_at(span.start)
    persons = life.persons
    childless = persons.female & (age >= 21) & (age <= 42) & (count_children_under_18(life, span.start) == 0)
    # Nobody whose children are grown up, and no child or senior.
    childless &= ~np.isin(np.arange(len(age)), persons.mother) & (persons.role == 1)
    for region, count in enumerate(counts):
        chosen = pick(rng, np.flatnonzero(childless & (persons.region[:, month] == region)), count)
        _add_births(life, chosen, span, rng, since)


def _add_births(
    life: Life, mothers: np.ndarray, span: Span, rng: np.random.Generator, since: int | None = None
) -> None:
    """Add to `life.persons.births` a child of each of the mothers, born in the eleven months before a month, or since a
    day. Called for the first and the further children of synthetic women. mothers: indices of the persons. span: the
    month for which mothers are counted. since: days since 1970-01-01; None for the eleven months."""
    last = count_days(span.start)
    first = last - 330 if since is None else since
    when = rng.integers(first, max(last, first + 1), len(mothers))
    life.persons.births = np.concatenate([life.persons.births, np.stack([mothers, when], axis=1)])
