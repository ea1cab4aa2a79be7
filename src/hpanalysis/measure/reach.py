"""How many of an activity's target group took part in it in a half-year, and what became of the courses.

Whom an activity is for is asked of the extracts: the persons who meet its condition in the window that the half-year's
report shows. Who took part is asked of the list of participants. A person has the same pseudonym in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import narwhals as nw
import numpy as np
import pandas as pd

from hpanalysis.definitions import bridges, catalogue, reach
from hpanalysis.definitions.breakdowns import Breakdown, Group, list_groups
from hpanalysis.definitions.model import BIRTH_YEAR, Indicator, TargetGroup
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.frame_files import open_frame
from hpanalysis.measure.amounts import compute_amounts, list_parts_of_window, scan_frame
from hpanalysis.measure.indicator_windows import IndicatorWindow, list_windows
from hpanalysis.plan import Plan
from hpanalysis.plan.agreed import Activity
from hpanalysis.tables import REACH, Status
from hpanalysis.workspace import Workspace

PARTICIPANTS = "deltagere"  # the source of the courses
_DAYS_OF_WEEK = 7
_COURSE_COLUMNS = ["person", "aktivitet", "start", "slut", "afslutning"]
_COUNTS = ["reached", "members"]
_OF_COURSES = ["participants", "ended", "finished"]


def read_courses(workspace: Workspace, half_year: HalfYear) -> pd.DataFrame | None:
    """The courses begun by a half-year's last day: columns person, aktivitet, start and slut [date, null where it goes
    on] and afslutning. Of the list delivered in the half-year, which is the whole list since the plan began; None where
    none was, because an older list knows nothing of the half-year. Called once a run, and by the notebook."""
    path = workspace.deliveries(PARTICIPANTS, half_year).get(half_year)
    if path is None:
        return None
    table = open_frame(path).to_table(columns=_COURSE_COLUMNS)
    courses = table.to_pandas(types_mapper=None, date_as_object=True)
    return courses[courses["start"] <= half_year.cutoff].reset_index(drop=True)


def _select_active(courses: pd.DataFrame, activity_id: str, half_year: HalfYear) -> pd.DataFrame:
    """The courses of an activity that have a day in a half-year. Called for each activity that is followed."""
    own = courses[courses["aktivitet"] == activity_id]
    begun = pd.Series([start <= half_year.cutoff for start in own["start"]], own.index, dtype=bool)
    lasts = pd.Series([pd.isna(end) or end >= half_year.start for end in own["slut"]], own.index, dtype=bool)
    return own[begun & lasts]


@dataclass(frozen=True)
class Members:
    """The members of a target group in a window. Made once for each group that an activity of the plan is for."""

    base: str  # the series of the indicator whose numerator they are; "" where no indicator counts them
    window: IndicatorWindow
    persons: pd.DataFrame  # a row a member who lives in one of the plan's areas: person, area_id, hardest, birth year
    ages: tuple[Group, ...]  # the age bands that they are told by


def _make_indicator(target: TargetGroup) -> Indicator:
    """The target group as an indicator without a denominator of its own, whose windows can be listed and counted.
    Called for each target group. `definitions.reach` declares the series of its counts."""
    series = reach.Reach(activity_id="", half_year="", target_id="", target=target, base="").declare()
    return next(iter(series.values()))


def list_target_windows(target: TargetGroup, workspace: Workspace, half_year: HalfYear) -> list[IndicatorWindow]:
    """The windows of a target group's extract up to a half-year, oldest first, delivered or not. Called where members
    are found: for reach in the newest, for outcomes in the one that was over before a course began."""
    return list_windows(target.label, _make_indicator(target), workspace, half_year)


def _find_window(target: TargetGroup, workspace: Workspace, half_year: HalfYear) -> IndicatorWindow | None:
    """The window of a target group's extract that the half-year's report shows; None before there is any. Called for
    each target group."""
    wanted = target.window.latest(half_year.cutoff)
    windows = list_target_windows(target, workspace, half_year) if wanted is not None else []
    return next((window for window in windows if window.span == wanted), None)


def _read_birth_years(target: TargetGroup, window: IndicatorWindow, persons: pd.Series) -> pd.Series:
    """Person -> year of birth, of `persons`; empty where the extract's figures are not told by age. Called for each
    target group. Who stands with two years in a frame has the earlier."""
    path = window.frames[target.source.name]
    if BIRTH_YEAR not in target.source.breakdown_columns or BIRTH_YEAR not in open_frame(path).schema.names:
        return pd.Series(dtype="int64")
    of_members = nw.col("person").is_in(persons.tolist())
    years = scan_frame(path, target.source).filter(of_members).group_by("person").agg(nw.col(BIRTH_YEAR).min())
    return years.collect("pandas").to_native().set_index("person")[BIRTH_YEAR]


def find_members(target: TargetGroup, window: IndicatorWindow, plan: Plan) -> Members:
    """Who is in a target group in a window, each in one area. Called for each target group whose extract came. Members
    outside the plan's areas are left out, because the activities are for the areas."""
    span, base = window.span, ""
    members, hardest = target.members, target.hardest
    if target.same_as:
        indicator = catalogue.indicators()[target.same_as]
        # By the rule of a bridge where the window is counted by that, as the indicator's own figure is.
        members = list_parts_of_window(indicator, span)["numerator"]
        base = bridges.find_series(target.same_as, indicator, span.id, span.end)
    parts = {"denominator": members} | ({"numerator": hardest} if hardest is not None else {})
    amounts = compute_amounts(parts, window.frames, span)
    inside = amounts[(amounts["denominator"] > 0) & amounts["area_id"].isin([area.id for area in plan.areas])]
    # A person with rows in two areas on the same day would count twice in the total; the rules on extracts name her.
    persons = inside.sort_values(["person", "area_id"]).drop_duplicates("person").reset_index(drop=True)
    persons = persons.assign(hardest=persons["numerator"] > 0)[["person", "area_id", "hardest"]]
    persons[BIRTH_YEAR] = persons["person"].map(_read_birth_years(target, window, persons["person"]))
    return Members(base, window, persons, _list_ages(target, persons))


