"""What goes into manifest.json: gathered from the run's folders. Its form is described in `evidence.manifest`.

What a run is made from (`digest_inputs`) is written to data/processed before any page is made, because the pages tell
of it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

import hpanalysis
from hpanalysis import load
from hpanalysis import plan as plans
from hpanalysis.cpr import may_hold_number
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.evidence import manifest as evidence
from hpanalysis.params import Params
from hpanalysis.pipeline.extracts import frame_records
from hpanalysis.pipeline.pages.plan_of_pages import names
from hpanalysis.pipeline.publication import graph
from hpanalysis.pipeline.publication.publication_log import Log
from hpanalysis.pipeline.storage import digests, moment
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from hpanalysis.published.names import CERTIFICATE_JSON, MANIFEST_JSON
from hpanalysis.workspace import OPTIONAL_TABLES, Workspace

if TYPE_CHECKING:
    from hpanalysis.pipeline.extracts.loading import Delivery

# From so many rows a file of persons may be told by its plain digest: a person has some twenty at most (a month each),
# so there are twenty persons or more, and nobody can try the last four digits of all their CPR numbers, even if she
# knows everything else that stands in the file.
LEAST_ROWS = 500

# The internal tables of a run, by their names in data/processed.
TABLES = ("standing", "measured", "linked", "monthly", "control", "pattern", "judged", "checks", "corrections")

_WORD = re.compile(r"[^0-9a-zæøåäöü]+")
_SAFE = re.compile(r"\d*|20\d\dh[12]")


@dataclass(frozen=True)
class DeliveredFiles:
    """The names and digests of a delivery's files, which lie in data/raw or were deleted as agreed. Made by
    `find_delivered_files`, read when the manifest's `inputs` are made."""

    source: Source
    half_year: HalfYear
    digests: dict[str, str]  # name -> sha256, in the order of their names
    deleted: bool = False  # as agreed; the frame made of them stands

    @property
    def key(self) -> str:
        """The delivery's name in the manifest, such as `2026H1/bopael`. Read when the manifest is made."""
        return f"{self.half_year}/{self.source.name}"


def find_delivered_files(
    workspace: Workspace, half_year: HalfYear, deliveries: list[Delivery], raw_digests: dict[Path, str]
) -> list[DeliveredFiles]:
    """Every delivery that the half-year's figures may be counted from, those whose files are deleted among them. Called
    when a half-year's tables are written. deliveries: those whose files lie in data/raw. raw_digests: path ->
    sha256."""
    files = {
        (d.half_year, d.source.name): DeliveredFiles(d.source, d.half_year, _name_digests(d, raw_digests))
        for d in deliveries
    }
    for half in half_year.since(workspace.plan.first):
        for frame in sorted((workspace.folder(half) / "frames").glob("*.parquet")):
            if (half, frame.stem) not in files and frame.stem in catalogue.sources():
                source, known = catalogue.sources()[frame.stem], frame_records.read_record(workspace, frame.stem, half)
                files[half, frame.stem] = DeliveredFiles(source, half, known.files if known else {}, deleted=True)
    return [files[key] for key in sorted(files)]


def _name_digests(delivery: Delivery, raw_digests: dict[Path, str]) -> dict[str, str]:
    """File name -> sha256 of a delivery's files. Called for each delivery in data/raw when it is noted what a half-year
    is made from, for its pages and its manifest. raw_digests: path -> sha256."""
    return {path.name: raw_digests[path] for path in delivery.files}


def make_public_name(name: str, source: Source, known: Iterable[str], place: int) -> str:
    """A delivered file's name as it may be published, because a supplier may have put a person's name in it.

    Called for each file of an extract in the manifest. known: texts of the plan, such as the names of its
    organisations. The name stays where it is made of the source's name, numbers and words of the plan. Else, or where
    its numbers may be a CPR number, it becomes `<source>-<place>` with its suffix; place counts the delivery's files
    from 1. The digest tells which file it is.
    """
    stem, _, suffix = name.casefold().rpartition(".")
    allowed = {word for text in (source.name, *known) for word in _WORD.split(text.casefold())}
    words = _WORD.split(stem.removeprefix(source.name))
    safe = all(word in allowed or _SAFE.fullmatch(word) for word in words)
    return name if safe and not may_hold_number(name) else f"{source.name}-{place}.{suffix}"


