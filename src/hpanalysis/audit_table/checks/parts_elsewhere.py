"""Figures that are parts of others but stand apart from them: facts of context.csv, and counts of another year.

They have no n in common, so the printed figures themselves are compared, each as the range that rounds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.definitions.model import Count
from hpanalysis.tables import Answer

_UNDATED = "Det kan ikke afgøres, om det er en modstrid, for perioden er ikke trykt for dem begge."
_IMPOSSIBLE = "En del kan ikke være større end det, den er en del af."


def _report_part(part: PrintedFigure, whole: PrintedFigure, known: Known, answer: Answer, why: str) -> Finding:
    """The finding for a part printed greater than its whole. why: Danish, what that proves or does not prove."""

    def quote(figure: PrintedFigure) -> str:
        window = f" ({words.shorten_window(figure.window)})" if figure.window else " (uden periode)"
        return f"{known.label(figure.indicator)} {words.describe_value(figure, known)}{window}"

    reasoning = (
        f"{known.areas.name(part.area)}: {quote(part)} er trykt større end {quote(whole)}, som det er en del af. {why}"
    ).replace("..", ".")
    return Finding(kind=FindingKind.PART_EXCEEDS, answer=answer, cells=(part.cell(), whole.cell()), reasoning=reasoning)


def _group_by_place(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str], list[PrintedFigure]]:
    """Indicator and area -> the figures printed for them, in any window; those without a value left out."""
    by_place: dict[tuple[str, str], list[PrintedFigure]] = {}
    for figure in figures:
        if figure.value is not None:
            by_place.setdefault((figure.indicator, figure.area), []).append(figure)
    return by_place


def check(figures: Iterable[PrintedFigure], part_of: dict[str, tuple[str, ...]], known: Known) -> CheckResult:
    """Facts against what contains them in the same area and period; without a period nothing is proved.

    part_of: a fact's key -> the keys of what contains it.
    """
    by_place, result = _group_by_place(figures), CheckResult([], [])
    for (indicator, area), parts in by_place.items():
        wholes = [whole for key in part_of.get(indicator, ()) for whole in by_place.get((key, area), [])]
        for part in parts:
            for whole in wholes:
                dated = part.window and whole.window
                if dated and part.window != whole.window:
                    continue
                if part.number.least < whole.number.greatest:
                    result.consistent.append(FindingKind.PART_EXCEEDS)
                elif dated:
                    result.findings.append(_report_part(part, whole, known, Answer.CONTRADICTED, _IMPOSSIBLE))
                else:
                    result.findings.append(_report_part(part, whole, known, Answer.UNDECIDED, _UNDATED))
    return result


def _pair_counts_by_date(known: Known) -> Iterator[tuple[str, str]]:
    """Pairs of counts from one source, where the first is placed in time by a date of its own and the second is not.

    Example: an eviction that is carried out is counted on the day it is, and the eviction case on the day it begins.
    Every eviction began as a case, but perhaps in the year before, so year by year the first can be the greater.
    """
    counts = {
        key: indicator.numerator
        for key, indicator in known.indicators.items()
        if known.is_count(key) and isinstance(indicator.numerator, Count)
    }
    for later, its_count in counts.items():
        for begun, other in counts.items():
            if its_count.source == other.source and its_count.date is not None and other.date is None:
                yield later, begun


def check_other_years(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Counts greater than those they begin as, in the same year: it can be true, and is reported once a pair."""
    by_place, findings = _group_by_place(figures), []
    for later, begun in _pair_counts_by_date(known):
        pairs = [
            (figure, other)
            for (indicator, area), printed in by_place.items()
            if indicator == later
            for figure in printed
            for other in by_place.get((begun, area), [])
            if figure.window == other.window and figure.number.value > other.number.value
        ]
        if pairs:
            findings.append(_report_other_year(later, begun, pairs, known))
    return findings


def _report_other_year(
    later: str, begun: str, pairs: list[tuple[PrintedFigure, PrintedFigure]], known: Known
) -> Finding:
    """The finding that lists every area in which the later count is printed greater than the one it begins as."""
    compared = [
        f"{known.areas.name(figure.area)} {figure.value}{_quote_source(figure)} mod {other.value}{_quote_source(other)}"
        for figure, other in pairs
    ]
    caveat = known.indicators[later].sentences.caveat or ""
    reasoning = words.join_sentences(
        f"{known.label(later)} er trykt større end {known.label(begun)} i {words.shorten_window(pairs[0][0].window)}:",
        f"{danish.join_words(compared)}.",
        f"Det kan ikke afgøres, om det er en modstrid. {caveat}".strip(),
    )
    return Finding(
        kind=FindingKind.PART_EXCEEDS,
        answer=Answer.UNDECIDED,
        cells=tuple(figure.cell() for pair in pairs for figure in pair),
        reasoning=reasoning,
    )


def _quote_source(figure: PrintedFigure) -> str:
    return f" ({figure.source})" if figure.source else ""
