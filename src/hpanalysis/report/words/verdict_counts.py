"""How many figures have each verdict, in a sentence to be read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeVar

from hpanalysis import danish
from hpanalysis.report.cells import Cell
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Development, Since, Versus

Figure = tuple[Speaker, Cell]
Word = TypeVar("Word", bound=Enum)

# The verdicts that a test is sure of, and what is said of the figures with the others; {n} is how many.
_CHANGED = (Since.IMPROVED, Since.WORSENED)
_NOT_CHANGED: dict[Since | None, str] = {
    Since.NO_SURE_CHANGE: "for {n} er der ingen sikker ændring",
    Since.BREAK: "{n} kan ikke sammenlignes (databrud)",
    Since.NOT_JUDGEABLE: "{n} kan ikke vurderes",
    None: "{n} vurderes ikke",
}
_DIFFERENT = (Versus.BETTER, Versus.WORSE)
_NOT_DIFFERENT: dict[Versus | None, str] = {
    Versus.NO_SURE_DIFFERENCE: "for {n} er der ingen sikker forskel",
    Versus.NOT_JUDGEABLE: "{n} kan ikke vurderes",
    None: "{n} sammenlignes ikke",
}
_DEVELOPMENT: dict[Development | None, str] = {
    Development.CAUGHT_UP: "{n} har hentet ind",
    Development.KEPT_PACE: "{n} har fulgt med",
    Development.FALLEN_BEHIND: "{n} er sakket bagud",
    Development.UNDECIDED: "{n} kan ikke afgøres",
    None: "{n} sammenlignes ikke",
}
_ABSENT = "{n} kan ikke vises"
_SINCE_BASELINE = "siden udgangspunktet"


def _count_verdicts(
    verdicts: Sequence[Word | None], clauses: Mapping[Word, str] | Mapping[Word | None, str], *, alone: bool = False
) -> list[str]:
    """The clauses on how many figures have each verdict: `to forbedret`; a verdict that none has is left out. Called
    for the sentences on changes, differences and developments. verdicts: one a figure; clauses: a verdict -> its
    clause; alone: whether there is one figure, which is named instead of counted."""
    counts = ((clause, sum(verdict is word for verdict in verdicts)) for word, clause in clauses.items())
    return [
        clause.format(n="det ene tal" if alone else danish.spell_count(count, one="ét"))
        for clause, count in counts
        if count
    ]


def _count_sure(verdicts: Sequence[Word | None], sure: Sequence[Word]) -> list[str]:
    """How many figures have each verdict that a test is sure of: `to forbedret`; one that none has is left out. Called
    for the sentences on changes and on differences. The words are the verdicts' own, so that no text of the program
    says one of them of any figure."""
    counts = [(word, sum(verdict is word for verdict in verdicts)) for word in sure]
    return [f"{danish.spell_count(count, one='ét')} {word.value}" for word, count in counts if count]


def _count_figures(figures: Sequence[Figure]) -> str:
    """`det ene tal`, `de tre tal`: the figures that a sentence is about. Called for the sentences on changes and
    differences. figures: at least one."""
    return "det ene tal" if len(figures) == 1 else f"de {danish.spell_count(len(figures))} tal"


def _count_absent(figures: Sequence[Figure]) -> list[str]:
    """The clause on how many figures are not shown, if any. Called for the sentences on all three questions."""
    absent = sum(not cell.has_number for _, cell in figures)
    return [_ABSENT.format(n=danish.spell_count(absent, one="ét"))] if absent else []


def _tell(figures: Sequence[Figure], sure: Sequence[str], rest: Sequence[str], against: str, none: str) -> str:
    """One or two sentences on a question: how many figures a test is sure of, or that it is sure of none, then the
    others. Called for changes and for differences. sure, rest: their clauses; against: what the first sentence ends
    with, `siden udgangspunktet`; none: what is said of `ingen af de tre tal` where no test is sure."""
    if len(figures) == 1:
        told = f"det ene tal er {sure[0].partition(' ')[2]} {against}" if sure else rest[0]
        return finish(f"{danish.capitalise(told)}.")
    tal = _count_figures(figures)
    if sure:
        sentences = [f"Af {tal} er {danish.join_words(sure)} {against}"]
    else:
        sentences = [f"Ingen af {tal} {none}"]
        rest = [clause for clause in rest if " er der ingen sikker " not in clause]  # that is said
    sentences += [danish.capitalise(danish.join_clauses(rest))] if rest else []
    return " ".join(finish(f"{sentence}.") for sentence in sentences)


def _state_none_shown(figures: Sequence[Figure]) -> str:
    """The whole text where no figure is shown; else "". Called before the sentences on changes, differences and
    developments. figures: at least one."""
    if any(cell.has_number for _, cell in figures):
        return ""
    return "Tallet kan ikke vises." if len(figures) == 1 else f"Ingen af {_count_figures(figures)} kan vises."


def count_changes(figures: Sequence[Figure]) -> str:
    """The sentences on how many figures have changed since the baseline and how; "" without figures; that they cannot
    be shown, where none is shown. Called for the summaries and headlines of the yearly reports."""
    if not figures or (none_shown := _state_none_shown(figures)):
        return none_shown if figures else ""
    verdicts = [cell.since if cell.is_public else None for _, cell in figures if cell.has_number]
    alone = len(figures) == 1
    sure = _count_sure(verdicts, _CHANGED)
    rest = [*_count_verdicts(verdicts, _NOT_CHANGED, alone=alone), *_count_absent(figures)]
    return _tell(figures, sure, rest, _SINCE_BASELINE, f"har en sikker ændring {_SINCE_BASELINE}")


def count_differences(figures: Sequence[Figure], release: Release) -> str:
    """The sentences on how many figures differ from the municipality's (or country's) and how; "" without figures.
    Called for the summary of the goals in the yearly reports."""
    if not figures or (none_shown := _state_none_shown(figures)):
        return none_shown if figures else ""
    shown = [(speaker, cell) for speaker, cell in figures if cell.has_number]
    verdicts = [cell.versus if cell.is_public and speaker.indicator.comparable else None for speaker, cell in shown]
    alone, comparison = len(figures) == 1, _name_comparison(figures, release)
    sure = _count_sure(verdicts, _DIFFERENT)
    rest = [*_count_verdicts(verdicts, _NOT_DIFFERENT, alone=alone), *_count_absent(figures)]
    return _tell(figures, sure, rest, f"end i {comparison}", f"har en sikker forskel fra {comparison}")


def count_developments(figures: Sequence[Figure], release: Release) -> str:
    """The sentence on how many figures have kept up with the municipality's (or country's) development and how many
    have not; "" without figures, and where none is shown, because the sentence on the changes says so. Called for the
    summary of the goals in the yearly reports."""
    if not figures or _state_none_shown(figures):
        return ""
    shown = [(speaker, cell) for speaker, cell in figures if cell.has_number]
    verdicts = [
        cell.development.verdict
        if cell.is_public and cell.development is not None and speaker.indicator.comparable
        else None
        for speaker, cell in shown
    ]
    alone, comparison = len(figures) == 1, _name_comparison(figures, release)
    clauses = [*_count_verdicts(verdicts, _DEVELOPMENT, alone=alone), *_count_absent(figures)]
    if not alone:
        clauses[0] = clauses[0].replace(" ", f" af {_count_figures(figures)} ", 1)
    told = danish.capitalise(danish.join_clauses(clauses))
    return finish(f"Sammenlignet med udviklingen i {comparison}: {told}.")


def _name_comparison(figures: Sequence[Figure], release: Release) -> str:
    """What the figures are compared with: `kommunen`, `hele landet`, or both. Called for the sentences on differences
    and on developments."""
    countries = {release.compared_with(speaker.indicator_id).is_country for speaker, _ in figures}
    if countries == {True}:
        return "hele landet"
    return "kommunen eller hele landet" if True in countries else "kommunen"
