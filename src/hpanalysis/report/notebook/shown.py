"""What every object of a notebook is, and the tables of a half-year that they share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from hpanalysis.errors import Stop
from hpanalysis.report.cells import Cells
from hpanalysis.report.release import Release
from hpanalysis.tables import AREA_STATUSES, CRITERIA, Table
from hpanalysis.workspace import (
    AREA_STATUSES_TABLE,
    BALANCE_TABLE,
    BREAKDOWNS_TABLE,
    COURSES_TABLE,
    CRITERIA_TABLE,
    OUTCOMES_TABLE,
    PUBLISHED_BREAKDOWNS_TABLE,
    REACH_TABLE,
    Workspace,
)


class Shown:
    """An object whose public names are what can be shown: the Tab key lists those alone."""

    def __dir__(self) -> Iterable[str]:
        """The public names. Called by the Tab key in a notebook."""
        return [name for name in super().__dir__() if not name.startswith("_")]


class Tables(Shown):
    """The tables of a half-year as the edition may show them. Each is read once, when it is first asked for. A
    half-year that is not run yet raises `Stop`, which says how to run it."""

    def __init__(self, workspace: Workspace, release: Release) -> None:
        """Keep where the half-year's tables lie and which edition is shown; no table is read yet. Called once a
        half-year, when a notebook opens it."""
        self._workspace, self._release = workspace, release

    @cached_property
    def judged(self) -> pd.DataFrame:
        """Every figure with its verdicts: a row an indicator, window and area (`tables.JUDGED`). A hidden one has no
        numbers here (save in the confidential edition); its status says why. Read for most sections of a page."""
        return self._workspace.judged(self._release.half_year, self._release.edition)

    @cached_property
    def cells(self) -> Cells:
        """The figures of the judged table, to be found by indicator and area. Read for most sections of a page."""
        return self._release.cells(self.judged)

    @cached_property
    def checks(self) -> pd.DataFrame:
        """The rules that the extracts were checked by: a row a delivery and a rule (`tables.CHECKS`). Read for the
        report on data quality."""
        return self._workspace.table("checks", self._release.half_year)

    @cached_property
    def control(self) -> pd.DataFrame:
        """The control charts' months: a row an indicator, month and area (`tables.CONTROL`). Read when a control chart
        is drawn."""
        return self._workspace.table("control", self._release.half_year)

    @cached_property
    def breakdowns(self) -> pd.DataFrame:
        """The figures of persons by sex and age band: a row an indicator, breakdown, group, window and area
        (`tables.BREAKDOWNS`). Read when an analyst of the data unit asks for a breakdown; `Stop` where the confidential
        edition is not run, for no other run makes them."""
        half_year = self._release.half_year
        if not self._workspace.table_path(BREAKDOWNS_TABLE, half_year).is_file():
            raise Stop(
                f"Den seneste kørsel af {half_year} var ikke den fortrolige udgave, og kun den har opdelinger.",
                place="Notesbogen",
                expected=f"tabellen {BREAKDOWNS_TABLE} i data/processed/{half_year}.",
                do=f"Skriv »hpanalysis run {half_year} --edition fortrolig«, og åbn notesbogen igen.",
                ask="dataenheden.",
            )
        return self._workspace.table(BREAKDOWNS_TABLE, half_year)

    @cached_property
    def published_breakdowns(self) -> pd.DataFrame | None:
        """The figures by sex and age band that the plan publishes: a row an indicator, breakdown, group, window and
        area (`tables.PUBLISHED_BREAKDOWNS`); a hidden one has no number in any edition. None for a plan that adopts
        none. Read for the pages of delaftaler, and when an analyst asks for a breakdown in the public edition."""
        if not any(adoption.breakdowns for adoption in self._release.plan.adoptions):
            return None
        return self._workspace.table(PUBLISHED_BREAKDOWNS_TABLE, self._release.half_year)

    @cached_property
    def criteria(self) -> pd.DataFrame:
        """Each criterion of the state by area and list year (`tables.CRITERIA`); without rows for a plan that has no
        measure of them. Read for the page on them."""
        return self._read_of_law(CRITERIA_TABLE, CRITERIA)

    @cached_property
    def area_statuses(self) -> pd.DataFrame:
        """What the law calls each area by list year (`tables.AREA_STATUSES`); without rows for a plan that has no
        measure of the state's criteria. Read for the page on them, and where a status is named."""
        return self._read_of_law(AREA_STATUSES_TABLE, AREA_STATUSES)

    def _read_of_law(self, name: str, table: Table) -> pd.DataFrame:
        """A table of the state's criteria; one without rows where the plan has no measure of them. Called for both."""
        if self._release.plan.law is None:
            return pd.DataFrame(columns=table.names)
        return self._workspace.table(name, self._release.half_year)

    @cached_property
    def reach(self) -> pd.DataFrame | None:
        """How many of each target group took part, as it is published (`tables.PUBLISHED_REACH`); a hidden one has no
        number in any edition. None where no list of participants was delivered. Read for the page on participants."""
        return self._read_if_there(REACH_TABLE)

    @cached_property
    def courses(self) -> pd.DataFrame | None:
        """What became of the courses, as it is published (`tables.COURSES`); None as of `reach`. Read for the page on
        participants."""
        return self._read_if_there(COURSES_TABLE)

    @cached_property
    def outcomes(self) -> pd.DataFrame | None:
        """How it went those who took part, as it is published (`tables.OUTCOMES`); None where no activity aims at an
        outcome, or no list was delivered. Read for the page on participants."""
        return self._read_if_there(OUTCOMES_TABLE)

    @cached_property
    def balance(self) -> pd.DataFrame | None:
        """How alike participants and others are, as it is published (`tables.BALANCE`); None as of `outcomes`. Read for
        the page on participants."""
        return self._read_if_there(BALANCE_TABLE)

    def _read_if_there(self, name: str) -> pd.DataFrame | None:
        """A table that not every half-year has; None where it has not. Called for those of participants."""
        has = self._workspace.has_table(name, self._release.half_year)
        return self._workspace.table(name, self._release.half_year) if has else None

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """The published figures that this half-year corrects: a row a figure (`tables.CORRECTIONS`). Read for the
        report on data quality."""
        return self._workspace.table("corrections", self._release.half_year)
