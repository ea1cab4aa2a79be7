"""A published page as an attacker reads it: cells with an address, marks in drawings, every number in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

# What is read aloud or shown on pointing: text that stands in no element.
_SPOKEN = ("title", "alt", "aria-label")
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\w]|,\d)")


def numbers(text: str) -> list[Decimal]:
    """The numbers of a Danish text without their signs: 4.854 is a whole number, 12,3 is not. Dates are none."""
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in _NUMBER.findall(text)]


def decimals(text: str) -> list[Decimal]:
    """Those of the numbers that are written with a decimal comma: no year, count or k is."""
    return [number for found in _NUMBER.findall(text) if "," in found for number in numbers(found)]


_ALONE = re.compile(r"[−+-]?\s*(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s*(?:%|pct\.)?")


def figures(texts: list[str]) -> set[Decimal]:
    """The numbers of the texts that look like figures: with a decimal comma, or alone in their text."""
    found = set(decimals(" ".join(texts)))
    for text in texts:
        found |= set(numbers(text)) if _ALONE.fullmatch(text.strip()) else set()
    return found


@dataclass
class TableCell:
    """A <td> with an id. row: the text of all the <td> of its row. alone: no other in the row has an id."""

    id: str
    classes: tuple[str, ...]
    texts: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    alone: bool = True

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


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


class Page(HTMLParser):
    """A page read once. cells: <td> with an id. words: all text and all labels, but for the numbers in a drawing."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[TableCell] = []
        self.drawings: list[Drawing] = []
        self.stray_marks: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._row: list[TableCell] = []
        self._row_texts: list[str] = []
        self._cell: TableCell | None = None
        self._drawing: Drawing | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.words += [given[name] for name in _SPOKEN if name in given]
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "tr":
            self._row, self._row_texts = [], []
        elif tag == "td":
            self._begin_cell(given)
        elif tag == "svg" and self._drawing is None:
            self._drawing = Drawing()
        if "data-cell" in given:
            (self._drawing.marks if self._drawing else self.stray_marks).append(given["data-cell"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def _begin_cell(self, given: dict[str, str]) -> None:
        if "id" in given:
            self._cell = TableCell(given["id"], tuple(given.get("class", "").split()), row=self._row_texts)
            self._row.append(self._cell)
            self.cells.append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "td":
            self._cell = None
        elif tag == "tr":
            for cell in self._row:
                cell.alone = len(self._row) == 1
            self._row, self._row_texts = [], []
        elif tag == "svg" and "svg" not in self._open and self._drawing is not None:
            self.drawings.append(self._drawing)
            self._drawing = None

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        if self._drawing is not None and self._open[-1:] == ["text"] and _ALONE.fullmatch(data.strip()):
            self._drawing.written += numbers(data)
            return
        self.words.append(data)
        if "td" in self._open:
            self._row_texts.append(data)
            if self._cell is not None:
                self._cell.texts.append(data)
        if self._drawing is not None and self._open and self._open[-1] in ("desc", "title"):
            self._drawing.described.append(data)
