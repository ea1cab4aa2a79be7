"""The Danish phrases that findings are put together from: printed figures, counts of persons, lists and periods."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, compute_percentage
from hpanalysis.definitions.model import Unit


def describe_counts(possible: PossibleCounts) -> str:
    """Word a range of counts in Danish, for the sentences of a finding: `17`, `17 eller 18`, `fra 17 til 25`. Called by
    the checks of sums, of shares and of figures printed twice."""
    if possible.least == possible.greatest:
        return danish.format_number(possible.least)
    joined = "{} eller {}" if possible.greatest == possible.least + 1 else "fra {} til {}"
    return joined.format(danish.format_number(possible.least), danish.format_number(possible.greatest))


def describe_counts_out_of(possible: PossibleCounts, n: int, decimals: int) -> str:
    """Word a range of counts out of n with their percentages: `5 af 6 (83,3 pct.)`. Used where a finding says what a
    figure must be. A wide range is `fra 1.774 til 1.779 af 2.158 (82,2-82,4 pct.)`. decimals: those of the percentages.
    With n 0 no percentage is given."""
    percentages = (
        [danish.format_exactly(compute_percentage(count, n, decimals)) for count in possible.ends] if n else []
    )
    shares = f" ({'-'.join(dict.fromkeys(percentages))} pct.)" if percentages else ""
    return f"{describe_counts(possible)} af {danish.format_number(n)}{shares}"


def name_figure(figure: PrintedFigure, known: Known) -> str:
    """Name a figure in Danish at the start of a finding: `»Fravær over 10 pct.« for Vangdalen (2023-24)`. Called by
    `shares_of_persons` and `printed_twice`."""
    window = f" ({shorten_window(figure.window)})" if figure.window else ""
    return f"{known.label(figure.indicator)} for {known.areas.name(figure.area)}{window}"


def describe_value(figure: PrintedFigure, known: Known) -> str:
    """Quote a figure as printed: `12,3 pct.`, `16`, `45,9 pct. af 37`; `intet tal` where nothing is printed. Called
    wherever the reasoning of a finding quotes a figure of a printed table. A figure of an unknown indicator is read as
    a percentage if it is printed with an n."""
    if figure.value is None:
        return "intet tal"
    indicator = known.indicators.get(figure.indicator)
    percent = figure.n is not None if indicator is None else indicator.unit is Unit.PERCENT
    value = f"{figure.value}{' pct.' if percent else ''}"
    return f"{value} af {danish.format_number(figure.n)}" if figure.n is not None and percent else value


def shorten_window(window: str) -> str:
    """A window as findings name it, without what its table adds in brackets: `2024-10 (leavers 2023)` is `2024-10`.
    Called for the Danish sentences of findings about a table of printed figures."""
    return window.split(" (", maxsplit=1)[0]


def join_sentences(*parts: str) -> str:
    """Join the sentences of a finding, when it is worded, with spaces; empty ones are left out."""
    return " ".join(part for part in parts if part)
