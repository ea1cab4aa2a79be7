"""A page taken to pieces: each text that stands for itself, with what a phone or a colour adds to it, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

# What stands in a line is read with it; links besides by themselves, for they lead somewhere.
_INLINE = frozenset({"abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup"})
_IN_DRAWING = frozenset({"title", "desc"})
_STATUS = "status-"


class Piece(NamedTuple):
    """A text of a page. Made of the page, and of what its tables give."""

    name: str  # of the element
    text: str
    label: str = ""  # the column that a phone names before it
    status: str = ""  # the class of the ground that it stands on
    href: str = ""


def _is_in_drawing(element: Element) -> bool:
    """Whether an element stands in a drawing. Asked of each; its own words are held with its marks."""
    return any(one.name == "svg" for one in element.climb())


def _find_label(element: Element) -> str:
    """The column that a phone names before a cell, or before the cell that a smaller line stands in. Called for each
    piece."""
    around = element.climb() if element.name == "small" else iter((element,))
    return next((one.attributes["data-l"] for one in around if "data-l" in one.attributes), "")


def list_pieces(main: Element) -> Iterator[Piece]:
    """The pieces of the page's content. Called once for the page."""
    for element in main.walk():
        if element.name in _INLINE or (_is_in_drawing(element) and element.name not in _IN_DRAWING):
            continue
        text = clean(element.own_text)
        if text:
            status = " ".join(name for name in element.classes if name.startswith(_STATUS))
            at = element.attributes
            yield Piece(element.name, text, clean(_find_label(element)), status, at.get("href", ""))


def make_table(caption: str, columns: list[str], rows: list[list[object]]) -> Iterator[Piece]:
    """A table of the page as pieces. Called for each that it must have. rows: of each cell its text, or its text with a
    smaller line under it, or a `Piece`."""
    yield Piece("caption", caption)
    yield from (Piece("th", column) for column in columns)
    for name, *cells in rows:
        yield Piece("th", str(name))
        for column, cell in zip(columns[1:], cells, strict=True):
            if isinstance(cell, Piece):
                yield cell
                continue
            text, small = cell if isinstance(cell, tuple) else (cell, "")
            yield Piece("td", str(text), column)
            if small:
                yield Piece("small", small, column)
