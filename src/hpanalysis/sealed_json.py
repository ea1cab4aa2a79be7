"""JSON files that tell of themselves what they are and whether they are whole: records that a later run must believe.

A record that is cut short, emptied, edited or exchanged for another is told from one that is not there. A record of
before the seal is believed as it is, if it has the keys that it must have.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_OF, _SEAL = "of", "seal"


class DamagedRecord(Exception):
    """What lies where a record should is not that record whole; raised by `read_sealed`. Whoever reads the record makes
    it again, or says that nobody can."""


def _compute_seal(content: Mapping[str, Any]) -> str:
    """The seal of a record's content: the sha256 of its JSON, however that is laid out. Called when a record is written
    and when it is read."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def format_sealed(content: Mapping[str, Any], of: str) -> str:
    """The JSON text of a record with its seal, a digest by which `read_sealed` sees that the record is whole. Called
    for each record of a run, of its tables or of a frame. of: what it is the record of, such as `2026H1/elevfravaer`,
    so that another's record is not taken for it."""
    told = {**content, _OF: of}
    return json.dumps({**told, _SEAL: _compute_seal(told)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_sealed(path: Path, of: str, needed: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The content of a record as `format_sealed` was given it; None where nothing is at the path. `DamagedRecord` for
    what is no whole record `of` the thing named, or lacks a key of `needed`; one from before there were seals passes if
    it has the keys. Called whenever a record is read."""
    if not path.exists():
        return None
    if not path.is_file():
        raise DamagedRecord
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:  # no text, or no JSON
        raise DamagedRecord from None
    if not isinstance(content, dict) or any(key not in content for key in needed):
        raise DamagedRecord
    seal = content.pop(_SEAL, None)
    if seal is not None and seal != _compute_seal(content):
        raise DamagedRecord
    if content.pop(_OF, of) != of:
        raise DamagedRecord
    return content
