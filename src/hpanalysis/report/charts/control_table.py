"""The figures of a control chart as tables: the limits of each phase, and every month with the rules it meets."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.published.names import MONTHS_CSV
from hpanalysis.report import marks
from hpanalysis.report.charts.comparison_figure import link_csv_file
from hpanalysis.report.control_series import Month, Series
from hpanalysis.report.html import tag
from hpanalysis.report.words import control_words
from hpanalysis.report.words.speaker import Speaker

_NO_LIMITS = "for få måneder"


def _make_head(names: Sequence[str]) -> Markup:
    """The head row of a table with columns of these names. Called for the two tables under a control chart."""
    return tag("thead", tag("tr", [tag("th", name, scope="col") for name in names]))


def _name_area(speaker: Speaker, series: Series) -> str:
    """The short name of the area whose months these are. Called for the two tables under a control chart."""
    return speaker.release.plan.area(series.area_id).short


def _make_phase_row(speaker: Speaker, series: Series, first: Month) -> Markup:
    """A row of the table of limits: those of one phase (months whose limits were computed together), or three times
    `for få måneder` where it has too few months. Called for each phase. first: the phase's first month; series: the
    area's months, all phases; speaker: the indicator's Danish words."""
    limits = first.limits
    values = [] if limits is None else [limits.lo, limits.centre, limits.hi]
    texts = [control_words.format_value(value, speaker) for value in values] or [_NO_LIMITS] * 3
    return tag(
        "tr",
        [
            tag("th", _name_area(speaker, series), scope="row"),
            tag("td", danish.format_month(first.month)),
            [tag("td", text, class_="num") for text in texts],
            tag("td", "ja" if limits is not None and limits.trial else "nej"),
            tag("td", first.why),
        ],
        data_om=first.key,
    )


def make_limits_table(speaker: Speaker, all_series: list[Series]) -> Markup:
    """The table of a control chart's limits: a row for each area and phase, with the reason for new limits. Called by
    `fold_tables`. all_series: those drawn, the areas' together first; speaker: the indicator's Danish words."""
    rows = [_make_phase_row(speaker, series, phase[0]) for series in all_series for phase in series.phases]
    head = _make_head(
        ["Område", "Fra", "Nedre grænse", "Gennemsnit", "Øvre grænse", "Foreløbige", "Hvorfor beregnet på ny"]
    )
    caption = tag("caption", f"{speaker.indicator.label}, grænser i kontroldiagrammet")
    return tag("table", caption, head, tag("tbody", rows))


def _make_cells(speaker: Speaker, month: Month | None) -> list[Markup]:
    """An area's two cells in the row of a month: its figure (or the word for why it is not shown), and the rules of
    special variation that it meets. Called for each area and month of the table. month: None if never delivered."""
    if month is None:
        return [tag("td", "ikke leveret", class_="num tom"), tag("td")]
    if month.value is None:
        state = tag(
            "td",
            marks.make_state(month.status),
            class_=f"num {marks.find_state_class(month.status)}",
            data_om=month.key,
        )
        return [state, tag("td")]
    rules = "; ".join(rule.value for rule in month.rules)
    value = tag("td", control_words.format_value(month.value, speaker), class_="num", data_om=month.key)
    return [value, tag("td", rules, data_om=f"{month.key} rules")]


def make_months_table(speaker: Speaker, all_series: list[Series]) -> Markup:
    """The table of a control chart's months: for each area its figure and the rules that it meets. Called by
    `fold_tables`. all_series: the series drawn; a month that one of them lacks still has a row."""
    by_month = [{month.month: month for month in series.months} for series in all_series]
    names = [name for series in all_series for name in (_name_area(speaker, series), "Regler")]
    rows = [
        tag(
            "tr",
            tag("th", danish.format_month(month), scope="row"),
            [_make_cells(speaker, months.get(month)) for months in by_month],
        )
        for month in sorted({month for months in by_month for month in months})
    ]
    caption = tag("caption", f"{speaker.indicator.label}, måned for måned")
    return tag("table", caption, _make_head(["Måned", *names]), tag("tbody", rows))


def fold_tables(speaker: Speaker, all_series: list[Series]) -> Markup:
    """The limits and the months of a control chart as tables, folded away under it, with a link to the CSV file. Called
    when the chart's <figure> is made. all_series: those drawn: the areas together, and the municipality where shown."""
    tables = (make_limits_table(speaker, all_series), make_months_table(speaker, all_series))
    label = f"{speaker.indicator.label} måned for måned"
    scrolling = tag("div", tables, class_="rul", tabindex="0", role="region", aria_label=label)
    link = link_csv_file(MONTHS_CSV, "Månedstallene som CSV-fil")
    return tag("details", tag("summary", "Vis tallene som tabel"), scrolling, link)


def link_months_file(control: pd.DataFrame) -> Markup | None:
    """The front page's link to the CSV file of the control charts' months; None where no indicator has any. Called by
    `site.index` when the front page is made. control: the published months (`tables.CONTROL`)."""
    if control.empty:
        return None
    words = ": månedstallene i kontroldiagrammerne med gennemsnit, grænser og de regler, der er opfyldt (CSV-fil)."
    return tag("p", tag("a", MONTHS_CSV, href=MONTHS_CSV), words)
