"""The participants of an activity beside others like them: who is compared, on what, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import BIRTH_YEAR, SEX, TargetGroup
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.outcomes.months import (
    AFTER,
    BEFORE,
    PERIOD,
    PersonMonths,
    add_months,
    compute_values,
    list_begin_months,
)
from hpanalysis.measure.reach import find_members, find_target, list_target_windows, read_courses
from hpanalysis.plan import Activity, Plan
from hpanalysis.statistics import matched
from hpanalysis.statistics.matched import Outcome
from hpanalysis.workspace import Workspace

PERSON, TREATED, BEGIN = "person", "treated", "begin"
AGE, AREA = "age", "area_id"
# What is matched on besides the begin month, the value before and the age, the finest first: areas are given up where
# too few others live in the participants' own. It is decided by who is there, before any outcome is looked at.
_EXACT = ((SEX, AREA), (SEX,))
# The ages at which a participant is another kind of person than a neighbour in age: children by stages of school,
# adults by the rules for benefits (30 and 50).
_AGES = (8, 11, 14, 17, 24, 29, 39, 49, 59)


def list_activities_with_outcome(plan: Plan) -> list[Activity]:
    """The followed activities that aim at an outcome. Called when outcomes are measured, and for the level of each
    comparison: it is shared out among them."""
    return [activity for activity in plan.followed_activities if activity.outcome]


def _find_month(day: date) -> date:
    """The first day of a day's month. Called for the begin of each course."""
    return day.replace(day=1)


@dataclass(frozen=True)
class _Pool:
    """Who may be compared in an outcome: courses, months and target groups, each read once. Made for one run."""

    workspace: Workspace
    half_year: HalfYear
    courses: pd.DataFrame
    _months: dict[str, tuple[PersonMonths, pd.DataFrame]] = field(default_factory=dict, repr=False)
    _windows: dict[str, list[IndicatorWindow]] = field(default_factory=dict, repr=False)  # by the target's id
    _members: dict[tuple[str, str], set[str]] = field(default_factory=dict, repr=False)  # by target and window

    def get_months(self, indicator_id: str) -> tuple[PersonMonths, pd.DataFrame]:
        """The months of an indicator, and the rows read of them. Called for each activity with it as its outcome."""
        if indicator_id not in self._months:
            months = PersonMonths(self.workspace, self.half_year, indicator_id)
            self._months[indicator_id] = (months, months.read(set(self.courses[PERSON])))
        return self._months[indicator_id]

    def find_members(self, activity: Activity, begin: date) -> set[str] | None:
        """The members of an activity's target group in the latest window that was over before a begin month; None for
        an activity that is for everybody, and an empty set where no such window was delivered. Called for each begin
        month: participants and others are of the same group, found before anybody began."""
        if not activity.target_group:
            return None
        target_id, target = find_target(activity)
        windows = [window for window in self._list_windows(target_id, target) if window.span.end < begin]
        if not windows:
            return set()
        key = (target_id, windows[-1].span.id)
        if key not in self._members:  # many begin months have one window before them
            self._members[key] = set(find_members(target, windows[-1], self.workspace.plan).persons[PERSON])
        return self._members[key]

    def _list_windows(self, target_id: str, target: TargetGroup) -> list[IndicatorWindow]:
        """The windows of a target group's extract that were delivered, oldest first. Called for each begin month."""
        if target_id not in self._windows:
            windows = list_target_windows(target, self.workspace, self.half_year)
            self._windows[target_id] = [window for window in windows if window.delivery is not None]
        return self._windows[target_id]

    def find_first_courses(self, activity_ids: Sequence[str]) -> pd.Series:
        """Person -> the month in which the first course in one of these activities began. Called for the participants,
        and for who took part in something with the same outcome."""
        own = self.courses[self.courses["aktivitet"].isin(activity_ids)]
        return own.groupby(PERSON)["start"].min().map(_find_month)


def _list_rows(pool: _Pool, activity: Activity, begins: Sequence[date]) -> Iterator[pd.DataFrame]:
    """The rows of a comparison for each begin month: the participants who began in it, and all who might be like them.
    Called once an activity. An other took part in no activity with the same outcome until the time after was over."""
    months, table = pool.get_months(activity.outcome)
    same = [
        one.activity_id for one in list_activities_with_outcome(pool.workspace.plan) if one.outcome == activity.outcome
    ]
    own, any_of_them = pool.find_first_courses([activity.activity_id]), pool.find_first_courses(same)
    scale = months.indicator.unit.scale
    for begin in begins:
        values = compute_values(table, begin, scale)
        members = pool.find_members(activity, begin)
        if members is not None:
            values = values[values.index.isin(members)]
        participants = set(own[own == begin].index)
        engaged = set(any_of_them[any_of_them <= add_months(begin, PERIOD)].index)
        chosen = values[values.index.isin(participants) | ~values.index.isin(engaged)]
        rows = chosen.rename_axis(PERSON).reset_index()
        rows[TREATED] = rows[PERSON].isin(participants)
        rows[BEGIN] = f"{begin:%Y-%m}"
        if BIRTH_YEAR in rows:
            rows[AGE] = begin.year - rows[BIRTH_YEAR]
        yield rows


