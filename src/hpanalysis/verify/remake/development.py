"""The change of a row since its baseline beside that of the rest of the municipality, made anew.

The difference of two differences (Card & Krueger 1994, Amer. Econ. Rev. 84, 772-793, table 3) with MOVER's interval.
An area has kept pace where the 90 % interval lies within the margin: two one-sided tests (Schuirmann 1987, J.
Pharmacokinet. Biopharm. 15, 657-680). Of shares of single persons and of rates all follows from the published counts,
within the correlations that the printed interval of the change allows. Of persons' time and means the two printed
changes with their intervals give the third one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.changes import bound_by_interval
from hpanalysis.verify.remake.figures import (
    MEAN,
    RATE,
    SCALES,
    SHARE,
    Counts,
    Earlier,
    Figures,
    is_pooled,
    read_counts,
    read_value,
)
from hpanalysis.verify.remake.formulas import differences
from hpanalysis.verify.remake.formulas.differences import Difference, Estimate, Rate
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import Range, Z
from hpanalysis.verify.remake.limited import compute_exact_value, read_range
from hpanalysis.verify.remake.tested import has_change, is_possible, make_share

CAUGHT_UP, KEPT_PACE, FALLEN_BEHIND, UNDECIDED = "hentet ind", "fulgt med", "sakket bagud", "kan ikke afgøres"
REST, LIMITS, LIMITS_90 = (
    ("rest_change", "rest_change_lo", "rest_change_hi"),
    ("development_lo", "development_hi"),
    ("development_lo_90", "development_hi_90"),
)
NUMBERS = (*REST, "development", *LIMITS, *LIMITS_90)
P, WORD, REASON = "development_p", "versus_development", "development_reason"
COLUMNS = (*NUMBERS, P, "development_ratio", "development_margin", WORD, REASON)
_Z_90 = 1.6448536269514722  # the normal quantile of 0.95
_SLACK = 1e-9  # what floating point may add to a number that lies on the edge of a rounded one
_TIE = 1e-9  # an outcome this near to being sure may be tested or not
_DIGITS = 6e-6  # half of the sixth digit of a p that begins with 1, and a little


# A row, its baseline, the rest of the municipality and the rest's baseline.
Four = tuple[Estimate, Estimate, Estimate, Estimate]


class Presence(Enum):
    """Whether a row has a development, as far as what is published tells."""

    NEVER = "nothing can be subtracted"
    MAYBE = "it rests on what is not published"
    ALWAYS = "all four figures are published"


class Sides(NamedTuple):
    """What a row's change is held against: the counts of the rest of the municipality. Made for each row that may have
    a development."""

    now: Counts
    before: Counts | None  # None where the baseline stands as the plan prints it


def _is_exact(row: Figure, figures: Figures) -> bool:
    """Whether limits follow from published counts alone. Asked of each row that has a development."""
    measure = figures.get_indicator(row).measure
    return measure == RATE or (measure == SHARE and not is_pooled(row))


def find_sides(row: Figure, before: Earlier | None, figures: Figures) -> tuple[Presence, Sides | None]:
    """Whether a row has a development, and the counts that it is held against. Called for each row. before: its
    baseline. A rest of which a number is below 0 comes from deliveries that contradict each other."""
    measure = figures.get_indicator(row).measure
    if not figures.is_followed(row) or not figures.get_judging(row).comparable or not has_change(row, before, figures):
        return Presence.NEVER, None
    assert before is not None  # there is a change
    rest = figures.find_rest(row)
    if not is_possible(rest, measure):
        return Presence.NEVER, None
    assert rest is not None  # it is possible
    if before.row is None:
        return Presence.MAYBE, Sides(rest, None)
    rest_before = figures.find_rest(before.row)
    if not is_possible(rest_before, measure):
        return Presence.NEVER, None
    # Of persons' time the sums over persons may contradict each other, unless both figures are tested all the same.
    is_tested = bool(row.cells["municipality_p"] and before.row.cells["municipality_p"]) and measure != MEAN
    return (Presence.ALWAYS if is_tested or _is_exact(row, figures) else Presence.MAYBE), Sides(rest, rest_before)


def _make_estimates(row: Figure, before: Earlier, sides: Sides, figures: Figures) -> Four | None:
    """The row, its baseline, the rest and the rest's baseline as estimates; None where limits do not follow from
    published counts. Called for each row that has a development."""
    now, earlier = read_counts(row), read_counts(before.row)
    if not _is_exact(row, figures) or now is None or earlier is None or sides.before is None:
        return None
    make = make_share if figures.get_indicator(row).measure == SHARE else _make_rate
    return make(now), make(earlier), make(sides.now), make(sides.before)


def _make_rate(counts: Counts) -> Rate:
    """The rate that counts are. Called for the four figures of each development of a rate."""
    return Rate(int(counts.numerator), float(counts.denominator or 1))


def _is_near(text: str, ends: Range, half: float) -> bool:
    """Whether a printed number lies between two numbers, or within rounding of them. Called for each limit."""
    return min(ends) - half - _SLACK <= float(text) <= max(ends) + half + _SLACK


def _round(counts: Counts, scale: int, decimals: int) -> Decimal:
    """The value of counts as it is printed, half up. Called for the rest of the municipality, now and at the
    baseline."""
    assert counts.denominator  # it is possible
    return (scale * counts.numerator / counts.denominator).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def list_wrong_numbers(row: Figure, before: Earlier | None, correlations: Range, figures: Figures) -> list[str]:
    """The columns of a row's development that do not follow from the four figures. Called for each row. before: its
    baseline; correlations: those of the two that the printed interval of the change allows."""
    cells, (presence, sides) = row.cells, find_sides(row, before, figures)
    filled = [column for column in NUMBERS if cells[column]]
    if not filled:
        wrong = [column for column in (P, "development_ratio", "development_margin") if cells[column]]
        return ["development", *wrong] if presence is Presence.ALWAYS else wrong
    if presence is Presence.NEVER or sides is None or before is None:
        return filled[:1]
    if len(filled) < len(NUMBERS):
        return [next(column for column in NUMBERS if not cells[column])]
    half = 0.5 * 10.0 ** -figures.get_indicator(row).decimals
    wrong = [*_find_wrong_values(row, before, sides, figures)]
    estimates = _make_estimates(row, before, sides, figures)
    if estimates is None:
        wrong += _find_wrong_printed_limits(row, before, sides, half)
        is_p_wrong = not bound_by_interval((cells[LIMITS[0]], cells[LIMITS[1]]), -round(math.log10(2 * half))).allows(
            cells[P]
        )
        return [*wrong, P] if cells[P] and is_p_wrong else wrong
    scale = SCALES[cells["unit"]]
    wrong += _find_wrong_limits(row, estimates, correlations, scale, half)
    return wrong if _can_be_p(cells[P], estimates, correlations) else [*wrong, P]


def _find_wrong_values(row: Figure, before: Earlier, sides: Sides, figures: Figures) -> Iterator[str]:
    """The columns of changes, ratio and margin that differ from what the printed and counted numbers give. Called for
    each row that has a development."""
    cells, indicator = row.cells, figures.get_indicator(row)
    scale, margin = SCALES[cells["unit"]], cells["development_margin"]
    if sides.before is not None:
        now, earlier = (_round(counts, scale, indicator.decimals) for counts in (sides.now, sides.before))
        if Decimal(cells["rest_change"]) != now - earlier:
            yield "rest_change"
        yield from _find_wrong_ratio(row, before, sides, indicator.measure != MEAN)
    if not cells["change"] or Decimal(cells["development"]) != Decimal(cells["change"]) - Decimal(cells["rest_change"]):
        yield "development"
    # The plan's general margin is in percentage points; of other units an indicator may have one of its own.
    if (cells["unit"] == "pct." and not margin) or (margin and Decimal(margin) != figures.get_judging(row).margin):
        yield "development_margin"


def _find_wrong_ratio(row: Figure, before: Earlier, sides: Sides, has_ratio: bool) -> Iterator[str]:
    """The column of the ratio of two ratios, where it is not the one of the four figures. Called for each row with a
    development since a published baseline. There is none of a mean, nor where one of the four is 0."""
    scale, printed = SCALES[row.cells["unit"]], row.cells["development_ratio"]
    assert sides.before is not None and before.row is not None  # the baseline is published
    rests = [scale * float(c.numerator) / float(c.denominator or 1) for c in (sides.now, sides.before)]
    values = [compute_exact_value(row), compute_exact_value(before.row), *rests]
    if not has_ratio or not all(values):
        if printed:
            yield "development_ratio"
        return
    now, earlier, rest, rest_before = (value or 0.0 for value in values)
    ratio = (now / earlier) / (rest / rest_before)
    if not printed or not _is_near(printed, (ratio, ratio), 0.005):
        yield "development_ratio"


def _find_wrong_limits(row: Figure, estimates: Four, correlations: Range, scale: int, half: float) -> Iterator[str]:
    """The columns of limits that the counts do not give at any correlation that row and baseline can have. Called for
    each development of a share of single persons, and of a rate."""
    a, b, rest_now, rest_before = estimates
    of_rest = Difference(rest_now, rest_before)
    for column, end in zip(REST[1:], of_rest.limits_at(Z), strict=True):
        if not _is_near(row.cells[column], (scale * end, scale * end), half):
            yield column
    for columns, z in ((LIMITS, Z), (LIMITS_90, _Z_90)):
        at = [Difference(Difference(a, b, correlation), of_rest).limits_at(z) for correlation in correlations]
        for column, ends in zip(columns, zip(*at, strict=True), strict=True):
            if not _is_near(row.cells[column], (scale * min(ends), scale * max(ends)), half):
                yield column


def _find_wrong_printed_limits(row: Figure, before: Earlier, sides: Sides, half: float) -> Iterator[str]:
    """The columns of limits that the two printed changes do not give. Called for each development of persons' time or
    of a mean, and since a baseline that only the plan prints."""
    cells, decimals = row.cells, -round(math.log10(2 * half))
    low, low_90, high_90, high = (float(cells[c]) for c in (LIMITS[0], *LIMITS_90, LIMITS[1]))
    if not low <= low_90 <= high_90 <= high:
        yield LIMITS_90[0]
    now, earlier = compute_exact_value(row), None if before.row is None else compute_exact_value(before.row)
    if sides.before is None or now is None or earlier is None or not cells["change_lo"] or not cells["change_hi"]:
        return
    scale = SCALES[cells["unit"]]
    rest = [scale * float(c.numerator) / float(c.denominator or 1) for c in (sides.now, sides.before)]
    of_area, of_rest = now - earlier, rest[0] - rest[1]
    for column, place, sign in ((LIMITS[0], 0, -1), (LIMITS[1], 1, 1)):
        # How far the limit that matters lies from each change: of the rest it is the one on the other side.
        own = _measure_reach(cells[("change_lo", "change_hi")[place]], of_area, decimals)
        other = _measure_reach(cells[REST[2 - place]], of_rest, decimals)
        ends = [of_area - of_rest + sign * math.hypot(own[end], other[end]) for end in (0, 1)]
        if not _is_near(cells[column], (ends[0], ends[1]), half):
            yield column


def _measure_reach(text: str, value: float, decimals: int) -> Range:
    """How far a printed limit lies from its value, at least and at most, before it was rounded. Called for both limits
    of both changes."""
    ends = sorted(abs(end - value) for end in read_range(text, decimals))
    first, last = read_range(text, decimals)
    return (0.0 if first <= value <= last else ends[0]), ends[1]


def _can_be_p(text: str, estimates: Four, correlations: Range) -> bool:
    """Whether a printed p is that of the two changes at a correlation that row and baseline can have. Called for each
    development whose counts are published. At the quantile of the p the lower limit of the larger change minus the
    smaller one is 0; the more row and baseline go together, the higher it lies."""
    a, b, rest_now, rest_before = estimates
    of_rest = Difference(rest_now, rest_before)
    surest = max(_find_surest_limits(a, b, of_rest))
    if not text:
        return surest < _TIE
    if surest < -_TIE:
        return False
    p = float(text)
    ends = []
    for correlation, slack in ((correlations[0], -_DIGITS), (correlations[1], _DIGITS)):
        z = differences.find_quantile(min(1.0, p * (1 + slack)))
        ends.append(_find_lower_limit(Difference(a, b, correlation), of_rest, z))
    is_small_enough = ends[0] <= _TIE * 1e-3 or p < 1e-297
    # Two counts' exact limits may lie apart at no confidence at all; then p is 1.
    return is_small_enough and (ends[1] >= -_TIE * 1e-3 or p == 1)


def _find_lower_limit(of_area: Difference, of_rest: Difference, z: float) -> float:
    """The lower limit of the larger change minus the smaller one at the normal quantile z. Called for each p, and to
    see whether any outcome could be sure."""
    larger, smaller = (of_area, of_rest) if of_area.value >= of_rest.value else (of_rest, of_area)
    return differences.compute_lower_limit(larger, smaller, 0.0, z)


def _find_surest_limits(a: Estimate, b: Estimate, of_rest: Difference) -> Iterator[float]:
    """How far from 0 the interval lies with the outcomes furthest out: none or all of the persons now, all of the
    area's events at one of the two times. Called for each p, because a test that never could be sure is none."""
    pairs: list[tuple[Estimate, Estimate]]
    if isinstance(a, Rate) and isinstance(b, Rate):
        events = a.events + b.events
        pairs = [(a._replace(events=n), b._replace(events=events - n)) for n in (0, events)]
    else:
        assert isinstance(a, differences.Share)  # shares and rates have estimates
        pairs = [(a._replace(numerator=n), b) for n in (0, a.denominator)]
    for now, before in pairs:
        yield _find_lower_limit(Difference(now, before), of_rest, Z)