def _is_plain(files: DeliveredFiles, rows: int) -> bool:
    """Whether a delivery's plain digest may be published, because nobody can guess the content and have the guess
    confirmed: one file of persons, with at least `LEAST_ROWS` rows. Called for each file of a delivery in the manifest;
    other digests are keyed. rows: 0 where not known."""
    return files.source.has_persons and len(files.digests) == 1 and rows >= LEAST_ROWS


def _describe_extract(files: DeliveredFiles, rows: int, known: list[str], key: load.Key) -> dict:
    """A delivery as manifest.json tells it: its source and its files, each by a name and a digest fit to publish, and
    `slettet` if they were deleted as agreed.

    Called for each delivery whenever a half-year's tables are written, before any page and in both editions, because
    the pages tell of it too (from inputs.json). rows: of the delivery, 0 where not known. known: texts of the plan, for
    `make_public_name`. key: makes the digest where a plain one could confirm a guess at the content (`_is_plain`).
    """
    files_told = []
    for place, (name, sha256) in enumerate(files.digests.items(), 1):
        digest = {"sha256": sha256} if _is_plain(files, rows) else {"hmac_sha256": key.digest(sha256)}
        files_told.append({"navn": make_public_name(name, files.source, known, place)} | digest)
    return {"kilde": files.source.name, "filer": files_told} | ({"slettet": True} if files.deleted else {})


def _count_rows(checks: pd.DataFrame) -> dict[tuple[str, str], int]:
    """(half-year, source) -> rows of the delivery. Called once a manifest, because a file of few rows could be guessed
    by its plain digest and is given a keyed one. checks: the results of the rules on the deliveries
    (`tables.CHECKS`)."""
    largest = checks.groupby(["half_year", "source"], as_index=False)["rows"].max()
    triples = zip(largest["half_year"], largest["source"], largest["rows"], strict=True)
    return {(half_year, source): int(rows) for half_year, source, rows in triples}


def _describe_extracts(
    deliveries: list[DeliveredFiles], checks: pd.DataFrame, workspace: Workspace, key: load.Key
) -> dict[str, dict]:
    """The deliveries by their names, such as `2026H1/bopael`, as `inputs.extracts` of the manifest tells them. Called
    whenever the half-year's tables are written. checks: the results of the rules on the deliveries, which give their
    numbers of rows."""
    known, rows = [row.organisation for row in workspace.plan.departments], _count_rows(checks)
    return {
        files.key: _describe_extract(files, rows.get((str(files.half_year), files.source.name), 0), known, key)
        for files in deliveries
    }


def _list_notebooks(workspace: Workspace) -> list[str]:
    """The names (without suffix) of the notebooks of a half-year's pages. Called once a run, for the manifest."""
    return sorted({notebook for _, notebook, _ in names(workspace.plan)})


def _digest_lock(workspace: Workspace) -> str:
    """The sha256 of requirements.lock, "" in a project without one. Called for the manifest, and for the digest of all
    that decides a publication."""
    path = workspace.root / moment.LOCK
    return digests.digest_file(path) if path.is_file() else ""


def _digest_matching_files(folder: Path, *patterns: str) -> dict[str, str]:
    """Name -> sha256 of the files that lie directly in a folder and match a pattern, such as `*.csv`. Called for the
    params, plan, rules and notebooks that a manifest names."""
    return digests.digest_files((path for pattern in patterns for path in folder.glob(pattern)), folder)


def _find_figures_before(log: Log, half_year: HalfYear) -> dict[str, str]:
    """Half-year -> sha256 of its indicators.csv, of the half-years that were published before this publication. Called
    once a run, for the manifest. log: the one published with this half-year. What was published later is not in it, and
    so a half-year that is made again gives the same."""
    figures = {entry.half_year: entry.indicators_sha256 for entry in log if entry.half_year != str(half_year)}
    return dict(sorted(figures.items()))


