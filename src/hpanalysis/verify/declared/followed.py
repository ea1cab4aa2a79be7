"""The activities whose participants are followed, as the package's plan and program declare them and their target
groups."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.indicators import Indicator, describe_counted, find_source
from hpanalysis.verify.declared.plan import Row, read_number
from hpanalysis.verify.declared.source_code import UNKNOWN, Call, Member, SourceCode
from hpanalysis.verify.remake.participants.model import Bridge, FollowedActivity, TargetGroup, WindowRule
from hpanalysis.verify.remake.participants.windows import KINDS

_ACTIVITIES = "activities.csv"
_GROUPS, _NAME = "hpanalysis.definitions.target_groups", "TARGET"
_WINDOWS = "hpanalysis.definitions.windows"
_SETTINGS = "hpanalysis.plan.settings"
_FOLLOWED = "ja"


class _Unread(Exception):
    """A declaration is written in a way that is not read here. Raised within this module alone."""


def _need(value: Any, kind: type) -> Any:
    """A value of a declaration that must be of a kind; `_Unread` for any other. Called for each that is used."""
    if type(value) is not kind:
        raise _Unread
    return value


def _read_window(source: SourceCode, call: Any) -> WindowRule:
    """A rule for windows. Called for each target group. The numbers are those it is declared with, by name or in the
    order of its class, and else the class's own."""
    rule = _need(call, Call)
    if rule.name not in KINDS:
        raise _Unread
    defaults = source.read_members(_WINDOWS, rule.name)
    order = {"StatusDate": ("month", "day"), "StatusMonth": ("month",), "Rolling": ("months", "lag_months")}
    names = (*order.get(rule.name, ()), *(() if rule.name == "Rolling" else ("delivered_after",)))
    numbers = {name: rule.get(name, place, defaults.get(name)) for place, name in enumerate(names)}
    return WindowRule(kind=rule.name, numbers={name: _need(number, int) for name, number in numbers.items()})


def _name_bands(source: Call) -> dict[str, str]:
    """The ids and names of a source's age bands, the youngest first; empty where its figures are not told by age.
    Called for each target group."""
    firsts = [_need(first, int) for first in _need(source.get("ages_from", default=()), tuple)]
    if not firsts:
        return {}
    bands = {f"-{firsts[0] - 1}": f"under {firsts[0]} år"}
    bands |= {f"{one}-{following - 1}": f"{one}-{following - 1} år" for one, following in pairwise(firsts)}
    return bands | {f"{firsts[-1]}-": f"{firsts[-1]} år og derover"}


def _read_ages(row: Row) -> tuple[str, str] | None:
    """The ages of an activity, as they stand in the name of its target group; None where it has none. Called for an
    activity whose target group is chosen by age."""
    first, last = (row[column] for column in ("age_from", "age_to"))
    if not all(age.isdecimal() or not age for age in (first, last)):
        raise _Unread
    plain = (str(int(first)) if first else "", str(int(last)) if last else "")
    return plain if any(plain) else None


def _find_counted(call: Call, indicator: Indicator | None) -> tuple[Call, Any]:
    """What the members of a target group are counted by, and the rule of its windows: its own, or the indicator's.
    Called for each target group."""
    found = []
    for name, part in (("members", "numerator"), ("window", "window")):
        value = call.get(name)
        if isinstance(value, Member):
            if indicator is None or value.name != part:
                raise _Unread
            value = indicator.fact(part)
        found.append(_need(value, Call))
    return found[0], found[1]


