"""definitioner.json indicator by indicator, held against what the package's program and plan declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hpanalysis.published.figures import Figure
from hpanalysis.verify.declared.indicators import Indicator, Months, find_months, group_by_denominator, is_counted
from hpanalysis.verify.declared.plan import Plan, read_number
from hpanalysis.verify.declared.source_code import UNKNOWN, Call
from hpanalysis.verify.remake.target import BELOW_CRITERION

SERIES = "@"  # before the number of the version that a series, or a window, is counted by
_POOLED = ".."
# How a yearly window of each kind is named: by the year that it ends in, and its last day in another year.
_YEARLY = {
    "CalendarYear": lambda year, end: f"{year}",
    "SchoolYear": lambda year, end: f"{year - 1}-{year % 100:02d}",
    "StatusDate": lambda year, end: f"{year}-{end:%m-%d}",
    "StatusMonth": lambda year, end: f"{year}-{end:%m}",
}


@dataclass(frozen=True)
class Series:
    """An indicator, or its figures by a later version's rule, with the rows that are of it. Made by `list_series`; each
    is an object of definitioner.json."""

    name: str  # such as kontanthjaelp@3
    indicator: Indicator
    rows: tuple[Figure, ...]

    @property
    def is_later(self) -> bool:
        """Whether it is counted by the rule of a later version. Asked for its relations and for its day."""
        return SERIES in self.name


def _read_end(row: Figure) -> date:
    """The last day of a row's window. Called to tell by which version's rule the row is counted."""
    return date.fromisoformat(row.cells["window_end"])


def _name_series(row: Figure, indicator: Indicator) -> str:
    """The series that a row is of: by the rule of the bridge's version where its window is counted again by it, or ends
    on or after its day. Called for each row of indicators.csv."""
    key, bridge = indicator.key, indicator.bridge
    if bridge is None or (SERIES not in row.key[1] and _read_end(row) < bridge.since):
        return key
    return f"{key}{SERIES}{bridge.number}"


def list_series(rows: Mapping[Any, Figure], declared: Mapping[str, Indicator]) -> dict[str, Series]:
    """The series that definitioner.json must tell of, by name in the file's order: each indicator that has rows, and
    its series by a later rule where that has rows. Called once for each package that is verified. Rows of an indicator
    that the program does not declare are left out."""
    of: dict[str, list[Figure]] = {}
    for row in rows.values():
        if row.key[0] in declared:
            of.setdefault(_name_series(row, declared[row.key[0]]), []).append(row)
    found: dict[str, Series] = {}
    for key in dict.fromkeys(row.key[0] for row in rows.values() if row.key[0] in declared):
        bridge = declared[key].bridge
        later = None if bridge is None else f"{key}{SERIES}{bridge.number}"
        found[key] = Series(key, declared[key], tuple(of.get(key, ())))
        if later in of:
            found[later] = Series(later, declared[key], tuple(of[later]))
    return found


class DeclaredFacts:
    """What definitioner.json must say of each series, as far as program and plan tell it. Made once for each package
    that is verified."""

    def __init__(self, series: Mapping[str, Series], declared: Mapping[str, Indicator], plan: Plan) -> None:
        """series: of `list_series`; declared: every indicator of the program, with rows or not; plan: the package's."""
        self._series, self._declared, self._plan = series, declared, plan
        self._first = group_by_denominator({key: declared[key] for key in series if SERIES not in key})

    def list_facts(self, one: Series) -> Iterator[tuple[str, Any]]:
        """The members that the object of a series must have, each with what it must be; `UNKNOWN` where nobody can
        tell. Called for each series."""
        indicator, counted = one.indicator, [one.indicator.part(name) for name in ("numerator", "denominator")]
        measure, months = indicator.member("measure"), find_months(indicator)
        yield "measure", measure if measure is UNKNOWN else measure.lower()
        yield "decimals", indicator.fact("decimals")
        yield "sum_of", _list(indicator.fact("sum_of"))
        yield "part_of", self._find_wholes(one)
        yield "category_of", self._find_category(indicator)
        yield "total_in_municipality", True
        known = UNKNOWN not in counted
        yield "areas_sum_to_total", all(map(_adds_up, counted)) if known else UNKNOWN
        yield "by_month", months if months is UNKNOWN else months.by_month
        yield "windows", UNKNOWN if months is UNKNOWN else _describe_windows(one, months)
        bridge = indicator.bridge
        yield "since", bridge.since.isoformat() if one.is_later and bridge is not None else None

    def find_denominator_id(self, one: Series, order: list[str]) -> Any:
        """The id that a series' denominator must have: the first in the file of those that share it; None for a count.
        Called for each series. order: the names of definitioner.json. Where the file puts more together than the
        declarations do, that is left alone: two ways of writing may count the same rows."""
        if one.indicator.part("denominator") is None:
            return None
        alike = {key for key, first in self._first.items() if first == self._first[one.indicator.key]}
        return next((name for name in order if name.partition(SERIES)[0] in alike), UNKNOWN)

    def list_judging(self, one: Series) -> Iterator[tuple[str, Any]]:
        """The members of `judging` that the object of a series must have, each with what it must be. Called for each
        series of a file that tells what verdicts rest on."""
        indicator, plan = one.indicator, self._plan
        direction, versions = indicator.member("direction"), indicator.versions
        yield "higher_is_better", direction if direction is UNKNOWN else direction == "HIGHER_IS_BETTER"
        yield "comparable", indicator.fact("comparable")
        yield "change_judged", indicator.fact("change_judged")
        breaks = versions if versions is UNKNOWN else [each.since.isoformat() for each in versions if each.breaks]
        yield "breaks", breaks
        yield "compared_with", self._find_compared(indicator)
        rebased = plan.list_rebased(indicator.key)
        yield (
            "rebased",
            rebased
            if rebased is UNKNOWN
            else {area: [day.isoformat() for day in days] for area, days in rebased.items()},
        )
        adopted = (plan.adoptions or {}).get(indicator.key, {})
        yield "target", adopted.get("target", UNKNOWN)
        # Of the state's criterion the limit is the law's, which the check `kriterier` holds it against.
        of_law = adopted.get("target") == BELOW_CRITERION
        yield "target_value", UNKNOWN if of_law else _read_own(adopted, "target_value", None)
        yield "margin", _read_own(adopted, "margin", read_number(plan.find_setting("judgement", "margin")))

    def _find_wholes(self, one: Series) -> Any:
        """What a series is a part of: its own indicator by the later rule, and every series of the indicators that it
        is declared a part of; series without rows are left out. Called for each series."""
        declared = one.indicator.fact("part_of")
        if not isinstance(declared, tuple):
            return UNKNOWN
        wholes = [] if one.is_later else self._list_later(one.indicator.key)
        for key in declared:
            wholes += [key, *self._list_later(key)]
        return wholes

    def _list_later(self, key: str) -> list[str]:
        """The name of an indicator's series by a later rule, if it has rows. Called for each whole."""
        return [name for name in self._series if name.startswith(f"{key}{SERIES}")]

    def _find_category(self, indicator: Indicator) -> Any:
        """The classification of an indicator, "" where one of its categories has no rows: then they make no whole.
        Called for each series."""
        category = indicator.fact("category_of")
        if not isinstance(category, str):
            return UNKNOWN
        fellows = [key for key, each in self._declared.items() if each.fact("category_of") == category]
        return category if all(key in self._series for key in fellows) else ""

    def _find_compared(self, indicator: Indicator) -> Any:
        """The id of the municipality or the country that an indicator is held against; None where areas.csv has no such
        row. Called for each series."""
        coverage = indicator.member("municipality")
        rows = self._plan.list_areas("country" if coverage == "COUNTRY" else "municipality")
        if coverage is UNKNOWN or rows is None:
            return UNKNOWN
        return rows[0]["area_id"] if rows else None


