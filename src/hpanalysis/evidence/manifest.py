"""manifest.json: what a publication was made of, by digest, and how each thing follows from the others.

Public, deterministic and without a clock. The form, in which a digest is 64 hexadecimal digits of SHA-256:

format       1
half_year, edition, report_date, synthetic
made_with    hpanalysis, python (`3.11`), packages (name -> version of all that computes)
inputs       extracts (`2026H1/moedre` -> kilde, filer, and slettet if deleted as agreed), params, plan, suites and
             notebooks (name -> digest), code, lock ("" where the project has no lock), before (half-year -> digest of
             the indicators.csv that was published)
tables       internal tables, `measured` and `frames/2026H1/moedre`: hmac_sha256 alone
rules        a row a delivery and a rule: held or not, and no number of rows
certificate  sha256 of kontrolattest.json, holds, and its numbers of cells: counts, hidden
published    every file of the folder but the manifest itself: name -> digest
graph        made, by (the step), from: names are `published/...`, `tables/...`, or of `inputs`: `extracts/...`,
             `params/...`, `plan/...`, `suites/...`, `notebooks/...`, `before/...`, `code`, `lock`

`code` is of all files of the package, name and digest in the order of the names: sha256 of sha256 of each of these
texts (`pipeline.digests.of_folder`), and that once more together with the indicators under trial, if there are any.

A plain digest of a small table confirms a guess of what stands in it, so `{"hmac_sha256": ...}` stands for those: the
HMAC of the file's sha256, which only the holder of the data unit's key can make.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from hpanalysis.published.names import MANIFEST_JSON

FORMAT = 1

# All that computes, writes or reads what is published; not what draws a progress bar or opens JupyterLab.
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
    "python-calamine",
    "python-dateutil",
    "pyyaml",
    "scipy",
    "seaborn",
)

# The inputs that are one digest, not a digest a name.
_WHOLE = ("code", "lock")


@dataclass(frozen=True)
class Step:
    """Something made: by which step of the pipeline, and of what (names as in the manifest's graph)."""

    made: str
    by: str
    of: tuple[str, ...]

    def told(self) -> dict:
        return {"made": self.made, "by": self.by, "from": sorted(self.of)}


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the module's text says, part by part. certificate: the file's text; tables: name -> hmac_sha256."""

    half_year: str
    edition: str
    report_date: str
    synthetic: bool
    made_with: dict
    inputs: dict
    tables: dict[str, str]
    rules: list[dict]
    certificate: bytes
    published: dict[str, str]
    graph: tuple[Step, ...]


def list_versions(version: str) -> dict:
    """The versions of all that computes. version: hpanalysis' own."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"hpanalysis": version, "python": python, "packages": {name: metadata.version(name) for name in COMPUTES}}


def digest_published_files(folder: Path) -> dict[str, str]:
    """Name -> sha256 of every file of a folder but its manifest."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in sorted(files) if name != MANIFEST_JSON
    }


def list_graph_names(inputs: Mapping, tables: Iterable[str], files: Iterable[str]) -> set[str]:
    """Every name that the graph may say: of inputs, internal tables and published files."""
    found = {f"{part}/{name}" for part, told in inputs.items() if part not in _WHOLE for name in told}
    found |= set(_WHOLE) | {f"tables/{name}" for name in tables}
    return found | {f"published/{name}" for name in files}


def _summarise_certificate(text: bytes) -> dict:
    told = json.loads(text)
    return {
        "sha256": hashlib.sha256(text).hexdigest(),
        "holds": told["holder"] == "ja",
        "counts": told["celler"],
        "hidden": told["diskretionerede"],
    }


def serialise_manifest(manifest: Manifest) -> str:
    """manifest.json. The same run gives the same text: names are sorted and nothing tells of time or place."""
    told = {
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
        "graph": [step.told() for step in sorted(manifest.graph, key=lambda step: step.made)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
