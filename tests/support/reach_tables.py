"""Populations of three areas of which some took part in activities, what is published of them, and an attacker who
knows nothing of `disclose`.

A population is a number of persons of each kind: where they live, whether they are in the target group, their age band,
whether they are worst placed, and in which activity and half-year they took part. Every published number is a sum of
such kinds. So the attacker needs no relation at all: she asks which numbers of each kind agree with what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import product
from unittest import mock

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

import disclosure_tables
import shared_plans
from disclosure_tables import AREAS, measured, one
from hpanalysis import disclose, judge
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue, reach
from hpanalysis.definitions.breakdowns import Breakdown, list_groups
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.publication import published_definitions, published_reach
from hpanalysis.plan.agreed import Activity
from hpanalysis.tables import LINKED, REACH, Status

TOTAL, TOWN = AREAS[3], AREAS[4]
PLACES = AREAS[:3]
OUTSIDE = "uden for områderne"
ABSENT, YOUNG = "elever_fravaer_over_10", "unge"
WINDOW = {"window": "2024-25", "window_start": date(2024, 8, 1), "window_end": date(2025, 7, 31)}
DAY = {"window": "2025-09-01", "window_start": date(2025, 9, 1), "window_end": date(2025, 9, 1)}
_RANDERS = shared_plans.read(shared_plans.RANDERS)


def _follow(activity_id: str, target_group: str) -> Activity:
    """An activity of the small plan that a list of participants is kept of."""
    usual = disclosure_tables.PLAN.activities[0]
    return replace(
        usual,
        activity_id=activity_id,
        name_da=activity_id,
        age_from=None,
        age_to=None,
        target_group=target_group,
        is_followed=True,
    )


def make_plan(target_group: str, activities: Sequence[str] = ("hold", "andet")) -> plans.Plan:
    """The small plan, with activities for one target group and the figure that counts it."""
    base = catalogue.target_groups()[target_group].same_as
    adopted = (_RANDERS.adoption(base),) if base else ()
    return replace(
        disclosure_tables.PLAN,
        adoptions=(*disclosure_tables.PLAN.adoptions, *adopted),
        activities=tuple(_follow(one, target_group) for one in activities),
    )


K = make_plan(ABSENT).participants_k

Told = tuple[str, str]  # activity and half-year
Name = tuple[Told, str, str, str]  # what is told of, breakdown, group, area


@dataclass(frozen=True)
class Kind:
    """Persons who are alike in all that is told. place: an area, or `OUTSIDE`."""

    place: str
    is_member: bool
    age: str = ""
    is_hardest: bool = False
    took_part: frozenset[Told] = frozenset()


@dataclass
class World:
    """Which numbers are told, of which kinds of person: without the numbers."""

    target_group: str
    told: tuple[Told, ...]  # in the order of their half-years
    # Whether who took part in several half-years did so without a pause. Of eight half-years that leaves 37 ways to
    # take part and not 256, and what is possible with fewer kinds of person is possible with all.
    without_pauses: bool = False
    plan: plans.Plan = field(init=False)

    def __post_init__(self) -> None:
        self.plan = make_plan(self.target_group, tuple(dict.fromkeys(activity for activity, _ in self.told)))
        self.target = catalogue.target_groups()[self.target_group]
        self.window = WINDOW if self.target.same_as else DAY
        self.ages = tuple(group.id for group in list_groups(self.target.source, Breakdown.AGE))
        self.kinds = [
            Kind(place, True, age, is_hardest, took_part)
            for place, age, is_hardest, took_part in product(PLACES, self.ages, (False, True), self._list_courses())
        ]
        if self.target.same_as:
            self.kinds += [Kind(place, False) for place in (*PLACES, OUTSIDE)] + [Kind(OUTSIDE, True)]

    def _list_courses(self) -> list[frozenset[Told]]:
        """The ways to take part: in which activities and half-years."""
        if self.without_pauses:
            spans = {frozenset(self.told[a:b]) for a in range(len(self.told)) for b in range(a, len(self.told) + 1)}
            return sorted(spans, key=sorted)
        choices = product((False, True), repeat=len(self.told))
        return [frozenset(one for one, is_in in zip(self.told, bits, strict=True) if is_in) for bits in choices]

    @property
    def half_years(self) -> list[str]:
        return list(dict.fromkeys(half_year for _, half_year in self.told))

    def row_of(self, chosen) -> np.ndarray:
        """1 for each kind that is chosen, else 0."""
        return np.array([float(chosen(kind)) for kind in self.kinds])

    def members_of(self, breakdown: str, group: str, area: str):
        """Whether a kind is of the target group's members that a row of deltagere.csv tells of."""
        places = PLACES if area == TOTAL else (area,)

        def is_inside(kind: Kind) -> bool:
            of_group = {"": True, reach.BY_AGE: kind.age == group, reach.BY_NEED: kind.is_hardest}[breakdown]
            return kind.is_member and kind.place in places and of_group

        return is_inside

    @cached_property
    def names(self) -> list[Name]:
        """The rows that deltagere.csv of each half-year has."""
        groups = [("", "", area) for area in (*PLACES, TOTAL)]
        groups += [(reach.BY_AGE, age, TOTAL) for age in self.ages]
        groups += [(reach.BY_NEED, reach.HARDEST, TOTAL)] if self.target.hardest is not None else []
        return [(told, *group) for told in self.told for group in groups]

    def counts(self, name: Name) -> dict[str, np.ndarray]:
        """What a row tells as sums of kinds: who took part, the members, and those who did not take part."""
        told, *of = name
        inside = self.members_of(*of)
        members, reached = self.row_of(inside), self.row_of(lambda kind: inside(kind) and told in kind.took_part)
        return {"reached": reached, "members": members, "rest": members - reached}

    def figures(self, area: str) -> dict[str, np.ndarray]:
        """The numerator and denominator of the indicator that counts the target group."""
        places = {TOTAL: PLACES, TOWN: (*PLACES, OUTSIDE)}.get(area, (area,))
        return {
            "numerator": self.row_of(lambda kind: kind.is_member and kind.place in places),
            "denominator": self.row_of(lambda kind: kind.place in places),
        }

    def measure(self, population: np.ndarray) -> pd.DataFrame:
        """The measured table: the figure that counts the group, or one that has nothing to do with it."""
        if not self.target.same_as:
            return measured(*one("sprog_saerlig", (10, 40), (12, 44), (11, 38), (200, 900)))
        parts = []
        for area in (*PLACES, TOWN):
            pair = {kind: int(row @ population) for kind, row in self.figures(area).items()}
            parts.append((pair["numerator"], pair["denominator"]))
        inside = [sum(numbers) for numbers in zip(*parts[:3], strict=True)]
        rest = tuple(whole - part for whole, part in zip(parts[3], inside, strict=True))
        return measured(*one(self.target.same_as, *parts[:3], rest, **self.window))

    def count(self, population: np.ndarray, half_year: str) -> pd.DataFrame:
        """The true reach of a half-year (`tables.REACH`)."""
        rows = []
        for name in self.names:
            (activity, half), breakdown, group, area = name
            if half != half_year:
                continue
            numbers = {kind: int(row @ population) for kind, row in self.counts(name).items()}
            rows.append(
                {
                    "activity_id": activity,
                    "half_year": half,
                    "breakdown": breakdown,
                    "group_id": group,
                    "group": group,
                    "area_id": area,
                    "target_group": self.target_group,
                    "base": self.target.same_as,
                    **self.window,
                    "status": (Status.SHOWN if numbers["members"] else Status.NO_PERSONS).value,
                    "reached": numbers["reached"],
                    "members": numbers["members"],
                }
            )
        return pd.DataFrame(rows, columns=REACH.names)

    def count_courses(self, population: np.ndarray, half_year: str, besides: Besides) -> pd.DataFrame:
        """What became of the courses: those who took part, and as many besides as are told."""
        rows = []
        for activity, half in self.told:
            if half == half_year:
                inside = int(self.counts(((activity, half), "", "", TOTAL))["reached"] @ population)
                participants = inside + besides.outside
                ended = min(besides.ended, participants)
                told = {"participants": participants, "ended": ended, "finished": min(besides.finished, ended)}
                weeks = 12.3 if ended else None
                rows.append({"activity_id": activity, "half_year": half} | told | {"weeks": weeks})
        return pd.DataFrame(rows).astype({"weeks": "Float64"})


