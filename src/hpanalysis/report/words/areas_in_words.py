"""The areas of an indicator beside each other, in words: what the comparison chart shows, and nothing it does not."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Status, Versus

_SURE = (Versus.BETTER, Versus.WORSE)


def _own(speaker: Speaker, cells: Cells) -> list[Cell]:
    """The latest cells of the areas measured, in the plan's order."""
    found = [cells.latest(speaker.indicator_id, a.id) for a in speaker.release.measured_areas(speaker.adoption)]
    return [cell for cell in found if cell is not None]


def of(speaker: Speaker, shown: list[Cell]) -> list[str]:
    """P1's range (of one, its level), P11 (only what is sure) and P10 of areas in one window."""
    first = speaker.level(shown[0]) if len(shown) == 1 and shown[0].pooled else _range(speaker, shown)
    said = [first, *_apart(speaker, shown), *_not_judgeable(speaker, shown)]
    return [sentence for sentence in said if sentence]


def beside(speaker: Speaker, cells: Cells, caveat: bool = False, more: Sequence[str] = ()) -> list[str]:
    """What `of` says of the areas measured, and P6. more: sentences before P6; caveat: with the fixed one last."""
    own = _own(speaker, cells)
    said = [*of(speaker, own), *more, _hidden(speaker, own)]
    said = [sentence for sentence in said if sentence]
    return [*said, speaker.caveat()] if caveat and any(cell.told for cell in own) and speaker.caveat() else said


def _range(speaker: Speaker, own: list[Cell]) -> str:
    shown = [cell for cell in own if cell.told and cell.has_number]
    if len(shown) < 2 or speaker.indicator.denominator is None:
        return ""
    low, high = min(cell.value for cell in shown), max(cell.value for cell in shown)
    where = f"i de viste områder {speaker.period(shown[0].window).inside}"
    noun = speaker.indicator.sentences.noun_phrase
    if low == high:
        return finish(f"{noun} var {speaker.in_text(low)} {where}.")
    return finish(
        f"{noun} lå mellem {danish.format_number(low, speaker.indicator.decimals)} og {speaker.in_text(high)} {where}."
    )


def compared(speaker: Speaker, own: list[Cell]) -> list[Cell]:
    """The areas that may be held against the municipality."""
    if not speaker.indicator.comparable:
        return []
    return [c for c in own if c.told and c.has_number and c.municipality is not None and c.versus is not None]


def _sure(speaker: Speaker, own: list[Cell], rising: bool) -> list[Cell]:
    return [c for c in compared(speaker, own) if c.versus in _SURE and speaker.rising(c.versus) == rising]


def _apart(speaker: Speaker, own: list[Cell]) -> list[str]:
    """P11: the areas that are surely higher, those surely lower, or that none is."""
    judged = [c for c in compared(speaker, own) if c.versus is not Versus.NOT_JUDGEABLE]
    if not judged:
        return []
    beside = f"({speaker.beside(judged[0].municipality)})"
    said = []
    for rising, word in ((True, "højere"), (False, "lavere")):
        if there := _sure(speaker, own, rising):
            names = danish.join_words(speaker.spoken(cell.area_id).bare for cell in there)
            sure = "forskellen er sikker" if len(there) == 1 else "forskellene er sikre"
            said.append(finish(f"I {names} er tallet {word} end {speaker.k.inside} {beside}, og {sure}."))
    return said or [finish(f"I ingen af de viste områder er der en sikker forskel fra {speaker.k.bare} {beside}.")]


def _not_judgeable(speaker: Speaker, own: list[Cell]) -> list[str]:
    """P10 of the areas, those with one reason in one sentence."""
    reasons: dict[str, list[str]] = {}
    for cell in compared(speaker, own):
        if cell.versus is Versus.NOT_JUDGEABLE and cell.versus_reason:
            reasons.setdefault(cell.versus_reason, []).append(speaker.spoken(cell.area_id).bare)
    return [
        finish(
            f"Det kan ikke vurderes, om {danish.join_words(names)} ligger anderledes end {speaker.k.bare}, fordi {why}."
        )
        for why, names in reasons.items()
    ]


def _hidden(speaker: Speaker, own: list[Cell]) -> str:
    hidden = [speaker.spoken(cell.area_id).bare for cell in own if cell.status is Status.HIDDEN and not cell.shown]
    return finish(f"Tallet er diskretioneret for {danish.join_words(hidden)}.") if hidden else ""


def headline(speaker: Speaker, cells: Cells) -> str:
    """In how many of the areas shown the difference from the municipality is sure, and which way."""
    own = _own(speaker, cells)
    shown = compared(speaker, own)
    if not shown:
        return speaker.indicator.title
    if all(cell.versus is Versus.NOT_JUDGEABLE for cell in shown):
        return finish(f"Det kan ikke vurderes, om de viste områder ligger anderledes end {speaker.k.bare}")
    higher, lower = (len(_sure(speaker, own, rising)) for rising in (True, False))
    if not higher and not lower:
        return finish(f"I ingen af de viste områder er der en sikker forskel fra {speaker.k.bare}")
    sure = "forskellen er sikker" if higher + lower == 1 else "forskellene er sikre"
    first, word = (higher, "højere") if higher else (lower, "lavere")
    more = f", i {_count(lower)} er det lavere" if higher and lower else ""
    return finish(f"I {_so_many(first, len(shown))} er tallet {word} end {speaker.k.inside}{more}, og {sure}")


def _count(some: int) -> str:
    return danish.spell_count(some, one="ét")


def _so_many(some: int, of: int) -> str:
    if some == of:
        return f"alle {danish.spell_count(of)} viste områder" if of > 1 else "det eneste viste område"
    return f"{_count(some)} af {danish.spell_count(of)} viste områder"
