"""Published folders -> certificate: all is read from the files, nothing asked of the program that made them.

What an auditor has read (all pages, tables, definitions and logs under reports/) is what any reader has. So what is
found here is what a stranger could find, and a certificate can be made again by anybody who has the files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from hpanalysis.audit import group_history, history, log, reach_history
from hpanalysis.audit.certificate import Certificate
from hpanalysis.audit.examination import Examination, ExaminedCount, Groups
from hpanalysis.audit.history import HiddenSums
from hpanalysis.errors import Stop
from hpanalysis.published import columns
from hpanalysis.published.breakdowns import check_groups, format_group_address, read_groups
from hpanalysis.published.charts import files as chart_files
from hpanalysis.published.criteria import check_criteria
from hpanalysis.published.definitions import Definitions, read_definitions
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import Figure, Key, Month, format_address, read_figures, read_months
from hpanalysis.published.known import Contradiction, collect_shown_counts
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
from hpanalysis.published.reach.declared import add_reach
from hpanalysis.published.relations import Count, Family, group_into_families

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


@dataclass(frozen=True)
class Folder:
    """A half-year's published folder, each file read when it is first asked for. Made by `audit` for every publication
    under reports/, and for the one about to be published."""

    half_year: str
    path: Path
    newest: Path  # the folder whose definitions hold for a publication that was made before there were any
    known_groups: Groups = field(default_factory=dict)  # told by other publications, of figures that are the same here
    known_reach: reach_history.KnownReach = reach_history.NOTHING  # told by other publications

    @cached_property
    def definitions(self) -> Definitions:
        """The folder's definitioner.json, or the newest folder's where it has none. `Stop` if a row of indicators.csv
        has an indicator or a window that they do not know. Read when the folder's rows are checked, and when it is
        examined what its hidden counts and its corrections give away."""
        # A publication from before there was a definitions file is read by the newest one's: it knows the same
        # indicators.
        found_in = self.path if (self.path / DEFINITIONS_JSON).is_file() else self.newest
        definitions = read_definitions(found_in)
        if unknown := [key for key in self._figures if not _is_declared(key, definitions)]:
            raise Stop(
                f"{len(unknown)} rækker har en indikator eller en periode, som definitionerne ikke nævner.",
                place=f"»{self.half_year}/{DEFINITIONS_JSON}«",
                do="Kør halvåret igen, så filerne bliver udgivet på ny.",
            )
        return definitions

    @cached_property
    def _figures(self) -> dict[Key, Figure]:
        """Every row of the published half-year's indicators.csv, by key. Read for the parts below."""
        return read_figures(self.path)

    @cached_property
    def rows(self) -> dict[Key, Figure]:
        """The rows of the published half-year's indicators.csv, by (indicator, window, area). Read by nearly every
        check of the audit, which looks for numbers that contradict each other or give away a hidden count. A row that
        lacks a count is left out, because no check could compute with it: it is a failure of its own."""
        return {key: row for key, row in self._figures.items() if key not in self.without_counts}

    @cached_property
    def without_counts(self) -> set[Key]:
        """The keys of the shown rows of indicators.csv that lack the denominator that their figure is made of; none in
        what a run writes. Read when the rows are chosen that can be computed with, and for a failure each."""
        declared = self.definitions.indicators
        return {key for key, row in self._figures.items() if columns.lacks_counts(row, declared[key[0]])}

    @cached_property
    def months(self) -> list[Month]:
        """The published folder's figures of single months: the rows of maanedstal.csv with a value that are shares or
        rates; empty without the file. Read when the folder's hidden counts are examined, because months bound the
        counts of their windows."""
        return read_months(self.path)

    @cached_property
    def groups(self) -> Groups:
        """The rows of the folder's opdelinger.csv, by key; empty without the file. Read when they are checked, and when
        it is examined what they give away."""
        return read_groups(self.path)

    @property
    def all_groups(self) -> Groups:
        """The folder's groups and those that readers know besides. Read when hidden counts are examined."""
        return {**self.known_groups, **self.groups}

    @cached_property
    def own_reach(self) -> reach_history.KnownReach:
        """What the folder's deltagere.csv tells; nothing without the file. Read when it is checked, and when later
        publications are examined."""
        return reach_history.read_reach(self.path, self.definitions)

    @cached_property
    def reach(self) -> reach_history.KnownReach:
        """What the folder's deltagere.csv tells, and what readers know of reach besides. Read when the folder's counts
        are related."""
        return reach_history.join([self.known_reach, self.own_reach])

    @cached_property
    def related(self) -> Definitions:
        """The definitions with the series of reach among the indicators. Read when the folder's counts are related and
        examined."""
        return add_reach(self.definitions, self.reach.declared)

    @cached_property
    def families(self) -> list[Family]:
        """The folder's figures, and the counts of its reach, in groups of indicators over one denominator. A group is
        examined together, because a hidden count of one indicator may follow from another's. Read by `_examine_folder`,
        and when two publications are compared (`_find_families_not_repeated`)."""
        return group_into_families(self.related, self.rows | self.reach.figures)

    @cached_property
    def files(self) -> list[Path]:
        """Every file of the published folder but the certificate, because the certificate is written when all the
        others are read. Read for the folder's pages, for the digests in the certificate, and to find files that the
        audit does not read."""
        paths = sorted(path for path in self.path.rglob("*") if path.is_file())
        return [path for path in paths if path.relative_to(self.path).as_posix() != CERTIFICATE_JSON]

    @property
    def pages(self) -> list[Path]:
        """The HTML files of the published folder. Read when the numbers on its pages are checked, and when files of a
        kind that the audit does not read are looked for."""
        return [path for path in self.files if path.suffix == ".html"]

    def compute_digests(self) -> dict[str, str]:
        """Path within the folder -> sha256 of the file, for all but the manifest, which is written later and names the
        certificate. Called by `audit` for every folder, when the certificate is made."""
        names = {path.relative_to(self.path).as_posix(): path for path in self.files}
        # The manifest holds the certificate's digest; if the certificate held the manifest's too, neither could be
        # written.
        names.pop(MANIFEST_JSON, None)
        return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in names.items()}


