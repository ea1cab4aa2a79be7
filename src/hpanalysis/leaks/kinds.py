"""What the leak gate looks for, and how it reports what it finds: never with the value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class LeakKind(Enum):
    """What may not be published; the value is the Danish phrase that the analyst reads in the message."""

    CPR = "et CPR-nummer"
    PSEUDONYM = "et pseudonym"
    ADDRESS = "en vej med husnummer"
    RAW_ROW = "en række fra et udtræk"
    UNREADABLE = "noget, der ikke kan læses"


@dataclass(frozen=True, order=True)
class Leak:
    """One kind of leak in one file; made by `scan_files`, and printed in the message that stops the publication."""

    file: str  # its path in the folder; in an archive or a data URI the way to it, joined by ` > `
    kind: str  # the value of a `LeakKind`
    where: str = field(default="", compare=False)  # in the file, in Danish; a kind is told once a file

    def describe(self) -> str:
        """The line for whoever is to take it out: file, kind and place, never the value. Called for messages."""
        return f"{self.file}: {self.kind}{f' ({self.where})' if self.where else ''}"
