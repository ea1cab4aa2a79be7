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

# A verdict and what is said of the figures that have it; {n} is how many.
_SINCE: dict[Since | None, str] = {
    Since.IMPROVED: "{n} er forbedret",
    Since.WORSENED: "{n} er forværret",
    Since.NO_SURE_CHANGE: "ved {n} er der ingen sikker ændring",
    Since.BREAK: "ved {n} er der databrud",
    Since.NOT_JUDGEABLE: "{n} kan ikke vurderes",
    None: "{n} vurderes ikke",
}
_VERSUS: dict[Versus | None, str] = {
    Versus.BETTER: "{n} er bedre",
    Versus.WORSE: "{n} er dårligere",
    Versus.NO_SURE_DIFFERENCE: "ved {n} er der ingen sikker forskel",
    Versus.NOT_JUDGEABLE: "{n} kan ikke vurderes",
    None: "{n} holdes ikke op",
}
_DEVELOPMENT: dict[Development | None, str] = {
    Development.CAUGHT_UP: "{n} har hentet ind",
    Development.KEPT_PACE: "{n} har fulgt med",
    Development.FALLEN_BEHIND: "{n} er sakket bagud",
    Development.UNDECIDED: "{n} kan ikke afgøres",
    None: "{n} holdes ikke op",
}
_ABSENT = "{n} kan ikke vises"


def _count_verdicts(verdicts: Sequence[Word | None], clauses: Mapping[Word | None, str]) -> list[str]:
    """The clauses on how many figures have each verdict: `to er forbedret`; a verdict that none has is left out. Called
    for the sentences on changes, differences and developments. verdicts: one a figure; clauses: a verdict -> its
    clause."""
    counts = ((clause, sum(verdict is word for verdict in verdicts)) for word, clause in clauses.items())
    return [clause.format(n=danish.spell_count(count, one="ét")) for clause, count in counts if count]


def _make_sentence(start: str, parts: Sequence[str]) -> str:
    """A sentence of a start, a colon and clauses joined by commas and `og`; empty clauses are left out. Called for the
    sentences on changes, differences and developments."""
    return finish(f"{start}: {danish.capitalise(danish.join_clauses(filter(None, parts)))}.")


def _count_figures(figures: Sequence[Figure]) -> str:
    """`det ene tal`, `de tre tal`: the figures that a sentence is about. Called for the sentences on changes and
    differences. figures: at least one."""
    return "det ene tal" if len(figures) == 1 else f"de {danish.spell_count(len(figures))} tal"


def _count_absent(figures: Sequence[Figure]) -> list[str]:
    """The clause on how many figures are not shown, if any. Called for the sentences on all three questions."""
    absent = sum(not cell.has_number for _, cell in figures)
    return [_ABSENT.format(n=danish.spell_count(absent, one="ét"))] if absent else []


def _state_none_shown(figures: Sequence[Figure]) -> str:
    """The whole text where no figure is shown; else "". Called before the sentences on changes, differences and
    developments. figures: at least one."""
    if any(cell.has_number for _, cell in figures):
        return ""
    return "Tallet kan ikke vises." if len(figures) == 1 else f"Ingen af {_count_figures(figures)} kan vises."


def count_changes(figures: Sequence[Figure]) -> str:
    """The sentence on how many figures have changed since the baseline and how; "" without figures; that they cannot be
    shown, where none is shown. Called for the summaries and headlines of the yearly reports."""
    if not figures or (none_shown := _state_none_shown(figures)):
        return none_shown if figures else ""
    verdicts = [cell.since if cell.is_public else None for _, cell in figures if cell.has_number]
    clauses = [*_count_verdicts(verdicts, _SINCE), *_count_absent(figures)]
    return _make_sentence(f"Siden udgangspunktet gælder for {_count_figures(figures)}", clauses)


def count_differences(figures: Sequence[Figure], release: Release) -> str:
    """The sentence on how many figures differ from the municipality's (or country's) and how; "" without figures.
    Called for the summary of the goals in the yearly reports."""
    if not figures or (none_shown := _state_none_shown(figures)):
        return none_shown if figures else ""
    shown = [(speaker, cell) for speaker, cell in figures if cell.has_number]
    verdicts = [cell.versus if cell.is_public and speaker.indicator.comparable else None for speaker, cell in shown]
    clauses = [*_count_verdicts(verdicts, _VERSUS), *_count_absent(figures)]
    comparison = _name_comparison(figures, release)
    return _make_sentence(f"Holdt op mod {comparison} gælder for {_count_figures(figures)}", clauses)


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
    clauses = [*_count_verdicts(verdicts, _DEVELOPMENT), *_count_absent(figures)]
    comparison = _name_comparison(figures, release)
    return _make_sentence(f"Holdt op mod udviklingen i {comparison} gælder for {_count_figures(figures)}", clauses)


def _name_comparison(figures: Sequence[Figure], release: Release) -> str:
    """What the figures are compared with: `kommunen`, `hele landet`, or both. Called for the sentences on differences
    and on developments."""
    countries = {release.compared_with(speaker.indicator_id).is_country for speaker, _ in figures}
    if countries == {True}:
        return "hele landet"
    return "kommunen eller hele landet" if True in countries else "kommunen"
