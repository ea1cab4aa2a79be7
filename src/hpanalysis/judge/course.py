"""A figure's course since the baseline: all its windows as one straight line, beside the change from first to last.

"Since the baseline" reads two windows of many. Three that fall a little each year may tell what no two of them do, and
a last one that happens to be low may look like a fall that the course does not bear out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.bridges import find_break, find_rule_day
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.definitions.windows import is_pooled
from hpanalysis.judge.change import correlate
from hpanalysis.judge.figure_lookup import FigureLookup, WindowFigure
from hpanalysis.judge.outcomes import LEVEL, NO_SPREAD, ONE_POINT, Outcome, explain_unjudged
from hpanalysis.judge.values import round_half_up
from hpanalysis.statistics import (
    FEWEST_VALUES,
    Interval,
    NaturalValue,
    compute_natural_value,
    compute_shared_time,
    fit_trend,
    list_covariances,
)
from hpanalysis.tables import Since

POOLED = "flere år lagt sammen ikke har noget forløb"
TOO_FEW = "der er færre end tre opgørelser"
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class Course:
    """The course of one figure, and what its test says. Made by `gather_course` for each row of the judged table, and
    read by `table`, which fills its columns in."""

    tested: Outcome
    natural: NaturalValue | None = None  # the figure itself on the natural scale, six digits; None where it has none
    value: Decimal | None = None  # the change a year, in the unit; None where there is no trend
    limits: Interval | None = None  # its interval, in the unit
    windows: int | None = None  # how many the line is drawn through
    first: str | None = None  # the id of the first of them
    correlation: float | None = None  # of windows a year apart, by the persons who stay; None where not used

    def since(self, sure: bool) -> Since:
        """The verdict on the course, such as "improved". Called when a row of the judged table is filled in, after all
        tests of the half-year are made. sure: whether the test is significant when its family is weighed."""
        if self.tested.p is None:
            return Since.NOT_JUDGEABLE
        # A course whose printed change a year is 0 may not be called better or worse.
        if not sure or self.tested.is_good is None:
            return Since.NO_SURE_CHANGE
        return Since.IMPROVED if self.tested.is_good else Since.WORSENED


def _keep_six_digits(number: float) -> float:
    """A number with the six significant digits that are published. Called for what the line is drawn from, so that
    whoever draws it again from the published table has the same numbers."""
    return float(f"{number:.6g}")


def _make_natural(figure: WindowFigure) -> NaturalValue | None:
    """A figure on the natural scale (log odds, log rate, mean), with six digits; None where it has no standard error.
    Called for each window of a course."""
    natural = None if figure.estimate is None else compute_natural_value(figure.estimate)
    return None if natural is None else NaturalValue(_keep_six_digits(natural.value), _keep_six_digits(natural.se))


def _find_split(indicator: Indicator, row: Any, lookup: FigureLookup) -> tuple[date | None, date | None]:
    """The day of the last break of the definition, and of the last event of the row's area that is marked as rebasing,
    at or before the row's window; None for each that there is not. Called for each row. An event counts for the area it
    is written for, as on the control charts."""
    rule_day = find_rule_day(indicator, row.window, row.window_end)
    breaks = [v.since for v in indicator.versions if v.breaks and v.since <= rule_day]
    events = [
        event.day
        for event in lookup.plan.events_of(row.indicator_id)
        if event.rebase and event.area_id == row.area_id and event.day <= row.window_end
    ]
    return max(breaks, default=None), max(events, default=None)


def _cut_course(
    figures: list[WindowFigure], indicator: Indicator, now: WindowFigure, event: date | None
) -> list[WindowFigure]:
    """The figures of a course that count the same as the row's own, one for each window, oldest first. Called for each
    row. now: the row's own figure, from which no break may part the others by the days whose rules count them: after a
    break they are the windows that end after it and those counted again, before it neither. event: the day of the last
    event that rebases, after which only windows that begin on it or later are of one kind."""
    kept = {
        (figure.start, figure.end): figure
        for figure in [*figures, now]  # the row's own at the end, so that it is the one of its days
        if find_break(indicator, figure.rule_day, now.rule_day) is None and (event is None or figure.start >= event)
    }
    return sorted(kept.values(), key=lambda figure: figure.end)


def _explain_too_few(figures: list[WindowFigure], broken: date | None, event: date | None) -> str:
    """Danish, after "fordi": why there is no trend where fewer than three windows are left. Called for such a row.
    figures: all of the course, before it was cut. The split is named only where it is what leaves too few."""
    if len(figures) == 1:
        return ONE_POINT
    if len(figures) < FEWEST_VALUES or (broken is None and event is None):
        return TOO_FEW
    if event is None or (broken is not None and broken > event):
        assert broken is not None  # one of the two is there
        return f"{TOO_FEW} siden databruddet {danish.format_day(broken, space=' ')}"
    return f"{TOO_FEW} siden hændelsen {danish.format_day(event, space=' ')}"


def _compute_midpoint(figure: WindowFigure) -> float:
    """The midpoint of a window in years (of 365.25 days, from the calendar's first day). Called for each window of a
    course: what was measured over a year is put at the middle of it."""
    return (figure.start.toordinal() + figure.end.toordinal()) / 2 / DAYS_A_YEAR


def _may_repeat_persons(indicator: Indicator) -> bool:
    """Whether a person may count in several windows of an indicator: shares of persons or of their time. Called for
    each course. Cases, moves and marks are new ones each year. Delivered shares are of residents too, though nobody
    can be followed in them."""
    return indicator.measure in (Measure.SHARE, Measure.CLUSTERED_SHARE)


def _find_yearly_correlation(
    row: Any, figures: Sequence[WindowFigure], times: Sequence[float], lookup: FigureLookup
) -> float | None:
    """The correlation of windows a year apart by the persons who are in both, with six digits; None where none may be
    used. Called for each course of persons. It is the mean over the pairs of windows with the least time between them
    whose persons may be used (mostly a year), brought to a year; never below 0, for that could only be chance."""
    pairs = []
    for i, later in enumerate(figures):
        for j, earlier in enumerate(figures[:i]):
            link = lookup.find_link(row.indicator_id, later.window, row.area_id, earlier.window)
            if link is not None and later.estimate is not None and earlier.estimate is not None:
                correlation = correlate(later.estimate, earlier.estimate, link)
                pairs.append((round(times[i] - times[j], 1), correlation))
    if not pairs:
        return None
    least = min(lag for lag, _ in pairs)
    correlations = [max(0.0, correlation) for lag, correlation in pairs if lag == least]
    return _keep_six_digits((sum(correlations) / len(correlations)) ** (1 / least))


def _convert_slope(slope: float, level: float, indicator: Indicator) -> float:
    """A slope on the natural scale as the change over one year, in the unit, at the level that the course has in its
    middle: from half a year before to half a year after it. Called for the trend and for both its limits.

    Of a share whose log odds fall by 0.10 a year around 30 %, it is expit(-0.847 - 0.05) - expit(-0.847 + 0.05), -2.1
    points. The conversion rises with the slope and is 0 at 0, so the limits hold 0 exactly where the slope's do. A mean
    is its own natural scale.
    """
    if indicator.measure is Measure.MEAN:
        return slope
    before, after = level - slope / 2, level + slope / 2
    scale = float(indicator.unit.scale)
    if indicator.measure in (Measure.RATE, Measure.COUNT):
        return scale * (math.exp(after) - math.exp(before))
    return scale * (1 / (1 + math.exp(-after)) - 1 / (1 + math.exp(-before)))


def _draw_line(row: Any, figures: list[WindowFigure], naturals: list[NaturalValue], lookup: FigureLookup) -> Course:
    """The course through three windows or more that may be compared, tested for a slope. Called when all reasons
    against it are ruled out. naturals: of the figures, in their order; the last is the row's own."""
    indicator = catalogue.indicators()[row.indicator_id]
    times = [_compute_midpoint(figure) for figure in figures]
    repeats = _may_repeat_persons(indicator)
    yearly = _find_yearly_correlation(row, figures, times, lookup) if repeats else None
    shared = compute_shared_time([(figure.start.toordinal(), figure.end.toordinal()) for figure in figures])
    errors = [natural.se for natural in naturals]
    trend = fit_trend(
        times, [natural.value for natural in naturals], list_covariances(times, errors, shared, yearly, repeats)
    )
    low, high = (_convert_slope(limit, trend.level, indicator) for limit in trend.limits(1 - LEVEL))
    # One decimal more than the figure: a change a year is a small part of the figure.
    converted = Decimal(repr(_convert_slope(trend.slope, trend.level, indicator)))
    value = round_half_up(converted, indicator.decimals + 1)
    # Every course of three windows could have come out sure, for the values that a line may have know no bounds here.
    tested = Outcome.of_test(trend.p, 0.0, indicator.direction.sign * value, indicator)
    return Course(
        tested=tested,
        natural=naturals[-1],
        value=value,
        limits=(low, high),
        windows=len(figures),
        first=figures[0].window,
        correlation=yearly,
    )


def gather_course(row: Any, now: WindowFigure, lookup: FigureLookup) -> Course:
    """The course of the figure of one row since the baseline, or the reason why it has none.

    Called by `gather_facts` for every row of the disclosed table. The line is drawn through all windows that show a
    number, from the baseline's to the row's own, after the last break of the definition and the last event that the
    plan marks as rebasing for the area. A baseline that only the plan prints is no part of it, because nobody could
    draw the line again from the published table. A hidden row has no course.
    """
    # A hidden row has no reason either: any would say something of the hidden number.
    if now.value is None:
        return Course(tested=Outcome.without_test(""))
    natural, indicator = _make_natural(now), catalogue.indicators()[row.indicator_id]
    if is_pooled(row.window):
        return Course(tested=Outcome.without_test(POOLED), natural=natural)
    if not indicator.change_judged:
        return Course(tested=Outcome.without_test(explain_unjudged(indicator)), natural=natural)
    if natural is None:
        return Course(tested=Outcome.without_test(NO_SPREAD))
    figures = lookup.list_course(lookup.plan.adoption(row.indicator_id), row.window, row.area_id)
    broken, event = _find_split(indicator, row, lookup)
    naturals = [(figure, _make_natural(figure)) for figure in _cut_course(figures, indicator, now, event)]
    usable = [(figure, value) for figure, value in naturals if value is not None]
    if len(usable) < FEWEST_VALUES:
        return Course(tested=Outcome.without_test(_explain_too_few(figures, broken, event)), natural=natural)
    return _draw_line(row, [figure for figure, _ in usable], [value for _, value in usable], lookup)
