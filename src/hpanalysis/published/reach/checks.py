"""deltagere.csv and forloeb.csv by themselves: what a row may say, and what rows must say together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import HIDDEN, SHOWN, Figure, Key
from hpanalysis.published.names import COURSES_CSV, REACH_CSV
from hpanalysis.published.reach.declared import ReachDefinitions
from hpanalysis.published.reach.rows import NUMBERS, ReachKey, ReachRow

_Z = 1.959963984540054  # of an interval of 95 %
_COURSE_NUMBERS = ("participants", "ended", "finished", "weeks")
_DECIMALS = 1  # of a coverage and of weeks


def compute_coverage(reached: int, members: int) -> tuple[float, float, float]:
    """The coverage in per cent with its interval of 95 % (Wilson 1927, J. Amer. Statist. Assoc. 22, 209-212), of over 0
    members. Called for each shown row that is checked: the value, the lower and the upper limit."""
    share, square = reached / members, _Z * _Z / members
    reach = math.sqrt(square * (share * (1 - share) + square / 4))
    lo = 0.0 if reached == 0 else (share + square / 2 - reach) / (1 + square)
    hi = 1.0 if reached == members else (share + square / 2 + reach) / (1 + square)
    return 100 * share, 100 * lo, 100 * hi


def _is_printed(text: str, number: float) -> bool:
    """Whether a cell is a number as it is printed, to its last decimal. Called for each number that follows."""
    try:
        return abs(Decimal(text) - Decimal(number)) <= Decimal("0.5") * Decimal(10) ** -_DECIMALS + Decimal("1e-9")
    except ArithmeticError:
        return False


def _is_small(number: int, k: int) -> bool:
    """Whether a number is of too few persons, but not of none. Called for each number of persons that is told."""
    return 0 < number < k


def _find_wrong_row(row: ReachRow, rows: Mapping[Key, Figure], reach: ReachDefinitions) -> Iterator[tuple[Fault, str]]:
    """What is wrong with a row by itself: a hidden one with a number, a coverage that its counts do not give, too few
    persons, another size of the target group than indicators.csv has. Called for each row."""
    if told := [name for name in NUMBERS if row.cells[name] and row.status != SHOWN]:
        yield Fault.DESCENDANT, f"kolonnen {told[0]}"
    if row.status != SHOWN or row.reached is None or row.members is None:
        return
    if row.reached > row.members or not row.members:
        yield Fault.FOLLOWS_NOT, "kolonnerne reached, members"
        return
    numbers = compute_coverage(row.reached, row.members)
    if not all(
        _is_printed(row.cells[name], number) for name, number in zip(("value", "lo", "hi"), numbers, strict=True)
    ):
        yield Fault.FOLLOWS_NOT, "kolonnerne value, lo, hi"
    if row.members < 2 * reach.k or _is_small(row.reached, reach.k) or _is_small(row.members - row.reached, reach.k):
        yield Fault.SMALL_SHOWN, "kolonnerne reached, members"
    base = _find_base(row, reach)
    if base and not row.key[2]:
        figure = rows.get((base.partition("@")[0], row.window, row.key[4]))
        if figure is None or not figure.shown or figure.numerator != row.members:
            yield Fault.FOLLOWS_NOT, "kolonnen members er ikke tælleren i indicators.csv"


def _find_base(row: ReachRow, reach: ReachDefinitions) -> str:
    """The series of the indicator that counts a row's target group; "" where none does. Called for each shown row."""
    series = reach.series.get(f"naaet:{row.key[0]}:{row.key[1]}")
    return series.part_of[0] if series is not None and series.part_of else ""