def _is_declared(key: Key, definitions: Definitions) -> bool:
    """Whether a folder's definitioner.json (`definitions`) knows a row's indicator and its window. Called when the
    folder is audited, for each row of indicators.csv, because a row that it does not know stops the audit. key: the
    row's indicator, window and area."""
    return key[0] in definitions.indicators and definitions.find_series(*key[:2]) is not None


def list_published_folders(reports: Path) -> dict[str, Path]:
    """Half-year -> its folder, of every publication under `reports` (a folder with an indicators.csv), oldest first.
    Called by tests and by benchmarks/audit.py; a run lists its folders itself (`pipeline.publication.release_gate`)."""
    # reports/ holds accounting years and PDFs too; only half-years begin with their year and have figures.
    return {path.parent.name: path.parent for path in sorted(reports.glob(f"20*/{FIGURES_CSV}"))}


def _refuse_decimal(text: str) -> float:
    """Raise `ValueError`, always. Given by `_tells_no_figure` to Python's JSON reader, which calls it for each number
    with decimals (`text`): a JSON file with such a number may give away a figure."""
    raise ValueError


def _tells_no_figure(path: Path) -> bool:
    """Whether a JSON file has whole numbers only (such as sizes of files) and no text with a decimal comma; False if it
    is not JSON. Called by `_find_unread_files` for the manifest and the data package, which are read for nothing else:
    one that might give away a figure may not be published."""
    text = path.read_text(encoding="utf-8")
    try:
        json.loads(text, parse_float=_refuse_decimal)
    except ValueError:
        return False
    return not find_decimals(text)


def _find_unread_files(folder: Folder) -> Iterator[Failure]:
    """Yield a failure for each file that the audit does not read, and for a manifest or data package that may tell a
    figure: such a file might give a hidden number away, so it may not be published. Called by `audit` for each
    published half-year's folder, and for the folder about to be published."""
    for path in folder.files:
        name = path.relative_to(folder.path).as_posix()
        # Whoever adds a file of a new kind must have it read here first. Unknown files are refused rather than trusted.
        read = path in folder.pages or name in _TABLES or chart_files.NAME.fullmatch(name)
        if not read and not (name in _ABOUT and _tells_no_figure(path)):
            yield make_failure(folder.half_year, Fault.UNREAD, "hele filen", name)


