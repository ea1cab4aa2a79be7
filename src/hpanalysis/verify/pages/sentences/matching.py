"""A sentence on one figure matched with every pattern, and held against the figure's row by those that it is of."""

from __future__ import annotations

from functools import lru_cache

from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.changes import OF_CHANGES
from hpanalysis.verify.pages.sentences.comparisons import OF_COMPARISONS
from hpanalysis.verify.pages.sentences.differences import OF_DIFFERENCES
from hpanalysis.verify.pages.sentences.patterns import Check, Match
from hpanalysis.verify.pages.sentences.states import OF_STATES
from hpanalysis.verify.pages.sentences.targets import OF_TARGETS

OF_ONE = (*OF_COMPARISONS, *OF_CHANGES, *OF_DIFFERENCES, *OF_STATES, *OF_TARGETS)


@lru_cache(maxsize=10_000)
def _list_matches(sentence: str) -> tuple[tuple[Match, Check], ...]:
    """The patterns that a sentence is of, each with what stands in its places and the check of that. Called for each
    sentence about one figure; kept, because the same is said of many figures."""
    found = ((pattern.fullmatch(sentence), check) for pattern, check in OF_ONE)
    return tuple((match, check) for match, check in found if match is not None)


def check_sentence(sentence: str, row: Cells, facts: Facts) -> bool | None:
    """Whether a sentence says what a row says; None where it is of no pattern. Called for each sentence about one
    figure."""
    matches = _list_matches(sentence)
    for match, check in matches:
        try:
            if check(match, row, facts):
                return True
        except (KeyError, ArithmeticError, ValueError):
            continue
    return False if matches else None
