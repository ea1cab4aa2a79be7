"""The hours of activities: so many a week, in so many weeks, for so many institutions, against the year's hours.

Each number stands for all that is printed so: 65 a week is from 64,5 to 65,5, so 3.378 hours in 52 weeks are in order.
Where the weeks or the number of institutions is not printed, it is said what they would have to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedCell, read_value
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.numbers_as_printed import PrintedNumber, read_printed
from hpanalysis.audit_table.table.table_file import TableFile, TableRow
from hpanalysis.tables import Answer

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_HOURS = rf"{_NUMBER}\s*(?:h|hours?|timer|t)\b\.?"
_A_WEEK = re.compile(rf"{_HOURS}\s*(?:a week|per week|weekly|om ugen|pr\. uge|ugentligt?)", re.IGNORECASE)
_ANY_HOURS = re.compile(_HOURS, re.IGNORECASE)
_WEEKS = re.compile(r"(\d+)\s*(?:weeks|uger)", re.IGNORECASE)
_EACH_OF = re.compile(r"(?:\bper|pr\.)\s+(?!week|uge)(\w+)", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|hver)\b", re.IGNORECASE)
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DANISH = ("én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
WEEKS_OF_YEAR = 52
_MOST_WEEKS = 53


@dataclass(frozen=True)
class ActivityHours:
    """What an activity prints. weeks and times (how many have the weekly hours each): None if not printed."""

    cell: PrintedCell
    name: str
    basis: str
    year: PrintedNumber
    week: PrintedNumber | None
    weeks: int | None
    times: int | None
    parts: tuple[PrintedNumber, ...]

    def fits(self, weeks: int, times: int) -> bool:
        product = weeks * times
        return self.week.least * product <= self.year.greatest and self.year.least <= self.week.greatest * product


def is_hours(table: TableFile) -> bool:
    return {"activity_id", "hours_per_year", "hours_basis_as_printed"} <= set(table.headings)


def _read_times(row: TableRow, basis: str) -> int | None:
    """How many have the weekly hours each: the target if it counts them, else the number word before them."""
    each_of = _EACH_OF.search(basis)
    if each_of is None:
        return None if _EACH.search(basis) else 1
    unit = each_of[1].casefold()
    if unit in row["measure"].casefold().split(" ")[0] and row["target_kind"] == "number" and row["target"].isdigit():
        return int(row["target"])
    for number in range(1, 11):
        counted = rf"\b(?:{_ENGLISH[number - 1]}|{_DANISH[number - 1]}|{number}) {re.escape(unit)}"
        if re.search(counted, row["responsible"].casefold()):
            return number
    return None


def _read_hours(table: TableFile, row: TableRow) -> ActivityHours | None:
    """A row's hours; None where it prints no hours a year, or nothing of how they come about."""
    year, basis = read_value(table, row, "hours_per_year", True), row["hours_basis_as_printed"]
    if not _A_WEEK.search(basis) and _A_WEEK.search(row["note"]):
        basis = f"{basis}; {row['note']}"
    week = _A_WEEK.search(basis)
    parts = [] if week else [read_printed(found, False) for found in _ANY_HOURS.findall(basis)]
    if year is None or not (week or len(parts) > 1):
        return None
    weeks = _WEEKS.search(basis)
    cell = PrintedCell(table.name, row.line, row["activity_id"], "", "", "hours_per_year")
    name = row["name_da"] or row["activity_id"]
    read = read_printed(week[1], False) if week else None
    return ActivityHours(
        cell, name, basis, year, read, int(weeks[1]) if weeks else None, _read_times(row, basis), tuple(parts)
    )


def _report_hours(hours: ActivityHours, answer: Answer, why: str) -> Finding:
    reasoning = f"»{hours.name}« er trykt med {hours.year} timer om året ud fra »{hours.basis}«. {why}"
    return Finding(FindingKind.HOURS, answer, (hours.cell,), reasoning)


def _check_parts(hours: ActivityHours) -> Finding | None:
    least, greatest = sum(p.least for p in hours.parts), sum(p.greatest for p in hours.parts)
    if least <= hours.year.greatest and hours.year.least <= greatest:
        return None
    total = danish.format_exactly(sum(p.value for p in hours.parts))
    added = " + ".join(str(part) for part in hours.parts)
    return _report_hours(hours, Answer.CONTRADICTED, f"Delene giver {added} = {total} timer.")


def _check_weeks(hours: ActivityHours, usual: list[int]) -> Finding | None:
    """None where the hours fit in the weeks printed, or in weeks that are usual in the table."""
    tried = usual if hours.weeks is None else [hours.weeks]
    if hours.times is None:
        return _report_unknown_times(hours, tried)
    if any(hours.fits(weeks, hours.times) for weeks in tried):
        return None
    if hours.weeks is None and (found := [w for w in range(1, _MOST_WEEKS + 1) if hours.fits(w, hours.times)]):
        why = f"Ugerne er ikke trykt. Timerne passer til {danish.join_words(map(str, found), 'eller')} uger."
        return _report_hours(hours, Answer.UNDECIDED, why)
    times = f" gange {hours.times}" if hours.times > 1 else ""
    made = [f"{danish.format_exactly(hours.week.value * w * hours.times)} timer i {w} uger" for w in tried]
    why = f"{hours.week} timer om ugen{times} giver {danish.join_words(made, 'eller')}, "
    why += "og afrundingen forklarer ikke resten."
    return _report_hours(hours, Answer.CONTRADICTED, why)


def _report_unknown_times(hours: ActivityHours, tried: list[int]) -> Finding:
    found = [
        f"{times} i {weeks} uger"
        for weeks in tried
        for times in range(1, 101)
        if hours.week.value * weeks * times == hours.year.value
    ]
    fits = f" Timerne passer til {danish.join_words(found, 'eller')}." if found else ""
    return _report_hours(hours, Answer.UNDECIDED, f"Det er ikke trykt entydigt, hvor mange der har timerne hver.{fits}")


def check(table: TableFile) -> tuple[list[Finding], list[FindingKind]]:
    """The hours of every activity of a table like activities.csv."""
    read = [hours for row in table.rows if (hours := _read_hours(table, row)) is not None]
    usual = sorted({WEEKS_OF_YEAR, *(hours.weeks for hours in read if hours.weeks)}, reverse=True)
    findings, held = [], []
    for hours in read:
        finding = _check_weeks(hours, usual) if hours.week else _check_parts(hours)
        if finding is None:
            held.append(FindingKind.HOURS)
        else:
            findings.append(finding)
    return findings, held
