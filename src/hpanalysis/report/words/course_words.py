"""A figure's course over all its windows since the baseline, in words and in the cell of a table.

"Siden udgangspunktet" reads the first window and the last; the course is the straight line through all of them, said as
a change a year. Silent where there are fewer than three, for then it says nothing that the change does not.
"""

from __future__ import annotations

from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import find_plain_window
from hpanalysis.report import numbers, periods
from hpanalysis.report.cells import Cell
from hpanalysis.report.row.parts import Course
from hpanalysis.report.words.unsure_words import MANY_JUDGED, looks_sure
from hpanalysis.tables import Since

_SURE = (Since.IMPROVED, Since.WORSENED)


def find_course(cell: Cell) -> Course | None:
    """A figure's course, where it has a line that may be spoken of; None for fewer than three windows, and for a figure
    that is not public. Called for each sentence, line and table cell on a course."""
    course = cell.course
    return course if cell.is_public and course is not None and course.a_year is not None else None


def has_sure_course(cell: Cell) -> bool:
    """Whether a figure's course has a sure direction. Called for its line in a table, which paper has no room for where
    it has none."""
    course = find_course(cell)
    return course is not None and is_sure(course)


def is_sure(course: Course) -> bool:
    """Whether a course has a sure direction. Called for the words on it."""
    return course.verdict in _SURE


def _describe_end(limit: Decimal, size: str) -> str:
    """An end of the interval in words, its sign told: `et fald på 0,90`, `en stigning på 0,30`, `ingen ændring`. Called
    for the sentence on a course without a sure direction. size: the limit as it is written, without its sign."""
    if limit == 0:
        return "ingen ændring"
    return f"{'et fald' if limit < 0 else 'en stigning'} på {size}"


def name_windows(course: Course, indicator: Indicator) -> str:
    """Which windows a course is drawn through: `fem viste opgørelser siden 2023`. Called for the sentence, and for the
    line beside a verdict."""
    # That a window is counted again by later rules is told where the baseline is.
    since = periods.name_period(indicator, find_plain_window(course.first)).bare
    return f"{danish.spell_count(course.windows)} viste opgørelser siden {since}"


def _explain_unsure(course: Course, indicator: Indicator) -> str:
    """Why a course has no sure direction, after a colon: how far its interval goes each way; "" without one. Called for
    the sentence on such a course."""
    if course.lo is None or course.hi is None:
        return ""
    low = _describe_end(course.lo, numbers.format_yearly(course.lo, indicator))
    high = _describe_end(course.hi, numbers.format_yearly_change(course.hi, indicator))
    unsure = looks_sure(course.lo, course.hi, course.verdict, indicator.decimals + 1)
    return f": Usikkerhedsintervallet går fra {low} til {high} om året{f', {MANY_JUDGED}' if unsure else ''}"


def _describe_span(course: Course, indicator: Indicator) -> str:
    """The interval of a sure course in brackets, the smaller change first: ` (fra 0,20 til 1,40)`; "" without one.
    Called for the sentence on such a course, whose verb tells the sign."""
    if course.lo is None or course.hi is None:
        return ""
    near, far = sorted((abs(course.lo), abs(course.hi)))
    return f" (fra {numbers.format_yearly(near, indicator)} til {numbers.format_yearly(far, indicator)})"


def describe_course(cell: Cell, indicator: Indicator) -> list[str]:
    """The sentences on a figure's course, not yet finished; empty without a line. Called for the whole text of a
    figure."""
    course = find_course(cell)
    if course is None or course.a_year is None:
        return []
    start = f"Over alle {name_windows(course, indicator)}"
    if not is_sure(course):
        return [f"{start} er der ingen sikker retning{_explain_unsure(course, indicator)}."]
    way = "steget" if course.a_year > 0 else "faldet"
    wanted = "" if course.verdict is Since.IMPROVED else "ikke "
    # "i gennemsnit", because the line is not what happened in any one year.
    return [
        f"{start} er tallet i gennemsnit {way} med {numbers.format_yearly_change(course.a_year, indicator)} om året"
        f"{_describe_span(course, indicator)}, og udviklingen er sikker.",
        f"Det er {wanted}den ønskede retning.",
    ]


def describe_course_in_table(cell: Cell, indicator: Indicator) -> str:
    """The line under the verdict since the baseline: `om året −0,80 procentpoint (−1,40 til −0,20), sikker udvikling`;
    "" without a course's line. Called for the cells of tables, and beside the verdict on a delaftale's page."""
    course = find_course(cell)
    if course is None or course.a_year is None:
        return ""
    span = ""
    if course.lo is not None and course.hi is not None:
        ends = (numbers.format_yearly_signed(end, indicator).removeprefix("+") for end in (course.lo, course.hi))
        span = f" ({' til '.join(ends)})"
    sure = "sikker udvikling" if is_sure(course) else "ingen sikker retning"
    decimals = indicator.decimals + 1
    unsure = f", {MANY_JUDGED}" if looks_sure(course.lo, course.hi, course.verdict, decimals) else ""
    return f"om året {numbers.format_yearly_signed_change(course.a_year, indicator)}{span}, {sure}{unsure}"
