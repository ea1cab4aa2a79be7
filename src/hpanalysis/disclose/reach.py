"""Which counts of reach are hidden beside the figures that are settled already.

That somebody took part in an activity is more delicate than that she lives in an area, so a greater k holds for it
(plan.yaml, participants_k). The counts of reach are variables of the same system as all figures (`linear_system`): who
took part is a part of the target group, which is the numerator of an indicator or the denominator itself; areas are
together the total, and age bands are together the whole. So a count that is shown must give away neither another count
of reach nor a figure that is hidden, and nothing that is published of the same persons besides. Only reach can be
hidden here: what indicators.csv shows is not touched by it.

First the areas and the total are chosen, then beside them the age bands and the worst placed. Rows of one target group
and one group are hidden together, whichever activity they are of, because each of them tells how large the group is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from hpanalysis.definitions.reach import Reach
from hpanalysis.disclose.beside import KnownWithout, declare_all, keep_related, settle_figures
from hpanalysis.disclose.linear_system.periods import Month, read_published_months
from hpanalysis.disclose.linear_system.rows import NUMBERS, Key, Row, list_records, list_rows
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.pattern import PROTECTS_ANOTHER, split_into_agreeing_parts
from hpanalysis.disclose.reach_rows import (
    TELLING,
    ReachRows,
    Targets,
    apply_rule,
    find_apart,
    list_forced,
    list_series,
    read_told_figures,
)
from hpanalysis.plan import Plan
from hpanalysis.tables import Status


@dataclass(frozen=True)
class _Candidate:
    """Rows of the system that are hidden together, and what they are weighed by. Made for each row of the table, or
    group of a target group, that may be shown."""

    kin: tuple[str, ...]  # those of one kin are hidden one after the other
    weight: tuple[bool, float]  # the total last, the smallest first
    rows: tuple[int, ...]  # their places in the list of all rows
    open: tuple[int, ...]  # those of them that may be hidden; empty where all are settled
    bounds: tuple[int, ...] = ()  # the places of the groups that an activity's total is the whole of


def _hide_more(told: Sequence[Target], candidates: Sequence[_Candidate], hidden: np.ndarray) -> bool:
    """Hide what may protect the counts that a choice gives away: the wholes that bound groups, else of each kin that
    they are of the next candidate, or of every kin where they are of none. False where nothing is left to hide. Called
    after each attack that gives something away."""
    shown = [one for one in candidates if not hidden[list(one.open)].all()]
    holders = {row for target in told for group in target.holders for row in group}
    if wholes := [one for one in shown if holders & set(one.bounds)]:
        for one in wholes:
            hidden[list(one.open)] = True
        return True
    kins = {one.kin for one in candidates if holders & {*one.rows, *one.bounds}}
    nearest = [one for one in shown if one.kin in kins] or shown
    for kin in {one.kin for one in nearest}:
        following = min((one for one in nearest if one.kin == kin), key=lambda one: (one.weight, one.rows))
        hidden[list(following.open)] = True
    return bool(nearest)


def _choose_in_part(
    part: System, settled: np.ndarray, own: np.ndarray, candidates: Sequence[_Candidate], plan: Plan
) -> np.ndarray | None:
    """Which rows of a part to hide (True, by row): one more of each kin until nothing is told that was not known
    without the half-year's reach; None where all that may be hidden does not keep it. Called for each part of the
    system that has rows to choose. settled: by row, 1 hidden, 0 shown, nan to be chosen. own: by row, whether it is the
    half-year's and not told before."""
    without = KnownWithout.of(part, np.where(own, 1, np.nan_to_num(settled, nan=1)).astype(bool), plan.k)
    hidden = np.nan_to_num(settled).astype(bool)
    # What is hidden together is hidden as soon as one of it is.
    for one in candidates:
        if hidden[list(one.rows)].any():
            hidden[list(one.open)] = True
    while told := without.find_told(part, hidden):
        if not _hide_more(told, candidates, hidden):
            return None
    return hidden


def _choose(
    every: Sequence[Row], own: np.ndarray, candidates: Sequence[_Candidate], plan: Plan, months: Sequence[Month]
) -> np.ndarray | None:
    """Which of the figures and the rows of reach are hidden (True, by row), with those settled as they were; None where
    no choice keeps what may not be known. Called for the areas and totals, and then for the groups. every: the figures,
    and after them the rows of reach. own: by row, whether it is the half-year's and not told before."""
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in every])
    hidden = np.nan_to_num(settled).astype(bool)
    for part, _ in list(split_into_agreeing_parts(every, plan, hidden, months)):
        in_part = set(part.rows)
        inside = [one for one in candidates if in_part & set(one.rows)]
        if inside:
            chosen = _choose_in_part(part, settled, own, inside, plan)
            if chosen is None:
                return None
            hidden[list(in_part)] = chosen[list(in_part)]
    return hidden


