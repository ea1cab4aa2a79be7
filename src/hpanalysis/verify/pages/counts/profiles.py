"""Sentences on one area's profile: how many of its figures differ, how many changed, and which of them lead."""

from __future__ import annotations

from hpanalysis.verify.pages.counts.compared import name_compared
from hpanalysis.verify.pages.counts.page_figures import SUPPLEMENTARY, PageFigures, has_number
from hpanalysis.verify.pages.counts.wording import join_words, spell
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sets import is_compared

_MOST_NAMED = 4


class ProfileCounts:
    """The summary and the headlines of an area's profile. Made for each page."""

    def __init__(self, facts: Facts, figures: PageFigures) -> None:
        """Keep what is counted. figures: those of the page."""
        self._facts, self._figures = facts, figures

    def count_of_area(self) -> list[str]:
        """The summary and the headlines of an area's profile. Called once a page; empty for other pages."""
        if not self._figures.stem.startswith("omraade-"):
            return []
        area = self._figures.stem.removeprefix("omraade-")
        counted = [name for name, row in self._facts.adopted.items() if self._is_counted(name, row)]
        figures = [row for name in counted for row in self._figures.list_latest(name, [area])]
        judged = [row for row in figures if has_number(row) and is_compared(row, self._facts)]
        judged = [row for row in judged if row["versus_municipality"] != "kan ikke vurderes"]
        name = self._facts.areas[area].name if area in self._facts.areas else ""
        return [
            *self._count_differences(judged),
            *_count_changes(figures),
            *self._write_headline(judged),
            f"{name} over tid",
        ]

    def _is_counted(self, name: str, adopted: Cells) -> bool:
        """Whether an indicator counts: one with a target, or of a delmål where none has one. What is asked for besides
        the delmål does not. Called for each."""
        return adopted["target"] != SUPPLEMENTARY and name in self._figures.select_with_target(adopted["delmaal_id"])

    def _count_differences(self, judged: list[Cells]) -> list[str]:
        """`Af de ti viste tal med et mål, der kan sammenlignes med kommunens, er ni dårligere og ét bedre`. Called for
        a profile."""
        if not judged:
            return []
        tal = "viste tal med et mål"
        many = f"det ene {tal}" if len(judged) == 1 else f"de {spell(len(judged), 'én')} {tal}"
        whose = name_compared(judged, self._facts, "kommunens", "hele landets", "kommunens eller hele landets")
        compared = f"{many}, der kan sammenlignes med {whose}"
        counts = [(word, sum(row["versus_municipality"] == word for row in judged)) for word in ("dårligere", "bedre")]
        counts = [(word, count) for word, count in counts if count]
        if not counts:
            return [f"Ved {compared}, er der ingen sikker forskel."]
        sure = "forskellen er sikker" if sum(count for _, count in counts) == 1 else "forskellene er sikre"
        return [f"Af {compared}, er {join_words(f'{spell(count)} {word}' for word, count in counts)}, og {sure}."]

    def _write_headline(self, judged: list[Cells]) -> list[str]:
        """The headline over the profile. Called for each profile."""
        groups = [
            (word, [row for row in judged if row["versus_municipality"] == word]) for word in ("dårligere", "bedre")
        ]
        groups = [(word, group) for word, group in groups if group]
        sure = sum(len(group) for _, group in groups)
        alike = [row for row in judged if row["versus_municipality"] == "ikke sikkert forskellig"]
        whose = name_compared(judged, self._facts, "kommunens", "hele landets", "kommunens eller hele landets")

        def name(rows: list[Cells]) -> str:
            """The labels of figures as a list. Called for those that are named."""
            return join_words(f"»{self._facts.labels.get(row['indicator_id'], '')}«" for row in rows)

        if 0 < sure <= _MOST_NAMED:
            than = f"end {whose} "
            return [
                "; ".join(
                    f"{word} {'' if place else than}er {name(group)}" for place, (word, group) in enumerate(groups)
                )
            ]
        if sure and 0 < len(alike) <= _MOST_NAMED:
            counted = join_words(f"{spell(len(group))} {word}" for word, group in groups)
            return [f"Ved {name(alike)} er der ingen sikker forskel; af de øvrige viste tal er {counted}"]
        return [] if judged else ["Områdets tal kan ikke sammenlignes med andres"]


def _count_changes(figures: list[Cells]) -> list[str]:
    """`Siden udgangspunktet er der ingen sikre ændringer`, or how many changed. Called for a profile."""
    judged = [row["since_baseline"] for row in figures if has_number(row)]
    judged = [word for word in judged if word not in ("", "kan ikke vurderes")]
    counts = [(word, judged.count(word)) for word in ("forværret", "forbedret") if word in judged]
    if not judged or (not counts and set(judged) == {"databrud"}):
        return []
    if not counts:
        return ["Siden udgangspunktet er der ingen sikre ændringer."]
    sure = "ændringen er sikker" if sum(count for _, count in counts) == 1 else "ændringerne er sikre"
    return [f"Siden udgangspunktet er {join_words(f'{spell(count)} {word}' for word, count in counts)}, og {sure}."]
