"""Sentences that count figures by their verdicts: since the baseline, against the comparison, and in direction."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from hpanalysis.verify.pages.counts.compared import is_comparable, name_compared, tell_versus
from hpanalysis.verify.pages.counts.page_figures import PageFigures, has_number
from hpanalysis.verify.pages.counts.wording import capitalise, join_clauses, join_words, spell
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.tree import Element

_SINCE = {
    "ingen sikker ændring": "for {n} er der ingen sikker ændring",
    "databrud": "{n} kan ikke sammenlignes (databrud)",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} vurderes ikke",
}
_VERSUS = {
    "ikke sikkert forskellig": "for {n} er der ingen sikker forskel",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} sammenlignes ikke",
}
_DEVELOPMENT = {
    "hentet ind": "{n} har hentet ind",
    "fulgt med": "{n} har fulgt med",
    "sakket bagud": "{n} er sakket bagud",
    "kan ikke afgøres": "{n} kan ikke afgøres",
    "": "{n} sammenlignes ikke",
}
_EVIDENCE = (
    "næsten sikkert forbedret",
    "sandsynligvis forbedret",
    "sandsynligvis forværret",
    "næsten sikkert forværret",
)


class FigureCounts:
    """The sentences on how many of a page's figures have which verdict. Made for each page."""

    def __init__(self, facts: Facts, figures: PageFigures) -> None:
        """Keep what is counted. figures: those of the page."""
        self._facts, self._figures = facts, figures

    def count_figures(self) -> list[str]:
        """The sentences that count the verdicts of the plan's overall goals, of the delmål's main figures, and of each
        indicator followed in several areas. Called once a page."""
        made: list[str] = []
        sets = [
            self._figures.list_board_figures(),
            self._figures.list_main_figures(),
            self._figures.list_goal_figures(),
        ]
        for name, row in self._facts.adopted.items():
            if row["areas"] not in ("hver", "samlet"):
                sets.append(self._figures.list_latest(name, row["areas"].split()))
        for figures in sets:
            if figures:
                made += self._count_set(figures)
        return [*made, *self._tell_where_most_is_worse()]

    def _tell_where_most_is_worse(self) -> list[str]:
        """`Andelen af viste tal med et mål, der er dårligere end kommunens, er størst i Vangdalen (9 af 10).`: each
        area with the largest part, by name. Called for the overview; empty for other pages."""
        counts = {area: self.count_worse(area) for area in self._facts.definitions.areas}
        parts = {area: Fraction(*count) for area, count in counts.items() if count[1]}
        if self._figures.stem != "oversigt" or not parts:
            return []
        most = max(parts.values())
        if not most:
            return ["I intet område er noget vist tal med et mål dårligere end kommunens."]
        named = [
            f"{self._facts.areas[area].inside} ({counts[area][0]} af {counts[area][1]})"
            for area, part in parts.items()
            if part == most
        ]
        said = f"Andelen af viste tal med et mål, der er dårligere end kommunens, er størst {join_words(named)}."
        return [said.replace("\u00a0", " ")]

    def check_area(self, sentence: str, element: Element, address: str) -> bool | None:
        """`9 af 11` in the last row of the matrix: how many of an area's figures that are compared are surely worse.
        Called for each sentence."""
        found = re.fullmatch(r"(\d+) af (\d+)|ingen vist", sentence.replace("\u00a0", " "))
        if found is None or element.name != "td" or not address.startswith("*/*/"):
            return None
        counted = self.count_worse(address.rpartition("/")[2])
        if found[1] is None:
            return not counted[1]
        return (int(found[1]), int(found[2])) == counted

    def count_worse(self, area: str) -> tuple[int, int]:
        """How many of an area's figures with a target that are shown and compared are surely worse, and of how many.
        Called for the last row of the matrix, for the map, and for the sentence on both."""
        followed = [name for goal in self._figures.list_goals() for name in self._figures.select_with_target(goal)]
        rows = [row for name in followed for row in self._figures.list_latest(name, [area])]
        words = [tell_versus(row, self._facts) for row in rows if has_number(row)]
        judged = [word for word in words if word in ("bedre", "dårligere", "ikke sikkert forskellig")]
        return judged.count("dårligere"), len(judged)

    def _count_set(self, figures: list[Cells]) -> list[str]:
        """The four sentences on how many figures have which verdict. Called for each set that is counted."""
        many = "det ene tal" if len(figures) == 1 else f"de {spell(len(figures), 'én')} tal"
        shown = [row for row in figures if has_number(row)]
        if not shown:
            return ["Tallet kan ikke vises." if len(figures) == 1 else f"Ingen af {many} kan vises."]
        absent = len(figures) - len(shown)
        count = None if len(figures) == 1 else many
        compared = name_compared(figures, self._facts, "kommunen", "hele landet", "kommunen eller hele landet")

        since = _Question(
            ("forbedret", "forværret"),
            _SINCE,
            "siden udgangspunktet",
            "har en sikker ændring siden udgangspunktet",
        )
        held = _Question(("bedre", "dårligere"), _VERSUS, f"end i {compared}", f"har en sikker forskel fra {compared}")
        beside = [row["versus_development"] if is_comparable(row, self._facts) else "" for row in shown]
        parts = _make_clauses(beside, _DEVELOPMENT, absent, alone=count is None)
        parts = parts if count is None else [parts[0].replace(" ", f" af {count} ", 1), *parts[1:]]
        return [
            *_count_question(since, [row["since_baseline"] for row in shown], absent, count),
            *_count_question(held, [tell_versus(row, self._facts) for row in shown], absent, count),
            f"Sammenlignet med udviklingen i {compared}: {capitalise(join_clauses(parts))}.",
            _count_directions(shown),
        ]


