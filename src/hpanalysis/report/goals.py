"""A delmål as a whole: its verdict, and the words on how many are met."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.plan import Adoption, Delmaal, Level
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.release import Release
from hpanalysis.tables import Since, Verdict

ORDER = (Verdict.MET, Verdict.ON_TRACK, Verdict.NOT_ON_TRACK, Verdict.NOT_JUDGEABLE)

_GRAIN = {
    frozenset([Level.TOGETHER]): "Vurderingen gælder områderne samlet.",
    frozenset([Level.EACH]): "Vurderingen gælder hvert område for sig, og alle skal opfylde målet.",
}
_BOTH = (
    "Vurderingen gælder områderne samlet eller, hvor planen siger det, hvert område for sig; så skal alle områder "
    "opfylde målet."
)


def explain_rule(release: Release, agreement_id: str | None = None) -> str:
    """The sentences on how a delmål's verdict follows from its figures, for the note under the verdicts. Called by the
    overview, the annual report and a delaftale's page. agreement_id: a delaftale's; None for all of them."""
    agreements = [a.id for a in release.plan.delaftaler if agreement_id in (None, a.id)]
    adopted = [a for agreement in agreements for a in release.plan.adopted(agreement) if release.has_target(a)]
    grain = _GRAIN.get(frozenset(adoption.judged_on for adoption in adopted), _BOTH)
    return (
        f"{grain} Har et delmål flere tal med et mål, skal de alle opfylde det, og er ét af dem ikke på vej, er "
        "delmålet det heller ikke. Kan ét af dem ikke vurderes, siges der ikke, at delmålet er opfyldt eller på vej."
    )


@dataclass(frozen=True)
class JudgedDelmaal:
    """A delmål and its verdict. Made by `list_judged_delmaal` for the pages that tell of verdicts."""

    delmaal: Delmaal
    verdict: Verdict


def list_judged_cells(adoption: Adoption, cells: Cells, release: Release) -> list[Cell]:
    """The cells that an indicator's delmål is judged on: the cell of the areas together, or one of each area measured,
    as the plan says. Called for the verdicts and for what needs attention. Cells not measured are left out."""
    return cells.latest_of(adoption.indicator_id, release.subjects(adoption))


def find_verdict_of_indicator(adoption: Adoption, cells: Cells, release: Release) -> Verdict | None:
    """The verdict of an indicator against its target, by the areas together or by each of them; None where it has no
    target. Called for the matrix, for a delaftale's page and for a delmål's verdict."""
    if not release.has_target(adoption):
        return None
    return Verdict.of_all(cell.verdict for cell in list_judged_cells(adoption, cells, release))


def find_verdict_of_delmaal(delmaal: Delmaal, cells: Cells, release: Release) -> Verdict:
    """The verdict of a delmål: all its indicators that have a target must meet theirs; `kan ikke vurderes` where none
    has one. Called for each delmål on the pages that judge it."""
    adopted = release.plan.adopted(delmaal_id=delmaal.id)
    return Verdict.of_all(
        find_verdict_of_indicator(adoption, cells, release) for adoption in adopted if release.has_target(adoption)
    )


def list_judged_delmaal(cells: Cells, release: Release, agreement_id: str | None = None) -> list[JudgedDelmaal]:
    """The delmål of one delaftale, or of all (None), in the plan's order, each with its verdict. Called for the
    summaries of the front page, the overview, a delaftale and the annual report, and to tell which verdicts are new."""
    agreements = [a.id for a in release.plan.delaftaler if agreement_id in (None, a.id)]
    delmaal = [each for agreement in agreements for each in release.plan.delmaal_of(agreement)]
    return [JudgedDelmaal(each, find_verdict_of_delmaal(each, cells, release)) for each in delmaal]


def list_open_reasons(delmaal: Delmaal, cells: Cells, release: Release) -> list[str]:
    """Why a delmål cannot be judged: the reasons of its figures that cannot, each once. Called by the overview for each
    delmål that is not judgeable. Of a figure that is not public the only reason given is that it cannot be shown,
    because its verdict may not be shown either."""
    adopted = [each for each in release.plan.adopted(delmaal_id=delmaal.id) if release.has_target(each)]
    reasons = []
    for cell in (cell for adoption in adopted for cell in list_judged_cells(adoption, cells, release)):
        if not cell.is_public:
            reasons.append("tallet ikke kan vises")
        elif cell.verdict is Verdict.NOT_JUDGEABLE and cell.reason:
            reasons.append("der er databrud" if cell.reason == Since.BREAK.value else cell.reason)
    return list(dict.fromkeys(reasons))


def _count_verdict(count: int, verdict: Verdict) -> str:
    """How many delmål have a verdict, in words: `ét er opfyldt`, `to er opfyldte`, `tre kan ikke vurderes`. Called by
    `summarise_delmaal` for each verdict that any has."""
    number = danish.spell_count(count, one="ét")
    word = "opfyldte" if verdict is Verdict.MET and count > 1 else verdict.value
    return f"{number} {word}" if verdict is Verdict.NOT_JUDGEABLE else f"{number} er {word}"


def summarise_delmaal(judged: list[JudgedDelmaal]) -> str:
    """How many delmål are met, on track, not on track and not judgeable: a sentence to be read aloud. Called for the
    first sentence of the front page, the overview, a delaftale's page and the annual report. judged: at least one."""
    counts = {verdict: sum(each.verdict is verdict for each in judged) for verdict in ORDER}
    counts = {verdict: count for verdict, count in counts.items() if count}
    if len(counts) == 1:
        return _summarise_alike(len(judged), next(iter(counts)))
    clauses = [_count_verdict(count, verdict) for verdict, count in counts.items()]
    return f"Af de {danish.spell_count(len(judged))} delmål {_put_verb_first(clauses)}."


def _summarise_alike(count: int, verdict: Verdict) -> str:
    """The summary where all `count` delmål have the same verdict. Called by `summarise_delmaal`."""
    if count == 1:
        return f"Delmålet {'' if verdict is Verdict.NOT_JUDGEABLE else 'er '}{verdict.value}."
    none = {Verdict.NOT_JUDGEABLE: "kan vurderes", Verdict.NOT_ON_TRACK: "er på vej"}
    if verdict in none:
        return f"Ingen af de {danish.spell_count(count)} delmål {none[verdict]}."
    return f"De {danish.spell_count(count)} delmål er {'opfyldte' if verdict is Verdict.MET else verdict.value}."


def _put_verb_first(clauses: list[str]) -> str:
    """The clauses joined, the first with its verb in front, since `Af de ti delmål` stands before it: `er ét opfyldt,
    to er på vej, og tre kan ikke vurderes`. Called by `summarise_delmaal`. clauses: each `<number> <verb> <rest>`."""
    number, verb, rest = clauses[0].split(" ", 2)
    return danish.join_clauses([f"{verb} {number} {rest}", *clauses[1:]])
