"""Raw extracts -> validated frames in data/processed, each loaded once for as long as nothing it depends on changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hpanalysis import load, validate
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.errors import Stop
from hpanalysis.pipeline import digests, owed
from hpanalysis.pipeline.files import write_parquet, write_text
from hpanalysis.pipeline.progress import Progress
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Delivery:
    """The files of a source in a half-year's folder, and the window they are owed for (None: not owed then)."""

    source: Source
    half_year: HalfYear
    files: tuple[Path, ...]
    span: Span | None


def deliveries(workspace: Workspace, last: HalfYear) -> list[Delivery]:
    """All deliveries up to `last` of the sources that the plan needs, oldest first."""
    sources, found = owed.sources_of(workspace.plan), []
    for half_year in last.since(workspace.plan.first):
        spans = {item.source.name: item.span for item in owed.owed(workspace.plan, half_year)}
        for source in sources:
            files = load.files_of(source, workspace.raw_folder(half_year))
            if files:
                found.append(Delivery(source, half_year, tuple(files), spans.get(source.name)))
    return found


def _checks_path(workspace: Workspace, delivery: Delivery) -> Path:
    return workspace.folder(delivery.half_year) / "checks" / f"{delivery.source.name}.parquet"


def _record_path(workspace: Workspace, delivery: Delivery) -> Path:
    return workspace.frame(delivery.source.name, delivery.half_year).with_suffix(".json")


def _made_from(delivery: Delivery, raw_digests: dict[Path, str], rules: str) -> str:
    return digests.of_texts(delivery.source.name, *(f"{p.name} {raw_digests[p]}" for p in delivery.files), rules)


def _stands(workspace: Workspace, delivery: Delivery, made_from: str) -> bool:
    """Whether the frame in data/processed was made from the very same things."""
    record, frame = (
        _record_path(workspace, delivery),
        workspace.frame(delivery.source.name, delivery.half_year),
    )
    if not (record.is_file() and frame.is_file() and _checks_path(workspace, delivery).is_file()):
        return False
    return json.loads(record.read_text(encoding="utf-8"))["made_from"] == made_from


def _load_one(workspace: Workspace, delivery: Delivery, key: load.Key, suites: validate.Suites) -> pd.DataFrame:
    """Load and validate one delivery; the frame is written only if no critical rule is broken."""
    loaded = load.load(delivery.source, list(delivery.files), workspace.plan, key)
    checks = suites.validate(delivery.source.name, loaded.frame, delivery.half_year, span=delivery.span)
    write_parquet(checks, _checks_path(workspace, delivery))
    if not validate.critical(checks, workspace.plan.k):
        write_parquet(loaded.frame, workspace.frame(delivery.source.name, delivery.half_year))
    return checks


def load_all(
    workspace: Workspace,
    found: list[Delivery],
    raw_digests: dict[Path, str],
    key: load.Key,
    progress: Progress,
) -> pd.DataFrame:
    """The checks of all deliveries (columns `tables.CHECKS`). Critical findings raise one `Stop` that lists them."""
    rules = digests.of_texts(
        digests.of_code(),
        digests.of_folder(workspace.expectations, "*.json"),
        digests.of_folder(workspace.plan_folder, "*.csv", "*.yaml"),
        key.fingerprint,
    )
    suites: validate.Suites | None = None
    checks, findings = [], []
    for delivery in found:
        made_from = _made_from(delivery, raw_digests, rules)
        if _stands(workspace, delivery, made_from):
            checks.append(pd.read_parquet(_checks_path(workspace, delivery)))
        else:
            suites = suites or validate.Suites(workspace.expectations)
            _record_path(workspace, delivery).unlink(missing_ok=True)
            done = _load_one(workspace, delivery, key, suites)
            findings += validate.critical(done, workspace.plan.k)
            if not findings:
                write_text(json.dumps({"made_from": made_from}), _record_path(workspace, delivery))
            checks.append(done)
        progress.advance("Udtræk", f"{delivery.source.label}, {delivery.half_year}")
    _drop_undelivered(workspace, found)
    if findings:
        raise Stop("\n".join(findings))
    return pd.concat(checks, ignore_index=True)


def _drop_undelivered(workspace: Workspace, found: list[Delivery]) -> None:
    """A frame whose extract was taken away is taken away too: no figure may come from a file that is not there."""
    present = {(d.half_year, d.source.name) for d in found}
    for half_year in {d.half_year for d in found}:
        for frame in (workspace.folder(half_year) / "frames").glob("*.parquet"):
            if (half_year, frame.stem) not in present:
                frame.unlink()
                frame.with_suffix(".json").unlink(missing_ok=True)
                (workspace.folder(half_year) / "checks" / frame.name).unlink(missing_ok=True)
