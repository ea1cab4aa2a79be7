"""The areas of an indicator beside each other, in words: what the comparison chart shows, and nothing it does not."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Status, Versus

_SURE = (Versus.BETTER, Versus.WORSE)


def _list_measured_cells(speaker: Speaker, cells: Cells) -> list[Cell]:
    """The latest figures of the areas that the indicator is measured for, not the total's, in the plan's order. Called
    for the words on the areas and the comparison chart's headline. speaker: the indicator and its Danish words."""
    return cells.latest_of(speaker.indicator_id, speaker.release.measured_areas(speaker.adoption))


def describe_areas(speaker: Speaker, cells: list[Cell]) -> list[str]:
    """The sentences on areas in one window of time: from lowest to highest, sure differences, what cannot be judged.
    Called for the latest year, and for three years together; of three years with a single area, the figure itself comes
    in place of a range. speaker: the indicator and its Danish words."""
    one_pooled = len(cells) == 1 and cells[0].is_pooled
    first = speaker.describe_level(cells[0]) if one_pooled else _describe_range(speaker, cells)
    sentences = [first, *_describe_differences(speaker, cells), *_explain_not_judgeable(speaker, cells)]
    return [sentence for sentence in sentences if sentence]


def describe_measured_areas(
    speaker: Speaker, cells: Cells, caveat: bool = False, more: Sequence[str] = ()
) -> list[str]:
    """The sentences on the areas that an indicator is measured for, with `more` before the one on hidden figures;
    caveat: whether the indicator's fixed caveat ends them, where a figure of an area is public. Called for an
    indicator's words on a delaftale's page and in the yearly reports. speaker: the indicator and its Danish words."""
    measured = _list_measured_cells(speaker, cells)
    sentences = [*describe_areas(speaker, measured), *more, _name_hidden_areas(speaker, measured)]
    if caveat and any(cell.is_public for cell in measured):
        sentences.append(speaker.state_caveat())
    return [sentence for sentence in sentences if sentence]


def _describe_range(speaker: Speaker, cells: list[Cell]) -> str:
    """The sentence on the lowest and the highest public figure of an indicator's areas; "" for fewer than two, and
    without a denominator. Called for the words on these areas. speaker: the indicator and its Danish words."""
    shown = [cell for cell in cells if cell.is_public and cell.has_number]
    if len(shown) < 2 or speaker.indicator.denominator is None:
        return ""
    low, high = min(cell.number for cell in shown), max(cell.number for cell in shown)
    where = f"i de viste områder {speaker.name_period(shown[0].window).inside}"
    noun = speaker.indicator.sentences.noun_phrase
    if low == high:
        return finish(f"{noun} var {speaker.format_in_text(low)} {where}.")
    lowest = danish.format_number(low, speaker.indicator.decimals)
    return finish(f"{noun} lå mellem {lowest} og {speaker.format_in_text(high)} {where}.")


def select_compared(speaker: Speaker, cells: list[Cell]) -> list[Cell]:
    """The public figures that are compared with the municipality (or country), also where the comparison cannot be
    judged; none of an indicator that may not be compared. Called for the words on the areas and the chart's headline.
    speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable:
        return []
    public = [cell for cell in cells if cell.is_public and cell.has_number]
    return [cell for cell in public if cell.municipality is not None and cell.versus is not None]


def _select_sure(speaker: Speaker, cells: list[Cell], higher: bool) -> list[Cell]:
    """The figures that are surely higher than the municipality's or, if not `higher`, surely lower. Called for the
    words on the areas and the chart's headline. speaker: the indicator and its Danish words."""
    return [
        cell
        for cell in select_compared(speaker, cells)
        if cell.versus in _SURE and speaker.is_rise(cell.versus) == higher
    ]


