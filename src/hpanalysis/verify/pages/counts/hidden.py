"""Sentences that count what is hidden and what is not delivered."""

from __future__ import annotations

import re

from hpanalysis.published.figures import HIDDEN, NOT_DELIVERED
from hpanalysis.verify.pages.counts.page_figures import PageFigures
from hpanalysis.verify.pages.facts import VERDICTS, Facts
from hpanalysis.verify.pages.sentences.reading import read_count
from hpanalysis.verify.pages.sets import list_figures
from hpanalysis.verify.pages.tree import Element

_EARLIER = re.compile(r"I [12]\.\s?halvår 20\d\d (?:var|pegede|kunne) .+")
_ALL_DELIVERED = "alle tal er leveret"
_OF_ALL = re.compile(
    rf"(\S+) af halvårets (\S+) tal er diskretioneret(?:, og ({_ALL_DELIVERED}|\S+ er ikke leveret))?\."
)
_VERDICTS = re.compile(rf"(\d+) ({'|'.join(VERDICTS)})")
_POOLED = re.compile(r"Af (\S+) tal for tre år samlet er (\S+) diskretioneret\.")


class HiddenCounts:
    """The sentences on what is hidden of what a page counts. Made for each page."""

    def __init__(self, facts: Facts, figures: PageFigures) -> None:
        """Keep what is counted. figures: those of the page."""
        self._facts, self._figures = facts, figures

    def check_hidden(self, sentence: str, element: Element, address: str) -> bool | None:
        """`38 af halvårets 152 tal er diskretioneret`. Called for each sentence."""
        if _EARLIER.fullmatch(sentence):
            return True  # of an earlier publication, whose verdicts this package does not hold
        if element.name == "dt" and sentence == HIDDEN:
            return True  # the count beside it is told
        if "tal" in element.classes and (found := _VERDICTS.fullmatch(sentence)) is not None:
            verdicts = [self._facts.judge("delmaal", one) for one in self._figures.list_goals()]
            return verdicts.count(found[2]) == int(found[1])
        if (found := _OF_ALL.fullmatch(sentence)) is not None:
            hidden, every, missing = self._count_latest()
            told = (read_count(found[1]), read_count(found[2]))
            return told == (hidden, every) and (found[3] is None or self._read_missing(found[3]) == missing)
        if (found := _POOLED.fullmatch(sentence)) is not None:
            return (read_count(found[1]), read_count(found[2])) == self._count_pooled()
        return None

    def _list_wanted(self) -> list[str | None]:
        """The areas whose figures are counted: the total and each by itself. Called for what is hidden of them."""
        return [self._facts.definitions.total, *self._facts.definitions.areas]

    def _count_latest(self) -> tuple[int, int, int]:
        """How many of the half-year's figures are hidden, how many there are, and how many are not delivered. Called
        for the sentence on them."""
        wanted = self._list_wanted()
        states = [row["status"] for name in self._facts.adopted for row in self._figures.list_latest(name, wanted)]
        return states.count(HIDDEN), len(states), states.count(NOT_DELIVERED)

    def _read_missing(self, clause: str) -> int | None:
        """How many figures a clause says are not delivered: none where all are. Called for the sentence on them."""
        return 0 if clause == _ALL_DELIVERED else read_count(clause.split(maxsplit=1)[0])

    def _count_pooled(self) -> tuple[int, int]:
        """How many figures of three years together there are, and how many are hidden. Called for the sentence on
        them."""
        wanted = self._list_wanted()
        pooled = [
            row
            for name in self._facts.adopted
            for figures in list_figures(f"{name}/*/*", self._facts)[1:2]
            for row in figures.all
            if row["area_id"] in wanted
        ]
        return len(pooled), sum(row["status"] == HIDDEN for row in pooled)
