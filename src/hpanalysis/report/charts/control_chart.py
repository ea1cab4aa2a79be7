"""Control charts (XmR) of months: is the variation ordinary, or does a rule say that it is special?

Numbers are drawn here, never computed: values, limits, phases and rules come from `judge.make_control_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup
from matplotlib.axes import Axes

from hpanalysis import danish
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.plan import Area
from hpanalysis.report.charts import control_table
from hpanalysis.report.charts.chart_style import TOKENS, make_cell_gid
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.charts.svg import make_canvas, render_inline_svg, write_text
from hpanalysis.report.control_series import Month, Series
from hpanalysis.report.html import join, tag
from hpanalysis.report.words import control_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Variation

# Shape first, then colour, as in the comparison chart: a diamond is never the wanted way.
_MARKERS = {
    Variation.WANTED: ("o", "good", 8),
    Variation.UNWANTED: ("D", "bad", 7),
    Variation.NEUTRAL: ("s", "ink", 7),
}
_ORDINARY = ("o", "ink", 4)
_DASHED, _DOTTED = (0, (4, 3)), (0, (1, 2))


@dataclass(frozen=True)
class MarkedDay:
    """A dashed line in a chart: where (months since year 0, with its part), and what the key says of it."""

    place: float
    words: str


@dataclass(frozen=True)
class _Frame:
    """Where things stand in a control chart, in CSS pixels; months are counted from `first` to `last`."""

    width: int
    height: int
    left: int
    right: int
    first: int
    last: int
    named: bool  # whether the lines are named at their ends

    top = 26

    @property
    def bottom(self) -> int:
        return self.height - 28

    def x(self, place: float) -> float:
        return self.left + 8 + (place - self.first) / max(1, self.last - self.first) * (self.right - self.left - 16)

    def y(self, value: float | Decimal, axis: Scale) -> float:
        return self.bottom - (float(value) - axis.low) / (axis.high - axis.low) * (self.bottom - self.top)


def _draw_grid(axes: Axes, frame: _Frame, axis: Scale) -> None:
    for tick in axis.ticks:
        y = frame.y(tick, axis)
        axes.plot([frame.left, frame.right], [y, y], color=TOKENS["rule"], lw=0.5, zorder=0)
        write_text(
            axes, frame.left - 5, y, danish.format_number(tick, axis.decimals), 11, ha="right", color=TOKENS["muted"]
        )


def _draw_month_axis(axes: Axes, frame: _Frame) -> None:
    """First and last month at the axis' ends, the years between at their Januaries."""
    y = frame.bottom + 14
    ends = ((frame.first, "left", frame.left), (frame.last, "right", frame.right))
    for place, side, x in ends if frame.last > frame.first else ends[:1]:
        month = f"{place % 12 + 1:02d}-{place // 12}"
        write_text(axes, x, y, month, 11, ha=side, color=TOKENS["muted"])
    for place in range(frame.first, frame.last + 1):
        if place % 12 == 0:
            x = frame.x(place)
            axes.plot([x, x], [frame.bottom, frame.bottom + 5], color=TOKENS["muted"], lw=0.8, zorder=0)
            if frame.left + 75 < x < frame.right - 75:
                write_text(axes, x, y, str(place // 12), 11, ha="center", color=TOKENS["muted"])


def _draw_phase_lines(axes: Axes, frame: _Frame, axis: Scale, phase: Sequence[Month]) -> None:
    """Centre and limits over the months of a phase; trial limits are dotted, not dashed."""
    limits = phase[0].limits
    if limits is None:
        return
    gap = float("nan")
    xs = [frame.x(phase[0].index - 0.4), frame.x(phase[-1].index + 0.4)]
    centre, lo, hi = (frame.y(value, axis) for value in (limits.centre, limits.lo, limits.hi))
    axes.plot(xs, [centre, centre], color=TOKENS["ghost"], lw=1.4, zorder=1)
    style = _DOTTED if limits.trial else _DASHED
    axes.plot([*xs, gap, *xs], [lo, lo, gap, hi, hi], color=TOKENS["muted"], lw=1.3, ls=style, zorder=1)
    if limits.trial and xs[1] - xs[0] > 110:
        write_text(axes, xs[1], hi - 8, control_words.TRIAL, 11, ha="right", color=TOKENS["muted"])


def _write_line_names(axes: Axes, frame: _Frame, axis: Scale, last: Month, speaker: Speaker) -> None:
    """The lines' names and values at the last phase's end; two names never touch."""
    if not frame.named or last.limits is None:
        return
    lines = [("øvre grænse", last.limits.hi), ("gennemsnit", last.limits.centre), ("nedre grænse", last.limits.lo)]
    ys = [frame.y(value, axis) for _, value in lines]
    ys = [min(ys[0], ys[1] - 14), ys[1], max(ys[2], ys[1] + 14)]
    for (name, value), y in zip(lines, ys, strict=True):
        text = f"{name} {control_words.format_value(value, speaker)}"
        write_text(axes, frame.right + 8, y, text, 11, ha="left", color=TOKENS["muted"])


def _draw_months(axes: Axes, frame: _Frame, axis: Scale, series: Series) -> None:
    """A mark a month shown, joined where months are neighbours; a gap and a new phase cut the line."""
    for line in series.lines:
        xs, ys = [frame.x(m.index) for m in line], [frame.y(m.number, axis) for m in line]
        if len(line) > 1:
            axes.plot(xs, ys, color=TOKENS["ink"], lw=1.2, zorder=3)
        for month, x, y in zip(line, xs, ys, strict=True):
            shape, token, size = _MARKERS.get(month.variation, _ORDINARY)
            axes.plot([x], [y], shape, ms=size, mew=0, color=TOKENS[token], zorder=4, gid=make_cell_gid(month.key))


def _draw_marked_days(axes: Axes, frame: _Frame, marked: Sequence[MarkedDay]) -> None:
    """Dashed lines with the number that the key below the chart explains."""
    said = float("-inf")
    for place, one in enumerate(marked, 1):
        x = frame.x(one.place)
        axes.plot([x, x], [frame.top - 8, frame.bottom], color=TOKENS["ink"], lw=1, ls=(0, (3, 3)), zorder=2)
        said = max(x, said + 11)  # two numbers never touch
        write_text(axes, said, frame.top - 15, str(place), 11, ha="center", fontweight="bold")


def _draw_target(axes: Axes, frame: _Frame, axis: Scale, target: Decimal | None) -> None:
    if target is not None:
        y = frame.y(target, axis)
        axes.plot([frame.left, frame.right], [y, y], color=TOKENS["good"], lw=1.4, zorder=1)
        write_text(axes, frame.left + 4, y - 8, "mål", 11, ha="left", color=TOKENS["good"])


def _make_axis(series: Series) -> Scale:
    """From the months and limits that are drawn, and nothing else."""
    limits = [month.limits for month in series.months if month.limits is not None]
    drawn = [value for line in limits for value in (line.centre, line.lo, line.hi)]
    return make_scale([*drawn, *(value for month in series.months for value in (month.value, month.target))], 4)


def _draw_chart(
    figure_id: str,
    series: Series,
    frame: _Frame,
    marked: Sequence[MarkedDay],
    speaker: Speaker,
    described: str,
    class_: str,
) -> Markup:
    axis = _make_axis(series)
    figure, axes = make_canvas(frame.width, frame.height)
    _draw_grid(axes, frame, axis)
    _draw_month_axis(axes, frame)
    for phase in series.phases:
        _draw_phase_lines(axes, frame, axis, phase)
    _draw_target(axes, frame, axis, series.months[-1].target)
    _draw_marked_days(axes, frame, marked)
    _draw_months(axes, frame, axis, series)
    _write_line_names(axes, frame, axis, series.months[-1], speaker)
    return render_inline_svg(figure, figure_id, f"{speaker.indicator.label}: kontroldiagram", described, class_)


def _place_day(day: date) -> float:
    """A day among months, whose marks stand in their middle: a month begins half a month before its mark."""
    return day.year * 12 + day.month - 1 - 0.5 + (day.day - 1) / find_month_end(day).day


def list_marked_days(series: Series, speaker: Speaker) -> list[MarkedDay]:
    """New phases with their reasons, and the plan's events for the area, in order of time."""
    phases = [phase[0] for phase in series.phases if phase[0].why]
    found = [MarkedDay(month.index - 0.5, control_words.explain_new_limits(month)) for month in phases]
    for event in speaker.release.plan.events_of(series.indicator_id):
        within = series.months[0].month <= event.day <= find_month_end(series.months[-1].month)
        told = any(event.what in month.why for month in phases)
        if event.area_id == series.area_id and within and not told:
            found.append(MarkedDay(_place_day(event.day), finish(f"{danish.format_day(event.day)}: {event.what}")))
    return sorted(found, key=lambda mark: mark.place)


def _make_key(marked: Sequence[MarkedDay]) -> Markup | None:
    """The numbers on the dashed lines."""
    return tag("ol", [tag("li", mark.words) for mark in marked], class_="note") if marked else None


def _make_panel(figure_id: str, series: Series, area: Area, speaker: Speaker, frames: dict[str, tuple]) -> Markup:
    """One area's chart in each of the frames (class -> width, height, left, right, named), with its key."""
    marked = list_marked_days(series, speaker)
    described = control_words.describe_chart(series, speaker, area.name, [mark.words for mark in marked])
    ends = (series.months[0].index, series.months[-1].index)
    svgs = []
    for place, (class_, (width, height, left, right, named)) in enumerate(frames.items()):
        frame = _Frame(width, height, left, right, *ends, named)
        svgs.append(_draw_chart(f"{figure_id}-{place}", series, frame, marked, speaker, described, class_))
    return join([*svgs, _make_key(marked)])


_LARGE = {"kun-bred": (760, 270, 40, 600, True), "kun-smal": (340, 230, 34, 336, False)}
_SMALL = {"panel": (340, 180, 34, 336, False)}


def _write_note(speaker: Speaker, series: Series) -> str:
    last = series.months[-1]
    assured = f" Mod målet: {last.assured.value}." if last.assured is not None else ""
    marks = {
        Variation.WANTED: "Stor prik: særlig variation i den ønskede retning.",
        Variation.UNWANTED: "Rude: særlig variation, ikke i den ønskede retning.",
        Variation.NEUTRAL: "Firkant: særlig variation.",
    }
    found = [words for variation, words in marks.items() if any(m.variation is variation for m in series.months)]
    limits, missing = control_words.describe_limits(last, speaker), control_words.list_months_not_shown(series)
    return (
        " ".join(
            [f"{speaker.indicator.label}, måned for måned.", limits, missing, speaker.state_wanted_direction(), *found]
        )
        + assured
    )


def _explain_missing_chart(series: Series, speaker: Speaker) -> Markup:
    """In the chart's place, where no month may be shown or none is there."""
    status = series.months[0].status.value
    return tag("p", finish(f"Kontroldiagram for {speaker.indicator.label}: Månedstallene er {status}."), class_="note")


def _make_municipality_panel(series: Series | None, speaker: Speaker) -> Markup | None:
    """The municipality's own chart, smaller, on its own scale."""
    if series is None or not series.is_shown:
        return None
    municipality = speaker.release.plan.municipality
    said = control_words.write_headline(series, speaker)
    title = said if municipality.name in said else f"{municipality.name}: {said}"
    limits = f"{control_words.describe_limits(series.months[-1], speaker)} Egen skala."
    drawn = _make_panel(f"kk-{speaker.indicator_id}", series, municipality, speaker, _SMALL)
    return tag("div", tag("p", tag("b", title)), drawn, tag("p", limits, class_="note"))


def make_control_figure(speaker: Speaker, found: dict[tuple[str, str], Series]) -> Markup | None:
    """The control chart of the areas together, with the municipality's beside it; None for an indicator without months.

    found: series by indicator and area (`control_series.read_series`).
    """
    plan = speaker.release.plan
    series = found.get((speaker.indicator_id, plan.total.id))
    if series is None:
        return None
    if not series.is_shown:
        return _explain_missing_chart(series, speaker)
    figure_id = f"fig-{speaker.indicator_id}-kontrol"
    other = found.get((speaker.indicator_id, plan.municipality.id))
    title = tag("strong", control_words.write_headline(series, speaker), class_="overskrift", id=f"{figure_id}-h")
    explained = tag("p", f"{control_words.EXPLAINED} {control_words.CAUTION}")
    return tag(
        "figure",
        tag("figcaption", title),
        _make_panel(f"kd-{speaker.indicator_id}", series, plan.total, speaker, _LARGE),
        tag("p", _write_note(speaker, series), class_="note"),
        _make_municipality_panel(other, speaker),
        tag("details", tag("summary", "Sådan læses et kontroldiagram"), explained),
        control_table.fold_tables(speaker, [s for s in (series, other) if s is not None and s.is_shown]),
        id=figure_id,
        aria_labelledby=f"{figure_id}-h",
    )