def digest_inputs(
    workspace: Workspace,
    half_year: HalfYear,
    *,
    deliveries: list[DeliveredFiles],
    checks: pd.DataFrame,
    key: load.Key,
    log: Log,
) -> dict:
    """What a half-year is made from, by digest: `inputs` of the manifest. Called once a run, when the figures are made.
    deliveries: as `find_delivered_files` gives them. checks: the results of the rules on the extracts. log: the one
    published with this half-year, whose entry is the last."""
    has_law = workspace.plan.law is not None
    return {
        "extracts": _describe_extracts(deliveries, checks, workspace, key),
        "params": _digest_matching_files(workspace.params, f"{half_year}.yaml"),
        "plan": _digest_matching_files(workspace.plan_folder, *plans.PATTERNS),
        "law": _digest_matching_files(plans.find_law_folder(workspace.plan_folder), "*.csv") if has_law else {},
        "suites": _digest_matching_files(workspace.expectations, "*.json"),
        "notebooks": _digest_matching_files(
            workspace.notebooks, *(f"{name}.ipynb" for name in _list_notebooks(workspace))
        ),
        "code": digests.digest_code(),
        "lock": _digest_lock(workspace),
        "before": _find_figures_before(log, half_year),
    }


def write_inputs(made_from: dict, workspace: Workspace, half_year: HalfYear) -> None:
    """Write what the half-year is made from to data/processed/<half-year>/inputs.json, where its pages read it. Called
    whenever the half-year's tables are written, before any page is made. made_from: what `digest_inputs` gave."""
    write_text(json.dumps(made_from, ensure_ascii=False, indent=1) + "\n", workspace.inputs_path(half_year))


def _list_rules(checks: pd.DataFrame) -> list[dict]:
    """The rules of the manifest: each held or not, and nothing of how many rows broke it, because only the page on data
    quality hides counts of few rows. Called when the manifest is written. checks: columns `tables.CHECKS`."""
    ordered = checks.sort_values(["half_year", "source", "rule_id"], kind="stable")
    return [
        {
            "source": row.source,
            "half_year": row.half_year,
            "rule_id": row.rule_id,
            "severity": row.severity,
            "held": bool(row.held),
        }
        for row in ordered.itertuples(index=False)
    ]


def _digest_tables(workspace: Workspace, half_year: HalfYear, extracts: Iterable[str], key: load.Key) -> dict[str, str]:
    """The keyed digest (HMAC) of each internal table and frame, by its name in the graph: a plain one would confirm a
    guess at their small counts. Called when the manifest is written. extracts: `<half-year>/<source>` of each frame."""
    paths = {name: workspace.table_path(name, half_year) for name in TABLES}
    # A plan that adopts no breakdown, or no measure of the state's criteria, has no such table.
    optional = {name: workspace.table_path(name, half_year) for name in sorted(OPTIONAL_TABLES)}
    paths |= {name: path for name, path in optional.items() if path.is_file()}
    for name in extracts:
        half, source = name.split("/")
        paths[f"frames/{name}"] = workspace.frame(source, HalfYear.parse(half))
    return {name: key.digest(digests.digest_file(path)) for name, path in paths.items()}


def describe_environment(workspace: Workspace) -> str:
    """What decides a publication's bytes beside its inputs: the lock's digest, and the versions installed here. Called
    as the inputs of a half-year or a year are read, for the digest that decides whether a run makes anything anew."""
    return json.dumps([_digest_lock(workspace), evidence.list_versions(hpanalysis.__version__)])


def write_manifest(publication: Publication[HalfYear], made_from: dict, chosen: Params, key: load.Key) -> None:
    """Write manifest.json into the staged folder, where the files about to be published lie; it is the last of them.

    Called before a half-year is published, after the auditor's certificate; not for the confidential edition, which is
    never published. made_from: the digests of all that the run read. chosen: the half-year's params, for the report's
    date. key: for the digests of tables not published.
    """
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    tables = _digest_tables(workspace, half_year, made_from["extracts"], key)
    files = evidence.digest_published_files(staged)
    notebooks = {f"{page}.html": notebook for page, notebook, _ in names(workspace.plan)}
    manifest = evidence.Manifest(
        half_year=str(half_year),
        edition=publication.edition.value,
        report_date=chosen.report_date.isoformat(),
        synthetic=workspace.synthetic,
        made_with=evidence.list_versions(hpanalysis.__version__),
        inputs=made_from,
        tables=tables,
        rules=_list_rules(workspace.table("checks", half_year)),
        certificate=(staged / CERTIFICATE_JSON).read_bytes(),
        published=files,
        graph=graph.trace_steps(made_from, tables, files, notebooks),
    )
    write_text(evidence.serialise_manifest(manifest), staged / MANIFEST_JSON)
