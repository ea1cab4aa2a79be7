"""The profile of an area in a sentence or two: what is surely otherwise than elsewhere, and what has surely changed."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis import danish
from hpanalysis.report.cells import Cell
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Since, Versus

Figure = tuple[Speaker, Cell]

_MOST_NAMED = 4  # more names than these are counted instead


def is_comparable(speaker: Speaker, cell: Cell) -> bool:
    """Whether a figure may be compared with the municipality's or the country's: it is public, with a verdict against
    it. Called before a figure is drawn in an area's profile, and when the figures that the profile's words count are
    chosen. speaker: the indicator and its Danish words."""
    has_comparison = speaker.indicator.comparable and cell.municipality is not None
    return has_comparison and cell.is_public and cell.has_number and cell.versus is not None


def _select_counted(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that are counted, so that no indicator counts as several (`cells_in_tables.is_counted`). Called for
    the words on an area's profile."""
    return [
        (speaker, cell) for speaker, cell in figures if cells_in_tables.is_counted(speaker.adoption, speaker.release)
    ]


def _select_judged(figures: Iterable[Figure]) -> list[Figure]:
    """The counted figures whose difference from the municipality or country could be judged. Called for the words on an
    area's profile."""
    shown = [(speaker, cell) for speaker, cell in _select_counted(figures) if is_comparable(speaker, cell)]
    return [(speaker, cell) for speaker, cell in shown if cell.versus is not Versus.NOT_JUDGEABLE]


def _list_labels(figures: Iterable[Figure]) -> str:
    """The figures' names in a sentence: `»Fraflytning« og »Fravær«`. Called for the headline of an area's profile."""
    return danish.join_words(f"»{speaker.indicator.label}«" for speaker, _ in figures)


def _name_comparison(figures: list[Figure], release: Release) -> str:
    """What the figures are compared with, in the Danish genitive: `kommunens`, `hele landets` or `kommunens eller hele
    landets`. Called for the summary and the headline of an area's profile."""
    countries = {release.compared_with(speaker.indicator_id).is_country for speaker, _ in figures}
    return {frozenset({False}): "kommunens", frozenset({True}): "hele landets"}.get(
        frozenset(countries), "kommunens eller hele landets"
    )


def _group_by_verdict(figures: list[Figure]) -> list[tuple[str, list[Figure]]]:
    """The figures that are surely worse, then those surely better, each group with its word; an empty one is left out.
    Called for the summary and the headline of an area's profile."""
    groups = [
        (verdict.value, [(speaker, cell) for speaker, cell in figures if cell.versus is verdict])
        for verdict in (Versus.WORSE, Versus.BETTER)
    ]
    return [(word, group) for word, group in groups if group]


def _count_groups(counts: Iterable[tuple[str, int]]) -> str:
    """How many figures have each verdict: `tre dårligere og ét bedre`. Called for the sentences of an area's profile.
    counts: a verdict's word and how many."""
    return danish.join_words(f"{danish.spell_count(count, one='ét')} {word}" for word, count in counts)


def count_differences(figures: list[Figure], release: Release) -> str:
    """The sentence on how many of the area's figures are surely worse or better than the comparison; "" where none can
    be judged. Called for the summary of an area's page, and for its profile where no shorter headline fits."""
    judged = _select_judged(figures)
    if not judged:
        return ""
    tal = "viste tal med et mål"
    many = f"det ene {tal}" if len(judged) == 1 else f"de {danish.spell_count(len(judged))} {tal}"
    compared = f"{many}, der kan sammenlignes med {_name_comparison(judged, release)}"
    counts = [(word, len(group)) for word, group in _group_by_verdict(judged)]
    if not counts:
        return finish(f"Ved {compared}, er der ingen sikker forskel.")
    sure = "forskellen er sikker" if sum(count for _, count in counts) == 1 else "forskellene er sikre"
    return finish(f"Af {compared}, er {_count_groups(counts)}, og {sure}.")


def count_changes(figures: list[Figure]) -> str:
    """The sentence on how many of the area's figures have surely changed since the baseline; "" where none can be
    judged. Called for the summary of an area's page and the headline over its charts."""
    public = [cell for _, cell in _select_counted(figures) if cell.is_public and cell.has_number]
    judged = [cell.since for cell in public if cell.since not in (None, Since.NOT_JUDGEABLE)]
    counts = [(verdict.value, judged.count(verdict)) for verdict in (Since.WORSENED, Since.IMPROVED)]
    counts = [(word, count) for word, count in counts if count]
    if not judged or (not counts and set(judged) == {Since.BREAK}):
        return ""
    if not counts:
        return finish("Siden udgangspunktet er der ingen sikre ændringer.")
    sure = "ændringen er sikker" if sum(count for _, count in counts) == 1 else "ændringerne er sikre"
    return finish(f"Siden udgangspunktet er {_count_groups(counts)}, og {sure}.")


def write_headline(figures: list[Figure], release: Release) -> str:
    """The headline of an area's profile: which figures surely differ from the municipality's (or country's), by name;
    where those are many, which do not; else how many differ, if any, or that no figure can be compared. Called once for
    an area's page."""
    judged = _select_judged(figures)
    groups = _group_by_verdict(judged)
    sure = sum(len(group) for _, group in groups)
    alike = [(speaker, cell) for speaker, cell in judged if cell.versus is Versus.NO_SURE_DIFFERENCE]
    if 0 < sure <= _MOST_NAMED:
        than = f"end {_name_comparison(judged, release)} "
        clauses = [
            f"{word} {than if place == 0 else ''}er {_list_labels(group)}" for place, (word, group) in enumerate(groups)
        ]
        return finish("; ".join(clauses))
    if sure and 0 < len(alike) <= _MOST_NAMED:
        counts = _count_groups((word, len(group)) for word, group in groups)
        return finish(f"Ved {_list_labels(alike)} er der ingen sikker forskel; af de øvrige viste tal er {counts}")
    return (count_differences(figures, release) or "Områdets tal kan ikke sammenlignes med andres").removesuffix(".")
