"""deltagerside: all that stands and is drawn on the page deltagere is what its tables, the plan and the declared target
groups give.

The tables are taken as they are here; other checks make them anew. Every text of the page is written a second time and
held against the page in its order, so that a word, number, row or link that is another, missing or too many is found.
So is what is drawn. What was told of earlier half-years is held against their packages, where these are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.published.names import BALANCE_CSV, COURSES_CSV, OUTCOMES_CSV, REACH_CSV
from hpanalysis.verify.checks.on_pages.package_pages import PROJECT, PackagedPages
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.followed import find_participants_k, read_followed
from hpanalysis.verify.declared.outcomes import read_outcome_words
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.participants.content import FILE
from hpanalysis.verify.pages.participants.faults import find_faults
from hpanalysis.verify.pages.participants.held import (
    ClosedWords,
    Earlier,
    ParticipantsHeld,
    ToldActivity,
    ToldOutcome,
    ToldTarget,
)
from hpanalysis.verify.remake.participants.model import FollowedActivity

NAME = "deltagerside"
# The module of the program that writes the page: a package whose program lacks it has another page.
_WRITER = f"{PROJECT}src/hpanalysis/report/participants/reach.py"
_NONE = "Planen følger ingen aktiviteters deltagere."
_OLDER = "Pakken er fra før siden om deltagere havde den form, som læses her."
_UNREAD = "Pakkens program eller plan er skrevet på en måde, som ikke læses her."


def _list_before(package: Package, earlier: Sequence[Package]) -> dict[str, Earlier | None]:
    """The half-years published before, newest first, each with its tables; None where its package is not given. Called
    once for each package that is verified."""
    given = {one.half_year: one for one in earlier}
    halves = {entry["half_year"] for entry in package.log if entry["half_year"] < package.half_year}
    return {
        half_year: Earlier(*(given[half_year].table_if_there(name) for name in (REACH_CSV, COURSES_CSV, OUTCOMES_CSV)))
        if half_year in given
        else None
        for half_year in sorted(halves, reverse=True)
    }


def _tell(activity: FollowedActivity) -> ToldActivity:
    """An activity as far as the page tells of it. Called for each that is followed."""
    target = activity.target
    return ToldActivity(
        activity_id=activity.activity_id,
        agreement=activity.agreement,
        name=activity.name,
        told=activity.told,
        condition=activity.condition,
        target=None
        if target is None
        else ToldTarget(
            label=target.label,
            ages=target.ages,
            kind=target.window.kind,
            months=target.window.numbers.get("months", 0),
            cohort_years_before=target.cohort_years_before,
        ),
    )


def _tell_outcome(declared: Declarations, key: str) -> ToldOutcome:
    """An indicator as far as the page tells of it as an outcome. Called for each that is one. `Broken` for one that the
    program does not declare so, or that is not told in per cent."""
    indicator = declared.indicators.get(key)
    label = None if indicator is None else indicator.fact("label")
    if indicator is None or not isinstance(label, str) or indicator.member("unit") != "PERCENT":
        raise Broken(f"{quote(OUTCOMES_CSV)}: {quote(key)} er ikke et tal i procent, som programmet har.")
    return ToldOutcome(label=label)


def _tell_words(declared: Declarations) -> ClosedWords:
    """The closed words as far as the page tells of them. Called where there are outcomes; `Broken` where the program
    declares them in another way."""
    words = read_outcome_words(declared.source)
    if words is None:
        raise Broken(_UNREAD)
    return ClosedWords(
        nobody_yet=words.nobody_yet,
        better=words.better,
        worse=words.worse,
        no_difference=words.no_difference,
        not_compared=words.not_compared,
        reasons=words.reasons,
    )


def _hold(
    package: Package, declared: Declarations, pages: PackagedPages, earlier: Sequence[Package]
) -> ParticipantsHeld | None:
    """What the page is held against; None where plan or program are not read here. Called once for each package."""
    activities, k, plan = read_followed(declared), find_participants_k(declared), declared.plan
    plan_name, agreements = plan.find_setting("name"), plan.list_agreements("delaftale")
    definitions, outcomes = package.definitions, package.table_if_there(OUTCOMES_CSV)
    indicators = {row["indicator_id"]: _tell_outcome(declared, row["indicator_id"]) for row in outcomes}
    if activities is None or k is None or agreements is None or not isinstance(plan_name, str):
        return None
    return ParticipantsHeld(
        half_year=package.half_year,
        plan_name=plan_name,
        agreements={one["id"]: one["name"] for one in agreements},
        activities=[_tell(activity) for activity in activities],
        areas={area: pages.facts.areas[area].short for area in definitions.areas},
        total=definitions.total or "",
        k=k,
        reach=package.table_if_there(REACH_CSV),
        courses=package.table_if_there(COURSES_CSV),
        outcomes=outcomes,
        balance=package.table_if_there(BALANCE_CSV),
        indicators=indicators,
        closed=_tell_words(declared) if outcomes else None,
        before=_list_before(package, earlier),
    )


def check(package: Package, declared: Declarations, pages: PackagedPages, earlier: Sequence[Package] = ()) -> Outcome:
    """The check `deltagerside`: whether the page deltagere says what its tables and the plan give. Called once for each
    package that is verified. It is not made of a package whose plan follows nobody, or from before the page had its
    form, nor where plan or program are written in a way that is not read."""
    own = [page for page in pages.pages if page.file == FILE and not page.of_year]
    if not own:
        return Outcome(NAME, State.NOT_CHECKED, _NONE)
    if _WRITER not in package.files or pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked or _OLDER)
    held, problems = _hold(package, declared, pages, earlier), []
    if held is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    for page in own:
        if page.tree is None:
            problems.append(f"{quote(page.name)} er ikke skrevet, som programmet skriver sider.")
            continue
        faults = find_faults(page.tree, held)
        problems += [f"{quote(page.name)}: {make_printable(fault[0].upper() + fault[1:], 300)}." for fault in faults]
    told = format_count(len(held.reach), "række om dækning", "rækker om dækning")
    return conclude(NAME, problems, f"Siden siger og tegner det, som {told} og {len(held.courses)} om forløb giver.")
