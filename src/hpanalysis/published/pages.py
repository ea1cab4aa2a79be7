"""A published page as an attacker reads it: cells with an address, marks in drawings, every number in a text.

The pages have one way of writing (every element closed, every attribute in double quotes, no comment, no script), and
nothing else is read: what a browser might show otherwise than it is read here is `unread`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape

# What is read aloud, shown on pointing or on a phone: text that stands in no element.
_SPOKEN = ("title", "alt", "aria-label", "data-l")
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What may show other than what stands in the page, or show it elsewhere.
_NOT_READ = frozenset({"base", "embed", "frame", "iframe", "noscript", "object", "script", "template", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TEXTS = {"blockquote", "caption", "dd", "desc", "div", "dt", "figcaption", "li", "p", "section", "small", "td", "th"}
_BLOCKS = _HEADINGS | _TEXTS

_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\w]|,\d)")
_ALONE = re.compile(r"[−+-]?\s*(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s*(?:%|pct\.)?")
_TOKEN = re.compile(
    r"""([^<]*)                                                        # text
        (?: <(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][\w:.-]*(?:="[^"<>]*")?)*)\s*(/?)>  # a tag
          | <!(?i:doctype)\ html>
          | \Z )""",
    re.VERBOSE,
)
_STYLED_TEXT = re.compile(r"content\s*:[^;}]*\d|\\")  # a style sheet that writes numbers, or hides that it does
_ATTRIBUTE = re.compile(r'([a-zA-Z][\w:.-]*)(?:="([^"]*)")?')


def find_numbers(text: str) -> list[Decimal]:
    """The numbers of a Danish text without their signs: 4.854 is a whole number, 12,3 is not. Dates are none."""
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in _NUMBER.findall(text)]


def find_decimals(text: str) -> list[Decimal]:
    """Those of the numbers that are written with a decimal comma: no year, count or k is."""
    return [number for found in _NUMBER.findall(text) if "," in found for number in find_numbers(found)]


def is_figure(text: str) -> bool:
    """Whether a text is a number alone, with or without a sign and per cent."""
    return bool(_ALONE.fullmatch(text.strip()))


def find_figures(texts: list[str]) -> set[Decimal]:
    """The numbers of the texts that look like figures: with a decimal comma, or alone in their text."""
    found = set(find_decimals(" ".join(texts)))
    for text in texts:
        found |= set(find_numbers(text)) if is_figure(text) else set()
    return found


def _join_texts(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


@dataclass
class TableCell:
    """A <td>. label: its data-l, the head of its column. alone: no other in its row has an id."""

    id: str
    label: str
    classes: tuple[str, ...]
    row: TableRow
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _join_texts(self.texts)

    @property
    def alone(self) -> bool:
        return sum(bool(cell.id) for cell in self.row.cells) == 1


@dataclass
class TableRow:
    """A <tr>. texts: the text of all its <td>, piece by piece."""

    id: str = ""
    cells: list[TableCell] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [text for cell in self.cells for text in cell.texts]


@dataclass
class Passage:
    """A paragraph, a list's item, a table's cell: the text that stands in it by itself, and the figures it links to."""

    element: str
    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _join_texts(self.texts)

    @property
    def heading(self) -> bool:
        return self.element in _HEADINGS


@dataclass
class Link:
    """A link to a figure's address (class `tal`); of_title: it is a heading, and what it says no number."""

    href: str
    of_title: bool
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _join_texts(self.texts)


@dataclass
class Drawing:
    """An <svg>: the addresses of its marks, what its description says, the texts in it that are a number alone."""

    marks: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    written: list[Decimal] = field(default_factory=list)

    def on_axis(self, number: Decimal) -> bool:
        """Whether a number stands among those written as one of three or more at equal distances: a tick of an axis."""
        others = set(self.written)
        steps = {abs(number - other) for other in others} - {0}
        return any(
            {start, start + step, start + 2 * step} <= others
            for step in steps
            for start in (number - 2 * step, number - step, number)
        )