def _make_table(pool: _Pool, activity: Activity, begins: Sequence[date]) -> pd.DataFrame:
    """The rows of all begin months. Called once an activity. Who takes part later is no other at any earlier month."""
    tables = list(_list_rows(pool, activity, begins))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[PERSON, TREATED, BEGIN])
    participants = set(table.loc[table[TREATED].astype(bool), PERSON])
    return table[table[TREATED].astype(bool) | ~table[PERSON].isin(participants)].reset_index(drop=True)


def _choose_exact(table: pd.DataFrame, coarsened: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """The finest columns to be alike in by which enough participants have others like them, and the two sides are in
    balance; the coarsest where none does. Called before a comparison, without a look at any value after."""
    possible = [tuple(name for name in names if name in table) for names in _EXACT]
    measured = table[table[BEFORE].notna() & table[AFTER].notna()]
    for exact in possible:
        found = matched.match(measured, exact=exact, coarsened=coarsened)
        if found.kept_share >= matched.KEPT_SHARE:
            balance = matched.compute_balance(measured, found.rows, [*exact, *coarsened])
            if matched.find_largest_imbalance(balance) <= matched.LARGEST_ALLOWED:
                return exact
    return possible[-1]


def _list_cutpoints(table: pd.DataFrame) -> dict[str, Sequence[float]]:
    """What is matched roughly, with its cutpoints: the value before, by those of the participants, and the age where it
    is known. Called for each comparison."""
    began = table.loc[table[TREATED].astype(bool), BEFORE].to_numpy(float)
    coarsened: dict[str, Sequence[float]] = {BEFORE: matched.list_cutpoints(began, closed=True)}
    return coarsened | ({AGE: _AGES} if AGE in table else {})


def _match_again(table: pd.DataFrame, columns: Sequence[str]) -> set[str]:
    """The participants who are matched in a comparison that was made. Called for the change that stands beside it.
    columns: what was matched on."""
    coarsened = _list_cutpoints(table)
    measured = table[table[BEFORE].notna() & table[AFTER].notna()]
    exact = [name for name in columns if name not in coarsened]
    rows = matched.match(measured, exact=exact, coarsened=coarsened).rows
    return set(rows.loc[rows[TREATED].astype(bool), PERSON])


def compare(
    table: pd.DataFrame,
    *,
    higher_is_better: bool,
    level: float = matched.LEVEL,
    exact: Sequence[str] | None = None,
    group: tuple[int, int] | None = None,
) -> tuple[matched.Comparison, tuple[str, ...]]:
    """The participants of a table held against the others like them, and the columns that were matched on.

    Called for each outcome of a run, and by the notebook with columns of the analyst's own choice. table: as
    `matched.compare_with_others` takes it, with age where it is known. exact: None for the finest of area and sex that
    keeps enough participants. group: who of the whole target group takes part, and how many it has; None
    for those of the table.
    """
    coarsened = _list_cutpoints(table)
    chosen = _choose_exact(table, coarsened) if exact is None else tuple(exact)
    comparison = matched.compare_with_others(
        table, higher_is_better=higher_is_better, exact=chosen, coarsened=coarsened, level=level, group=group
    )
    return comparison, (*chosen, *coarsened)


def _count_elsewhere(pool: _Pool, activity: Activity, table: pd.DataFrame) -> int:
    """How many participants began another activity with the same outcome within half a year of this one. Called once an
    activity: what became of them may be told of that as well."""
    others = [
        one.activity_id
        for one in list_activities_with_outcome(pool.workspace.plan)
        if one.outcome == activity.outcome and one.activity_id != activity.activity_id
    ]
    first = pool.courses[pool.courses["aktivitet"].isin(others)]
    own = table[table[TREATED].astype(bool)][[PERSON, BEGIN]]
    both = own.merge(first[[PERSON, "start"]], on=PERSON)
    near = [
        abs((start.year - int(begin[:4])) * 12 + start.month - int(begin[5:])) <= PERIOD
        for start, begin in zip(both["start"], both[BEGIN], strict=True)
    ]
    return int(both.loc[near, PERSON].nunique())


def _count_group(pool: _Pool, activity: Activity, begin: date) -> tuple[int, int] | None:
    """How many of an activity's target group take part in it, whenever they began, and how many it has; None for an
    activity that is for everybody. Called once an activity: where half of the group takes part, those who do not are no
    others like them, however few of the participants are told of now."""
    members = pool.find_members(activity, begin)
    if members is None:
        return None
    return len(members & set(pool.find_first_courses([activity.activity_id]).index)), len(members)


@dataclass(frozen=True)
class _Question:
    """An activity and the rows that it is compared by. Made for each activity whose participants are measured."""

    activity: Activity
    begins: tuple[date, ...]
    table: pd.DataFrame
    group: tuple[int, int] | None  # who of the target group takes part at any time, and how many it has

    def ask(self, level: float, exact: Sequence[str] | None = None) -> tuple[matched.Comparison, tuple[str, ...]]:
        """The comparison at a level, and what was matched on. Called to see whether one can be made at all, and again
        when it is known how many can. exact: as in `compare`."""
        sign = catalogue.indicators()[self.activity.outcome].direction.sign
        return compare(self.table, higher_is_better=sign > 0, level=level, exact=exact, group=self.group)

    def conclude(self, pool: _Pool, level: float, exact: Sequence[str] | None = None) -> Outcome:
        """The activity's outcome, with the comparison at a level. Called once an activity. exact: as in `compare`."""
        comparison, columns = self.ask(level, exact)
        before, after = _list_values(self.table, comparison, columns)
        return Outcome(
            activity_id=self.activity.activity_id,
            indicator_id=self.activity.outcome,
            begins=self.begins,
            change=matched.compute_paired_change(before, after),
            comparison=comparison,
            matched_on=columns,
            fewest=_count_fewest((before, after), catalogue.indicators()[self.activity.outcome].unit.scale),
            elsewhere=_count_elsewhere(pool, self.activity, self.table),
        )


def _list_values(
    table: pd.DataFrame, comparison: matched.Comparison, columns: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """The participants' values before and after, of those who have both. Called once an activity. Where they are
    compared, of those who are: means of all beside a difference of nearly all would tell of the few between them."""
    treated = table[TREATED].astype(bool) & table[BEFORE].notna() & table[AFTER].notna()
    if comparison.verdict is not matched.Verdict.NOT_COMPARED:
        treated &= table[PERSON].isin(_match_again(table, columns))
    before, after = (table.loc[treated, name].to_numpy(float) for name in (BEFORE, AFTER))
    return before, after


def _count_fewest(values: Sequence[np.ndarray], full: float) -> int:
    """The smallest number over 0 of persons who have anything, or who lack anything, of the outcome; 0 where there is
    none. Called once an activity, for who decides whether the means may be told. values: before and after, each from 0
    to `full`."""
    counts = [int(some.sum()) for each in values for some in (each > 0, each < full)]
    return min((count for count in counts if count), default=0)


def _ask(pool: _Pool, activity: Activity, before: HalfYear | None) -> _Question | None:
    """What is asked of an activity; None where none of its participants is measured yet. Called for each. before: the
    half-year before, whose outcomes were told; None where all that was told is asked again."""
    months, _ = pool.get_months(activity.outcome)
    told = PersonMonths(pool.workspace, before, activity.outcome).delivered if before is not None else []
    begins = list_begin_months(months.delivered, told, pool.workspace.plan.settings.start)
    table = _make_table(pool, activity, begins)
    if not table[TREATED].astype(bool).any():
        return None
    return _Question(activity, tuple(begins), table, _count_group(pool, activity, begins[0]))


def _say_nobody(activity: Activity) -> Outcome:
    """The outcome of an activity of whose participants none is measured yet. Called for each such activity."""
    return Outcome(
        activity_id=activity.activity_id,
        indicator_id=activity.outcome,
        begins=(),
        change=None,
        comparison=None,
    )


def measure_one_outcome(
    workspace: Workspace, half_year: HalfYear, activity: Activity, outcome: str, exact: Sequence[str] | None = None
) -> Outcome:
    """The outcome of one activity, of all begin months whose time after is delivered by the half-year. Called by the
    analyst's notebook, where outcome and matching may be others than the plan's. outcome: an indicator whose windows
    are sums of months. exact: as in `compare`. Without a list of participants in the half-year nobody is measured."""
    courses, asked = read_courses(workspace, half_year), replace(activity, outcome=outcome)
    if courses is None:
        return _say_nobody(asked)
    pool = _Pool(workspace, half_year, courses)
    question = _ask(pool, asked, None)
    return _say_nobody(asked) if question is None else question.conclude(pool, matched.LEVEL, exact)


def measure_outcomes(workspace: Workspace, half_year: HalfYear) -> list[Outcome]:
    """The outcome of each followed activity that aims at one, in the plan's order; empty without a list of participants
    in this half-year.

    Called once a run. Each is of the participants who began so early that the half-year after is delivered now and was
    not in the half-year before: so nobody is told of twice, and no two publications differ by a few. The level of each
    comparison is the usual one shared out among those that can be made (Bonferroni), because a board reads them side by
    side; whether one can be made is decided before the outcome is looked at.
    """
    courses = read_courses(workspace, half_year)
    if courses is None:
        return []
    pool, activities = _Pool(workspace, half_year, courses), list_activities_with_outcome(workspace.plan)
    asked = [(activity, _ask(pool, activity, half_year.previous)) for activity in activities]
    first = [question.ask(matched.LEVEL)[0].verdict for _, question in asked if question is not None]
    level = matched.LEVEL / max(sum(verdict is not matched.Verdict.NOT_COMPARED for verdict in first), 1)
    return [
        _say_nobody(activity) if question is None else question.conclude(pool, level) for activity, question in asked
    ]
