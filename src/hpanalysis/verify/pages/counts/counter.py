"""All that one page counts: each of its sentences looked up among those made again, or asked of those that read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from hpanalysis.verify.pages.counts.descriptions import Descriptions
from hpanalysis.verify.pages.counts.goals import GoalCounts
from hpanalysis.verify.pages.counts.hidden import HiddenCounts
from hpanalysis.verify.pages.counts.page_figures import PageFigures
from hpanalysis.verify.pages.counts.profiles import ProfileCounts
from hpanalysis.verify.pages.counts.verdicts_of_figures import FigureCounts
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.tree import Element

# How the sentences begin that are made again; one that begins so and is not among them says something else.
_COUNTED = re.compile(
    r"af de \S+ (?:delmål|viste tal)|de \S+ delmål |ingen af de \S+ (?:delmål er|delmål kan|tal kan)|"
    r"siden udgangspunktet (?:er der ingen sikre|er \S+ for)|sammenlignet med udviklingen i |"
    r"af de \S+ tal er |ingen af de \S+ tal har en sikker |(?:for )?det ene tal |"
    r"for \S+ er der ingen sikker (?:ændring|forskel)|\S+ kan ikke (?:sammenlignes|vurderes|vises)\b|"
    r"\S+ (?:vurderes|sammenlignes) ikke\b|"
    r"andelen af viste tal med et mål|i intet område er noget |"
    r"(?:af|for) tallene uden sikker|ved det ene viste|ved de \S+ viste|delmålet (?:er|peger|kan) "
)


class Counter:
    """Makes the sentences of one page again. Made for each page."""

    def __init__(self, facts: Facts, file: str) -> None:
        """Keep what is counted. file: the page's name."""
        self.stem = file.removesuffix(".html")
        figures = PageFigures(facts, self.stem)
        self._goals, self._figures = GoalCounts(facts, figures), FigureCounts(facts, figures)
        self._profile, self._hidden = ProfileCounts(facts, figures), HiddenCounts(facts, figures)
        self._descriptions = Descriptions(facts)
        self._made: set[str] | None = None

    def check(self, sentence: str, element: Element, address: str) -> bool | None:
        """Whether a sentence counts what there is; None where it counts nothing. Called for each sentence of a page."""
        plain = sentence.replace("\u00a0", " ").rstrip(".").lower()
        if plain in self._list_made():
            return True
        checks: tuple[Callable[[str, Element, str], bool | None], ...] = (
            self._descriptions.check_items,
            self._descriptions.check_months,
            self._hidden.check_hidden,
            self._goals.check_goal,
            self._goals.check_beside,
            self._goals.check_absent,
            self._goals.check_unknowable,
            self._figures.check_area,
            self._descriptions.check_best,
        )
        told = [check(sentence, element, address) for check in checks]
        if True in told:
            return True
        return False if False in told or _COUNTED.match(plain) else None

    def _list_made(self) -> set[str]:
        """The sentences that a page's figures make, as they are looked up. Made when first asked for."""
        if self._made is None:
            made = [
                *self._goals.count_goals(),
                *self._figures.count_figures(),
                *self._profile.count_of_area(),
            ]
            self._made = {sentence.rstrip(".").lower() for sentence in made if sentence}
        return self._made
