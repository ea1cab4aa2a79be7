"""A delaftale in a notebook: its delmål, its indicators, and the check that its figures were computed anew."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from hpanalysis.plan import Agreement
from hpanalysis.report.cells import Cells
from hpanalysis.report.control_series import read_series
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.indicator import IndicatorView, find_indicator
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.pages import delaftale, overview
from hpanalysis.report.pages.delmaal_indicator import Beside
from hpanalysis.report.release import Release
from hpanalysis.report.site import titles


class DelaftaleView(Shown):
    """A delaftale in the half-year. Its figures are those of the judged table, until they are computed anew."""

    def __init__(self, release: Release, tables: Tables, agreement: Agreement) -> None:
        """Called by `HalfYearView.delaftale` when a notebook asks for a delaftale, and by `RecomputedDelaftale`.
        agreement: the delaftale."""
        self.release, self.agreement = release, agreement
        self._tables = tables

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The judged table's rows on the delaftale's indicators (`tables.JUDGED`). Read for its sections and charts,
        and counted where they are computed anew."""
        indicator_ids = [adoption.indicator_id for adoption in self.release.plan.adopted(self.agreement.id)]
        judged = self._tables.judged
        return judged[judged["indicator_id"].isin(indicator_ids)]

    @cached_property
    def _cells(self) -> Cells:
        """The delaftale's figures, to be found by indicator and area. Read by its sections and charts."""
        return self.release.cells(self.figures)

    def heading(self) -> Block:
        """The top of the delaftale's page: its h1. Called in the first cell of the notebook delaftale."""
        return titles.show_report_heading(self.release, "delaftale", {"agreement": self.agreement.id})

    def delmaal(self) -> Block:
        """Every delmål with its verdict, charts, tables, sentences, comments and definitions; then the activities. A
        figure that the edition may not show is drawn nowhere; its row says why. Called in the notebook delaftale."""
        tables = self._tables
        beside = Beside(read_series(tables.control), tables.published_breakdowns, self._read_criteria())
        return delaftale.show_delmaal(self.release, self.agreement, self._cells, beside)

    def _read_criteria(self) -> Criteria | None:
        """The state's criteria, for a delaftale that has a delmål judged on one; else None. Called for its page, so
        that the other delaftaler do not read them."""
        adopted = self.release.plan.adopted(self.agreement.id)
        if not any(self.release.indicator(one.indicator_id).criterion for one in adopted):
            return None
        return Criteria(self._tables.criteria, self._tables.area_statuses, self.release)

    def matrix(self) -> Block:
        """The delaftale's indicators by all areas, from the judged table; what may not be shown has the reason in its
        place. For an analyst who wants the delaftale's part of the overview's matrix."""
        return overview.show_matrix(self.release, self._cells, [self.agreement])

    def indicator(self, indicator: str | None = None) -> IndicatorView:
        """One of the delaftale's indicators by its key; without a key the first that has a target, else the first there
        is. Another delaftale's raises `WrongUse`, which names those there are. Called in the notebook delaftale before
        a chart is asked for."""
        indicator_id = find_indicator(self.release, self._cells, indicator)
        return IndicatorView(self.release, self._tables, self._cells, indicator_id)

    def with_figures(self, figures: pd.DataFrame) -> RecomputedDelaftale:
        """The same delaftale with figures that are computed anew. Called by `recompute.recompute_delaftale`, which has
        checked that they are the same as the run's. figures: the delaftale's rows of the judged table."""
        return RecomputedDelaftale(self.release, self._tables, self.agreement, figures)


class RecomputedDelaftale(DelaftaleView):
    """A delaftale whose figures were computed from the frames in the notebook, and found to be the run's own."""

    def __init__(self, release: Release, tables: Tables, agreement: Agreement, figures: pd.DataFrame) -> None:
        """Take over a delaftale's view with figures computed anew. Called by `DelaftaleView.with_figures`, when a
        delaftale's notebook has found them to be the run's own. figures: the delaftale's rows of the judged table."""
        super().__init__(release, tables, agreement)
        self.figures = figures

    def check(self) -> Block:
        """The sentence that says how many figures of the delaftale were computed anew, and that they agree with the
        run's. Called in the notebook delaftale."""
        return delaftale.show_check(len(self.figures))
