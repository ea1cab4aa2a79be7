"""Where a figure stands: the links that the finished reports have to its address, read back from their pages.

Read from the pages themselves, so that no report can show a figure that its definition page does not know of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# An id within a drawing names a part of the drawing; a reader is led to the text around it.
_FOUND = re.compile(
    r'<(?P<svg>/?svg)\b|\sid="(?P<id>[^"]*)"|\shref="definition-[a-z0-9_]+\.html#(?P<figure>[^"]+)"',
)


@dataclass(frozen=True)
class Place:
    """A place on a page: the page's name (without suffix), and the nearest id before the link; "" if there is none.
    Made by `find_places_on_page`; linked to by the figure's row on its definition page."""

    page: str
    id: str

    @property
    def href(self) -> str:
        """The place's address from any page of the half-year: `oversigt.html#delmaalene`. Read when a definition page
        links to the places that show its figures."""
        return f"{self.page}.html#{self.id}" if self.id else f"{self.page}.html"


def find_places_on_page(name: str, html: str) -> dict[str, Place]:
    """The figures that a page links to, by their addresses (`figure_links.make_anchor`), each with the place of its
    first link. Called for each finished report, because definition pages link back to where a figure is shown. name:
    the page's, without suffix; html: the whole page."""
    places: dict[str, Place] = {}
    nearest, in_drawing = "", False
    for match in _FOUND.finditer(html):
        if match["svg"]:
            in_drawing = match["svg"] == "svg"
        elif match["figure"]:
            places.setdefault(match["figure"], Place(name, nearest))
        elif not in_drawing:
            nearest = match["id"]
    return places


def find_places(folder: Path, names: Iterable[str]) -> dict[str, list[Place]]:
    """For each figure's address the places where the finished reports show it, in the order of `names`. Called once a
    half-year, when its definition pages are made. folder: of the reports; names: of pages, without suffix; those that
    are not there are skipped."""
    places: dict[str, list[Place]] = {}
    for name in names:
        path = folder / f"{name}.html"
        if path.is_file():
            for figure, place in find_places_on_page(name, path.read_text(encoding="utf-8")).items():
                places.setdefault(figure, []).append(place)
    return places