@dataclass
class _Choice:
    """The half-year's reach while it is chosen what of it is hidden. Made by `choose_reach_pattern`."""

    table: pd.DataFrame  # `tables.REACH`, numbered from 0
    series: Mapping[tuple[str, str], Reach]
    rule: list[object]  # by row of the table: why it is hidden, None where it may be shown
    rows: ReachRows
    plan: Plan
    own: set[int] = field(default_factory=set)  # the places of the rows that are not told before

    def _list_open(self, breakdowns: bool) -> Iterator[tuple[int, Any]]:
        """The rows of the table that are told by areas and total, or by groups, each with its number in it. Called for
        the two in turn."""
        for number, record in zip(self.table.index, list_records(self.table), strict=True):
            if bool(record.breakdown) is breakdowns and record.status in NUMBERS:
                yield number, record

    def _add(self, rows: ReachRows, record: Any, settled: bool | None) -> tuple[int, ...]:
        """Add a row of the table to those of the system, and return its places. Called for each that is chosen or asked
        about. settled: whether it is hidden; None where it is to be chosen."""
        reach = self.series[record.activity_id, record.half_year]
        places = rows.add(record, reach, reach.declare(), settled)
        self.own |= {place for place in places if rows.rows[place].hidden is not False}
        return places

    def _make_candidates(
        self, of_row: Mapping[int, tuple[int, ...]], of_groups: Mapping[str, Collection[int]], first: int
    ) -> list[_Candidate]:
        """What may be hidden of these rows, together where it is of one group of one target group. Called for the areas
        and totals, and then for the groups. of_row: the row of the table -> its places among the rows of reach.
        of_groups: activity -> the places of its groups, which its total bounds; empty where groups are chosen. first:
        how many figures stand before them."""
        found: dict[tuple[str, ...], _Candidate] = {}
        for place, places in of_row.items():
            row: Any = self.table.loc[place]  # pandas' stubs do not know a column's type
            kin: tuple[str, ...] = (row["target_group"], row["window"], row["breakdown"])
            kin = kin if row["breakdown"] else (*kin, row["activity_id"])
            name = (*kin, row["group_id"], row["area_id"])
            weight = (row["area_id"] == self.plan.total.id and not row["breakdown"], float(row["members"]))
            before = found.get(name, _Candidate(kin, weight, (), ()))
            rows = tuple(dict.fromkeys((*before.rows, *(first + one for one in places))))
            groups = of_groups.get(row["activity_id"], ()) if row["area_id"] == self.plan.total.id else ()
            found[name] = replace(before, rows=rows, bounds=tuple(first + one for one in groups))
        # What one row of them settles is settled for all, and the others may be hidden with it.
        return [
            replace(one, open=tuple(row for row in one.rows if self._is_open(row - first))) for one in found.values()
        ]

    def _is_open(self, place: int) -> bool:
        """Whether a row of reach may still be hidden. Called for each that is a candidate's."""
        return self.rows.rows[place].hidden is None

    def _ask_about_groups(self, rows: ReachRows, *, all_groups: bool) -> dict[str, set[int]]:
        """Add the groups that are hidden by themselves, or all groups as hidden, and return their places by activity.
        Called before areas and totals are settled: where an earlier half-year told how large the groups are, the whole
        alone may tell too much of them."""
        places: dict[str, set[int]] = {}
        for number, record in self._list_open(True):
            if all_groups or self.rule[number] is not None:
                places.setdefault(record.activity_id, set()).update(self._add(rows, record, True))
        return places

    def _choose_rows(
        self, figures: Sequence[Row], months: Sequence[Month], *, breakdowns: bool, all_groups: bool = False
    ) -> bool:
        """Choose which rows of areas and totals, or of groups, are hidden beside all that is settled; whether that
        keeps what may not be known. Called for the two in turn. figures: settled. all_groups: whether all groups are
        taken for hidden while areas and totals are chosen."""
        of_row = {}
        for number, record in self._list_open(breakdowns):
            settled = True if self.rule[number] is not None else None
            of_row[number] = self._add(self.rows, record, settled)
        asked = self.rows.copy()
        of_groups = {} if breakdowns else self._ask_about_groups(asked, all_groups=all_groups)
        candidates = self._make_candidates(of_row, of_groups, len(figures))
        every = [*figures, *asked.rows]
        own = np.array([place - len(figures) in self.own for place in range(len(every))])
        hidden = _choose(every, own, candidates, self.plan, months)
        if hidden is None:
            return False
        self.rows.settle(len(figures), hidden)
        for number, places in of_row.items():
            if any(self.rows.rows[one].hidden for one in places):
                self.rule[number] = self.rule[number] or PROTECTS_ANOTHER
        return True

    def choose(self, figures: Sequence[Row], months: Sequence[Month], *, all_groups: bool) -> bool:
        """Choose first which areas and totals are hidden, then which groups; whether that keeps what may not be known.
        Called once, and again with all groups taken for hidden where that does not."""
        return self._choose_rows(figures, months, breakdowns=False, all_groups=all_groups) and self._choose_rows(
            figures, months, breakdowns=True
        )


