"""The logs of all published folders against each other and against the files (`published.log` tells their form)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.log import Entry, is_chained, parse_entries
from hpanalysis.published.names import FIGURES_CSV, LOG_JSON


def find_log_failures(folders: Mapping[str, Path]) -> Iterator[Failure]:
    """Yield what is wrong with the publication logs (udgivelseslog.json): the newest must be chained, each entry with
    the digest of the one before, and have an entry for every folder, the latest with the digest of the folder's
    indicators.csv.

    Called once by `audit`. The longest log is the newest, and every other must be how it began: where one differs, an
    entry was changed, or a publication was withdrawn and its entry taken out. A folder that was published before there
    was a log may have none. folders: half-year -> its folder.
    """
    logs: dict[str, list[Entry]] = {}
    for half_year, folder in folders.items():
        path = folder / LOG_JSON
        try:
            logs[half_year] = parse_entries(path.read_text(encoding="utf-8")) if path.is_file() else []
        except (ValueError, KeyError, TypeError):
            yield make_failure(half_year, Fault.LOG, "hele filen", LOG_JSON)
            # One log that cannot be read is one failure; the others are still held against each other.
            logs[half_year] = []
    holder, newest = max(logs.items(), key=lambda log: len(log[1]))
    if not is_chained(newest):
        yield make_failure(holder, Fault.LOG, "kæden", LOG_JSON)
    for half_year, entries in logs.items():
        # Entries are only ever added: one that was changed or taken out since shows against an older folder's log.
        if entries != newest[: len(entries)]:
            yield make_failure(half_year, Fault.LOG, "kæden", LOG_JSON)
    # A half-year that was published again has several entries; the latest is of the file that lies there.
    latest = {entry["half_year"]: entry["indicators_sha256"] for entry in newest}
    for half_year, folder in folders.items():
        if latest.get(half_year) != hashlib.sha256((folder / FIGURES_CSV).read_bytes()).hexdigest():
            yield make_failure(holder, Fault.LOG, half_year, LOG_JSON)
