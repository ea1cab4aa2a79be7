"""governance.csv: what the plan's bodies owe, with the part of each duty that can be counted and dated."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from hpanalysis.by_hand import values
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.errors import Stop

# What a duty is called, in the plan's words; and the rule that can be counted and dated, by its kind.
WORDS = ("duty_id", "body", "duty", "frequency", "rule", "duty_da")
RULES = ("kind", "times", "seasons", "meeting", "days_after", "months_after", "within", "parts", "conditions")
COLUMNS = (*WORDS, *RULES)
# Who owes it, where several do each (a body of members.csv); and why a duty that is only noted is not followed here.
OPTIONAL_COLUMNS = ("owed_by", "why_not_da")

# How often in a year, and how many days or months after something: what is more is a slip of the pen.
_MOST = {"times": 12, "days_after": 60, "months_after": 12}
SEASONS = ("spring", "summer", "autumn")
CONDITIONS = ("consensus", "lbf")
LEVELS = ("gul", "roed")
CHANGES = ("delaftale", "strategisk", "kommissorium")


class Kind(Enum):
    """What fulfils a duty, and so which part of the secretariat's logs `followup` reads for it. The value is the word
    in governance.csv."""

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
    NOTED = "noted"  # carried and shown, but followed nowhere: `why_not` says why


class Unit(Enum):
    """What a time limit of a duty is counted in; the value is what governance.csv says."""

    WORKING_DAYS = "working days"
    HOURS = "hours"


@dataclass(frozen=True)
class Within:
    """A time limit: so many working days or hours, such as `3 working days`; a part of a duty's rule."""

    number: int
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty of one of the plan's bodies: its words as governance.csv has them, and its rule. Made when the plan is
    read, and read by `followup`, which follows an accounting year. What a rule does not need is empty, 0 or None."""

    id: str
    body: str  # who owes it
    duty: str  # what is owed, in English as the file has it
    frequency: str
    rule: str
    told: str  # the duty in Danish, as a reader sees it
    kind: Kind
    times: int  # a year; 0 where it is owed at each event or meeting
    seasons: tuple[str, ...]  # of SEASONS
    # The duty whose meetings this one stands to: it lies `days_after` them, ahead of them, or on their agenda. For the
    # accounts: the meeting of those who must have followed up.
    meeting: str
    days_after: int
    months_after: int  # so many months after the accounting year's end
    within: Within | None
    parts: tuple[str, ...]  # agenda items, kinds of agreement, or a level of the emergency plan
    conditions: tuple[str, ...]  # of CONDITIONS
    owed_by: str = ""  # the body of members.csv whose members owe it each; empty where one owes it
    why_not: str = ""  # why it is not followed here, a Danish sentence; empty unless it is NOTED


# Which parts of its rule a duty must have, by its kind; and which it may have besides.
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
    Kind.NOTED: {"why_not_da"},
}
_MAY: dict[Kind, set[str]] = {Kind.MEETING: {"seasons", "meeting", "days_after"}, Kind.DELIVERY: {"owed_by"}}
# The closed vocabularies of the parts of a rule; the parts of other kinds are the plan's own words.
_KNOWN_PARTS = {Kind.CHANGE: CHANGES, Kind.GATHERING: LEVELS}
_PART = re.compile(r"[a-zæøå][a-zæøå0-9 -]*")

Refuse = Callable[..., Stop]  # `csv_files.refuse`
_Value = TypeVar("_Value")


def _parse_time_limit(text: str) -> Within | None:
    """`3 working days` or `24 hours` as a limit; None where the cell is empty, ValueError for anything else. Called for
    the column `within` of each row of governance.csv."""
    if not text:
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,2}) (working days|hours)", text)
    if match is None:
        raise ValueError
    return Within(int(match[1]), Unit(match[2]))


def _parse_list(text: str, known: tuple[str, ...] | None) -> tuple[str, ...]:
    """The words of a cell, parted by `;`; none where it is empty. Called for three columns of each row of
    governance.csv. known: the words allowed, None for any. ValueError where one is not plain, unknown or repeated."""
    words = tuple(word.strip() for word in text.split(";")) if text.strip() else ()
    if len(set(words)) < len(words) or not all(_PART.fullmatch(word) for word in words):
        raise ValueError
    if known is not None and set(words) - set(known):
        raise ValueError
    return words


def _parse_whole_number(text: str, most: int) -> int:
    """The number in a cell, from 1 to the most that a year allows; 0 where it is empty, ValueError for anything else.
    Called for three columns of each row of governance.csv."""
    number = values.read_whole(text) if text else 0
    if text and not 1 <= number <= most:
        raise ValueError
    return number


def _parse_duty(row: CsvRow, refuse: Refuse) -> Duty:
    """A row of governance.csv as a duty. `Stop` where a word or number in it cannot be used. Called for each row when
    the plan is read."""

    def parse(column: str, read: Callable[[str], _Value], expected: str) -> _Value:
        """The cell of a column as `read` reads it; `Stop` for a text that it refuses. Called for each part of the
        duty's rule. expected: Danish."""
        try:
            return read(row[column])
        except ValueError:
            wrong = "Reglen kan ikke læses."
            raise refuse("governance.csv", wrong, f"{expected}.", row=row, column=column) from None

    def parse_number(column: str) -> int:
        """The number in a column of the rule; 0 where it is empty. Called for three columns."""
        most = _MOST[column]
        return parse(column, lambda text: _parse_whole_number(text, most), f"et helt tal fra 1 til {most}")

    def parse_words(column: str, known: tuple[str, ...] | None) -> tuple[str, ...]:
        """The words in a column of the rule; none where it is empty. Called for three columns."""
        expected = f"ord fra {', '.join(known)}" if known else "ord"
        return parse(column, lambda text: _parse_list(text, known), f"{expected}, skilt af semikolon")

    kind = parse("kind", Kind, f"en af {', '.join(kind.value for kind in Kind)}")
    return Duty(
        id=row["duty_id"],
        body=row["body"],
        duty=row["duty"],
        frequency=row["frequency"],
        rule=row["rule"],
        told=row["duty_da"],
        kind=kind,
        times=parse_number("times"),
        seasons=parse_words("seasons", SEASONS),
        meeting=row["meeting"],
        days_after=parse_number("days_after"),
        months_after=parse_number("months_after"),
        within=parse("within", _parse_time_limit, "en frist som 3 working days eller 24 hours"),
        parts=parse_words("parts", _KNOWN_PARTS.get(kind)),
        conditions=parse_words("conditions", CONDITIONS),
        owed_by=row["owed_by"],
        why_not=row["why_not_da"],
    )


