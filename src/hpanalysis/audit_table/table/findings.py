"""What an audit says: a finding is a relation that was held against the figures, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from hpanalysis.audit_table.table.figures import PrintedCell
from hpanalysis.tables import Answer


class FindingKind(Enum):
    """What a table is checked for. Each has its key in CSV and JSON, and in Danish what is wrong and what is right."""

    NO_COUNT = ("no_count", "En procent, som ingen hele personer giver", "Hele personer kan give procenten")
    COUNT_DIFFERS = ("count_differs", "Antallet passer ikke til procenten", "Antallet passer til procenten")
    SIZE_DIFFERS = (
        "size_differs",
        "Samme gruppe er trykt med to nævnere",
        "Samme gruppe er trykt med én nævner",
    )
    CATEGORIES = ("categories", "Kategorierne giver ikke 100 pct.", "Kategorierne giver 100 pct.")
    SUM_OF_PARTS = ("sum_of_parts", "Et samlet tal er ikke summen af sine dele", "Et samlet tal er summen af sine dele")
    PART_EXCEEDS = ("part_exceeds", "En del er større end sin helhed", "En del er højst så stor som sin helhed")
    TOTAL_SIZE = (
        "total_size",
        "Totalens nævner er ikke områdernes sum",
        "Totalens nævner er områdernes sum",
    )
    TOTAL_LEAVES_OUT = ("total_leaves_out", "Totalen mangler et område", "Totalen har alle områder med")
    TOTAL_COUNT = ("total_count", "Totalen er ikke summen af områderne", "Totalen er summen af områderne")
    TOTAL_RANGE = ("total_range", "Totalen ligger uden for områderne", "Totalen ligger mellem områderne")
    AREAS_EXCEED = (
        "areas_exceed",
        "Områderne er tilsammen større end det, de ligger i",
        "Områdernes tal kan rummes i det, de ligger i",
    )
    COPIED = ("copied", "En række er gentaget fra en anden", "Ingen række er gentaget")
    TWO_PRINTS = ("two_prints", "Samme tal er trykt på to måder", "Samme tal er trykt ens")
    TOGETHER = ("together", "Tallene kan ikke alle være rigtige på én gang", "Tallene kan alle være rigtige på én gang")
    HOURS = ("hours", "Ugetimer ganget med uger giver ikke årets timer", "Ugetimer ganget med uger giver årets timer")

    @property
    def key(self) -> str:
        """The kind's name in CSV, JSON and the published table. Read when the result is written."""
        return self.value[0]

    @property
    def title_if_wrong(self) -> str:
        """Danish, the title of a finding that contradicts. Read by `Finding.title`."""
        return self.value[1]

    @property
    def title_if_right(self) -> str:
        """What is right if the relation holds, in Danish: `Totalen er summen af områderne`. Read by `Finding.title` for
        a finding that cannot be decided, and where the result of an audit lists the relations that hold."""
        return self.value[2]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One answer of an audit: a contradiction, or a question that the printed figures cannot decide. Made by the
    checks, collected in `AuditResult` and written out by the module `writing`."""

    kind: FindingKind
    answer: Answer
    cells: tuple[PrintedCell, ...]  # the places it is about
    reasoning: str  # Danish, from printed figures alone
    derived: str = ""  # Danish, what follows from them in counts of persons; may be empty
    must_be: str = ""  # Danish, what the figures must then be; may be empty
    # The smallest number of persons, nought apart, that `derived` or `must_be` gives away or that a reader can get by
    # subtracting; None where they give away none.
    least: int | None = None

    @property
    def title(self) -> str:
        """The finding's title in Danish: what is wrong or, where that cannot be decided, what would be right. Read when
        the result of an audit is written."""
        return self.kind.title_if_wrong if self.answer is Answer.CONTRADICTED else self.kind.title_if_right

    def withhold_below(self, k: int) -> Finding:
        """Return the finding for the public edition: if what it derives gives away fewer than k persons, a Danish
        sentence takes its place. Called for each finding by `AuditResult.withhold_below`."""
        if self.least is None or self.least >= k:
            return self
        withheld = (
            f"Det kan regnes ud, hvad tallene må være, men det handler om færre end {k} personer "
            "og står kun i den fortrolige udgave."
        )
        return Finding(kind=self.kind, answer=self.answer, cells=self.cells, reasoning=self.reasoning, derived=withheld)


class CheckResult(NamedTuple):
    """What one check of an audit returns; `audit.audit` gathers those of all checks."""

    findings: list[Finding]
    consistent: list[FindingKind]  # the kind of each relation that holds, once for every time it was checked


def find_smallest_group(counts: Iterable[tuple[int, int]]) -> int | None:
    """Find the smallest number of persons, 0 apart, that these counts out of n give away; None if there is none. Called
    for each finding that derives counts: by its `least` the public edition withholds it. A count of n gives away three
    groups: those counted, the rest and all. `(28, 30)` gives away 28, 2 and 30."""
    return min((number for count, n in counts for number in (count, n - count, n) if number > 0), default=None)


@dataclass(frozen=True)
class AuditResult:
    """All the answers of an audit; made by `audit.audit`, written out by the module `writing`."""

    findings: tuple[Finding, ...]
    consistent: dict[FindingKind, int]  # how many relations of each kind were held against the figures and hold
    figure_count: int  # the figures of the table itself

    @property
    def contradicted(self) -> bool:
        """Whether any figure cannot be true; then the command `audit-table` ends with exit code 1. Read by that
        command, and when the result is written as JSON."""
        return any(finding.answer is Answer.CONTRADICTED for finding in self.findings)

    def findings_with(self, answer: Answer) -> list[Finding]:
        """The findings with one answer, in the result's order. Called when a summary counts them."""
        return [finding for finding in self.findings if finding.answer is answer]

    def withhold_below(self, k: int) -> AuditResult:
        """Return the result for the public edition: a finding from which a group of fewer than k persons could be
        worked out loses the sentences with what was worked out. Called by the command `audit-table`, and when the audit
        of the plan's own baselines is published."""
        findings = tuple(finding.withhold_below(k) for finding in self.findings)
        return AuditResult(findings, self.consistent, self.figure_count)