@dataclass(frozen=True)
class Besides:
    """What forloeb.csv tells that has nothing to do with the target group."""

    outside: int = 0  # who took part without being in it
    ended: int = 0
    finished: int = 0


NOBODY_BESIDES = Besides()


@dataclass
class Published:
    """What the half-years of a world publish of a population, as the program chooses it or with what it chose."""

    world: World
    population: np.ndarray
    besides: Besides = NOBODY_BESIDES
    given: Published | None = None  # what is hidden is as in this one
    k: int | None = None  # another than the plan's, for a test that the plan's is needed
    forgets: bool = False  # whether the later half-year is chosen as if nothing was told before

    def __post_init__(self) -> None:
        world, plan = self.world, self.world.plan
        self.measured = world.measure(self.population)
        self.pattern = self.given.pattern if self.given else disclose.choose_pattern(self.measured, plan)
        self.rule: dict[str, pd.Series] = {}  # half-year -> by row of its reach why it is hidden
        self.tables: dict[str, pd.DataFrame] = {}
        self.told: list[published_reach.PublishedReach] = []
        if self.k is not None:
            disclosure = plan.settings.disclosure.model_copy(update={"participants_k": self.k})
            plan = replace(plan, settings=plan.settings.model_copy(update={"disclosure": disclosure}))
        for half_year in world.half_years:
            self._publish(half_year, plan)

    def _publish(self, half_year: str, plan: plans.Plan) -> None:
        world = self.world
        table = self.tables[half_year] = world.count(self.population, half_year)
        before = published_reach.ToldReach(
            pd.concat([pd.DataFrame(columns=REACH.names), *(one.told for one in self.told)], ignore_index=True),
            pd.concat([one.courses for one in self.told], ignore_index=True)
            if self.told
            else pd.DataFrame(columns=["half_year"]),
        )
        if self.forgets:
            before = published_reach.ToldReach(before.table.iloc[:0], before.courses.iloc[:0])
        choose = disclose.choose_reach_pattern

        def keep_rule(*given, **named):
            rule = self.given.rule[half_year] if self.given else choose(*given, **named)
            self.rule[half_year] = rule
            return rule

        published = None
        if self.told:
            published = disclosure_tables.published(self.measured, self.pattern, self.world.half_years[0])
        with mock.patch.object(disclose, "choose_reach_pattern", keep_rule):
            self.told.append(
                published_reach.choose_published_reach(
                    table,
                    world.count_courses(self.population, half_year, self.besides),
                    HalfYear.parse(half_year),
                    self.measured,
                    self.pattern,
                    plan,
                    before,
                    published=published,
                    control=None,
                )
            )

    @property
    def hidden(self) -> list[Name]:
        """The rows of deltagere.csv that tell no number."""
        return [name for name, status in self._status.items() if status == Status.HIDDEN.value]

    @cached_property
    def _status(self) -> dict[Name, str]:
        found = {}
        for told in self.told:
            for row in told.reach.itertuples():
                found[(row.activity_id, row.half_year), row.breakdown, row.group_id, row.area_id] = row.status
        return found

    @property
    def shown_figures(self) -> set[str]:
        """The areas of which the figure that counts the target group is shown."""
        shown = self.pattern[self.pattern["rule"].isna()]
        return set(shown.loc[shown["indicator_id"] == self.world.target.same_as, "area_id"])

    def write(self) -> dict[str, str]:
        """Every file that the half-years publish of figures, reach and courses, by name."""
        plan, files = self.world.plan, {}
        nobody = pd.DataFrame(columns=LINKED.names)
        for half_year, told in zip(self.world.half_years, self.told, strict=True):
            shown = judge.judge(
                disclose.apply_pattern(self.measured, self.pattern, nobody), plan, HalfYear.parse(half_year)
            )
            files |= {
                f"{half_year}/indicators.csv": figures.format_figures_csv(shown),
                f"{half_year}/deltagere.csv": published_reach.format_reach_csv(told.reach),
                f"{half_year}/forloeb.csv": published_reach.format_courses_csv(told.courses),
                f"{half_year}/definitioner.json": published_definitions.format_definitions_json(shown, plan, told.told),
            }
        return files


