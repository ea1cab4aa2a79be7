"""The state's criteria in a notebook: the sections of the page kriterier."""

from __future__ import annotations

from hpanalysis.report.criteria import charts, in_law, summary, tables
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown


class CriteriaView(Shown):
    """What a half-year has of the state's criteria. Opened by `half.criteria()` in the notebook kriterier; a half-year
    without the state's figures says so in each section."""

    def __init__(self, criteria: Criteria) -> None:
        """Keep the rows. Called by `HalfYearView.criteria`."""
        self._criteria = criteria

    def summary(self) -> Block:
        """What the areas are on the newest list, and what needs watching. Called in the notebook kriterier."""
        return summary.show_summary(self._criteria)

    def matrix(self) -> Block:
        """Each area against each limit, with the distance in points and in persons. Called in the notebook
        kriterier."""
        return tables.show_matrix(self._criteria)

    def charts(self) -> Block:
        """Each criterion's figures beside the law's limit, and the residents beside the least number. Called in the
        notebook kriterier."""
        return charts.show_charts(self._criteria)

    def next_year(self) -> Block:
        """What next year's figures may be. Called in the notebook kriterier."""
        return tables.show_next_year(self._criteria)

    def statuses(self) -> Block:
        """What the areas have been through the years. Called in the notebook kriterier."""
        return tables.show_statuses(self._criteria)

    def consequences(self) -> Block:
        """What it means in law to be the kinds of area that the areas are or are nearest to. Called in the notebook
        kriterier."""
        return in_law.show_consequences(self._criteria)