def _list_rules(table: pd.DataFrame, apart: Collection[str], shown: Mapping[Key, float], k: int) -> list[object]:
    """By row of the table why it is hidden before anything is chosen, None where it may be shown: the rule itself, or
    that its figure is hidden or its target group another number than was told. Called once. apart: such target groups.
    shown: the figures that are. k: the fewest participants that may be shown."""
    forced = zip(list_forced(table, shown), table["target_group"], strict=True)
    hidden = [hide or group in apart for hide, group in forced]
    by_itself = apply_rule(table, k)
    return [rule or (PROTECTS_ANOTHER if hide else None) for rule, hide in zip(by_itself, hidden, strict=True)]


def _list_told_rows(before: pd.DataFrame, told: Mapping[tuple[str, str], Reach], k: int) -> ReachRows:
    """The rows of the system that were published before, each as it was settled. Called once, before the half-year's
    are added. told: what relates the counts of each of them. k: the fewest participants that may be shown."""
    rows = ReachRows(k)
    for record in list_records(before):
        if record.status in TELLING:
            reach = told[record.activity_id, record.half_year]
            rows.add(record, reach, reach.declare(), record.status == Status.HIDDEN.value)
    return rows


def _keep_figures_beside(figures: Sequence[Row], several: Sequence[Reach]) -> list[Row]:
    """The settled figures that are tied to some reach, with the age bands as the sum of the indicator that counts them.
    Called once. several: the half-year's, and those told before."""
    of_reach = {name: one for reach in several for name, one in reach.declare().items()}
    declared = declare_all(figures) | of_reach
    bases = {reach.base for reach in several}
    kept = keep_related(figures, declared, of_reach.keys() - bases)
    return [replace(row, declared=declared[row.series]) for row in kept]


def choose_reach_pattern(
    table: pd.DataFrame,
    measured: pd.DataFrame,
    pattern: pd.DataFrame,
    plan: Plan,
    targets: Targets,
    *,
    published: pd.DataFrame | None = None,
    control: pd.DataFrame | None = None,
    earlier: pd.DataFrame | None = None,
) -> pd.Series:
    """Which rows of reach are hidden: by row of `table` the rule (Danish), None where it may be shown.

    Called when a run or `hpanalysis check` computes the figures. table: `tables.REACH` of the half-year. measured,
    pattern, published, control: as of `choose_pattern`, which has settled the figures; none of them is touched.
    targets: the target groups by their ids. earlier: the reach that is published already (columns of `tables.REACH`,
    counts null where hidden), which stays as it was. A target group that is another number of persons now than was told
    is hidden whole, and so is a row whose figure in indicators.csv is hidden.
    """
    table = table.reset_index(drop=True)
    before = table.iloc[:0] if earlier is None else earlier[earlier["target_group"].isin(list(targets))]
    before = before.reset_index(drop=True)
    apart = find_apart(table, measured, before)
    rule = _list_rules(table, apart, read_told_figures(measured, pattern), plan.participants_k)
    related = table[~table["target_group"].isin(apart)]
    told, series = list_series(before, targets), list_series(related, targets)
    rows = _list_told_rows(before, told, plan.participants_k)
    figures = settle_figures(list_rows(measured, plan, published), pattern)
    beside = _keep_figures_beside(figures, [*told.values(), *series.values()])
    months = read_published_months(control)
    for all_groups in (False, True):
        choice = _Choice(table.loc[related.index], series, list(rule), rows.copy(), plan)
        if choice.choose(beside, months, all_groups=all_groups):
            return pd.Series(choice.rule, table.index, dtype=object)
    # With everything hidden no more is told than without the half-year's reach.
    return pd.Series([one or PROTECTS_ANOTHER for one in rule], table.index, dtype=object)
