"""What the parties have agreed on and reported, as the package's plan and the secretariat's log have it.

Each part is None where a file is missing or written in a way that is not read here: nothing is then held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.plan import Row, read_day
from hpanalysis.verify.declared.source_code import UNKNOWN, SourceCode
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.promise_texts import read_number, tell_promise
from hpanalysis.verify.remake.promised.economy import Account, Grant
from hpanalysis.verify.remake.promised.model import CALENDARS, KINDS, TIMES, Milestone, Promise, Report, Terms

_SETTINGS = "hpanalysis.plan.settings"  # where the program declares what plan.yaml means where it says nothing
_ACTIVITIES, _PROMISES = "activities.csv", "promises.csv"
_MILESTONES, _BUDGET = "milestones.csv", "budget.csv"  # which a plan may leave out
_Value = TypeVar("_Value")


class _Unread(Exception):
    """A cell or a key is written in a way that is not read here. Raised within this module alone."""


@dataclass(frozen=True, kw_only=True)
class HoursTold:
    """The days of an entry of `hours` in opfoelgning.yaml. Read for the day up to which hours are told."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class ToldLog:
    """What the check of promises needs of opfoelgning.yaml. Made by `read_log`."""

    as_of: date
    reports: tuple[Report, ...]
    hours: tuple[HoursTold, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What the check of promises needs of the plan. Made by `read_agreed`."""

    terms: Terms
    promises: tuple[Promise, ...]
    milestones: tuple[Milestone, ...]
    grants: tuple[Grant, ...]
    agreements: dict[str, str]  # id -> name of each, in the plan's order
    delaftaler: tuple[str, ...]  # the ids of those that are one


def _day(text: Any) -> date:
    """A day that must be there; `_Unread` for any other text. Called for the days of plan and log."""
    found = read_day(text)
    if found is UNKNOWN:
        raise _Unread
    return found


def _maybe(text: Any, reader: Callable[[Any], _Value]) -> _Value | None:
    """What a reader makes of a cell or value; None for an empty one. Called for what may be left out."""
    return None if text == "" else reader(text)


def _whole(text: Any) -> int:
    """A whole number of digits alone; `_Unread` for any other text. Called for counts, months and weeks."""
    if isinstance(text, int):
        return text  # a default of the program
    if not isinstance(text, str) or not text.strip().isascii() or not text.strip().isdigit():
        raise _Unread
    return int(text)


def _kroner(text: Any) -> Decimal:
    """An amount from 0; `_Unread` for any other text. Called for money of budget and accounts."""
    try:
        amount = read_number(_text(text))
    except InvalidOperation:
        raise _Unread from None
    if not amount.is_finite() or amount < 0:
        raise _Unread
    return amount


def _text(value: Any) -> str:
    """A text, cleaned; `_Unread` for a list or a mapping. Called for what the secretariat and the plan write."""
    if not isinstance(value, str):
        raise _Unread
    return clean(value)


def _word(text: str, known: Collection[str]) -> str:
    """A word of a closed list; `_Unread` for any other. Called for how a promise is meant, and when it is due."""
    if text not in known:
        raise _Unread
    return text


def _part(content: Any, key: str) -> Any:
    """What stands under a key of a mapping, "" where it is left out; `_Unread` for what is no mapping. Called for each
    key of plan.yaml and the log."""
    if not isinstance(content, Mapping):
        raise _Unread
    return content.get(key, "")


def _list(content: Any) -> list[Any]:
    """The parts of a list, none where it is left out; `_Unread` for anything else. Called for lists of plan and log."""
    if content in ("", []):
        return []
    if not isinstance(content, list | tuple):
        raise _Unread
    return list(content)


def _read_terms(told: Declarations) -> Terms:
    """The plan's days and `progress` of plan.yaml, with what the program in the package takes where it says nothing;
    `_Unread` where one cannot be read. Called once."""

    def find(section: str, key: str, kind: str) -> Any:
        """A setting of a section, or the program's own. Called for each."""
        set_by_plan = told.plan.find_setting(section, key)
        return _find_default(told.source, kind, key) if set_by_plan is UNKNOWN else set_by_plan

    def find_weeks(key: str) -> frozenset[int]:
        """The weeks of a setting of `progress`. Called for each of the three."""
        return frozenset(map(_whole, _list(find("progress", key, "Progress"))))

    return Terms(
        start=_day(told.plan.find_setting("start")),
        end=_day(told.plan.find_setting("end")),
        first_month=_whole(find("accounting_year", "first_month", "AccountingYear")),
        school_holidays=find_weeks("school_holidays"),
        summer_weeks=find_weeks("summer_weeks"),
        closed_weeks=find_weeks("closed_weeks"),
        tolerance=_whole(find("progress", "tolerance", "Progress")),
    )


def _find_default(source: SourceCode, kind: str, key: str) -> Any:
    """What a class of settings of the package's program takes where plan.yaml leaves a key out. Called for each key
    that is left out."""
    return source.read_members(_SETTINGS, kind).get(key, UNKNOWN)


def _make_promise(row: Row, names: Mapping[tuple[str, str], str]) -> Promise:
    """A row of promises.csv. Called for each. names: of activities.csv."""
    key = row["agreement"], row["activity_id"]
    return Promise(
        agreement=key[0],
        activity_id=key[1],
        activity=names[key],
        promise_id=row["promise_id"],
        words=clean(tell_promise(row)),
        unit=clean(row["unit_da"]),
        kind=_word(row["kind"], KINDS),
        least=_maybe(row["least"], _whole),
        most=_maybe(row["most"], _whole),
        per=_word(row["per"], TIMES),
        calendar=_word(row["calendar"], CALENDARS),
        responsible=clean(row["responsible_da"]),
        printed=row["printed"].casefold() == "ja",
    )


def _make_milestone(row: Row) -> Milestone:
    """A row of milestones.csv. Called for each."""
    return Milestone(
        milestone_id=row["milestone_id"],
        agreement=row["agreement"],
        what=clean(row["what_da"]),
        due=_maybe(row["due"], _day),
        due_as_printed=clean(row["due_as_printed_da"]),
        responsible=clean(row["responsible_da"]),
        done=_maybe(row["done"], _day),
        source=row["source_da"].casefold(),
    )


def _make_report(entry: Any) -> Report:
    """An entry of `progress` in the log. Called for each."""
    return Report(
        promise_id=_text(_part(entry, "promise")),
        day=_day(_part(entry, "as_of")),
        number=_whole(_part(entry, "number")),
        groups=_maybe(_part(entry, "groups"), _whole),
        status=_text(_part(entry, "status")).casefold(),
        note=_text(_part(entry, "note")),
    )


def _make_account(entry: Any) -> Account:
    """An entry of `accounts` in the log. Called for each."""
    return Account(
        agreement=_text(_part(entry, "agreement")),
        year=_whole(_part(entry, "year")),
        day=_day(_part(entry, "as_of")),
        spent=_kroner(_part(entry, "spent")),
    )


def _make_grant(row: Row) -> Grant:
    """A row of budget.csv. Called for each."""
    return Grant(
        agreement=row["agreement"],
        year=_whole(row["year"]),
        amount=_kroner(row["amount_kr"]),
        rate=_maybe(row["rate_kr"], _kroner),
        invented=row["invented"].casefold() == "ja",
    )


def _need(told: Declarations, name: str) -> Iterable[Row]:
    """The rows of a file of the plan; `_Unread` where it cannot be read. Called for each file."""
    rows = told.plan.table(name)
    if rows is None:
        raise _Unread
    return rows


def _may_need(told: Declarations, name: str) -> Iterable[Row]:
    """The rows of a file that the plan may leave out; none where it does. Called for each such file."""
    return _need(told, name) if told.plan.has(name) else ()


def read_agreed(told: Declarations) -> Agreed | None:
    """What the plan in a package says of promises and milestones; None where it is written in a way that is not read
    here. Called once for each package that is verified. milestones.csv and budget.csv may be
    left out."""
    try:
        names = {(row["agreement"], row["activity_id"]): clean(row["name_da"]) for row in _need(told, _ACTIVITIES)}
        agreements = _list(told.plan.find_setting("agreements"))
        return Agreed(
            terms=_read_terms(told),
            promises=tuple(_make_promise(row, names) for row in _need(told, _PROMISES)),
            milestones=tuple(map(_make_milestone, _may_need(told, _MILESTONES))),
            grants=tuple(map(_make_grant, _may_need(told, _BUDGET))),
            agreements={one["id"]: clean(one["name"]) for one in agreements},
            delaftaler=tuple(one["id"] for one in agreements if one["kind"] == "delaftale"),
        )
    except (_Unread, KeyError):
        return None


def read_log(told: Declarations) -> ToldLog | None:
    """What the log in a package says of promises and hours; None where it is written in a way that is not read here.
    Called once for each package that is verified."""
    log = told.plan.log
    try:
        return ToldLog(
            as_of=_day(_part(log, "as_of")),
            reports=tuple(map(_make_report, _list(_part(log, "progress")))),
            hours=tuple(
                HoursTold(first=_day(_part(entry, "from")), last=_day(_part(entry, "to")))
                for entry in _list(_part(log, "hours"))
            ),
            accounts=tuple(map(_make_account, _list(_part(log, "accounts")))),
        )
    except _Unread:
        return None
