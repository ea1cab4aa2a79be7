"""Raw extracts -> validated frames in data/processed. A frame is made anew when something it depends on changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from hpanalysis import deadlines, load, validate
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import address_rules, confidential_files, owed_extracts
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_parquet, write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Delivery:
    """The files that came of a source in a half-year, and the days that they must cover. Made by `find_deliveries` at
    the beginning of a run; loaded, checked and digested by the steps that follow."""

    source: Source
    half_year: HalfYear
    files: tuple[Path, ...]  # in the half-year's folder of extracts; none where they were deleted as agreed
    span: Span | None  # the days they must cover; None where the source owes nothing in this half-year


def find_deliveries(workspace: Workspace, last: HalfYear) -> list[Delivery]:
    """All deliveries up to the half-year `last` of the sources that the plan needs, oldest first. Called at the
    beginning of a run and of `hpanalysis check`. A source without files in a half-year has no delivery there."""
    sources, deliveries = owed_extracts.find_sources(workspace.plan), []
    for half_year in last.since(workspace.plan.first):
        spans = {item.source.name: item.span for item in owed_extracts.find_owed_extracts(workspace.plan, half_year)}
        for source in sources:
            files = load.find_files_of_source(source, workspace.raw_folder(half_year))
            if files:
                deliveries.append(Delivery(source, half_year, tuple(files), spans.get(source.name)))
    return deliveries


def _find_checks_path(workspace: Workspace, delivery: Delivery) -> Path:
    """The path of the table with the results of the rules on a delivery, kept so that a frame that is not loaded again
    has its results of then. Called when a delivery is loaded, and when the results of an earlier run are taken over."""
    return workspace.folder(delivery.half_year) / "checks" / f"{delivery.source.name}.parquet"


def _find_record_path(workspace: Workspace, delivery: Delivery) -> Path:
    """The path of the JSON file beside a delivery's frame that says what the frame was made from. Called when that
    record is written, read or removed."""
    return workspace.frame(delivery.source.name, delivery.half_year).with_suffix(".json")


def find_history(delivery: Delivery, deliveries: list[Delivery]) -> Delivery | None:
    """The residence history that came in the same half-year, by which the delivery's persons are placed in areas.
    Called for each delivery before it is loaded, and when the deliveries are digested. deliveries: all of the run's.
    None if no history came, or if the source's own addresses place its persons."""
    if not delivery.source.follows_persons:
        return None
    return next((d for d in deliveries if d.source.residence_history and d.half_year == delivery.half_year), None)


def _find_kept_history(workspace: Workspace, delivery: Delivery, today: date) -> Delivery | None:
    """A residence history whose file was deleted as agreed, while its frame stands; None where there is none. Called
    for a delivery without a history among the files delivered. today: the date of the report. The frame goes on placing
    persons, because they would else be placed otherwise than when the figures were made."""
    if not delivery.source.follows_persons:
        return None
    for source in (source for source in owed_extracts.find_sources(workspace.plan) if source.residence_history):
        frame = workspace.frame(source.name, delivery.half_year)
        if frame.is_file() and _is_deleted_as_agreed(workspace, delivery.half_year, frame, today):
            return Delivery(source, delivery.half_year, (), None)
    return None


def _digest_delivery(delivery: Delivery, history: Delivery | None, raw_digests: dict[Path, str], rules: str) -> str:
    """The digest of all that decides a delivery's frame: its files, the residence history's, and the rules. Called for
    each delivery of a run, to see whether its frame of an earlier run can be kept. raw_digests: path -> sha256. rules:
    the digest of the program, the suites of rules, the plan and the key."""
    files = (*delivery.files, *(history.files if history else ()))
    return digests.digest_texts([delivery.source.name, *(f"{p.name} {raw_digests[p]}" for p in files), rules])


def _is_up_to_date(workspace: Workspace, delivery: Delivery, made_from: str) -> bool:
    """Whether a delivery's frame was made from the very same things, so that it need not be loaded again. Called for
    each delivery of a run. made_from: what `_digest_delivery` gave. False where frame, record or checks are missing."""
    record = _find_record_path(workspace, delivery)
    frame = workspace.frame(delivery.source.name, delivery.half_year)
    if not (record.is_file() and frame.is_file() and _find_checks_path(workspace, delivery).is_file()):
        return False
    return json.loads(record.read_text(encoding="utf-8"))["made_from"] == made_from


def _write_record(workspace: Workspace, delivery: Delivery, made_from: str, raw_digests: dict[Path, str]) -> None:
    """Write what a delivery's frame was made from, to a JSON file beside the frame. Called when a delivery has been
    loaded without a critical finding. made_from: what `_digest_delivery` gave. The files' digests are kept too, because
    the manifest gives them even when the files are deleted."""
    known = {"made_from": made_from, "files": {path.name: raw_digests[path] for path in delivery.files}}
    write_text(json.dumps(known), _find_record_path(workspace, delivery))


def forget_delivery(workspace: Workspace, delivery: Delivery) -> None:
    """Remove the record of a delivery's frame, so that the next run loads the delivery anew. Called before a delivery
    is loaded, and when one of its files changed while the run went on."""
    _find_record_path(workspace, delivery).unlink(missing_ok=True)


def _read_history(workspace: Workspace, history: Delivery | None) -> pd.DataFrame | None:
    """The frame of a residence history; None where there is no history, or where it broke a critical rule. Called
    before each delivery that is loaded."""
    frame = None if history is None else workspace.frame(history.source.name, history.half_year)
    return pd.read_parquet(frame) if frame is not None and frame.is_file() else None


