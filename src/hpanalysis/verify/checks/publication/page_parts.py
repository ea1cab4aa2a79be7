"""The parts of a published page that the checks of this folder hold against the package's program and plan.

The pages have one way of writing, which `published.pages` asks for (the check `tal`); so a part is found by the tags it
is written with, and a part that is written otherwise is not found, which is a failure of the check that asks.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_MAIN = re.compile(r"<main [^>]*>(.*)</main>", re.DOTALL)
_SECTION = re.compile(r'<section aria-labelledby="([^"]+)"[^>]*>(.*?)</section>', re.DOTALL)
_CONTENTS = re.compile(r'<nav aria-label="På denne side".*?</nav>', re.DOTALL)
_CHART_LINK = r'<a href="grafer/[a-z0-9_-]+/[a-z0-9_-]+\.(?:svg|csv)">(?:tegning \(SVG\)|(?:tal|grænser) \(CSV\))</a>'
_CHART_LINKS = re.compile(rf'<p class="note hent">Hent: {_CHART_LINK}(?: · {_CHART_LINK}){{1,2}}</p>')
_CONTENTS_LINK = re.compile(r'<a href="#([^"]+)">(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r'<h([23])\s[^>]*?id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
DEFINITION = re.compile(r"definition-(.+)\.html")


def read_words(html: str) -> str:
    """The text of a piece of a page, with one space between words and no narrow or unbreakable ones. Called for each
    part that is compared with words of the plan or the program."""
    return join_words(unescape(_TAG.sub("", html)))


def join_words(text: str) -> str:
    """A text with one space between words, and no narrow or unbreakable ones. Called for both sides of a comparison,
    for pages bind a number to its unit and the plan's own words do not."""
    return " ".join(text.split())


def find_main(html: str) -> str:
    """What a page has between its head and its foot; "" where it has no such part. Called for each page that a notebook
    made, and for the headings of each page."""
    match = _MAIN.search(html)
    return "" if match is None else match[1]


def find_title(html: str) -> str:
    """The words of a page's <title>; "" without one. Called for each page."""
    return _find_words(html, r"<title>(.*?)</title>")


def find_headings(html: str) -> list[str]:
    """The words of each h1 of a page, as a rule one. Called for each page."""
    return [read_words(words) for words in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)]


def find_heading(html: str) -> str:
    """The words of a page's h1; "" without one, or with several. Called for the pages that no notebook makes."""
    found = find_headings(html)
    return found[0] if len(found) == 1 else ""


def _find_words(html: str, pattern: str) -> str:
    """The words of the first part of a page that a pattern finds; "" without any. Called for single parts."""
    match = re.search(pattern, html, re.DOTALL)
    return "" if match is None else read_words(match[1])


def find_meta(html: str, name: str) -> list[str]:
    """The contents of a page's <meta> of this name, as many as there are. Called for the day and the origin that a page
    tells of itself."""
    return [unescape(content) for content in re.findall(rf'<meta name="{re.escape(name)}" content="([^"]*)">', html)]


def find_sections(html: str) -> dict[str, str]:
    """The innermost sections of a page, the id of the heading -> their html. Called for the pages of definitions, whose
    sections are not in each other."""
    return dict(_SECTION.findall(html))


def find_lead(html: str) -> str:
    """The words of a page's first paragraph that can be read aloud; "" without one. Called for the pages of
    definitions."""
    return _find_words(html, r'<p class="manchet">(.*?)</p>')


def find_footer(html: str) -> list[str]:
    """The lines at a page's foot, in words. Called for each page."""
    foot = html.rpartition("<footer>")[2]
    return [read_words(line) for line in re.findall(r"<p>(.*?)</p>", foot, re.DOTALL)]


def remove_contents(html: str) -> str:
    """A page's content without its table of contents, which is made of its headings when the page is done. Called
    before a page is held against its notebook."""
    return _CONTENTS.sub("", html)


def remove_chart_links(html: str) -> str:
    """A page's content without the lines of links to its charts' files, which are put there when the page is done.
    Called before a page is held against its notebook; only a line of that very form is taken out."""
    return _CHART_LINKS.sub("", html)


def has_own_contents(main: str) -> bool:
    """Whether a page's table of contents, if it has one, lists the headings of the page that bear an id, in their order
    and words. Called for each page. main: what stands between its head and its foot."""
    contents = _CONTENTS.findall(main)
    if not contents:
        return True
    listed = [(anchor, read_words(words)) for anchor, words in _CONTENTS_LINK.findall(contents[0])]
    headings = [(anchor, read_words(words)) for _, anchor, words in _HEADING.findall(remove_contents(main))]
    return len(contents) == 1 and listed == headings
