"""The files of a published folder, each by itself: whether the auditor reads it, and whether tables and pages agree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from hpanalysis.audit.folder import Folder
from hpanalysis.passed_checks import PassedChecks
from hpanalysis.published import columns
from hpanalysis.published.breakdowns import check_groups
from hpanalysis.published.charts import files as chart_files
from hpanalysis.published.criteria import check_criteria
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import Key, format_address
from hpanalysis.published.names import (
    AREA_STATUSES_CSV,
    BALANCE_CSV,
    BREAKDOWNS_CSV,
    CERTIFICATE_JSON,
    CORRECTIONS_CSV,
    COURSES_CSV,
    CRITERIA_CSV,
    DATA_PACKAGE_JSON,
    DEFINITIONS_JSON,
    FIGURES_CSV,
    LOG_JSON,
    MANIFEST_JSON,
    MONTHS_CSV,
    OFFICE_FILES,
    OUTCOMES_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
    REACH_CSV,
)
from hpanalysis.published.office.document import find_document_failures
from hpanalysis.published.office.tables import TableChecker, find_table_failures
from hpanalysis.published.outcomes import check_outcomes
from hpanalysis.published.pages import Page, find_decimals
from hpanalysis.published.printed import PageChecker
from hpanalysis.published.reach.checks import check_courses, check_reach

# Files about the others, by name, digest and kind: they may tell no figure.
_ABOUT = frozenset({DATA_PACKAGE_JSON, MANIFEST_JSON})
_TABLES = frozenset(
    {
        FIGURES_CSV,
        BREAKDOWNS_CSV,
        REACH_CSV,
        COURSES_CSV,
        OUTCOMES_CSV,
        BALANCE_CSV,
        CRITERIA_CSV,
        AREA_STATUSES_CSV,
        MONTHS_CSV,
        CORRECTIONS_CSV,
        PLAN_FIGURES_CSV,
        PLAN_CHECK_CSV,
    }
    | {DEFINITIONS_JSON, LOG_JSON, CERTIFICATE_JSON}
    | set(OFFICE_FILES)
)
# What pages and office files are held against.
HELD_AGAINST = _TABLES - {LOG_JSON, CERTIFICATE_JSON} - set(OFFICE_FILES)


def _refuse_decimal(text: str) -> float:
    """Raise `ValueError`, always. Given by `_tells_no_figure` to Python's JSON reader, which calls it for each number
    with decimals (`text`): a JSON file with such a number may give away a figure."""
    raise ValueError


def _tells_no_figure(path: Path) -> bool:
    """Whether a JSON file has whole numbers only (such as sizes of files) and no text with a decimal comma; False if it
    is not JSON. Called by `find_unread_files` for the manifest and the data package, which are read for nothing else:
    one that might give away a figure may not be published."""
    text = path.read_text(encoding="utf-8")
    try:
        json.loads(text, parse_float=_refuse_decimal)
    except ValueError:
        return False
    return not find_decimals(text)


def find_unread_files(folder: Folder) -> Iterator[Failure]:
    """Yield a failure for each file that the audit does not read, and for a manifest or data package that may tell a
    figure: such a file might give a hidden number away, so it may not be published. Called by `audit` for each
    published half-year's folder, and for the folder about to be published."""
    pages = set(folder.pages)
    for path in folder.files:
        name = path.relative_to(folder.path).as_posix()
        # Whoever adds a file of a new kind must have it read here first. Unknown files are refused rather than trusted.
        read = path in pages or name in _TABLES or chart_files.NAME.fullmatch(name)
        if not read and not (name in _ABOUT and _tells_no_figure(path)):
            yield make_failure(folder.half_year, Fault.UNREAD, "hele filen", name)


def check_pages(folder: Folder, is_newest: bool, before: Sequence[Folder], passed: PassedChecks) -> Iterator[Failure]:
    """Yield what is wrong with the numbers on a folder's pages, in its files for office programs and in its charts,
    which must agree with its CSV files. Called for each folder by `audit`, after `check_tables`, and by
    `renew_certificate`. is_newest: whether this program made it, for an earlier one may have laid a chart's file out
    otherwise. before: the folders of earlier half-years, whose reach stands on the page deltagere as it was published.
    passed: files that agree with the same tables by an earlier examination are not read again."""
    # Made once a folder, and only where a file must be examined: it reads every cell of the CSV files.
    make_checker = cache(lambda: _make_page_checker(folder, before))
    tables = _digest_tables(folder, before)
    for path in folder.pages:
        name = path.relative_to(folder.path).as_posix()
        yield from _examine_unless_passed(
            partial(_check_page, path, name, make_checker),
            passed,
            ("page", name, folder.digests[name], tables),
        )
    office = _list_office_files(folder)
    yield from _examine_unless_passed(
        lambda: _check_office_files(folder, make_checker()),
        passed,
        ("office", *(part for name in office for part in (name, folder.digests[name])), tables),
    )
    yield from _check_charts(folder, is_newest, passed)


def _check_page(path: Path, name: str, make_checker: Callable[[], PageChecker]) -> list[Failure]:
    """What is wrong with a page, held against its folder's tables. Called for each page that has not passed before.
    name: of its file in the folder."""
    return make_checker().find_failures(Page(path.read_text(encoding="utf-8")), name)


def _examine_unless_passed(
    examine: Callable[[], Iterable[Failure]], passed: PassedChecks, told: tuple[str, ...]
) -> Iterator[Failure]:
    """Yield the failures that an examination finds; nothing, and no examination, where the same bytes have passed it
    before. Called for each page, for the office files and for the charts of a folder. told: all that the examination
    reads, by digest."""
    if passed.has_passed(*told):
        return
    failures = list(examine())
    yield from failures
    if not failures:
        passed.keep(*told)


