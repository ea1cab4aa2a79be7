"""The quality of a half-year's data in a notebook, and the audit of the plan's printed baselines."""

from __future__ import annotations

import pandas as pd

from hpanalysis.report.data_quality import agreements, printed_baselines, quality, withheld
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.release import Release
from hpanalysis.report.site import titles
from hpanalysis.report.tables import corrections
from hpanalysis.workspace import Workspace


class DataQualityView(Shown):
    """What was delivered, which rules it keeps, and which figures are withheld or corrected. Numbers of rows under the
    plan's k are not told, for rows may be persons; the confidential edition has them."""

    def __init__(self, workspace: Workspace, release: Release, tables: Tables) -> None:
        self._workspace, self._release, self._tables = workspace, release, tables

    def heading(self) -> Block:
        """The top of the page: its h1. The first cell of the notebook datakvalitet."""
        return titles.show_report_heading(self._release, "datakvalitet", {})

    def sources(self) -> Block:
        """Source by source: what came and when, what is owed and by when, and on which terms (checks, sources.csv)."""
        return quality.show_sources(self._release, self._tables.checks)

    def rules(self) -> Block:
        """Every rule that the latest deliveries were held against, and how it went, by source (the checks table)."""
        return quality.show_rules(self._release, self._tables.checks)

    def findings(self) -> Block:
        """The rules that were not kept, with the figures they touch and who mends it (the checks table)."""
        return quality.show_findings(self._release, self._tables.checks)

    def owners(self) -> Block:
        """Role by role: how many rules it answers for, and how many are not kept (the checks table)."""
        return quality.show_owners(self._release, self._tables.checks)

    def withheld(self) -> Block:
        """How many figures are withheld to protect persons, indicator by indicator, and why (the judged table). It
        counts what is hidden; it does not show it."""
        return withheld.show_withheld(self._release, self._tables.cells)

    def corrections(self) -> Block:
        """The published figures that the half-year corrects: before, now and why (the corrections table)."""
        return Block(corrections.make_corrections_section(self._tables.corrections, self._release, "i dette halvår"))

    def deletion(self) -> Block:
        """The raw files that should be gone by the report's date; they are named, and deleted by the analyst."""
        return agreements.show_deletion(self._release, self._workspace)


class PrintedBaselinesView(Shown):
    """What the audit finds of the baselines that the plan prints (`tables.AUDITED`), as the edition may tell it. The
    public edition is made without what is derived of fewer than k persons."""

    def __init__(self, release: Release, audited: pd.DataFrame) -> None:
        self._release, self._audited = release, audited

    def heading(self) -> Block:
        """The top of the page: its h1. The first cell of the notebook baseline_revision."""
        return titles.show_report_heading(self._release, "baseline_revision", {})

    def contradictions(self) -> Block:
        """What cannot be true among the printed figures, one by one, and what they must be where that follows."""
        return printed_baselines.show_contradictions(self._audited)

    def undecided(self) -> Block:
        """What cannot be decided, and why: another source, another year, no n."""
        return printed_baselines.show_undecided(self._audited)

    def in_order(self) -> Block:
        """How many relations of each kind hold: the figures can be right, which does not say that they are."""
        return printed_baselines.show_in_order(self._audited)
