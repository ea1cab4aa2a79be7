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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from hpanalysis.definitions.bridges import find_indicator_of_series
from hpanalysis.definitions.model import Indicator, TargetGroup
from hpanalysis.definitions.reach import BY_AGE, BY_NEED, Reach
from hpanalysis.disclose.beside import KnownWithout, declare_all, keep_related, settle_figures
from hpanalysis.disclose.linear_system.periods import Month, read_published_months
from hpanalysis.disclose.linear_system.rows import NUMBERS, Key, Row, list_records, list_rows
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.pattern import PROTECTS_ANOTHER, split_into_agreeing_parts
from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.plan import Plan
from hpanalysis.tables import Status

Targets = Mapping[str, TargetGroup]  # by id, with the ages of their activities

_COUNTS = ["reached", "members"]
_TELLING = NUMBERS | {Status.HIDDEN.value}  # the statuses of rows that tell a number or hide one


def list_series(table: pd.DataFrame, targets: Targets) -> dict[tuple[str, str], Reach]:
    """Activity and half-year -> what relates the counts of its reach. Called when it is chosen what to hide, and for
    definitioner.json. table: columns of `tables.REACH`. Rows of a target group that is declared no longer are left
    out."""
    found: dict[tuple[str, str], Reach] = {}
    for (activity_id, half_year), rows in table.groupby(["activity_id", "half_year"], sort=False):
        first = rows.iloc[0]
        if first["target_group"] in targets:
            ages = rows.loc[rows["breakdown"] == BY_AGE, "group_id"]
            found[str(activity_id), str(half_year)] = Reach(
                activity_id=str(activity_id),
                half_year=str(half_year),
                target_id=first["target_group"],
                target=targets[first["target_group"]],
                base=first["base"],
                age_groups=tuple(ages.unique()),
                by_need=bool((rows["breakdown"] == BY_NEED).any()),
            )
    return found


def _apply_rule(table: pd.DataFrame, k: int) -> pd.Series:
    """By row of a table of reach the primary rule that hides it (Danish), or None: few took part, few did not, or the
    group is small. Called for the half-year's table. k: the fewest participants that may be shown."""
    persons = table.assign(
        numerator_persons=table["reached"],
        complement_persons=table["members"] - table["reached"],
        denominator_persons=table["members"],
    )
    return apply_primary_rule(persons, k)


@dataclass
class _Rows:
    """The rows of the system that tables of reach are told by, each once. Made when it is chosen what to hide: first
    the rows published before are added, then the half-year's."""

    k: int  # the fewest participants that may be shown
    rows: list[Row] = field(default_factory=list)
    _place_of: dict[Key, int] = field(default_factory=dict)

    def add(self, record: Any, reach: Reach, declared: Mapping[str, Indicator], hidden: bool | None) -> tuple[int, ...]:
        """Add what a row of a table tells: who took part, and of a group also how many are in it, which is one row for
        all activities that it is a group of. Returns their places. Called for each row that tells or hides a number.
        hidden: None where it is to be chosen."""
        of_all = not record.breakdown
        reached, members = (None if pd.isna(number) else float(number) for number in (record.reached, record.members))
        told = [(reach.name_reached(record.breakdown, record.group_id), reached)]
        told += [] if of_all else [(reach.name_members(record.breakdown, record.group_id), members)]
        # Where no indicator counts the target group, its size is the denominator, which the row of all publishes.
        tells = of_all and not reach.base
        places = []
        for series, number in told:
            row = Row(
                key=(series, record.window, record.area_id),
                series=series,
                numerator=number,
                denominator=members if tells else None,
                rule=None,
                hidden=hidden,
                most_per_person=1,
                blocks=(record.window,),
                declared=declared[series],
                k=self.k,
                tells_denominator=tells,
            )
            places.append(self._place(row))
        return tuple(places)

    def _place(self, row: Row) -> int:
        """Put a row among the others, and return its place. Called for each row that is added. What was shown before
        stays so. A group's size that was hidden before, beside few participants, is no secret by itself: it may be told
        now, and is chosen beside their hidden number. What must be hidden is, whoever says so."""
        place = self._place_of.setdefault(row.key, len(self.rows))
        if place == len(self.rows):
            self.rows.append(row)
            return place
        before = self.rows[place]
        if before.hidden and before.numerator is None:
            self.rows[place] = row
        elif before.hidden is None and row.hidden:
            self.rows[place] = replace(before, hidden=True)
        return place

    def copy(self) -> _Rows:
        """The same rows, to which others may be added that are only asked about. Called when areas and total are
        chosen, beside groups that are not told yet."""
        return _Rows(self.k, list(self.rows), dict(self._place_of))

    def settle(self, first: int, hidden: np.ndarray) -> None:
        """Note what was chosen of the rows. Called when areas and total are chosen, before the groups are. first: how
        many rows of figures stand before them in `hidden`."""
        for place, row in enumerate(self.rows):
            self.rows[place] = replace(row, hidden=bool(hidden[first + place]))


