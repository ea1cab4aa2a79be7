"""From one publication to the next: what is published, what it was made of, and what is corrected since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from hpanalysis import corrections, publications
from hpanalysis.corrections import Ledger, MadeOf
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.params import Params
from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.extracts.loading import Delivery, find_history
from hpanalysis.pipeline.publication import built_on, earlier_breakdowns, publication_log, published_reach
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import remove_file
from hpanalysis.published.names import (
    BALANCE_CSV,
    BREAKDOWNS_CSV,
    CORRECTIONS_CSV,
    COURSES_CSV,
    FIGURES_CSV,
    MONTHS_CSV,
    OUTCOMES_CSV,
    REACH_CSV,
)
from hpanalysis.tables import KEY, MEASURED, Edition
from hpanalysis.workspace import CONFIDENTIAL_FOLDER, Workspace

PLACES = ("areas.csv", "addresses.csv", "departments.csv", "departments_elsewhere.csv", "streets_elsewhere.csv")
STANDING_FILE = "staaende_tal.csv"


def digest_sources(workspace: Workspace, deliveries: list[Delivery], raw_digests: dict[Path, str]) -> MadeOf:
    """What a run is made of, as digests, kept in its record so that the next run can give the cause of a correction.
    Called as a half-year's inputs are read. deliveries: those of the half-year and of the ones before. raw_digests:
    path -> sha256."""
    extracts = {}
    for delivery in deliveries:
        history = find_history(delivery, deliveries)
        files = (*delivery.files, *(history.files if history else ()))
        name = f"{delivery.half_year}/{delivery.source.name}"
        extracts[name] = digests.digest_texts([*(f"{path.name} {raw_digests[path]}" for path in files)])
    return MadeOf(extracts, digests.digest_code(), digests.digest_folder(workspace.plan_folder, *PLACES))


@dataclass(frozen=True)
class EarlierPublications:
    """What a half-year's run builds on (`built_on`): figures, log, records, and the tables kept of their runs. Made as
    the run's inputs are read; each part is read from disk when first asked for. Publications made on invented extracts
    do not count for a run on real ones, nor the other way round."""

    workspace: Workspace
    half_year: HalfYear
    # The half-year is published again beside its earlier edition, and builds on all that lies published; else one that
    # was published builds on what was published before it.
    anew: bool = False

    @cached_property
    def _counting(self) -> set[HalfYear]:
        """The half-years whose publication counts: one on invented extracts does not for a run on real ones, nor the
        other way round. Read where the log and the editions are looked for."""
        here, found = self.workspace.synthetic, publications.find_half_years(self.workspace.reports)
        return {half for half in found if publications.is_synthetic(self.workspace, half) == here}

    @cached_property
    def _editions(self) -> dict[HalfYear, built_on.PublishedEdition]:
        """Half-year -> the edition of it that the run builds on. Read by the other parts of the object."""
        return built_on.find_editions(self.workspace, self.half_year, self.log, only=self._counting, anew=self.anew)

    @cached_property
    def _records(self) -> dict[HalfYear, dict]:
        """Half-year -> the record of the run that made its edition ({} without one). Read by the other parts."""
        return {half: edition.read_record(self.workspace) for half, edition in self._editions.items()}

    @cached_property
    def folders(self) -> dict[HalfYear, Path]:
        """Half-year -> the folder of the edition that the run builds on, the half-year's own too if it is published.
        Read when the auditor reads all of them, and when they are digested."""
        return built_on.list_folders(self._editions)

    def digest(self) -> str:
        """The digest of what the other half-years have published that the run builds on, which decides what may be
        published of this one. Called as the inputs are read, to see whether anything must be made anew."""
        told = [
            f"{half}/{name} {digests.digest_file(folder / name)}"
            for half, folder in self.folders.items()
            for name in (FIGURES_CSV, CORRECTIONS_CSV)
            if half != self.half_year and (folder / name).is_file()
        ]
        groups = [folder / BREAKDOWNS_CSV for folder in self.grouped]
        groups += [folder / name for folder in self.reached for name in (REACH_CSV, COURSES_CSV)]
        told_of = [folder / name for folder in self.reached for name in (OUTCOMES_CSV, BALANCE_CSV)]
        groups += [path for path in told_of if path.is_file()]
        # By their contents alone: a folder has another name when its edition is replaced.
        told += [f"{path.name} {digests.digest_file(path)}" for path in groups]
        return digests.digest_texts(sorted(told))

    @cached_property
    def grouped(self) -> list[Path]:
        """The folders of all editions that were published before and have figures by sex or age band, replaced ones
        too, oldest first; mostly empty. Read when it is chosen which groups are hidden, and by the auditor, for what
        was told once stays known. `Stop` where such a file is not as it was published."""
        editions = built_on.list_all_editions(
            self.workspace, self.half_year, self.log, only=self._counting, anew=self.anew
        )
        return [one.folder for one in editions if earlier_breakdowns.has_file(one.folder)]

    @cached_property
    def reached(self) -> list[Path]:
        """The folders of all editions that were published before and tell of reach, replaced ones too, oldest first;
        empty for a plan without lists of participants. Read when it is chosen what is hidden of reach, and by the
        auditor. `Stop` where such a file is not as it was published."""
        editions = built_on.list_all_editions(
            self.workspace, self.half_year, self.log, only=self._counting, anew=self.anew
        )
        return [one.folder for one in editions if earlier_breakdowns.has_file(one.folder, REACH_CSV)]

    @cached_property
    def told_reach(self) -> published_reach.ToldReach:
        """What earlier publications told of reach. Read when it is chosen what of it is hidden."""
        return published_reach.read_earlier(self.reached)

    def find_standing_groups(self, measured: pd.DataFrame, pattern: pd.DataFrame) -> earlier_breakdowns.Standing:
        """The groups that are published already, and those of them whose figures are what they were. Called when it is
        chosen which groups are hidden. measured, pattern: of the half-year's run."""
        return earlier_breakdowns.find_standing(self.grouped, measured, pattern)

    @cached_property
    def ledger(self) -> Ledger:
        """What each figure was published as, half-year by half-year, and the half-year's own corrections so far. Read
        when figures are corrected or left to stand, and to see that the areas are the same as before."""
        return corrections.read_ledger(self.folders, self.half_year)

    @cached_property
    def log(self) -> publication_log.Log:
        """The log that chains the publications, entry by entry; `Stop` if a publication is not what it says. Read when
        the figures are made and when the new publication's log is written."""
        return publication_log.read_log(self.workspace.reports, self._counting)

    @cached_property
    def rows(self) -> pd.DataFrame | None:
        """Every figure of every publication that the run builds on; None before the first. Read when it is chosen what
        to hide."""
        return publication_log.read_published_figures(self.folders)

    @cached_property
    def made(self) -> dict[HalfYear, MadeOf]:
        """What each publication was made of, by its record; one without such a record is left out. Read when
        corrections are given their causes."""
        read = {half: MadeOf.read(told) for half, told in self._records.items()}
        return {half: made for half, made in read.items() if made is not None}

    @cached_property
    def measured(self) -> dict[HalfYear, pd.DataFrame]:
        """Half-year -> the measured table behind its publication; a half-year whose table is not kept is left out, and
        `Stop` is raised where it is damaged. Read as a run or `hpanalysis check` begins, to see that the tables are
        whole, and when the figures that may not be corrected are looked for."""
        tables = self._read_tables("measured")
        return {half: table.reindex(columns=MEASURED.names) for half, table in tables.items()}

    def _read_tables(self, name: str) -> dict[HalfYear, pd.DataFrame]:
        """Half-year -> the table of that name behind its publication; a half-year whose table is not kept is left out.
        Called for the tables that figures are compared with. `Stop` where a table is not what its run wrote."""
        found = {half: edition.find_kept(self.workspace).read_table(name) for half, edition in self._editions.items()}
        return {half: table for half, table in found.items() if table is not None}

    def stop_unless_whole(self) -> None:
        """`Stop` that names the file if something that the figures are compared with is not what it was: a publication,
        its record, or a table behind it. Called as the inputs of a half-year are looked at. Each part is read here, so
        that a fault is told before anything is computed."""
        for half, edition in self._editions.items():
            if half != self.half_year:  # the run's own record is made again with the half-year
                edition.find_kept(self.workspace).stop_if_record_lost()
        try:
            _ = self.log, self.ledger, self.rows, self.measured, self._months, self.grouped, self.told_reach
        except (ValueError, LookupError, ArithmeticError):  # a published file that no run has written so
            raise publication_log.make_unreadable_error() from None

    def find_standing(self, measured: pd.DataFrame) -> pd.DataFrame:
        """The rows of `measured`, the figures as counted now, that are to stand as published (`corrections.STANDING`).
        Called when a half-year's figures are computed. A row stands where it was published otherwise and a correction
        would be about too few persons."""
        return corrections.find_standing_figures(measured, self.ledger, self.workspace.plan, self.measured)

    @cached_property
    def _months(self) -> dict[HalfYear, pd.DataFrame]:
        """Half-year -> the rows by month that its publication shows, with the counts of its run. Read when figures by
        month are compared with them, in a run or in `hpanalysis check`, and before, to see that they can be read. A
        half-year of which the published file or the counts are missing is left out."""
        months = {}
        for half, counted in self._read_tables("monthly").items():
            shown = self.folders[half] / MONTHS_CSV
            if shown.is_file():
                months[half] = corrections.select_months_shown(pd.read_csv(shown, dtype=str), counted)
        return months

    def months(self, monthly: pd.DataFrame) -> pd.DataFrame:
        """The figures by month as counted now (`monthly`), but those that may not be corrected as they were published.
        Called when the figures are made, in a run or in `hpanalysis check`."""
        return corrections.restore_standing_months(monthly, self._months, self.half_year, self.workspace.plan)

    def correct(self, shown: pd.DataFrame, made: MadeOf, chosen: Params, edition: Edition) -> pd.DataFrame:
        """The half-year's corrections (`tables.CORRECTIONS`): what is published otherwise than before.

        Called when a half-year's figures are computed. shown: the edition's figures. made: what this run is made of.
        chosen: the params, with the analyst's reasons. The confidential edition makes none: it has those published.
        """
        if edition is not Edition.PUBLIC:
            return self.ledger.corrections
        return corrections.make_corrections_table(
            shown,
            self.ledger,
            made_of=self.made,
            made_now=made,
            notes=chosen.corrections,
            corrected_on=chosen.report_date,
        )