def _find_misfit(duty: Duty, row: CsvRow) -> str:
    """A column that is empty though the duty's kind needs it, or filled though it means nothing there, or that does not
    fit another column; of several the first by name; "" if none. Called for each row of governance.csv once it is read
    (as `duty`), because a rule that its kind does not ask about would be lost without a word."""
    filled = {column for column in (*RULES[1:], *OPTIONAL_COLUMNS) if row[column]}
    needed, may = _NEEDED[duty.kind], _MAY.get(duty.kind, set())
    wrong = needed - filled or filled - needed - may
    if not wrong and duty.seasons and len(duty.seasons) != duty.times:
        wrong = {"seasons"}
    if not wrong and bool(duty.days_after) != bool(duty.meeting) and duty.kind is Kind.MEETING:
        wrong = {"days_after"}
    if not wrong and duty.kind is Kind.GATHERING and len(duty.parts) != 1:
        wrong = {"parts"}  # the report tells of each level by itself
    return min(wrong, default="")


def _check_duties(duties: tuple[Duty, ...], bodies: Collection[str], refuse: Refuse) -> tuple[Duty, ...]:
    """The duties as they are; `Stop` for an id that two rows have, for a duty whose `meeting`, if it has one, is not
    the id of another duty of kind MEETING, and for one owed by a body without members. Called once all of
    governance.csv is read. refuse: makes the `Stop` of file, fault and what was expected."""
    ids = [duty.id for duty in duties]
    if twice := sorted({duty_id for duty_id in ids if ids.count(duty_id) > 1}):
        raise refuse("governance.csv", f"Opgaven {twice[0]} står to gange.", "én række pr. opgave.")
    meetings = {duty.id for duty in duties if duty.kind is Kind.MEETING}
    for duty in duties:
        if duty.meeting and duty.meeting not in meetings - {duty.id}:
            raise refuse("governance.csv", f"Mødet for {duty.id} findes ikke.", "duty_id for et møde i samme fil.")
        if duty.owed_by and duty.owed_by not in bodies:
            wrong = f"Kredsen, der skylder {duty.id}, findes ikke i members.csv."
            raise refuse("governance.csv", wrong, "en body_id fra members.csv i owed_by.")
    return duties


def parse_duties(rows: Iterable[CsvRow], bodies: Collection[str], refuse: Refuse) -> tuple[Duty, ...]:
    """The rows of governance.csv as duties; `Stop` where a row cannot be read or its parts do not fit together, and
    where two rows have one id or a duty names a meeting or a body that is not there. Called once when the plan is read.
    bodies: the body_ids of members.csv. refuse: makes the `Stop` of file, fault and what was expected (Danish)."""
    duties = []
    for row in rows:
        duty = _parse_duty(row, refuse)
        if column := _find_misfit(duty, row):
            raise refuse(
                "governance.csv",
                "Rækken og kolonnen passer ikke sammen.",
                f"det, som {duty.kind.value} skal have: {', '.join(sorted(_NEEDED[duty.kind])) or 'ingen regel'}.",
                row=row,
                column=column,
            )
        duties.append(duty)
    return _check_duties(tuple(duties), bodies, refuse)
