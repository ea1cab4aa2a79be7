"""Lines of figures that are printed twice: an area's line like another's, or an indicator's like another's.

A line that repeats another wholly is told only if chance would hardly make it: as if each figure fell anywhere between
the least and the greatest printed for its indicator, one of as many as there are figures (or, with an n, counts)
between them. Even then it proves nothing by itself; a copy that also breaks a sum is found in `sizes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import comb

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.tables import Answer

# A repeated line is told where chance would make one in fewer than a million tables.
UNLIKELY = 1e-6
# Two figures alike are nothing.
_LEAST_FIGURES = 2
# Without an n there may be so few persons behind a percentage that no more than these can be printed.
_MOST_VALUES_WITHOUT_N = 20

Line = list[PrintedFigure]


def _measure_spreads(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str], tuple[float, int]]:
    """Indicator and window -> how far apart its figures lie (in its own unit), and how far its n do."""
    values: dict[tuple[str, str], Line] = {}
    for figure in figures:
        values.setdefault((figure.indicator, figure.window), []).append(figure)
    found = {}
    for key, own in values.items():
        printed = [figure.value.value for figure in own]
        sizes = [figure.n for figure in own if figure.n is not None]
        found[key] = float(max(printed) - min(printed)), max(sizes, default=0) - min(sizes, default=0)
    return found


def _estimate_chance(figure: PrintedFigure, spread: tuple[float, int]) -> float:
    """The chance that a figure falls on another's place, its n being the same. None and all are too common to count."""
    width, _ = spread
    if figure.value.value in (0, 100):
        return 1.0
    places = width / float(2 * figure.value.half_unit)
    most = _MOST_VALUES_WITHOUT_N if figure.n is None else width * figure.n / 100
    return 1 / (min(places, most) + 1)


def _estimate_chance_of_line(line: Line, spreads: dict, known: Known) -> float:
    """The chance of the whole line. The last category of a classification follows from the others; an n comes once."""
    chance, sized, classified = 1.0, set(), set()
    for figure in line:
        spread = spreads[figure.indicator, figure.window]
        indicator = known.indicators.get(figure.indicator)
        category = (figure.window, figure.area, indicator.category_of) if indicator and indicator.category_of else None
        if category is None or category in classified:
            chance *= _estimate_chance(figure, spread)
        classified.add(category)
        family = (figure.window, figure.area, known.family(figure.indicator))
        if figure.n is not None and family not in sized:
            sized.add(family)
            chance /= spread[1] + 1
    return chance


def _group_lines(figures: Iterable[PrintedFigure], by) -> dict[object, Line]:
    found: dict[object, Line] = {}
    for figure in figures:
        found.setdefault(by(figure), []).append(figure)
    return {key: line for key, line in found.items() if len(line) >= _LEAST_FIGURES}


def _find_repeated(lines: dict[object, Line], place) -> list[tuple[Line, Line]]:
    """Lines that are the same throughout: the same figures and n at the same places."""
    seen: dict[object, Line] = {}
    found = []
    for line in lines.values():
        key = frozenset((place(f), f.value.value, f.value.decimals, f.n) for f in line)
        if key in seen:
            found.append((seen[key], line))
        seen.setdefault(key, line)
    return found


def _report_copy(first: Line, second: Line, known: Known, across: bool) -> Finding:
    def name(line: Line) -> str:
        if across:
            return known.areas.name(line[0].area)
        return f"{known.label(line[0].indicator)} ({words.shorten_window(line[0].window)})"

    printed = danish.join_words(words.describe_value(figure, known) for figure in first)
    reasoning = (
        f"{name(second)} er trykt med nøjagtig de samme {len(first)} tal som {name(first)}: {printed}. Så mange "
        "ens tal er næppe tilfældige, men det kan ikke afgøres ud fra tabellen, om den ene række er gentaget fra "
        "den anden."
    ).replace("..", ".")
    return Finding(FindingKind.COPIED, Answer.UNDECIDED, tuple(f.cell() for f in (*first, *second)), reasoning)


def check(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Areas whose lines repeat each other within a window, and indicators that do so over the areas."""
    printed = [figure for figure in figures if figure.value is not None]
    spreads, findings = _measure_spreads(printed), []
    for across, by, place in (
        (True, lambda f: (f.window, f.source, f.area), lambda f: (f.window, f.source, f.indicator)),
        (False, lambda f: (f.indicator, f.window, f.source), lambda f: f.area),
    ):
        lines = _group_lines(printed, by)
        for first, second in _find_repeated(lines, place):
            # Parts and wholes may well be the same persons.
            kin = not across and known.family(first[0].indicator) == known.family(second[0].indicator)
            if not kin and _estimate_chance_of_line(second, spreads, known) * comb(len(lines), 2) < UNLIKELY:
                findings.append(_report_copy(first, second, known, across))
    return findings
