"""Figures that are parts of others but stand apart from them: facts of context.csv, and counts of another year.

They have no common n, so a part's share is held against its container's share, which is one of the same persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.definitions.model import Count
from hpanalysis.tables import Answer

_UNDATED = "Det kan ikke afgøres, om det er en modstrid, for perioden er ikke trykt for dem begge."
_IMPOSSIBLE = "En del kan ikke være større end det, den er en del af."


def _report_part(part: PrintedFigure, whole: PrintedFigure, known: Known, answer: Answer, why: str) -> Finding:
    def said(figure: PrintedFigure) -> str:
        window = f" ({words.shorten_window(figure.window)})" if figure.window else " (uden periode)"
        return f"{known.label(figure.indicator)} {words.describe_value(figure, known)}{window}"

    reasoning = (
        f"{known.areas.name(part.area)}: {said(part)} er trykt større end {said(whole)}, som det er en del af. {why}"
    ).replace("..", ".")
    return Finding(FindingKind.PART_EXCEEDS, answer, (part.cell(), whole.cell()), reasoning)


def _group_by_place(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str], list[PrintedFigure]]:
    found: dict[tuple[str, str], list[PrintedFigure]] = {}
    for figure in figures:
        if figure.value is not None:
            found.setdefault((figure.indicator, figure.area), []).append(figure)
    return found


def check(
    figures: Iterable[PrintedFigure], part_of: dict[str, tuple[str, ...]], known: Known
) -> tuple[list[Finding], list[FindingKind]]:
    """Facts against what contains them in the same area and period; without a period nothing is proved."""
    placed, findings, held = _group_by_place(figures), [], []
    for (indicator, area), parts in placed.items():
        wholes = [whole for key in part_of.get(indicator, ()) for whole in placed.get((key, area), [])]
        for part in parts:
            for whole in wholes:
                dated = part.window and whole.window
                if dated and part.window != whole.window:
                    continue
                if part.value.least < whole.value.greatest:
                    held.append(FindingKind.PART_EXCEEDS)
                    continue
                answer = Answer.CONTRADICTED if dated else Answer.UNDECIDED
                findings.append(_report_part(part, whole, known, answer, _IMPOSSIBLE if dated else _UNDATED))
    return findings, held


def _pair_counts_by_date(known: Known) -> Iterator[tuple[str, str]]:
    """Counts of one source, the first placed in time by another date than the second: no part of it year by year."""
    counts = {key: i for key, i in known.indicators.items() if known.is_count(key) and isinstance(i.numerator, Count)}
    for key, own in counts.items():
        for other, theirs in counts.items():
            same = own.numerator.source == theirs.numerator.source
            if same and own.numerator.date is not None and theirs.numerator.date is None:
                yield key, other


def check_other_years(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Counts that are greater than those they begin as, in the same year: it may be so, and is said once."""
    placed, findings = _group_by_place(figures), []
    for later, begun in _pair_counts_by_date(known):
        pairs = [
            (one, other)
            for (indicator, area), own in placed.items()
            if indicator == later
            for one in own
            for other in placed.get((begun, area), [])
            if one.window == other.window and one.value.value > other.value.value
        ]
        if pairs:
            findings.append(_report_other_year(later, begun, pairs, known))
    return findings


def _report_other_year(
    later: str, begun: str, pairs: list[tuple[PrintedFigure, PrintedFigure]], known: Known
) -> Finding:
    said = [
        f"{known.areas.name(one.area)} {one.value}{_quote_source(one)} mod {other.value}{_quote_source(other)}"
        for one, other in pairs
    ]
    caveat = known.indicators[later].sentences.caveat or ""
    reasoning = words.join_sentences(
        f"{known.label(later)} er trykt større end {known.label(begun)} i {words.shorten_window(pairs[0][0].window)}:",
        f"{danish.join_words(said)}.",
        f"Det kan ikke afgøres, om det er en modstrid. {caveat}".strip(),
    )
    return Finding(
        FindingKind.PART_EXCEEDS, Answer.UNDECIDED, tuple(f.cell() for pair in pairs for f in pair), reasoning
    )


def _quote_source(figure: PrintedFigure) -> str:
    return f" ({figure.source})" if figure.source else ""
