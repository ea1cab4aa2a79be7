"""A table of the page taken apart: what each cell says, by which sign, under which column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

_COLOURS = ("god", "skidt", "neutral")
_UNDER_WAY = "gang"  # the class of a month in which a promise is under way
# The word of a standing -> the end of its symbol's id, and its colour.
SIGNS = {
    "nået": ("opfyldt", "god"),
    "følger planen": ("pegermod", "neutral"),
    "bagud": ("ikkepaavej", "skidt"),
    "ikke begyndt": ("ikkeforsk", "neutral"),
    "ikke meldt": ("maalikke", "neutral"),
    "ingen aftalt mængde": ("opgoeresikke", "neutral"),
    "nået for sent": ("paavej", "skidt"),
    "overskredet": ("ikkepaavej", "skidt"),
    "kommende": ("ikkeforsk", "neutral"),
    "ingen dag": ("maalikke", "neutral"),
}


class Sign(NamedTuple):
    """A word with how it is drawn. Made of a cell of the page, and of a word of a table."""

    word: str
    symbol: str
    colour: str


class Cell(NamedTuple):
    """What a cell says. Made of a cell of the page, and of what the tables give for it."""

    text: str
    sign: Sign | None = None
    under_way: bool = False


class Table(NamedTuple):
    """A table: its caption, its columns, and its rows; one that names a group has a single cell. Made as `Cell`."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def make_sign(word: str) -> Sign:
    """The sign of a standing by its word. Called for each that a table gives; KeyError for a word that is none."""
    return Sign(word, *SIGNS[word])


def _list_within(element: Element, name: str) -> list[Element]:
    """The elements of a name within another, in their order. Called for rows, cells and captions."""
    return [one for one in element.walk() if one.name == name]


def _read_sign(cell: Element) -> Sign | None:
    """The sign of a cell: its word, its symbols and its colours, as many as there are; None without any. Called for
    each cell."""
    drawn = [one for one in cell.walk() if "o" in one.classes]
    symbols = [one.attributes.get("href", "").removeprefix("#s-") for one in _list_within(cell, "use")]
    if not drawn and not symbols:
        return None
    colours = [name for one in drawn for name in one.classes if name in _COLOURS]
    return Sign(" ".join(clean(one.text) for one in drawn), " ".join(symbols), " ".join(colours))


def _read_row(row: Element) -> Iterator[Cell]:
    """The cells of a row. Called for each row of each table."""
    for cell in row.walk():
        if cell.name in ("th", "td"):
            yield Cell(clean(cell.text), _read_sign(cell), _UNDER_WAY in cell.classes)


def _has_other_labels(table: Element, columns: tuple[str, ...]) -> bool:
    """Whether a cell tells a phone that it stands under another column. Called for each table."""
    for row in _list_within(table, "tr"):
        cells = [one for one in row.walk() if one.name in ("th", "td")]
        for cell, column in zip(cells, columns, strict=False):
            if clean(cell.attributes.get("data-l", column)) != column:
                return True
    return False


def read_table(table: Element) -> Table | None:
    """A table of the page; None where it has no caption or no head, or a phone would show a cell under another
    column's name. Called for each table."""
    caption, head = table.find("caption"), table.find("thead")
    if caption is None or head is None:
        return None
    columns = tuple(cell.text for cell in _read_row(head))
    rows = [row for row in _list_within(table, "tr") if row.parent is not head]
    if _has_other_labels(table, columns):
        return None
    return Table(clean(caption.text), columns, tuple(tuple(_read_row(row)) for row in rows))
