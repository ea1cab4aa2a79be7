"""Lines of figures that are printed twice: an area's line like another's, or an indicator's like another's.

A line that repeats another wholly is reported only if chance would hardly make it. The chance is estimated as if each
figure fell anywhere between the least and the greatest printed for its indicator, on one of the figures (or, with an n,
counts) that can be printed there. Even then it proves nothing by itself; a copy that also breaks a sum is found in
`sizes`.

Example: an indicator printed from 10,0 to 30,0 has 201 places with one decimal, so a second area falls on the same one
by chance in 1 of 201. Three such figures alike are 1 in 8 million.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from math import comb
from typing import NamedTuple

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.audit_table.table.known import Known
from hpanalysis.tables import Answer

# A repeated line is reported where chance would make one in fewer than a million tables.
UNLIKELY = 1e-6
# One figure alone is no line.
_LEAST_FIGURES = 2
# Without an n there may be so few persons behind a percentage that no more than these values can be printed.
_MOST_VALUES_WITHOUT_N = 20

Line = list[PrintedFigure]


class Spread(NamedTuple):
    """How far apart the figures of an indicator lie in one window; from it the chance of equal figures is estimated."""

    values: float  # greatest less least, in the indicator's own unit
    sizes: int  # greatest n less least n; 0 where no n is printed


def _measure_spreads(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str], Spread]:
    """Measure how far apart each indicator's printed figures, and their n, lie in each window: (indicator, window) ->
    `Spread`. Called once by `check`, which looks for copied figures, because figures that differ little are likelier to
    be equal by chance."""
    by_indicator: dict[tuple[str, str], Line] = {}
    for figure in figures:
        by_indicator.setdefault((figure.indicator, figure.window), []).append(figure)
    spreads = {}
    for key, line in by_indicator.items():
        values = [figure.number.value for figure in line]
        sizes = [figure.n for figure in line if figure.n is not None]
        spreads[key] = Spread(float(max(values) - min(values)), max(sizes, default=0) - min(sizes, default=0))
    return spreads


def _estimate_chance(figure: PrintedFigure, spread: Spread) -> float:
    """Estimate the chance, from 0 to 1, that a figure equals another by accident when both have the same n.

    Called for the figures of a line (an area's or an indicator's) that repeats another, because a line that chance may
    repeat is not reported. spread: how far apart the figures of its indicator lie. 0 and 100 pct. are so common that
    they count as certain, 1.0.
    """
    if figure.number.value in (0, 100):
        return 1.0
    places = spread.values / float(2 * figure.number.half_unit)
    most = _MOST_VALUES_WITHOUT_N if figure.n is None else spread.values * figure.n / 100
    return 1 / (min(places, most) + 1)


def _estimate_chance_of_line(line: Line, spreads: dict[tuple[str, str], Spread], known: Known) -> float:
    """Estimate the chance, from 0 to 1, that a line of figures (all of an area, or all of an indicator, in one window)
    equals another by accident.

    Called by `check` for each line that is printed twice, which is reported only if the chance is tiny. spreads: from
    `_measure_spreads`. The first category of a classification is not counted, for it follows from the others, which add
    up to 100 pct. Indicators of a family have the same denominator, so their n is counted once.
    """
    chance = 1.0
    families: set[tuple[str, str, str]] = set()
    classifications: set[tuple[str, str, str]] = set()
    for figure in line:
        spread = spreads[figure.indicator, figure.window]
        indicator = known.indicators.get(figure.indicator)
        if indicator is None or not indicator.category_of:
            chance *= _estimate_chance(figure, spread)
        else:
            classification = (figure.window, figure.area, indicator.category_of)
            if classification in classifications:
                chance *= _estimate_chance(figure, spread)
            classifications.add(classification)
        family = (figure.window, figure.area, known.family(figure.indicator))
        if figure.n is not None and family not in families:
            families.add(family)
            chance /= spread.sizes + 1
    return chance


def _group_lines(figures: Iterable[PrintedFigure], by: Callable[[PrintedFigure], Hashable]) -> list[Line]:
    """Group figures into lines: those for which `by` gives the same key. Lines of a single figure are left out. Called
    twice by `check`, which looks for lines that repeat another: a line is an area's figures in a window, or an
    indicator's figures over the areas."""
    lines: dict[Hashable, Line] = {}
    for figure in figures:
        lines.setdefault(by(figure), []).append(figure)
    return [line for line in lines.values() if len(line) >= _LEAST_FIGURES]