def check_tables(folder: Folder, ever_shown: set[Key]) -> Iterator[Failure]:
    """Yield what is wrong with a folder's CSV files by themselves, before its pages are held against them. Called by
    `audit` for each folder. ever_shown: the cells (indicator, window, area) that any half-year shows."""
    half_year, rows = folder.half_year, folder.rows
    for key in folder.without_counts:
        place = format_address(key)
        yield make_failure(half_year, Fault.FOLLOWS_NOT, place, FIGURES_CSV, "kolonnen denominator")
    yield from columns.check_rows(half_year, rows, folder.definitions)
    yield from columns.check_months(half_year, columns.read_csv_rows(folder.path / MONTHS_CSV))
    yield from columns.check_corrections(half_year, columns.read_csv_rows(folder.path / CORRECTIONS_CSV), ever_shown)
    yield from check_groups(half_year, folder.groups, rows, folder.definitions)
    yield from _check_reach(folder)
    criteria, statuses = (_read_if_there(folder, name) for name in (CRITERIA_CSV, AREA_STATUSES_CSV))
    yield from check_criteria(half_year, criteria, statuses, rows, folder.definitions)


def _digest_tables(folder: Folder, before: Sequence[Folder]) -> str:
    """One digest of all that pages and office files are held against: the folder's own tables, the definitions, and
    the reach that earlier half-years told of. Called once a folder. The log and the certificate are no tables, and the
    office files are held against these themselves."""
    own = sorted(HELD_AGAINST & folder.digests.keys())
    told = [folder.half_year, *(part for name in own for part in (name, folder.digests[name]))]
    for one in (*before, folder):
        told += [one.half_year, one.digests.get(REACH_CSV, ""), one.digest_definitions()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _make_page_checker(folder: Folder, before: Sequence[Folder]) -> PageChecker:
    """What the folder's pages are held against: the numbers of its tables, and those of reach that earlier half-years
    told of. Called at most once a folder. What it reads, `_digest_tables` digests."""
    months, corrected = (columns.read_csv_rows(folder.path / name) for name in (MONTHS_CSV, CORRECTIONS_CSV))
    others = corrected + columns.read_csv_rows(folder.path / PLAN_FIGURES_CSV)
    for name in (CRITERIA_CSV, AREA_STATUSES_CSV, COURSES_CSV, OUTCOMES_CSV, BALANCE_CSV):
        others += _read_if_there(folder, name)
    others += [row.cells for row in folder.groups.values()]
    others += [dict(row.cells) for one in (*before, folder) for row in one.own_reach.rows.values()]
    plan_check = columns.read_csv_rows(folder.path / PLAN_CHECK_CSV)
    return PageChecker(folder.half_year, folder.rows, months, others, plan_check)


def _check_charts(folder: Folder, is_newest: bool, passed: PassedChecks) -> Iterator[Failure]:
    """Yield what the files of charts say otherwise than their pages, which are held against the tables. Called for each
    folder. A page and its charts are examined together; is_newest, passed: as `check_pages`."""
    half_year, named = folder.half_year, {path.relative_to(folder.path).as_posix(): path for path in folder.files}
    chosen = {name for name in named if chart_files.NAME.fullmatch(name) or name.endswith(".html")}
    told = [part for name in sorted(chosen) for part in (name, folder.digests[name])]
    yield from _examine_unless_passed(
        lambda: chart_files.find_chart_failures(
            half_year, {name: named[name].read_bytes() for name in chosen}, exact=is_newest
        ),
        passed,
        ("charts", str(is_newest), half_year, *told),
    )


def _check_reach(folder: Folder) -> Iterator[Failure]:
    """Yield what is wrong with a folder's deltagere.csv, forloeb.csv and udfald.csv by themselves. Called for each
    folder; one without them has nothing wrong in them."""
    own, definitions = folder.own_reach, folder.definitions
    # The greatest k that any publication names holds, so that a later one cannot say that fewer may be told of.
    declared = replace(own.declared, k=max(own.declared.k, folder.reach.declared.k))
    yield from check_reach(folder.half_year, own.rows, folder.rows, definitions, declared)
    yield from check_courses(folder.half_year, read_courses(folder.path), own.rows, definitions.total, declared.k)
    yield from check_outcomes(folder.half_year, _read_if_there(folder, OUTCOMES_CSV), declared.k)


def read_courses(path: Path) -> list[dict[str, str]]:
    """The rows of a folder's forloeb.csv; none without the file. Called for each folder, replaced ones too."""
    return columns.read_csv_rows(path / COURSES_CSV) if (path / COURSES_CSV).is_file() else []


def _read_if_there(folder: Folder, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file that not every plan has; none where it is not there. Called for the files of the state's
    criteria."""
    path = folder.path / name
    return columns.read_csv_rows(path) if path.is_file() else []


def _list_office_files(folder: Folder) -> list[str]:
    """The names of the folder's files for office programs, sorted. Called when they are checked, and when it is asked
    whether they have passed. One with such a name in a folder of its own is a file that nobody reads."""
    return sorted(set(OFFICE_FILES) & folder.digests.keys())


def _check_office_files(folder: Folder, checker: PageChecker) -> Iterator[Failure]:
    """Yield what the files for office programs say otherwise than indicators.csv. Called for each folder; one of before
    there were any has none. checker: knows the numbers that the CSV files tell."""
    files = {name: (folder.path / name).read_bytes() for name in _list_office_files(folder)}
    if files:
        tables = TableChecker(folder.half_year, folder.rows, folder.definitions)
        yield from find_table_failures(folder.half_year, files, tables, checker.vocabulary.all)
        yield from find_document_failures(folder.half_year, files, checker.vocabulary.all)