class Page:
    """A page read once. cells: <td> with an id. words: all text and all labels, but for the numbers in a drawing.

    unread: whether something stands in it that is not read.
    """

    def __init__(self, html: str) -> None:
        self.rows: list[TableRow] = []
        self.cells: list[TableCell] = []
        self.links: list[Link] = []
        self.passages: list[Passage] = []
        self.drawings: list[Drawing] = []
        self.stray_marks: list[str] = []
        self.words: list[str] = []
        self.unread = False
        self._open: list[str] = []
        self._row = TableRow()
        self._cell: TableCell | None = None
        self._link: Link | None = None
        self._passages: list[Passage] = []
        self._drawing: Drawing | None = None
        self._begin_passage(Passage(""))
        self._read(html)

    def _begin_passage(self, passage: Passage) -> None:
        self._passages.append(passage)
        self.passages.append(passage)

    def _read(self, html: str) -> None:
        at = 0
        while at < len(html):
            token = _TOKEN.match(html, at)
            if token is None:  # a < that begins nothing; gone on after it, so that a hostile page takes no longer
                self.unread, at = True, html.index("<", at) + 1
                continue
            at = token.end()
            text, closing, name, attributes, void = token.groups()
            if text:
                self._text(unescape(text) if "&" in text else text)
            if closing:
                self._end(name.lower())
            elif name:
                self._start(name.lower(), attributes, bool(void))
        self.unread |= bool(self._open)

    def _start(self, name: str, written: str, void: bool) -> None:
        given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(written)} if written else {}
        self.unread |= name in _NOT_READ or any(key.startswith("on") for key in given)
        self.words += [given[key] for key in _SPOKEN if key in given]
        if name in _VOID:
            return
        self._open.append(name)
        if name in _BLOCKS:
            self._begin_passage(Passage(name))
        if name == "tr":
            self._row = TableRow(given.get("id", ""))
            self.rows.append(self._row)
        elif name == "td":
            self._begin_cell(given)
        elif name == "svg" and self._drawing is None:
            self._drawing = Drawing()
        elif name == "a" and "tal" in given.get("class", "").split():
            self._begin_link(given.get("href", ""))
        if "data-cell" in given:
            (self._drawing.marks if self._drawing else self.stray_marks).append(given["data-cell"])
        if void:
            self._end(name)

    def _begin_link(self, href: str) -> None:
        self._link = Link(href, self._passages[-1].heading)
        self.links.append(self._link)
        self._passages[-1].links.append(self._link)

    def _begin_cell(self, given: dict[str, str]) -> None:
        classes = tuple(given.get("class", "").split())
        self._cell = TableCell(given.get("id", ""), given.get("data-l", ""), classes, self._row)
        self._row.cells.append(self._cell)
        if self._cell.id:
            self.cells.append(self._cell)

    def _end(self, name: str) -> None:
        if self._open[-1:] != [name]:  # a browser would close or open elements that are not named here
            self.unread = True
            return
        self._open.pop()
        if name in _BLOCKS:
            self._passages.pop()
        if name == "td":
            self._cell = None
        elif name == "tr":
            self._row = TableRow()
        elif name == "a":
            self._link = None
        elif name == "svg" and "svg" not in self._open and self._drawing is not None:
            self.drawings.append(self._drawing)
            self._drawing = None

    def _text(self, text: str) -> None:
        element = self._open[-1] if self._open else ""
        if element == "style":
            self.unread |= bool(_STYLED_TEXT.search(text))
            return
        if self._drawing is not None and element == "text" and is_figure(text):
            self._drawing.written += find_numbers(text)
            return
        self.words.append(text)
        self._passages[-1].texts.append(text)
        for holder in (self._cell, self._link):
            if holder is not None:
                holder.texts.append(text)
        if self._drawing is not None and element in ("desc", "title"):
            self._drawing.described.append(text)
