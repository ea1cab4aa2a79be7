"""What the gate looks for, and how it tells of what it finds: never with the value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class LeakKind(Enum):
    """The value is what the analyst reads."""

    CPR = "et CPR-nummer"
    PSEUDONYM = "et pseudonym"
    ADDRESS = "en vej med husnummer"
    RAW_ROW = "en række fra et udtræk"
    UNREADABLE = "noget, der ikke kan læses"


@dataclass(frozen=True, order=True)
class Leak:
    """file: its path in the folder; of what lies in an archive or a data URI, the way to it, parts joined by ` > `."""

    file: str
    kind: str


def leak(file: str, kind: LeakKind) -> Leak:
    return Leak(file, kind.value)
