"""An accounting year in a notebook: what the board followed up, what was due and done, and the emergency group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from hpanalysis.errors import WrongUse
from hpanalysis.report import catalogue
from hpanalysis.report.html import Block
from hpanalysis.report.meeting import next_meeting, open_matters
from hpanalysis.report.notebook.shown import Shown
from hpanalysis.report.progress import (
    behind,
    economy_table,
    in_short,
    milestone_table,
    partner_hours,
    promise_tables,
    year_calendar,
)
from hpanalysis.report.release import Release
from hpanalysis.report.year import (
    emergency_year,
    year_board,
    year_conclusion,
    year_duties,
    year_goals,
    year_hours,
    year_page,
    year_requirements,
)
from hpanalysis.report.year_publication import Year, read_published
from hpanalysis.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class YearLogs:
    """How the secretariat's logs are read, each when it is asked for. `yearly_logs` gives it: no room knows another."""

    read_followup: Callable[[], Any]  # `followup.YearFollowup`, from opfoelgning.yaml
    read_emergency: Callable[[], Any]  # `followup.EmergencyYear`, from beredskab.yaml: counts alone
    list_activations: Callable[[], Iterable]  # `followup.ActivationRecord`; none in the public edition


class EmergencyView(Shown):
    """The emergency group's year, from beredskab.yaml. The public edition is made of counts alone."""

    def __init__(self, year: Year, logs: YearLogs) -> None:
        """Called when a notebook first asks for the accounting year's `emergency`. year: the emergency group's, in
        counts; logs: used to list the single activations, in the confidential edition alone."""
        self._year, self._logs = year, logs

    def levels(self) -> Block:
        """How often the group was activated at each level; in the confidential edition each with place and hour. Called
        in the notebook beredskab, on the emergency group's year."""
        return emergency_year.show_levels(self._year, self._logs.list_activations())

    def deadlines(self) -> Block:
        """In the notebook beredskab: whether the emergency group gathered within the plan's time, level by level."""
        return emergency_year.show_deadlines(self._year)

    def status_meeting(self) -> Block:
        """In the notebook beredskab: the emergency group's yearly status meeting: its deadline, and if it was held."""
        return emergency_year.show_status_meeting(self._year)

    def evaluations(self) -> Block:
        """In the notebook beredskab: whether it was decided to evaluate each activation, and how many were."""
        return emergency_year.show_evaluations(self._year)


class ProgressView(Shown):
    """What the parties promised and delivered in an accounting year, from opfoelgning.yaml and the plan's promises."""

    def __init__(self, year: Year) -> None:
        """Called when a notebook first asks for the accounting year's `progress`."""
        self._year = year

    def in_short(self) -> Block:
        """What is due and under way, who has not reported, and the hours, a sentence each. Called first in the notebook
        fremdrift."""
        return in_short.show_in_short(self._year)

    def behind(self) -> Block:
        """In the notebook fremdrift: what is behind or not reported, since when, and who must act."""
        return behind.show_behind(self._year)

    def promises(self) -> Block:
        """In the notebook fremdrift: every promise by delaftale, with what is needed, due and delivered."""
        return promise_tables.show_promises(self._year)

    def calendar(self) -> Block:
        """In the notebook fremdrift: in which months each promise is due, and what was reported."""
        return year_calendar.show_calendar(self._year)

    def milestones(self) -> Block:
        """In the notebook fremdrift: what is to be done by a day, and whether it was."""
        return milestone_table.show_milestones(self._year)

    def economy(self) -> Block:
        """In the notebook fremdrift: what is budgeted, spent and left, by delaftale."""
        return economy_table.show_economy(self._year)

    def hours(self) -> Block:
        """In the notebook fremdrift: the hours that each partner's staff promised and gave."""
        return partner_hours.show_partner_hours(self._year)


