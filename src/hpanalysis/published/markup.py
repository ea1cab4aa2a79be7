"""The one way that pages are written: their tags, texts and attributes, in the order in which they stand.

Every element is closed, every attribute is in double quotes, and there is no comment. Where something else begins, it
is said to be foreign: what a browser would make of it, no reader of this code could say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

_TOKEN = re.compile(
    r"([^<]*+)"  # a text, and after it
    r'(?:<(/?+)([a-zA-Z][a-zA-Z0-9]*+)((?:\s++[a-zA-Z][\w:.-]*+(?:="[^"<>]*+")?+)*+)\s*+(/?+)>'  # a tag
    r"|<!(?i:doctype) html>|\Z|(<))"  # the beginning, the end, or what is none of these
)
_ATTRIBUTE = re.compile(r'([a-zA-Z][\w:.-]*)(?:="([^"]*)")?')
# Elements that have no end tag.
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Elements of drawings that may end at once. Of any other a browser passes over the `/`, and all that follows stands in
# it, as in `<small class="udeladt"/>`.
SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"})


def read_tokens(html: str) -> list[tuple[str, str, str, str, str, str]]:
    """The texts of a page, each with the tag after it, none of its characters passed over. Called for each page by
    every reader of pages. Each is a tuple of texts, "" where there is none: the text with its entities as written; `/`
    of an end tag; the element's name; its attributes as written; `/` of a tag that ends at once; `<` where something
    foreign begins."""
    return _TOKEN.findall(html)


@lru_cache(maxsize=20_000)
def read_attributes(written: str) -> Mapping[str, str]:
    """The attributes of a tag, name -> value, not to be changed. Called for each tag that has any by every reader of
    pages; kept, because most tags are written many times. written: as they stand in the tag."""
    found = dict(_ATTRIBUTE.findall(written))
    return {name: unescape(value) for name, value in found.items()} if "&" in written else found
