"""What the page kriterier says or draws otherwise than its tables and the law give it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from hpanalysis.verify.pages.criteria.charts import list_charts
from hpanalysis.verify.pages.criteria.content import list_content
from hpanalysis.verify.pages.criteria.drawings import find_wrong
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.criteria.pieces import Piece, list_pieces
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

_MOST = 10  # that are told of one page


def _tell_difference(found: Piece, wanted: Piece) -> str:
    """How a piece of the page differs from the one that must stand there. Called for two at the same place."""
    if found.text != wanted.text or found.name != wanted.name:
        return f"hvor der står »{found.text}«, skal der stå »{wanted.text}«"
    if found.status != wanted.status:
        return f"»{wanted.text}« står ikke på den farve, der hører til ordet"
    if found.href != wanted.href:
        return f"»{wanted.text}« fører et andet sted hen, end det skal"
    return f"»{wanted.text}« står under en anden kolonne på en telefon"


def _find_wrong_words(main: Element, held: CriteriaHeld) -> Iterator[str]:
    """A Danish clause for each text of the page that is another, missing or too many. Called once."""
    found = list(list_pieces(main))
    wanted = [one._replace(text=clean(one.text), label=clean(one.label)) for one in list_content(held)]
    if found == wanted:
        return
    for way, first, last, start, end in SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if way == "equal":
            continue
        there, right = found[first:last], wanted[start:end]
        yield from (_tell_difference(*pair) for pair in zip(there, right, strict=False))
        yield from (f"»{one.text}« hører ikke til" for one in there[len(right) :])
        yield from (f"»{one.text}« mangler" for one in right[len(there) :])


def _find_wrong_drawings(main: Element, held: CriteriaHeld) -> Iterator[str]:
    """A Danish clause for each drawing of the page that shows something else. Called once."""
    drawn = [one for one in main.walk() if one.name == "svg"]
    charts = list_charts(held)
    if len(drawn) != len(charts):
        yield "tegningerne er ikke dem, siden skal have"
    for svg, chart in zip(drawn, charts, strict=False):
        if wrong := find_wrong(svg, chart):
            yield f"i tegningen »{chart.title}«: {wrong}"


def find_faults(page: Element, held: CriteriaHeld) -> list[str]:
    """The Danish clauses on all that the page says or draws otherwise than it must, the first of them alone where there
    are many. Called once for the page. page: its tree."""
    main = page.find("main")
    if main is None:
        return ["siden har intet indhold"]
    return [*_find_wrong_words(main, held), *_find_wrong_drawings(main, held)][:_MOST]
