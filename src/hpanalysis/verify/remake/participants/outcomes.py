"""What a row of udfald.csv may say: which cells are filled, which follow from which, and what may be concluded.

Means and standard errors rest on persons whom nobody publishes. So each number is held against the others of its row,
as far as rounding leaves them open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hpanalysis.published.figures import HIDDEN, SHOWN
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.limited import read_range
from hpanalysis.verify.remake.participants.sensitivity import find_wrong_e_values, fits_smallest

Cells = Mapping[str, str]

_MONTHS = ("first_month", "last_month")
_CHANGE = ("before", "after", "change", "change_lo", "change_hi")
_DIFFERENCE = ("difference", "difference_lo", "difference_hi")
_PLACEBO = ("placebo", "placebo_lo", "placebo_hi")
_OF_COMPARISON = (*_DIFFERENCE, "e_value", "e_value_of_limit", "smallest")
_NUMBERS = (*_CHANGE, "expected", *_DIFFERENCE, *_PLACEBO, "e_value", "e_value_of_limit", "elsewhere", "smallest")
_EXPECTED, _ELSEWHERE = "expected", "elsewhere"  # which a row may lack
_CONCLUSION = ("concluded", "reason")
_COLUMNS = ("persons_at_least", *_NUMBERS)  # of which a row that is not shown has none
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_PERSONS = re.compile(r"[1-9]\d*")
# Renard's series R10 (ISO 3:1973) as whole numbers of persons, which are rounded down.
_R10 = (10, 12.5, 16, 20, 25, 31.5, 40, 50, 63, 80)
_TENTHS = tuple(range(0, 101, 10))


@dataclass(frozen=True, kw_only=True)
class Words:
    """The closed words of the columns status, concluded and reason, as the package's program has them. Made once for
    each package."""

    nobody_yet: str
    better: str
    worse: str
    no_difference: str
    not_compared: str
    placebo_differs: str
    reasons: frozenset[str]
    of_hidden: frozenset[str]  # those of the reasons that a row without numbers may have


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """A row of udfald.csv, and what it is read by. Made for each row that is checked."""

    cells: Cells
    words: Words
    decimals: int  # that its numbers are printed with
    scale: int  # the most that a person's value can be: 100 of per cent
    higher_is_better: bool
    k: int  # the fewest participants that are told of
    levels: tuple[int, int]  # how many comparisons share the level of 5 %, least and most

    def read(self, name: str) -> Range:
        """The range that a printed number lay in. Called for each that another is held against."""
        return read_range(self.cells[name], self.decimals)

    @property
    def is_compared(self) -> bool:
        """Whether the participants are held against others. Read for what must be filled."""
        return self.cells["concluded"] not in ("", self.words.not_compared)


def find_wrong_cells(row: OutcomeRow) -> Iterator[str]:
    """The columns of a row that are empty and should not be, or the other way, or not of their form, or that do not
    follow. Called for each row of udfald.csv. Where a cell is not of its form, nothing is computed."""
    malformed = list(dict.fromkeys(_find_malformed(row)))
    yield from malformed
    if not malformed and row.cells["status"] == SHOWN:
        yield from _find_wrong_change(row)
        yield from _find_wrong_persons(row)
        yield from _find_wrong_placebo(row)
        if row.is_compared:
            yield from _find_wrong_difference(row)


def _find_malformed(row: OutcomeRow) -> Iterator[str]:
    """The columns that are filled otherwise than the row's status and conclusion say, or with another form. Called for
    each row."""
    cells, words = row.cells, row.words
    if cells["status"] not in (SHOWN, HIDDEN, words.nobody_yet):
        yield "status"
        return
    begun = cells["status"] != words.nobody_yet
    yield from (name for name in _MONTHS if not (_MONTH.fullmatch(cells[name]) if begun else cells[name] == ""))
    if cells["status"] != SHOWN:
        yield from (name for name in _COLUMNS if cells[name])
        yield from _find_told_of_hidden(row)
        return
    if cells["concluded"] not in (words.better, words.worse, words.no_difference, words.not_compared):
        yield "concluded"
        return
    if (cells["reason"] in words.reasons) is row.is_compared or (row.is_compared and cells["reason"]):
        yield "reason"
    has_placebo = row.is_compared or cells["reason"] == words.placebo_differs
    filled = {*_CHANGE, *(_OF_COMPARISON if row.is_compared else ()), *(_PLACEBO if has_placebo else ())}
    number = re.compile(r"-?(0|[1-9]\d*)" + (rf"\.\d{{{row.decimals}}}" if row.decimals else ""))
    for name in _NUMBERS:
        is_number, is_empty = number.fullmatch(cells[name]) is not None, cells[name] == ""
        may_be_told = name == _ELSEWHERE or (name == _EXPECTED and row.is_compared)
        if not (is_number if name in filled else is_empty or (is_number and may_be_told)):
            yield name
    if not _PERSONS.fullmatch(cells["persons_at_least"]):
        yield "persons_at_least"


def _find_told_of_hidden(row: OutcomeRow) -> Iterator[str]:
    """The columns of the conclusion of a row without numbers that say more than that there are too few to compare, or
    say it of a row that is not hidden. Called for each row that is not shown."""
    cells, words = row.cells, row.words
    told = [name for name in _CONCLUSION if cells[name]]
    may_be_told = cells["concluded"] == words.not_compared and cells["reason"] in words.of_hidden
    if told and not (cells["status"] == HIDDEN and may_be_told):
        yield from told


def _meet(one: Range, other: Range) -> bool:
    """Whether two ranges have a number in common. Called for each number that follows from others."""
    return one[0] <= other[1] and other[0] <= one[1]


def _add(one: Range, other: Range, times: float = 1) -> Range:
    """The range of a sum, or of one number and some times the other. Called for changes and middles."""
    ends = sorted(times * end for end in other)
    return one[0] + ends[0], one[1] + ends[1]


def _is_interval(row: OutcomeRow, names: tuple[str, str, str]) -> bool:
    """Whether a number lies in the middle of its limits, as Student's do. Called for the change, the difference and the
    placebo. names: of the number and of its two limits."""
    value, low, high = (row.read(name) for name in names)
    if not float(row.cells[names[1]]) <= float(row.cells[names[0]]) <= float(row.cells[names[2]]):
        return False
    middle = _add(low, high)
    return _meet((middle[0] / 2, middle[1] / 2), value)


def _find_wrong_change(row: OutcomeRow) -> Iterator[str]:
    """The columns of before, after and change that do not follow from each other, or that no person's value can give.
    Called for each shown row."""
    before, after = row.read("before"), row.read("after")
    for name in ("before", "after"):
        if not 0 <= float(row.cells[name]) <= row.scale:
            yield name
    if not _meet(_add(after, before, -1), row.read("change")):
        yield "change"
    if not _is_interval(row, ("change", "change_lo", "change_hi")):
        yield from ("change_lo", "change_hi")
    if row.cells["expected"] and abs(float(row.cells["expected"])) > row.scale:
        yield "expected"


def list_preferred(least: int, most: int) -> Iterator[int]:
    """The numbers of persons that are told, from one to another: those of Renard's series, as whole numbers, and the
    least. Called for each shown row."""
    steps = {int(step * 10**place) for place in range(-1, 6) for step in _R10}
    yield from sorted(step for step in {least, *steps} if least <= step <= most)


def _find_wrong_persons(row: OutcomeRow) -> Iterator[str]:
    """The number of persons if it is no step from twice the least on, and the share of those who began elsewhere if no
    such number of persons gives it. Called for each shown row."""
    told, least = int(row.cells["persons_at_least"]), 2 * row.k
    steps = list(list_preferred(least, 20 * max(told, least)))
    if told not in steps:
        yield "persons_at_least"
        return
    following = steps[steps.index(told) + 1]
    if row.cells["elsewhere"] and not _fits_elsewhere(float(row.cells["elsewhere"]), range(told, following + 1), row.k):
        yield "elsewhere"


def _fits_elsewhere(told: float, persons: range, k: int) -> bool:
    """Whether a share is a tenth that some number of these persons has, where neither those inside nor those outside
    are few. Called for each share that is told."""
    if told not in _TENTHS:
        return False
    for n in persons:
        for inside in (0, *range(k, n - k + 1), n):
            if abs(100 * inside / n - told) <= 5 + 1e-9:
                return True
    return False


def _find_wrong_placebo(row: OutcomeRow) -> Iterator[str]:
    """The columns of the placebo if they are no interval, or hold no difference where one forbids the comparison, or
    the other way. Called for each shown row with a placebo."""
    if not row.cells["placebo"]:
        return
    if not _is_interval(row, _PLACEBO):
        yield from _PLACEBO
        return
    low, high = (float(row.cells[name]) for name in _PLACEBO[1:])
    # A limit that is printed as 0 may lie on either side of it.
    may_hold, may_not_hold = low <= 0 <= high, low >= 0 or high <= 0
    if not (may_hold if row.is_compared else may_not_hold):
        yield from _PLACEBO[1:]


def list_conclusions(row: OutcomeRow) -> set[str]:
    """The words that the interval of the difference gives: one, or two where a limit is printed as 0. Called for each
    row that is compared."""
    low, high = (float(row.cells[name]) for name in _DIFFERENCE[1:])
    above, below = row.words.better, row.words.worse
    if not row.higher_is_better:
        above, below = below, above
    found = {row.words.no_difference} if low <= 0 <= high else set()
    return found | ({above} if low >= 0 else set()) | ({below} if high <= 0 else set())


def _find_wrong_difference(row: OutcomeRow) -> Iterator[str]:
    """The columns of the difference that do not follow: its interval, the word, the E-values, and the smallest
    difference that would be seen. Called for each row that is compared."""
    if not _is_interval(row, _DIFFERENCE):
        yield from _DIFFERENCE
        return
    if row.cells["concluded"] not in list_conclusions(row):
        yield "concluded"
    limits = row.read("difference_lo"), row.read("difference_hi")
    after = row.read("after")
    e_values = row.read("e_value"), row.read("e_value_of_limit")
    told = float(row.cells["difference_lo"]), float(row.cells["difference_hi"])
    yield from find_wrong_e_values(row.read("difference"), limits, after, e_values, told, row.scale)
    if not fits_smallest(row.read("smallest"), limits, row.levels):
        yield "smallest"
