"""Sentences that count what is hidden and what is not delivered."""

from __future__ import annotations

import re

from hpanalysis.published.figures import HIDDEN, NOT_DELIVERED
from hpanalysis.verify.pages.counts.page_figures import PageFigures
from hpanalysis.verify.pages.facts import VERDICTS, Facts
from hpanalysis.verify.pages.sentences.reading import read_count
from hpanalysis.verify.pages.sets import list_figures
from hpanalysis.verify.pages.tree import Element


class HiddenCounts:
    """The sentences on what is hidden of what a page counts. Made for each page."""

    def __init__(self, facts: Facts, figures: PageFigures) -> None:
        """Keep what is counted. figures: those of the page."""
        self._facts, self._figures = facts, figures

    def check_hidden(self, sentence: str, element: Element, address: str) -> bool | None:
        """`38 af halvårets 152 tal er diskretioneret`. Called for each sentence."""
        if re.fullmatch(r"I [12]\.\s?halvår 20\d\d (?:var|pegede|kunne) .+", sentence):
            return True  # of an earlier publication, whose verdicts this package does not hold
        if element.name == "dt" and sentence == HIDDEN:
            return True  # the count beside it is told
        if " diskretioneret" not in sentence and "tal" not in element.classes:
            return None
        wanted = [self._facts.definitions.total, *self._facts.definitions.areas]
        rows = [row for name in self._facts.adopted for row in self._figures.list_latest(name, wanted)]
        found = re.fullmatch(r"(\S+) af halvårets (\S+) tal er diskretioneret\.", sentence)
        if found is not None:
            hidden = sum(row["status"] == HIDDEN for row in rows)
            return (read_count(found[1]), read_count(found[2])) == (hidden, len(rows))
        found = re.fullmatch(
            r"(\S+) af halvårets (\S+) tal er diskretioneret, og (?:alle tal er leveret|(\S+) er ikke leveret)\.",
            sentence,
        )
        if found is not None:
            states = [row["status"] for row in rows]
            missing = read_count(found[3]) if found[3] else 0
            counted = (read_count(found[1]), read_count(found[2]), missing)
            return counted == (states.count(HIDDEN), len(rows), states.count(NOT_DELIVERED))
        found = re.fullmatch(r"(\d+) (.+)", sentence)
        if found is not None and found[2] in VERDICTS and "tal" in element.classes:
            verdicts = [self._facts.judge("delmaal", one) for one in self._figures.list_goals()]
            return verdicts.count(found[2]) == int(found[1])
        found = re.fullmatch(r"Af (\S+) tal for tre år samlet er (\S+) diskretioneret\.", sentence)
        if found is None:
            return None
        pooled = [
            row
            for name in self._facts.adopted
            for figures in list_figures(f"{name}/*/*", self._facts)[1:2]
            for row in figures.all
        ]
        pooled = [row for row in pooled if row["area_id"] in wanted]
        hidden = sum(row["status"] == HIDDEN for row in pooled)
        return (read_count(found[1]), read_count(found[2])) == (len(pooled), hidden)
