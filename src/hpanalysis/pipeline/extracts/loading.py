"""Raw extracts -> validated frames in data/processed. A frame is made anew when something it depends on changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from hpanalysis import deadlines, load, validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.errors import Stop
from hpanalysis.load.frame import load_frame
from hpanalysis.pipeline.extracts import (
    address_rules,
    confidential_files,
    frame_records,
    owed_extracts,
    participant_rules,
)
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import describe_healed, remove_file, write_parquet
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.sealed_json import DamagedRecord
from hpanalysis.tables import CHECKS
from hpanalysis.workspace import Workspace

STEP = "Udtræk"


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
    beginning of a run and of `hpanalysis check`, and again at their end or when a run fails, to see whether a file has
    come or gone. A source without files in a half-year has no delivery there. `Stop` for a name with a CPR number, for
    a table that would not be read, and for a list of participants without terms."""
    sources, deliveries = owed_extracts.find_sources(workspace.plan), []
    for half_year in last.since(workspace.plan.first):
        owed_extracts.refuse_list_without_terms(workspace.plan, workspace.raw_folder(half_year), half_year)
        spans = {item.source.name: item.span for item in owed_extracts.find_owed_extracts(workspace.plan, half_year)}
        for source in sources:
            files = load.find_files_of_source(source, workspace.raw_folder(half_year))
            if files:
                deliveries.append(Delivery(source, half_year, tuple(files), spans.get(source.name)))
    return deliveries


def find_history(delivery: Delivery, deliveries: list[Delivery]) -> Delivery | None:
    """The residence history that came in the same half-year, by which the delivery's persons are placed in areas.
    Called for each delivery before it is loaded, and when the deliveries are digested. deliveries: all of the run's.
    None if no history came, or if the source's rows are not placed by one: a history itself, what is placed by
    department or by area, and what has no persons."""
    if not delivery.source.follows_persons:
        return None
    return next((d for d in deliveries if d.source.residence_history and d.half_year == delivery.half_year), None)


def _find_kept_history(
    workspace: Workspace, delivery: Delivery, kept: Collection[tuple[HalfYear, str]]
) -> Delivery | None:
    """A residence history whose file was deleted as agreed, while its frame is still there; None if there is none, or
    if no history places the source's rows (as it does for persons by address only). Called for a delivery that came
    without a history, because its persons must be placed as when it was published. kept: half-year and source of all
    frames whose file was deleted."""
    if not delivery.source.follows_persons:
        return None
    for source in (source for source in owed_extracts.find_sources(workspace.plan) if source.residence_history):
        if (delivery.half_year, source.name) in kept:
            return Delivery(source, delivery.half_year, (), None)
    return None


def _digest_delivery(delivery: Delivery, history: Delivery | None, raw_digests: dict[Path, str], rules: str) -> str:
    """The digest of all that decides a delivery's frame: its files, the residence history's, and the rules. Called for
    each delivery of a run or of `hpanalysis check`, to see whether the frame made of it earlier can be kept.
    raw_digests: path -> sha256. rules: the digest of code, suites of rules, plan and key."""
    files = (*delivery.files, *(history.files if history else ()))
    return digests.digest_texts([delivery.source.name, *(f"{p.name} {raw_digests[p]}" for p in files), rules])


def _read_history(workspace: Workspace, history: Delivery | None) -> pd.DataFrame | None:
    """The frame of a residence history; None where there is no history, or where it broke a critical rule. Called
    before each delivery that is loaded."""
    if history is None:
        return None
    named = history.source.name, history.half_year
    is_ready = frame_records.find_record_path(workspace, *named).is_file()
    return pd.read_parquet(workspace.frame(*named)) if is_ready else None


def _load_delivery(
    workspace: Workspace, delivery: Delivery, history: Delivery | None, key: load.Key, suites: validate.Suites
) -> tuple[pd.DataFrame, list[str], list[Path], dict[str, list[str]]]:
    """Load and validate one delivery: its checks (`tables.CHECKS`), the critical findings in Danish, the files written,
    and what in its free texts may be a CPR number (`FrameRecord.doubtful`).

    Called for each delivery that is new, changed or damaged. The frame is written only if there is no critical finding.
    The rows that break a rule, and the addresses that are not recognised, go to the protected folder for the data unit.
    `Stop` if a file cannot be read. history: the residence history that places its persons; None without one.
    """
    name, half_year = delivery.source.name, delivery.half_year
    loaded = load_frame(delivery.source, list(delivery.files), workspace.plan, key, _read_history(workspace, history))
    address_rules.write_address_list(workspace, delivery.source, half_year, loaded.addresses)
    checks = suites.validate(name, loaded.frame, half_year, span=delivery.span)
    of_addresses = address_rules.check_places(delivery.source, loaded, half_year, workspace.plan)
    of_courses, courses = participant_rules.check_courses(delivery.source, loaded.frame, half_year, workspace.plan)
    more = [table for table in (of_addresses, of_courses) if len(table)]
    checks = pd.concat([checks, *more], ignore_index=True) if more else checks
    places = suites.places(name, loaded.frame, half_year, checks, span=delivery.span) | courses
    named = confidential_files.write_places(workspace, half_year, name, places)
    path = frame_records.find_checks_path(workspace, name, half_year)
    write_parquet(checks, path)
    findings = validate.describe_critical_rules(checks, workspace.plan.k, named)
    if not findings:
        write_parquet(loaded.frame, workspace.frame(name, half_year))
        frame_records.write_persons(workspace, name, half_year, loaded.persons)
    written = [path, workspace.frame(name, half_year), frame_records.find_persons_path(workspace, name, half_year)]
    written += confidential_files.find_places(workspace, half_year, named)
    written.append(address_rules.find_address_list_path(workspace, name, half_year))
    doubtful = {finding: [token.hex() for token in tokens] for finding, tokens in loaded.doubtful.items()}
    return checks, findings, [each for each in written if each.is_file()], doubtful


