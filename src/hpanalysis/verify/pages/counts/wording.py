"""How a count, a list and clauses are written in Danish, as the sentences that are made again need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hpanalysis.verify.pages.facts import NOT_COMPUTABLE
from hpanalysis.verify.pages.sentences.reading import SMALL

_PREDICATES = {"opfyldt": "er opfyldte", "uafklaret": "er uafklarede"}
_OWN_VERB = ("peger mod målet", "peger væk fra målet", NOT_COMPUTABLE)


def spell(count: int, one: str = "ét") -> str:
    """A count as pages spell it. Called for each count that is made again."""
    if count == 1:
        return one
    return SMALL[count] if count < len(SMALL) else f"{count:,}".replace(",", ".")


def join_words(words: Iterable[str]) -> str:
    """A Danish list: `a, b og c`. Called for sentences made again."""
    words = list(words)
    return " og ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def join_clauses(clauses: Sequence[str]) -> str:
    """Clauses that could stand alone: `a, b, og c`. Called for sentences made again."""
    *first, last = clauses
    return f"{', '.join(first)}, og {last}" if first else last


def make_predicate(word: str, count: int) -> str:
    """What is said of so many delmål, or figures, with a verdict: `er uafklaret`, `peger mod målet`. Called for
    sentences on delmål."""
    if count > 1 and word in _PREDICATES:
        return _PREDICATES[word]
    return word if word in _OWN_VERB else f"er {word}"


def capitalise(text: str) -> str:
    """A text with a capital first. Called for sentences made again."""
    return text[:1].upper() + text[1:]
