"""A page's texts held against those that it must have, in their order: what is another, missing or too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from hpanalysis.verify.pages.pieces import Piece, list_pieces
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element


def _tell_difference(found: Piece, wanted: Piece) -> str:
    """How a piece of the page differs from the one that must stand there. Called for two at the same place."""
    if found.text != wanted.text or found.name != wanted.name:
        return f"hvor der står »{found.text}«, skal der stå »{wanted.text}«"
    if found.status != wanted.status:
        return f"»{wanted.text}« står ikke på den farve, der hører til ordet"
    if found.href != wanted.href:
        return f"»{wanted.text}« fører et andet sted hen, end det skal"
    return f"»{wanted.text}« står under en anden kolonne på en telefon"


def find_wrong_words(main: Element, told: Iterable[Piece]) -> Iterator[str]:
    """A Danish clause for each text of the page that is another, missing or too many. Called once for each page that is
    written a second time. told: what it must say, in its order."""
    found = list(list_pieces(main))
    wanted = [one._replace(text=clean(one.text), label=clean(one.label)) for one in told]
    if found == wanted:
        return
    for way, first, last, start, end in SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if way == "equal":
            continue
        there, right = found[first:last], wanted[start:end]
        yield from (_tell_difference(*pair) for pair in zip(there, right, strict=False))
        yield from (f"»{one.text}« hører ikke til" for one in there[len(right) :])
        yield from (f"»{one.text}« mangler" for one in right[len(there) :])
