"""The texts of a workbook, which its cells name by number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hpanalysis.load.formats.excel.sheet import Cell, Kind
from hpanalysis.load.formats.excel.xml_events import Attributes, parse_part

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def restore_text(text: str) -> str:
    """A text as it was typed: `_x000D_` stands for a sign that XML cannot hold. Called for each text of a workbook."""
    if "_x" not in text:
        return text
    typed = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # A sign beyond the first 65,536 is escaped in two halves; half a sign is no text and becomes the sign for a loss.
    return typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class TextCollector:
    """Puts a text together from its runs, each with a format of its own, without the reading aids of Japanese. Made for
    each part that holds texts."""

    def __init__(self) -> None:
        """Begin with no text. Called when the list of a workbook's shared texts is to be parsed, for each sheet, and
        for each cell of a sheet that has its text in itself."""
        self._pieces: list[str] = []
        self._in_text = self._in_aid = False

    def start(self, tag: str) -> None:
        """Take in an opening tag within a text of a workbook: what follows `t` is text, but not within `rPh`, a reading
        aid of Japanese. Called for each opening tag."""
        self._in_aid = self._in_aid or tag == "rPh"
        self._in_text = tag == "t" and not self._in_aid

    def end(self, tag: str) -> None:
        """Take in a closing tag within a text: what follows is no letters of the text until `t` opens again. Called for
        each closing tag of the workbook's texts. tag: `rPh` ends a reading aid."""
        self._in_aid = self._in_aid and tag != "rPh"
        self._in_text = False

    def add(self, text: str) -> None:
        """Take in the letters between two tags; those outside the text itself, such as Japanese reading aids, are
        passed over. Called by the XML reader for each such piece of a workbook's shared texts, and of a cell with a
        text of its own."""
        if self._in_text:
            self._pieces.append(text)

    def take(self) -> str:
        """Return the text put together since the last call, and begin the next text. Called at the end of each text
        that a workbook keeps for its cells to share, and of each that a cell has itself."""
        text, self._pieces = restore_text("".join(self._pieces)), []
        return text


def read_shared_strings(chunks: Iterable[bytes]) -> list[Cell]:
    """The texts that a workbook's cells share, in the order by whose numbers cells name them; each as a `Cell` of kind
    TEXT. Called once for each workbook that has such a part. chunks: the part's XML."""
    cells: list[Cell] = []
    collector = TextCollector()

    def start(tag: str, attributes: Attributes) -> None:
        """Pass an opening tag on to the collector. Called by the XML parser for each."""
        collector.start(tag)

    def end(tag: str) -> None:
        """Pass a closing tag on to the collector; `si` ends a text. Called by the XML parser for each."""
        collector.end(tag)
        if tag == "si":
            cells.append(Cell(Kind.TEXT, collector.take()))

    parse_part(chunks, start, end, collector.add)
    return cells
