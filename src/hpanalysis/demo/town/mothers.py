"""Mothers of children under 18 who live with them, and the births that make women mothers."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days

KEY = "moedre_kontanthjaelp"
_FIRST_BIRTHS = 0.03  # a year, of the mothers there are: about as many as stop being mothers of someone under 18
_MORE_BIRTHS = 0.05


def count_children_under_18(life: Life, span: Span) -> np.ndarray:
    """By person: how many children under 18 she has on the first day of the status month."""
    persons, day = life.persons, span.start
    children = persons.children
    age = persons.age_at(day)[children]
    minor = children[(age >= 0) & (age < 18) & (persons.mother[children] >= 0)]
    born = persons.births[persons.births[:, 1] <= count_days(day), 0]
    return np.bincount(np.concatenate([persons.mother[minor], born]), minlength=len(persons.role))


def find_mothers(life: Life, span: Span) -> tuple[np.ndarray, np.ndarray]:
    """The mothers in the municipality in the status month, and the number of their children."""
    found = count_children_under_18(life, span)
    who = np.flatnonzero((found > 0) & (life.persons.region[:, life.timeline.index(span.start)] >= 0))
    return who, found[who]


def simulate_births(life: Life, wanted: list[int]) -> None:
    """First children and more children: before the baseline such that there are as many mothers as calibrated.

    wanted: by region. After the baseline, births come at an even rate.
    """
    spans = life.spans("moedre")
    baseline = life.baseline(KEY)
    start = life.timeline.start
    for span in spans:
        rng = life.draws(f"births {span.id}")
        who, _ = find_mothers(life, span)
        if baseline is None or span > baseline:
            region = life.persons.region[who, life.timeline.index(span.start)]
            _draw_first_births(life, span, spans, [round(n * _FIRST_BIRTHS) for n in life.by_region(region)], rng)
        _add_births(life, pick(rng, who, round(len(who) * _MORE_BIRTHS)), span, rng)
        if span == baseline:
            _meet_calibration(life, span, start, wanted, rng)


def _meet_calibration(life: Life, span: Span, start, wanted: list[int], rng: np.random.Generator) -> None:
    """As many mothers in each region as wanted: first children are born, or children live with their fathers."""
    who, _ = find_mothers(life, span)
    region = life.persons.region[who, life.timeline.index(span.start)]
    lacking = [w - h for w, h in zip(wanted, life.by_region(region), strict=True)]
    _draw_first_births(life, span, [], [max(n, 0) for n in lacking], rng, count_days(start))
    for place, n in enumerate(lacking):
        fathers = pick(rng, who[region == place], -n)
        persons = life.persons
        persons.mother[np.isin(persons.mother, fathers)] = -1
        persons.births = persons.births[~np.isin(persons.births[:, 0], fathers)]


def _draw_first_births(life: Life, span: Span, spans: list, counts: list[int], rng, since: int | None = None) -> None:
    month, age = life.timeline.index(span.start), life.persons.age_at(span.start)
    persons = life.persons
    childless = persons.female & (age >= 21) & (age <= 42) & (count_children_under_18(life, span) == 0)
    childless &= ~np.isin(np.arange(len(age)), persons.mother) & (persons.role == 1)
    for region, count in enumerate(counts):
        chosen = pick(rng, np.flatnonzero(childless & (persons.region[:, month] == region)), count)
        _add_births(life, chosen, span, rng, since)


def _add_births(life: Life, mothers: np.ndarray, span: Span, rng, since: int | None = None) -> None:
    """A child each, born in the eleven months before the status (or since a day)."""
    last = count_days(span.start)
    first = last - 330 if since is None else since
    when = rng.integers(first, max(last, first + 1), len(mothers))
    life.persons.births = np.concatenate([life.persons.births, np.stack([mothers, when], axis=1)])