def _find_out_of_date(workspace: Workspace, delivery: Delivery, made_from: str) -> tuple[bool, list[str]]:
    """Whether a delivery must be loaded anew, and the damaged files of data/processed that are the reason, named from
    the half-year's folder on: none where what the frame is made from has changed, or it was never loaded. Called for
    each delivery of a run or of `hpanalysis check`. made_from: the digest of all that its frame is made from now
    (`_digest_delivery`)."""
    name, half_year = delivery.source.name, delivery.half_year
    try:
        record = frame_records.read_record(workspace, name, half_year)
    except DamagedRecord:
        path = frame_records.find_record_path(workspace, name, half_year)
        return True, [path.relative_to(workspace.folder(half_year)).as_posix()]
    if record is None or record.made_from != made_from:
        return True, []
    damaged = frame_records.find_damaged(workspace, name, half_year, record)
    return bool(damaged), damaged


@dataclass(frozen=True)
class LoadedDeliveries:
    """What came of loading a run's deliveries; made by `load_deliveries`. A run goes on only without findings."""

    checks: pd.DataFrame  # of all that could be read, and of frames whose extract is deleted (`tables.CHECKS`)
    ready: tuple[Delivery, ...]  # those whose frame lies ready, oldest first: without a critical finding, or deleted
    unusable: tuple[str, ...]  # Danish: deliveries that cannot be read, and frames that are lost
    critical: tuple[str, ...]  # Danish: the critical rules broken


def load_deliveries(
    workspace: Workspace,
    deliveries: list[Delivery],
    last: HalfYear,
    *,
    skip: Collection[Delivery],
    raw_digests: dict[Path, str],
    rules: Mapping[str, str],
    key: load.Key,
    progress: Progress,
    today: date,
) -> LoadedDeliveries:
    """Load and validate the deliveries up to the half-year `last`; all that is wrong with them is in the result
    together.

    Called by a run and by `hpanalysis check` before anything is computed, and by a run whose publication is up to date.
    Only what is new, changed or damaged in data/processed is loaded; its frame, checks and lists are written there.
    skip: deliveries that are not looked at, though they lie there. raw_digests: path -> sha256. rules: source -> the
    digest of code, rules, plan and key. today: the date of the report. A frame whose extract was deleted as agreed is
    kept, with the results of the rules from when it was loaded.
    """
    kept = _sort_undelivered(workspace, deliveries, last, today)
    suites: validate.Suites | None = None
    checks, ready, critical, unusable = [], [], [], list(kept.lost)
    for delivery in (each for each in deliveries if each not in skip):
        name, half_year = delivery.source.name, delivery.half_year
        history = find_history(delivery, deliveries) or _find_kept_history(workspace, delivery, kept.standing)
        made_from = _digest_delivery(delivery, history, raw_digests, rules[name])
        out_of_date, damaged = _find_out_of_date(workspace, delivery, made_from)
        if not out_of_date:
            checks.append(pd.read_parquet(frame_records.find_checks_path(workspace, name, half_year)))
            ready.append(delivery)
        else:
            if damaged:
                progress.say(describe_healed(str(half_year), damaged))
            suites = suites or validate.Suites(workspace.expectations)
            frame_records.forget(workspace, name, half_year)
            try:
                done, findings, written, doubtful = _load_delivery(workspace, delivery, history, key, suites)
            except Stop as unreadable:  # the others are read too, so that the analyst learns of everything at once
                unusable.append(place_finding(str(unreadable), half_year, last))
            else:
                checks.append(done)
                critical += findings
                # Without its residence history a delivery is loaded to be looked at, and again when the history is in
                # order: nobody could tell that its persons were placed without it.
                placed = history is None or history in ready or not history.files
                if placed and not findings:
                    files = {path.name: raw_digests[path] for path in delivery.files}
                    told = frame_records.digest_written(workspace, half_year, written)
                    record = frame_records.FrameRecord(
                        made_from=made_from, files=files, written=told, doubtful=doubtful
                    )
                    frame_records.write_record(workspace, name, half_year, record)
                    ready.append(delivery)
        progress.advance(STEP, f"{delivery.source.label}, {half_year}")
    checks += kept.checks
    whole = pd.concat(checks, ignore_index=True) if checks else pd.DataFrame(columns=CHECKS.names)
    known = catalogue.sources()
    ready += [Delivery(known[name], half_year, (), None) for half_year, name in kept.standing]
    ready.sort(key=lambda each: (each.half_year, each.source.name))
    return LoadedDeliveries(whole, tuple(ready), tuple(unusable), tuple(critical))


