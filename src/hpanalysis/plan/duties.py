"""governance.csv: what the plan's bodies owe, with the part of each duty that can be counted and dated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from hpanalysis.errors import Stop

WORDS = ("duty_id", "body", "duty", "frequency", "rule", "duty_da")
RULES = ("kind", "times", "seasons", "meeting", "days_after", "months_after", "within", "parts", "conditions")
COLUMNS = (*WORDS, *RULES)

# How often in a year, and how many days or months after something: what is more is a slip of the pen.
_MOST = {"times": 12, "days_after": 60, "months_after": 12}
SEASONS = ("spring", "summer", "autumn")
CONDITIONS = ("consensus", "lbf")
LEVELS = ("gul", "roed")
CHANGES = ("delaftale", "strategisk", "kommissorium")


class Kind(Enum):
    """What fulfils a duty, and so which part of the secretariat's logs is asked."""

    MEETING = "meeting"  # held `times` a year, in its `seasons` if it has any
    YEARLY = "yearly"  # done `times` a year
    ACCOUNTS = "accounts"  # done once for each accounting year, at most `months_after` it ended
    DELIVERY = "delivery"  # ahead of each `meeting`
    AGENDA = "agenda"  # its `parts` dealt with at each `meeting`
    IRREGULARITY = "irregularity"  # passed on, each time
    CHANGE = "change"  # of an agreement among `parts`, under its `conditions`
    STATUS = "status"  # the emergency group's own meeting, `times` a year
    GATHERING = "gathering"  # the emergency group `within` a time, at the level in `parts`
    EVALUATION = "evaluation"  # decided upon after each activation


class Unit(Enum):
    """What a time limit is counted in."""

    WORKING_DAYS = "working days"
    HOURS = "hours"


@dataclass(frozen=True)
class Within:
    """A time limit: so many working days or hours."""

    number: int
    unit: Unit


@dataclass(frozen=True)
class Duty:
    """A duty: its words as governance.csv has them, and its rule.

    told: the duty in Danish. times: in a year; 0 where it is owed at each event or meeting. seasons: of `SEASONS`.
    meeting: the duty whose meetings this one stands to: it lies `days_after` them, ahead of them, or on their agenda;
    for the accounts, the meeting of those who must have followed up. months_after: the accounting year's end. parts:
    agenda items, kinds of agreement or a level. conditions: of `CONDITIONS`. Without a value: empty, 0 or None.
    """

    id: str
    body: str
    duty: str
    frequency: str
    rule: str
    told: str
    kind: Kind
    times: int
    seasons: tuple[str, ...]
    meeting: str
    days_after: int
    months_after: int
    within: Within | None
    parts: tuple[str, ...]
    conditions: tuple[str, ...]


_NEEDED = {
    Kind.MEETING: {"times"},
    Kind.YEARLY: {"times"},
    Kind.ACCOUNTS: {"times", "meeting", "months_after"},
    Kind.DELIVERY: {"meeting"},
    Kind.AGENDA: {"meeting", "parts"},
    Kind.IRREGULARITY: set(),
    Kind.CHANGE: {"parts", "conditions"},
    Kind.STATUS: {"times"},
    Kind.GATHERING: {"within", "parts"},
    Kind.EVALUATION: set(),
}
_MAY = {Kind.MEETING: {"seasons", "meeting", "days_after"}}
_KNOWN = {
    "seasons": dict.fromkeys(Kind, SEASONS),
    "conditions": dict.fromkeys(Kind, CONDITIONS),
    "parts": {Kind.CHANGE: CHANGES, Kind.GATHERING: LEVELS},
}
_PART = re.compile(r"[a-zæøå][a-zæøå0-9 -]*")

Refuse = Callable[[str, str, str], Stop]


def _within(text: str) -> Within | None:
    match = re.fullmatch(r"([1-9][0-9]{0,2}) (working days|hours)", text)
    if text and match is None:
        raise ValueError
    return Within(int(match[1]), Unit(match[2])) if match else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";")) if text.strip() else ()


def _whole(row: dict[str, str], column: str) -> int:
    text = row[column]
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST[column]):
        raise ValueError
    return int(text or 0)


def _duty(row: dict[str, str]) -> Duty:
    """A row as a duty. ValueError: a word or number in it cannot be used."""
    kind = Kind(row["kind"])
    lists = {column: _list(row[column]) for column in ("seasons", "parts", "conditions")}
    for column, values in lists.items():
        known = _KNOWN[column].get(kind)
        if len(set(values)) < len(values) or any(not _PART.fullmatch(v) for v in values):
            raise ValueError
        if known and set(values) - set(known):
            raise ValueError
    return Duty(
        *(row[column] for column in WORDS),
        kind,
        meeting=row["meeting"],
        within=_within(row["within"]),
        **lists,
        **{column: _whole(row, column) for column in _MOST},
    )


def _misfit(duty: Duty, row: dict[str, str]) -> str:
    """The first column that is missing, or that means nothing for a duty of its kind; empty if none."""
    given = {column for column in RULES[1:] if row[column]}
    needed, may = _NEEDED[duty.kind], _MAY.get(duty.kind, set())
    wrong = needed - given or given - needed - may
    if not wrong and duty.seasons and len(duty.seasons) != duty.times:
        wrong = {"seasons"}
    if not wrong and bool(duty.days_after) != bool(duty.meeting) and duty.kind is Kind.MEETING:
        wrong = {"days_after"}
    return min(wrong, default="")


def _checked(duties: tuple[Duty, ...], refuse: Refuse) -> tuple[Duty, ...]:
    """Every id once, and every meeting named is a duty to meet."""
    ids = [duty.id for duty in duties]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise refuse("governance.csv", f"Opgaven {twice[0]} står to gange.", "én række pr. opgave.")
    meetings = {duty.id for duty in duties if duty.kind is Kind.MEETING}
    for duty in duties:
        if duty.meeting and duty.meeting not in meetings - {duty.id}:
            raise refuse("governance.csv", f"Mødet for {duty.id} findes ikke.", "duty_id for et møde i samme fil.")
    return duties


def of_rows(rows: list[dict[str, str]], refuse: Refuse) -> tuple[Duty, ...]:
    """The rows of governance.csv as duties; `refuse` makes the `Stop` of file, fault and what was expected."""
    found = []
    for number, row in enumerate(rows, start=2):
        try:
            duty = _duty(row)
        except ValueError:
            raise refuse(
                "governance.csv",
                f"Række {number} har en regel, der ikke kan læses.",
                f"kind: {', '.join(kind.value for kind in Kind)}; hele tal; within som »3 working days«.",
            ) from None
        if column := _misfit(duty, row):
            raise refuse(
                "governance.csv",
                f"Række {number} og kolonnen {column} passer ikke sammen.",
                f"det, som {duty.kind.value} skal have: {', '.join(sorted(_NEEDED[duty.kind])) or 'ingen regel'}.",
            )
        found.append(duty)
    return _checked(tuple(found), refuse)
