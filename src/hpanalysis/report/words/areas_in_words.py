"""The areas of an indicator beside each other, in words: what the comparison chart shows, and nothing it does not.

P1, P6, P10 and P11 are sentence patterns of the language guide (docs).
"""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Status, Versus

_SURE = (Versus.BETTER, Versus.WORSE)


def _list_measured_cells(speaker: Speaker, cells: Cells) -> list[Cell]:
    """The latest cells of the areas that the indicator is measured for, in the plan's order; not the total's. Called
    for the words on an indicator and for the comparison chart's headline. speaker: has the indicator's definition and
    words."""
    return cells.latest_of(speaker.indicator_id, speaker.release.measured_areas(speaker.adoption))


def describe_areas(speaker: Speaker, cells: list[Cell]) -> list[str]:
    """The sentences on areas in one window: from lowest to highest (P1), sure differences (P11), open questions (P10).

    A single pooled cell has no lowest and highest, so its level is told instead. Called by `describe_measured_areas`,
    and by `tables.pooled` for three years together. cells: one window's, may be empty. speaker: has the indicator's
    definition and words. P1, P11 and P10: sentence patterns of the language guide.
    """
    one_pooled = len(cells) == 1 and cells[0].is_pooled
    first = speaker.describe_level(cells[0]) if one_pooled else _describe_range(speaker, cells)
    sentences = [first, *_describe_differences(speaker, cells), *_explain_not_judgeable(speaker, cells)]
    return [sentence for sentence in sentences if sentence]


def describe_measured_areas(
    speaker: Speaker, cells: Cells, caveat: bool = False, more: Sequence[str] = ()
) -> list[str]:
    """The sentences on the areas that an indicator is measured for, at last which of them are withheld (P6).

    Called for an indicator's words by the delaftale's page, the data report and the annual report. more: sentences to
    stand before P6; caveat: whether the indicator's fixed caveat ends the text. Empty where nothing can be told.
    speaker: has the indicator's definition and words. P6: a sentence pattern of the language guide.
    """
    measured = _list_measured_cells(speaker, cells)
    sentences = [*describe_areas(speaker, measured), *more, _name_hidden_areas(speaker, measured)]
    if caveat and any(cell.is_public for cell in measured):
        sentences.append(speaker.state_caveat())
    return [sentence for sentence in sentences if sentence]


def _describe_range(speaker: Speaker, cells: list[Cell]) -> str:
    """P1: from the lowest to the highest area. Empty for fewer than two areas, and for counts, which have no level.
    Called by `describe_areas`; only public figures count. speaker: has the indicator's definition and words. P1: a
    sentence pattern of the language guide."""
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
    """Of the areas' cells those held against the municipality (or country), whether or not with an answer. Called for
    the sentences on areas and the comparison chart's headline. None of them for an indicator that may not be compared.
    speaker: has the indicator's definition and words."""
    if not speaker.indicator.comparable:
        return []
    public = [cell for cell in cells if cell.is_public and cell.has_number]
    return [cell for cell in public if cell.municipality is not None and cell.versus is not None]


def _select_sure(speaker: Speaker, cells: list[Cell], higher: bool) -> list[Cell]:
    """The areas that are surely higher than the municipality, or those that are surely lower. Called for the sentences
    and the headline. higher: which of the two. speaker: has the indicator's definition and words."""
    return [
        cell
        for cell in select_compared(speaker, cells)
        if cell.versus in _SURE and speaker.is_rise(cell.versus) == higher
    ]


def _describe_differences(speaker: Speaker, cells: list[Cell]) -> list[str]:
    """P11: the areas that are surely higher, those surely lower, or that none is; nothing where none can be judged.
    Called by `describe_areas`. speaker: has the indicator's definition and words. P11: a sentence pattern of the
    language guide."""
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
    """P10 of the areas, those with one reason in one sentence. Called by `describe_areas`. P10: a question and the
    reason why it cannot be answered. speaker: has the indicator's definition and words. P10: a sentence pattern of the
    language guide."""
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
    """P6: which areas' figures are withheld, and nothing of how high they are; empty where none is. Called by
    `describe_measured_areas`. speaker: has the indicator's definition and words. P6: a sentence pattern of the language
    guide."""
    hidden = [cell for cell in cells if cell.status is Status.HIDDEN and not cell.is_shown]
    names = danish.join_words(speaker.name_area(cell.area_id).bare for cell in hidden)
    return finish(f"Tallet er diskretioneret for {names}.") if hidden else ""


def write_headline(speaker: Speaker, cells: Cells) -> str:
    """The comparison chart's headline: in how many of the areas shown the difference is sure, and which way. The
    indicator's title where no area may be compared. Called by `comparison_figure.make_comparison_figure`. speaker: has
    the indicator's definition and words."""
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
    """`to af syv viste områder`, `alle syv viste områder`. Called by `write_headline`. some, shown: how many, at least
    one."""
    if some == shown:
        return f"alle {danish.spell_count(shown)} viste områder" if shown > 1 else "det eneste viste område"
    return f"{danish.spell_count(some, one='ét')} af {danish.spell_count(shown)} viste områder"
