"""manifest.json: what a publication was made of, by digest, and how each thing follows from the others.

It is public, deterministic and without a clock. Its form, in which a digest is 64 hexadecimal digits of SHA-256:

format       1
half_year, edition, report_date, synthetic
made_with    hpanalysis, python (`3.11`), packages (name -> version of all that computes)
inputs       extracts (`2026H1/moedre` -> kilde, filer, and slettet if deleted as agreed), params, plan, suites and
             notebooks (name -> digest), law (the same; empty where no figure is held against the state's criteria),
             code, lock ("" where the project has no lock), before (half-year -> digest of the indicators.csv that was
             published)
tables       internal tables, `measured` and `frames/2026H1/moedre`: hmac_sha256 alone
rules        a row per delivery and rule: held or not, and no number of rows
certificate  sha256 of kontrolattest.json, holds, and its numbers of cells: counts, hidden
published    every file of the folder but the manifest itself: name -> digest
graph        made, by (the step), from: names are `published/...`, `tables/...`, or of `inputs`: `extracts/...`,
             `params/...`, `plan/...`, `law/...`, `suites/...`, `notebooks/...`, `before/...`, `code`, `lock`

`code` is a digest of all files of the package: the sha256 of the sha256 of each of these texts, the name and the digest
of every file in the order of the names (`pipeline.storage.digests.digest_folder`), and that once more together with the
indicators under trial, if there are any.

The plain digest of a small table would let a reader confirm a guess of what stands in it. For those the manifest has
`{"hmac_sha256": ...}`: the HMAC of the file's sha256, which only the holder of the data unit's key can compute.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from hpanalysis.published.names import MANIFEST_JSON

FORMAT = 1

# The packages that compute, write or read what is published, whose versions may change a figure or a page. Left out are
# those that only draw a progress bar or open JupyterLab.
COMPUTES = (
    "babel",
    "duckdb",
    "great-expectations",
    "ipykernel",
    "ipython",
    "jinja2",
    "markupsafe",
    "matplotlib",
    "narwhals",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "pydantic",
    "python-dateutil",
    "pyyaml",
    "scipy",
    "seaborn",
    "statsmodels",
)

# The inputs that are one digest; the others are a digest per name.
_WHOLE = ("code", "lock")


@dataclass(frozen=True)
class Step:
    """One thing that was made, as an edge of the manifest's graph. Made by pipeline.publication.graph; read by
    `serialise_manifest`. Names are as in the manifest's graph."""

    made: str
    by: str  # the step of the pipeline
    of: tuple[str, ...]  # the names of what it was made from


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The parts of a half-year's manifest.json, which the module's docstring describes. Made by
    pipeline.publication.manifest last in a run; read by `serialise_manifest`."""

    half_year: str
    edition: str
    report_date: str
    synthetic: bool
    made_with: dict[str, object]
    inputs: dict[str, Any]
    tables: dict[str, str]  # name -> hmac_sha256
    rules: list[dict[str, object]]
    certificate: bytes  # the content of kontrolattest.json
    published: dict[str, str]  # file name -> sha256
    graph: tuple[Step, ...]


def list_versions(version: str) -> dict[str, object]:
    """The versions of hpanalysis, of Python and of all packages that compute, as `made_with` in manifest.json has them.
    Called when a manifest of a half-year or an accounting year is written, and for the digest by which a run sees that
    nothing has changed. version: that of hpanalysis itself."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"hpanalysis": version, "python": python, "packages": {name: metadata.version(name) for name in COMPUTES}}


def digest_published_files(folder: Path) -> dict[str, str]:
    """The sha256 of every file of a publication's folder, by its name, without manifest.json itself. Called by pipeline
    when all other files lie in the folder to be published: for a half-year's manifest and for an accounting year's.
    folder: the one to be published, subfolders included."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in sorted(files) if name != MANIFEST_JSON
    }


def list_graph_names(inputs: Mapping[str, Any], tables: Iterable[str], files: Iterable[str]) -> set[str]:
    """Every name that the graph of manifest.json may use: of the inputs, of internal tables, and of published files.
    Called by the tests alone, which compare a real manifest's graph with it. inputs: as in manifest.json. tables: names
    of internal tables. files: names of published files."""
    names = {f"{part}/{name}" for part, of_part in inputs.items() if part not in _WHOLE for name in of_part}
    names |= set(_WHOLE) | {f"tables/{name}" for name in tables}
    return names | {f"published/{name}" for name in files}


def _summarise_certificate(content: bytes) -> dict[str, object]:
    """The part `certificate` of manifest.json: the digest of kontrolattest.json, whether it holds, and its numbers of
    cells. Called by `serialise_manifest`. content: the bytes of kontrolattest.json."""
    certificate = json.loads(content)
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "holds": certificate["holder"] == "ja",
        "counts": certificate["celler"],
        "hidden": certificate["diskretionerede"],
    }


def serialise_manifest(manifest: Manifest) -> str:
    """The text of manifest.json. The same inputs and program, with the same versions of what it computes with, give the
    same text: names are sorted, and nothing else of the time or the machine is in it. Called by
    pipeline.publication.manifest just before a half-year's public edition is published."""
    content = {
        "format": FORMAT,
        "half_year": manifest.half_year,
        "edition": manifest.edition,
        "report_date": manifest.report_date,
        "synthetic": manifest.synthetic,
        "made_with": manifest.made_with,
        "inputs": manifest.inputs,
        "tables": {name: {"hmac_sha256": value} for name, value in sorted(manifest.tables.items())},
        "rules": manifest.rules,
        "certificate": _summarise_certificate(manifest.certificate),
        "published": manifest.published,
        "graph": [
            {"made": step.made, "by": step.by, "from": sorted(step.of)}
            for step in sorted(manifest.graph, key=lambda step: step.made)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
