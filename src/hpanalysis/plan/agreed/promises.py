"""promises.csv: one row a promise of an activity: how much of what, in which time, from whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.activities import Activity
from hpanalysis.plan.agreed.cells import Cells, Refuse
from hpanalysis.plan.agreed.seasons import Calendar

FILE = "promises.csv"
COLUMNS = (
    "agreement",
    "activity_id",
    "promise_id",
    "measure_da",
    "unit_da",
    "kind",
    "least",
    "most",
    "per",
    "calendar",
    "responsible_da",
    "parties_da",
    "printed",
    "plan_lines",
    "note_da",
)
_MOST = 1_000_000


class Amount(Enum):
    """How a promise's number is meant, and so when it is kept. The value is the word in promises.csv."""

    NUMBER = "number"  # that many
    RANGE = "range"  # from one number to another
    AT_LEAST = "at least"  # a floor
    ABOUT = "about"  # give or take the tolerance of plan.yaml; of one number or of a range
    NONE = "none"  # promised, but no amount is agreed


class Per(Enum):
    """In which time, or for what, a promise's number is owed. The value is the word in promises.csv."""

    YEAR = "year"
    WEEK = "week"
    GROUP = "group"
    START = "start"
    PROJECT = "project"


_PER_WORDS = {
    Per.YEAR: "om året",
    Per.WEEK: "om ugen",
    Per.GROUP: "pr. gruppe",
    Per.START: "ved planens start",
    Per.PROJECT: "i projektperioden",
}
# The calendars by which a number can be due, by what it is owed for: a number of one time is due once.
_CALENDARS = {
    Per.YEAR: {Calendar.AUGUST_FEBRUARY, Calendar.SUMMER, Calendar.MONTHS, Calendar.HALF_YEARS, Calendar.YEAR},
    Per.WEEK: {Calendar.ALL_WEEKS, Calendar.WEEKS_46, Calendar.SCHOOL_WEEKS},
    Per.GROUP: {Calendar.YEAR},
    Per.START: {Calendar.START},
    Per.PROJECT: {Calendar.PROJECT},
}
# The numbers that a kind has.
_NUMBERS = {
    Amount.NUMBER: {"least", "most"},
    Amount.RANGE: {"least", "most"},
    Amount.AT_LEAST: {"least"},
    Amount.ABOUT: {"least", "most"},
    Amount.NONE: set(),
}


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A row of promises.csv. Texts are Danish."""

    agreement: str
    activity_id: str
    promise_id: str
    measure_da: str  # what is counted, with whom: `unge fra boligområderne, der deltager`
    unit_da: str  # what is counted, in one word
    kind: Amount
    least: int | None  # None where no amount is agreed
    most: int | None  # None for a floor, and where no amount is agreed
    per: Per
    calendar: Calendar
    responsible_da: str
    parties_da: tuple[str, ...]
    is_printed: bool  # False where it is our reading of the plan, and is marked so
    plan_lines: str
    note_da: str

    def word_amount(self) -> str:
        """The amount in Danish: `mindst 12`, `ca. 15-20`, `6-8`; empty where none is agreed. Called wherever a promise
        is shown."""
        if self.kind is Amount.NONE:
            return ""
        number = str(self.least) if self.most in (None, self.least) else f"{self.least}-{self.most}"
        return {Amount.AT_LEAST: "mindst ", Amount.ABOUT: "ca. "}.get(self.kind, "") + number

    def word(self) -> str:
        """The promise in Danish: `mindst 12 unge fra boligområderne, der deltager (om året)`; `(ingen aftalt mængde)`
        in place of the time where no amount is agreed. Called wherever a promise is shown."""
        if self.kind is Amount.NONE:
            return f"{self.measure_da} (ingen aftalt mængde)"
        return f"{self.word_amount()} {self.measure_da} ({_PER_WORDS[self.per]})"


def _check_numbers(cells: Cells, kind: Amount, least: int | None, most: int | None) -> None:
    """`Stop` where a row's numbers are not those of its kind, or fall. Called for each row."""
    there = {column for column, number in (("least", least), ("most", most)) if number is not None}
    if wrong := sorted(there ^ _NUMBERS[kind]):
        needed = " og ".join(sorted(_NUMBERS[kind])) or "ingen tal"
        raise cells.stop(wrong[0], f"Tallene passer ikke til {kind.value}.", f"{needed}.")
    if least is not None and most is not None and (least > most or (kind is Amount.NUMBER and least != most)):
        raise cells.stop("most", "Tallene passer ikke sammen.", "samme tal for number, ellers least og så most.")


def _parse_promise(cells: Cells, activities: Collection[tuple[str, str]]) -> Promise:
    """A row as a promise; `Stop` for a cell that cannot be used or does not fit another. Called for each row."""
    row = cells.row
    if (row["agreement"], row["activity_id"]) not in activities:
        raise cells.stop("activity_id", "Aktiviteten findes ikke i activities.csv.", "en aktivitet under delaftalen.")
    kind, per = cells.word("kind", Amount), cells.word("per", Per)
    least, most = cells.whole("least", 1, _MOST), cells.whole("most", 1, _MOST)
    _check_numbers(cells, kind, least, most)
    calendar = cells.word("calendar", Calendar)
    if calendar not in _CALENDARS[per]:
        allowed = ", ".join(sorted(one.value for one in _CALENDARS[per]))
        raise cells.stop("calendar", f"Kalenderen passer ikke til {per.value}.", f"en af {allowed}.")
    return Promise(
        agreement=row["agreement"],
        activity_id=row["activity_id"],
        promise_id=cells.key("promise_id"),
        measure_da=cells.text("measure_da"),
        unit_da=cells.text("unit_da"),
        kind=kind,
        least=least,
        most=most,
        per=per,
        calendar=calendar,
        responsible_da=cells.office("responsible_da"),
        parties_da=cells.words("parties_da"),
        is_printed=cells.yes_no("printed"),
        plan_lines=cells.lines(),
        note_da=row["note_da"],
    )


def parse_promises(rows: Iterable[CsvRow], activities: Iterable[Activity], refuse: Refuse) -> tuple[Promise, ...]:
    """The rows of promises.csv in their order; `Stop` where one cannot be used. Called once when the plan is read."""
    known = {(one.agreement, one.activity_id) for one in activities}
    return tuple(_parse_promise(Cells(FILE, row, refuse), known) for row in rows)
