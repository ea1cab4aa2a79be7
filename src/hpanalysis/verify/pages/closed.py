"""The form of a page: no element, attribute, class or style that the program's pages do not have, and nothing hidden.

What is listed here is how a page may be written, never what it says, so that a new page needs no new line. A class does
what the style sheet says of it, and each page must have the very sheet that the package holds in its program; which
classes hide something is read in the sheet itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hpanalysis.published.addressed import ABOUT
from hpanalysis.verify.pages.tree import Element

_DRAWN = {"fill", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width"}
_ATTRIBUTES: dict[str, set[str]] = {
    **{
        key: {"class"}
        for key in ("code", "dd", "details", "dl", "dt", "li", "ol", "p", "small", "summary", "table", "ul")
    },
    **{key: {"class", "id"} for key in ("div", "main", "section", "span", "strong", "td", "th", "tr")},
    **{key: set() for key in ("article", "blockquote", "body", "br", "caption", "defs", "figcaption", "footer")},
    **{key: set() for key in ("head", "header", "style", "tbody", "thead")},
    **{key: {"id"} for key in ("desc", "figure", "h1", "h2", "h3", "h4", "title")},
    "a": {"aria-current", "class", "href"},
    "b": {"aria-hidden", "title"},
    "circle": {"cx", "cy", "r", *_DRAWN},
    "g": {"data-cell", "data-omraade"},
    "html": {"lang", "style"},
    "i": {"title"},
    "meta": {"charset", "content", "http-equiv", "name"},
    "nav": {"aria-label", "class"},
    "path": {"d", "id", "style", *_DRAWN},
    "rect": {"x", "y", "width", "height", "rx", *_DRAWN},
    "svg": {"aria-hidden", "aria-labelledby", "class", "focusable", "height", "role", "style", "viewBox", "width"},
    "symbol": {"id", "viewBox"},
    "text": {"style", "x", "y"},
    "use": {"href", "style", "x", "y"},
}
_MORE = {
    "div": {"aria-label", "role", "tabindex"},
    "figure": {"aria-labelledby"},
    "li": {"aria-hidden"},
    "section": {"aria-labelledby"},
    "span": {"data-regel"},
    "td": {"colspan", "data-l", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ul": {"aria-label"},
}
# All that an element may have.
_ALLOWED = {name: own | _MORE.get(name, set()) | {ABOUT} for name, own in _ATTRIBUTES.items()}
_VALUED = frozenset({"aria-hidden", "role", "style"})  # attributes whose value is read
_META = {"viewport", "color-scheme", "robots", "dcterms.issued", "dcterms.provenance"}

# Classes that hide on a screen or on paper -> the elements that may have them. Whatever a style sheet hides besides is
# found in the sheet itself (`_find_hiding_classes`), and refused where it is not here.
_MAY_HIDE = {
    "hent": {"p"},
    "indhold": {"nav"},
    "kort": {"div"},
    "kun-bred": {"svg"},
    "kun-papir": {"p"},
    "kun-skaerm": {"small", "span"},
    "kun-smal": {"p", "svg"},
    "matrix-boks": {"div"},
    "menu": {"nav"},
    "noegle": {"ul"},
    "spring": {"a"},
    "udeladt": {"small"},
}
# What is hidden in one form must stand beside it in the other.
_BESIDE = {"kort": "matrix-boks", "matrix-boks": "kort", "kun-bred": "kun-smal", "kun-smal": "kun-bred"}
# What may be folded away: more about what stands there already. A heading, a drawing and a verdict may not.
_NEVER_FOLDED = {"article", "figure", "h1", "h2", "h3", "h4", "nav", "section", "svg"}
# The drawings that are folded away, by the beginnings of their summaries: the last is of an indicator beside the one
# that a delmål is decided by.
_FOLDED_DRAWING = ("Tragtdiagram", "Kontroldiagram", "Flere tal: ")
# The map of the areas is folded away too, and no other drawing under its summary.
_FOLDED_MAP, _MAP = "Vis kortet", "omraadekort"

_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|-999em|opacity\s*:\s*0(?![.\d])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_COLOUR = r"(?:none|var\(--(?:paper|ink|muted|rule|ghost|band|good|bad|few|some|many),#[0-9a-f]{6}\))"
_PATH_STYLE = re.compile(
    rf"(?:(?:fill|stroke):{_COLOUR}|stroke-dasharray:[\d.]+(?:,[\d.]+)*|stroke-dashoffset:0|stroke-width:[\d.]+)"
    rf"(?:;(?:(?:fill|stroke):{_COLOUR}|stroke-dasharray:[\d.]+(?:,[\d.]+)*|stroke-dashoffset:0|stroke-width:[\d.]+))*"
)
_TEXT_STYLE = re.compile(
    r"(?:font-weight:[67]00;)?font-size:1[0-6](?:\.\d)?px;text-anchor:(?:start|middle|end);"
    r"fill:var\(--(?:ink|muted|good|bad),#[0-9a-f]{6}\)"
)
_DRAWING_STYLE = re.compile(r"max-width:\d+px")
_TOKEN = re.compile(r"var\(--([a-z]+),(#[0-9a-f]{6})\)")
_DECLARED = re.compile(r"--([a-z]+):(#[0-9a-f]{3,6})")


class Sheets(NamedTuple):
    """The style sheets and the symbols that the package's program has. Made once for a package; every page must have
    them as they are."""

    style: str
    for_paper: frozenset[str]
    symbols: str

    @property
    def hiding(self) -> frozenset[str]:
        """The classes of every rule that hides something. Read once for the package."""
        sheets = _COMMENT.sub("", "".join([self.style, *self.for_paper]))
        selectors = (selector for selector, rule in _RULE.findall(sheets) if _HIDES.search(rule))
        # Only where the class itself is hidden: in `.fod p~p` and `.noegle,h2` it only says where.
        parts = (part.strip() for selector in selectors for part in selector.split(","))
        return frozenset(part[1:] for part in parts if re.fullmatch(r"\.[\w-]+", part))

    @property
    def colours(self) -> frozenset[tuple[str, str]]:
        """Each colour's name with its value on white paper: what drawings may name. Read once for the package."""
        first = self.style.split("@media")[0]
        return frozenset((name, _lengthen(value)) for name, value in _DECLARED.findall(first))


