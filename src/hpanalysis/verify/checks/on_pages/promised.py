"""fremdrift: what the parties promised and delivered is that of the plan and the log, in the tables and on the page.

The rows of fremdrift.csv and milepaele.csv are made anew of the plan and the secretariat's log in the package, by
formulas of our own (`remake.promised`), and so are those of oekonomi.csv, of the budget, the log and timer.csv. Then
the page fremdrift.html is held against these tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import ECONOMY_CSV, HOURS_CSV, MILESTONES_CSV, PROGRESS_CSV
from hpanalysis.published.office.tables import unguard
from hpanalysis.verify.checks import years
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.declared.agreed import Agreed, ToldLog, read_agreed, read_log
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.source_code import SourceCode
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.progress.faults import find_faults
from hpanalysis.verify.pages.progress.sentences import CALENDAR, MILESTONES, PROMISES
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.progress.year import PromisedYear, describe_cover
from hpanalysis.verify.remake.promised.economy import remake_economy
from hpanalysis.verify.remake.promised.model import Span
from hpanalysis.verify.remake.promised.rounds import add_months
from hpanalysis.verify.remake.promised.rows import Promised, Row, find_span, remake

NAME = "fremdrift"
PAGE = "fremdrift.html"
# The module of the program that writes the two files: a package whose program lacks it is from before them.
_WRITER = "hpanalysis.pipeline.year.progress_tables"
_PAGES = "hpanalysis.report.progress"
_NOTES = {
    PROMISES: (f"{_PAGES}.promise_tables", "_NOTE"),
    CALENDAR: (f"{_PAGES}.year_calendar", "_NOTE"),
    MILESTONES: (f"{_PAGES}.milestone_table", "_NOT_PRINTED"),
}
_NO_YEAR = "Der er intet regnskabsår i pakken."
_OLDER = "Pakken er fra før regnskabsåret fortalte, hvad der er aftalt og leveret."
_UNREAD = "Planens filer er ikke skrevet på en måde, som læses her."
_UNREAD_LOG = "Siden passer til tabellerne, men loggen er ikke skrevet på en måde, som læses her."

_TABLES = (PROGRESS_CSV, MILESTONES_CSV, HOURS_CSV, ECONOMY_CSV)

Told = Mapping[str, str]


class _Told(NamedTuple):
    """What plan, log and program of a package tell. Made once for the check."""

    agreed: Agreed
    log: ToldLog | None  # None where it is written in a way that is not read
    source: SourceCode


class _Files(NamedTuple):
    """The rows of an accounting year's tables. Made for each year."""

    progress: list[Row]
    milestones: list[Row]
    hours: list[Row]
    economy: list[Row]


def _read(package: Package, folder: str, name: str) -> list[Row]:
    """The rows of a table of an accounting year, each text as it was before it was guarded for spreadsheets. Called for
    each of the four; `Broken` where it is missing."""
    return [
        {column: clean(unguard(cell)) for column, cell in row.items()}
        for row in read_rows(package.text(f"{folder}/{name}"))
    ]


def _compare(name: str, found: Sequence[Told], wanted: Sequence[Told], key: str) -> Iterator[str]:
    """A Danish sentence for each row of a table, or cell of one, that is another than plan and log give. Called for
    each table. key: the column that names a row."""
    if len(found) != len(wanted):
        yield f"{quote(name)} har {len(found)} rækker, men planen og loggen giver {len(wanted)}."
        return
    for number, (row, right) in enumerate(zip(found, wanted, strict=True), start=2):
        if tuple(row) != tuple(right):
            yield f"{quote(name)} har ikke de kolonner, den skal have."
            return
        for column, value in right.items():
            if row[column] != value:
                place = f"{quote(name)}, række {number} ({make_printable(right[key])})"
                yield f"{place}: {quote(column)} er ikke det, planen og loggen giver."


def _tell_cover(agreed: Agreed, span: Span) -> str:
    """The words on a plan that covers a part of the accounting year; "" where it covers it all. Called for each
    year."""
    first = max(span.first, agreed.terms.start)
    return "" if (first, span.plan_last) == (span.first, span.last) else describe_cover(first, span.plan_last)


def _read_notes(told: _Told) -> dict[str, str]:
    """Section -> its note, as the package's program has it; those alone that are read. Called for each year."""
    found = {section: told.source.read(*place) for section, place in _NOTES.items()}
    return {
        section: clean(note.replace("{tolerance}", str(told.agreed.terms.tolerance)))
        for section, note in found.items()
        if isinstance(note, str)
    }


def _find_told_until(log: ToldLog | None, span: Span) -> date | None:
    """The last day that hours of an accounting year are told for; None where none are. Called for each year."""
    days = [one.last for one in log.hours if span.first <= one.first <= span.last] if log else []
    return max(days, default=None)


