"""HTML and SVG -> every text in them: between tags, in attributes and in comments, and the bytes of data URIs."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, unquote_to_bytes

# Tags within a word, which a reader does not see: `12<b>34</b>` is one number. They are taken out first.
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|mark|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_DATA_URI = re.compile(r"data:[^,\s\"')]*,[^\s\"')]*", re.IGNORECASE)
# Attributes with names that programs give to parts of a drawing: a letter and ten hexadecimal digits. They are taken
# out, because ten such digits can look like a CPR number by chance.
_NAME_ATTRIBUTES = frozenset(
    {"id", "href", "xlink:href", "clip-path", "mask", "fill", "aria-labelledby", "aria-describedby"}
)
_GENERATED_NAME = re.compile(r"(?<![0-9A-Za-z])[a-z][0-9a-f]{10}(?![0-9A-Za-z])")


@dataclass
class Texts:
    """What a document of HTML, SVG or XML holds; made by `extract_markup_texts` for the leak gate."""

    texts: list[str] = field(default_factory=list)
    embedded: list[bytes] = field(default_factory=list)  # the contents of data URIs, such as pictures

    def add(self, text: str) -> None:
        """Add a text; its data URIs are decoded and added apart, and percent-encoding is read (`%20` is a space).
        Called for each text, attribute and comment that the parser meets. A blank text is left out."""
        for uri in _DATA_URI.findall(text) if "data:" in text.lower() else ():
            self.embedded.append(_decode_data_uri(uri))
            text = text.replace(uri, " ")
        if text.strip():
            self.texts.append(text)
            if "%" in text and unquote(text) != text:
                self.texts.append(unquote(text))


def _decode_data_uri(uri: str) -> bytes:
    """Return the bytes of a data URI (`data:image/png;base64,...`). Called for each that stands in a document. Of
    broken base64 the characters themselves come out, so that they are searched all the same."""
    head, _, body = uri.partition(",")
    raw = unquote_to_bytes(body)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


class _TextCollector(HTMLParser):
    """Collects every text of a document: nothing in it is too odd to be read by somebody. Used by
    `extract_markup_texts`; Python's HTML parser calls the `handle_` methods."""

    def __init__(self) -> None:
        """Start without texts; done once for each document that is searched for leaks."""
        super().__init__(convert_charrefs=True)
        self.collected = Texts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add the attributes of a tag; generated names are taken out, for they can look like a CPR number by chance.
        Called by the parser for each tag."""
        for name, value in attrs:
            self.collected.add(_GENERATED_NAME.sub(" ", value or "") if name in _NAME_ATTRIBUTES else value or "")

    def handle_data(self, data: str) -> None:
        """Add a text between tags. Called by the parser for each."""
        self.collected.add(data)

    def handle_comment(self, data: str) -> None:
        """Add a comment. Called by the parser for each."""
        self.collected.add(data)

    def handle_decl(self, decl: str) -> None:
        """Add a declaration, such as the doctype. Called by the parser for each."""
        self.collected.add(decl)

    def handle_pi(self, data: str) -> None:
        """Add a processing instruction (`<?...>`). Called by the parser for each."""
        self.collected.add(data)

    def unknown_decl(self, data: str) -> None:
        """Add a declaration that the parser does not know, such as CDATA. Called by the parser for each."""
        self.collected.add(data)


def extract_markup_texts(document: str) -> Texts:
    """Return the texts of an HTML, SVG or XML document, and the bytes embedded in it as data URIs. Called by the leak
    gate for every text that has a tag or a data URI in it. Tags within words are taken out first."""
    collector = _TextCollector()
    collector.feed(_INLINE_TAG.sub("", document))
    collector.close()
    return collector.collected
