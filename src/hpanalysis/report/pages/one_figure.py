"""One chart at a time, for who works in a notebook: the page's own charts, of the indicator that is asked for."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.errors import WrongUse
from hpanalysis.report.cells import Cells
from hpanalysis.report.charts import comparison_figure, course_figure, funnel_chart
from hpanalysis.report.charts.control_figure import make_control_figure
from hpanalysis.report.control_series import read_series
from hpanalysis.report.html import Block, tag
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker


def _asked(judged: pd.DataFrame, half_year: str, indicator: str | None, edition: str) -> tuple[Speaker, Cells]:
    """The indicator that is named, else the table's first with a target; `WrongUse` names those there are."""
    release = Release.named(half_year, edition)
    there = set(judged["indicator_id"])
    found = [adoption for adoption in release.plan.adoptions if adoption.indicator_id in there]
    if indicator is None:
        first = next((adoption for adoption in found if release.has_target(adoption)), found[0])
        indicator = first.indicator_id
    if indicator not in there:
        raise WrongUse(
            "Indikatoren er ikke i tabellen.",
            expected=f"en af {', '.join(adoption.indicator_id for adoption in found)}.",
            do="Ret indicator i cellen.",
        )
    return Speaker(release, indicator), release.cells(judged)


def _shown(drawn: Markup | None, speaker: Speaker) -> Block:
    return Block(drawn or tag("p", f"{speaker.indicator.title}: Tallet har ikke dette diagram."))


def areas_compared(
    judged: pd.DataFrame, half_year: str, indicator: str | None = None, edition: str = "offentlig"
) -> Block:
    """The areas beside each other, with intervals and the municipality. judged: rows of `tables.JUDGED`."""
    speaker, cells = _asked(judged, half_year, indicator, edition)
    return _shown(comparison_figure.make_comparison_figure(speaker, cells), speaker)


def course(judged: pd.DataFrame, half_year: str, indicator: str | None = None, edition: str = "offentlig") -> Block:
    """The course over the half-years, a panel an area. judged: rows of `tables.JUDGED`."""
    speaker, cells = _asked(judged, half_year, indicator, edition)
    return _shown(course_figure.make_course_figure(speaker, cells), speaker)


def funnel(judged: pd.DataFrame, half_year: str, indicator: str | None = None, edition: str = "offentlig") -> Block:
    """The areas by size, with the limits within which chance moves them. judged: rows of `tables.JUDGED`."""
    speaker, cells = _asked(judged, half_year, indicator, edition)
    return _shown(funnel_chart.make_funnel_figure(speaker, cells), speaker)


def months(
    control: pd.DataFrame,
    judged: pd.DataFrame,
    half_year: str,
    indicator: str | None = None,
    edition: str = "offentlig",
) -> Block:
    """The control chart of an indicator that has months. control: `tables.CONTROL`; judged: rows of `tables.JUDGED`."""
    speaker, _ = _asked(judged, half_year, indicator, edition)
    return _shown(make_control_figure(speaker, read_series(control)), speaker)
