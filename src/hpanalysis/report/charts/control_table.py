"""The figures of a control chart as tables: the limits of each phase, and every month with the rules it meets."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.published.names import MONTHS_CSV
from hpanalysis.report import marks
from hpanalysis.report.charts.comparison_figure import link_csv_file
from hpanalysis.report.control_series import Month, Series
from hpanalysis.report.html import tag
from hpanalysis.report.words import control_words
from hpanalysis.report.words.speaker import Speaker

_NO_LIMITS = "for få måneder"


def _make_head(*names: str) -> Markup:
    return tag("thead", tag("tr", [tag("th", name, scope="col") for name in names]))


def _find_area(speaker: Speaker, series: Series) -> Area:
    return speaker.release.plan.area(series.area_id)


def _make_phase_row(speaker: Speaker, series: Series, first: Month) -> Markup:
    limits = first.limits
    numbers = [None] * 3 if limits is None else [limits.lo, limits.centre, limits.hi]
    told = [_NO_LIMITS if n is None else control_words.format_value(n, speaker) for n in numbers]
    return tag(
        "tr",
        tag("th", _find_area(speaker, series).short, scope="row"),
        tag("td", danish.format_month(first.month)),
        [tag("td", text, class_="num") for text in told],
        tag("td", "ja" if limits is not None and limits.trial else "nej"),
        tag("td", first.why),
    )


def make_limits_table(speaker: Speaker, found: list[Series]) -> Markup:
    """A row an area and phase."""
    rows = [_make_phase_row(speaker, series, phase[0]) for series in found for phase in series.phases]
    head = _make_head(
        "Område", "Fra", "Nedre grænse", "Gennemsnit", "Øvre grænse", "Foreløbige", "Hvorfor beregnet på ny"
    )
    caption = tag("caption", f"{speaker.indicator.label}, grænser i kontroldiagrammet")
    return tag("table", caption, head, tag("tbody", rows))


def _make_cells(speaker: Speaker, month: Month | None) -> list[Markup]:
    if month is None:
        return [tag("td", "ikke leveret", class_="num tom"), tag("td")]
    if month.value is None:
        return [
            tag("td", marks.make_state(month.status), class_=f"num {marks.find_state_class(month.status)}"),
            tag("td"),
        ]
    told = "; ".join(rule.value for rule in month.rules)
    return [tag("td", control_words.format_value(month.value, speaker), class_="num"), tag("td", told)]


def make_months_table(speaker: Speaker, found: list[Series]) -> Markup:
    """A row a month; for each area its figure and the rules that it meets."""
    by_month = [{month.month: month for month in series.months} for series in found]
    names = [name for series in found for name in (_find_area(speaker, series).short, "Regler")]
    rows = [
        tag(
            "tr",
            tag("th", danish.format_month(month), scope="row"),
            [_make_cells(speaker, of.get(month)) for of in by_month],
        )
        for month in sorted({month for of in by_month for month in of})
    ]
    caption = tag("caption", f"{speaker.indicator.label}, måned for måned")
    return tag("table", caption, _make_head("Måned", *names), tag("tbody", rows))


def fold_tables(speaker: Speaker, found: list[Series]) -> Markup:
    """Both tables, folded away under the chart."""
    tables = (make_limits_table(speaker, found), make_months_table(speaker, found))
    label = f"{speaker.indicator.label} måned for måned"
    rolled = tag("div", tables, class_="rul", tabindex="0", role="region", aria_label=label)
    return tag(
        "details",
        tag("summary", "Vis tallene som tabel"),
        rolled,
        link_csv_file(MONTHS_CSV, "Månedstallene som CSV-fil"),
    )


def link_months_file(control: pd.DataFrame) -> Markup | None:
    """The link to the published months; None where no indicator has any."""
    if control.empty:
        return None
    said = ": månedstallene i kontroldiagrammerne med gennemsnit, grænser og de regler, der er opfyldt (CSV-fil)."
    return tag("p", tag("a", MONTHS_CSV, href=MONTHS_CSV), said)