def write_standing_counts(workspace: Workspace, half_year: HalfYear, standing: pd.DataFrame) -> list[Path]:
    """Write the true counts of figures that are published as before, though counted otherwise now, to the protected
    folder for the data unit, in place of an earlier file; return the file, or nothing where there are no such figures.
    Called once a run, when its tables are written. standing: columns `corrections.STANDING`."""
    path = confidential_files.find_confidential_folder(workspace, half_year) / STANDING_FILE
    remove_file(path)
    if standing.empty:
        return []
    counts = standing[[*KEY, "numerator", "denominator", "numerator_counted", "denominator_counted"]]
    confidential_files.write_for_owner(counts.to_csv(index=False, lineterminator="\n"), path)
    return [path]


def describe_standing_figures(workspace: Workspace, half_year: HalfYear) -> list[str]:
    """What the analyst is told of the figures that stand as published: one finding with their number, or none at all.
    Called at the end of a run. They stand because what is counted now differs by too few persons."""
    count = len(workspace.table("standing", half_year))
    if not count:
        return []
    figures = "1 tal" if count == 1 else f"{count} tal"
    return [
        format_finding(
            "",
            f"I alt {figures} står som udgivet, for det, der er talt nu, afviger med for få personer.",
            expected=f"ingen rettelse, der handler om færre end {workspace.plan.k} personer.",
            do=f"Se, hvad der er talt, i data/processed/{half_year}/{CONFIDENTIAL_FOLDER}/{STANDING_FILE}.",
        )
    ]
