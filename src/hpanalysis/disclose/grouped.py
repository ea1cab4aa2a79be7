"""Which figures of groups, by sex or age band, are hidden beside the figures that are settled already.

The figures of all persons are what they are: shown or hidden by the pattern. Those of groups are new variables of the
same system (`linear_system`): of each group the areas make the total, and of each area the groups make the figure. So a
group that is shown must not give away another, nor a figure that is hidden. Only groups can be hidden here, an area's
all together: the pattern of least loss (`complement`) would show a few more, and take minutes for a whole municipality.
With all hidden nothing is told that was not known without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.disclose.attack import NEAR, Attack, find_unprotected_targets
from hpanalysis.disclose.beside import declare_all, keep_related, settle_figures
from hpanalysis.disclose.linear_system.periods import Month, read_published_months
from hpanalysis.disclose.linear_system.rows import (
    NUMBERS,
    Row,
    list_records,
    list_rows,
    make_row,
    name_window_of_group,
    read_days,
    read_key,
    read_numbers,
)
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.pattern import PROTECTS_ANOTHER, split_into_agreeing_parts
from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.plan import Plan
from hpanalysis.tables import GROUP_KEY, KEY, Status

# The columns that are empty where a group is hidden, and those that serve the rule alone.
_NUMBERS = ["numerator", "denominator", "denominator_persons", "sum_nn", "sum_nd", "sum_dd", "spread"]
_RULE_ONLY = ["numerator_persons", "complement_persons", "largest"]
_BREAKDOWN = ["indicator_id", "window", "breakdown"]


def _name_blocks(row: Row, breakdown: str, group: str, end_year: int) -> tuple[str, ...]:
    """The pieces of time of a group's window. Called for each row of a group. They are of this group alone; an age band
    is of other persons in a window that ends in another year, so its pieces have the year in their names."""
    suffix = group if breakdown == Breakdown.SEX.value else f"{group} i {end_year}"
    return tuple(name_window_of_group(block, breakdown, suffix) for block in row.blocks)


def _make_group_rows(grouped: pd.DataFrame, k: int) -> list[tuple[int, Row]]:
    """The figures of groups that have a number, each by its place in the table: hidden where the primary rule says so,
    else to be chosen. Called when it is chosen which groups are hidden."""
    days = read_days([grouped])
    rows = []
    for place, (record, rule) in enumerate(zip(list_records(grouped), apply_primary_rule(grouped, k), strict=True)):
        if record.status in NUMBERS:
            row = make_row(read_key(record), read_numbers(record), rule, True if rule is not None else None, days)
            blocks = _name_blocks(row, record.breakdown, record.group_id, days[row.key[:2]][1].year)
            rows.append((place, replace(row, group=(record.breakdown, record.group_id), blocks=blocks)))
    return rows


def _find_disagreeing(grouped: pd.DataFrame, measured: pd.DataFrame) -> set[tuple[str, str, str]]:
    """The breakdowns (indicator, window, breakdown) whose groups are not together the figure in every area. Called
    before a choice is made. A figure that may not be corrected counts as it was published, while its groups are counted
    now: the difference would tell of the few persons whom the correction is about."""
    sums = grouped.groupby([*KEY, "breakdown"], as_index=False)[["numerator", "denominator"]].sum()
    beside = sums.merge(measured[[*KEY, "numerator", "denominator"]], on=KEY, how="left", suffixes=("", "_of_all"))
    wrong = pd.Series(False, index=beside.index)
    for column in ("numerator", "denominator"):
        of_all = pd.to_numeric(beside[f"{column}_of_all"]).astype("float64")
        wrong |= ~((pd.to_numeric(beside[column]).astype("float64") - of_all).abs() <= NEAR)
    return set(beside.loc[wrong, _BREAKDOWN].itertuples(index=False, name=None))


def _leave_out_what_is_known_without(part: System, hidden: np.ndarray, k: int) -> System | None:
    """The part without the counts that are known whether groups are told or not: where nobody is in the numerator,
    nobody of a group is. None where, with all groups hidden, a count can be narrowed down without being known; then no
    group of the part is shown. Called for each part. hidden: by row, True also for every group."""
    failing = find_unprotected_targets(part, hidden, k)
    attack = Attack(part, hidden)
    for target in failing:
        low, high = attack.compute_interval(target.variable)
        if high - low > NEAR:
            return None
    known = {target.variable for target in failing}
    return replace(part, targets=tuple(target for target in part.targets if target.variable not in known))


@dataclass
class _Choice:
    """The groups that are hidden of a part while they are chosen, an area's all together. Made for each part."""

    rows: Sequence[Row]
    open: dict[tuple[str, str], dict[str, list[int]]]  # window and area -> indicator -> its groups that may be hidden
    hidden: np.ndarray  # by row, True where it is hidden

    @classmethod
    def of(cls, part: System, rows: Sequence[Row], settled: np.ndarray) -> _Choice:
        """Begin with what is settled. Called once for each part. settled: by row, 1 hidden, 0 shown, nan to be
        chosen."""
        open_: dict[tuple[str, str], dict[str, list[int]]] = {}
        for row in part.rows:
            # A group of an earlier breakdown that is shown stays so, as a figure of all persons does.
            if rows[row].group is not None and settled[row] != 0:
                at = rows[row].key[1], rows[row].area_id
                open_.setdefault(at, {}).setdefault(rows[row].indicator_id, []).append(row)
        return cls(rows, open_, np.nan_to_num(settled).astype(bool))

    def _hide(self, places: Iterable[list[int]]) -> bool:
        """Hide these groups; whether one of them was shown. Called for an area's groups, of one indicator or of all."""
        chosen = [row for groups in places for row in groups if not self.hidden[row]]
        self.hidden[chosen] = True
        return bool(chosen)

    def complete_areas(self) -> None:
        """Hide the other groups of an indicator in each area where one is hidden: the figure of all would give it away.
        Called before the choice is attacked."""
        for by_indicator in self.open.values():
            self._hide(groups for groups in by_indicator.values() if self.hidden[groups].any())

    def hide_more(self, failing: Sequence[Target], plan: Plan) -> bool:
        """Hide what may protect the counts that fail: all indicators of their areas, else one more area of their
        windows, the smallest first; the total and the municipality last. False where nothing is left to hide. Called
        after each attack that gives something away."""
        holders = {row for target in failing for group in target.holders for row in group}
        at = {(self.rows[row].key[1], self.rows[row].area_id) for row in holders}
        touched = [self._hide(self.open[place].values()) for place in sorted(at) if place in self.open]
        if any(touched):
            return True
        windows = {window for window, _ in at}
        order = sorted((place for place in self.open if place[0] in windows), key=lambda place: self._size(place, plan))
        # One more area in each window, and no more before it is tried.
        return any([self._hide_first([place for place in order if place[0] == window]) for window in sorted(windows)])

    def _hide_first(self, places: Sequence[tuple[str, str]]) -> bool:
        """Hide the first of these areas that is not hidden yet; False where all are. Called for each window."""
        return any(self._hide(self.open[place].values()) for place in places)

    def _size(self, place: tuple[str, str], plan: Plan) -> tuple[bool, bool, float]:
        """What areas are ordered by when more must be hidden. Called for each area of a window."""
        groups = [row for rows in self.open[place].values() for row in rows]
        persons = max(self.rows[row].denominator or 0 for row in groups)
        return place[1] == plan.municipality.id, place[1] == plan.total.id, persons