def _check_tables_and_pages(
    folder: Folder, ever_shown: set[Key], is_newest: bool, before: Sequence[Folder]
) -> Iterator[Failure]:
    """Yield what is wrong with a folder's CSV files, and with the numbers on its pages, which must agree with them.
    Called by `audit` for each folder. ever_shown: the cells (indicator, window, area) that any half-year shows.
    is_newest: whether this program made it, for an earlier one may have laid a chart's file out otherwise. before: the
    folders of earlier half-years, whose reach stands on the page deltagere as it was published."""
    half_year, rows = folder.half_year, folder.rows
    month_rows, corrected = (columns.read_csv_rows(folder.path / name) for name in (MONTHS_CSV, CORRECTIONS_CSV))
    for key in folder.without_counts:
        place = format_address(key)
        yield make_failure(half_year, Fault.FOLLOWS_NOT, place, FIGURES_CSV, "kolonnen denominator")
    # First the tables by themselves, for the pages are then held against them.
    yield from columns.check_rows(half_year, rows, folder.definitions)
    yield from columns.check_months(half_year, month_rows)
    yield from columns.check_corrections(half_year, corrected, ever_shown)
    yield from check_groups(half_year, folder.groups, rows, folder.definitions)
    yield from _check_reach(folder)
    criteria, statuses = (_read_if_there(folder, name) for name in (CRITERIA_CSV, AREA_STATUSES_CSV))
    yield from check_criteria(half_year, criteria, statuses, rows, folder.definitions)
    others = corrected + criteria + statuses + columns.read_csv_rows(folder.path / PLAN_FIGURES_CSV)
    others += [row.cells for row in folder.groups.values()]
    others += [dict(row.cells) for one in (*before, folder) for row in one.own_reach.rows.values()]
    for name in (COURSES_CSV, OUTCOMES_CSV, BALANCE_CSV):
        others += _read_if_there(folder, name)
    # Made once a folder: it reads every cell of the CSV files, and a folder has many pages.
    checker = PageChecker(half_year, rows, month_rows, others, columns.read_csv_rows(folder.path / PLAN_CHECK_CSV))
    for path in folder.pages:
        name = path.relative_to(folder.path).as_posix()
        yield from checker.find_failures(Page(path.read_text(encoding="utf-8")), name)
    yield from _check_office_files(folder, checker)
    # A chart's files are made of its page alone, which is held against the tables above.
    yield from chart_files.find_chart_failures(half_year, _read_chart_files(folder), exact=is_newest)


def _check_reach(folder: Folder) -> Iterator[Failure]:
    """Yield what is wrong with a folder's deltagere.csv, forloeb.csv and udfald.csv by themselves. Called for each
    folder; one without them has nothing wrong in them."""
    own, definitions = folder.own_reach, folder.definitions
    # The greatest k that any publication names holds, so that a later one cannot say that fewer may be told of.
    declared = replace(own.declared, k=max(own.declared.k, folder.reach.declared.k))
    yield from check_reach(folder.half_year, own.rows, folder.rows, definitions, declared)
    yield from check_courses(folder.half_year, _read_courses(folder.path), own.rows, definitions.total, declared.k)
    yield from check_outcomes(folder.half_year, _read_if_there(folder, OUTCOMES_CSV), declared.k)


def _read_courses(path: Path) -> list[dict[str, str]]:
    """The rows of a folder's forloeb.csv; none without the file. Called for each folder, replaced ones too."""
    return columns.read_csv_rows(path / COURSES_CSV) if (path / COURSES_CSV).is_file() else []


