"""What is told beside a verdict, so that nobody takes it for more than it is: that its figure was measured before the
plan began, and that figures of one delmål may have other verdicts than the delmål itself.

Who sees `ikke på vej` takes it for the plan's doing, and who sees a delmål beside a figure of the same name takes the
two for one. So the page says it, where the verdict stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.plan import Adoption
from hpanalysis.report import goals
from hpanalysis.report.cells import Cells
from hpanalysis.report.release import Release
from hpanalysis.tables import Verdict

BEFORE = "målt, før planen begyndte"


def say_measured_before(figures: Sequence[goals.JudgedFigure], release: Release) -> str:
    """That the figures which a verdict is given on were measured before the plan began: `målt, før planen begyndte` of
    all of them, else with the names of those that were; "" of none. Called beside the verdict on a delmål and on an
    indicator. figures: those that decide."""
    before = [figure for figure in figures if release.is_before_plan(figure.cell)]
    if len(before) == len(figures):
        return BEFORE if before else ""
    names = danish.join_words(f"»{figure.name}«" for figure in before)
    return f"{names} er {BEFORE}" if names else ""


def _list_deciding(one: goals.JudgedDelmaal) -> list[goals.JudgedFigure]:
    """The figures that a delmål's verdict is given on: the weakest, or all where it is met. Called for each note."""
    return one.deciding or list(one.figures)


def say_of_delmaal(one: goals.JudgedDelmaal, release: Release) -> str:
    """`say_measured_before` of the figures that decide a delmål. Called beside its verdict."""
    return say_measured_before(_list_deciding(one), release)


def say_of_indicator(adoption: Adoption, cells: Cells, release: Release) -> str:
    """`say_measured_before` of the figures that decide the verdict on one indicator; "" without a target. Called beside
    that verdict on a delaftale's page."""
    figures = goals.list_judged_figures(adoption, cells, release)
    verdict = goals.find_verdict_of_indicator(adoption, cells, release)
    weakest = [one for one in figures if verdict in (one.verdict, one.verdict.among_others)]
    return say_measured_before(weakest, release)


def name_other_verdicts(one: goals.JudgedDelmaal, release: Release) -> str:
    """The figures of a delmål that do not decide it, each with its own verdict: `»Elevfravær« er uafklaret, men det
    svageste tal afgør delmålet`; "" where all its figures decide. Called beside the delmål's verdict."""
    others = [figure for figure in one.figures if figure not in _list_deciding(one)]
    alike: dict[tuple[str, Verdict], list[goals.JudgedFigure]] = {}
    for figure in others:
        alike.setdefault((figure.adoption.indicator_id, figure.verdict), []).append(figure)
    told = [_tell_alike(figures, release) for figures in alike.values()]
    return f"{danish.join_clauses(told)}, men det svageste tal afgør delmålet" if told else ""


def _tell_alike(figures: Sequence[goals.JudgedFigure], release: Release) -> str:
    """The figures of one indicator with one verdict: a single one by its name, more by how many areas they are of,
    because seven names in a row are read by nobody. Called for each such group."""
    first = figures[0]
    if len(figures) == 1:
        return f"»{first.name}« {goals.make_predicate(first.verdict)}"
    label = release.indicator(first.adoption.indicator_id).label
    return f"»{label}« {goals.make_predicate(first.verdict)} i {danish.spell_count(len(figures))} områder"


def list_notes(one: goals.JudgedDelmaal, release: Release) -> list[str]:
    """What is told beside a delmål's verdict after its reason, without a full stop; empty for most. Called wherever a
    page tells a delmål's verdict with its reason."""
    return [note for note in (say_of_delmaal(one, release), name_other_verdicts(one, release)) if note]


def name_deciding_figures(adoption: Adoption, cells: Cells, release: Release) -> str:
    """Which figures decide the delmål of an indicator that does not decide it itself, and the delmål's verdict:
    `Delmålet afgøres af »På kontanthjælp« og er uafklaret`; "" for an indicator that decides. Called beside the verdict
    on the indicator."""
    one = goals.judge_delmaal(release.plan.goal(adoption.delmaal_id), cells, release)
    deciding = _list_deciding(one)
    if any(figure.adoption.indicator_id == adoption.indicator_id for figure in deciding):
        return ""
    names = danish.join_words(f"»{figure.name}«" for figure in deciding)
    return f"Delmålet afgøres af {names} og {goals.make_predicate(one.verdict)}" if names else ""
