"""Enrolment in the youth school, and what becomes of those who leave 9th and 10th grade."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.town.cohorts import LEAVING_AGE
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import Persons, count_days
from hpanalysis.demo.town.quotas import BEGUN, IN_PROGRESS

ENROLLED = "ungdomsskole"
_STAYS_ENROLLED = 0.65
_STATUS_DAY = 15  # of October
_STILL_IN_PROGRESS = 0.97  # in the October of the year begun
_STOPPED = 0.3  # have begun, of those not in progress after 15 months, before the first year lived through
_YES_NO = np.array(["nej", "ja"])


def draw_exact_counts(rng: np.random.Generator, region: np.ndarray, counts: list[int]) -> np.ndarray:
    """Exactly `counts` of those in each region, drawn at random."""
    found = np.zeros(len(region), bool)
    for i, count in enumerate(counts):
        found[pick(rng, np.flatnonzero(region == i), count)] = True
    return found


def turn_birthdays(life: Life) -> None:
    """Where no whole count of an area's 13-18-year-olds gives the printed share, some birthdays move over the day.

    Outside the areas they move until the municipality has as many 13-18-year-olds as demo.yaml says.
    Those who turn 13 or 19 in the year may do so before or after it, and adults up to 25 without children may be 18.
    Done before numbers are given, for a number holds the birthday.
    """
    span = life.baseline(ENROLLED)
    if span is None:
        return
    persons, year = life.persons, span.start.year
    place, age = persons.region[:, life.timeline.index(span.start)], persons.age_at(span.start)
    young = (age >= 13) & (age <= 18)
    turns = np.isin(persons.born_year, (year - 13, year - 19))
    childless = ~np.isin(np.arange(len(age)), persons.mother)
    may_enter = ~young & (turns | ((age >= 19) & (age <= 25))) & childless
    may_leave = young & turns
    sizes = life.by_region(place, young)
    most = [n + more for n, more in zip(sizes, life.by_region(place, may_enter), strict=True)]
    least = [n - fewer for n, fewer in zip(sizes, life.by_region(place, may_leave), strict=True)]
    elsewhere = max(life.calibration.settings.municipality.young_13_18 - sum(sizes[:-1]), 0)
    wanted = life.calibration.sizes(ENROLLED, [*sizes[:-1], elsewhere], most, least)
    for region in range(life.regions):
        change = wanted[region] - sizes[region]
        pool = np.flatnonzero((place == region) & (may_enter if change > 0 else may_leave))
        pool = pool[np.argsort(~turns[pool], kind="stable")]
        _move_birthdays(persons, pool[: abs(change)], span)


def _move_birthdays(persons: Persons, who: np.ndarray, span: Span) -> None:
    """Move birthdays to the other side of the status day; those over 19 turn 19 later in the year."""
    born = np.maximum(persons.born_year[who], span.start.year - 19)
    first = (born - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    status = count_days(span.start) - count_days(span.start.replace(month=1, day=1))
    after = persons.age_at(span.start)[who] < span.start.year - born
    persons.birth[who] = (
        first + np.where(after, status // 2, status + (365 - status) // 2) + np.arange(len(who)) * 7 % 60
    )


class YouthSchool:
    """since: the day of enrolment by person, 0 where not enrolled."""

    source = "ungdomsskole"

    def __init__(self, life: Life) -> None:
        self.life = life
        self.since = np.zeros(len(life.persons.role), np.int64)

    def extract(self, span: Span) -> dict:
        life, rng = self.life, self.life.draws(f"youth school {span.id}")
        month = life.timeline.index(span.start)
        age = life.persons.age_at(span.start)
        person = np.flatnonzero((age >= 13) & (age <= 18) & (life.persons.region[:, month] >= 0))
        region = life.persons.region[person, month]
        if life.baseline(ENROLLED) == span:
            member = draw_exact_counts(rng, region, life.calibration.counts(ENROLLED, life.by_region(region)))
            life.figures[ENROLLED, ""] = life.by_region(region, member), life.by_region(region)
        else:
            member = self._go_on(span, person, region, rng)
        began = count_days(span.start) - rng.integers(0, 300, len(person))
        self.since[person] = np.where(member, np.where(self.since[person] > 0, self.since[person], began), 0)
        return {
            "person": person,
            "month": np.full(len(person), month),
            "opgoerelsesdato": np.full(len(person), count_days(span.start)),
            "alder": age[person],
            "tilmeldt": np.ma.array(self.since[person], mask=~member),
        }

    def _go_on(self, span: Span, person: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Most of the enrolled stay; others enrol such that the level is the region's."""
        share = self.life.target(ENROLLED, self.life.shares(ENROLLED), span)[region]
        before = self.since[person] > 0
        known = np.bincount(region, weights=before, minlength=self.life.regions)
        here = np.maximum(np.bincount(region, minlength=self.life.regions), 1)
        staying = np.minimum(_STAYS_ENROLLED, share / np.maximum(known / here, 1e-9)[region])
        joins = (share - staying * (known / here)[region]) / np.maximum(1 - (known / here)[region], 1e-9)
        return rng.random(len(person)) < np.where(before, staying, joins)