def check_reach(
    half_year: str,
    reached: Mapping[ReachKey, ReachRow],
    rows: Mapping[Key, Figure],
    definitions: Definitions,
    reach: ReachDefinitions,
) -> Iterator[Failure]:
    """What is wrong with the rows of deltagere.csv, a failure for each fault of a row, or of an activity's places.
    Called for each published folder that is audited or verified. half_year: the folder's; rows: of its
    indicators.csv."""
    places: dict[str, set[str]] = {}
    for row in reached.values():
        if row.key[1] != half_year:
            yield make_failure(half_year, Fault.FOLLOWS_NOT, row.address, REACH_CSV, "kolonnen half_year")
        for fault, where in _find_wrong_row(row, rows, reach):
            yield make_failure(half_year, fault, row.address, REACH_CSV, where)
        if not row.key[2]:
            places.setdefault(row.key[0], set()).add(row.key[4])
        elif row.key[4] != definitions.total:
            yield make_failure(half_year, Fault.FOLLOWS_NOT, row.address, REACH_CSV, "kolonnen area_id")
    wanted = {*definitions.areas, definitions.total}
    for activity_id, found in places.items():
        # What is left out would follow from the others.
        if found != wanted:
            yield make_failure(half_year, Fault.FOLLOWS_NOT, f"deltagere/{activity_id}", REACH_CSV, "områderne")


def _read_whole(text: str) -> int:
    """A whole number of a cell of forloeb.csv; ValueError for anything else. Called for each of a shown row."""
    if not text.isdecimal():
        raise ValueError
    return int(text)


def _find_wrong_course(cells: Mapping[str, str], total: ReachRow | None, k: int) -> Iterator[tuple[Fault, str]]:
    """What is wrong with a row of forloeb.csv: a hidden one with a number, too few persons, or too few between two
    numbers. Called for each row. total: the activity's row of all areas in deltagere.csv; None without one."""
    if cells["status"] != SHOWN:
        if any(cells[name] for name in _COURSE_NUMBERS):
            yield Fault.DESCENDANT, "kolonnerne " + ", ".join(_COURSE_NUMBERS)
        return
    try:
        participants = _read_whole(cells["participants"])
        ended = _read_whole(cells["ended"]) if cells["ended"] else 0
        finished = _read_whole(cells["finished"]) if cells["finished"] else 0
    except ValueError:
        yield Fault.FOLLOWS_NOT, "kolonnerne participants, ended, finished"
        return
    outside = 0
    if total is not None:
        # Beside a hidden reach the number of all participants would bound it.
        if total.hidden or total.reached is None:
            yield Fault.RECOVERABLE, "kolonnen participants"
            return
        outside = participants - total.reached
    # Where the numbers of those who ended are not told, the cells are empty.
    between = [participants, outside]
    between += [ended, participants - ended, finished, ended - finished] if cells["ended"] else []
    if any(number < 0 for number in between):
        yield Fault.FOLLOWS_NOT, "kolonnerne participants, ended, finished"
    elif any(_is_small(number, k) for number in between) or _is_small(ended, 2 * k):
        yield Fault.SMALL_SHOWN, "kolonnerne participants, ended, finished"
    if not cells["ended"] and (cells["finished"] or cells["weeks"]):
        yield Fault.DESCENDANT, "kolonnerne finished, weeks"


def check_courses(
    half_year: str,
    courses: Iterable[Mapping[str, str]],
    reached: Mapping[ReachKey, ReachRow],
    total: str | None,
    k: int,
) -> Iterator[Failure]:
    """What is wrong with the rows of forloeb.csv. Called for each published folder that is audited or verified.
    reached: the rows of its deltagere.csv; total: the id of all areas together; k: the fewest participants told of."""
    for cells in courses:
        place = f"forloeb/{cells.get('activity_id', '')}/{cells.get('half_year', '')}"
        if cells.get("half_year") != half_year or cells.get("status") not in (SHOWN, HIDDEN):
            yield make_failure(half_year, Fault.FOLLOWS_NOT, place, COURSES_CSV)
            continue
        of_all = reached.get((cells["activity_id"], half_year, "", "", total or ""))
        for fault, where in _find_wrong_course(cells, of_all, k):
            yield make_failure(half_year, fault, place, COURSES_CSV, where)
