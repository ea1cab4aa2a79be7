"""Sentences on delmål: how many have which verdict, what decides one of them, and which of their figures are absent."""

from __future__ import annotations

import re

from hpanalysis.verify.pages.counts import goal_notes
from hpanalysis.verify.pages.counts.goal_notes import name_figure
from hpanalysis.verify.pages.counts.page_figures import PageFigures, has_number
from hpanalysis.verify.pages.counts.wording import join_clauses, join_words, make_predicate, spell
from hpanalysis.verify.pages.facts import NOT_COMPUTABLE, VERDICTS, Facts, find_verdict
from hpanalysis.verify.pages.tree import Element

_NAMED = re.compile(r"Delmålet »(.+?)« (.+?)\.?$")


class GoalCounts:
    """The sentences on a page's delmål. Made for each page."""

    def __init__(self, facts: Facts, figures: PageFigures) -> None:
        """Keep what is counted. figures: those of the page."""
        self._facts, self._figures = facts, figures

    def count_goals(self) -> list[str]:
        """`Af de otte delmål er seks uafklarede, …`, the sentence on a page's delmål. Called once a page."""
        verdicts = [self._facts.judge("delmaal", one) for one in self._figures.list_goals()]
        counts = {word: verdicts.count(word) for word in VERDICTS if word in verdicts}
        if not counts:
            return []
        if len(counts) == 1:
            return [self._count_alike(len(verdicts), next(iter(counts)))]
        clauses = [f"{spell(count)} {make_predicate(word, count)}" for word, count in counts.items()]
        number, verb, rest = clauses[0].split(" ", 2)
        return [f"Af de {spell(len(verdicts), 'én')} delmål {join_clauses([f'{verb} {number} {rest}', *clauses[1:]])}."]

    def _count_alike(self, count: int, word: str) -> str:
        """The sentence where all delmål have one verdict. Called by `count_goals`."""
        none = {NOT_COMPUTABLE: "kan opgøres", "ikke på vej": "er på vej"}
        if count == 1:
            return f"Delmålet {make_predicate(word, 1)}."
        if word in none:
            return f"Ingen af de {spell(count, 'én')} delmål {none[word]}."
        return f"De {spell(count, 'én')} delmål {make_predicate(word, count)}."

    def check_goal(self, sentence: str, element: Element, address: str) -> bool | None:
        """Whether what is said of one delmål is its verdict's reason or what decides it. Called for each sentence."""
        named = _NAMED.match(sentence)
        if named is not None:
            goals = {row["name_da"]: row["delmaal_id"] for row in self._facts.plan["delmaal"]}
            goal = goals.get(named[1])
            return goal is not None and named[2] == make_predicate(self._facts.judge("delmaal", goal), 1)
        if not address.startswith("delmaal/"):
            return None
        sentence = sentence.replace("\u00a0", " ")
        name = address.partition("/")[2]
        if goal_notes.BEFORE in sentence.lower() or sentence.startswith("»"):
            notes = goal_notes.list_goal_notes(name, self._facts)
            return sentence.rstrip(".").lower() in {note.lower() for note in notes}
        rows = [row for one in self._facts.list_judged("delmaal", name) for row in self._facts.list_subjects(one)]
        reasons = re.findall(r"fordi ((?:(?!, og »).)+?)\.?$", sentence) + re.findall(r"fordi (.+?), og »", sentence)
        known = {row["reason"] for row in rows} | {"tallet ikke kan vises", "planen ikke siger, hvornår målet er nået"}
        verdict = self._facts.judge("delmaal", name)
        if sentence.startswith(("fordi", "Fordi", "Afgøres af")):
            labels = set(re.findall(r"»(.+?)«", sentence))
            deciding = {name_figure(row, self._facts) for row in rows if find_verdict(row) in _weakest(verdict)}
            return set(reasons) <= known and labels <= deciding and (not labels or labels == deciding)
        return None

    def check_beside(self, sentence: str, element: Element, address: str) -> bool | None:
        """Whether what is told beside the verdict on one indicator of a delmål is so: that it was measured before the
        plan began, and what decides the delmål. Called for each sentence; None for any other."""
        plain = sentence.replace("\u00a0", " ").rstrip(".")
        indicator = address.partition("/")[0]
        if indicator not in self._facts.adopted:
            return None
        if plain.startswith("Delmålet afgøres af "):
            return plain == goal_notes.tell_deciding(indicator, self._facts)
        if plain.lower().endswith(goal_notes.BEFORE) and not plain.startswith("Tallet er "):
            return plain.lower() == goal_notes.tell_before("tal", indicator, self._facts).lower()
        return None

    def check_unknowable(self, sentence: str, element: Element, address: str) -> bool | None:
        """`I planperioden kan det ikke vides, om målet er nået, for »A« og »B«.`: each delmål none of whose deciding
        figures can be known within the plan, and none else. `Det gælder også »C« ovenfor.`: those of
        them that are surely off their way, which are asked of by themselves. Called for each sentence."""
        start = "I planperioden kan det ikke vides, om målet er nået, for "
        above = re.fullmatch(r"Det gælder også .+ ovenfor\.", sentence) is not None
        if not (sentence.startswith(start) or above):
            return None
        goals = self._facts.plan["delmaal"]
        wanted = [row["name_da"] for row in goals if self._is_unknowable(row["delmaal_id"], above)]
        return re.findall("»(.+?)«", sentence) == wanted

    def _is_unknowable(self, name: str, is_off_track: bool) -> bool:
        """Whether it can be known of none of the figures that decide a delmål, within the plan, whether they are at
        their target. Called for each delmål. is_off_track: whether those that are surely off their way are meant, or
        the others."""
        verdict = self._facts.judge("delmaal", name)
        judged = self._facts.list_judged("delmaal", name)
        rows = [row for one in judged for row in self._facts.list_subjects(one)]
        deciding = [row for row in rows if find_verdict(row) in _weakest(verdict)]
        if verdict == "opfyldt" or (verdict == "ikke på vej") != is_off_track or not deciding:
            return False
        return all(row["sure_reason"].startswith("ikke i planperioden") for row in deciding)

    def check_absent(self, sentence: str, element: Element, address: str) -> bool | None:
        """`Disse tal kan ikke vises: A (diskretioneret) og B (ikke leveret).`: each of them, and none else. Called for
        each sentence."""
        start = "Disse tal kan ikke vises: "
        if not sentence.startswith(start):
            return None
        figures = [
            *self._figures.list_goal_figures(),
            *(self._figures.list_board_figures() if self._figures.has_overall_goals() else []),
        ]
        wanted: dict[str, None] = {}
        for row in figures:
            if not has_number(row):
                total = self._facts.adopted[row["indicator_id"]]["areas"] in ("hver", "samlet")
                label = self._facts.labels[row["indicator_id"]]
                name = label if total else f"{label}, {self._facts.areas[row['area_id']].name}"
                wanted[f"{name} ({row['status']})"] = None
        return sentence.replace("\u00a0", " ") == f"{start}{join_words(wanted)}."


def _weakest(verdict: str) -> set[str]:
    """The verdicts of the figures that give a delmål its own. Called for what decides a delmål."""
    return {NOT_COMPUTABLE, verdict} if verdict in ("uafklaret", NOT_COMPUTABLE) else {verdict}
