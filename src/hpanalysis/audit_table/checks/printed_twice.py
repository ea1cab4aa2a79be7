"""Two prints of the same figure, in one table or in two: one number must be able to be printed as both."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import list_relations
from hpanalysis.audit_table.counts.system import solve
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, find_possible_counts
from hpanalysis.tables import Answer

_UNDATED = "Det kan ikke afgøres, om det skulle være samme tal, for perioden er ikke trykt."
_TWO_SOURCES = "Kilderne er forskellige, så det kan ikke afgøres, om tallene skulle være ens."
_DIFFERENT = "Det kan ikke være det samme tal, heller ikke når afrundingen regnes med."


def can_be_same(first: PrintedFigure, second: PrintedFigure) -> bool:
    """Say whether one number can be printed as both figures: 10 and 9,9 can be, 10,0 and 9,9 cannot. Called to find
    contradictions between two prints of one indicator and area, both with a value. 9,95 could be both 10,0 and 9,9 if
    it were rounded up in one place and down in the other; that is reported as a difference."""
    for printed, other in ((first.n, second.n), (first.count, second.count)):
        if printed is not None and other is not None and printed != other:
            return False
    return first.number.least < second.number.greatest and second.number.least < first.number.greatest


def _quote_print(figure: PrintedFigure, known: Known) -> str:
    """Quote one of two prints with its place: `12,3 pct. (context.csv, række 4, kilde Danmarks Statistik)`. Called when
    two prints differ, and when a figure without a period does not fit the others."""
    source = f", kilde {figure.source}" if figure.source else ""
    return f"{words.describe_value(figure, known)} ({figure.file}, række {figure.row}{source})"


def _report_difference(first: PrintedFigure, second: PrintedFigure, known: Known, answer: Answer, why: str) -> Finding:
    """Make the finding for two prints of one figure that cannot be the same number. Called by `check` and, for a print
    without a period, by `_compare_undated`. why: Danish, what the difference proves or does not prove."""
    reasoning = (
        f"{words.name_figure(first, known)} er trykt som {_quote_print(first, known)} og som "
        f"{_quote_print(second, known)}. {why}"
    )
    return Finding(kind=FindingKind.TWO_PRINTS, answer=answer, cells=(first.cell(), second.cell()), reasoning=reasoning)


def check(figures: Iterable[PrintedFigure], known: Known) -> CheckResult:
    """Compare all prints of one indicator, window and area with each other. Called once an audit with the figures of
    the table and its context. A difference is undecided where no period is printed or where two sources are named,
    which may well differ; otherwise it is a contradiction. Figures without a value are left out."""
    prints: dict[tuple[str, str, str], list[PrintedFigure]] = {}
    result = CheckResult([], [])
    for figure in figures:
        if figure.value is None:
            continue
        earlier = prints.setdefault((figure.indicator, figure.window, figure.area), [])
        other = next((f for f in earlier if not can_be_same(f, figure)), None)
        if other is not None:
            if not figure.window:
                answer, why = Answer.UNDECIDED, _UNDATED
            elif other.source and figure.source and other.source != figure.source:
                answer, why = Answer.UNDECIDED, _TWO_SOURCES
            else:
                answer, why = Answer.CONTRADICTED, _DIFFERENT
            result.findings.append(_report_difference(other, figure, known, answer, why))
        elif earlier:
            result.consistent.append(FindingKind.TWO_PRINTS)
        earlier.append(figure)
    return result


def _derive_counts(group: Group, figure: PrintedFigure) -> PossibleCounts | None:
    """Derive which counts a group's figures (over one denominator, in one window) leave possible for a figure that the
    group does not print; None if the area's n is not known, the figures contradict each other, or nothing is excluded.
    Called for a figure printed elsewhere without a period, to see whether it fits the group."""
    variable, sizes = (figure.indicator, figure.area), group.sizes
    if not group.known.is_count(figure.indicator) and figure.area not in sizes:
        return None
    ranges = group.find_believable_counts(sizes) | {variable: group.free(variable, sizes)}
    solved, failed = solve(ranges, list_relations(group, ranges, sizes))
    return None if failed or solved[variable] == group.free(variable, sizes) else solved[variable]


def _compare_undated(group: Group, figure: PrintedFigure) -> CheckResult:
    """Compare a figure printed without a period with one group, as if it belonged to the group's window.

    Called by `check_undated` for each group with the figure's denominator. If the group prints the figure too, the two
    prints are compared; else the figure is compared with what the group's other figures leave possible. The result is
    empty if the group says nothing of it.
    """
    known = group.known
    consistent = CheckResult([], [FindingKind.TWO_PRINTS])
    printed = group.figures.get((figure.indicator, figure.area))
    if printed is not None and printed.value is not None:
        if can_be_same(printed, figure):
            return consistent
        return CheckResult([_report_difference(printed, figure, known, Answer.UNDECIDED, _UNDATED)], [])
    derived = _derive_counts(group, figure)
    if derived is None:
        return CheckResult([], [])
    n = None if known.is_count(figure.indicator) else group.sizes[figure.area]
    if n:
        can_be_true = bool(derived & find_possible_counts(figure.number, n))
    else:
        can_be_true = derived.least <= figure.number.greatest and figure.number.least <= derived.greatest
    if can_be_true:
        return consistent
    decimals = figure.number.decimals
    counts = words.describe_counts(derived) if n is None else words.describe_counts_out_of(derived, n, decimals)
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som {_quote_print(figure, known)}, men de andre trykte tal "
        f"({words.shorten_window(group.window)}) giver noget andet. {_UNDATED}"
    )
    finding = Finding(
        kind=FindingKind.TWO_PRINTS,
        answer=Answer.UNDECIDED,
        cells=(figure.cell(),),
        reasoning=reasoning,
        derived=f"De giver {counts}.",
        least=find_smallest_group((count, n or count) for count in derived.ends),
    )
    return CheckResult([finding], [])


def check_undated(undated: Iterable[PrintedFigure], groups: Iterable[Group]) -> CheckResult:
    """Compare figures printed without a period with the groups of figures over the same denominator, in every window.
    Called once an audit. A print that can be true in one window is consistent. One that differs from all of them is
    reported with the first, as undecided: it may be of a window that is not printed."""
    groups, result = list(groups), CheckResult([], [])
    for figure in undated:
        if figure.value is None:
            continue
        family = [g for g in groups if g.known.family(figure.indicator) in {g.known.family(i) for i in g.indicators}]
        compared = [answer for group in family if any(answer := _compare_undated(group, figure))]
        if compared and all(answer.findings for answer in compared):
            result.findings.append(compared[0].findings[0])
        elif compared:
            result.consistent.append(FindingKind.TWO_PRINTS)
    return result