class AccountingYearView(Shown):
    """An accounting year, its edition, and the half-year that its figures are taken from. The figures are those
    published (indicators.csv of the half-year): none is computed anew, and what was hidden there is hidden here. The
    rest is the secretariat's own, from opfoelgning.yaml and beredskab.yaml."""

    def __init__(self, workspace: Workspace, release: Release, logs: YearLogs) -> None:
        """Called by `yearly_logs.accounting_year` when a notebook opens the year. logs: read only when asked for."""
        self.release = release
        self._workspace, self._logs = workspace, logs

    @cached_property
    def _followed(self) -> Year:
        """The year as opfoelgning.yaml tells it. Read by the sections of the notebook lbf_opfoelgning."""
        return Year(self._logs.read_followup(), self.release, self._workspace.reports)

    @cached_property
    def _judged(self) -> pd.DataFrame:
        """The half-year's figures as they were published. Read for the goals and their courses."""
        return read_published(self._workspace.reports, self.release.half_year)

    @cached_property
    def _emergency(self) -> Year:
        """The emergency group's accounting year, as counts from its log beredskab.yaml; `Stop` where the project has
        none, or one with a fault in it. Read for the heading and the figures of the notebook beredskab."""
        return Year(self._logs.read_emergency(), self.release, self._workspace.reports)

    def heading(self, report: str) -> Block:
        """The top of a report's page, by its notebook's name; another name raises `WrongUse`. Called first in each
        notebook of an accounting year."""
        reports = catalogue.list_year_reports()
        if report not in reports:
            raise WrongUse("Rapporten kendes ikke.", expected=f"en af {', '.join(reports)}.", do="Ret navnet i cellen.")
        year = self._emergency if reports[report].tells_of_emergencies else self._followed
        return year_page.show_heading(year, report)

    def conclusion(self) -> Block:
        """What is required, whether it was done, and where the page shows it. Called first in the notebook
        lbf_opfoelgning."""
        return year_conclusion.show_conclusion(self._followed)

    def goals(self) -> Block:
        """The overall goals: what is seen of them, in sentences and in a table. Called in the notebook
        lbf_opfoelgning."""
        return year_goals.show_goals(self._followed, self._judged)

    def courses(self) -> Block:
        """The appendix: the published course of every indicator with its source. A window that was published as hidden
        is a gap. Called last in the notebook lbf_opfoelgning."""
        return year_goals.show_courses(self._followed, self._judged)

    def treated(self) -> Block:
        """What the board has dealt with: each goal, on which published report, in which minutes, with what decision;
        then the reports' digests and all meetings of the year. Called in the notebook lbf_opfoelgning."""
        return year_board.show_treated(self._followed)

    def duties(self) -> Block:
        """What was due and done in the year: what is wrong first, then every duty, the order of meetings, the changes
        to the plan. Called in the notebook lbf_opfoelgning."""
        return year_duties.show_duties(self._followed)

    def hours(self) -> Block:
        """Hours promised and given by delaftale, activity and who is responsible; the young people's own hours in a
        table of their own. Called in the notebook lbf_opfoelgning."""
        return year_hours.show_hours(self._followed)

    def requirements(self) -> Block:
        """In the notebook lbf_opfoelgning: what Landsbyggefonden asks of the documentation, and from which source."""
        return year_requirements.show_requirements(self._followed)

    def next_meetings(self) -> Block:
        """In the notebook moede: the next meeting of each body, its fixed agenda, and who has not delivered."""
        return next_meeting.show_next_meetings(self._followed)

    def open_matters(self) -> Block:
        """In the notebook moede: what is open, and which duties of the year are not done."""
        return open_matters.show_open_matters(self._followed)

    @cached_property
    def progress(self) -> ProgressView:
        """In the notebook fremdrift: what the parties promised and delivered."""
        return ProgressView(self._followed)

    @cached_property
    def emergency(self) -> EmergencyView:
        """In the notebook beredskab: the emergency group's year; `Stop` where the project has no beredskab.yaml, or one
        with a fault in it."""
        return EmergencyView(self._emergency, self._logs)