def _list_ages(target: TargetGroup, persons: pd.DataFrame) -> tuple[Group, ...]:
    """The age bands of a target group, also those that nobody is in, so that they are the same in every window; empty
    where its extract does not tell the age of everybody. Called for each target group."""
    return () if persons[BIRTH_YEAR].isna().any() else list_groups(target.source, Breakdown.AGE)


@dataclass(frozen=True)
class ReachMeasure:
    """What reach is measured from: the courses, and the target groups' members, each found once. Made for one run."""

    workspace: Workspace
    half_year: HalfYear
    _found: dict[str, Members | None] = field(default_factory=dict, repr=False)  # by the target's id

    def _get_members(self, activity: Activity) -> Members | None:
        """The members of an activity's target group; None where its extract did not come. Called for each activity."""
        target_id, target = find_target(activity)
        if target_id not in self._found:
            window = _find_window(target, self.workspace, self.half_year)
            delivered = window is not None and window.delivery is not None
            self._found[target_id] = (
                find_members(target, window, self.workspace.plan) if window is not None and delivered else None
            )
        return self._found[target_id]

    def measure(self, activity: Activity, courses: pd.DataFrame) -> Iterator[dict[str, object]]:
        """The rows of an activity's reach (`tables.REACH`): each area, the total, and of the total the age bands and
        the worst placed. Called for each activity with a target group. courses: of all activities."""
        members, plan = self._get_members(activity), self.workspace.plan
        if members is None:
            return
        target_id, target = find_target(activity)
        active = _select_active(courses, activity.activity_id, self.half_year)
        persons = members.persons.assign(reached=members.persons["person"].isin(active["person"]))
        span = members.window.span
        common = {
            "activity_id": activity.activity_id,
            "half_year": str(self.half_year),
            "target_group": target_id,
            "base": members.base,
            "window": span.id,
            "window_start": span.start,
            "window_end": span.end,
        }
        whole = common | {"breakdown": "", "group_id": "", "group": ""}
        for area in plan.areas:
            yield whole | {"area_id": area.id} | _count(persons[persons["area_id"] == area.id])
        whole |= {"area_id": plan.total.id}
        yield whole | _count(persons)
        for band in members.ages:
            # As a mask with a type: of nobody an empty list would choose columns, and not rows.
            of_band = persons[np.array([band.holds(int(year), span.end) for year in persons[BIRTH_YEAR]], dtype=bool)]
            yield whole | {"breakdown": reach.BY_AGE, "group_id": band.id, "group": band.name_da} | _count(of_band)
        if target.hardest is not None:
            told = {"breakdown": reach.BY_NEED, "group_id": reach.HARDEST, "group": target.hardest_label}
            yield whole | told | _count(persons[persons["hardest"]])


