"""Sections of a finished page as headings, paragraphs, items and tables, for a document that says the same.

The document takes what it says from the page itself, so that the two cannot say different things. A document is paper:
it has what the printed page has, without drawings and symbols.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = {"h2": 1, "h3": 2, "h4": 2}
_LEFT_OUT = frozenset({"svg", "details", "nav", "style", "figure"})
# What stands on the screen alone.
_STARRED, _STAR = "udeladt", " *"
_LEFT_OUT_CLASSES = frozenset({"kun-skaerm", _STARRED})
_MARK = "o"  # the class of a verdict, which a page draws apart from the sentences around it
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})


@dataclass(frozen=True)
class Heading:
    """A heading of a section. level: 1 for the section's own."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list."""

    text: str
    is_item: bool = False


@dataclass(frozen=True)
class Table:
    """A table; its cells may have several lines. The first row is its head, and a row of one cell heads those after it.
    caption: what it shows, which is read aloud before it."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass
class _Open:
    """An element whose text is being read."""

    name: str
    texts: list[str] = field(default_factory=list)


def _join_lines(texts: list[str]) -> list[str]:
    """The pieces of a text as lines; a star stays on the line before it. Called for each element that has ended."""
    return "".join(texts).replace(f"\n{_STAR}", _STAR).split("\n")


class _SectionReader(HTMLParser):
    """Reads the blocks of one section, which its heading names. Made for each section of a page; Python's HTML parser
    calls the `handle_` methods."""

    def __init__(self, anchor: str) -> None:
        """Wait for the section whose heading has the id `anchor`."""
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._anchor = anchor
        self._path: list[tuple[str, bool]] = []  # the open elements within the section, and whether each is left out
        self._open: list[_Open] = []
        self._caption, self._rows, self._row = "", list[tuple[str, ...]](), list[str]()
        self._span, self._is_mark = 1, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin the section, or what stands in it. Called for each start tag."""
        attributes = dict(attrs)
        if not self._path and attributes.get("aria-labelledby") != self._anchor:
            return
        if tag in _VOID:
            return
        classes = set((attributes.get("class") or "").split())
        out = tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES) or (bool(self._path) and self._path[-1][1])
        self._path.append((tag, out))
        if out:
            # The printed page has a star here, and what it means under the table.
            if self._open and _STARRED in classes:
                self._open[-1].texts.append(_STAR)
            return
        if tag == "table":
            self._caption, self._rows = "", []
        elif tag == "tr":
            self._row = []
        elif tag in (*_HEADINGS, "p", "li", "caption", "th", "td", "dt", "dd"):
            self._open.append(_Open(tag))
            self._span = int(attributes.get("colspan") or 1)
        elif self._open:
            self._open[-1].texts.append("\n" if tag == "small" else "")
            self._is_mark = _MARK in classes

    def handle_endtag(self, tag: str) -> None:
        """End what stands in the section, and keep it as a block. Called for each end tag."""
        if not self._path or tag in _VOID:
            return
        _, out = self._path.pop()
        if out:
            return
        if self._open and self._open[-1].name == tag:
            lines = (" ".join(line.split()) for line in _join_lines(self._open.pop().texts))
            self._keep(tag, ("\n" if tag in ("th", "td") else " ").join(filter(None, lines)))
        elif tag == "small" and self._open:
            self._open[-1].texts.append("\n")
        elif tag == "tr":
            self._rows.append(tuple(self._row))
        elif tag == "table":
            self._keep_table()

    def handle_data(self, data: str) -> None:
        """Take up a text. Called for each one between two tags."""
        if not self._open or (self._path and self._path[-1][1]):
            return
        if self._is_mark and self._open[-1].name in ("p", "li"):
            data = f"{data[:1].upper()}{data[1:]}"  # between sentences, where nothing but letters tell it apart
        self._is_mark = False
        self._open[-1].texts.append(data)

    def _keep(self, tag: str, text: str) -> None:
        """Keep the text of an element that has ended. Called for each; an empty one is no block."""
        if tag in ("th", "td"):
            # A word that spans the columns that need a number stands in each of them; one that spans all heads rows.
            of_all = not self._row and self._rows and self._span == len(self._rows[0])
            self._row += [text] * (1 if of_all else self._span)
            self._span = 1
        elif tag == "caption":
            self._caption = text
        elif text and tag in _HEADINGS:
            self.blocks.append(Heading(_HEADINGS[tag], text))
        elif text:
            self.blocks.append(Paragraph(text, is_item=tag in ("li", "dd")))

    def _keep_table(self) -> None:
        """Keep a table that has ended. Called for each; one without a head is none."""
        if self._rows and self._rows[0]:
            self.blocks.append(Table(self._caption, tuple(self._rows)))


def read_section(html: str, anchor: str) -> list[Block]:
    """The blocks of the section of a page whose heading has the id `anchor`, in their order; empty where the page has
    none. Called for each section that the document has."""
    reader = _SectionReader(anchor)
    reader.feed(html)
    reader.close()
    return reader.blocks