class _Question(NamedTuple):
    """What is said of a question: the words that a test is sure of, the clauses on the others, and the two endings.
    Made for the change since the baseline and for the comparison."""

    sure: tuple[str, str]
    rest: dict[str, str]
    against: str
    none: str


def _make_clauses(words: list[str], clauses: dict[str, str], absent: int, *, alone: bool) -> list[str]:
    """The clauses on how many of the words there are; of one figure alone its name. Called for each question."""
    parts = [
        clause.format(n="det ene tal" if alone else spell(words.count(word)))
        for word, clause in clauses.items()
        if word in words
    ]
    return [*parts, f"{spell(absent)} kan ikke vises"] if absent else parts


def _count_question(question: _Question, words: list[str], absent: int, many: str | None) -> list[str]:
    """The sentences on one question: how many figures are surely one or the other, or that none is; then the others.
    Called for both questions. many: `de tre tal`; None for one figure."""
    sure = [f"{spell(words.count(word))} {word}" for word in question.sure if word in words]
    rest = _make_clauses(words, question.rest, absent, alone=many is None)
    if many is None:
        named = f"det ene tal er {words[0]} {question.against}"
        return [f"{capitalise(named if sure else rest[0])}."]
    first = f"Af {many} er {join_words(sure)} {question.against}." if sure else f"Ingen af {many} {question.none}."
    rest = rest if sure else [clause for clause in rest if " er der ingen sikker " not in clause]
    return [first, f"{capitalise(join_clauses(rest))}."] if rest else [first]


def _count_directions(shown: list[Cells]) -> str:
    """`Af tallene uden sikker ændring er to sandsynligvis forbedret, og for ni er det uvist`. Called for each set."""
    words = [row["evidence"] for row in shown if row["since_baseline"] == "ingen sikker ændring" and row["evidence"]]
    unsure = words.count("uvist")
    if not words:
        return ""
    if unsure == len(words):
        return "For tallene uden sikker ændring er det uvist, hvilken vej de har bevæget sig."
    clauses = [f"{spell(words.count(word))} {word}" for word in _EVIDENCE if word in words]
    rest = f", og for {spell(unsure)} er det uvist" if unsure else ""
    return f"Af tallene uden sikker ændring er {join_words(clauses)}{rest}."
