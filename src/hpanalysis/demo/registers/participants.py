"""The lists of participants: courses in the activities that the plan follows, drawn among the synthetic persons.

Who takes part changes no other extract. So an activity that works is not one that changes its participants: it is one
whose participants are chosen among those for whom things went well afterwards (`favours_leavers` in demo.yaml). That
gives the figures of a real effect to whoever compares participants with others, and all other extracts stay as they
are, to the byte. It would be fraud with real data; here all is invented, and the setting says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from hpanalysis.definitions.sources.deltagere import BROKEN_OFF, CHILD, FINISHED, PARENT, PARTICIPANT
from hpanalysis.definitions.windows import HalfYear, find_half_year, find_month_end
from hpanalysis.demo.calibration.settings import ParticipantSettings
from hpanalysis.demo.registers.absence import Absence
from hpanalysis.demo.registers.participant_pools import Pools
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.registers.work import Work
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days
from hpanalysis.plan import Activity

# Which role those of a pool have; all others take part as themselves.
_ROLES = {
    "moedre_paa_kontanthjaelp": PARENT,
    "elever_fravaer_over_10": CHILD,
    "elever_fravaer_5_10": CHILD,
    "elever_8_klasse": CHILD,
    "familier": CHILD,
}
# An activity that begins with the plan takes so many months to fill its first places.
_OPENING_MONTHS = 2


@dataclass(frozen=True, kw_only=True)
class Course:
    """A synthetic person's course in an activity. Drawn once; listed in every half-year from the one it begins in."""

    person: int  # index of the persons
    activity: Activity
    role: str
    start: date
    end: date  # planned, or when it was broken off; may lie beyond the list
    is_finished: bool  # False where it was broken off
    partner: str