class Leavers:
    """begun: the day youth education was begun by person, 0 where it was not."""

    source = "unoung"

    def __init__(self, life: Life) -> None:
        self.life = life
        self.begun = np.zeros(len(life.persons.role), np.int64)

    def extract(self, span: Span) -> dict:
        """Those who left this year and the year before, and those of 9th grade who went on to 10th."""
        life, year = self.life, span.end.year
        rng = life.draws(f"leavers {span.id}")
        persons, month = life.persons, life.timeline.index(span.start)
        ninth = persons.born_year + LEAVING_AGE
        left = np.where(persons.tenth, ninth + 1, ninth)
        goes_on = persons.tenth & (ninth == year)
        who = (life.persons.role == 0) & (persons.region[:, month] >= 0) & (np.isin(left, (year - 1, year)) | goes_on)
        person = np.flatnonzero(who)
        left, goes_on = np.where(goes_on, year, left)[person], goes_on[person]
        region = persons.region[person, month]
        progress = np.zeros(len(person), bool)
        for ago, settle in ((1, self._after_15_months), (0, self._same_year)):
            group = np.flatnonzero((left == year - ago) & ~goes_on)
            progress[group] = settle(span, person[group], region[group], rng)
        begun = np.where(goes_on, 0, self.begun[person])
        return {
            "person": person,
            "month": np.full(len(person), month),
            "statusdato": np.full(len(person), count_days(span.start) + _STATUS_DAY - 1),
            "afgangsaar": left,
            "afgangsklasse": np.where(persons.tenth[person] & ~goes_on, 10, 9),
            "fortsat_i_10": _YES_NO[goes_on.astype(int)],
            "begyndt": np.ma.array(begun, mask=begun == 0),
            "i_gang": _YES_NO[progress.astype(int)],
        }

    def _begin(self, persons: np.ndarray, year: int, rng: np.random.Generator) -> None:
        first = count_days(f"{year}-08-01")
        self.begun[persons] = first + rng.integers(0, 30, len(persons))

    def _same_year(self, span: Span, person: np.ndarray, region: np.ndarray, rng) -> np.ndarray:
        """Who begins in the year of leaving; nearly all of them are still in progress in October."""
        life = self.life
        if life.baseline(BEGUN) == span:
            starts = draw_exact_counts(rng, region, life.calibration.counts(BEGUN, life.by_region(region)))
            life.figures[BEGUN, ""] = life.by_region(region, starts), life.by_region(region)
        else:
            starts = rng.random(len(person)) < life.target(BEGUN, life.shares(BEGUN), span)[region]
        self._begin(person[starts], span.end.year, rng)
        return starts & (rng.random(len(person)) < _STILL_IN_PROGRESS)

    def _after_15_months(self, span: Span, person: np.ndarray, region: np.ndarray, rng) -> np.ndarray:
        """Who is in progress the October after: mostly those who began at once, and some who began a year later."""
        life, year = self.life, span.end.year
        stopped = rng.random(len(person)) < _STOPPED
        if life.baseline(IN_PROGRESS) == span:
            progress = draw_exact_counts(rng, region, life.calibration.counts(IN_PROGRESS, life.by_region(region)))
            life.figures[IN_PROGRESS, ""] = life.by_region(region, progress), life.by_region(region)
            self._begin(person[progress | stopped], year - 1, rng)
            return progress
        before = self.begun[person] > 0
        level = life.target(IN_PROGRESS, life.shares(IN_PROGRESS), span)[region]
        progress = rng.random(len(person)) < np.where(before, np.minimum(level * 1.06, 0.97), level * 0.62)
        self._begin(person[progress & ~before], year, rng)
        return progress
