"""The parts of an office file: a zip of XML files, opened without trusting it.

Source: ECMA-376, Office Open XML File Formats, 5th edition, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# What a file may unfold to; those that the program writes are under a megabyte.
_MOST_UNFOLDED = 50_000_000


# What reading malformed bytes raises; ValueError among them, for a place before the file's beginning.
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError)


class Malformed(ValueError):
    """An office file that is not of the form that the program writes. Raised by the readers here; auditor and verifier
    then say that the file cannot be read, for nobody knows what it tells."""


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of an office file by their names. Called for each workbook and document that is checked. `Malformed`
    where it is no zip, has a password, a part twice, more at its ends or in its comment, or unfolds beyond 50 MB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            total = sum(member.file_size for member in members)
            hidden = archive.comment or any(member.comment or member.extra for member in members)
            if total > _MOST_UNFOLDED or len(set(names)) != len(names) or hidden or not data.startswith(b"PK\3\4"):
                raise Malformed
            return {name: archive.read(name) for name in names}
    except _READ_ERRORS:
        raise Malformed from None


def parse_part(parts: dict[str, bytes], name: str) -> Element:
    """The root of a part that is XML; `Malformed` where it is missing, broken or has a document type, in which texts
    may be hidden or unfold without end. Called for each part whose content is read."""
    content = parts.get(name, b"")
    if b"<!" in content:
        raise Malformed
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise Malformed from None


def list_texts(element: Element) -> list[str]:
    """Every text and attribute within an element, blank ones left out. Called for the parts about a file, such as its
    title, which may tell no figure."""
    texts = []
    for each in element.iter():
        texts += [each.text or "", each.tail or "", *each.attrib.values()]
    return [text for text in texts if text.strip()]