def find_target(activity: Activity) -> tuple[str, TargetGroup]:
    """The id and the declaration of an activity's target group, with its ages. Called for each activity that has one,
    when reach is measured and when it is protected. KeyError for an activity without a target group."""
    target = catalogue.target_groups()[activity.target_group]
    ages = (activity.age_from, activity.age_to) if target.by_age else (None, None)
    return reach.name_target(activity.target_group, ages), reach.narrow_to_ages(target, ages)


def _count(persons: pd.DataFrame) -> dict[str, object]:
    """How many are in the group, how many of them took part, and the status. Called for each row of reach."""
    members = len(persons)
    status = Status.SHOWN if members else Status.NO_PERSONS
    return {"reached": int(persons["reached"].sum()), "members": members, "status": status.value}


def measure_reach(workspace: Workspace, half_year: HalfYear) -> pd.DataFrame:
    """The reach of the half-year, columns `tables.REACH`: a row an activity with a target group, an area (or the
    total), and of the total a row an age band and one for the worst placed. True counts.

    Called once a run, before anything is hidden, and by the notebook of the participants. No rows where no list of
    participants was delivered, and none of an activity whose target group's extract was not. 0 of 0 has the status
    `ingen personer`.
    """
    courses, found = read_courses(workspace, half_year), ReachMeasure(workspace, half_year)
    rows: list[dict[str, object]] = []
    if courses is not None:
        for activity in workspace.plan.followed_activities:
            rows += found.measure(activity, courses) if activity.target_group else []
    table = pd.DataFrame(rows, columns=REACH.names)
    return table.astype(dict.fromkeys(_COUNTS, "int64"))


def measure_courses(workspace: Workspace, half_year: HalfYear) -> pd.DataFrame:
    """What became of the courses in the half-year, a row an activity that is followed: activity_id, half_year,
    participants, ended, finished (persons), weeks (mean length of the ended courses, null where none ended).

    Called once a run, before anything is hidden. A person counts once in each. Ended is who had a course that ended in
    the half-year; finished is who finished one of these. No rows where no list of participants was delivered.
    """
    courses = read_courses(workspace, half_year)
    rows = []
    for activity in workspace.plan.followed_activities:
        if courses is None:
            break
        active = _select_active(courses, activity.activity_id, half_year)
        is_over = np.array([not pd.isna(end) and end <= half_year.cutoff for end in active["slut"]], dtype=bool)
        ended = active[is_over]
        days = [(end - start).days + 1 for start, end in zip(ended["start"], ended["slut"], strict=True)]
        rows.append(
            {
                "activity_id": activity.activity_id,
                "half_year": str(half_year),
                "participants": active["person"].nunique(),
                "ended": ended["person"].nunique(),
                "finished": ended.loc[ended["afslutning"] == "gennemfoert", "person"].nunique(),
                "weeks": sum(days) / len(days) / _DAYS_OF_WEEK if days else None,
            }
        )
    table = pd.DataFrame(rows, columns=["activity_id", "half_year", *_OF_COURSES, "weeks"])
    return table.astype(dict.fromkeys(_OF_COURSES, "int64") | {"weeks": "Float64"})