def _read_if_there(folder: Folder, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file that not every plan has; none where it is not there. Called for the files of the state's
    criteria."""
    path = folder.path / name
    return columns.read_csv_rows(path) if path.is_file() else []


def _read_chart_files(folder: Folder) -> dict[str, bytes]:
    """The files of charts and the pages that they are made of, by name. Called for each folder."""
    named = {path.relative_to(folder.path).as_posix(): path for path in folder.files}
    chosen = (name for name in named if chart_files.NAME.fullmatch(name) or name.endswith(".html"))
    return {name: named[name].read_bytes() for name in chosen}


def _check_office_files(folder: Folder, checker: PageChecker) -> Iterator[Failure]:
    """Yield what the files for office programs say otherwise than indicators.csv. Called for each folder; one of before
    there were any has none. checker: knows the numbers that the CSV files tell."""
    files = {path.name: path.read_bytes() for path in folder.files if path.name in OFFICE_FILES}
    if files:
        tables = TableChecker(folder.half_year, folder.rows, folder.definitions)
        yield from find_table_failures(folder.half_year, files, tables, checker.vocabulary.all)
        yield from find_document_failures(folder.half_year, files, checker.vocabulary.all)


@dataclass
class _Examined:
    """What is found of a folder's hidden counts, or of some of them. Made by `_examine_family`, added up by folder."""

    counts: list[ExaminedCount] = field(default_factory=list)
    of_groups: int = 0  # how many counts of groups were examined besides
    failures: list[Failure] = field(default_factory=list)
    untied: list[str] = field(default_factory=list)  # indicators whose windows disagree
    sums: HiddenSums = field(default_factory=dict)  # what each equation says of hidden counts


def _examine_family(folder: Folder, family: Family) -> _Examined:
    """The range that the published figures leave for each hidden count of a family, with a failure for each count whose
    range does not protect it: it must reach from 0 to k or more, or be of k persons or more for sure.

    Called by `_examine_folder` for each family (indicators over one denominator, with their rows). Figures that
    contradict each other give one failure, and nothing else is examined then. In the result, `untied` lists the
    family's indicators if its windows of time disagree, because relations between windows were then left out; `sums` is
    what hidden counts come to together, to be compared with other half-years.
    """
    half_year, k = folder.half_year, folder.definitions.k
    try:
        examination = Examination(family, folder.related, folder.months, folder.all_groups, reach=folder.reach.declared)
    except Contradiction as contradiction:
        # One relation alone may be broken, and is named; if only many together are, the family is.
        places = [format_address((count.of, count.period, count.place)) for count in contradiction.counts]
        place = " + ".join(places) or ", ".join(family.indicators)
        return _Examined(failures=[make_failure(half_year, Fault.CONTRADICTION, place, FIGURES_CSV)])
    counts, of_groups = examination.examine(), examination.examine_groups()
    return _Examined(
        counts=counts,
        of_groups=len(of_groups),
        failures=[
            *(
                make_failure(half_year, Fault.RECOVERABLE, f"{format_address(count.cell)} ({count.part})")
                for count in examination.find_unprotected(counts, k)
            ),
            *(
                make_failure(half_year, Fault.RECOVERABLE, f"{format_group_address(one.key)} ({one.count.part})")
                for one in of_groups
                if not one.is_protected(k)
            ),
        ],
        untied=sorted({_name_indicator(name) for name in family.indicators}) if examination.untied else [],
        # Of what is shown, not of what follows: a sum that is derived may be derived otherwise in another half-year.
        sums=history.compute_hidden_sums(examination.relations_of_all, examination.of_all),
    )


def _name_indicator(series: str) -> str:
    """What the certificate calls a series: a series by a later rule is its indicator's. Called for each of a family
    whose windows disagree."""
    return series.partition("@")[0]


def _examine_folder(folder: Folder, only: set[str] | None = None) -> _Examined:
    """Work out what the hidden counts of a folder's families (indicators over one denominator) may be, and add up what
    is found; only those of the families with an id in `only`, if it is given. Called by `audit`: for all families of
    the newest half-year, and for those of each older half-year that the newest does not repeat number by number."""
    whole = _Examined()
    for family in folder.families:
        if only is None or family.id in only:
            examined = _examine_family(folder, family)
            whole.counts += examined.counts
            whole.of_groups += examined.of_groups
            whole.failures += examined.failures
            whole.untied += examined.untied
            whole.sums |= examined.sums
    return whole


def _collect_counts_if_consistent(family: Family) -> dict[Count, float] | None:
    """The counts that the rows of a family (indicators over one denominator) show; None if two rows give one count
    differently. Called for each family of an older half-year and of the newest, to see whether the newest shows all the
    counts that the older one shows: only a family that it does not repeat is examined in the older one."""
    try:
        return collect_shown_counts(family)
    except Contradiction:
        return None


def _find_families_not_repeated(older: Folder, newest: Folder) -> set[str]:
    """The ids of an older half-year's families (indicators over one denominator) with a number that the newest does not
    repeat, or with numbers that contradict each other. Called by `audit` for each older folder: these families are
    examined too, because the others show nothing that the newest does not."""
    now = {family.id: _collect_counts_if_consistent(family) or {} for family in newest.families}
    not_repeated = set()
    for family in older.families:
        then, today = _collect_counts_if_consistent(family), now.get(family.id, {})
        # A figure that was corrected since stands in the older publication with its old number: a different problem.
        if then is None or any(today.get(count) != number for count, number in then.items()):
            not_repeated.add(family.id)
    return not_repeated


def audit(
    folders: Mapping[str, Path],
    by_rule: int | None = None,
    by_complement: int | None = None,
    replaced: Sequence[Path] = (),
) -> Certificate:
    """Examine everything published, and give the certificate: what was examined, and each failure that was found.

    Called by `pipeline.publication.release_gate.certify` before a half-year is published, and by tests. folders:
    half-year -> its folder, oldest first; the last is the newest. by_rule, by_complement: how many of the newest
    half-year's cells the protector (`disclose`) says are hidden by its main rule, and how many to protect those, None
    if not said; the numbers are passed on, and no check uses them. replaced: the folders of editions that a newer one
    has replaced and that tell of groups or of reach, which readers know all the same. `Stop` where a file is
    missing or cannot be read, or a row's indicator or window is in no definitions.
    """
    last = list(folders.values())[-1]
    # The newest publication's definitions stand for those that were made before there were any.
    read = [Folder(half_year, path, last) for half_year, path in folders.items()]
    rows = {folder.half_year: folder.rows for folder in read}
    told = [(folder.half_year, folder.groups, folder.rows) for folder in read]
    earlier = [(path.name, read_groups(path), read_figures(path)) for path in replaced]
    # What was told once stays known, also where the newest publication does not repeat it.
    known = group_history.collect_known_groups([*earlier, *told[:-1]], read[-1].rows)
    reach_of_replaced = [reach_history.read_reach(path, read_definitions(path)) for path in replaced]
    reach_before = [*reach_of_replaced, *(folder.own_reach for folder in read[:-1])]
    newest = read[-1] = replace(read[-1], known_groups=known, known_reach=reach_history.join(reach_before))
    k = newest.definitions.k
    # A correction may tell the number of before only if some publication showed it.
    ever_shown = {key for figures in rows.values() for key, row in figures.items() if row.shown}
    examined = _examine_folder(newest)
    failures = [*examined.failures, *history.find_changed_decisions(rows), *log.find_log_failures(folders)]
    declared = {key: indicator for folder in read for key, indicator in folder.definitions.indicators.items()}
    failures += history.find_revealing_corrections(rows, declared, k)
    failures += group_history.find_changed_groups([*earlier, *told])
    told_of_reach = [*reach_before, newest.own_reach]
    failures += reach_history.find_changed_reach(newest.half_year, told_of_reach)
    failures += reach_history.find_unlike_sizes(newest.half_year, told_of_reach)
    courses = [_read_courses(path) for path in (*replaced, *(folder.path for folder in read))]
    failures += reach_history.find_changed_courses(newest.half_year, courses)
    for folder in read[:-1]:
        # The newest is examined whole; of the older ones what the newest does not repeat.
        older = _examine_folder(folder, _find_families_not_repeated(folder, newest))
        failures += older.failures
        failures += history.find_moved_hidden_sums(newest.half_year, older.sums, examined.sums, k)
    for place, folder in enumerate(read):
        failures += _find_unread_files(folder)
        failures += _check_tables_and_pages(folder, ever_shown, folder is newest, read[:place])
    # Only these are counted in the certificate: what is not measured is neither shown nor hidden.
    with_number = [row for row in newest.rows.values() if row.shown or row.hidden]
    return Certificate(
        k=k,
        half_years=tuple(folders),
        cells=len(with_number),
        hidden=sum(row.hidden for row in with_number),
        examined=tuple(examined.counts),
        untied=tuple(examined.untied),
        of_groups=examined.of_groups,
        digests={folder.half_year: folder.compute_digests() for folder in read},
        # In a set, for the newest and an older folder may find the same; sorted, for the same files must give the same
        # bytes.
        failures=tuple(sorted(set(failures))),
        by_rule=by_rule,
        by_complement=by_complement,
    )
