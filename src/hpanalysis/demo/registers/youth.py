"""Enrolment in the youth school, and what becomes of those who leave 9th and 10th grade."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.town.cohorts import LEAVING_AGE
from hpanalysis.demo.town.life import Figure, Life
from hpanalysis.demo.town.persons import CHILD, Persons, count_days
from hpanalysis.demo.town.quotas import BEGUN, IN_PROGRESS

ENROLLED = "ungdomsskole"
_STAYS_ENROLLED = 0.65
_STATUS_DAY = 15  # of October
_STILL_IN_PROGRESS = 0.97  # of those who begin, the share in progress in the October of the same year
_STOPPED = 0.3  # of those not in progress after 15 months, the share who began, before the first year lived through
_YES_NO = np.array(["nej", "ja"])


def draw_exact_counts(rng: np.random.Generator, region: np.ndarray, counts: list[int]) -> np.ndarray:
    """Mark exactly `counts` of the synthetic persons in each region, drawn at random; returns, by person, whether it is
    marked. Called in baseline windows, for those in the youth school, in education, and with high absence. region: by
    person, the region's number. counts: by region; all are marked where there are fewer."""
    marked = np.zeros(len(region), bool)
    for i, count in enumerate(counts):
        marked[pick(rng, np.flatnonzero(region == i), count)] = True
    return marked


