"""The parts of a workbook's zip, unpacked within bounds, and which part belongs to which."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from hpanalysis.load.formats.excel.xml_events import Attributes, Malformed, TooLarge, find_attribute, parse_part

# A workbook of the usual sizes unpacks to a few MB, about ten times its own size; one beyond these bounds is no
# extract. Every workbook may unpack to SMALL bytes, however small it is itself.
MOST_UNPACKED = 200_000_000
MOST_TIMES = 200
SMALL = 5_000_000
_CHUNK = 1 << 20


class Related(NamedTuple):
    """A part that another part names. Made by `Parts.find_related`."""

    kind: str  # the last word of the relation's type, such as `worksheet`
    name: str  # as in `Parts`


def _normalise_name(name: str) -> str:
    """The name of a part (a file in a workbook's zip) in the spelling by which `Parts` looks it up, because Windows
    programs write backslashes, and capitals do not count. Called for each file in the zip and each name that is looked
    up."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()


class Parts:
    """The files in a workbook's zip. Made when a workbook is opened; only the parts that are asked for are unpacked."""

    def __init__(self, packed: zipfile.ZipFile, size: int) -> None:
        """Look at the names and sizes of the parts, and unpack none yet. Called once a workbook. size: of the packed
        workbook, in bytes. `TooLarge` where its parts say that they unpack to too much, `Malformed` where two have one
        name, because programs differ in which of them they read."""
        self._packed = packed
        self._entries = {_normalise_name(entry.filename): entry for entry in packed.infolist()}
        self._most = min(MOST_UNPACKED, max(SMALL, MOST_TIMES * size))
        self._unpacked = 0
        if sum(entry.file_size for entry in packed.infolist()) > self._most:
            raise TooLarge
        if len(self._entries) < len(packed.infolist()):
            raise Malformed

    def __contains__(self, name: str) -> bool:
        """Whether the workbook has a part (a file in its zip) of this name. Asked of parts that a workbook may lack,
        such as styles, and of each part before it is unpacked."""
        return _normalise_name(name) in self._entries

    def unpack(self, name: str) -> Iterator[bytes]:
        """The content of a part (a file in the workbook's zip), in chunks of a MB, to its true end. Called for each
        part that is read, such as a sheet. `TooLarge` when the parts read so far have become too much, `Malformed` for
        a part that is not there."""
        if name not in self:
            raise Malformed
        entry = self._entries[_normalise_name(name)]
        # The declared size may be a lie, and zipfile would stop reading there.
        entry.file_size = MOST_UNPACKED + 1
        with self._packed.open(entry) as file:
            while chunk := file.read(_CHUNK):
                self._unpacked += len(chunk)
                if self._unpacked > self._most:
                    raise TooLarge
                yield chunk

    def find_related(self, name: str) -> dict[str, Related]:
        """The parts that a part refers to, by the id it refers to each by; empty where it refers to none. Called when a
        workbook is opened: with "" to find its main part, then with the main part's name to find sheets, texts and
        styles."""
        folder, base = posixpath.split(name)
        relations, found = posixpath.join(folder, "_rels", base + ".rels"), {}

        def start(tag: str, attributes: Attributes) -> None:
            """Called for each tag of the part that lists the relations."""
            if tag == "Relationship" and attributes.get("TargetMode", "") != "External":
                target = unquote(attributes.get("Target", "")).replace("\\", "/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[find_attribute(attributes, "Id") or ""] = Related(kind, posixpath.join("/", folder, target))

        if relations in self:
            parse_part(self.unpack(relations), start, lambda tag: None)
        return found