def place_finding(finding: str, half_year: HalfYear, last: HalfYear) -> str:
    """A finding on a file, with its folder before it unless that is the folder of `last`, the half-year that is run.
    Called for each delivery that cannot be read or used, because a source's file has the same name in every folder."""
    return finding if half_year == last else f"Mappen data/raw/{half_year}: {finding}"


@dataclass(frozen=True)
class _Undelivered:
    """The frames that lie in data/processed without an extract in data/raw; sorted out by `_sort_undelivered`."""

    standing: set[tuple[HalfYear, str]]  # half-year and source: the extract was deleted as agreed
    checks: list[pd.DataFrame]  # of those that stand
    lost: list[str]  # Danish findings: those that nobody can make again


def _sort_undelivered(workspace: Workspace, deliveries: list[Delivery], last: HalfYear, today: date) -> _Undelivered:
    """Keep or remove the frames without an extract, and tell which of those to keep are damaged.

    Called by a run and by `hpanalysis check`, before any delivery is loaded. last: the run's half-year; today: the date
    of its report. An extract that was deleted as its agreement says leaves its frame. One that was taken away before
    its last day takes its frame with it, because no figure may come from a file that nobody can look into. A frame that
    should be kept and is damaged is not touched, because it is the only copy.
    """
    present = {(d.half_year, d.source.name) for d in deliveries}
    standing, checks, lost = set(), [], []
    for half_year in last.since(workspace.plan.first):
        folder = workspace.folder(half_year) / "frames"
        names = {path.stem for pattern in ("*.parquet", "*.json") for path in folder.glob(pattern)}
        for name in sorted(names & set(catalogue.sources())):
            if (half_year, name) in present:
                continue
            damaged = _judge_undelivered(workspace, name, half_year, today)
            if damaged is None:
                _remove_undelivered(workspace, name, half_year)
            elif damaged:
                lost.append(frame_records.describe_lost(name, half_year, damaged))
            else:
                standing.add((half_year, name))
                checks.append(pd.read_parquet(frame_records.find_checks_path(workspace, name, half_year)))
    return _Undelivered(standing, checks, lost)


def _judge_undelivered(workspace: Workspace, name: str, half_year: HalfYear, today: date) -> list[str] | None:
    """What to do with a frame whose extract is not delivered: None if the frame is to be removed, else the names of its
    damaged files, often none. Called for each such frame before a run or `hpanalysis check` loads anything. name: its
    source's. If the extract's last day is past on the report's date (`today`), its record says so for later runs with
    an earlier date."""
    try:
        record = frame_records.read_record(workspace, name, half_year)
    except DamagedRecord:  # whether it may be removed stood in the record
        path = frame_records.find_record_path(workspace, name, half_year)
        return [path.relative_to(workspace.folder(half_year)).as_posix()]
    if record is None:
        return None
    is_deleted = record.deleted or deadlines.is_past_last_day(workspace.plan, name, half_year, today)
    # Without the half-year's folder it may be that another folder of extracts was named, so nothing is removed.
    if not is_deleted and workspace.raw_folder(half_year).is_dir():
        return None
    if damaged := frame_records.find_damaged(workspace, name, half_year, record, only_copies=True):
        return damaged
    if is_deleted and not (record.deleted and record.written):  # a record of before digests were kept gets them now
        paths = (workspace.frame(name, half_year), frame_records.find_checks_path(workspace, name, half_year))
        written = record.written or frame_records.digest_written(workspace, half_year, paths)
        frame_records.write_record(workspace, name, half_year, replace(record, deleted=True, written=written))
    return []


def _remove_undelivered(workspace: Workspace, name: str, half_year: HalfYear) -> None:
    """Remove a frame, its record, its persons, its checks, its list of addresses and the rows that broke a rule.
    Called in a run or `hpanalysis
    check` where an extract is gone from data/raw before the last day that it may be stored, or where its frame has no
    record. name: its source's."""
    for path in (
        workspace.frame(name, half_year),
        frame_records.find_persons_path(workspace, name, half_year),
        frame_records.find_record_path(workspace, name, half_year),
        frame_records.find_checks_path(workspace, name, half_year),
        address_rules.find_address_list_path(workspace, name, half_year),
    ):
        remove_file(path)
    confidential_files.write_places(workspace, half_year, name, {})