def _choose_in_part(part: System, rows: Sequence[Row], settled: np.ndarray, plan: Plan) -> np.ndarray:
    """Which of a part's groups to hide (True, by row): area by area until no count can be worked out, at worst all.
    Called for each part of the system that has groups. settled: by row, 1 hidden, 0 shown, nan to be chosen."""
    everything = settled.copy()
    everything[np.isnan(everything)] = 1
    asked = _leave_out_what_is_known_without(part, everything.astype(bool), plan.k)
    if asked is None:
        return everything.astype(bool)
    choice = _Choice.of(part, rows, settled)
    while True:
        choice.complete_areas()
        failing = find_unprotected_targets(asked, choice.hidden, plan.k)
        if not failing:
            return choice.hidden
        if not choice.hide_more(failing, plan):
            return everything.astype(bool)


def _list_parts_with_groups(
    rows: Sequence[Row], plan: Plan, hidden: np.ndarray, months: Sequence[Month]
) -> Iterator[System]:
    """The parts of the system of figures and groups in which a group is told. Called when it is chosen which groups are
    hidden. hidden: by row, as far as is settled."""
    for part, _ in list(split_into_agreeing_parts(rows, plan, hidden, months)):
        if any(rows[row].group is not None for row in part.rows):
            yield part


def choose_group_pattern(
    grouped: pd.DataFrame,
    measured: pd.DataFrame,
    pattern: pd.DataFrame,
    plan: Plan,
    published: pd.DataFrame | None = None,
    control: pd.DataFrame | None = None,
    *,
    earlier: pd.DataFrame | None = None,
    beside_shown: bool = False,
) -> pd.Series:
    """Which figures of groups are hidden: by row of `grouped` the rule (Danish), None where it may be shown.

    Called when a run of the confidential edition computes the figures, to mark what a public edition would hide, and by
    tests that attack the choice. grouped: `tables.GROUPED`, all breakdowns that are told together: nothing may follow
    from all of them. measured, pattern, published, control: as of `choose_pattern`, which has settled the figures of
    all persons; none of them is touched. A breakdown whose groups are not together the figure is hidden whole. earlier:
    the groups that are published already (`tables.GROUP_KEY`, days, status, counts), whose figures stand as they were:
    what was shown is known, what was hidden stays hidden, and the others are chosen beside them. beside_shown: whether
    a group may be shown only where the figure of all is, as what is published must be; then nobody reads a figure out
    of its groups.
    """
    apart = _find_disagreeing(grouped, measured)
    groups = _make_group_rows(grouped, plan.k)
    rule: dict[int, object] = {place: row.rule or PROTECTS_ANOTHER for place, row in groups}
    figures = settle_figures(list_rows(measured, plan, published), pattern)
    known = {} if earlier is None else _list_earlier_rows(earlier)
    for place, row in groups:
        if (same := known.get(row.name)) is not None and not same.hidden:
            rule[place] = None
    told = {
        place: row
        for place, row in groups
        if (*row.key[:2], _read_breakdown(row)) not in apart and row.name not in known
    }
    if beside_shown:
        shown = {row.key for row in figures if row.hidden is False}
        told = {place: row if row.key in shown else replace(row, hidden=True) for place, row in told.items()}
    ids = {row.indicator_id for row in (*told.values(), *known.values())}
    settled = [*keep_related(figures, declare_all(figures), ids), *known.values()]
    months = read_published_months(control)
    # One breakdown after the other: the later is chosen beside what the earlier shows.
    for breakdown in Breakdown:
        added = {place: row for place, row in told.items() if _read_breakdown(row) == breakdown.value}
        settled += _settle_groups(settled, list(added.values()), plan, months)
        for place, row in zip(added, settled[len(settled) - len(added) :], strict=True):
            rule[place] = rule[place] if row.hidden else None
    return pd.Series([rule.get(place) for place in range(len(grouped))], index=grouped.index, dtype=object)


