"""HTML and SVG -> every text in them: between tags, in attributes and in comments, and the bytes of data URIs."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import unquote, unquote_to_bytes

from hpanalysis.cpr import INLINE_TAGS, LEAST_SIGNS

# Tags within a word, which a reader does not see: what stands on both sides is one text.
_WITHIN_WORDS = frozenset({"b", "i", "u", "em", "strong", "mark", "wbr"})
# What stands on both sides of any other tag may be one number to a reader. Of such a seam the digits alone are looked
# at: from the last letter before it to the first after it, or for a tag between blocks a date and four digits.
_DIGITS = re.compile(r"\d[\d\W_]{7,60}\d")
_DATE_AT_END = re.compile(r"(?<!\d)\d{1,2}[ ./_-]?\d{1,2}[ ./_-]?\d\d\s*$")
_DATE_SIGNS = 20
_FOUR_AT_START = re.compile(r"\s*\d{4}(?!\d)")
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
    seams: list[str] = field(default_factory=list)  # digits that stand on both sides of tags, put together
    embedded: list[bytes] = field(default_factory=list)  # the contents of data URIs, such as pictures

    def add(self, text: str) -> None:
        """Add a text, unless it is blank; its data URIs are decoded and added apart, and percent-encoding is read
        (`%20` is a space). Called for each text, attribute, comment and declaration of an HTML, SVG or XML document
        that is searched for leaks."""
        for uri in _DATA_URI.findall(text) if "data:" in text.lower() else ():
            self.embedded.append(_decode_data_uri(uri))
            text = text.replace(uri, " ")
        if text.strip():
            self.texts.append(text)
            if "%" in text and unquote(text) != text:
                self.texts.append(unquote(text))


def _decode_data_uri(uri: str) -> bytes:
    """Return the bytes of a data URI (`data:image/png;base64,...`). Called for each one in a document that is searched
    for leaks. For broken base64 the characters themselves are returned, so that they are searched all the same."""
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
        self._text: list[str] = []  # since the last tag but those within words
        self._block: list[str] = []  # the texts since the last tag between blocks
        self._before = ""  # the text of the block before

    def updatepos(self, i: int, j: int) -> int:
        """Leave lines and columns uncounted: nobody asks for them. Called by the parser for each step it takes. i, j:
        where the step begins and ends; j is given back, as the parser expects."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add a tag's attribute values to the texts that are searched for leaks. Generated names are taken out, because
        they can look like a CPR number by chance. Called by the parser for each tag of a page."""
        self._pass_tag(tag)
        for name, value in attrs:
            self.collected.add(_GENERATED_NAME.sub(" ", value or "") if name in _NAME_ATTRIBUTES else value or "")

    def handle_endtag(self, tag: str) -> None:
        """End the text, or the block of texts, that the tag ends; a tag that may be within a word, such as </b>, ends
        none. Called by Python's HTML parser for each tag that ends."""
        self._pass_tag(tag)

    def handle_data(self, data: str) -> None:
        """Take up a text between two tags of a document that is searched for leaks. Called by Python's HTML parser for
        each."""
        self._text.append(data)

    def close(self) -> None:
        """Add the last text of the document. Called once, when the parser has been given all of it."""
        super().close()
        self._end_block()

    def _pass_tag(self, tag: str) -> None:
        """End the text before a tag, and the block too if the tag parts blocks; a tag that may be within a word, such
        as <b>, ends neither. Called for each tag that starts or ends in a document that is searched for leaks."""
        if tag not in INLINE_TAGS:
            self._end_block()
        elif tag not in _WITHIN_WORDS:
            self._end_text()

    def _end_text(self) -> None:
        """Add the text since the last tag to the texts that are searched for leaks, and to those of its block. Called
        for each tag but those that may be within a word, such as <b>, and at the end of a block."""
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            self._block.append(text)
            self.collected.add(text)

    def _end_block(self) -> None:
        """Add the last text of a block (a paragraph, a table cell) to the texts that are searched for leaks.

        Called for each tag between blocks, and at the end of a document. Tags may hide a number, so the block's digits
        are added to `seams` too, without the tags that part them; so is a date that ends the block before, put together
        with four digits that begin this one.
        """
        self._end_text()
        if not self._block:
            return
        whole = "".join(self._block)
        if len(self._block) > 1 and len(whole) >= LEAST_SIGNS:
            ends = set(accumulate(map(len, self._block[:-1])))
            self.collected.seams += (
                digits[0].replace(";", ",")
                for digits in _DIGITS.finditer(whole)
                # Digits within one text were searched with it: alone, those of a checksum would be taken for a number.
                if not ends.isdisjoint(range(digits.start() + 1, digits.end()))
            )
        if (last := _FOUR_AT_START.match(whole)) and (first := _DATE_AT_END.search(self._before[-_DATE_SIGNS:])):
            self.collected.seams.append(f"{first[0]}\n{last[0]}")
        self._before = whole if not whole.isspace() else self._before
        self._block.clear()

    def handle_comment(self, data: str) -> None:
        """Add a comment to the texts of the document that are searched for leaks. Called by Python's HTML parser for
        each comment."""
        self.collected.add(data)

    def handle_decl(self, decl: str) -> None:
        """Add a declaration, such as the doctype, to the texts that are searched for leaks. Called by the parser for
        each."""
        self.collected.add(decl)

    def handle_pi(self, data: str) -> None:
        """Add a processing instruction (`<?...>`) to the texts that are searched for leaks. Called by Python's HTML
        parser for each one in the document."""
        self.collected.add(data)

    def unknown_decl(self, data: str) -> None:
        """Add a declaration that the parser does not know, such as CDATA, to the texts that are searched for leaks.
        Called by the parser for each in a page."""
        self.collected.add(data)


def extract_markup_texts(document: str) -> Texts:
    """Return the texts of an HTML, SVG or XML document, and the bytes embedded in it as data URIs. Called by the leak
    gate for every text that has a tag or a data URI in it."""
    collector = _TextCollector()
    collector.feed(document)
    collector.close()
    return collector.collected
