"""HTML in small pieces: every text is escaped where it enters, and what is marked up stays so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parent / "templates"
_FOLDER = TEMPLATES / "hpanalysis"
_ON_PAPER = "paa-papir"  # the class of what is folded on a screen alone
_NO_END = {"br", "meta", "link"}


def _write_attributes(attributes: dict[str, object]) -> str:
    """The attributes of an element as they stand in its start tag, each after a space; values are escaped. Called by
    `tag`. class_ becomes class, data_l data-l; None and False are left out, True is a bare name."""
    parts = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{escape(value)}"')
    return "".join(parts)


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """An HTML element of this name. children: text (escaped), Markup (kept), None (left out), or a list of them;
    attributes: `class_` for class, `data_l` for data-l, None for one left out. Called wherever a page is made."""
    start = f"<{name}{_write_attributes(attributes)}>"  # names are the code's own, values are escaped
    return Markup(start if name in _NO_END else f"{start}{join(children)}</{name}>")


def _escape_children(children: Iterable[object]) -> Iterator[str]:
    """Each child as text for HTML: Markup as it is, text escaped, None left out, lists opened. Called by `join`."""
    for child in children:
        if isinstance(child, (list, tuple)):
            yield from _escape_children(child)
        elif child is not None:
            yield escape(child)


def join(children: Iterable[object]) -> Markup:
    """Children of an element (as of `tag`) one after another as one piece, escaped where they are text; None is left
    out. Called by `tag`, and where pieces stand beside each other without an element around them."""
    return Markup("".join(_escape_children(children)))


def make_paragraphs(sentences: Iterable[str], class_: str | None = None, about: str | None = None) -> Markup:
    """A paragraph a sentence; empty ones are left out. Called wherever sentences make part of a page. about: the
    figures that they are about (`Cell.about`, with * for any window or area); None where they are about none."""
    return join(tag("p", sentence, class_=class_, data_om=about) for sentence in sentences if sentence)


def make_section(anchor: str, title: str, *children: object, level: int = 2, class_: str | None = None) -> Markup:
    """A section of a page with its heading. Called for every part of a page that has one.

    At level 2, the page's first, it is a landmark named by the heading. Deeper ones are not: they bear the same
    headings under each delmål, and landmarks must have names of their own. anchor: the heading's id.
    """
    heading = tag(f"h{level}", title, id=anchor)
    return tag("section", heading, children, aria_labelledby=anchor if level == 2 else None, class_=class_)


def fold_for_screen(summary: str, *content: object) -> Markup:
    """Something long folded under a summary on a screen, and whole on paper, because an auditor files it there. Called
    for the tables and texts that only who checks one line reads."""
    return tag("details", tag("summary", summary), content, class_=_ON_PAPER)


@cache
def read_style() -> str:
    """The style sheet of all pages, read once a process. Called for the head of each page and for JupyterLab."""
    return (_FOLDER / "style.css").read_text(encoding="utf-8")


@cache
def read_symbols() -> Markup:
    """The drawings of all verdict symbols as one hidden <svg>, read once a process. Called for each page, and for a
    page's first block in JupyterLab."""
    return Markup((_FOLDER / "symbols.svg").read_text(encoding="utf-8"))


@cache
def read_print_style(name: str) -> str:
    """A style sheet for paper, to follow that of all pages: of a report with one of its own (`Report.print_style`), or
    of all pages of an accounting year; "" for an empty name. Called for each page; read once a process."""
    return (_FOLDER / f"{name}-print.css").read_text(encoding="utf-8") if name else ""


# What style.css says of a page, and what is said of a block in JupyterLab instead, in this order. Lab names its theme
# on <body>; the colours of paper, and of what names no theme, are the light ones.
_IN_LAB = {
    ":root{color-scheme:light dark;": "&{color-scheme:light;",
    "@media (prefers-color-scheme:dark){:root{": '@media screen{[data-jp-theme-light="false"] &{color-scheme:dark;',
    ":root": "&",
    "body{": "&{",
}


def _make_style_in_lab() -> Markup:
    """The pages' style in JupyterLab, for the report's own blocks only. CSS counts classes: under `.hp.hp.hp` every
    rule outweighs JupyterLab's own for tables, lists and headings. Dark colours follow JupyterLab's theme rather than
    the machine's, because a block stands on Lab's own paper. Called for a page's first block."""
    pages = read_style()
    for on_a_page, in_lab in _IN_LAB.items():
        pages = pages.replace(on_a_page, in_lab)
    lab = (_FOLDER / "lab.css").read_text(encoding="utf-8")
    return Markup("<style>.hp.hp.hp{{\n{}\n{}}}</style>").format(Markup(lab), Markup(pages))


# What a page shows of a block whose JupyterLab form carries the style and the symbols.
PAGE_MIMETYPE = "application/vnd.hpanalysis.block+html"


@dataclass(frozen=True)
class Block:
    """What a call of this package gives to a notebook's cell: a piece of a page, readable in JupyterLab too. Made by
    every function of this room whose name begins with show_, and by those of an area's profile."""

    html: Markup
    first: bool = False  # the page's first block, which brings the style sheet and the symbols with it in JupyterLab
    above_in_lab: Markup | None = None  # what stands above it there, where no page stands around it

    def _repr_html_(self) -> str:
        """The block as html in a <div> of this package's class. Called by `bundle`, when a notebook shows it."""
        return str(tag("div", self.html, class_="hp"))

    def bundle(self) -> dict[str, str]:
        """The block by mimetype: html, and for a page's first block, which brings the style in JupyterLab, also the
        form that the page takes. Called when a notebook shows the block."""
        if not self.first:
            return {"text/html": self._repr_html_()}
        in_lab = tag("div", _make_style_in_lab(), read_symbols(), self.above_in_lab, self.html, class_="hp")
        return {"text/html": str(in_lab), PAGE_MIMETYPE: self._repr_html_()}

    def _ipython_display_(self) -> None:
        """Publish html alone: left to itself IPython adds the object's repr as text/plain beside it. Called by IPython
        when the block is a cell's result."""
        from IPython.display import display

        display(self.bundle(), raw=True)
