"""What a table prints that nothing can be held against: reported once for each reason, with the figures it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis import danish
from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.tables import Answer


def _count_figures(count: int) -> str:
    """How many figures, as a sentence begins: `Ét tal`, `79 tal`. Called for the questions that cannot be decided."""
    return f"{danish.capitalise(danish.spell_count(count, one='ét'))} tal"


def _report_undecided(
    kind: FindingKind, figures: Iterable[PrintedFigure], reasoning: str, column: str = "value_as_printed"
) -> Finding:
    """Make a finding with the answer UNDECIDED about these figures; called by each `find_` function of this module.
    kind: what could not be checked. reasoning: Danish, why not. column: the column of the figures that is to blame, and
    so is named as their place."""
    cells = tuple(figure.cell(column) for figure in figures)
    return Finding(kind=kind, answer=Answer.UNDECIDED, cells=cells, reasoning=reasoning)


def _explain_no_persons(figure: PrintedFigure, known: Known) -> str:
    """Say in Danish why a percentage cannot be held against whole persons; empty if it can, for a count, and for a
    figure without a value. Called for each figure by `find_without_persons`. A figure of an unknown indicator outside 0
    to 100 has a reason too, because it need not be a percentage at all."""
    if figure.value is None or known.is_count(figure.indicator):
        return ""
    if figure.n is None:
        return "der ikke er trykt nogen nævner"
    if figure.indicator not in known.indicators and not 0 <= figure.value.value <= 100:
        return "indikatoren kendes ikke, og tallet er ingen procent"
    return known.why_no_persons(figure.indicator)


def find_without_persons(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Make a finding for each reason why percentages cannot be compared with whole numbers of persons, such as an
    unprinted n. Called once an audit with the table's own figures. Figures with the same reason share one finding."""
    by_reason: dict[str, list[PrintedFigure]] = {}
    for figure in figures:
        if reason := _explain_no_persons(figure, known):
            by_reason.setdefault(reason, []).append(figure)
    return [
        _report_undecided(
            FindingKind.NO_COUNT,
            concerned,
            f"{_count_figures(len(concerned))} kan ikke sammenlignes med et helt antal personer, fordi {reason}.",
        )
        for reason, concerned in by_reason.items()
    ]


def find_unknown(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Make a finding for areas that the plan does not have, and one for indicators that no definition describes. Called
    once an audit with the table's own figures. No finding where all areas, or all indicators, are known."""
    figures = list(figures)
    findings = []
    if outside := [f for f in figures if f.area not in known.areas.kinds]:
        names = danish.join_words(f"»{area}«" for area in dict.fromkeys(f.area for f in outside))
        reasoning = (
            f"Planen har ikke {names}. Tallene er kun holdt op mod andre tal for samme område, ikke lagt sammen."
        )
        findings.append(_report_undecided(FindingKind.TOTAL_COUNT, outside, reasoning, "area_id"))
    if undefined := [f for f in figures if f.indicator not in known.indicators]:
        names = danish.join_words(f"»{key}«" for key in dict.fromkeys(f.indicator for f in undefined))
        reasoning = (
            f"Der er ingen definition af {names}. Tallene er læst som procenter af nævneren og ikke holdt op mod andre "
            "indikatorer."
        )
        findings.append(_report_undecided(FindingKind.CATEGORIES, undefined, reasoning, "indicator_id"))
    return findings


def _find_incomparable(group: Group, others: list[Group]) -> Iterator[tuple[str, PrintedFigure]]:
    """Yield each of the municipality's figures in a group that cannot be compared with the areas', after the reason
    (Danish).

    Called for each group by `find_incomparable_municipality`. A figure cannot be compared where another source prints
    the areas' figures, or where it does not cover the areas' residents. others: the other groups of the same window,
    one of which may have the areas' figures. Nothing where the table has no municipality.
    """
    areas, known = group.known.areas, group.known
    if areas.municipality is None:
        return
    for indicator in group.indicators:
        figure = group.figures.get((indicator, areas.municipality))
        if figure is None or figure.value is None or indicator not in known.indicators:
            continue
        with_areas = any((indicator, area) in group.figures for area in areas.parts)
        areas_elsewhere = any((indicator, area) in other.figures for other in others for area in areas.parts)
        if not with_areas and areas_elsewhere and figure.source:
            yield "kilden er en anden end områdernes", figure
        elif with_areas and not known.within_municipality(indicator):
            yield f"kommunens tal dækker {known.indicators[indicator].municipality.value}", figure


def find_incomparable_municipality(groups: list[Group]) -> list[Finding]:
    """Make a finding for each reason why figures of the municipality cannot be compared with the areas' figures:
    another source, or that they do not cover the areas' residents. Called once an audit. groups: all its figures, those
    of one window, source and denominator together."""
    by_window: dict[str, list[Group]] = {}
    for group in groups:
        by_window.setdefault(group.window, []).append(group)
    by_reason: dict[str, list[PrintedFigure]] = {}
    for group in groups:
        for reason, figure in _find_incomparable(group, [g for g in by_window[group.window] if g is not group]):
            by_reason.setdefault(reason, []).append(figure)
    return [
        _report_undecided(
            FindingKind.AREAS_EXCEED,
            concerned,
            f"{_count_figures(len(concerned))} for kommunen kan ikke sammenlignes med områdernes, fordi {reason}.",
        )
        for reason, concerned in by_reason.items()
    ]
