"""Published folders -> certificate: all is read from the files, nothing asked of the program that made them.

What an auditor has read (all pages, tables, definitions and logs under reports/) is what any reader has. So what is
found here is what a stranger could find, and a certificate can be made again by anybody who has the files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hpanalysis.audit import group_history, history, log, reach_history
from hpanalysis.audit.certificate import Certificate
from hpanalysis.audit.examination import Examination, ExaminedCount
from hpanalysis.audit.folder import Folder
from hpanalysis.audit.history import HiddenSums
from hpanalysis.audit.tables_and_pages import check_pages, check_tables, find_unread_files, read_courses
from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks
from hpanalysis.published.breakdowns import format_group_address, read_groups
from hpanalysis.published.definitions import read_definitions
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import format_address, read_figures
from hpanalysis.published.known import Contradiction, collect_shown_counts
from hpanalysis.published.names import (
    FIGURES_CSV,
)
from hpanalysis.published.relations import Count, Family


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
    passed: PassedChecks = EXAMINE_ALL,
) -> Certificate:
    """Examine everything published, and give the certificate: what was examined, and each failure that was found.

    Called by `pipeline.publication.release_gate.certify` before a half-year is published, and by tests. folders:
    half-year -> its folder, oldest first; the last is the newest. by_rule, by_complement: how many of the newest
    half-year's cells the protector (`disclose`) says are hidden by its main rule, and how many to protect those, None
    if not said; the numbers are passed on, and no check uses them. replaced: the folders of editions that a newer one
    has replaced and that tell of groups or of reach, which readers know all the same. passed: pages and files that an
    earlier audit by the same program found to agree with the same tables; they are not examined again. `Stop` where a
    file is missing or cannot be read, or a row's indicator or window is in no definitions.
    """
    last = list(folders.values())[-1]
    # The newest publication's definitions stand for those that were made before there were any.
    read = [Folder(half_year, path, last) for half_year, path in folders.items()]
    # Before anything is read, so that whoever holds these against the files afterwards sees that none has changed.
    digests = {folder.half_year: folder.list_digests_to_certify() for folder in read}
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
    courses = [read_courses(path) for path in (*replaced, *(folder.path for folder in read))]
    failures += reach_history.find_changed_courses(newest.half_year, courses)
    for folder in read[:-1]:
        # The newest is examined whole; of the older ones what the newest does not repeat.
        older = _examine_folder(folder, _find_families_not_repeated(folder, newest))
        failures += older.failures
        failures += history.find_moved_hidden_sums(newest.half_year, older.sums, examined.sums, k)
    for place, folder in enumerate(read):
        failures += find_unread_files(folder)
        failures += check_tables(folder, ever_shown)
        failures += check_pages(folder, folder is newest, read[:place], passed)
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
        digests=digests,
        # In a set, for the newest and an older folder may find the same; sorted, for the same files must give the same
        # bytes.
        failures=tuple(sorted(set(failures))),
        by_rule=by_rule,
        by_complement=by_complement,
    )