def list_wrong_words(row: Figure, threshold: float, figures: Figures) -> list[str]:
    """The columns of word and reason that do not follow from a row's printed numbers. Called for each row. threshold:
    the largest p that is sure in its family. The reason stands exactly where it is undecided."""
    cells = row.cells
    is_told = figures.is_followed(row) and figures.is_delivered(row) and read_value(row) is not None
    expected = _word(row, threshold, figures) if is_told else ""
    wrong = [WORD] if cells[WORD] != expected else []
    return wrong if bool(cells[REASON]) == (cells[WORD] == UNDECIDED) else [*wrong, REASON]


def _word(row: Figure, threshold: float, figures: Figures) -> str:
    """The word that a row's printed development must have. Called for each row of an area or the total that shows a
    number. A sure difference goes before a likeness; one that the printed numbers contradict is not told."""
    cells = row.cells
    if not cells[P] or not all(cells[column] for column in NUMBERS):
        return UNDECIDED
    value, low, high = (float(cells[column]) for column in ("development", *LIMITS))
    is_contradicted = (low > 0 > value) or (high < 0 < value)
    if float(cells[P]) <= min(threshold, LEVEL) and value != 0 and not is_contradicted:
        return CAUGHT_UP if value * figures.get_judging(row).sign > 0 else FALLEN_BEHIND
    margin = cells["development_margin"]
    ends = [Decimal(cells[column]) for column in LIMITS_90]
    return KEPT_PACE if margin and -Decimal(margin) < ends[0] and ends[1] < Decimal(margin) else UNDECIDED