def _describe_differences(speaker: Speaker, cells: list[Cell]) -> list[str]:
    """A sentence on the areas surely higher than the municipality (or country) and one on those surely lower, or one
    that none is; an empty list if none can be judged. Called for the words on an indicator's areas. speaker: the
    indicator and its Danish words."""
    judged = [cell for cell in select_compared(speaker, cells) if cell.versus is not Versus.NOT_JUDGEABLE]
    if not judged:
        return []
    municipality = f"({speaker.format_briefly(judged[0].municipality)})"
    compared_with, sentences = speaker.compared_with, []
    for higher, word in ((True, "højere"), (False, "lavere")):
        if different := _select_sure(speaker, cells, higher):
            names = danish.join_words(speaker.name_area(cell.area_id).bare for cell in different)
            sure = "forskellen er sikker" if len(different) == 1 else "forskellene er sikre"
            sentences.append(f"I {names} er tallet {word} end {compared_with.inside} {municipality}, og {sure}.")
    none = f"I ingen af de viste områder er der en sikker forskel fra {compared_with.bare} {municipality}."
    return [finish(sentence) for sentence in sentences or [none]]


def _explain_not_judgeable(speaker: Speaker, cells: list[Cell]) -> list[str]:
    """A sentence for each reason why areas cannot be judged against the municipality (or country), with their names;
    none if all can. Called for the words on an indicator's areas. speaker: the indicator and its Danish words."""
    by_reason: dict[str, list[str]] = {}
    for cell in select_compared(speaker, cells):
        if cell.versus is Versus.NOT_JUDGEABLE and cell.versus_reason:
            by_reason.setdefault(cell.versus_reason, []).append(speaker.name_area(cell.area_id).bare)
    return [
        finish(
            f"Det kan ikke vurderes, om {danish.join_words(names)} ligger anderledes end "
            f"{speaker.compared_with.bare}, fordi {reason}."
        )
        for reason, names in by_reason.items()
    ]


def _name_hidden_areas(speaker: Speaker, cells: list[Cell]) -> str:
    """The sentence on which areas' figures are hidden, and nothing of how high they are; "" where none is, and in the
    confidential edition, because it shows the numbers of hidden figures too (`is_shown`). Called for the words on an
    indicator's areas. speaker: the indicator and its Danish words. cells: the areas' latest figures."""
    hidden = [cell for cell in cells if cell.status is Status.HIDDEN and not cell.is_shown]
    names = danish.join_words(speaker.name_area(cell.area_id).bare for cell in hidden)
    return finish(f"Tallet er diskretioneret for {names}.") if hidden else ""


def write_headline(speaker: Speaker, cells: Cells) -> str:
    """The comparison chart's headline: in how many of the areas shown the difference is sure and which way, that it is
    so in none, or that it cannot be judged; the indicator's title where no area is compared. Called for each such
    chart. speaker: the indicator and its Danish words."""
    measured = _list_measured_cells(speaker, cells)
    compared, municipality = select_compared(speaker, measured), speaker.compared_with
    if not compared:
        return speaker.indicator.title
    if all(cell.versus is Versus.NOT_JUDGEABLE for cell in compared):
        return finish(f"Det kan ikke vurderes, om de viste områder ligger anderledes end {municipality.bare}")
    higher, lower = (len(_select_sure(speaker, measured, side)) for side in (True, False))
    if not higher and not lower:
        return finish(f"I ingen af de viste områder er der en sikker forskel fra {municipality.bare}")
    sure = "forskellen er sikker" if higher + lower == 1 else "forskellene er sikre"
    first, word = (higher, "højere") if higher else (lower, "lavere")
    more = f", i {danish.spell_count(lower, one='ét')} er det lavere" if higher and lower else ""
    areas = _count_areas(first, len(compared))
    return finish(f"I {areas} er tallet {word} end {municipality.inside}{more}, og {sure}")


def _count_areas(some: int, shown: int) -> str:
    """How many areas of those shown, in words: `to af syv viste områder`, `alle syv viste områder`. Called for the
    comparison chart's headline. some, shown: at least one."""
    if some == shown:
        return f"alle {danish.spell_count(shown)} viste områder" if shown > 1 else "det eneste viste område"
    return f"{danish.spell_count(some, one='ét')} af {danish.spell_count(shown)} viste områder"
