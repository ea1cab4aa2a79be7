"""The line through a course, drawn in plain Python, against the program's own and against a line worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import compute_shared_time, fit_trend, list_covariances
from hpanalysis.verify.remake.formulas.trend import Point, fit_line

_WINDOW = st.tuples(st.integers(0, 2500), st.integers(1, 400), st.floats(-4, 2), st.floats(0.02, 1.5))


def test_independent_years_with_equal_errors_are_ordinary_least_squares():
    """Values 1, 2, 4 at three times a year apart: slope 3/2, residuals 1/6, -1/3, 1/6, which are under their errors."""
    points = [Point(value, 0.5, round(365.25 * year), round(365.25 * year)) for year, value in enumerate((1, 2, 4))]
    line = fit_line(points, None, repeats=False)
    assert line.slope == pytest.approx(1.5, rel=1e-3)
    assert line.level == pytest.approx(7 / 3, rel=1e-3)
    assert line.se == pytest.approx(0.5 / math.sqrt(2), rel=1e-3)


@given(
    st.lists(_WINDOW, min_size=3, max_size=9, unique_by=lambda window: window[0] + window[1]),
    st.one_of(st.none(), st.floats(0, 1)),
    st.booleans(),
)
def test_the_line_is_the_one_that_is_published(windows, yearly, repeats):
    spans = [(740000 + first, 740000 + first + length) for first, length, _, _ in windows]
    values, errors = [window[2] for window in windows], [window[3] for window in windows]
    times = [(first + last) / 2 / 365.25 for first, last in spans]
    if max(times) - min(times) < 0.5:
        return
    try:
        theirs = fit_trend(times, values, list_covariances(times, errors, compute_shared_time(spans), yearly, repeats))
    except ValueError:  # windows that are nearly the same
        return
    own = fit_line([Point(v, e, *span) for v, e, span in zip(values, errors, spans, strict=True)], yearly, repeats)
    assert own.slope == pytest.approx(theirs.slope, rel=1e-5, abs=1e-7)
    assert own.level == pytest.approx(theirs.level, rel=1e-5, abs=1e-7)
    assert own.limits == pytest.approx(theirs.limits(), rel=1e-5, abs=1e-7)
    assert own.p == pytest.approx(theirs.p, rel=1e-4, abs=1e-12)


def test_windows_of_one_time_have_no_line():
    with pytest.raises(ValueError, match=r"one time|inverse"):
        fit_line([Point(1, 1, 5, 5), Point(2, 1, 5, 5), Point(3, 1, 5, 5)], None, repeats=False)