def _read_told_figures(measured: pd.DataFrame, pattern: pd.DataFrame) -> dict[Key, float]:
    """Indicator, window and area -> the numerator, of the figures that are shown. Called once: the size of a target
    group that an indicator counts may be told only where the indicator's figure is."""
    shown = pattern["rule"].isna() & measured["status"].isin(NUMBERS) & measured["numerator"].notna()
    records: Iterable[Any] = list_records(measured[shown])
    return {(row.indicator_id, row.window, row.area_id): float(row.numerator) for row in records}


def _find_apart(table: pd.DataFrame, measured: pd.DataFrame, earlier: pd.DataFrame) -> set[str]:
    """The target groups whose members, as counted now, are not as many as a figure or an earlier publication says, in
    some area or group. Called before a choice is made: the difference would tell of the few persons whom a correction
    is about, so nothing new is told of these groups."""
    numerators = {(row.indicator_id, row.window, row.area_id): row.numerator for row in list_records(measured)}
    size = ["target_group", "window", "breakdown", "group_id", "area_id"]
    told = earlier[earlier["members"].notna()].drop_duplicates(size, keep="last")
    before = {tuple(getattr(row, name) for name in size): row.members for row in list_records(told)}
    apart = set()
    for row in list_records(table):
        known = [before.get((row.target_group, row.window, row.breakdown, row.group_id, row.area_id))]
        if row.base and not row.breakdown:
            known.append(numerators.get((find_indicator_of_series(row.base), row.window, row.area_id)))
        if any(not pd.isna(number) and float(number) != float(row.members) for number in known if number is not None):
            apart.add(row.target_group)
    return apart


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


def _choose_in_part(part: System, settled: np.ndarray, candidates: Sequence[_Candidate], plan: Plan) -> np.ndarray:
    """Which rows of a part to hide (True, by row): one more of each kin until nothing is told that was not known
    without reach, at worst all. Called for each part of the system that has rows to choose. settled: by row, 1 hidden,
    0 shown, nan to be chosen."""
    everything = np.where(np.isnan(settled), 1, settled).astype(bool)
    without = KnownWithout.of(part, everything, plan.k)
    hidden = np.nan_to_num(settled).astype(bool)
    # What is hidden together is hidden as soon as one of it is.
    for one in candidates:
        if hidden[list(one.rows)].any():
            hidden[list(one.open)] = True
    while told := without.find_told(part, hidden):
        if not _hide_more(told, candidates, hidden):
            return everything
    return hidden


def _choose(
    figures: Sequence[Row], rows: Sequence[Row], candidates: Sequence[_Candidate], plan: Plan, months: Sequence[Month]
) -> np.ndarray:
    """Which of the figures and the rows of reach are hidden (True, by row), with those settled as they were. Called for
    the areas and totals, and then for the groups. candidates: their places are in the list of both."""
    every = [*figures, *rows]
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in every])
    hidden = np.nan_to_num(settled).astype(bool)
    for part, _ in list(split_into_agreeing_parts(every, plan, hidden, months)):
        own = set(part.rows)
        inside = [one for one in candidates if own & set(one.rows)]
        if inside:
            chosen = _choose_in_part(part, settled, inside, plan)
            hidden[list(own)] = chosen[list(own)]
    return hidden