class Participants:
    """Draws the courses half-year by half-year, and lists all that have begun. Made by `demo.extracts` if the plan
    follows an activity; `extract` must be called in the order of the half-years, when the registers' extracts of the
    half-year are made."""

    def __init__(self, life: Life, work: Work | None, absence: Absence | None) -> None:
        """Begin with no course. Called once. work, absence: the registers that tell who is in which target group."""
        self.life, self.pools = life, Pools(life, work, absence)
        self.courses: list[Course] = []

    def is_owed(self, half_year: HalfYear) -> bool:
        """Whether a list is owed in a half-year: from the one in which the plan begins. Called for each half-year."""
        return half_year >= find_half_year(self.life.plan.settings.start)

    def extract(self, half_year: HalfYear) -> Columns:
        """All courses that have begun by a half-year's last day, as columns in the order of their starts; what ended
        after that day is not told. Called for each half-year that owes a list, in order of time."""
        for activity in self.life.plan.followed_activities:
            self._draw_activity(activity, half_year)
        listed = sorted(self.courses, key=lambda one: (one.start, one.activity.activity_id, one.person))
        ended = np.array([one.end <= half_year.cutoff for one in listed], bool)
        how = np.array([FINISHED if one.is_finished else BROKEN_OFF for one in listed])
        return {
            "person": np.array([one.person for one in listed], np.int64),
            "aktivitet": pa.array([one.activity.name_da for one in listed]),
            "rolle": np.array([one.role for one in listed]),
            "start": np.array([count_days(one.start) for one in listed], np.int64),
            "slut": np.ma.array([count_days(one.end) for one in listed], mask=~ended),
            "afslutning": np.ma.array(how, mask=~ended),
            "partner": pa.array([one.partner for one in listed]),
        }

    def _draw_activity(self, activity: Activity, half_year: HalfYear) -> None:
        """Draw the courses of an activity that begin in a half-year, month by month. Called once for each followed
        activity and half-year."""
        settings = self.life.calibration.settings.participants_of(activity.activity_id)
        begins = self.life.plan.settings.start
        rng = self.life.draws(f"participants {activity.activity_id} {half_year}")
        first = max(begins, half_year.start)
        while first <= half_year.cutoff:
            last = find_month_end(first)
            months = (first.year - begins.year) * 12 + first.month - begins.month
            count = count_beginning(settings, months, first.month)
            if settings.in_all is not None:
                role = _ROLES.get(settings.pool, PARTICIPANT)
                there = sum(one.activity == activity and one.role == role for one in self.courses)
                count = min(count, settings.in_all - there)
            if count > 0:
                self._draw_month(activity, settings, first, (last - first).days + 1, count, rng)
            first = last + timedelta(days=1)

    def _draw_month(
        self,
        activity: Activity,
        settings: ParticipantSettings,
        first: date,
        days: int,
        count: int,
        rng: np.random.Generator,
    ) -> None:
        """Draw the courses of an activity that begin in a month. Called for each month in which some do. first: the
        first day on which they may; days: on how many they may. Nobody begins twice in one activity."""
        life = self.life
        month = life.timeline.clamp(life.timeline.index(first))
        regions = [place for place, area in enumerate(life.plan.areas) if area.id in activity.areas]
        pool = self.pools.find(settings.pool, month, regions)
        taken = np.array([one.person for one in self.courses if one.activity == activity], np.int64)
        members, others = (group[~np.isin(group, taken)] for group in (pool.members, pool.others))
        beside = int(rng.binomial(count, settings.outside))
        weights = np.ones(len(members))
        weights[self.pools.leaves_benefit(members, month)] *= settings.favours_leavers
        weights[self.pools.is_on_benefit(members, month)] *= settings.favours_benefit
        chosen = np.concatenate(
            [_pick_weighted(rng, members, weights, count - beside), rng.permutation(others)[:beside]]
        )
        for person in chosen:
            self._add(activity, settings, int(person), first + timedelta(days=int(rng.integers(0, days))), rng)

    def _add(
        self, activity: Activity, settings: ParticipantSettings, person: int, start: date, rng: np.random.Generator
    ) -> None:
        """Add a person's course, and that of the mother where she comes along. Called for each person chosen."""
        weeks = max(1.0, settings.weeks * (0.8 + 0.4 * rng.random()))
        is_finished = bool(rng.random() >= settings.broken_off)
        length = weeks if is_finished else weeks * (0.1 + 0.7 * rng.random())
        end = start + timedelta(days=max(1, round(7 * length)))
        places = activity.places_da
        partner = places[person % len(places)] if places else activity.responsible_da
        role = _ROLES.get(settings.pool, PARTICIPANT)
        group = [(person, role)]
        mother = int(self.life.persons.mother[person])
        if mother >= 0 and rng.random() < settings.with_mother and self._may_come(activity, mother, start):
            group.append((mother, PARENT))
        self.courses += [
            Course(
                person=one,
                activity=activity,
                role=part,
                start=start,
                end=end,
                is_finished=is_finished,
                partner=partner,
            )
            for one, part in group
        ]

    def _may_come(self, activity: Activity, mother: int, start: date) -> bool:
        """Whether a mother may come along: she is of the ages that a register tells of, lives in the municipality, and
        is not in the activity already, as with another child. Called for each child chosen."""
        life = self.life
        month = life.timeline.clamp(life.timeline.index(start))
        is_adult = 18 <= life.persons.age_at(life.timeline.first_day(month))[mother] <= 64
        is_there = life.persons.region[mother, month] >= 0
        return bool(is_adult and is_there) and not any(
            one.person == mother and one.activity == activity for one in self.courses
        )


def count_beginning(settings: ParticipantSettings, months: int, calendar_month: int) -> int:
    """How many courses of an activity begin in a month: its part of a year's, and of those that begin with the plan.
    Called for each activity and month. months: since the plan began, 0 for its first. A year's courses are spread over
    the months in which the activity begins, rounded so that the year has as many as it should."""
    opening = settings.at_start // _OPENING_MONTHS if months < _OPENING_MONTHS else 0
    if settings.begins_in and calendar_month not in settings.begins_in:
        return opening
    a_year = len(settings.begins_in) or 12
    place = settings.begins_in.index(calendar_month) if settings.begins_in else calendar_month - 1
    return opening + settings.a_year * (place + 1) // a_year - settings.a_year * place // a_year


def _pick_weighted(rng: np.random.Generator, candidates: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """Draw `count` of the candidates, each at most once, the likelier the greater its weight; all where there are
    fewer. Called for the members that begin in a month. Each gets an exponential waiting time with its weight as its
    rate, and the first to come are chosen (Efraimidis and Spirakis 2006, Information Processing Letters 97:181)."""
    waiting = rng.exponential(size=len(candidates)) / np.maximum(weights, 1e-12)
    return candidates[np.argsort(waiting, kind="stable")[: max(count, 0)]]