def _find_repeated(lines: list[Line], place: Callable[[PrintedFigure], Hashable]) -> list[tuple[Line, Line]]:
    """Find pairs of lines (areas' or indicators' figures) that are the same throughout: values, decimals and n at the
    same places. Called twice by `check`, to report possible copies. place: gives the key by which figures of two lines
    correspond, such as their indicator. The first line of a pair stands first in the table."""
    seen: dict[Hashable, Line] = {}
    pairs = []
    for line in lines:
        key = frozenset((place(f), f.number.value, f.number.decimals, f.n) for f in line)
        if key in seen:
            pairs.append((seen[key], line))
        seen.setdefault(key, line)
    return pairs


def _report_copy(first: Line, second: Line, known: Known, across_areas: bool) -> Finding:
    """Make the finding (undecided, because chance is never excluded) for two equal lines of figures; called by `check`.
    across_areas: True where the lines are two areas', False where they are two indicators'."""

    def name(line: Line) -> str:
        """Name one of the two lines in the finding's sentence: by its area, or by its indicator and window."""
        if across_areas:
            return known.areas.name(line[0].area)
        return f"{known.label(line[0].indicator)} ({words.shorten_window(line[0].window)})"

    printed = danish.join_words(words.describe_value(figure, known) for figure in first)
    reasoning = (
        f"{name(second)} er trykt med nøjagtig de samme {len(first)} tal som {name(first)}: {printed}. Så mange "
        "ens tal er næppe tilfældige, men det kan ikke afgøres ud fra tabellen, om den ene række er gentaget fra "
        "den anden."
    ).replace("..", ".")
    return Finding(
        kind=FindingKind.COPIED,
        answer=Answer.UNDECIDED,
        cells=tuple(figure.cell() for figure in (*first, *second)),
        reasoning=reasoning,
    )


def check(figures: Iterable[PrintedFigure], known: Known) -> list[Finding]:
    """Find areas that print the same figures as another in a window, and indicators that print the same over all areas.
    Called once an audit with the table's own figures; those without a value are left out. Reported are only repetitions
    that chance would make in fewer than one of a million tables (`UNLIKELY`)."""
    printed = [figure for figure in figures if figure.value is not None]
    spreads = _measure_spreads(printed)

    def is_unlikely(line: Line, pairs: int) -> bool:
        """Say whether chance hardly made a repeated line (two areas, or two indicators, with the same figures). Called
        for each repeated line. pairs: how many pairs of lines were compared, for among many pairs chance repeats
        some."""
        return _estimate_chance_of_line(line, spreads, known) * pairs < UNLIKELY

    lines_of_areas = _group_lines(printed, lambda f: (f.window, f.source, f.area))
    pairs_of_areas = comb(len(lines_of_areas), 2)
    findings = [
        _report_copy(first, second, known, across_areas=True)
        for first, second in _find_repeated(lines_of_areas, lambda f: (f.window, f.source, f.indicator))
        if is_unlikely(second, pairs_of_areas)
    ]
    lines_of_indicators = _group_lines(printed, lambda f: (f.indicator, f.window, f.source))
    pairs_of_indicators = comb(len(lines_of_indicators), 2)
    for first, second in _find_repeated(lines_of_indicators, lambda f: f.area):
        # A part and its whole may well be the same persons, so their being equal is no sign of a copy.
        related = known.family(first[0].indicator) == known.family(second[0].indicator)
        if not related and is_unlikely(second, pairs_of_indicators):
            findings.append(_report_copy(first, second, known, across_areas=False))
    return findings
