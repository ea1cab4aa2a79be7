"""The audit of a table of printed figures: every relation that the definitions and the plan give, held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
from hpanalysis.audit_table.table import facts, table_file
from hpanalysis.audit_table.table.figures import PrintedFigure, is_figures, read_figures
from hpanalysis.audit_table.table.findings import AuditResult, Finding, FindingKind
from hpanalysis.audit_table.table.known import Areas, Known
from hpanalysis.audit_table.table.table_file import TableFile, refuse_file
from hpanalysis.definitions.model import Indicator
from hpanalysis.tables import Answer


@dataclass(frozen=True)
class TablesToAudit:
    """What is audited. name: the table's file. figures: its own. facts: printed elsewhere. activities: of hours."""

    name: str
    figures: tuple[PrintedFigure, ...]
    facts: tuple[facts.Facts, ...]
    activities: tuple[TableFile, ...]
    areas: Areas


def _read_areas(table: TableFile) -> Areas:
    return Areas.of((row["area_id"], row["kind"], row["name_da"]) for row in table.rows)


def read_tables(path: Path, context: Iterable[Path], areas: Areas, indicators: dict[str, Indicator]) -> TablesToAudit:
    """The table and its context, each file known by its headings. `Stop` for a file that is none of them.

    A context file like areas.csv tells which areas there are, instead of the plan's.
    """
    figures = read_figures(table_file.read_table_file(path), indicators)
    found, activities = [], []
    for table in map(table_file.read_table_file, context):
        if is_figures(table):
            figures += read_figures(table, indicators)
        elif hours.is_hours(table):
            activities.append(table)
        elif facts.is_areas(table):
            found.append(facts.read_area_facts(table))
            areas = _read_areas(table)
        elif facts.is_context(table):
            found.append(facts.read_context(table))
        else:
            raise refuse_file(
                table.name,
                "Overskriften kendes ikke.",
                "en tabel som baselines.csv, context.csv, areas.csv eller activities.csv.",
                "Ret overskriften, og prøv igen.",
                1,
            )
    return TablesToAudit(path.name, tuple(figures), tuple(found), tuple(activities), areas)


def _align_with_table(own: Iterable[PrintedFigure], facts: Iterable[PrintedFigure]) -> list[PrintedFigure]:
    """The facts, with window and source as the table has them (`2024-10 (leavers 2023)`).

    Where the table names no source for an indicator, a fact's source is none that differs.
    """
    written, unnamed = {}, set()
    for figure in own:
        written[figure.indicator, figure.window.split(" (")[0]] = figure.window
        unnamed |= set() if figure.source else {figure.indicator}
    return [
        replace(
            fact,
            window=written.get((fact.indicator, fact.window), fact.window),
            source="" if fact.indicator in unnamed else fact.source,
        )
        for fact in facts
    ]


def _check_group(group: Group) -> tuple[list[Finding], list[FindingKind]]:
    findings = [*size_findings.find_differing_sizes(group), *size_findings.check(AreaSizes.of(group))]
    held: list[FindingKind] = []
    sized = AreaSizes.of(group)
    # Areas whose n do not make the total's may well leave it outside their range: that is told already.
    between = () if sized.total_wrong else (ranges.check,)
    for check in (sums.check, sums.check_shares, *between):
        found, right = check(group)
        findings, held = findings + found, held + right
    if sized.total and sized.parts and not sized.total_wrong:
        held.append(FindingKind.TOTAL_SIZE)
    return findings, held


def _check_figures(figures: Iterable[PrintedFigure], known: Known) -> tuple[list[Finding], list[FindingKind]]:
    findings, held = [], []
    for figure in figures:
        answer = shares_of_persons.check(figure, known)
        findings += [answer] if answer else []
        findings += [found] if (found := shares_of_persons.check_whole(figure, known)) else []
        held += [FindingKind.NO_COUNT] if answer is None else []
    return findings, held


def _sort_findings(findings: Iterable[Finding], table: str) -> tuple[Finding, ...]:
    """Contradictions first, the table's own before those of its context; then by kind and row."""
    answers, kinds = list(Answer), list(FindingKind)

    def place(finding: Finding) -> tuple:
        first = finding.cells[0]
        return answers.index(finding.answer), first.file != table, first.file, kinds.index(finding.kind), first.row

    return tuple(sorted(findings, key=place))


def audit(tables: TablesToAudit, indicators: dict[str, Indicator]) -> AuditResult:
    """Hold a table against every relation. Facts printed elsewhere take part where they say what they are."""
    counted = frozenset().union(*(found.counted for found in tables.facts))
    labels = {key: label for found in tables.facts for key, label in found.labels.items()}
    known = Known(indicators, tables.areas, counted, labels)
    elsewhere = _align_with_table(tables.figures, [f for found in tables.facts for f in found.figures])
    dated = [f for f in elsewhere if f.window]
    undated = [f for f in elsewhere if not f.window]
    own = [*tables.figures, *dated]
    groups = group_figures([f for f in own if f.value is not None], known, [f for f in undated if f.value is not None])
    part_of = {key: wholes for found in tables.facts for key, wholes in found.part_of.items()}
    answers = [
        _check_figures(tables.figures, known),
        *(_check_group(group) for group in groups),
        printed_twice.check([*own, *undated], known),
        printed_twice.check_undated(undated, groups),
        parts_elsewhere.check([*own, *undated], part_of, known),
        *(hours.check(table) for table in tables.activities),
    ]
    findings = [finding for found, _ in answers for finding in found]
    findings += parts_elsewhere.check_other_years(own, known)
    findings += copies.check(tables.figures, known)
    findings += undecided.find_unknown(tables.figures, known)
    findings += undecided.find_without_persons(tables.figures, known)
    findings += undecided.find_incomparable_municipality(groups)
    held = Counter(kind for _, right in answers for kind in right)
    return AuditResult(
        _sort_findings(findings, tables.name),
        {kind: held[kind] for kind in FindingKind if held[kind]},
        len(tables.figures),
    )
