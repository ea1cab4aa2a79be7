"""What a table prints that nothing can be held against: said once for each reason, with the figures it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis import danish
from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.tables import Answer


def _report_undecided(
    kind: FindingKind, figures: Iterable[PrintedFigure], reasoning: str, column: str = "value_as_printed"
) -> Finding:
    return Finding(kind, Answer.UNDECIDED, tuple(f.cell(column) for f in figures), reasoning)


def _number(count: int) -> str:
    return f"{danish.format_number(count)} tal"


def _explain_no_persons(figure: PrintedFigure, known: Known) -> str:
    """Why a percentage cannot be held against whole persons; empty if it can, or if it is no percentage."""
    if figure.value is None or known.is_count(figure.indicator):
        return ""
    why = known.why_no_persons(figure.indicator)
    if figure.n is None:
        return "der ikke er trykt nogen nævner"
    if figure.indicator not in known.indicators and not 0 <= figure.value.value <= 100:
        return "indikatoren kendes ikke, og tallet er ingen procent"
    return why


def find_without_persons(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Figures that cannot be held against whole persons, by the reason."""
    by_reason: dict[str, list[PrintedFigure]] = {}
    for figure in figures:
        if reason := _explain_no_persons(figure, known):
            by_reason.setdefault(reason, []).append(figure)
    return [
        _report_undecided(
            FindingKind.NO_COUNT,
            own,
            f"Der er {_number(len(own))}, som ikke kan holdes op mod et helt antal personer, fordi {reason}.",
        )
        for reason, own in by_reason.items()
    ]


def find_unknown(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Areas and indicators that neither the plan nor the definitions know."""
    figures = list(figures)
    strange = [f for f in figures if f.area not in known.areas.kinds]
    findings = []
    if strange:
        names = danish.join_words(f"»{area}«" for area in dict.fromkeys(f.area for f in strange))
        reasoning = (
            f"Planen har ikke {names}. Tallene er kun holdt op mod andre tal for samme område, ikke lagt sammen."
        )
        findings.append(_report_undecided(FindingKind.TOTAL_COUNT, strange, reasoning, "area_id"))
    odd = [f for f in figures if f.indicator not in known.indicators]
    if odd:
        names = danish.join_words(f"»{key}«" for key in dict.fromkeys(f.indicator for f in odd))
        reasoning = (
            f"Der er ingen definition af {names}. Tallene er læst som procenter af nævneren og ikke holdt op mod andre "
            "indikatorer."
        )
        findings.append(_report_undecided(FindingKind.CATEGORIES, odd, reasoning, "indicator_id"))
    return findings


def _find_incomparable(group: Group, others: list[Group]) -> Iterator[tuple[str, PrintedFigure]]:
    """The municipality's figures that the areas cannot be held against, and why."""
    areas, known = group.known.areas, group.known
    municipality = areas.only("municipality")
    for indicator in group.indicators:
        figure = group.figures.get((indicator, municipality))
        if figure is None or figure.value is None or indicator not in known.indicators:
            continue
        here = any((indicator, area) in group.figures for area in areas.parts)
        elsewhere = any((indicator, area) in other.figures for other in others for area in areas.parts)
        if not here and elsewhere and figure.source:
            yield "kilden er en anden end områdernes", figure
        elif here and not known.within_municipality(indicator):
            yield f"kommunens tal dækker {known.indicators[indicator].municipality.value}", figure


def find_incomparable_municipality(groups: list[Group]) -> list[Finding]:
    """Figures of the municipality that cover others than the areas' figures do, by the reason."""
    same: dict[str, list[Group]] = {}
    for group in groups:
        same.setdefault(group.window, []).append(group)
    by_reason: dict[str, list[PrintedFigure]] = {}
    for group in groups:
        for reason, figure in _find_incomparable(group, [g for g in same[group.window] if g is not group]):
            by_reason.setdefault(reason, []).append(figure)
    return [
        _report_undecided(
            FindingKind.AREAS_EXCEED,
            own,
            f"Der er {_number(len(own))} for kommunen, som ikke kan holdes op mod områdernes, fordi {reason}.",
        )
        for reason, own in by_reason.items()
    ]
