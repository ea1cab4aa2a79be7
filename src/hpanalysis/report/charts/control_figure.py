"""The control chart of an indicator in its <figure>: the areas together, and the municipality's own chart beside."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.plan import Area
from hpanalysis.report.charts import control_table
from hpanalysis.report.charts.control_chart import MarkedDay, Size, draw_control_chart
from hpanalysis.report.control_series import Series
from hpanalysis.report.html import join, tag
from hpanalysis.report.words import control_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Variation

# CSS class -> the size of the drawing that bears it: a page displays one of the first two.
_LARGE = {
    "kun-bred": Size(760, 270, left=40, right=600, named=True),
    "kun-smal": Size(340, 230, left=34, right=336, named=False),
}
_SMALL = {"panel": Size(340, 180, left=34, right=336, named=False)}

_EXPLAINED_MARKS = {
    Variation.WANTED: "Stor prik: særlig variation i den ønskede retning.",
    Variation.UNWANTED: "Rude: særlig variation, ikke i den ønskede retning.",
    Variation.NEUTRAL: "Firkant: særlig variation.",
}


def _place_day(day: date) -> float:
    """The position of a day on the axis of months: months since year 0, with a fraction. A month's own mark is drawn in
    its middle, so a month begins half a month before it. Called by `list_marked_days` for each event."""
    return day.year * 12 + day.month - 1 - 0.5 + (day.day - 1) / find_month_end(day).day


def list_marked_days(series: Series, speaker: Speaker) -> list[MarkedDay]:
    """The days that get a dashed line in a control chart, in order of time, each with the words that explain it. Called
    by `_make_panel` before the chart is drawn.

    They are the first months of phases with new limits, and the plan's events for the indicator and area within the
    months drawn. series: the area's months; speaker: the indicator's Danish words.
    """
    phases = [phase[0] for phase in series.phases if phase[0].why]
    marked = [MarkedDay(month.index - 0.5, control_words.explain_new_limits(month)) for month in phases]
    for event in speaker.release.plan.events_of(series.indicator_id):
        within = series.months[0].month <= event.day <= find_month_end(series.months[-1].month)
        # An event that made the limits be computed anew is told by its phase already.
        is_told = any(event.what in month.why for month in phases)
        if event.area_id == series.area_id and within and not is_told:
            words = finish(f"{danish.format_day(event.day)}: {event.what}")
            marked.append(MarkedDay(_place_day(event.day), words))
    return sorted(marked, key=lambda mark: mark.place)


def _make_panel(figure_id: str, series: Series, area: Area, speaker: Speaker, sizes: dict[str, Size]) -> Markup:
    """Draw an area's control chart in each of the sizes (CSS class -> size), with a list that explains its dashed
    lines. Called for the areas together and for the municipality. figure_id: the start of each drawing's id; series:
    the area's months; speaker: the indicator's Danish words."""
    marked = list_marked_days(series, speaker)
    description = control_words.describe_chart(series, speaker, area.name, [day.words for day in marked])
    svgs = [
        draw_control_chart(
            f"{figure_id}-{place}",
            series,
            size,
            marked,
            decimals=control_words.count_decimals(speaker),
            title=f"{speaker.indicator.label}: kontroldiagram",
            description=description,
            class_=class_,
        )
        for place, (class_, size) in enumerate(sizes.items())
    ]
    key = tag("ol", [tag("li", day.words) for day in marked], class_="note") if marked else None
    return join([*svgs, key])


def _write_note(speaker: Speaker, series: Series) -> str:
    """The note under the areas' control chart: limits, months not shown, the wanted direction, the shapes drawn, and
    how the limits lie to the target. Called by `make_control_figure`. series: of the areas together."""
    last = series.months[-1]
    drawn = {month.variation for month in series.months}
    sentences = [
        f"{speaker.indicator.label}, måned for måned.",
        control_words.describe_limits(last, speaker),
        control_words.list_months_not_shown(series),
        speaker.state_wanted_direction(),
        *(words for variation, words in _EXPLAINED_MARKS.items() if variation in drawn),
    ]
    assured = f" Mod målet: {last.assured.value}." if last.assured is not None else ""
    return " ".join(sentences) + assured


def _explain_missing_chart(series: Series, speaker: Speaker) -> Markup:
    """The sentence in the control chart's place where no month of the series has a number; the first month's status
    gives the reason. Called by `make_control_figure`. speaker: the indicator's Danish words."""
    status = series.months[0].status.value
    return tag("p", finish(f"Kontroldiagram for {speaker.indicator.label}: Månedstallene er {status}."), class_="note")


def _make_municipality_panel(series: Series | None, speaker: Speaker) -> Markup | None:
    """The municipality's own control chart, smaller and on its own scale, to stand under that of the areas. Called by
    `make_control_figure`. None where the municipality has no months (series None) or none that is shown."""
    if series is None or not series.is_shown:
        return None
    municipality = speaker.release.plan.municipality
    headline = control_words.write_headline(series, speaker)
    title = headline if municipality.name in headline else f"{municipality.name}: {headline}"
    limits = f"{control_words.describe_limits(series.months[-1], speaker)} Egen skala."
    drawn = _make_panel(f"kk-{speaker.indicator_id}", series, municipality, speaker, _SMALL)
    about = f"{speaker.indicator_id}/*/{series.area_id}"
    return tag("div", tag("p", tag("b", title)), drawn, tag("p", limits, class_="note"), data_om=about)


def make_control_figure(speaker: Speaker, all_series: dict[tuple[str, str], Series]) -> Markup | None:
    """The control chart of the areas together in its <figure>, with the municipality's chart and the tables under it.

    Called for each indicator with a target on a delaftale's page, and in a notebook by `IndicatorView.months`. None for
    an indicator that has no months; where no month may be shown, a sentence in its place. all_series: by indicator and
    area (`control_series.read_series`); speaker: the indicator's Danish words.
    """
    plan = speaker.release.plan
    series = all_series.get((speaker.indicator_id, plan.total.id))
    if series is None:
        return None
    if not series.is_shown:
        return _explain_missing_chart(series, speaker)
    figure_id = f"fig-{speaker.indicator_id}-kontrol"
    municipality = all_series.get((speaker.indicator_id, plan.municipality.id))
    title = tag("strong", control_words.write_headline(series, speaker), class_="overskrift", id=f"{figure_id}-h")
    explained = tag("p", f"{control_words.EXPLAINED} {control_words.CAUTION}")
    return tag(
        "figure",
        [
            tag("figcaption", title),
            _make_panel(f"kd-{speaker.indicator_id}", series, plan.total, speaker, _LARGE),
            tag("p", _write_note(speaker, series), class_="note"),
            _make_municipality_panel(municipality, speaker),
            tag("details", tag("summary", "Sådan læses et kontroldiagram"), explained),
            control_table.fold_tables(speaker, [s for s in (series, municipality) if s is not None and s.is_shown]),
        ],
        id=figure_id,
        aria_labelledby=f"{figure_id}-h",
        data_om=f"{speaker.indicator_id}/*/{series.area_id}",
    )
