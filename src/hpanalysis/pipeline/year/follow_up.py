"""`hpanalysis follow-up`: an accounting year, from the secretariat's logs and what lies published to its reports.

They are a publication of their own, in reports/regnskabsaar-<year>/: made when the accounts are, long after their
half-years, and again as minutes come in. No figure is computed here, and no half-year's folder is touched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from hpanalysis import followup, load, publications, yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import known_persons
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.publication import hand_kept_texts, manifest, publication_records
from hpanalysis.pipeline.publish_run import Inputs, Result, Steps, publish_run
from hpanalysis.pipeline.storage import digests, moment, run_lock
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.pipeline.year import economy_table, progress_tables, yearly_gate, yearly_manifest, yearly_tables
from hpanalysis.publications import Publication
from hpanalysis.published.names import DUTIES_CSV, ECONOMY_CSV, HOURS_CSV, MILESTONES_CSV, PROGRESS_CSV
from hpanalysis.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class YearInputs(Inputs):
    """What an accounting year's run depends on, read and checked: the `Inputs` of `publish_run` and the year's own.
    Made by `_read_inputs`; given to every later step of the run."""

    publication: Publication[int]
    followed: followup.YearFollowup  # what was due, done and late
    half_year: HalfYear  # whose published figures the pages show
    made_from: dict[str, Any]  # by digest, as the manifest tells it
    key: load.Key  # whose tokens tell the persons of the extracts
    moment: moment.Moment  # what the run reads, as it was when the run began


def _watch_inputs(workspace: Workspace) -> Iterator[moment.WatchedFolder]:
    """What an accounting year's run reads: the project with the secretariat's logs and every half-year's params, and
    the publications. Called when the run begins and the files' digests are taken, because a change before its end stops
    it."""
    yield from moment.watch_project(workspace, "20*.yaml", yearly_logs.LOG, yearly_logs.EMERGENCY_LOG)
    for half_year, folder in publications.find_half_years(workspace.reports).items():
        yield moment.WatchedFolder(f"mappen reports/{half_year}", folder, ("*",))


def _stop_if_edited(workspace: Workspace, half_year: HalfYear) -> None:
    """`Stop` unless the folder of the half-year whose figures a year's pages show is as its run published it. Called
    when the year's inputs are read. Without a record of that run nothing is checked, because the folder was copied
    here."""
    known = Publication(workspace, half_year).read_record().get("published")
    if known and known != digests.digest_folder(workspace.reports / str(half_year), "*"):
        raise Stop(
            f"Mappen reports/{half_year} er ikke, som den blev udgivet.",
            expected="de filer, som kørslen lavede, og ingen andre.",
            do=f"Skriv »hpanalysis run {half_year}«, og kør derefter igen.",
        )


def _read_inputs(publication: Publication[int], progress: Progress) -> YearInputs:
    """Read and check everything that the year's reports depend on: the first step of the run, called by `publish_run`.
    No notebook is started. `Stop` for a fault in a log, and where the half-year of the figures is not published or was
    edited since; `WrongUse` for a year outside the plan."""
    with progress.step("Optegnelser"):
        workspace, year = publication.workspace, publication.period
        began = moment.take_moment(_watch_inputs(workspace))
        followed = yearly_logs.follow_year(year, workspace)
        half_year = yearly_logs.choose_half_year(workspace, year)
        _stop_if_edited(workspace, half_year)
        has_emergency_log = yearly_logs.read_emergency_log(workspace) is not None
        if has_emergency_log or not publication.is_public:
            yearly_logs.emergency(year, workspace)
        pages = plan_of_pages.list_year_pages(publication, half_year, has_emergency_log)
        key = load.Key.from_environment(synthetic=workspace.synthetic)
        persons = known_persons.read_persons(workspace, key)
        if findings := hand_kept_texts.find_numbers(began, workspace.plan, persons):
            raise Stop("\n".join(findings))
        made_from = yearly_manifest.digest_inputs(workspace, key)
    no_log = "Der er ingen beredskab.yaml i params, så siden om beredskabet er ikke lavet."
    return YearInputs(
        publication=publication,
        pages=pages,
        page_to_open=f"{pages[0].name}.html",
        digest=_digest_inputs(publication, half_year, made_from, followed),
        record={},
        remarks=() if has_emergency_log else (no_log,),
        followed=followed,
        half_year=half_year,
        made_from=made_from,
        key=key,
        moment=began,
    )


def _stop_if_changed(inputs: YearInputs) -> None:
    """`Stop` that names the files if anything that the year's reports are made of changed while the run went on. Called
    by `publish_run` when all is made, last before it is committed, and where a step has failed, because the change may
    be why."""
    if findings := inputs.moment.find_changes("intet er udgivet"):
        raise Stop("\n".join(findings))


def _digest_inputs(
    publication: Publication[int], half_year: HalfYear, made_from: dict[str, Any], followed: followup.YearFollowup
) -> str:
    """The digest of everything that decides the year's publication. Called at the start of a run: if an earlier one had
    the same, nothing is made. half_year: whose figures the pages show. made_from: the inputs' digests. followed: tells
    whether each digest in minutes is that of something published or of its package, which is told nowhere else."""
    workspace = publication.workspace
    return digests.digest_texts(
        [
            str(publication.period),
            publication.edition.value,
            str(half_year),
            str(workspace.synthetic),
            json.dumps(made_from),
            manifest.describe_environment(workspace),
            digests.digest_folder(workspace.params, "20*.yaml"),
            *(f"{one.half_year} {one.match.value}" for goal in followed.goals for one in goal.by_board),
        ],
    )


def _write_data_files(inputs: YearInputs, tables: None) -> None:
    """Write beside the pages the year's tables as data, and last of all the manifest. The confidential edition has
    none. Called by `publish_run` when all pages are made. tables: always None, because a year computes none."""
    publication = inputs.publication
    if publication.is_public:
        write_text(yearly_tables.format_duties_csv(inputs.followed), publication.output / DUTIES_CSV)
        write_text(yearly_tables.format_hours_csv(inputs.followed), publication.output / HOURS_CSV)
        write_text(progress_tables.format_progress_csv(inputs.followed), publication.output / PROGRESS_CSV)
        write_text(progress_tables.format_milestones_csv(inputs.followed), publication.output / MILESTONES_CSV)
        write_text(economy_table.format_economy_csv(inputs.followed), publication.output / ECONOMY_CSV)
        as_of = inputs.followed.as_of.isoformat()
        yearly_manifest.write_manifest(publication, str(inputs.half_year), as_of, inputs.made_from)


def _pass_gates(inputs: YearInputs, tables: None) -> None:
    """`Stop` if a page has a figure that the half-year did not publish, or a file has data on a person. Called by
    `publish_run` before publication, when all files are in the staged folder; the confidential edition is not checked.
    tables: always None, because a year computes none."""
    publication = inputs.publication
    if publication.is_public:
        published = publication.workspace.reports / str(inputs.half_year)
        yearly_gate.stop_if_telling_otherwise(published, publication.output, publication.name)
        persons = known_persons.read_persons(publication.workspace, inputs.key)
        yearly_gate.stop_if_leaking(publication, persons)


def make_year_reports(
    publication: Publication[int], jobs: int = os.cpu_count() or 1, progress: Progress | None = None
) -> Result:
    """Make a year's reports, or find that they are up to date; `Stop` names what is in the way. Called by `hpanalysis
    follow-up`. The confidential edition is the emergency group's page alone, and is not published. Another run in the
    same folders is waited for. jobs: notebooks at once, by default one a core. progress: None where nobody watches."""
    progress, workspace = progress or Progress(), publication.workspace
    steps: Steps[YearInputs, None] = Steps(
        read_inputs=partial(_read_inputs, publication),
        heal=lambda inputs, progress: None,  # it has neither frames nor tables
        make_tables=lambda inputs, progress: None,  # what the pages need is read from the logs
        write_data_files=_write_data_files,
        pass_gates=_pass_gates,
        stop_if_changed=_stop_if_changed,
        list_warnings=lambda inputs, tables: (),
    )
    with run_lock.hold_folders(workspace.processed, workspace.reports, progress=progress):
        publication_records.finish_interrupted_run(workspace)
        return publish_run(steps, jobs, progress)