def _find_due_until(log: ToldLog | None, span: Span) -> date | None:
    """The day that an accounting year's hours so far are counted to: the last that any are told for, and never after
    the log's own; without any, the year's last that the plan covers. None where the log is not read. Called for each
    year."""
    return None if log is None else min(log.as_of, _find_told_until(log, span) or span.plan_last)


def _make_year(files: _Files, told: _Told, span: Span, made: Promised) -> PromisedYear:
    """What the page of an accounting year is held against. Called for each year. made: the rows made anew, for when
    something is under way."""
    return PromisedYear(
        progress=files.progress,
        milestones=files.milestones,
        hours=files.hours,
        economy=files.economy,
        agreements=told.agreed.agreements,
        delaftaler=told.agreed.delaftaler,
        units={one.promise_id: one.unit for one in told.agreed.promises},
        under_way=made.under_way,
        months=[add_months(span.first, number) for number in range(12)],
        label=str(span.last.year) if span.first.month == 1 else f"{span.first.year}/{span.last.year % 100:02d}",
        covered=_tell_cover(told.agreed, span),
        is_told=_find_told_until(told.log, span) is not None,
        due_until=_find_due_until(told.log, span),
        notes=_read_notes(told),
    )


def _remake_economy(hours: Sequence[Told], agreed: Agreed, log: ToldLog, span: Span) -> Iterator[Row]:
    """The rows of oekonomi.csv as budget, accounts and hours give them. Called for each year. hours: the rows of
    timer.csv; those that are sums have no activity's name."""
    given: dict[str, Decimal] = {}
    for row in hours:
        if row["activity"] and row["whose"] == "personale":
            given[row["agreement_id"]] = given.get(row["agreement_id"], Decimal(0)) + Decimal(row["given"])
    return remake_economy(agreed.grants, log.accounts, list(agreed.agreements), given, span.last.year, log.as_of)


def _find_wrong_year(package: Package, pages: PackagedPages, folder: str, told: _Told) -> Iterator[str]:
    """A Danish sentence for each thing of an accounting year that is wrong. Called for each year. folder: in the
    bag."""
    short = folder.removeprefix(f"{DATA}udgivelse/")
    for name in (*_TABLES, PAGE):
        if f"{folder}/{name}" not in package.files:
            yield f"{quote(f'{short}/{name}')} mangler."
            return
    files = _Files(*(_read(package, folder, name) for name in _TABLES))
    agreed, log = told.agreed, told.log
    span = find_span(agreed.terms, int(folder[-4:]))
    # A day is needed for what is under way; where the log is not read, no row is held against it.
    as_of = span.last if log is None else log.as_of
    reports = () if log is None else log.reports
    made = remake(agreed.promises, agreed.milestones, reports, agreed.terms, span, as_of)
    if log is not None:
        yield from _compare(f"{short}/{PROGRESS_CSV}", files.progress, made.progress, "promise_id")
        yield from _compare(f"{short}/{MILESTONES_CSV}", files.milestones, made.milestones, "milestone_id")
        economy = list(_remake_economy(files.hours, agreed, log, span))
        yield from _compare(f"{short}/{ECONOMY_CSV}", files.economy, economy, "agreement_id")
        # The page is held against the rows that the files must have, so that a forged cell is told once.
        files = files._replace(progress=made.progress, milestones=made.milestones, economy=economy)
    (page,) = (page for page in pages.pages if page.name == f"{short}/{PAGE}")
    if page.tree is None:
        yield f"{quote(page.name)} er ikke skrevet, som programmet skriver sider."
        return
    for fault in find_faults(page.tree, _make_year(files, told, span, made)):
        yield f"{quote(page.name)}: {make_printable(fault[0].upper() + fault[1:], 300)}."


def check(package: Package, declarations: Declarations, pages: PackagedPages) -> Outcome:
    """The check `fremdrift`: whether each accounting year's promises and milestones are those of plan and log, and its
    page says what its tables say. Called once for each package that is verified. It is not made of a package without an
    accounting year, or from before the files, nor of a plan or a log that is written in a way that is not read here."""
    folders = years.list_year_folders(package)
    if not folders:
        return Outcome(NAME, State.NOT_CHECKED, _NO_YEAR)
    if not declarations.source.has(_WRITER):
        return Outcome(NAME, State.NOT_CHECKED, _OLDER)
    agreed = read_agreed(declarations)
    if agreed is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    told = _Told(agreed, read_log(declarations), declarations.source)
    problems = [problem for folder in folders for problem in _find_wrong_year(package, pages, folder, told)]
    if told.log is None and not problems:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD_LOG)
    promises = format_count(len(agreed.promises), "aftalt leverance", "aftalte leverancer")
    milestones = format_count(len(agreed.milestones), "milepæl", "milepæle")
    return conclude(NAME, problems, f"{promises} og {milestones} står, som planen og loggen giver dem.")
