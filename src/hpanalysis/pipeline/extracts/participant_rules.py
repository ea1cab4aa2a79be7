"""Rules on a list of participants that Great Expectations cannot be asked: they take the plan, or rows beside each
other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from hpanalysis.definitions.model import BIRTH_YEAR, Source
from hpanalysis.definitions.sources.deltagere import ACTIVITY, CHILD, PARENT
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.tables import CHECKS, Severity

OWNER = "Partneren, som fører listen"
ROW = "raekke"  # 1 for the first row below the heading, through all files of the delivery in order of names
# Children are followed into an education, hardly beyond; and nobody is a parent before this age.
OLDEST_CHILD, YOUNGEST_PARENT = 25, 13
_NEVER = pd.Timestamp(2200, 1, 1)  # after every day that a cell may hold
# What the data unit is shown of a row: where it stands, and nothing that stands for the person.
SHOWN = [ACTIVITY, "rolle", "start", "slut", "partner"]


@dataclass(frozen=True, kw_only=True)
class CourseRule:
    """A rule on a list of participants and the rows that break it. Made for each rule of each such delivery; becomes a
    row of the checks, and a list for the data unit."""

    word: str  # the last word of the rule's id
    severity: Severity
    description: str
    reason: str
    broken: pd.Series  # by row of the frame, whether it breaks the rule


def find_overlapping(frame: pd.DataFrame) -> pd.Series:
    """By row, whether its person has another course in the same activity that shares a day with it; a course without an
    end goes on. Called for each list of participants."""
    courses = frame[["person", ACTIVITY]].assign(
        start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["slut"]).fillna(_NEVER)
    )
    courses = courses.sort_values(["person", ACTIVITY, "start"], kind="stable")
    groups = courses.groupby(["person", ACTIVITY], sort=False)
    # A course before may outlast the next ones, so each is held against the latest end of all before it.
    latest = groups["end"].transform("cummax").groupby([courses["person"], courses[ACTIVITY]], sort=False).shift()
    later = (courses["start"] <= latest).fillna(False)
    # The earliest start of all after it, which is the next one's.
    earlier = (groups["start"].shift(-1) <= courses["end"]).fillna(False)
    return (later | earlier).reindex(frame.index)


def _find_ages(frame: pd.DataFrame) -> pd.Series:
    """By row, the age that its person reaches in the year in which the course begins; a year less until the birthday.
    Called for each list of participants."""
    return pd.to_datetime(frame["start"]).dt.year - frame[BIRTH_YEAR]


def _find_other_ages(frame: pd.DataFrame, ages: pd.Series, plan: Plan) -> pd.Series:
    """By row, whether its person is surely of another age than the activity is for; parents may be of any. Called for
    each list of participants. ages: reached in the year, so that a birthday to come is allowed for."""
    limits = {one.activity_id: (one.age_from, one.age_to) for one in plan.followed_activities}
    least = pd.to_numeric(frame[ACTIVITY].map({key: pair[0] for key, pair in limits.items()}))
    most = pd.to_numeric(frame[ACTIVITY].map({key: pair[1] for key, pair in limits.items()}))
    return ((ages < least) | (ages - 1 > most)) & (frame["rolle"] != PARENT)


def _list_rules(frame: pd.DataFrame, plan: Plan) -> Iterator[CourseRule]:
    """The rules on a list of participants, each with the rows that break it. Called for each such delivery."""
    ages, start = _find_ages(frame), pd.to_datetime(frame["start"])
    yield CourseRule(
        word="planstart",
        severity=Severity.CRITICAL,
        description="Intet forløb er begyndt, før helhedsplanen begyndte.",
        reason="Et tidligere forløb hører ikke til planen, eller datoen er en tastefejl.",
        broken=start < pd.Timestamp(plan.settings.start),
    )
    yield CourseRule(
        word="dobbelt",
        severity=Severity.CRITICAL,
        description="Ingen person har to forløb i samme aktivitet på samme dag.",
        reason="Forløbet ville tælle to gange.",
        broken=find_overlapping(frame),
    )
    yield CourseRule(
        word="barn",
        severity=Severity.CRITICAL,
        description=f"Et barn er født og højst {OLDEST_CHILD} år, når forløbet begynder.",
        reason="Rollen er forkert, eller CPR-nummeret er en andens.",
        broken=(frame["rolle"] == CHILD) & ~ages.between(0, OLDEST_CHILD),
    )
    yield CourseRule(
        word="foraelder",
        severity=Severity.CRITICAL,
        description=f"En forælder er mindst {YOUNGEST_PARENT} år, når forløbet begynder.",
        reason="Rollen er forkert, eller CPR-nummeret er barnets.",
        broken=(frame["rolle"] == PARENT) & (ages < YOUNGEST_PARENT),
    )
    yield CourseRule(
        word="alder",
        severity=Severity.WARNING,
        description="Deltagerne har den alder, som aktiviteten er for i planen.",
        reason="Personen er måske skrevet på en anden aktivitets liste.",
        broken=_find_other_ages(frame, ages, plan),
    )


def make_check(source: Source, half_year: HalfYear, rule: CourseRule) -> tuple[object, ...]:
    """A rule's row of the checks (`tables.CHECKS`); it touches no indicator. Called for each rule of each list of
    participants."""
    failed = int(rule.broken.sum())
    name = f"{source.name}-{rule.word}"
    words = (rule.description, rule.reason, OWNER, rule.severity.value)
    return (str(half_year), source.name, name, *words, len(rule.broken), failed, failed == 0, "")


def show_rows(frame: pd.DataFrame, broken: pd.Series) -> pd.DataFrame:
    """The rows that break a rule, as the data unit is shown them: their numbers from 1, and no person. Called for each
    rule on a list of participants that some row breaks. broken: by row of the frame."""
    rows = frame.loc[broken.to_numpy(), SHOWN]
    rows.insert(0, ROW, [place + 1 for place, is_broken in enumerate(broken) if is_broken])
    return rows


def check_courses(
    source: Source, frame: pd.DataFrame, half_year: HalfYear, plan: Plan
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The checks (`tables.CHECKS`) of a list of participants beyond its suite, and the rows that break a rule by the
    rule's id; nothing for any other source. Called for each delivery that has been loaded."""
    if not source.lists_participants:
        return pd.DataFrame(columns=CHECKS.names), {}
    rules = list(_list_rules(frame, plan))
    checks = pd.DataFrame([make_check(source, half_year, rule) for rule in rules], columns=CHECKS.names)
    return checks, {f"{source.name}-{rule.word}": show_rows(frame, rule.broken) for rule in rules if rule.broken.any()}
