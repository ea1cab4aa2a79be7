"""HTML and SVG -> every text in them: what stands between tags, in attributes and comments, and data URIs apart."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, unquote_to_bytes

# Marking within a word does not part it.
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|mark|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_DATA_URI = re.compile(r"data:[^,\s\"')]*,[^\s\"')]*", re.IGNORECASE)
# Names that programs give to parts of a drawing: a letter and ten hexadecimal digits, or a reference to one.
_NAME_ATTRIBUTES = frozenset(
    {"id", "href", "xlink:href", "clip-path", "mask", "fill", "aria-labelledby", "aria-describedby"}
)
_GENERATED_NAME = re.compile(r"(?<![0-9A-Za-z])[a-z][0-9a-f]{10}(?![0-9A-Za-z])")


@dataclass
class Texts:
    """What a document holds: texts, and bytes that were written as data URIs."""

    texts: list[str] = field(default_factory=list)
    embedded: list[bytes] = field(default_factory=list)

    def add(self, text: str) -> None:
        """A text, with what it holds of data URIs decoded, and percent signs read."""
        for uri in _DATA_URI.findall(text) if "data:" in text.lower() else ():
            self.embedded.append(_decode_data_uri(uri))
            text = text.replace(uri, " ")
        if text.strip():
            self.texts.append(text)
            if "%" in text and unquote(text) != text:
                self.texts.append(unquote(text))


def _decode_data_uri(uri: str) -> bytes:
    head, _, body = uri.partition(",")
    raw = unquote_to_bytes(body)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Texts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.add(_GENERATED_NAME.sub(" ", value or "") if name in _NAME_ATTRIBUTES else value or "")

    def handle_data(self, data: str) -> None:
        self.found.add(data)

    def handle_comment(self, data: str) -> None:
        self.found.add(data)

    def handle_decl(self, decl: str) -> None:
        self.found.add(decl)

    def handle_pi(self, data: str) -> None:
        self.found.add(data)

    def unknown_decl(self, data: str) -> None:
        self.found.add(data)


def extract_markup_texts(document: str) -> Texts:
    """The texts of HTML, SVG or any XML."""
    reader = _Reader()
    reader.feed(_INLINE_TAG.sub("", document))
    reader.close()
    return reader.found
