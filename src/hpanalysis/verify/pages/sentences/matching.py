"""A sentence on one figure matched with every pattern, and held against the figure's row by those that it is of."""

from __future__ import annotations

from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.changes import OF_CHANGES
from hpanalysis.verify.pages.sentences.comparisons import OF_COMPARISONS
from hpanalysis.verify.pages.sentences.states import OF_STATES
from hpanalysis.verify.pages.sentences.targets import OF_TARGETS

OF_ONE = (*OF_COMPARISONS, *OF_CHANGES, *OF_STATES, *OF_TARGETS)


def check_sentence(sentence: str, row: Cells, facts: Facts) -> bool | None:
    """Whether a sentence says what a row says; None where it is of no pattern. Called for each sentence about one
    figure."""
    known = False
    for pattern, check in OF_ONE:
        match = pattern.fullmatch(sentence)
        if match is not None:
            known = True
            try:
                if check(match, row, facts):
                    return True
            except (KeyError, ArithmeticError, ValueError):
                continue
    return False if known else None