def _adds_up(part: Any) -> bool:
    """Whether the areas' numerators (or denominators) add up to the total's: where rows are counted, where there is
    none, and where a delivery is declared to. Called for both parts of each series."""
    return part is None or is_counted(part) or part.get("areas_add_up", 2, False) is True


def _list(value: Any) -> Any:
    """A declared tuple as the list that JSON has; anything else is `UNKNOWN`. Called for relations."""
    return list(value) if isinstance(value, tuple) else UNKNOWN


def _read_own(adopted: Mapping[str, str], column: str, otherwise: Any) -> Any:
    """A number of adoption.csv, or what holds where the cell is empty. Called for targets and margins. adopted: the
    indicator's row, empty where the plan does not adopt it."""
    if not adopted or column not in adopted:
        return UNKNOWN if not adopted else otherwise
    return read_number(adopted[column]) if adopted[column] else otherwise


def _describe_windows(one: Series, months: Months) -> Any:
    """The windows of a series with their blocks and the most that one person adds, from its rows' days; `UNKNOWN` where
    the kind of its windows is not read. Called for each series."""
    rule, found = one.indicator.fact("window"), {}
    if not isinstance(rule, Call):
        return UNKNOWN
    for row in one.rows:
        window = row.key[1]
        start, end = date.fromisoformat(row.cells["window_start"]), _read_end(row)
        blocks = _list_blocks(window, start, end, rule.name, months)
        found[window.partition(SERIES)[0]] = {
            "most_per_person": _find_most_per_person(one.indicator, window, start, end, blocks),
            "blocks": blocks,
        }
    return found


def _list_months(start: date, end: date) -> list[str]:
    """The months from one day's to another's, each as 2025-07. Called for the blocks of a window and for how much of
    one a person adds."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(first, last + 1)]


def _list_blocks(window: str, start: date, end: date, rule: str, months: Months) -> list[str]:
    """The pieces of time that a window is the sum of: its months, the years pooled in it, or itself. Called for each
    row's window. rule: the kind of the indicator's windows, such as CalendarYear."""
    if months.by_month:
        return [month for month in _list_months(start, end) if int(month[-2:]) not in months.without]
    if _POOLED in window and rule in _YEARLY:
        # The first of the windows pooled is the first that ends on or after the whole's first day.
        first = start.year + ((end.month, end.day) < (start.month, start.day))
        return [_YEARLY[rule](year, end) for year in range(first, end.year + 1)]
    return [window.partition(SERIES)[0]]


def _find_most_per_person(indicator: Indicator, window: str, start: date, end: date, blocks: list[str]) -> int:
    """The most that one person can add to a window: its days where days are summed, its months where months are
    counted, else 1 in each window pooled. Called for each row's window."""
    if indicator.member("measure") != "CLUSTERED_SHARE":
        return len(blocks) if _POOLED in window else 1
    denominator = indicator.part("denominator")
    if isinstance(denominator, Call) and denominator.get("column") is not None:
        return (end - start).days + 1
    return len(_list_months(start, end))
