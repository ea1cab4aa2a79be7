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

FORMAT = 1
_FIELDS = ("half_year", "indicators_sha256", "before")

Entry = dict[str, str]


def compute_entry_digest(entry: Entry) -> str:
    """The sha256 of an entry of a publication log, in hex, which the next entry has as its `before`. Called for each
    entry when the log is audited or verified."""
    text = " ".join(entry[name] for name in _FIELDS)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parse_entries(text: str) -> list[Entry]:
    """The entries of a publication log (udgivelseslog.json), given as its text; ValueError, KeyError or TypeError where
    the text has another form. Called for each published folder that is audited or verified."""
    log = json.loads(text)
    # A later form could hold more than is checked here.
    if log["format"] != FORMAT:
        raise ValueError
    return [{name: str(entry[name]) for name in _FIELDS} for entry in log["entries"]]


def is_chained(entries: list[Entry]) -> bool:
    """Whether each entry of a publication log has the digest of the entry before, so that no earlier publication was
    changed or left out. Called for the newest log when publications are audited, and for the log of each package that
    is verified."""
    # The last entry's digest is in none yet, so there is one more than there are entries.
    befores = ["", *(compute_entry_digest(entry) for entry in entries)]
    return all(entry["before"] == before for entry, before in zip(entries, befores, strict=False))