@dataclass
class _Choice:
    """The half-year's reach while it is chosen what of it is hidden. Made by `choose_reach_pattern`."""

    table: pd.DataFrame  # `tables.REACH`, numbered from 0
    series: Mapping[tuple[str, str], Reach]
    rule: list[object]  # by row of the table: why it is hidden, None where it may be shown
    rows: _Rows
    plan: Plan

    def _list_open(self, breakdowns: bool) -> Iterator[tuple[int, Any]]:
        """The rows of the table that are told by areas and total, or by groups, each with its place. Called for the two
        in turn."""
        for place, record in enumerate(list_records(self.table)):
            if bool(record.breakdown) is breakdowns and record.status in NUMBERS:
                yield place, record

    def _add(self, rows: _Rows, record: Any, settled: bool | None) -> tuple[int, ...]:
        """Add a row of the table to those of the system, and return its places. Called for each that is chosen or asked
        about. settled: whether it is hidden; None where it is to be chosen."""
        reach = self.series[record.activity_id, record.half_year]
        return rows.add(record, reach, reach.declare(), settled)

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

    def choose(self, figures: Sequence[Row], months: Sequence[Month], *, breakdowns: bool) -> None:
        """Choose which rows of areas and totals, or of groups, are hidden beside all that is settled. Called for the
        two in turn. figures: settled."""
        of_row = {}
        for place, record in self._list_open(breakdowns):
            settled = True if self.rule[place] is not None else None
            of_row[place] = self._add(self.rows, record, settled)
        asked = self.rows.copy()
        of_groups: dict[str, set[int]] = {}  # activity -> the places of its groups
        if not breakdowns:
            # An earlier half-year may have told how large the groups are, and then the whole alone may tell too much of
            # them. So they are asked about before it is settled.
            for _, record in self._list_open(True):
                of_groups.setdefault(record.activity_id, set()).update(self._add(asked, record, True))
        candidates = self._make_candidates(of_row, of_groups, len(figures))
        hidden = _choose(figures, asked.rows, candidates, self.plan, months)
        self.rows.settle(len(figures), hidden)
        for place, places in of_row.items():
            if any(self.rows.rows[one].hidden for one in places):
                self.rule[place] = self.rule[place] or PROTECTS_ANOTHER


def _list_forced(table: pd.DataFrame, shown: Mapping[Key, float]) -> list[bool]:
    """By row of the table, whether it must be hidden because the figure whose numerator the target group is is not
    shown. Called before a choice is made. shown: of the figures."""
    return [
        bool(row.base) and (find_indicator_of_series(row.base), row.window, row.area_id) not in shown
        for row in list_records(table)
    ]


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
    apart = _find_apart(table, measured, before)
    shown = _read_told_figures(measured, pattern)
    rule: list[object] = list(_apply_rule(table, plan.participants_k))
    forced = [
        hide or group in apart for hide, group in zip(_list_forced(table, shown), table["target_group"], strict=True)
    ]
    rule = [one or (PROTECTS_ANOTHER if hide else None) for one, hide in zip(rule, forced, strict=True)]
    related = table[~table["target_group"].isin(apart)]
    rows = _Rows(plan.participants_k)
    told = list_series(before, targets)
    for record in list_records(before):
        if record.status in _TELLING:
            reach = told[record.activity_id, record.half_year]
            rows.add(record, reach, reach.declare(), record.status == Status.HIDDEN.value)
    series = list_series(related, targets)
    figures = settle_figures(list_rows(measured, plan, published), pattern)
    declared = declare_all(figures) | {
        k: v for reach in (*told.values(), *series.values()) for k, v in reach.declare().items()
    }
    names = {name for reach in (*told.values(), *series.values()) for name in reach.declare() if ":" in name}
    beside = keep_related(figures, declared, names)
    beside = [replace(row, declared=declared[row.series]) if row.series in declared else row for row in beside]
    months = read_published_months(control)
    choice = _Choice(table.loc[related.index], series, rule, rows, plan)
    for breakdowns in (False, True):
        choice.choose(beside, months, breakdowns=breakdowns)
    return pd.Series(rule, table.index, dtype=object)
