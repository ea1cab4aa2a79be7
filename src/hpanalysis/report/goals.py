"""A delmål as a whole: its verdict, the figure that decides it, and the words on how many are met."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.plan import Adoption, Delmaal, Level
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.release import Release
from hpanalysis.tables import Verdict

_GRAIN = {
    frozenset([Level.TOGETHER]): "Vurderingen gælder områderne samlet.",
    frozenset([Level.EACH]): "Vurderingen gælder hvert område for sig, og alle skal opfylde målet.",
}
_BOTH = (
    "Vurderingen gælder områderne samlet eller, hvor planen siger det, hvert område for sig; så skal alle områder "
    "opfylde målet."
)

NOT_SHOWN = "tallet ikke kan vises"
NO_LIMIT = "planen ikke siger, hvornår målet er nået"


def explain_rule(release: Release, agreement_id: str | None = None) -> str:
    """The sentences on how a delmål's verdict follows from its figures, for the note under the verdicts. Called by the
    overview, the annual report and a delaftale's page. agreement_id: a delaftale's; None for all of them."""
    agreements = [a.id for a in release.plan.delaftaler if agreement_id in (None, a.id)]
    adopted = [a for agreement in agreements for a in release.plan.adopted(agreement) if release.has_target(a)]
    grain = _GRAIN.get(frozenset(adoption.judged_on for adoption in adopted), _BOTH)
    return (
        f"{grain} Har et delmål flere tal med et mål, afgøres det af det svageste, og et tal, der ikke kan opgøres, "
        "tæller som uafklaret."
    )


@dataclass(frozen=True)
class JudgedFigure:
    """A figure that a delmål is judged on, with its verdict and why. Made by `list_judged_figures` for the pages that
    tell which figure decides."""

    adoption: Adoption
    cell: Cell
    name: str  # the indicator's label, with the area where each area is judged
    verdict: Verdict
    reason: str  # Danish, after "fordi"; empty for `opfyldt`


@dataclass(frozen=True)
class JudgedDelmaal:
    """A delmål, its verdict and the figures it is judged on. Made by `judge_delmaal` for the pages that tell of
    verdicts."""

    delmaal: Delmaal
    verdict: Verdict
    figures: tuple[JudgedFigure, ...] = ()

    @property
    def deciding(self) -> list[JudgedFigure]:
        """The figures that the verdict is given on: the weakest ones. Empty for a delmål whose figures all meet their
        target, where none is weaker than another. Read for the reasons beside the verdict."""
        if self.verdict is Verdict.MET:
            return []
        return [one for one in self.figures if self.verdict in (one.verdict, one.verdict.among_others)]


def list_judged_cells(adoption: Adoption, cells: Cells, release: Release) -> list[Cell]:
    """The cells that an indicator's delmål is judged on: the cell of the areas together, or one of each area measured,
    as the plan says. Called for the verdicts and for what needs attention. Cells not measured are left out."""
    return cells.latest_of(adoption.indicator_id, release.subjects(adoption))


def find_verdict_of_cell(cell: Cell) -> Verdict:
    """The verdict that a cell adds to its delmål's. Called for each cell that a delmål is judged on. Of a figure that
    is not public nothing is known but that. One whose target the plan gives no limit (it is to be followed) is
    unclear."""
    if not cell.is_public:
        return Verdict.NOT_COMPUTABLE
    return cell.verdict or Verdict.UNCLEAR


def _explain_cell(cell: Cell) -> str:
    """Why a cell has the verdict that it adds to its delmål's, Danish, after "fordi"; "" where it has met its target.
    Called for each such cell. Of a hidden figure the only reason given is that it cannot be shown, because its verdict
    may not be shown either."""
    if not cell.is_public:
        return cell.reason or NOT_SHOWN
    return cell.reason if cell.verdict is not None else NO_LIMIT


def list_judged_figures(adoption: Adoption, cells: Cells, release: Release) -> list[JudgedFigure]:
    """The figures of an indicator that its delmål is judged on, each with its verdict and why. Called for a delmål's
    verdict, and on a delaftale's page for the verdict of one indicator. Empty where the plan sets it no target."""
    if not release.has_target(adoption):
        return []
    label = release.indicator(adoption.indicator_id).label
    figures = []
    for cell in list_judged_cells(adoption, cells, release):
        # An area is named only where each is judged; else the figure is of all of them.
        name = f"{label}, {release.plan.area(cell.area_id).name}" if adoption.judged_on is Level.EACH else label
        figures.append(JudgedFigure(adoption, cell, name, find_verdict_of_cell(cell), _explain_cell(cell)))
    return figures


def find_verdict_of_indicator(adoption: Adoption, cells: Cells, release: Release) -> Verdict | None:
    """The verdict of an indicator against its target, by the areas together or by each of them; None where it has no
    target. Called for the matrix and for a delaftale's page."""
    if not release.has_target(adoption):
        return None
    return Verdict.of_all(one.verdict for one in list_judged_figures(adoption, cells, release))


