"""A delmål as a whole: its verdict, and the words on how many are met."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.plan import Delmaal
from hpanalysis.report import numbers, places
from hpanalysis.report.cells import Cells
from hpanalysis.report.marks import BY_VALUE
from hpanalysis.report.release import Release
from hpanalysis.tables import Verdict

ORDER = (Verdict.MET, Verdict.ON_TRACK, Verdict.NOT_ON_TRACK, Verdict.NOT_JUDGEABLE)

RULE = (
    "Vurderingen gælder områderne samlet. Har et delmål flere tal med et mål, tæller det svageste, der kan vurderes. "
    + BY_VALUE
)


@dataclass(frozen=True)
class Judged:
    """A delmål and its verdict."""

    delmaal: Delmaal
    verdict: Verdict


def verdict_of(delmaal: Delmaal, cells: Cells, release: Release) -> Verdict:
    """The weakest of its indicators that can be judged; `kan ikke vurderes` where none can."""
    given = set()
    for adoption in release.plan.adopted(delmaal_id=delmaal.id):
        cell = cells.latest(adoption.indicator_id, release.subject(adoption).id)
        given.add(cell.verdict if cell is not None else None)
    return Verdict.weakest(given)


def judged(cells: Cells, release: Release, agreement_id: str | None = None) -> list[Judged]:
    """The delmål of one delaftale, or of all of them, in the plan's order."""
    agreements = [a.id for a in release.plan.delaftaler if agreement_id in (None, a.id)]
    found = [delmaal for agreement in agreements for delmaal in release.plan.delmaal_of(agreement)]
    return [Judged(delmaal, verdict_of(delmaal, cells, release)) for delmaal in found]


def _so_many(count: int, verdict: Verdict) -> str:
    word = "ét" if count == 1 else numbers.in_words(count)
    said = "opfyldte" if verdict is Verdict.MET and count > 1 else verdict.value
    return f"{word} {said}" if verdict is Verdict.NOT_JUDGEABLE else f"{word} er {said}"


def summary(found: list[Judged]) -> str:
    """How many delmål are met, on track, not on track and not judgeable: a sentence to be read aloud."""
    counts = {verdict: sum(one.verdict is verdict for one in found) for verdict in ORDER}
    given = {verdict: count for verdict, count in counts.items() if count}
    if len(given) == 1:
        return _all_alike(len(found), next(iter(given)))
    said = [_so_many(count, verdict) for verdict, count in given.items()]
    return f"Af de {numbers.in_words(len(found))} delmål {_verb_first(said)}."


def _all_alike(count: int, verdict: Verdict) -> str:
    """All delmål have the same verdict: none of them, or each."""
    if count == 1:
        return f"Delmålet {'' if verdict is Verdict.NOT_JUDGEABLE else 'er '}{verdict.value}."
    none = {Verdict.NOT_JUDGEABLE: "kan vurderes", Verdict.NOT_ON_TRACK: "er på vej"}
    if verdict in none:
        return f"Ingen af de {numbers.in_words(count)} delmål {none[verdict]}."
    return f"De {numbers.in_words(count)} delmål er {'opfyldte' if verdict is Verdict.MET else verdict.value}."


def _verb_first(said: list[str]) -> str:
    """`er ét opfyldt, to er på vej, og tre kan ikke vurderes`: the verb stands second in a Danish sentence."""
    word, verb, rest = said[0].split(" ", 2)
    return f"{', '.join([f'{verb} {word} {rest}', *said[1:-1]])}, og {said[-1]}"


def names(found: list[Judged], verdict: Verdict) -> str:
    return places.listed(one.delmaal.name for one in found if one.verdict is verdict)
