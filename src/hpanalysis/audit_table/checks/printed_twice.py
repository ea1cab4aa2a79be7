"""Two prints of the same figure, in one table or in two: they must be able to be the same number."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import list_relations
from hpanalysis.audit_table.counts.system import solve
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, find_possible_counts
from hpanalysis.tables import Answer

_UNDATED = "Det kan ikke afgøres, om det skulle være samme tal, for perioden er ikke trykt."


def can_be_same(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether one number can be printed as both: 10 and 9,9 can be, 10,0 and 9,9 cannot.

    9,95 could, if it were rounded up in one place and down in the other; that is told as a difference.
    """
    for first, second in ((one.n, other.n), (one.count, other.count)):
        if first is not None and second is not None and first != second:
            return False
    return one.value.least < other.value.greatest and other.value.least < one.value.greatest


def _quote_print(figure: PrintedFigure, known: Known) -> str:
    source = f", kilde {figure.source}" if figure.source else ""
    return f"{words.describe_value(figure, known)} ({figure.file}, række {figure.row}{source})"


def _report_difference(one: PrintedFigure, other: PrintedFigure, known: Known, answer: Answer, why: str) -> Finding:
    reasoning = f"{words.name_figure(one, known)} er trykt som {_quote_print(one, known)} og som {_quote_print(other, known)}. {why}"
    return Finding(FindingKind.TWO_PRINTS, answer, (one.cell(), other.cell()), reasoning)


def check(figures: Iterable[PrintedFigure], known: Known) -> tuple[list[Finding], list[FindingKind]]:
    """Figures of one indicator, window and area. Of two sources that are named apart it cannot be said."""
    first: dict[tuple[str, str, str], list[PrintedFigure]] = {}
    findings, held = [], []
    for figure in figures:
        if figure.value is None:
            continue
        earlier = first.setdefault((figure.indicator, figure.window, figure.area), [])
        other = next((f for f in earlier if not can_be_same(f, figure)), None)
        if other is None:
            held += [FindingKind.TWO_PRINTS] * bool(earlier)
        elif not figure.window:
            findings.append(_report_difference(other, figure, known, Answer.UNDECIDED, _UNDATED))
        elif other.source and figure.source and other.source != figure.source:
            why = "Kilderne er forskellige, så det kan ikke afgøres, om tallene skulle være ens."
            findings.append(_report_difference(other, figure, known, Answer.UNDECIDED, why))
        else:
            why = "Det kan ikke være det samme tal, heller ikke når afrundingen regnes med."
            findings.append(_report_difference(other, figure, known, Answer.CONTRADICTED, why))
        earlier.append(figure)
    return findings, held


def _derive_counts(group: Group, figure: PrintedFigure) -> PossibleCounts | None:
    """What the group's other figures make of a figure that it does not print; None if that cannot be said."""
    variable, sizes = (figure.indicator, figure.area), group.sizes
    counted = group.known.is_count(figure.indicator)
    if not counted and figure.area not in sizes:
        return None
    ranges = group.believable(sizes) | {variable: group.free(variable, sizes)}
    solved, failed = solve(ranges, list_relations(group, ranges, sizes))
    return None if failed or solved[variable] == group.free(variable, sizes) else solved[variable]


def _compare_undated(group: Group, figure: PrintedFigure) -> Finding | bool | None:
    """A print without a period against a group: its finding, False where both can be true, None if it says nothing."""
    printed = group.figures.get((figure.indicator, figure.area))
    if printed is not None and printed.value is not None:
        return not can_be_same(printed, figure) and _report_difference(
            printed, figure, group.known, Answer.UNDECIDED, _UNDATED
        )
    computed = _derive_counts(group, figure)
    if computed is None:
        return None
    counted = group.known.is_count(figure.indicator)
    n = None if counted else group.sizes[figure.area]
    possible = find_possible_counts(figure.value, n) if n else PossibleCounts(figure.value.least, figure.value.greatest)
    if computed & possible:
        return False
    made = (
        words.describe_counts(computed)
        if n is None
        else words.describe_counts_out_of(computed, n, figure.value.decimals)
    )
    reasoning = (
        f"{words.name_figure(figure, group.known)} er trykt som {_quote_print(figure, group.known)}, men de andre trykte tal "
        f"({words.shorten_window(group.window)}) giver noget andet. {_UNDATED}"
    )
    least = find_smallest_group((count, n or count) for count in (computed.least, computed.greatest))
    return Finding(
        FindingKind.TWO_PRINTS, Answer.UNDECIDED, (figure.cell(),), reasoning, f"De giver {made}.", "", least
    )


def check_undated(undated: Iterable[PrintedFigure], groups: Iterable[Group]) -> tuple[list[Finding], list[FindingKind]]:
    """Prints without a period against every window of their family: a difference is told, but proves nothing."""
    groups, findings, held = list(groups), [], []
    for figure in undated:
        if figure.value is None:
            continue
        own = [g for g in groups if g.known.family(figure.indicator) in {g.known.family(i) for i in g.indicators}]
        answers = [answer for group in own if (answer := _compare_undated(group, figure)) is not None]
        if answers and all(answers):
            findings.append(answers[0])
        elif answers:
            held.append(FindingKind.TWO_PRINTS)
    return findings, held
