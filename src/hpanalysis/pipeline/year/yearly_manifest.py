"""manifest.json of an accounting year's reports: what they are made from, by digest, and every file published.

format, year, edition, as_of, half_year (whose published figures they show), synthetic, made_with (as in a half-year's);
inputs: logs, plan, notebooks, code, lock, and publications (half-year -> indicators.csv and the archive's Kontrolsum);
published: every file of the folder but the manifest itself; graph: made, by, from.
The emergency group's log could be guessed from a plain digest, so its digest is an HMAC (`load.Key.digest`).
"""

from __future__ import annotations

import json
from pathlib import Path

import hpanalysis
from hpanalysis import load, publications, yearly_logs
from hpanalysis import plan as plans
from hpanalysis.evidence import manifest as evidence
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.moment import LOCK
from hpanalysis.publications import Publication
from hpanalysis.published.names import (
    DUTIES_CSV,
    ECONOMY_CSV,
    FIGURES_CSV,
    HOURS_CSV,
    MANIFEST_JSON,
    MILESTONES_CSV,
    PROGRESS_CSV,
)
from hpanalysis.report import catalogue
from hpanalysis.report.declaration import YearReads
from hpanalysis.workspace import Workspace


def _digest_logs(workspace: Workspace, key: load.Key) -> dict[str, dict[str, str]]:
    """The digest of each log that the year's reports are made from: file name -> kind of digest -> digest. Called when
    their inputs are digested. The secretariat's log has its plain sha256. The emergency group's, left out where there
    is none, could be guessed from that, so it has a keyed digest."""
    open_log, closed_log = workspace.params / yearly_logs.LOG, workspace.params / yearly_logs.EMERGENCY_LOG
    logs = {yearly_logs.LOG: {"sha256": digests.digest_file(open_log)}}
    if closed_log.is_file():
        logs[yearly_logs.EMERGENCY_LOG] = {"hmac_sha256": key.digest(digests.digest_file(closed_log))}
    return logs


def _digest_publication(folder: Path) -> dict[str, str]:
    """Two digests of a half-year's publication: the Kontrolsum that the archive page shows, and that of its figures.
    Called for each published half-year, when a year's inputs are digested and when the digests in minutes are compared
    with what is published. folder: where it lies in reports/."""
    figures = folder / FIGURES_CSV
    return {"kontrolsum": publications.compute_checksum(folder), figures.name: digests.digest_file(figures)}


def digest_inputs(workspace: Workspace, key: load.Key) -> dict:
    """What a year's reports are made from, by digest: `inputs` of the year's manifest. Called once a run of an
    accounting year, before its pages are made. lock is "" in a project without a lock file."""
    lock = workspace.root / LOCK
    plan = (path for pattern in plans.PATTERNS for path in workspace.plan_folder.glob(pattern))
    books = (workspace.notebooks / f"{name}.ipynb" for name in catalogue.list_year_reports())
    return {
        "logs": _digest_logs(workspace, key),
        "plan": digests.digest_files(plan, workspace.plan_folder),
        "notebooks": digests.digest_files(books, workspace.notebooks),
        "code": digests.digest_code(),
        "lock": digests.digest_file(lock) if lock.is_file() else "",
        "publications": {
            str(half): _digest_publication(folder)
            for half, folder in publications.find_half_years(workspace.reports).items()
        },
    }


def _trace_files(told: dict, files: dict[str, str], half_year: str) -> list[dict]:
    """The manifest's `graph`: each published file (made), the command (by), and the inputs it is made of (from). Called
    when a year's manifest is written. told: the inputs, as `digest_inputs` gave them. files: name -> digest of the
    files published. half_year: whose figures the pages show."""
    common = ["code", "lock", *(f"plan/{name}" for name in told["plan"])]
    log, emergency = f"logs/{yearly_logs.LOG}", [f"logs/{name}" for name in told["logs"] if name != yearly_logs.LOG]
    publications = [f"publications/{half}" for half in told["publications"]]
    read = {
        YearReads.FOLLOWUP_LOG: [log],
        YearReads.EMERGENCY_LOG: emergency,
        YearReads.EVERY_PUBLICATION: publications,
        YearReads.CHOSEN_PUBLICATION: [f"publications/{half_year}"],
    }
    sources = {name: [log] for name in (HOURS_CSV, PROGRESS_CSV, MILESTONES_CSV, ECONOMY_CSV)}
    sources[DUTIES_CSV] = [log, *emergency, *publications]
    for name, report in catalogue.list_year_reports().items():
        sources[f"{name}.html"] = [f"notebooks/{name}.ipynb", *(node for what in report.reads for node in read[what])]
    made = {name: sorted([*common, *sources[name]]) for name in sorted(files)}
    return [{"made": f"published/{name}", "by": "follow-up", "from": of} for name, of in made.items()]


def write_manifest(publication: Publication[int], half_year: str, as_of: str, told: dict) -> None:
    """Write the year's manifest.json, which says by digest what its public edition is made of, into the folder of its
    pages. Called in a run of the year as its last file is written, before the files are checked. half_year: whose
    figures the pages show. as_of: the ISO date that the logs are kept up to. told: the inputs' digests, as
    `digest_inputs` gives them."""
    staged = publication.output
    files = evidence.digest_published_files(staged)
    whole = {
        "format": evidence.FORMAT,
        "year": publication.period,
        "edition": publication.edition.value,
        "as_of": as_of,
        "half_year": half_year,
        "synthetic": publication.workspace.synthetic,
        "made_with": evidence.list_versions(hpanalysis.__version__),
        "inputs": told,
        "published": files,
        "graph": _trace_files(told, files, half_year),
    }
    write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", staged / MANIFEST_JSON)
