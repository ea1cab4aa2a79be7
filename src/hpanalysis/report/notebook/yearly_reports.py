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
        self._workspace, self._release, self._tables, self._covered = workspace, release, tables, covered

    def heading(self) -> Block:
        """The top of the page: its h1 with the period covered, and why the board is given it."""
        return titles.show_report_heading(self._release, "datarapport", {"covers": self._covered.span.value})

    def goals(self) -> Block:
        """What is seen of the overall goals, in sentences, and every figure of theirs in a table."""
        return data_report.show_goals(self._release, self._tables.cells, self._covered)

    def courses(self) -> Block:
        """Goal by goal: the course of each indicator against the municipality, in a chart, in words and in numbers."""
        return data_report.show_courses(self._release, self._tables.cells)

    def coverage(self) -> Block:
        """Source, coverage and age of each figure, what is new in the period, and what cannot be shown."""
        return data_report.show_coverage(self._release, self._tables.cells, self._tables.judged, self._covered)

    def corrections(self) -> Block:
        """The published figures corrected in the period: rettelser.csv of its half-years and the corrections table."""
        corrected = read_corrections(self._workspace, self._covered)
        return Block(corrections.make_corrections_section(corrected, self._release, self._covered.inside))


class AnnualReportView(Shown):
    """The report to the political committees, on two sheets of paper. Its figures are those of the judged table. One
    that may not be shown is told with the reason, and drawn nowhere."""

    def __init__(self, release: Release, tables: Tables, covered: Covered) -> None:
        self._release, self._tables, self._covered = release, tables, covered

    def heading(self) -> Block:
        """The top of the page: its h1 with the period covered. The first cell of the notebook shows it."""
        return titles.show_report_heading(self._release, "aarsberetning", {"covers": self._covered.span.value})

    def summary(self) -> Block:
        """How many delmål are met, why the committees are given the report, and what the plan is."""
        return annual_report.show_summary(self._release, self._tables.cells, self._covered)

    def delmaal(self) -> Block:
        """Every delmål with its verdict and its figures, in one table."""
        return annual_report.show_delmaal(self._release, self._tables.cells)

    def most_important(self) -> Block:
        """At most three figures that need attention beside at most three that go the right way."""
        return annual_report.show_most_important(self._release, self._tables.cells)

    def courses(self) -> Block:
        """The course of each delmål in a small chart, each on its own scale; on paper the second sheet begins here."""
        return annual_report.show_courses(self._release, self._tables.cells)

    def overall_goals(self) -> Block:
        """The overall goals' figures in one table; a plan without a strategic agreement has none, and says so."""
        return annual_report.show_overall_goals(self._release, self._tables.cells)

    def caveats(self) -> Block:
        """What is new in the period, what the figures cannot bear, which cannot be shown, and where to read more."""
        return annual_report.show_caveats(self._release, self._tables.cells, self._tables.judged, self._covered)