def judge_delmaal(delmaal: Delmaal, cells: Cells, release: Release) -> JudgedDelmaal:
    """A delmål with its verdict: all its figures that have a target must meet theirs, and the weakest decides; `kan
    ikke opgøres` where none has a target. Called for each delmål on the pages that judge it."""
    adopted = [each for each in release.plan.adopted(delmaal_id=delmaal.id) if release.has_target(each)]
    by_indicator = [list_judged_figures(adoption, cells, release) for adoption in adopted]
    # An indicator without any figure counts too: what is not there cannot have met its target.
    verdict = Verdict.of_all(Verdict.of_all(one.verdict for one in figures) for figures in by_indicator)
    return JudgedDelmaal(delmaal, verdict, tuple(one for figures in by_indicator for one in figures))


def list_judged_delmaal(cells: Cells, release: Release, agreement_id: str | None = None) -> list[JudgedDelmaal]:
    """The delmål of one delaftale, or of all (None), in the plan's order, each with its verdict. Called for the
    summaries of the front page, the overview, a delaftale and the annual report, and to tell which verdicts are new."""
    agreements = [a.id for a in release.plan.delaftaler if agreement_id in (None, a.id)]
    delmaal = [each for agreement in agreements for each in release.plan.delmaal_of(agreement)]
    return [judge_delmaal(each, cells, release) for each in delmaal]


def name_deciding(one: JudgedDelmaal) -> str:
    """The figures that decide a delmål of several, `Afgøres af »Elevfravær«`; "" for a delmål of one figure, and for
    one that has met its target. Called by the annual report, whose table has no room for the reasons."""
    if len(one.figures) < 2 or not one.deciding:
        return ""
    return f"Afgøres af {danish.join_words(f'»{figure.name}«' for figure in one.deciding)}"


def explain_verdict(one: JudgedDelmaal) -> str:
    """Why a delmål has its verdict, and which of several figures decides it: `fordi der er databrud`, `Afgøres af
    »Elevfravær«, fordi der er databrud`; "" for one that has met its target. Called by the overview and by a
    delaftale's page, beside the verdict."""
    by_reason: dict[str, list[str]] = {}
    for figure in one.deciding:
        by_reason.setdefault(figure.reason, []).append(f"»{figure.name}«")
    if len(one.figures) < 2:
        return "".join(f"fordi {reason}" for reason in by_reason if reason)
    parts = [
        f"{danish.join_words(names)}{f', fordi {reason}' if reason else ''}" for reason, names in by_reason.items()
    ]
    return f"Afgøres af {danish.join_clauses(parts)}" if parts else ""


def explain_briefly(one: JudgedDelmaal) -> str:
    """Why a delmål has its verdict, where the figures that decide it are named beside: their one reason, `fordi ...`,
    or, where they differ, each with its name; "" for one that has met its target. Called by the overview's table of
    delmål and its document."""
    reasons = {figure.reason for figure in one.deciding}
    if len(reasons) != 1:
        return explain_verdict(one)
    return "".join(f"fordi {reason}" for reason in reasons if reason)


# What is said of several delmål with one verdict; the others are `er` and the word itself.
_MANY = {Verdict.MET: "er opfyldte", Verdict.UNCLEAR: "er uafklarede"}
_WITH_OWN_VERB = (Verdict.TOWARDS, Verdict.AWAY, Verdict.NOT_COMPUTABLE)


def make_predicate(verdict: Verdict, count: int = 1) -> str:
    """A verdict with its verb, as it is said of `count` delmål: `er opfyldt`, `peger mod målet`, `er uafklarede`.
    Called for the summaries, and for what is new."""
    if count > 1 and verdict in _MANY:
        return _MANY[verdict]
    return verdict.value if verdict in _WITH_OWN_VERB else f"er {verdict.value}"


def summarise_delmaal(judged: list[JudgedDelmaal]) -> str:
    """How many delmål have each verdict: a sentence to be read aloud. Called for the first sentence of the front page,
    the overview, a delaftale's page and the annual report. judged: at least one."""
    counts = {verdict: sum(each.verdict is verdict for each in judged) for verdict in Verdict}
    counts = {verdict: count for verdict, count in counts.items() if count}
    if len(counts) == 1:
        return _summarise_alike(len(judged), next(iter(counts)))
    clauses = [
        f"{danish.spell_count(count, one='ét')} {make_predicate(verdict, count)}" for verdict, count in counts.items()
    ]
    return f"Af de {danish.spell_count(len(judged))} delmål {_put_verb_first(clauses)}."


def _summarise_alike(count: int, verdict: Verdict) -> str:
    """The summary where all `count` delmål have the same verdict. Called by `summarise_delmaal`."""
    if count == 1:
        return f"Delmålet {make_predicate(verdict)}."
    none = {Verdict.NOT_COMPUTABLE: "kan opgøres", Verdict.NOT_ON_TRACK: "er på vej"}
    if verdict in none:
        return f"Ingen af de {danish.spell_count(count)} delmål {none[verdict]}."
    return f"De {danish.spell_count(count)} delmål {make_predicate(verdict, count)}."


def _put_verb_first(clauses: list[str]) -> str:
    """The clauses joined, the first with its verb in front, since `Af de ti delmål` stands before it: `er ét opfyldt,
    to peger mod målet, og tre er uafklarede`. Called by `summarise_delmaal`. clauses: each `<number> <verb> <rest>`."""
    number, verb, rest = clauses[0].split(" ", 2)
    return danish.join_clauses([f"{verb} {number} {rest}", *clauses[1:]])
