"""One indicator in a notebook: the page's own charts, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from hpanalysis.errors import WrongUse
from hpanalysis.report.cells import Cells
from hpanalysis.report.charts import comparison_figure, course_figure, funnel_chart
from hpanalysis.report.charts.control_figure import make_control_figure
from hpanalysis.report.control_series import read_series
from hpanalysis.report.definition.definition_card import make_definition_card
from hpanalysis.report.html import Block, join, tag
from hpanalysis.report.notebook import own_drawing
from hpanalysis.report.notebook.breakdown import BreakdownView, PublishedBreakdownView, break_down
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.release import Release
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.words.speaker import Speaker

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def find_indicator(release: Release, cells: Cells, indicator_id: str | None) -> str:
    """The indicator asked for; without a name the first that has a target, else the first there is. Called when a
    notebook asks for one. If the cells have no figure of it, `WrongUse` names those there are."""
    there = cells.indicator_ids
    adoptions = [adoption for adoption in release.plan.adoptions if adoption.indicator_id in there]
    if indicator_id is None:
        with_target = (adoption for adoption in adoptions if release.has_target(adoption))
        return next(with_target, adoptions[0]).indicator_id
    if indicator_id not in there:
        raise WrongUse(
            "Indikatoren er ikke i tabellen.",
            expected=f"en af {', '.join(adoption.indicator_id for adoption in adoptions)}.",
            do="Ret indicator i cellen.",
        )
    return indicator_id


class IndicatorView(Shown):
    """An indicator of the half-year: its charts, its table, and how it is counted. A chart that the indicator has not
    is told in a sentence in its place. A hidden figure is drawn in none."""

    def __init__(self, release: Release, tables: Tables, cells: Cells, indicator_id: str) -> None:
        """Called when a notebook asks a half-year or a delaftale for an indicator. cells: all the figures that the
        indicator's are looked up among."""
        self._release, self._tables, self._cells = release, tables, cells
        self._speaker = Speaker(release, indicator_id)

    def _show_chart(self, drawn: Markup | None) -> Block:
        """A chart as a notebook shows it; for None the sentence that the indicator does not have it. Called for each
        chart that a cell asks for: an analyst's own, and the two in the notebook delaftale, which every run of that
        notebook makes, though they do not come on the page."""
        return Block(drawn or tag("p", f"{self._speaker.indicator.title}: Tallet har ikke dette diagram."))

    def areas(self) -> Block:
        """The areas beside each other, with intervals and the municipality, from the judged table. An area whose figure
        may not be shown has its row with the reason, and no mark. Called in the notebook delaftale, in a cell for the
        analyst that is left out of the page."""
        return self._show_chart(comparison_figure.make_comparison_figure(self._speaker, self._cells))

    def course(self) -> Block:
        """The course from window to window, a panel an area, from the judged table. A window that may not be shown is a
        gap in the line. Called in the notebook delaftale."""
        return self._show_chart(course_figure.make_course_figure(self._speaker, self._cells))

    def funnel(self) -> Block:
        """The areas by size, with the limits within which chance alone moves them, for an analyst who asks whether a
        difference is chance. A sentence stands instead where the indicator is no comparable share or rate, where the
        figure compared with is not public, and for fewer than two public areas. A hidden area is not drawn."""
        return self._show_chart(funnel_chart.make_funnel_figure(self._speaker, self._cells))

    def months(self) -> Block:
        """The control chart, month by month, for an analyst who asks whether something has changed, and writes the call
        in a cell of a notebook. Only indicators that are counted by month have it, and the others a sentence that says
        so; a month that may not be shown is a gap."""
        return self._show_chart(make_control_figure(self._speaker, read_series(self._tables.control)))

    def draw(self) -> Figure:
        """The areas' courses in one drawing by seaborn, for an analyst who wants to change it: `draw().axes[0]` is
        matplotlib's. It is shown in JupyterLab alone, and its table is `courses_as_table`."""
        return own_drawing.draw_courses(self._speaker, self._release, self._cells)

    def courses_as_table(self) -> pd.DataFrame:
        """Every area's figure in every window as a DataFrame, for a drawing of the analyst's own. What may not be shown
        is nan."""
        return own_drawing.tabulate_courses(self._speaker, self._release, self._cells)

    def table(self) -> Block:
        """Every area's figure with interval, counts, comparison and verdicts. Called in a notebook by an analyst who
        wants the numbers. What may not be shown has the reason in place of its numbers."""
        table, further = make_area_table(self._speaker, self._cells), fold_further(self._speaker, self._cells)
        return Block(join([table, further]))

    def by(self, breakdown: str) -> BreakdownView | PublishedBreakdownView:
        """The figure by sex or age band, for an analyst: `by("koen")` or `by("alder")`; its `table` is a DataFrame. The
        confidential edition has all, and marks what a public edition would hide; the public one has those that the plan
        publishes. `WrongUse` for another word, for an indicator that is not counted from persons, and in the public
        edition for one that the plan does not adopt."""
        return break_down(self._release, self._tables, self._speaker.indicator_id, breakdown)

    def definition(self) -> Block:
        """How the indicator is counted, for an analyst who asks in a notebook: numerator, denominator, sources, window,
        method, baseline, target and caveat."""
        return Block(make_definition_card(self._speaker, self._cells))
