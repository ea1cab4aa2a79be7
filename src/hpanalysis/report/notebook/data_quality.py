"""The quality of a half-year's data in a notebook, and the audit of the plan's printed baselines."""

from __future__ import annotations

import pandas as pd

from hpanalysis.report.data_quality import agreements, choices, printed_baselines, quality, withheld
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
        """Called when a notebook first asks for the half-year's `quality`."""
        self._workspace, self._release, self._tables = workspace, release, tables

    def heading(self) -> Block:
        """The top of the page: its h1. Called in the first cell of the notebook datakvalitet."""
        return titles.show_report_heading(self._release, "datakvalitet", {})

    def sources(self) -> Block:
        """In the notebook datakvalitet, by source: what came and when, what is owed and by when, on which terms."""
        return quality.show_sources(self._release, self._tables.checks)

    def rules(self) -> Block:
        """In the notebook datakvalitet: every rule that the latest deliveries were checked by, and how it went."""
        return quality.show_rules(self._release, self._tables.checks)

    def findings(self) -> Block:
        """In the notebook datakvalitet: the rules that each source's latest delivery, or the computed figures, break,
        with the figures they touch and who mends them; a sentence where all are kept."""
        return quality.show_findings(self._release, self._tables.checks)

    def owners(self) -> Block:
        """In the notebook datakvalitet: role by role, how many rules it answers for, and how many are not kept."""
        return quality.show_owners(self._release, self._tables.checks)

    def choices(self) -> Block:
        """In the notebook datakvalitet: what was chosen where the plan leaves it open, and who has confirmed it."""
        return choices.show_choices(self._release)

    def withheld(self) -> Block:
        """In the notebook datakvalitet: how many figures are withheld to protect persons, by indicator, and why."""
        return withheld.show_withheld(self._release, self._tables.cells)

    def corrections(self) -> Block:
        """In the notebook datakvalitet: the published figures that the half-year corrects: before, now and why."""
        return Block(corrections.make_corrections_section(self._tables.corrections, self._release, "i dette halvår"))

    def deletion(self) -> Block:
        """In the notebook datakvalitet: raw files that should be gone by the report's date, for analysts to delete."""
        return agreements.show_deletion(self._release, self._workspace)


class PrintedBaselinesView(Shown):
    """What the audit finds of the baselines that the plan prints (`tables.AUDITED`), as the edition may tell it. The
    public edition is made without what is derived of fewer than k persons."""

    def __init__(self, release: Release, audited: pd.DataFrame) -> None:
        """Called by `HalfYearView.printed_baselines`. audited: the audit's findings (`tables.AUDITED`)."""
        self._release, self._audited = release, audited

    def heading(self) -> Block:
        """The top of the page: its h1. Called in the first cell of the notebook baseline_revision."""
        return titles.show_report_heading(self._release, "baseline_revision", {})

    def contradictions(self) -> Block:
        """In the notebook baseline_revision: what cannot be true among the plan's printed figures, one by one, and what
        they must be where that follows."""
        return printed_baselines.show_contradictions(self._audited)

    def contradicting_words(self) -> Block:
        """In the notebook baseline_revision: where the plan's words contradict each other or its tables."""
        return printed_baselines.show_contradicting_words(self._release)

    def other_figures(self) -> Block:
        """In the notebook baseline_revision: every figure that the plan prints besides its baselines, and where."""
        return printed_baselines.show_other_figures(self._release)

    def undecided(self) -> Block:
        """In the notebook baseline_revision: what cannot be decided of the plan's printed figures, and why: another
        source, another year, no n."""
        return printed_baselines.show_undecided(self._audited)

    def in_order(self) -> Block:
        """How many relations of each kind hold among the plan's printed figures: they can be right, which does not say
        that they are. Called in the notebook baseline_revision."""
        return printed_baselines.show_in_order(self._audited)