def _lengthen(colour: str) -> str:
    """A colour in six digits: `#fff` is `#ffffff`. Called for each that the style sheet declares."""
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


class PageForm:
    """Holds the form of pages against the sheets of the package's program. Made once for a package."""

    def __init__(self, sheets: Sheets) -> None:
        """Read what the sheets name, once for all pages."""
        self._sheets, self._hiding, self._colours = sheets, sheets.hiding, sheets.colours

    def find_faults(self, html: str, page: Element) -> Iterator[str]:
        """What is not written as the program writes it, each as a Danish clause. Called for each page of a package.
        html: its text; page: its tree."""
        yield from self._check_sheets(html, page)
        body = page.find("body")
        for element in page.walk():
            if element.attributes or element.name not in _ALLOWED:
                yield from self._check_element(element)
            if element.classes or element.name == "details":
                yield from self._check_hiding(element)
        if body is None or page.find("main") is None or len([e for e in page.walk() if e.name == "h1"]) != 1:
            yield "siden har ikke én overskrift i sit indhold"

    def _check_sheets(self, html: str, page: Element) -> Iterator[str]:
        """Whether a page has one style sheet, the program's own with at most some for paper, and the program's symbols,
        once. Called for each page."""
        styles = [element for element in page.walk() if element.name == "style"]
        texts = ["".join(child for child in style.children if isinstance(child, str)).strip() for style in styles]
        if len(texts) != 1 or not self._is_sheet(texts[0]):
            yield "typografiarket er ikke det, som programmet skriver"
        if html.count(self._sheets.symbols) != 1 or html.count("<symbol") != self._sheets.symbols.count("<symbol"):
            yield "vurderingernes tegn er ikke dem, som programmet skriver"

    def _is_sheet(self, text: str) -> bool:
        """Whether a style sheet is the program's, followed by none or some of its sheets for paper. Called for each
        page's."""
        if not text.startswith(self._sheets.style.strip()):
            return False
        left = text[len(self._sheets.style.strip()) :].strip()
        while left:
            sheet = next((sheet for sheet in self._sheets.for_paper if left.startswith(sheet.strip())), None)
            if sheet is None:
                return False
            left = left[len(sheet.strip()) :].strip()
        return True

    def _check_element(self, element: Element) -> Iterator[str]:
        """What an element has that none of the program's has. Called for each element of a page."""
        if not element.name:
            return
        allowed = _ALLOWED.get(element.name)
        if allowed is None:
            yield f"elementet {element.name} bruges ikke på siderne"
            return
        for name in sorted(element.attributes.keys() - allowed):
            yield f"attributten {name} bruges ikke på elementet {element.name}"
        if element.name == "meta" or not _VALUED.isdisjoint(element.attributes):
            yield from self._check_values(element)

    def _check_values(self, element: Element) -> Iterator[str]:
        """What an attribute says that none of the program's says: a style, a role, a name of metadata. Called for each
        element that has one of them."""
        style = element.attributes.get("style")
        if style is not None and not self._is_style(element, style):
            yield "en stil skjuler eller flytter noget"
        if element.name == "meta" and element.attributes.get("name", "viewport") not in _META:
            yield "siden har andre oplysninger om sig selv end programmets"
        if element.attributes.get("role", "img") not in ("img", "region"):
            yield "et element har en anden rolle end programmets"
        if element.attributes.get("aria-hidden", "true") != "true":
            yield "et element er skjult for oplæsning på en anden måde end programmets"
        if element.name in ("p", "td", "th", "ul", "span", "small", "a") and "aria-hidden" in element.attributes:
            yield "noget er skjult for oplæsning"

    def _is_style(self, element: Element, style: str) -> bool:
        """Whether a style is one that drawings have, in the sheet's own colours, with no text in the colour of the
        paper; or the page's title, which stands at the foot of each printed sheet. Called for each style attribute."""
        if element.name == "html":
            title = element.find("title")
            told = "" if title is None else title.text.replace("\\", "\\\\").replace('"', '\\"')
            return style == f'--titel:"{told}"'
        if not set(_TOKEN.findall(style)) <= self._colours | {("paper", "#fffffe")}:
            return False
        if element.name == "text":
            return bool(_TEXT_STYLE.fullmatch(style))
        if element.name == "svg":
            hidden = style == "position:absolute" and element.attributes.get("width") == "0"
            return hidden or bool(_DRAWING_STYLE.fullmatch(style))
        return bool(_PATH_STYLE.fullmatch(style))

    def _check_hiding(self, element: Element) -> Iterator[str]:
        """Whether a class hides what may not be hidden, or something is folded away that may not be. Called for each
        element of a page."""
        for one in self._hiding.intersection(element.classes):
            if element.name not in _MAY_HIDE.get(one, ()):
                yield f"klassen {one} skjuler et element, der skal kunne ses"
            elif one in _BESIDE and element.name != "p" and not _stands_beside(element, _BESIDE[one]):
                yield f"noget er skjult af klassen {one} og vises ikke i en anden form"
            elif one == "kun-papir" and _tells_figure(element):
                yield "et tal eller en vurdering kan kun ses på papir"
        if element.name == "details":
            if next((child.name for child in element.children if isinstance(child, Element)), "") != "summary":
                yield "noget er foldet sammen uden en overskrift"
            summary = element.find("summary")
            told = "" if summary is None else summary.text
            others = [one for one in element.walk() if one.name == "svg" and one.classes[:1] not in (["s"], [_MAP])]
            drawn = told.startswith(_FOLDED_DRAWING) or (told == _FOLDED_MAP and not others)
            never = _NEVER_FOLDED - {"figure", "svg"} if drawn else _NEVER_FOLDED
            if any(inner.name in never and inner.classes != ["s"] for inner in element.walk()):
                yield "noget, der skal kunne ses, er foldet sammen"


def _stands_beside(element: Element, class_: str) -> bool:
    """Whether an element of this class stands in the same element. Called for what is hidden in one of two forms."""
    beside: Iterable[Element | str] = element.parent.children if element.parent is not None else ()
    return any(isinstance(one, Element) and class_ in one.classes for one in beside)


def _tells_figure(element: Element) -> bool:
    """Whether something in an element is about a figure. Called for what only paper shows."""
    return any(ABOUT in inner.attributes or "tal" in inner.classes for inner in element.walk())