def _read_target(told: Declarations, row: Row) -> TargetGroup:
    """The target group of an activity. Called for each followed activity that names one; `_Unread` where it is not
    declared in a form that is read here."""
    key, indicators = row["target_group"], told.indicators
    call = _need(told.source.read(f"{_GROUPS}.{key}", _NAME), Call)
    same_as = _need(call.get("same_as", default=""), str)
    if same_as and same_as not in indicators:
        raise _Unread
    indicator = indicators[same_as] if same_as else None
    members, window = _find_counted(call, indicator)
    source = _need(find_source(members), Call)
    ages = _read_ages(row) if _need(call.get("by_age", default=False), bool) else None
    counted = describe_counted(members, window)
    hardest = call.get("hardest") is not None
    bridge = None if indicator is None else indicator.bridge
    return TargetGroup(
        target_id="_".join((key, *(ages or ()))),
        label=_need(call.get("label"), str),
        ages=ages,
        window=_read_window(told.source, window),
        source=_need(source.get("name"), str),
        same_as=same_as,
        is_sum=indicator is not None and bool(indicator.fact("sum_of")),
        bridge=None if bridge is None else Bridge(bridge.number, bridge.since),
        bands=_name_bands(source),
        cohort_years_before=None if indicator is None else _find_cohort(indicator),
        hardest=_need(call.get("hardest_label", default=""), str) if hardest else "",
        like=() if ages or counted is None else _list_alike(indicators, counted),
        counted=(*(counted or (key,)), *(ages or ())),
    )


def _find_cohort(indicator: Indicator) -> int | None:
    """How many years before its window the persons of an indicator left school, where windows are named by that; None
    for most. Called for a target group that an indicator counts."""
    sentences = indicator.fact("sentences")
    years = sentences.get("cohort_years_before") if isinstance(sentences, Call) else None
    return years if isinstance(years, int) else None


def _list_alike(indicators: Mapping[str, Indicator], counted: tuple[str, ...]) -> tuple[str, ...]:
    """The indicators whose denominator counts the same persons as a target group. Called for each group that is not
    chosen by age."""
    described = {key: describe_counted(one.part("denominator"), one.fact("window")) for key, one in indicators.items()}
    return tuple(key for key, one in described.items() if one == counted)


def list_sources_of(told: Declarations, rule: WindowRule) -> dict[str, str]:
    """Indicator -> the extract that it is counted from, of those with one extract and windows of a rule. Called where
    it is asked whether a target group's extract was delivered."""
    found = {}
    for key, indicator in told.indicators.items():
        parts = [
            part for part in (indicator.part("numerator"), indicator.part("denominator")) if isinstance(part, Call)
        ]
        sources = [find_source(part) for part in parts]
        names = {source.get("name") for source in sources if isinstance(source, Call)}
        try:
            if (
                len(names) == 1
                and UNKNOWN not in sources
                and _read_window(told.source, indicator.fact("window")) == rule
            ):
                found[key] = str(names.pop())
        except _Unread:
            continue
    return found


def read_followed(told: Declarations) -> tuple[FollowedActivity, ...] | None:
    """The activities of the package's plan whose participants are followed, in its order; none in a plan from before it
    could say so, None where plan or program are written in a way that is not read here. Called once for each package
    that is verified."""
    rows = told.plan.table(_ACTIVITIES)
    if rows is None:
        return None
    try:
        return tuple(
            FollowedActivity(
                activity_id=row["activity_id"],
                agreement=row["agreement"],
                name=row["name_da"],
                told=row["target_group_da"],
                condition=row["condition_da"],
                target=_read_target(told, row) if row.get("target_group", "") else None,
                outcome=row.get("outcome", ""),
            )
            for row in rows
            if row.get("followed", "").casefold() == _FOLLOWED
        )
    except (_Unread, KeyError):
        return None


def find_participants_k(told: Declarations) -> int | None:
    """The fewest participants that the package's plan lets be told of; None where it cannot be read. Called once for
    each package with a list of participants. Without a setting it is the program's own, or the plan's k where that is
    more."""
    own, k = (told.plan.find_setting("disclosure", name) for name in ("participants_k", "k"))
    if own not in (UNKNOWN, ""):
        number = read_number(own)
        return None if number is UNKNOWN else int(number)
    usual, least = told.source.read(_SETTINGS, "USUAL_PARTICIPANTS_K"), read_number(k)
    return max(usual, int(least)) if isinstance(usual, int) and least is not UNKNOWN else None
