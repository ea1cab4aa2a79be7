"""Two prints of the same figure, in one table or in two: they must be able to be the same number."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import relations
from hpanalysis.audit_table.counts.system import solve
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import Figure
from hpanalysis.audit_table.table.findings import Finding, Kind, least_of
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import Counts, behind
from hpanalysis.tables import Answer

_UNDATED = "Det kan ikke afgøres, om det skulle være samme tal, for perioden er ikke trykt."


def agree(one: Figure, other: Figure) -> bool:
    """Whether one number can be printed as both: 10 and 9,9 can be, 10,0 and 9,9 cannot.

    9,95 could, if it were rounded up in one place and down in the other; that is told as a difference.
    """
    for first, second in ((one.n, other.n), (one.count, other.count)):
        if first is not None and second is not None and first != second:
            return False
    return one.value.least < other.value.greatest and other.value.least < one.value.greatest


def _where(figure: Figure, known: Known) -> str:
    source = f", kilde {figure.source}" if figure.source else ""
    return f"{words.value(figure, known)} ({figure.file}, række {figure.row}{source})"


def _finding(one: Figure, other: Figure, known: Known, answer: Answer, why: str) -> Finding:
    reasoning = f"{words.subject(one, known)} er trykt som {_where(one, known)} og som {_where(other, known)}. {why}"
    return Finding(Kind.TWO_PRINTS, answer, (one.cell(), other.cell()), reasoning)


def check(figures: Iterable[Figure], known: Known) -> tuple[list[Finding], list[Kind]]:
    """Figures of one indicator, window and area. Of two sources that are named apart it cannot be said."""
    first: dict[tuple[str, str, str], list[Figure]] = {}
    findings, held = [], []
    for figure in figures:
        if figure.value is None:
            continue
        earlier = first.setdefault((figure.indicator, figure.window, figure.area), [])
        other = next((f for f in earlier if not agree(f, figure)), None)
        if other is None:
            held += [Kind.TWO_PRINTS] * bool(earlier)
        elif not figure.window:
            findings.append(_finding(other, figure, known, Answer.UNDECIDED, _UNDATED))
        elif other.source and figure.source and other.source != figure.source:
            why = "Kilderne er forskellige, så det kan ikke afgøres, om tallene skulle være ens."
            findings.append(_finding(other, figure, known, Answer.UNDECIDED, why))
        else:
            why = "Det kan ikke være det samme tal, heller ikke når afrundingen regnes med."
            findings.append(_finding(other, figure, known, Answer.CONTRADICTED, why))
        earlier.append(figure)
    return findings, held


def _computed(group: Group, figure: Figure) -> Counts | None:
    """What the group's other figures make of a figure that it does not print; None if that cannot be said."""
    variable, sizes = (figure.indicator, figure.area), group.sizes
    counted = group.known.is_count(figure.indicator)
    if not counted and figure.area not in sizes:
        return None
    ranges = group.believable(sizes) | {variable: group.free(variable, sizes)}
    solved, failed = solve(ranges, relations(group, ranges, sizes))
    return None if failed or solved[variable] == group.free(variable, sizes) else solved[variable]


def _undated_differs(group: Group, figure: Figure) -> Finding | bool | None:
    """A print without a period against a group: its finding, False where both can be true, None if it says nothing."""
    printed = group.figures.get((figure.indicator, figure.area))
    if printed is not None and printed.value is not None:
        return not agree(printed, figure) and _finding(printed, figure, group.known, Answer.UNDECIDED, _UNDATED)
    computed = _computed(group, figure)
    if computed is None:
        return None
    counted = group.known.is_count(figure.indicator)
    n = None if counted else group.sizes[figure.area]
    possible = behind(figure.value, n) if n else Counts(figure.value.least, figure.value.greatest)
    if computed & possible:
        return False
    made = words.counts(computed) if n is None else words.out_of(computed, n, figure.value.decimals)
    reasoning = (
        f"{words.subject(figure, group.known)} er trykt som {_where(figure, group.known)}, men de andre trykte tal "
        f"({words.period(group.window)}) giver noget andet. {_UNDATED}"
    )
    least = least_of((count, n or count) for count in (computed.least, computed.greatest))
    return Finding(Kind.TWO_PRINTS, Answer.UNDECIDED, (figure.cell(),), reasoning, f"De giver {made}.", "", least)


def check_undated(undated: Iterable[Figure], groups: Iterable[Group]) -> tuple[list[Finding], list[Kind]]:
    """Prints without a period against every window of their family: a difference is told, but proves nothing."""
    groups, findings, held = list(groups), [], []
    for figure in undated:
        if figure.value is None:
            continue
        own = [g for g in groups if g.known.family(figure.indicator) in {g.known.family(i) for i in g.indicators}]
        answers = [answer for group in own if (answer := _undated_differs(group, figure)) is not None]
        if answers and all(answers):
            findings.append(answers[0])
        elif answers:
            held.append(Kind.TWO_PRINTS)
    return findings, held
