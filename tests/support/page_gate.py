"""A gate of our own for pages: what must hold of every page without a browser. Each finding is a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Page(HTMLParser):
    """A page read once: its elements, ids, references, headings and visible text."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    declared: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_decl(self, decl: str) -> None:
        self.declared = decl

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, {key: value or "" for key, value in attributes}))
        if name not in _VOID:
            self.open.append(name)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, {key: value or "" for key, value in attributes}))

    def handle_endtag(self, name: str) -> None:
        if not self.open or self.open.pop() != name:
            self.unclosed.append(name)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name in names]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        """Everything that is read or read aloud: text, titles and descriptions of drawings, labels."""
        labels = [a.get(name, "") for _, a in self.elements for name in ("aria-label", "title", "alt")]
        return " ".join([*self.words, *labels])


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def _form(page: Page) -> list[str]:
    found = []
    if page.declared.lower() != "doctype html":
        found.append("no doctype")
    if [one.get("lang") for one in page.all("html")] != ["da"]:
        found.append("the page's language is not Danish")
    if page.unclosed or page.open:
        found.append(f"elements do not close in order: {page.unclosed[:3] + page.open[:3]}")
    once = {name: len(page.all(name)) for name in ("h1", "main", "footer")}
    once["title"] = len([a for a in page.all("title") if "id" not in a])  # a drawing's title has an id
    found += [f"{name} occurs {count} times" for name, count in once.items() if count != 1]
    policy = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    if len(policy) != 1 or "default-src 'none'" not in policy[0] or "script" in policy[0]:
        found.append("the content security policy lets something in")
    if not any(a.get("class") == "spring" and a.get("href") == "#indhold" for a in page.all("a")):
        found.append("no skip link")
    return found


def _headings(page: Page) -> list[str]:
    levels = [int(name[1]) for name, _ in page.elements if len(name) == 2 and name[0] == "h" and name[1].isdigit()]
    return [f"h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1]


def _ids(page: Page) -> list[str]:
    found = [f"the id {one} occurs twice" for one in sorted({i for i in page.ids if page.ids.count(i) > 1})]
    known = set(page.ids)
    for name, attributes in page.elements:
        wanted = attributes.get("aria-labelledby", "").split()
        href = attributes.get("href", "")
        wanted += [href[1:]] if href.startswith("#") else []
        found += [f"{name} refers to {one}, which is not there" for one in wanted if one not in known]
    return found


def _tables(page: Page) -> list[str]:
    found = ["a th has no scope" for a in page.all("th") if a.get("scope") not in ("col", "row", "rowgroup")]
    if len(page.all("table")) != len(page.all("caption")):
        found.append("a table has no caption")
    drawings = [a for a in page.all("svg") if a.get("aria-hidden") != "true"]
    found += ["a drawing has no name" for a in drawings if a.get("role") != "img" or not a.get("aria-labelledby")]
    return found


def _outside(page: Page, folder: Path | None) -> list[str]:
    found = [
        f"<{name}> is not allowed" for name, _ in page.elements if name in ("script", "link", "iframe", "object", "img")
    ]
    for name, attributes in page.elements:
        found += [f"{name} has {key}" for key in attributes if key.startswith("on")]
        for key in ("href", "src", "action"):
            target = attributes.get(key, "")
            if ":" in target.split("/")[0] or target.startswith("//"):
                found.append(f"{name} points outside: {target}")
            elif folder is not None and target and not target.startswith("#"):
                found += _alive(folder, unquote(target))
    return found


@lru_cache(maxsize=256)
def _ids_in(file: Path, written: int) -> frozenset[str]:
    """The ids of a page as it was written at that time: hundreds of links lead to the same page."""
    return frozenset(read(file.read_text(encoding="utf-8")).ids)


def _alive(folder: Path, target: str) -> list[str]:
    path, _, anchor = target.partition("#")
    file = folder / path
    if not file.is_file():
        return [f"the link {target} is dead"]
    if anchor and anchor not in _ids_in(file, file.stat().st_mtime_ns):
        return [f"the anchor {target} is not there"]
    return []


def findings(html: str, folder: Path | None = None) -> list[str]:
    """What is wrong with a page; nothing if it may pass. folder: where its links are looked up."""
    page = read(html)
    return [*_form(page), *_headings(page), *_ids(page), *_tables(page), *_outside(page, folder)]
