"""The Danish of findings: figures as they are printed, counts of persons, areas and what follows."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, compute_percentage
from hpanalysis.definitions.model import Unit


def describe_counts(possible: PossibleCounts) -> str:
    """`17`, `17 eller 18`, `fra 17 til 25`."""
    if possible.single:
        return danish.format_number(possible.least)
    joined = "{} eller {}" if possible.greatest == possible.least + 1 else "fra {} til {}"
    return joined.format(danish.format_number(possible.least), danish.format_number(possible.greatest))


def persons(possible: PossibleCounts) -> str:
    return f"{describe_counts(possible)} {'person' if possible == PossibleCounts(1, 1) else 'personer'}"


def describe_counts_out_of(possible: PossibleCounts, n: int, decimals: int) -> str:
    """`5 af 6 (83,3 pct.)`, `fra 1.774 til 1.779 af 2.158 (82,2-82,4 pct.)`."""
    ends = (
        [danish.format_exactly(compute_percentage(count, n, decimals)) for count in (possible.least, possible.greatest)]
        if n
        else []
    )
    shares = f" ({'-'.join(dict.fromkeys(ends))} pct.)" if ends else ""
    return f"{describe_counts(possible)} af {danish.format_number(n)}{shares}"


def name_figure(figure: PrintedFigure, known: Known) -> str:
    """`»Fravær over 10 pct.« for Vangdalen (2023-24)`."""
    window = f" ({shorten_window(figure.window)})" if figure.window else ""
    return f"{known.label(figure.indicator)} for {known.areas.name(figure.area)}{window}"


def describe_value(figure: PrintedFigure, known: Known) -> str:
    """A figure as printed: `12,3 pct.`, `16`, `45,9 pct. af 37`."""
    if figure.value is None:
        return "intet tal"
    unit = known.indicators.get(figure.indicator)
    percent = figure.n is not None if unit is None else unit.unit is Unit.PERCENT
    said = f"{figure.value}{' pct.' if percent else ''}"
    return f"{said} af {danish.format_number(figure.n)}" if figure.n is not None and percent else said


def shorten_window(window: str) -> str:
    """A window without what a table adds to it in brackets: `2024-10 (leavers 2023)` is `2024-10`."""
    return window.split(" (", maxsplit=1)[0]


def join_sentences(*parts: str) -> str:
    """Sentences one after the other; those that are empty left out."""
    return " ".join(part for part in parts if part)
