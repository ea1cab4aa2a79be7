"""udgivelseslog.json: the publications in the order they were made, each chained to the one before by its digest.

It lies in every published folder and tells of every publication up to that folder's own, which is the last:

    {
      "format": 1,
      "entries": [
        {"half_year": "2025H2", "indicators_sha256": "<64 hex digits>", "before": ""},
        {"half_year": "2026H1", "indicators_sha256": "<64 hex digits>", "before": "<digest of the entry before>"}
      ]
    }

indicators_sha256   of the bytes of that half-year's indicators.csv
before              sha256 of `<half_year> <indicators_sha256> <before>` of the entry before; empty in the first
A half-year that is published again has a new entry at the end: the latest entry of a half-year counts. So the longest
log is the newest, and every other is how it began.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from hpanalysis.audit.failures import Failure, Fault, failure
from hpanalysis.audit.figures import FIGURES

FILE = "udgivelseslog.json"
_FIELDS = ("half_year", "indicators_sha256", "before")


def digest_of(entry: dict[str, str]) -> str:
    """What the next entry's `before` must be."""
    text = " ".join(entry[name] for name in _FIELDS)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _entries(path: Path) -> list[dict[str, str]]:
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["format"] != 1:
        raise ValueError
    return [{name: str(entry[name]) for name in _FIELDS} for entry in told["entries"]]


def _chained(entries: list[dict[str, str]]) -> bool:
    befores = ["", *(digest_of(entry) for entry in entries)]
    return all(entry["before"] == before for entry, before in zip(entries, befores, strict=False))


def failures(folders: Mapping[str, Path]) -> Iterator[Failure]:
    """What is wrong with the logs: the newest must be chained and tell of every folder as it lies.

    A folder that was published before there was a log may have none.
    """
    logs: dict[str, list[dict[str, str]]] = {}
    for half_year, folder in folders.items():
        try:
            logs[half_year] = _entries(folder / FILE) if (folder / FILE).is_file() else []
        except (ValueError, KeyError, TypeError):
            yield failure(half_year, Fault.LOG, "hele filen", FILE)
            logs[half_year] = []
    holder, newest = max(logs.items(), key=lambda log: len(log[1]))
    if not _chained(newest):
        yield failure(holder, Fault.LOG, "kæden", FILE)
    for half_year, entries in logs.items():
        if entries != newest[: len(entries)]:
            yield failure(half_year, Fault.LOG, "kæden", FILE)
    latest = {entry["half_year"]: entry["indicators_sha256"] for entry in newest}
    for half_year, folder in folders.items():
        if latest.get(half_year) != hashlib.sha256((folder / FIGURES).read_bytes()).hexdigest():
            yield failure(holder, Fault.LOG, half_year, FILE)
