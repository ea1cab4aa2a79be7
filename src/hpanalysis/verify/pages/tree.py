"""A page as the tree of its elements, for the checks that ask what stands in what.

The pages have one way of writing (`published.pages` refuses any other, and the check `tal` says so), so a tree is all
that a browser can make of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from hpanalysis.published.addressed import ABOUT
from hpanalysis.published.markup import SHAPES, VOID, read_attributes, read_tokens

_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup", "tspan"})
_SOFT_HYPHEN = "\u00ad"
# All but one plain space alone; a space that does not break a line is kept, for it does not end a sentence.
_SPACES = re.compile(r"[\n\r\t][ \n\r\t]*| [ \n\r\t]+")


class Unreadable(Exception):
    """Raised where a page is not written as the program writes its pages, so that no tree can be made of it."""


class Element:
    """An element of a page with what stands in it. Made by `read_tree`; read by every check of a page."""

    __slots__ = ("_begin", "_end", "_of_page", "about", "attributes", "children", "classes", "name", "parent")

    def __init__(self, name: str, attributes: Mapping[str, str], parent: Element | None) -> None:
        """An element that has just been opened. name: its tag; attributes: name -> value; parent: the element that it
        stands in, None for the page itself."""
        self.name, self.attributes, self.parent = name, attributes, parent
        self.classes: list[str] = attributes["class"].split() if "class" in attributes else []  # in their order
        # The address that it is about: its own, else that of what it stands in.
        own = attributes.get(ABOUT)
        around = "" if parent is None else parent.about
        self.about: str = around if own is None else own.partition(" ")[0]
        self.children: list[Element | str] = []
        # All elements of the page in its order, and where this one and those in it stand among them.
        self._of_page: list[Element] = [] if parent is None else parent._of_page
        self._begin, self._end = len(self._of_page), -1
        self._of_page.append(self)

    def close(self) -> None:
        """Say that no more elements stand in it. Called at its end tag."""
        self._end = len(self._of_page)

    def walk(self) -> Sequence[Element]:
        """The element and all elements in it, in the page's order. Called by each check of a page."""
        return self._of_page[self._begin : self._end]

    def find(self, name: str) -> Element | None:
        """The first element of a name in it; None where there is none. Called for headings, titles and captions."""
        return next((element for element in self.walk() if element.name == name), None)

    def climb(self) -> Iterator[Element]:
        """The element, the one that it stands in, and so on to the page. Called for what a text is about."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def text(self) -> str:
        """All text in it as a reader sees it: one space between words and between blocks, no soft hyphens. Read for
        whatever an element says."""
        return join_texts(self._list_texts(True))

    @property
    def own_text(self) -> str:
        """Its text without that of blocks within it. Read for paragraphs, items and cells, each by itself."""
        return join_texts(self._list_texts(False))

    def _list_texts(self, blocks: bool) -> Iterator[str]:
        """The pieces of its text, a space at the border of each element that no line runs through. Called by `text` and
        `own_text`. blocks: whether the text of blocks within it is taken along."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name in _INLINE:
                yield from child._list_texts(blocks)
            else:
                yield " "
                if blocks:
                    yield from child._list_texts(True)
                    yield " "


def join_texts(texts: Iterable[str]) -> str:
    """Pieces of text as a reader sees them. Called for the text of an element, and for attributes that are read
    aloud."""
    return _SPACES.sub(" ", "".join(texts).replace(_SOFT_HYPHEN, "")).strip(" ")


def read_tree(html: str) -> Element:
    """The tree of a page; `Unreadable` where it is not written as the program writes its pages. Called once for each
    page of a package."""
    page = Element("", {}, None)
    here = page
    for text, closing, name, written, void, foreign in read_tokens(html):
        if foreign:
            raise Unreadable
        if text:
            here.children.append(unescape(text) if "&" in text else text)
        if closing:
            if name != here.name or here.parent is None:
                raise Unreadable
            here.close()
            here = here.parent
        elif name:
            element = Element(name, read_attributes(written) if written else {}, here)
            here.children.append(element)
            if void and name not in SHAPES and name not in VOID:
                raise Unreadable
            if void or name in VOID:
                element.close()
            else:
                here = element
    if here is not page:
        raise Unreadable
    page.close()  # so that its last element is one of those that are walked
    return page