def _list_earlier_rows(earlier: pd.DataFrame) -> dict[str, Row]:
    """The groups that are published already, by their names, each shown or hidden as it was; a hidden one has no
    number. Called when it is chosen which groups are hidden beside them."""
    days, rows = read_days([earlier]), {}
    for record in list_records(earlier):
        hidden = record.status not in NUMBERS
        numbers = (None, None) if hidden else read_numbers(record)
        row = make_row(read_key(record), numbers, None, hidden, days)
        blocks = _name_blocks(row, record.breakdown, record.group_id, days[row.key[:2]][1].year)
        row = replace(row, group=(record.breakdown, record.group_id), blocks=blocks)
        rows[row.name] = row
    return rows


def _read_breakdown(row: Row) -> str:
    """The breakdown that a group's row is of; "" for a figure of all persons. Called where rows are told apart."""
    return row.group[0] if row.group is not None else ""


def _settle_groups(beside: Sequence[Row], groups: Sequence[Row], plan: Plan, months: Sequence[Month]) -> list[Row]:
    """The rows of one breakdown, each hidden or shown. Called for each breakdown in turn. beside: the rows settled
    already, of all persons and of the breakdowns before; months: those published."""
    rows = [*beside, *groups]
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in rows])
    is_hidden = np.nan_to_num(settled).astype(bool)
    for part in list(_list_parts_with_groups(rows, plan, is_hidden, months)):
        in_part = list(part.rows)
        is_hidden[in_part] = _choose_in_part(part, rows, settled, plan)[in_part]
    first = len(beside)
    return [replace(row, hidden=bool(hidden)) for row, hidden in zip(groups, is_hidden[first:], strict=True)]


def hide_groups(grouped: pd.DataFrame, rule: pd.Series) -> pd.DataFrame:
    """The figures of groups that may be shown: the same rows, every number null where a rule hides it. Called before
    they are judged, as `apply_pattern` is for figures. rule: of `choose_group_pattern`."""
    table = grouped.drop(columns=_RULE_ONLY)
    absent = table["status"].isin([Status.NOT_DELIVERED.value, Status.NOT_MEASURED.value])
    hidden = rule.notna() & ~absent
    table.loc[hidden, "status"] = Status.HIDDEN.value
    for column in _NUMBERS:
        table[column] = table[column].where(~hidden, None)
    assert not table.duplicated(GROUP_KEY).any()
    return table
