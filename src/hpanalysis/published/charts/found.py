"""The charts of a finished page: each <figure> with a drawing, taken apart as its reader sees it.

The pages have one way of writing (`published.pages` refuses any other), so a part is found by the tags that it is
written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_FIGURE = re.compile(r'<figure id="([a-z0-9_-]+)"[^>]*>(.*?)</figure>', re.DOTALL)
# The table of a chart is folded away under it; what is explained stands in other folds, which are no part of it.
_TABLES = re.compile(r"<details><summary>Vis tallene som tabel</summary>(.*?)</details>", re.DOTALL)
_FOLD = re.compile(r"<details.*?</details>", re.DOTALL)
_LINKS = re.compile(r'<p class="note hent">.*?</p>', re.DOTALL)
_TABLE = re.compile(r"<table[^>]*>.*?</table>", re.DOTALL)
_HEADLINE = re.compile(r"<figcaption><strong[^>]*>(.*?)</strong></figcaption>", re.DOTALL)
_DRAWING = (
    r'<svg class="(?P<class>[a-z -]+)" viewBox="0 0 (?P<width>\d+) (?P<height>\d+)"[^>]* role="img" '
    r'aria-labelledby="(?P<named>[^"]*)">(?P<inside>.*?)</svg>'
)
_ONE_DRAWING = re.compile(_DRAWING, re.DOTALL)
_PART = re.compile(
    rf'{_DRAWING}|<(?P<tag>p|small|li)(?: class="(?P<of>[^"]*)")?[^>]*>(?P<words>.*?)</(?P=tag)>'
    r'|<tr[^>]*><th scope="row">(?P<row>.*?)</th><td[^>]*>(?P<figure>.*?)</td>(?P<others>.*?)</tr>'
    r'|<span class="akse">(?P<axis>.*?</span>)</span>',
    re.DOTALL,
)
_BREAKS = re.compile(r"<(?:small|br|div|p|li|svg)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ON_PHONES = "kun-smal"  # the class of what a phone shows in the place of something else
_PREFIX, _FUNNEL = "fig-", "tr-"


class Drawing(NamedTuple):
    """A drawing of a chart: its size in pixels, the ids that name it, and what stands in it, as written on the page."""

    width: int
    height: int
    named: str
    inside: str


class Piece(NamedTuple):
    """A field of a chart, a drawing with the words above it or the words on why there is none; or a note. Made for each
    part of a chart, in the page's order."""

    words: str
    drawing: Drawing | None
    is_note: bool = False


class Chart(NamedTuple):
    """A chart of a page. Made by `find_charts`."""

    name: str  # of its files, without suffix
    headline: str
    pieces: tuple[Piece, ...]
    tables: tuple[str, ...]  # the html of each table folded under it


def read_words(html: str) -> str:
    """The text of a piece of a page, with one ordinary space between words, also where a new line begins, and no soft
    hyphens. Called for each text of a chart and each cell of its table."""
    text = unescape(_TAG.sub("", _BREAKS.sub(" ", html)))
    return " ".join(text.replace("\u00ad", "").split())


def name_chart(figure_id: str) -> str:
    """The name of a chart's files by the id of its <figure>: `fig-elevfravaer-over-tid` is `elevfravaer-over-tid`, and
    the funnel `tr-elevfravaer` is `elevfravaer-tragt`. Called for each chart."""
    if figure_id.startswith(_FUNNEL):
        return f"{figure_id.removeprefix(_FUNNEL)}-tragt"
    return figure_id.removeprefix(_PREFIX)


def _read_drawing(found: re.Match[str]) -> Drawing:
    """A drawing of a page. Called for each that a wide screen shows."""
    return Drawing(int(found["width"]), int(found["height"]), found["named"], found["inside"])


def _read_row(found: re.Match[str]) -> Piece:
    """The field of a figure's own row: its name and number, and the strip that stands in one of its cells. Called for
    each row of a table with drawings."""
    strip = _ONE_DRAWING.search(found["others"])
    words = f"{read_words(found['row'])}: {read_words(found['figure'])}"
    return Piece(words, None if strip is None else _read_drawing(strip))


def _list_pieces(html: str) -> Iterator[Piece]:
    """The parts of a chart as they are seen on a wide screen. Called for each chart. html: what stands in its <figure>
    but the headline and the folds. Words that stand above a drawing go with it; a note never does."""
    above = ""
    for part in _PART.finditer(html):
        if part["named"] is not None and part["class"] != _ON_PHONES:
            yield Piece(above, _read_drawing(part))
            above = ""
        elif part["tag"] == "small" and above:
            above = f"{above}: {read_words(part['words'])}"
        elif part["named"] is None and _ON_PHONES not in (part["of"] or "").split():
            if above:
                yield Piece(above, None)
            above = ""
            if part["row"] is not None:
                yield _read_row(part)
            elif part["tag"] == "p" and part["of"] is None:
                above = read_words(part["words"])
            else:
                yield Piece(read_words(part["words"] or part["axis"]), None, is_note=True)
    if above:
        yield Piece(above, None)


def find_charts(html: str) -> list[Chart]:
    """The charts of a page that have a drawing and a table, in its order. Called for each page of a half-year."""
    charts = []
    for figure_id, inside in _FIGURE.findall(html):
        tables = [table for fold in _TABLES.findall(inside) for table in _TABLE.findall(fold)]
        headline = _HEADLINE.search(inside)
        rest = _FOLD.sub("", _LINKS.sub("", _HEADLINE.sub("", inside)))
        pieces = tuple(_list_pieces(rest))
        if tables and headline is not None and any(piece.drawing is not None for piece in pieces):
            charts.append(Chart(name_chart(figure_id), read_words(headline[1]), pieces, tuple(tables)))
    return charts
