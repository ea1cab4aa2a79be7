"""A half-year in a notebook: from it everything is reached that can be shown of the half-year."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from hpanalysis.errors import WrongUse
from hpanalysis.report import catalogue
from hpanalysis.report.covered import Covered, Span
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.area import AreaView
from hpanalysis.report.notebook.criteria import CriteriaView
from hpanalysis.report.notebook.data_quality import DataQualityView, PrintedBaselinesView
from hpanalysis.report.notebook.delaftale import DelaftaleView
from hpanalysis.report.notebook.indicator import IndicatorView, find_indicator
from hpanalysis.report.notebook.participants import ParticipantsView, ReachView, find_reach
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.notebook.yearly_reports import AnnualReportView, DataReportView
from hpanalysis.report.pages import overview, strategic
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.report.participants.rows import Participants
from hpanalysis.report.release import Release, find_comparable_publications, parse_edition
from hpanalysis.report.site import titles
from hpanalysis.workspace import Workspace, parse_half_year


class HalfYearView(Shown):
    """A half-year and its edition. What is shown of it is always its own: titles and figures cannot be mixed. Its
    tables are read when they are first needed, each once (`half.tables`)."""

    def __init__(self, workspace: Workspace, release: Release) -> None:
        """Called by `open` when a notebook opens a half-year; no table is read yet."""
        self.release, self.tables = release, Tables(workspace, release)
        self._workspace = workspace

    @classmethod
    def open(cls, half_year: str, edition: str) -> HalfYearView:
        """The half-year of the project that the notebook lies in; an unknown one, or edition, raises `WrongUse`. Called
        by `report.half_year`, in the first cell of each notebook on a half-year."""
        workspace = Workspace.from_environment()
        return cls(workspace, Release.of(workspace, parse_half_year(half_year), parse_edition(edition)))

    def heading(self, report: str) -> Block:
        """The top of the page of a report without parameters of its own, by its notebook's name; a name that no report
        has raises `WrongUse`. In JupyterLab it brings the style and the bands that say what the figures are. Called
        first in the notebooks oversigt and strategisk_aftale."""
        if report not in catalogue.list_reports():
            raise WrongUse(
                "Rapporten kendes ikke.",
                expected=f"en af {', '.join(catalogue.list_reports())}.",
                do="Ret navnet i cellen.",
            )
        return titles.show_report_heading(self.release, report, {})

    def summary(self) -> Block:
        """How many of the delmål are met, in a sentence, and each of them in a line, from the judged table. A delmål
        whose figures may not be shown counts as one that cannot be judged, with the reason. Called in the notebook
        oversigt."""
        return overview.show_summary(self.release, self.tables.cells)

    def overall_goals(self) -> Block:
        """In the notebook oversigt: the board's overall goals in a table; a plan without a strategic agreement has
        none, and says so."""
        return overview.show_overall_goals(self.release, self.tables.cells)

    def matrix(self) -> Block:
        """All indicators of the delaftaler by all areas, from the judged table; on a phone as cards. What may not be
        shown has the reason in its place. Called in the notebook oversigt."""
        latest = {row.area_id: row.status.value for row in self._read_criteria().list_latest()}
        return overview.show_matrix(self.release, self.tables.cells, statuses=latest or None)

    def decisions(self) -> Block:
        """What the figures raise for decision: why, what may be chosen, what follows, by whom and since when it is
        open. Called in the notebook oversigt."""
        return overview.show_decisions(self.release, self.tables.cells, self._workspace)

    def attention(self) -> Block:
        """What needs attention beside what goes the right way, at most five of each. Only figures that may be shown are
        among them. Called in the notebook oversigt."""
        return overview.show_attention(self.release, self.tables.cells)

    def news(self) -> Block:
        """What is new since the last publication (its indicators.csv): delmål judged otherwise, and figures with a new
        window. Without an earlier publication, the new windows alone. Called in the notebook oversigt."""
        return overview.show_news(self.release, self.tables.cells, self._workspace)

    def ages(self) -> Block:
        """How old each figure is, and when the next one is due; before it the map of the areas, where the plan has one.
        Called in the notebook oversigt."""
        return overview.show_ages(self.release, self.tables.cells)

    def strategic_goals(self) -> Block:
        """Every overall goal of the strategic agreement: course, comparison, coverage and definition; a plan without
        one says so. A window that may not be shown is a gap. Called in the notebook strategisk_aftale."""
        return strategic.show_goals(self.release, self.tables.cells)

    def criteria(self) -> CriteriaView:
        """The state's criteria for housing areas: what the areas are, and how near they are to the limits. Called in
        the notebook kriterier."""
        return CriteriaView(self._read_criteria())

    def _read_criteria(self) -> Criteria:
        """The state's criteria as the half-year has them; without rows for a plan that has no measure of them. Called
        for their page, and for their row of the overview's matrix."""
        tables = self.tables
        return Criteria(tables.criteria, tables.area_statuses, self.release, tables.cells)

    def participants(self) -> ParticipantsView:
        """The participants of the activities: whom they reach, and how it went them. Called in the notebook
        deltagere."""
        tables, earlier = self.tables, find_comparable_publications(self._workspace, self.release).values()
        outcomes = Outcomes(self.release, tables.outcomes, tables.balance, earlier)
        return ParticipantsView(self._participants, outcomes)

    def reach(self, activity: str | None = None) -> ReachView:
        """How many of an activity's target group took part: by area, by age and of the worst placed. activity: its key
        in activities.csv; without one the first that has a target group. An activity that is not followed raises
        `WrongUse`, which names those that are. Called in the notebook deltagere, in a cell for the analyst that is left
        out of the page."""
        return find_reach(self.release.plan, self._participants, self.tables.reach, activity)

    @cached_property
    def _participants(self) -> Participants:
        """The half-year's reach and courses, with what was published before. Read for their page and for one
        activity's."""
        earlier = find_comparable_publications(self._workspace, self.release).values()
        return Participants(self.release, self.tables.reach, self.tables.courses, earlier)

    def area(self, area: str) -> AreaView:
        """A housing area by its key in areas.csv; another key raises `WrongUse`, which names those there are. Called in
        the notebook omraadeprofil."""
        return AreaView(self.release, self.tables, self.release.area_named(area))

    def delaftale(self, agreement: str) -> DelaftaleView:
        """A delaftale by its key in plan.yaml; another key raises `WrongUse`, which names those there are. Called in
        the notebook delaftale."""
        return DelaftaleView(self.release, self.tables, self.release.agreement_named(agreement))

    def indicator(self, indicator: str) -> IndicatorView:
        """An indicator that the half-year has figures of, by its key; another key raises `WrongUse`, which names those
        there are. For an analyst who wants one chart or table of it."""
        indicator_id = find_indicator(self.release, self.tables.cells, indicator)
        return IndicatorView(self.release, self.tables, self.tables.cells, indicator_id)

    @cached_property
    def quality(self) -> DataQualityView:
        """In the notebook datakvalitet: the data's quality: deliveries, rules, and what is withheld or corrected."""
        return DataQualityView(self._workspace, self.release, self.tables)

    def data_report(self, covers: str = Span.YEAR.value) -> DataReportView:
        """In the notebook datarapport: the board's data report. covers: `aar`, the year so far, or `halvaar`; anything
        else raises `WrongUse`."""
        return DataReportView(self._workspace, self.release, self.tables, Covered.named(self.release, covers))

    def annual_report(self, covers: str = Span.YEAR.value) -> AnnualReportView:
        """In the notebook aarsberetning: the committees' annual report. covers: `aar`, the year so far, or `halvaar`;
        anything else raises `WrongUse`."""
        return AnnualReportView(self.release, self.tables, Covered.named(self.release, covers))

    def printed_baselines(self, audited: pd.DataFrame) -> PrintedBaselinesView:
        """What the audit of the plan's printed baselines found that cannot be true, may be wrong or is in order, to be
        shown. Called by `recompute.audit_baselines`, which makes the table of findings (audited, `tables.AUDITED`) for
        the notebook baseline_revision."""
        return PrintedBaselinesView(self.release, audited)
