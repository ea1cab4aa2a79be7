"""The hours of activities: hours a week, times the weeks, times the institutions, against the hours of the year.

Each number stands for all that is printed so: 65 a week is from 64,5 to 65,5, which in 52 weeks is from 3.354 to 3.406
hours, so 3.378 hours a year are in order. Where the weeks or the number of institutions is not printed, the finding
says what they would have to be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedCell, read_value
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind
from hpanalysis.audit_table.table.numbers_as_printed import PrintedNumber, read_printed
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from hpanalysis.tables import Answer

# Whole as it is printed, so that neither `1.204` nor `12-15` gives its end alone.
_NUMBER = r"(?<![\d.,–-])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
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


@dataclass(frozen=True, kw_only=True)
class ActivityHours:
    """The hours that an activity prints: those of the year, and what they are made of. Made of a row of hours.csv,
    in one of the two forms below, and checked by `check`."""

    cell: PrintedCell
    name: str
    basis: str  # as printed: `65 timer om ugen i 52 uger`
    year: PrintedNumber
    times: int | None  # how many have the weekly hours each; None if it cannot be read

    def report(self, answer: Answer, why: str) -> Finding:
        """Make the finding about this activity's hours. why: Danish, appended to what is printed. Called by the checks
        of this module for hours that do not fit or cannot be decided."""
        reasoning = f"»{self.name}« er trykt med {self.year} timer om året ud fra »{self.basis}«. {why}"
        return Finding(kind=FindingKind.HOURS, answer=answer, cells=(self.cell,), reasoning=reasoning)


@dataclass(frozen=True, kw_only=True)
class WeeklyHours(ActivityHours):
    """An activity with hours a week."""

    week: PrintedNumber
    weeks: int | None  # None if not printed

    def fits(self, weeks: int, times: int) -> bool:
        """Say whether the weekly hours can make the year's, in so many weeks and for so many institutions (`times`);
        both count as the ranges that round to them. Called for each number of weeks that is tried, when the printed
        hours of an activity are checked."""
        product = weeks * times
        return self.week.least * product <= self.year.greatest and self.year.least <= self.week.greatest * product


@dataclass(frozen=True, kw_only=True)
class AddedHours(ActivityHours):
    """An activity whose hours a year are printed as a sum: `120 timer + 80 timer`."""

    parts: tuple[PrintedNumber, ...]


def is_hours(table: CsvTable) -> bool:
    """Say by its headings whether a file lists the hours of activities, as hours.csv does. Asked of a context file
    of an audit (one given beside the audited table) that is no table of figures, because a file of hours is read and
    checked apart."""
    return {"activity_id", "hours_per_year", "hours_basis_as_printed"} <= set(table.headings)


def _read_times(row: CsvRow, basis: str) -> int | None:
    """Read how many institutions have the weekly hours each: as the row's `givers` says, if it has them; 1 if `basis`
    says nothing of `each` or `per`.

    Called by `_read_hours`. basis: the printed text on how the year's hours come about. `10 hours a week per school` is
    for as many schools as the row's target counts, or else as the row's responsible are: `two schools`. None if the
    text says `each` or `per`, and no number is found.
    """
    if row["givers"].isdigit():
        return int(row["givers"])
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


def _read_number(text: str) -> PrintedNumber | None:
    """A number of hours as the basis prints it: `1.204` is a thousand, as in the hours of the year, because nobody
    prints thousandths of an hour. Called for the hours a week, and for each part of a sum."""
    return read_printed(text, _THOUSANDS.fullmatch(text) is not None)


def _read_hours(table: CsvTable, row: CsvRow, names: Mapping[tuple[str, str], str]) -> WeeklyHours | AddedHours | None:
    """Read the hours of one row of hours.csv: hours a week, or a sum of hours. Called for each row, to check
    whether they make the hours a year that are printed in it. None where the row prints no hours a year, or not how
    they come about. names: of activities by delaftale and id. `Stop` if the hours a year are no number."""
    year, basis = read_value(table, row, "hours_per_year", True), row["hours_basis_as_printed"]
    if not _A_WEEK.search(basis) and _A_WEEK.search(row["note"]):
        basis = f"{basis}; {row['note']}"
    week_text = _A_WEEK.search(basis)
    week = _read_number(week_text[1]) if week_text else None
    numbers = [] if week else [_read_number(text) for text in _ANY_HOURS.findall(basis)]
    parts = tuple(number for number in numbers if number is not None)
    if year is None or not (week or len(parts) > 1):
        return None
    cell = PrintedCell(
        file=table.name, row=row.line, indicator=row["activity_id"], window="", area="", column="hours_per_year"
    )
    known = names.get((row["agreement"], row["activity_id"]), row["activity_id"])
    name, times = row["name_da"] or known, _read_times(row, basis)
    if week is None:
        return AddedHours(cell=cell, name=name, basis=basis, year=year, times=times, parts=parts)
    weeks = _WEEKS.search(basis)
    return WeeklyHours(
        cell=cell, name=name, basis=basis, year=year, times=times, week=week, weeks=int(weeks[1]) if weeks else None
    )


def _check_parts(hours: AddedHours) -> Finding | None:
    """Check an activity whose hours a year are printed as a sum: a finding if the parts do not make the year's hours,
    else None. Called by `check` for each such activity of the table. Each number counts as the range that rounds to
    it."""
    least, greatest = sum(p.least for p in hours.parts), sum(p.greatest for p in hours.parts)
    if least <= hours.year.greatest and hours.year.least <= greatest:
        return None
    total = danish.format_exactly(sum((p.value for p in hours.parts), Decimal(0)))
    added = " + ".join(str(part) for part in hours.parts)
    return hours.report(Answer.CONTRADICTED, f"Delene giver {added} = {total} timer.")


def _check_weeks(hours: WeeklyHours, usual: list[int]) -> Finding | None:
    """Check an activity with weekly hours: a finding if they do not make the year's hours, else None. Called by `check`
    for each such activity. usual: the numbers of weeks that the table prints anywhere, and 52; they are tried where the
    activity prints none. The finding is undecided where the number of institutions cannot be read, or no weeks are
    printed and some other number of weeks up to 53 would fit; else it is a contradiction."""
    tried = usual if hours.weeks is None else [hours.weeks]
    if hours.times is None:
        return _report_unknown_times(hours, tried)
    if any(hours.fits(weeks, hours.times) for weeks in tried):
        return None
    if hours.weeks is None and (fitting := [w for w in range(1, _MOST_WEEKS + 1) if hours.fits(w, hours.times)]):
        why = f"Ugerne er ikke trykt. Timerne passer til {danish.join_words(map(str, fitting), 'eller')} uger."
        return hours.report(Answer.UNDECIDED, why)
    times = f" gange {hours.times}" if hours.times > 1 else ""
    products = [f"{danish.format_exactly(hours.week.value * w * hours.times)} timer i {w} uger" for w in tried]
    return hours.report(
        Answer.CONTRADICTED,
        f"{hours.week} timer om ugen{times} giver {danish.join_words(products, 'eller')}, og afrundingen forklarer "
        "ikke resten.",
    )


def _report_unknown_times(hours: WeeklyHours, tried: list[int]) -> Finding:
    """Make the undecided finding where it is not printed how many institutions have the weekly hours each. Called by
    `_check_weeks`. tried: the numbers of weeks to try. The finding lists the numbers of institutions, up to 100, that
    give the year's hours as far as both are printed."""
    fitting = [f"{times} i {weeks} uger" for weeks in tried for times in range(1, 101) if hours.fits(weeks, times)]
    fits = f" Timerne passer til {danish.join_words(fitting, 'eller')}." if fitting else ""
    return hours.report(Answer.UNDECIDED, f"Det er ikke trykt entydigt, hvor mange der har timerne hver.{fits}")


def check(table: CsvTable, names: Mapping[tuple[str, str], str] | None = None) -> CheckResult:
    """Check that each activity's printed hours a year agree with its printed hours a week, or with the parts of a
    printed sum. Called once an audit for each context file like hours.csv. Rows without hours a year, or without
    hours a week or parts, are left out."""
    activities = [hours for row in table.rows if (hours := _read_hours(table, row, names or {})) is not None]
    printed_weeks = (hours.weeks for hours in activities if isinstance(hours, WeeklyHours) and hours.weeks)
    usual = sorted({WEEKS_OF_YEAR, *printed_weeks}, reverse=True)
    result = CheckResult([], [])
    for hours in activities:
        finding = _check_weeks(hours, usual) if isinstance(hours, WeeklyHours) else _check_parts(hours)
        if finding is None:
            result.consistent.append(FindingKind.HOURS)
        else:
            result.findings.append(finding)
    return result
