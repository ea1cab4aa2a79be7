"""Sentences that count figures by their verdicts: since the baseline, against the comparison, and in direction."""

from __future__ import annotations

from hpanalysis.verify.pages.counts.compared import is_comparable, name_compared, tell_versus
from hpanalysis.verify.pages.counts.page_figures import PageFigures, has_number
from hpanalysis.verify.pages.counts.wording import capitalise, join_clauses, join_words, spell
from hpanalysis.verify.pages.facts import Cells, Facts

_SINCE = {
    "forbedret": "{n} er forbedret",
    "forværret": "{n} er forværret",
    "ingen sikker ændring": "ved {n} er der ingen sikker ændring",
    "databrud": "ved {n} er der databrud",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} vurderes ikke",
}
_VERSUS = {
    "bedre": "{n} er bedre",
    "dårligere": "{n} er dårligere",
    "ikke sikkert forskellig": "ved {n} er der ingen sikker forskel",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} holdes ikke op",
}
_DEVELOPMENT = {
    "hentet ind": "{n} har hentet ind",
    "fulgt med": "{n} har fulgt med",
    "sakket bagud": "{n} er sakket bagud",
    "kan ikke afgøres": "{n} kan ikke afgøres",
    "": "{n} holdes ikke op",
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
        return made

    def _count_set(self, figures: list[Cells]) -> list[str]:
        """The four sentences on how many figures have which verdict. Called for each set that is counted."""
        many = "det ene tal" if len(figures) == 1 else f"de {spell(len(figures), 'én')} tal"
        shown = [row for row in figures if has_number(row)]
        if not shown:
            return ["Tallet kan ikke vises." if len(figures) == 1 else f"Ingen af {many} kan vises."]
        absent = len(figures) - len(shown)
        compared = name_compared(figures, self._facts, "kommunen", "hele landet", "kommunen eller hele landet")

        def make(start: str, words: list[str], clauses: dict[str, str]) -> str:
            """One of the sentences. Called for each question."""
            parts = [clause.format(n=spell(words.count(word))) for word, clause in clauses.items() if word in words]
            parts += [f"{spell(absent)} kan ikke vises"] if absent else []
            return f"{start}: {capitalise(join_clauses(parts))}."

        since = make(f"Siden udgangspunktet gælder for {many}", [row["since_baseline"] for row in shown], _SINCE)
        held = make(
            f"Holdt op mod {compared} gælder for {many}", [tell_versus(row, self._facts) for row in shown], _VERSUS
        )
        beside = [row["versus_development"] if is_comparable(row, self._facts) else "" for row in shown]
        followed = make(f"Holdt op mod udviklingen i {compared} gælder for {many}", beside, _DEVELOPMENT)
        return [since, held, followed, _count_directions(shown)]


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
