"""udfald.csv by itself: what a row of it may say. Read by the auditor; `hpanalysis verify` checks more of it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import HIDDEN, SHOWN
from hpanalysis.published.names import OUTCOMES_CSV

_OF_PARTICIPANTS = ("persons_at_least", "before", "after", "change", "change_lo", "change_hi")
_OF_COMPARISON = ("expected", "difference", "difference_lo", "difference_hi", "e_value", "e_value_of_limit", "smallest")
_OF_PLACEBO = ("placebo", "placebo_lo", "placebo_hi")
_STATUSES = {SHOWN, HIDDEN, "ingen er målt endnu"}
_NOT_COMPARED = "kan ikke sammenlignes"
# The reasons that may stand in a row whose numbers are hidden: they say how many persons there are to compare, and
# nothing of what became of them.
_TOLD_OF_HIDDEN = {
    "næsten alle i målgruppen deltager",
    "for få deltagere er målt både før og efter",
    "for få ikke-deltagere ligner deltagerne",
}


def _list_told(cells: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """Those of some columns that have something in them. Called for each row."""
    return [name for name in names if cells.get(name)]


def _tells_nothing_of_values(cells: Mapping[str, str]) -> bool:
    """Whether a row without numbers says no more than that there are too few to compare, and that only where it is
    hidden. Called for each row that is not shown."""
    concluded, reason = (cells.get(name, "") for name in ("concluded", "reason"))
    if not concluded and not reason:
        return True
    return cells.get("status") == HIDDEN and concluded == _NOT_COMPARED and reason in _TOLD_OF_HIDDEN


def _find_wrong(cells: Mapping[str, str], k: int) -> Iterator[tuple[Fault, str]]:
    """What is wrong with a row: a number where none may be told, too few participants, a difference where nothing is
    compared, an interval beside its value. Called for each row."""
    if cells.get("status") != SHOWN:
        if told := _list_told(cells, (*_OF_PARTICIPANTS, *_OF_COMPARISON, *_OF_PLACEBO, "elsewhere")):
            yield Fault.DESCENDANT, f"kolonnen {told[0]}"
        if not _tells_nothing_of_values(cells):
            yield Fault.DESCENDANT, "kolonnerne concluded, reason"
        return
    if Decimal(cells["persons_at_least"]) < 2 * k:
        yield Fault.SMALL_SHOWN, "kolonnen persons_at_least"
    if cells["concluded"] == _NOT_COMPARED:
        if told := _list_told(cells, _OF_COMPARISON):
            yield Fault.FOLLOWS_NOT, f"kolonnen {told[0]}"
    elif not all(cells[name] for name in ("difference", "difference_lo", "difference_hi")):
        yield Fault.FOLLOWS_NOT, "kolonnerne difference, difference_lo, difference_hi"
    if bool(cells["reason"]) is not (cells["concluded"] == _NOT_COMPARED):
        yield Fault.FOLLOWS_NOT, "kolonnen reason"
    for name in ("change", "difference", "placebo"):
        if cells[name]:
            low, value, high = (Decimal(cells[one]) for one in (f"{name}_lo", name, f"{name}_hi"))
            if not low <= value <= high:
                yield Fault.FOLLOWS_NOT, f"kolonnen {name}"


def check_outcomes(half_year: str, rows: Iterable[Mapping[str, str]], k: int) -> Iterator[Failure]:
    """What is wrong with the rows of udfald.csv. Called for each published folder that is audited. half_year: the
    folder's; k: the fewest participants that may be told of."""
    for cells in rows:
        place = f"udfald/{cells.get('activity_id', '')}"
        if cells.get("half_year") != half_year or cells.get("status") not in _STATUSES:
            yield make_failure(half_year, Fault.FOLLOWS_NOT, place, OUTCOMES_CSV)
            continue
        try:
            faults = list(_find_wrong(cells, k))
        except (KeyError, InvalidOperation):
            faults = [(Fault.FOLLOWS_NOT, "en celle, der ikke kan læses")]
        for fault, where in faults:
            yield make_failure(half_year, fault, place, OUTCOMES_CSV, where)
