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
    """Make the finding for a figure that is printed greater than the figure it is a part of, in the same area. Called
    by `check` for each such pair. answer: contradicted, or undecided where one of the two has no period. why: Danish,
    what the two figures prove or do not prove."""

    def quote(figure: PrintedFigure) -> str:
        """Quote a figure in the finding: its label, its value and its window. Called for the part and for the whole."""
        window = f" ({words.shorten_window(figure.window)})" if figure.window else " (uden periode)"
        return f"{known.label(figure.indicator)} {words.describe_value(figure, known)}{window}"

    reasoning = (
        f"{known.areas.name(part.area)}: {quote(part)} er trykt større end {quote(whole)}, som det er en del af. {why}"
    ).replace("..", ".")
    return Finding(kind=FindingKind.PART_EXCEEDS, answer=answer, cells=(part.cell(), whole.cell()), reasoning=reasoning)


def _group_by_place(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str], list[PrintedFigure]]:
    """Group the figures that have a value by (indicator, area), over all windows. Called at the start of `check` and of
    `check_other_years`, which compare counts of one area with each other."""
    by_place: dict[tuple[str, str], list[PrintedFigure]] = {}
    for figure in figures:
        if figure.value is not None:
            by_place.setdefault((figure.indicator, figure.area), []).append(figure)
    return by_place


def check(figures: Iterable[PrintedFigure], part_of: dict[str, tuple[str, ...]], known: Known) -> CheckResult:
    """Check every figure that is part of another against it, in the same area and period; findings, and a kind for each
    pair that agrees.

    Called once an audit with all figures, those of the table and of its context files. part_of: the key of a figure
    printed elsewhere -> the keys of what contains it. Where both have a period and it differs, they are not compared;
    where one has none, a part that is too great is undecided instead of contradicted.
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
    """Yield pairs (later, begun) of indicators that count cases of one source, the first dated by a date of its own.

    Called by `check_other_years`, which reports where the first is printed greater in the same area and year. Example:
    an eviction that is carried out is counted on the day it is, and the eviction case on the day it begins. Every
    eviction began as a case, but perhaps in the year before, so year by year the first can be the greater.
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
    """Report counts printed greater than the counts they begin as, in the same area and year: one finding a pair of
    indicators, for all areas and years. Called once an audit with the figures that have a period. Example: more
    evictions than eviction cases. It can be true, so the answer is undecided."""
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
    """Make the undecided finding for two counts: it lists each area in which the later is printed greater. Called by
    `check_other_years`. later and begun: their indicators, such as evictions and eviction cases. pairs: the figures of
    the two, an area each."""
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
    """Return a figure's source in brackets, or an empty text. Called for both figures of each pair that the finding of
    `check_other_years` lists."""
    return f" ({figure.source})" if figure.source else ""
