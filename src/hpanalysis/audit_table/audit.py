"""The audit of a table of printed figures: every relation that the definitions and the plan give, held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hpanalysis.audit_table.checks import (
    copies,
    hours,
    parts_elsewhere,
    printed_twice,
    ranges,
    shares_of_persons,
    size_findings,
    sums,
    undecided,
)
from hpanalysis.audit_table.counts.groups import Group, group_figures
from hpanalysis.audit_table.counts.sizes import AreaSizes
from hpanalysis.audit_table.table import facts
from hpanalysis.audit_table.table.figures import PrintedFigure, is_figures, read_figures
from hpanalysis.audit_table.table.findings import AuditResult, CheckResult, Finding, FindingKind
from hpanalysis.audit_table.table.known import Areas, Known
from hpanalysis.audit_table.table.table_file import read_table_file, refuse_file
from hpanalysis.by_hand.csv_table import CsvTable
from hpanalysis.definitions.model import Indicator
from hpanalysis.tables import Answer


@dataclass(frozen=True)
class TablesToAudit:
    """A table and its context files, read but not yet checked; made by `read_tables`, and what `audit` takes."""

    name: str  # the table's file
    figures: tuple[PrintedFigure, ...]  # its own, and those of context files that are such tables too
    facts: tuple[facts.Facts, ...]  # what is printed elsewhere
    activities: tuple[CsvTable, ...]  # tables with the hours of activities
    areas: Areas
    names: Mapping[tuple[str, str], str]  # of the activities, by delaftale and id: their hours have those alone


def read_tables(
    path: Path,
    context: Iterable[Path],
    areas: Areas,
    indicators: dict[str, Indicator],
    names: Mapping[tuple[str, str], str] | None = None,
) -> TablesToAudit:
    """Read the table and its context files, each recognised by its headings; nothing is checked yet.

    Called by `plan_tables.audit_file`, whose next step is `audit`. context: files like context.csv, areas.csv or
    hours.csv, or further tables. areas: the plan's; a context file like areas.csv replaces them. names: of activities
    by their ids, for tables of hours that have none. `Stop` for a file with other headings, or one that cannot be read.
    """
    figures = read_figures(read_table_file(path), indicators)
    all_facts, activities = [], []
    for table in map(read_table_file, context):
        if is_figures(table):
            figures += read_figures(table, indicators)
        elif hours.is_hours(table):
            activities.append(table)
        elif facts.is_areas(table):
            all_facts.append(facts.read_area_facts(table))
            areas = Areas.of((row["area_id"], row["kind"], row["name_da"]) for row in table.rows)
        elif facts.is_context(table):
            all_facts.append(facts.read_context(table))
        else:
            raise refuse_file(
                table.name,
                "Overskriften kendes ikke.",
                "en tabel som baselines.csv, context.csv, areas.csv eller hours.csv.",
                "Ret overskriften, og prøv igen.",
                row=1,
            )
    return TablesToAudit(path.name, tuple(figures), tuple(all_facts), tuple(activities), areas, names or {})


def _align_with_table(table: Iterable[PrintedFigure], elsewhere: Iterable[PrintedFigure]) -> list[PrintedFigure]:
    """Give figures printed elsewhere the window and source that the audited table writes, so that figures which are the
    same in both are grouped and compared.

    Called once an audit, before figures are grouped by denominator, window and source. The table may write
    `2024-10 (leavers 2023)` where context.csv writes `2024-10`. Where the table names no source for an indicator, a
    figure printed elsewhere loses its source too, because otherwise it would count as a figure of another source.
    """
    written, unnamed = {}, set()
    for figure in table:
        written[figure.indicator, figure.window.split(" (")[0]] = figure.window
        if not figure.source:
            unnamed.add(figure.indicator)
    return [
        replace(
            fact,
            window=written.get((fact.indicator, fact.window), fact.window),
            source="" if fact.indicator in unnamed else fact.source,
        )
        for fact in elsewhere
    ]


def _check_group(group: Group) -> CheckResult:
    """Run all checks of a group of printed figures with the same denominator: their findings, and a kind for each
    relation that was checked and holds. Called for each group when a table of printed figures is audited."""
    sizes = AreaSizes.of(group)
    result = CheckResult([*size_findings.find_differing_sizes(group), *size_findings.check(sizes)], [])
    # Where the areas' n do not add up to the total's, the total's figure may well be outside the range of the areas'
    # figures; the wrong n is reported already.
    between = () if sizes.wrong_total else (ranges.check,)
    for check in (sums.check, sums.check_shares, *between):
        findings, consistent = check(group)
        result.findings.extend(findings)
        result.consistent.extend(consistent)
    # Where an area prints no n, the sum was not checked, so it does not count as a relation that holds.
    if sizes.total and sizes.complete and not sizes.wrong_total:
        result.consistent.append(FindingKind.TOTAL_SIZE)
    return result


def _check_figures(figures: Iterable[PrintedFigure], known: Known) -> CheckResult:
    """Run the checks that look at one figure at a time: is its percentage, or its count, possible at all?

    Called by `audit` once, with the figures of the audited table and of any context file that is such a table too.
    known: the definitions and areas that they are read by. In the result, `findings` are what cannot be true, and
    `consistent` has NO_COUNT once for each percentage that a whole number of persons gives at the printed n; where that
    number is printed too, it must be the printed one.
    """
    result = CheckResult([], [])
    for figure in figures:
        findings, consistent = shares_of_persons.check(figure, known)
        result.findings.extend([*findings, *shares_of_persons.check_whole(figure, known)])
        result.consistent.extend(consistent)
    return result


def _sort_findings(findings: Iterable[Finding], table: str) -> tuple[Finding, ...]:
    """Sort the findings: contradictions first, those in the table itself before those in its context files (by file),
    then by kind and row. Called at the end of `audit`, which checks a printed table. table: the name of the table's
    file."""
    answers, kinds = list(Answer), list(FindingKind)

    def place(finding: Finding) -> tuple[int, bool, str, int, int]:
        """Make the key that a finding is sorted by; its first cell gives file and row. Called for each finding."""
        first = finding.cells[0]
        return answers.index(finding.answer), first.file != table, first.file, kinds.index(finding.kind), first.row

    return tuple(sorted(findings, key=place))


def audit(tables: TablesToAudit, indicators: dict[str, Indicator]) -> AuditResult:
    """Check a table of printed figures, read by `read_tables`, for what cannot be true: a percentage that no count
    gives, areas that do not make their total, and the like.

    Called by `plan_tables.audit_file`, for the command `audit-table` and for the plan's own baselines. The result has
    all findings, and how many relations of each kind hold. Figures printed elsewhere take part where their file says
    which indicator or column they are, or what they are a part of. indicators: the definitions by key.
    """
    known = Known(
        indicators,
        tables.areas,
        counted_facts=frozenset().union(*(its_facts.counted for its_facts in tables.facts)),
        fact_labels={key: label for its_facts in tables.facts for key, label in its_facts.labels.items()},
    )
    part_of = {key: wholes for its_facts in tables.facts for key, wholes in its_facts.part_of.items()}
    elsewhere = _align_with_table(tables.figures, [f for its_facts in tables.facts for f in its_facts.figures])
    undated = [f for f in elsewhere if not f.window]
    dated = [*tables.figures, *(f for f in elsewhere if f.window)]
    groups = group_figures(
        [f for f in dated if f.value is not None], known, [f for f in undated if f.value is not None]
    )
    results = [
        _check_figures(tables.figures, known),
        *(_check_group(group) for group in groups),
        printed_twice.check([*dated, *undated], known),
        printed_twice.check_undated(undated, groups),
        parts_elsewhere.check([*dated, *undated], part_of, known),
        *(hours.check(table, tables.names) for table in tables.activities),
    ]
    findings = [finding for result in results for finding in result.findings]
    findings += parts_elsewhere.check_other_years(dated, known)
    findings += copies.check(tables.figures, known)
    findings += undecided.find_unknown(tables.figures, known)
    findings += undecided.find_without_persons(tables.figures, known)
    findings += undecided.find_incomparable_municipality(groups)
    consistent = Counter(kind for result in results for kind in result.consistent)
    return AuditResult(
        _sort_findings(findings, tables.name),
        {kind: consistent[kind] for kind in FindingKind if consistent[kind]},
        len(tables.figures),
    )
