"""The published figures that are corrected in a half-year: what they were, what they are now, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any  # a row of a table: its columns have no types of their own

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.published.names import CORRECTIONS_CSV, DATA_QUALITY_HTML
from hpanalysis.report import marks, numbers, periods, places
from hpanalysis.report.html import make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Cause, Status

ANCHOR = "rettede-tal"
_COLUMNS: list[cells_in_tables.Column] = [
    "Indikator",
    "Område",
    "Periode",
    ("Før", "num"),
    ("Nu", "num"),
    "Årsag",
    "Rettet den",
]


def _format_figure(row: Any, when: str, indicator: Indicator) -> str:
    """A corrected figure as it was or is now: its value with the counts behind it, or why there is none. Called twice
    for each corrected figure. row: of `tables.CORRECTIONS`; when: `before` or `now`, the end of its columns' names."""
    value, numerator, denominator = (getattr(row, f"{name}_{when}") for name in ("value", "numerator", "denominator"))
    if pd.isna(value):
        return marks.make_state(Status(getattr(row, f"status_{when}")))
    figure = numbers.format_on_mark(Decimal(value), indicator)
    if pd.isna(denominator):
        return figure
    counted = "ud" if indicator.unit is Unit.MEAN else numbers.format_numerator(Decimal(numerator))
    return f"{figure} ({counted} af {danish.format_number(Decimal(denominator))})"


def _make_cause_cell(row: Any) -> Markup:
    """The <td> on why a figure is corrected: kind of cause and a sentence. Called for each row of
    `tables.CORRECTIONS`."""
    return tag("td", f"{danish.capitalise(Cause(row.cause).value)}. ", tag("span", row.why), data_l="Årsag")


def _make_row(row: Any, release: Release) -> list[object]:
    """A corrected figure as a table row: which, before, now, why and when. Called for each row of
    `tables.CORRECTIONS`."""
    indicator, area = release.indicator(row.indicator_id), release.plan.area(row.area_id)
    return [
        indicator.label,
        places.name_area(area, indicator).bare,
        periods.name_period(indicator, row.window).short,
        _format_figure(row, "before", indicator),
        _format_figure(row, "now", indicator),
        _make_cause_cell(row),
        f"{row.corrected_on[8:]}-{row.corrected_on[5:7]}-{row.corrected_on[:4]}",
    ]


def summarise_corrections(corrected: pd.DataFrame, inside: str = "i dette halvår") -> str:
    """The sentence on how many published figures are corrected. Called for the section »Rettede tal« and the front
    page. corrected: `tables.CORRECTIONS`, may be empty; inside: in which half-year or year, `i 2026`."""
    if corrected.empty:
        return f"Ingen udgivne tal er rettet {inside}."
    figures = "ét udgivet tal" if len(corrected) == 1 else f"{danish.spell_count(len(corrected))} udgivne tal"
    return f"{danish.capitalise(inside)} er {figures} rettet."


def _explain_what_is_left_out(release: Release) -> str:
    """The note that a figure is not corrected if fewer than k persons make the difference, as it could tell something
    of them. Called for the section »Rettede tal«."""
    return (
        f"Et udgivet tal rettes ikke, når forskellen handler om færre end {release.plan.k} personer, for så kunne de "
        "to udgivelser tilsammen røbe noget om dem. Da står det tal, der er udgivet."
    )


def make_corrections_section(corrected: pd.DataFrame, release: Release, inside: str) -> Markup:
    """The section »Rettede tal«: a row for each published figure that is corrected, or that there is none. Called by
    the page on data quality and the data report. corrected: `tables.CORRECTIONS`; inside: the time it is about, `i
    2026`."""
    rule = tag("p", _explain_what_is_left_out(release), class_="note")
    summary = tag("p", summarise_corrections(corrected, inside))
    if corrected.empty:
        return make_section(ANCHOR, "Rettede tal", summary, rule)
    rows = [_make_row(row, release) for row in corrected.itertuples(index=False)]
    table = cells_in_tables.make_folding_table("Tal, der er udgivet anderledes før", _COLUMNS, rows)
    data = tag("p", "Halvårets rettede tal som data: ", tag("a", CORRECTIONS_CSV, href=CORRECTIONS_CSV), class_="note")
    return make_section(ANCHOR, "Rettede tal", [summary, table, rule, data])


def link_corrections_file(corrected: pd.DataFrame) -> Markup:
    """The front page's lines on corrected figures: the CSV file, how many there are and, if any, a link to the section
    on them. Called once for a half-year. corrected: `tables.CORRECTIONS`."""
    link = tag("a", "Se de rettede tal", href=f"{DATA_QUALITY_HTML}#{ANCHOR}")
    return tag(
        "p",
        tag("a", CORRECTIONS_CSV, href=CORRECTIONS_CSV),
        f": de udgivne tal, der er rettet, med de tal, der stod før. {summarise_corrections(corrected)} ",
        None if corrected.empty else link,
    )
