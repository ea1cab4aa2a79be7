"""The table of contents of a long page, made from the headings that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.report.html import tag

_LONG = 4  # headings from which a page has a table of contents
_HEADING = re.compile(r'<h([23])\s[^>]*?id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _link_heading(anchor: str, inside: str) -> Markup:
    """A line of the table of contents: a link to a heading, in its words without their markup. Called for each heading
    of a long page. anchor: the heading's id; inside: its html."""
    return tag("a", Markup(_TAG.sub("", inside)), href=f"#{anchor}")


def _arrange_headings(headings: Iterable[tuple[str, str, str]]) -> list[tuple[Markup, list[Markup]]]:
    """The lines of the table of contents: each h2 with the h3 under it; an h3 before the first h2 counts as one. Called
    for each long page. headings: level (`2` or `3`), id and html, in the page's order."""
    lines: list[tuple[Markup, list[Markup]]] = []
    for level, anchor, inside in headings:
        if level == "2" or not lines:
            lines.append((_link_heading(anchor, inside), []))
        else:
            lines[-1][1].append(tag("li", _link_heading(anchor, inside)))
    return lines


def _make_contents(lines: list[tuple[Markup, list[Markup]]]) -> Markup:
    """The table of contents as <nav>. Called for each page with four headings or more. lines: each h2's link, with the
    links of its h3."""
    nested = any(under for _, under in lines)
    items = [tag("li", link, tag("ul", under) if under else None) for link, under in lines]
    head = tag("b", "På denne side", aria_hidden="true")
    return tag("nav", head, tag("ul", items), aria_label="På denne side", class_="indhold dyb" if nested else "indhold")


def add_contents(html: str) -> str:
    """A page's html with a table of contents before its first section; unchanged with fewer than four headings. Called
    for each report and definition page when it is otherwise finished."""
    headings = list(_HEADING.finditer(html))
    if len(headings) < _LONG:
        return html
    place = html.rfind("<section", 0, headings[0].start())
    place = headings[0].start() if place < 0 else place
    lines = _arrange_headings((heading[1], heading[2], heading[3]) for heading in headings)
    return f"{html[:place]}{_make_contents(lines)}{html[place:]}"
