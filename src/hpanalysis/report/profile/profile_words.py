"""The profile of an area in a sentence or two: what is surely otherwise than elsewhere, and what has surely changed."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis import danish
from hpanalysis.report.cells import Cell
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Since, Versus

Figure = tuple[Speaker, Cell]

_MOST_NAMED = 4  # more names than these are counted instead


def is_comparable(speaker: Speaker, cell: Cell) -> bool:
    """Whether the figure is held against the municipality's or the country's."""
    held = speaker.indicator.comparable and cell.municipality is not None
    return held and cell.is_public and cell.has_number and cell.versus is not None


def _select_judged(figures: Iterable[Figure]) -> list[Figure]:
    shown = [(speaker, cell) for speaker, cell in figures if is_comparable(speaker, cell)]
    return [(speaker, cell) for speaker, cell in shown if cell.versus is not Versus.NOT_JUDGEABLE]


def _list_labels(found: Iterable[Figure]) -> str:
    return danish.join_words(f"»{speaker.indicator.label}«" for speaker, _ in found)


def _name_comparison(found: list[Figure], release: Release) -> str:
    """`kommunens`, `kommunens eller hele landets`: whose figures these are held against."""
    countries = {release.compared_with(speaker.indicator_id).is_country for speaker, _ in found}
    return {frozenset({False}): "kommunens", frozenset({True}): "hele landets"}.get(
        frozenset(countries), "kommunens eller hele landets"
    )


def _so_many(count: int) -> str:
    return danish.spell_count(count, one="ét")


def _group_by_verdict(found: list[Figure]) -> list[tuple[str, list[Figure]]]:
    """The figures that are surely worse, then those surely better; what none is, is left out."""
    sides = [
        (verdict.value, [(speaker, cell) for speaker, cell in found if cell.versus is verdict])
        for verdict in (Versus.WORSE, Versus.BETTER)
    ]
    return [(word, own) for word, own in sides if own]


def count_differences(figures: list[Figure], release: Release) -> str:
    """How many of the area's figures are surely worse or better; empty where none can be judged."""
    found = _select_judged(figures)
    if not found:
        return ""
    many = "det ene viste tal" if len(found) == 1 else f"de {danish.spell_count(len(found))} viste tal"
    held = f"{many}, der kan holdes op mod {_name_comparison(found, release)}"
    sides = _group_by_verdict(found)
    if not sides:
        return finish(f"Ved {held}, er der ingen sikker forskel.")
    said = danish.join_words(f"{_so_many(len(own))} {word}" for word, own in sides)
    sure = "forskellen er sikker" if sum(len(own) for _, own in sides) == 1 else "forskellene er sikre"
    return finish(f"Af {held}, er {said}, og {sure}.")


def count_changes(figures: list[Figure]) -> str:
    """How many have surely changed since the baseline; empty where that can be judged of none."""
    judged = [
        c.since for _, c in figures if c.is_public and c.has_number and c.since not in (None, Since.NOT_JUDGEABLE)
    ]
    sides = [(verdict.value, judged.count(verdict)) for verdict in (Since.WORSENED, Since.IMPROVED)]
    sides = [(word, count) for word, count in sides if count]
    if not judged or (not sides and set(judged) == {Since.BREAK}):
        return ""
    if not sides:
        return finish("Siden udgangspunktet er der ingen sikre ændringer.")
    sure = "ændringen er sikker" if sum(count for _, count in sides) == 1 else "ændringerne er sikre"
    said = danish.join_words(f"{_so_many(count)} {word}" for word, count in sides)
    return finish(f"Siden udgangspunktet er {said}, og {sure}.")


def write_headline(figures: list[Figure], release: Release) -> str:
    """Which figures are surely otherwise, by name; where they are many, which are not."""
    found = _select_judged(figures)
    sides = _group_by_verdict(found)
    sure = sum(len(own) for _, own in sides)
    alike = [(speaker, cell) for speaker, cell in found if cell.versus is Versus.NO_SURE_DIFFERENCE]
    if 0 < sure <= _MOST_NAMED:
        than = f"end {_name_comparison(found, release)} "
        said = [f"{word} {than if side == 0 else ''}er {_list_labels(own)}" for side, (word, own) in enumerate(sides)]
        return finish("; ".join(said))
    if sure and 0 < len(alike) <= _MOST_NAMED:
        counts = danish.join_words(f"{_so_many(len(own))} {word}" for word, own in sides)
        return finish(f"Ved {_list_labels(alike)} er der ingen sikker forskel; af de øvrige viste tal er {counts}")
    return (count_differences(figures, release) or "Områdets tal kan ikke holdes op mod andres").removesuffix(".")
