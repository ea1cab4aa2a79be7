"""The two reports on a half-year that are written once a year: to the board, and to the political committees."""

from __future__ import annotations

from hpanalysis.report.covered import Covered, read_corrections
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.pages import annual_report, data_report
from hpanalysis.report.release import Release
from hpanalysis.report.site import titles
from hpanalysis.report.tables import corrections
from hpanalysis.workspace import Workspace


class DataReportView(Shown):
    """The report to the board: its overall goals against the municipality, and what the figures can bear. Its figures
    are those of the judged table. One that may not be shown is a gap in its course, and is named too."""

    def __init__(self, workspace: Workspace, release: Release, tables: Tables, covered: Covered) -> None:
        """Called by `HalfYearView.data_report` when the notebook datarapport is opened. covered: the half-year, and
        whether news and corrections are told of it alone or of the year so far."""
        self._workspace, self._release, self._tables, self._covered = workspace, release, tables, covered

    def heading(self) -> Block:
        """In the notebook datarapport, the top: its h1 with the period covered, and why the board is given it."""
        return titles.show_report_heading(self._release, "datarapport", {"covers": self._covered.span.value})

    def goals(self) -> Block:
        """In the notebook datarapport: what is seen of the overall goals, in sentences, and all figures in a table."""
        return data_report.show_goals(self._release, self._tables.cells, self._covered)

    def courses(self) -> Block:
        """In the notebook datarapport: goal by goal the course of each indicator against the municipality, in a chart,
        in words and in numbers."""
        return data_report.show_courses(self._release, self._tables.cells)

    def supplementary(self) -> Block:
        """In the notebook datarapport: the figures that the board has asked for besides, in each area, without
        verdicts."""
        return data_report.show_supplementary(self._release, self._tables.cells)

    def coverage(self) -> Block:
        """In the notebook datarapport: each figure's source, coverage and age, what is new, what cannot be shown."""
        return data_report.show_coverage(self._release, self._tables.cells, self._tables.judged, self._covered)

    def corrections(self) -> Block:
        """In the notebook datarapport: published figures corrected in the period (with the year's rettelser.csv)."""
        corrected = read_corrections(self._workspace, self._covered)
        return Block(corrections.make_corrections_section(corrected, self._release, self._covered.inside))


class AnnualReportView(Shown):
    """The report to the political committees, on two sheets of paper. Its figures are those of the judged table. One
    that may not be shown is told with the reason, and drawn nowhere."""

    def __init__(self, release: Release, tables: Tables, covered: Covered) -> None:
        """Keep what the report to the political committees is made of. Called by `HalfYearView.annual_report` when the
        notebook aarsberetning is opened. covered: the half-year, and whether news is told of it alone or of the year so
        far."""
        self._release, self._tables, self._covered = release, tables, covered

    def heading(self) -> Block:
        """In the notebook aarsberetning, the top of the page: its h1 with the period covered."""
        return titles.show_report_heading(self._release, "aarsberetning", {"covers": self._covered.span.value})

    def summary(self) -> Block:
        """In the notebook aarsberetning: how many delmål are met, why the committees are given the report, and what the
        plan is."""
        return annual_report.show_summary(self._release, self._tables.cells, self._covered)

    def delmaal(self) -> Block:
        """In the notebook aarsberetning: every delmål with its verdict and its figures, in one table."""
        return annual_report.show_delmaal(self._release, self._tables.cells)

    def most_important(self) -> Block:
        """In the notebook aarsberetning: at most three figures that need attention beside at most three that go the
        right way."""
        return annual_report.show_most_important(self._release, self._tables.cells)

    def courses(self) -> Block:
        """In the notebook aarsberetning: a small chart over time of each delmål's main figure, each on its own scale.
        On paper the section as a whole begins the report's second sheet."""
        return annual_report.show_courses(self._release, self._tables.cells)

    def overall_goals(self) -> Block:
        """In the notebook aarsberetning: the overall goals' figures in one table; a plan without a strategic agreement
        has none, and says so."""
        return annual_report.show_overall_goals(self._release, self._tables.cells)

    def caveats(self) -> Block:
        """In the notebook aarsberetning: what is new in the period, what may not be read out of the figures, which
        figures cannot be shown, and where to read more."""
        return annual_report.show_caveats(self._release, self._tables.cells, self._tables.judged, self._covered)
