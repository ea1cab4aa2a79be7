"""The XML of one part of a workbook, as calls for each tag. What no workbook has is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

# A tag is short; a part that is one tag without end would be read again for each chunk that comes.
_LONGEST_TAG = 1 << 22

Attributes = dict[str, str]


class Malformed(Exception):
    """A part, or the zip around it, is not as a workbook has it. Raised while a workbook is read."""


class TooLarge(Exception):
    """Reading on would take more memory than any extract needs. Raised while a workbook is read."""


def _ignore_text(text: str) -> None:
    """Take no notice of a text between tags. `parse_part` calls it, unless it is given another function, for each text
    of an XML file in a workbook: some of these files hold all in attributes."""


def find_attribute(attributes: Attributes, name: str) -> str | None:
    """The value of an attribute by its name without prefix; None if the tag has none. Called for the ids by which a
    workbook names its sheets and their files, because some of them have a prefix, such as `r:id`."""
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), None)


def parse_part(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] = _ignore_text,
) -> None:
    """Read one part of a workbook, chunk by chunk; raises `Malformed` for what is no XML, and `TooLarge` for a tag that
    goes on for more than 4 MB.

    Called for each part of a workbook that is read. start: called for each opening tag, with its name without prefix
    and its attributes. end: called for each closing tag. text: called for each text between tags. Excel writes no
    document type, and one could define a word that fills the memory, so it is refused as `Malformed`.
    """
    names: dict[str, str] = {}

    def start_element(name: str, attributes: Attributes) -> None:
        """Called by expat for each opening tag, with the namespace before the name."""
        if (local := names.get(name)) is None:
            local = names[name] = name.rpartition("}")[2]
        start(local, attributes)

    def refuse_doctype(*_: object) -> None:
        """Called by expat where a document type begins."""
        raise Malformed

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start_element
    parser.EndElementHandler = lambda name: end(names[name])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse_doctype
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG + len(chunk):
                raise TooLarge
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        broken = True
    else:
        broken = False
    # Raised outside the except block, so that the traceback does not carry what expat was reading.
    if broken:
        raise Malformed