@dataclass
class Attacker:
    """Who has the published files of a world and knows what kinds of person there are."""

    published: Published
    with_reach: bool = True  # else she has indicators.csv alone

    @cached_property
    def known(self) -> tuple[np.ndarray, np.ndarray]:
        """What is printed: sums of kinds, and what each comes to."""
        world, sums = self.published.world, []
        if world.target.same_as:
            for area in self.published.shown_figures:
                sums += world.figures(area).values()
        if self.with_reach:
            for name in set(world.names) - set(self.published.hidden):
                counts = world.counts(name)
                sums += [counts["reached"], counts["members"]]
        matrix = np.unique(np.array(sums), axis=0) if sums else np.zeros((0, len(world.kinds)))
        return matrix, matrix @ self.published.population

    def find_ends(self, count: np.ndarray) -> tuple[float, float]:
        """The least and the most that a count may be."""
        matrix, sides = self.known
        ends = []
        for sign in (1, -1):
            solved = linprog(sign * count, A_eq=matrix, b_eq=sides, bounds=(0, None), method="highs")
            # Of a count that nothing bounds the solver may say that it found none, for what is printed is true.
            ends.append(sign * solved.fun if solved.status == 0 else np.inf)
        return ends[0], ends[1]

    def find_population(self, count: np.ndarray, low: float, high: float) -> np.ndarray | None:
        """Persons of each kind that agree with all that is printed, with a count from `low` to `high`; None where there
        are none in whole numbers."""
        matrix, sides = self.known
        agree = LinearConstraint(matrix, sides, sides)
        asked = LinearConstraint(count[None, :], low, high)
        solved = milp(
            np.zeros(len(count)), constraints=[agree, asked], integrality=np.ones(len(count)), bounds=Bounds(0, np.inf)
        )
        return None if solved.x is None else np.round(solved.x)


