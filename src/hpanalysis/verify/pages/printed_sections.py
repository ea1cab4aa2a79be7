"""The sections of a page as they are printed, line by line, to be held against a document that has them too."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.tree import Element

_LINES = frozenset({"h2", "h3", "h4", "p", "li", "caption", "dt", "dd"})
_CELLS = frozenset({"th", "td"})
_LEFT_OUT = frozenset({"svg", "details", "nav", "style", "figure"})
# The classes of what stands on the screen alone; of the last a star is printed.
_SCREEN_ONLY = frozenset({"kun-skaerm", "udeladt"})


def list_printed_sections(page: Element) -> dict[str, list[str]]:
    """The heading of each section of a page -> its lines as they are printed, the heading's own not among them. Called
    for the page that a document says again."""
    sections: dict[str, list[str]] = {}
    for element in page.walk():
        heading = element.find("h2") if element.name == "section" else None
        if heading is not None and not any("section" in each.name for each in element.climb() if each is not element):
            lines = [line for part in _list_lines(element) if (line := simplify(part))]
            sections[simplify(heading.text)] = lines[1:]
    return sections


def _list_lines(element: Element) -> Iterator[str]:
    """The lines of what stands in an element. Called for each section, and for what stands in it."""
    for child in element.children:
        if isinstance(child, str) or child.name in _LEFT_OUT or _SCREEN_ONLY & set(child.classes):
            continue
        if child.name == "tr":
            yield from _list_lines_of_row(child)
        elif child.name in _LINES:
            yield " ".join(_split_lines(child))
            yield from (line for inner in child.children if isinstance(inner, Element) for line in _list_inner(inner))
        else:
            yield from _list_lines(child)


def _list_inner(element: Element) -> Iterator[str]:
    """The lines of a list within an item. Called for each element in a line."""
    if element.name in ("ul", "ol"):
        yield from _list_lines(element)


def _list_lines_of_row(row: Element) -> Iterator[str]:
    """The lines of a row's cells, those of one that spans several as often as it does, unless it is all of the row.
    Called for each row of a table."""
    cells = [cell for cell in row.children if isinstance(cell, Element) and cell.name in _CELLS]
    for cell in cells:
        times = int(cell.attributes.get("colspan", "1")) if len(cells) > 1 else 1
        for _ in range(times):
            yield from _split_lines(cell)


def _split_lines(element: Element) -> list[str]:
    """An element's text in lines: what is written small stands on a line of its own. Called for each line and cell."""
    lines = [""]

    def collect(one: Element) -> None:
        """Add the text of an element, without that of blocks in it. Called for the element and for what is in it."""
        for child in one.children:
            if isinstance(child, str):
                lines[-1] += child
            elif child.name in _LEFT_OUT or _SCREEN_ONLY & set(child.classes) or child.name in (*_LINES, "ul", "ol"):
                continue
            elif child.name == "small":
                lines.append("")
                collect(child)
                lines.append("")
            else:
                collect(child)

    collect(element)
    return lines


def simplify(text: str) -> str:
    """A text as two are compared: ordinary spaces, small letters, no soft hyphen, and no star at its end. Called for
    each line of both sides. A verdict between sentences begins with a capital in the document alone."""
    plain = " ".join(text.replace("\u00ad", "").split())
    return plain.removesuffix("*").strip().lower()