def turn_birthdays(life: Life) -> None:
    """Move some birthdays over the youth school's status day, so that the printed share of 13-18-year-olds can be had.

    Called once while the synthetic town is made, before CPR numbers are given, because a number holds the birthday.
    `life.persons` is changed; nothing is done where no baseline of the youth school is delivered. They move where no
    whole count of an area's 13-18-year-olds gives the printed share. Outside the areas they move until the municipality
    has as many 13-18-year-olds as demo.yaml says. Those who turn 13 or 19 in the year may do so before the day or after
    it, and adults up to 25 without children may become 18.
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
    sizes = life.count_by_region(place, young)
    most = [n + more for n, more in zip(sizes, life.count_by_region(place, may_enter), strict=True)]
    least = [n - fewer for n, fewer in zip(sizes, life.count_by_region(place, may_leave), strict=True)]
    elsewhere = max(life.calibration.settings.municipality.young_13_18 - sum(sizes[:-1]), 0)
    wanted = life.calibration.sizes(ENROLLED, [*sizes[:-1], elsewhere], most, least)
    for region in range(life.regions):
        change = wanted[region] - sizes[region]
        pool = np.flatnonzero((place == region) & (may_enter if change > 0 else may_leave))
        # Those who turn in the year come first, because their birthdays move least.
        pool = pool[np.argsort(~turns[pool], kind="stable")]
        _move_birthdays(persons, pool[: abs(change)], span)


def _move_birthdays(persons: Persons, who: np.ndarray, span: Span) -> None:
    """Move synthetic persons' birthdays to the other side of the youth school's status day; those over 19 come to turn
    19 later in the year. Called for each region, for as many as it has too many or too few 13-18-year-olds by the
    plan's printed baseline. who: indices of the persons, whose `birth` is changed in place. span: the status day."""
    born = np.maximum(persons.born_year[who], span.start.year - 19)
    first = (born - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    status = count_days(span.start) - count_days(span.start.replace(month=1, day=1))
    after = persons.age_at(span.start)[who] < span.start.year - born
    persons.birth[who] = (
        first + np.where(after, status // 2, status + (365 - status) // 2) + np.arange(len(who)) * 7 % 60
    )


class YouthSchool:
    """Makes the extracts of the youth school's status days, one after the other; those enrolled mostly stay so. Made by
    `demo.extracts` if the plan needs the youth school; `extract` must be called in order of time."""

    source = "ungdomsskole"

    def __init__(self, life: Life) -> None:
        """Begin with nobody enrolled in the youth school. Called once, before the first status day's synthetic extract
        is made."""
        self.life = life
        self.since = np.zeros(len(life.persons.role), np.int64)  # by person, the day of enrolment; 0 if not enrolled

    def extract(self, span: Span) -> Columns:
        """The synthetic rows of a status day, as columns: one for each 13-18-year-old in the municipality. Called for
        each status day that is delivered, in order of time. On the baseline's, as many are enrolled as the plan's
        printed share asks for, and the figures are noted in `life.figures`."""
        life, rng = self.life, self.life.draws(f"youth school {span.id}")
        month = life.timeline.index(span.start)
        age = life.persons.age_at(span.start)
        person = np.flatnonzero((age >= 13) & (age <= 18) & (life.persons.region[:, month] >= 0))
        region = life.persons.region[person, month]
        if life.baseline(ENROLLED) == span:
            sizes = life.count_by_region(region)
            enrolled = draw_exact_counts(rng, region, life.calibration.counts(ENROLLED, sizes))
            life.figures[ENROLLED, ""] = Figure(life.count_by_region(region, enrolled), sizes)
        else:
            enrolled = self._draw_enrolled(span, person, region, rng)
        began = count_days(span.start) - rng.integers(0, 300, len(person))
        self.since[person] = np.where(enrolled, np.where(self.since[person] > 0, self.since[person], began), 0)
        return {
            "person": person,
            "month": np.full(len(person), month),
            "opgoerelsesdato": np.full(len(person), count_days(span.start)),
            "alder": age[person],
            "tilmeldt": np.ma.array(self.since[person], mask=~enrolled),
        }

    def _draw_enrolled(
        self, span: Span, person: np.ndarray, region: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """By synthetic 13-18-year-old, whether it is enrolled in the youth school on a status day that is not the
        baseline's: most of those enrolled before, and new ones up to the expected share. Called for each such day.
        person: the 13-18-year-olds, as indices of the persons. region: where each lives."""
        share = self.life.expect_shares(ENROLLED, span)[region]
        before = self.since[person] > 0
        enrolled_before = np.bincount(region, weights=before, minlength=self.life.regions)
        here = np.maximum(np.bincount(region, minlength=self.life.regions), 1)
        share_before = (enrolled_before / here)[region]
        staying = np.minimum(_STAYS_ENROLLED, share / np.maximum(share_before, 1e-9))
        joins = (share - staying * share_before) / np.maximum(1 - share_before, 1e-9)
        return rng.random(len(person)) < np.where(before, staying, joins)


class Leavers:
    """Makes the extracts of the Octobers, one after the other: who has begun a youth education, and is still at it.
    Made by `demo.extracts` if the plan needs the leavers of 9th and 10th grade; `extract` must be called in order of
    time."""

    source = "unoung"

    def __init__(self, life: Life) -> None:
        """Begin with nobody in a youth education. Called once, before the first October's synthetic extract is made."""
        self.life = life
        self.begun = np.zeros(len(life.persons.role), np.int64)  # by person, the day of beginning; 0 if not begun

    def extract(self, span: Span) -> Columns:
        """The synthetic rows of an October, as columns: those who left school this year or the year before. Called for
        each October that is delivered, in order of time. Those who ended 9th grade this year and went on to 10th are
        among them."""
        life, year = self.life, span.end.year
        rng = life.draws(f"leavers {span.id}")
        persons, month = life.persons, life.timeline.index(span.start)
        ninth = persons.born_year + LEAVING_AGE
        left = np.where(persons.tenth, ninth + 1, ninth)
        goes_on = persons.tenth & (ninth == year)
        is_leaver = np.isin(left, (year - 1, year)) | goes_on
        person = np.flatnonzero((persons.role == CHILD) & (persons.region[:, month] >= 0) & is_leaver)
        left, goes_on = np.where(goes_on, year, left)[person], goes_on[person]
        region = persons.region[person, month]
        in_progress = np.zeros(len(person), bool)
        for years_ago, settle in ((1, self._settle_after_15_months), (0, self._settle_same_year)):
            group = np.flatnonzero((left == year - years_ago) & ~goes_on)
            in_progress[group] = settle(span, person[group], region[group], rng)
        begun = np.where(goes_on, 0, self.begun[person])
        return {
            "person": person,
            "month": np.full(len(person), month),
            "statusdato": np.full(len(person), count_days(span.start) + _STATUS_DAY - 1),
            "afgangsaar": left,
            "afgangsklasse": np.where(persons.tenth[person] & ~goes_on, 10, 9),
            "fortsat_i_10": _YES_NO[goes_on.astype(int)],
            "begyndt": np.ma.array(begun, mask=begun == 0),
            "i_gang": _YES_NO[in_progress.astype(int)],
        }

    def _begin(self, persons: np.ndarray, year: int, rng: np.random.Generator) -> None:
        """Let synthetic persons begin a youth education in the August of a year, on one of its first 30 days. Called
        when it is settled which school leavers begin. persons: indices of the persons."""
        first = count_days(f"{year}-08-01")
        self.begun[persons] = first + rng.integers(0, 30, len(persons))

    def _settle_same_year(
        self, span: Span, person: np.ndarray, region: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """By pupil who left school this year, whether in an education in October, as nearly all are who begin. Called
        for each October, to settle who begins. person: the pupils, as indices of the persons. region: of each. In the
        baseline window as many begin as the printed share asks for, and the figures go to `life.figures`."""
        life = self.life
        if life.baseline(BEGUN) == span:
            sizes = life.count_by_region(region)
            starts = draw_exact_counts(rng, region, life.calibration.counts(BEGUN, sizes))
            life.figures[BEGUN, ""] = Figure(life.count_by_region(region, starts), sizes)
        else:
            starts = rng.random(len(person)) < life.expect_shares(BEGUN, span)[region]
        self._begin(person[starts], span.end.year, rng)
        return starts & (rng.random(len(person)) < _STILL_IN_PROGRESS)

    def _settle_after_15_months(
        self, span: Span, person: np.ndarray, region: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """By synthetic pupil who left school last year, whether in progress with an education in October: mostly those
        who began at once, and some later; the day on which those begin is noted in `self.begun`.

        Called when each October's extract is made. person: the pupils, as indices of the persons. region: of each of
        them. In the baseline window as many are in progress as the printed share asks for, and the figures go to
        `life.figures`.
        """
        life, year = self.life, span.end.year
        stopped = rng.random(len(person)) < _STOPPED
        if life.baseline(IN_PROGRESS) == span:
            sizes = life.count_by_region(region)
            in_progress = draw_exact_counts(rng, region, life.calibration.counts(IN_PROGRESS, sizes))
            life.figures[IN_PROGRESS, ""] = Figure(life.count_by_region(region, in_progress), sizes)
            self._begin(person[in_progress | stopped], year - 1, rng)
            return in_progress
        before = self.begun[person] > 0
        level = life.expect_shares(IN_PROGRESS, span)[region]
        in_progress = rng.random(len(person)) < np.where(before, np.minimum(level * 1.06, 0.97), level * 0.62)
        self._begin(person[in_progress & ~before], year, rng)
        return in_progress