def load_delivery(
    workspace: Workspace, delivery: Delivery, history: Delivery | None, key: load.Key, suites: validate.Suites
) -> tuple[pd.DataFrame, list[str]]:
    """Load and validate one delivery: its checks (`tables.CHECKS`), and the critical findings in Danish.

    Called by `load_deliveries` for each delivery that is new or changed, and by `hpanalysis check`. The frame is
    written only if there is no critical finding. The rows that break a rule, and the addresses that are not recognised,
    go to the protected folder for the data unit. `Stop` if a file cannot be read. history: None if none places persons.
    """
    name, half_year = delivery.source.name, delivery.half_year
    loaded = load.load(delivery.source, list(delivery.files), workspace.plan, key, _read_history(workspace, history))
    address_rules.write_address_list(workspace, delivery.source, half_year, loaded.addresses)
    checks = suites.validate(name, loaded.frame, half_year, span=delivery.span)
    of_addresses = address_rules.check_places(delivery.source, loaded, half_year, workspace.plan)
    checks = pd.concat([checks, of_addresses], ignore_index=True) if len(of_addresses) else checks
    places = suites.places(name, loaded.frame, half_year, checks, span=delivery.span)
    named = confidential_files.write_places(workspace, half_year, name, places)
    write_parquet(checks, _find_checks_path(workspace, delivery))
    findings = validate.describe_critical_rules(checks, workspace.plan.k, named)
    if not findings:
        write_parquet(loaded.frame, workspace.frame(name, half_year))
    return checks, findings


def load_deliveries(
    workspace: Workspace,
    deliveries: list[Delivery],
    *,
    raw_digests: dict[Path, str],
    key: load.Key,
    progress: Progress,
    today: date,
) -> pd.DataFrame:
    """The checks of all deliveries (columns `tables.CHECKS`). Critical findings raise one `Stop` that lists them.
    Called once a run, before anything is computed; only what is new or changed is loaded. raw_digests: path -> sha256.
    today: the date of the report. Frames whose extract was deleted as agreed stand, with the checks of their time."""
    rules = digests.digest_texts(
        [
            digests.digest_code(),
            digests.digest_folder(workspace.expectations, "*.json"),
            digests.digest_folder(workspace.plan_folder, "*.csv", "*.yaml"),
            key.fingerprint,
        ],
    )
    suites: validate.Suites | None = None
    checks, findings = [], []
    for delivery in deliveries:
        history = find_history(delivery, deliveries) or _find_kept_history(workspace, delivery, today)
        made_from = _digest_delivery(delivery, history, raw_digests, rules)
        if _is_up_to_date(workspace, delivery, made_from):
            checks.append(pd.read_parquet(_find_checks_path(workspace, delivery)))
        else:
            suites = suites or validate.Suites(workspace.expectations)
            forget_delivery(workspace, delivery)
            try:
                done, critical = load_delivery(workspace, delivery, history, key, suites)
            except Stop as unreadable:  # the others are read too, so that the analyst learns of everything at once
                findings.append(str(unreadable))
            else:
                findings += critical
                if not critical:
                    _write_record(workspace, delivery, made_from, raw_digests)
                checks.append(done)
        progress.advance("Udtræk", f"{delivery.source.label}, {delivery.half_year}")
    checks += _keep_or_remove_undelivered(workspace, deliveries, today)
    if findings:
        raise Stop("\n".join(findings))
    return pd.concat(checks, ignore_index=True)


def _keep_or_remove_undelivered(workspace: Workspace, deliveries: list[Delivery], today: date) -> list[pd.DataFrame]:
    """Remove the frames whose extract was taken away too early; return the checks of those that stand.

    Called once a run, when all deliveries are loaded. today: the date of the report. An extract that was deleted as its
    agreement says leaves its frame. One that was taken away before its last day takes its frame with it, because no
    figure may come from a file that nobody can look into.
    """
    present, standing = {(d.half_year, d.source.name) for d in deliveries}, []
    for half_year in sorted({d.half_year for d in deliveries}):
        for frame in sorted((workspace.folder(half_year) / "frames").glob("*.parquet")):
            checks = workspace.folder(half_year) / "checks" / frame.name
            if (half_year, frame.stem) in present:
                continue
            if _is_deleted_as_agreed(workspace, half_year, frame, today) and checks.is_file():
                standing.append(pd.read_parquet(checks))
                continue
            frame.unlink()
            frame.with_suffix(".json").unlink(missing_ok=True)
            checks.unlink(missing_ok=True)
            address_rules.find_address_list_path(workspace, frame.stem, half_year).unlink(missing_ok=True)
    return standing


def _is_deleted_as_agreed(workspace: Workspace, half_year: HalfYear, frame: Path, today: date) -> bool:
    """Whether a frame's extract, which is gone, was past its last day by the date of the report (`today`). Called for
    each frame whose extract is not among the files delivered. The answer is written into the frame's record, because a
    run of an earlier half-year, with an earlier date, asks again. False for a frame without a record."""
    record = frame.with_suffix(".json")
    if not record.is_file():
        return False
    known = json.loads(record.read_text(encoding="utf-8"))
    if not known.get("deleted") and not deadlines.is_past_last_day(workspace.plan, frame.stem, half_year, today):
        return False
    write_text(json.dumps(known | {"deleted": True}), record)
    return True