def is_protected(kind: str, low: float, high: float) -> bool:
    """Whether nobody can tell that a count is of few: of those who did not take part it may be known that there are
    some."""
    may_be_many = high > K - 1e-6
    return low > K - 1e-6 or (may_be_many and (kind == "rest" or low < 1e-6))


def find_given_away(published: Published) -> list[tuple[str, Name, float, float]]:
    """The counts of few that are shown, and those of hidden rows that the files tell to be few, or not to be nought,
    though without deltagere.csv less is known of them."""
    world, found = published.world, list(find_small_shown(published))
    attacker, blind = Attacker(published), Attacker(published, with_reach=False)
    for name in published.hidden:
        for kind, count in world.counts(name).items():
            # The size of a whole group that an indicator counts is the indicator's to protect, by its own k.
            if kind == "members" and world.target.same_as and not name[1]:
                continue
            low, high = attacker.find_ends(count)
            if not is_protected(kind, low, high):
                least, most = blind.find_ends(count)
                if abs(least - low) > 1e-6 or not (most == high or abs(most - high) < 1e-6):
                    found.append((kind, name, low, high))
    return found


def find_small_shown(published: Published) -> Iterator[tuple[str, Name, float, float]]:
    """The counts of shown rows that are of too few."""
    for name in set(published.world.names) - set(published.hidden):
        numbers = {kind: row @ published.population for kind, row in published.world.counts(name).items()}
        for kind, number in numbers.items():
            if 0 < number < (2 * K if kind == "members" else K):
                yield kind, name, number, number


def fill(world: World, few: Iterable[tuple[Kind, float]] = (), each: int = 12, others: int = 200) -> np.ndarray:
    """A population with as many members of each kind, but for some: kind -> how many. others: those of a place who are
    not in the target group."""
    given = dict(few)
    return np.array([float(given.get(kind, each if kind.is_member else others)) for kind in world.kinds])


def few_in(world: World, place: str, number: int, told: Told | None = None) -> list[tuple[Kind, float]]:
    """In one place nobody takes part but so many, of one kind. told: in which activity and half-year; None for any."""
    inside = [
        kind for kind in world.kinds if kind.place == place and (told in kind.took_part if told else kind.took_part)
    ]
    return [(kind, float(number if n == 0 else 0)) for n, kind in enumerate(inside)]


def _draw_course(world: World, rates: Sequence[float], rng: np.random.Generator) -> frozenset[Told]:
    """In which activities and half-years a person takes part. rates: by activity and half-year; without pauses the
    share that begins at any time and, for who goes on, the share that stays another half-year."""
    if not world.without_pauses:
        return frozenset(one for one, rate in zip(world.told, rates, strict=True) if rng.random() < rate)
    begins, stays = rates
    if rng.random() >= begins:
        return frozenset()
    first = int(rng.integers(len(world.told)))
    return frozenset(world.told[first : first + rng.geometric(1 - stays)])


def draw_population(world: World, seed: int, *, scale: float, rates: Sequence[float], others: float = 40) -> np.ndarray:
    """Persons of each kind, drawn. scale: how many members an area has of an age band, in the mean; rates: what share
    takes part in each activity and half-year, or begins and stays (`_draw_course`); others: how many of an area are not
    in the target group."""
    rng = np.random.default_rng(seed)
    size = {(place, age): rng.poisson(rng.gamma(1.5, scale / 1.5)) for place in PLACES for age in world.ages}
    population = np.zeros(len(world.kinds))
    place_of = {kind: n for n, kind in enumerate(world.kinds)}
    for (place, age), members in size.items():
        for _ in range(members):
            took_part = _draw_course(world, rates, rng)
            population[place_of[Kind(place, True, age, bool(rng.random() < 0.4), took_part)]] += 1
    for kind, n in place_of.items():
        if kind.place == OUTSIDE:
            population[n] = rng.poisson(4 * others if kind.is_member else 20 * others)
        elif not kind.is_member:
            population[n] = rng.poisson(others)
    return population
