"""The course of a row since its baseline as one straight line through all its windows, drawn anew.

Drawn from the columns natural_value, natural_se and trend_correlation of the rows of the course, which are published
for that purpose. Which rows they are follows from the windows' days and half-years, the breaks of the definition, and
the events that the plan begins anew by (definitioner.json).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from hpanalysis.published.definitions import SHARES
from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import course_correlation
from hpanalysis.verify.remake.figures import (
    COUNT,
    MEAN,
    RATE,
    SCALES,
    SHARE,
    Figures,
    is_pooled,
    read_value,
)
from hpanalysis.verify.remake.formulas.trend import FEWEST, Line, Point, fit_line
from hpanalysis.verify.remake.natural_scale import compute_natural, is_printed_from

NATURAL, TREND = ("natural_value", "natural_se"), ("trend", "trend_lo", "trend_hi")
FITTED = (*TREND, "trend_p", "trend_windows", "trend_from")
COLUMNS = (*NATURAL, *FITTED, "trend_correlation", "since_trend", "trend_reason")
_DIGITS = 6e-6  # half of the sixth digit of a p that begins with 1, and a little
_SLACK = 1e-7  # what floating point may add to a number that lies on the edge of a rounded one


def find_wrong_natural(row: Figure, figures: Figures) -> str | None:
    """The first of a row's two columns on the natural scale that does not follow from its counts, or None. Called for
    each row. Every share, rate and count that is shown has both; of persons' time and means what is not published may
    leave none."""
    texts, indicator = [row.cells[column] for column in NATURAL], figures.get_indicator(row)
    if read_value(row) is None:
        return next((column for column in NATURAL if row.cells[column]), None)
    is_whole = indicator.measure in (RATE, COUNT) or (indicator.measure == SHARE and not is_pooled(row))
    if not any(texts):
        return NATURAL[0] if is_whole else None
    if not all(texts) or float(texts[1]) <= 0:
        return NATURAL[1]
    natural = compute_natural(row, indicator, figures.definitions.k)
    if natural is None:
        return None
    bounds = (natural.value, natural.se)
    return next(
        (c for c, text, ends in zip(NATURAL, texts, bounds, strict=True) if not is_printed_from(text, ends)), None
    )


def list_windows(row: Figure, figures: Figures) -> list[Figure]:
    """The rows that a row's line is drawn through, oldest first. Called for each row that may have a course: those of
    its area from the baseline's window on that show a number, were shown first by this half-year or an earlier one and
    are parted from it by no break, after the last event that begins anew."""
    end = figures.get_days(row)[1]
    event = max((day for day in figures.get_judging(row).rebased.get(row.key[2], ()) if day <= end), default=None)
    kept: dict[tuple[date, date], Figure] = {}
    # The row itself last, because it stands for its days where they are counted twice.
    for one in [*list_uncut(row, figures), row]:
        days = figures.get_days(one)
        if not figures.is_broken_between(row, figures.find_rule_day(one)) and (event is None or days[0] >= event):
            kept[days] = one
    # What has no standard error is no part of a line.
    return [
        one
        for one in sorted(kept.values(), key=lambda one: figures.get_days(one)[1])
        if all(one.cells[c] for c in NATURAL)
    ]


def list_uncut(row: Figure, figures: Figures) -> list[Figure]:
    """The rows of a row's area that show a number, from the baseline's window to its own, oldest first, as they are
    before breaks and events part them. Called for the windows of a line, and for the reason why there is none. Windows
    that a later half-year shows first, and windows pooled, are no part of it."""
    first, end = figures.find_first_end(row), figures.get_days(row)[1]
    every = [
        one
        for one in figures.list_of_area(row)
        if not is_pooled(one)
        and first <= figures.get_days(one)[1] <= end
        and one.cells["half_year"] <= row.cells["half_year"]
        and read_value(one) is not None
    ]
    return sorted(every, key=lambda one: figures.get_days(one)[1])


def list_wrong_columns(row: Figure, figures: Figures) -> list[str]:
    """The columns of a row's course that do not follow from the published windows. Called for each row; the words are
    asked elsewhere."""
    natural = find_wrong_natural(row, figures)
    if natural is not None:
        return [natural]
    filled = [column for column in FITTED if row.cells[column]]
    may_have = read_value(row) is not None and row.cells[NATURAL[0]] and figures.get_judging(row).change_judged
    windows = list_windows(row, figures) if may_have and not is_pooled(row) else []
    if len(windows) < FEWEST:
        return [*filled[:1], *(["trend_correlation"] if row.cells["trend_correlation"] else [])]
    if len(filled) < len(FITTED):
        return [next(column for column in FITTED if not row.cells[column])]
    return list(_find_wrong_line(row, windows, figures))


def _find_wrong_line(row: Figure, windows: Sequence[Figure], figures: Figures) -> Iterator[str]:
    """The columns of a row's line that differ from the line drawn anew. Called for each row that has a course."""
    cells, correlation = row.cells, row.cells["trend_correlation"]
    if cells["trend_windows"] != str(len(windows)):
        yield "trend_windows"
    if cells["trend_from"] != windows[0].key[1]:
        yield "trend_from"
    repeats = figures.get_indicator(row).measure in SHARES
    if (correlation and not repeats) or (repeats and course_correlation.is_wrong(row, windows, figures)):
        yield course_correlation.CORRELATION
        return
    points = [_make_point(one, figures) for one in windows]
    try:
        line = fit_line(points, float(correlation) if correlation else None, repeats)
    except ValueError:
        yield TREND[0]
        return
    half = 0.5 * 10.0 ** -(figures.get_indicator(row).decimals + 1) + _SLACK
    for column, slope in zip(TREND, (line.slope, *line.limits), strict=True):
        if abs(float(cells[column]) - _convert_slope(slope, line, row, figures)) > half:
            yield column
    if abs(float(cells["trend_p"]) - line.p) > _DIGITS * line.p:
        yield "trend_p"


def _make_point(row: Figure, figures: Figures) -> Point:
    """A row as a point of a course. Called for each window that a line is drawn through."""
    first, last = (day.toordinal() for day in figures.get_days(row))
    return Point(float(row.cells[NATURAL[0]]), float(row.cells[NATURAL[1]]), first, last)


def _convert_slope(slope: float, line: Line, row: Figure, figures: Figures) -> float:
    """A slope on the natural scale as the change over a year in the unit, around the line's level. Called for the
    trend and both its limits. A mean is its own natural scale."""
    measure, scale = figures.get_indicator(row).measure, SCALES[row.cells["unit"]]
    if measure == MEAN:
        return slope
    ends = (line.level - slope / 2, line.level + slope / 2)
    if measure in (RATE, COUNT):
        return scale * (math.exp(ends[1]) - math.exp(ends[0]))
    return scale * (1 / (1 + math.exp(-ends[1])) - 1 / (1 + math.exp(-ends[0])))
