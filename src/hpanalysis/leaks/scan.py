"""A folder that is about to be published -> what in it may be about a person, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hpanalysis.leaks.cpr import holds_cpr, normalise_text
from hpanalysis.leaks.kinds import Leak, LeakKind, leak
from hpanalysis.leaks.pictures import Unreadable
from hpanalysis.leaks.pseudonyms import holds_pseudonym
from hpanalysis.leaks.reading import Way, extract_texts
from hpanalysis.leaks.rows import holds_row
from hpanalysis.leaks.streets import Streets
from hpanalysis.plan import Plan

_NAMELESS = "en fil, hvis navn ikke vises"


def list_streets(plan: Plan) -> Streets:
    areas = (*plan.areas_as_printed, *plan.all_areas)  # a merged area may be called by its parts
    names = (name for area in areas for name in (area.name, area.short))
    return Streets.of(((row["street"], row["numbers"]) for row in plan.addresses), names)


# Everything looked for has digits; so have their likenesses, small, circled or of other scripts.
_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff]")


def _read_texts(content: bytes, name: str) -> Iterable[tuple[Way, str]]:
    """The texts of a file. Program code is a text and no markup, whatever tags it speaks of."""
    return [((), content.decode("utf-8", errors="replace"))] if name.endswith(".py") else extract_texts(content)


class LeakGate:
    """Asks each text once, however often it stands on the pages."""

    def __init__(self, streets: Streets) -> None:
        self._asked = {
            LeakKind.CPR: holds_cpr,
            LeakKind.PSEUDONYM: holds_pseudonym,
            LeakKind.ADDRESS: streets.hold,
            LeakKind.RAW_ROW: holds_row,
        }
        self._known: dict[str, tuple[LeakKind, ...]] = {}

    def kinds_in(self, text: str) -> tuple[LeakKind, ...]:
        """What a text holds that may not be published."""
        if text not in self._known:
            read = normalise_text(text) if _DIGIT.search(text) else ""
            self._known[text] = tuple(kind for kind, holds in self._asked.items() if read and holds(read))
        return self._known[text]

    def told(self, name: str) -> str:
        """A name as it may be told of: one that bears a person's value is not."""
        return _NAMELESS if self.kinds_in(name) else name

    def of_file(self, content: bytes, name: str) -> Iterator[Leak]:
        """What a file holds, its name included."""
        yield from (leak(self.told(name), kind) for kind in self.kinds_in(name))
        try:
            for way, text in _read_texts(content, name):
                if kinds := self.kinds_in(text):
                    place = " > ".join(self.told(part) for part in (name, *way))
                    yield from (leak(place, kind) for kind in kinds)
        except Unreadable:
            yield leak(self.told(name), LeakKind.UNREADABLE)


def scan_files(files: Mapping[str, bytes], plan: Plan) -> list[Leak]:
    """What may not be published of these files, by name, each once; nothing where the gate is clean.

    A CPR in any spelling, a pseudonym, a street with a house number, a row of an extract; in names, texts, attributes,
    drawings, PNG chunks, data URIs and archives. What cannot be read to its end is not published either.
    """
    gate = LeakGate(list_streets(plan))
    return sorted({found for name, content in files.items() for found in gate.of_file(content, name)})


def scan(folder: Path, plan: Plan) -> list[Leak]:
    """What may not be published of a folder's files, as `scan_files` tells it."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return scan_files({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}, plan)
