"""Tables of reach as rows of the system: what each row of them tells, and what hides it by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from hpanalysis.definitions.bridges import find_indicator_of_series
from hpanalysis.definitions.model import Indicator, TargetGroup
from hpanalysis.definitions.reach import BY_AGE, BY_NEED, Reach
from hpanalysis.disclose.linear_system.rows import NUMBERS, Key, Row, list_records
from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.tables import Status

Targets = Mapping[str, TargetGroup]  # by id, with the ages of their activities

TELLING = NUMBERS | {Status.HIDDEN.value}  # the statuses of rows that tell a number or hide one


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


def apply_rule(table: pd.DataFrame, k: int) -> pd.Series:
    """By row of a table of reach the primary rule that hides it (Danish), or None: few took part, few did not, or the
    group is small. Called for the half-year's table. k: the fewest participants that may be shown."""
    persons = table.assign(
        numerator_persons=table["reached"],
        complement_persons=table["members"] - table["reached"],
        denominator_persons=table["members"],
    )
    return apply_primary_rule(persons, k)


@dataclass
class ReachRows:
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

    def copy(self) -> ReachRows:
        """The same rows, to which others may be added that are only asked about. Called when areas and total are
        chosen, beside groups that are not told yet."""
        return ReachRows(self.k, list(self.rows), dict(self._place_of))

    def settle(self, first: int, hidden: np.ndarray) -> None:
        """Note what was chosen of the rows. Called when areas and total are chosen, before the groups are. first: how
        many rows of figures stand before them in `hidden`."""
        for place, row in enumerate(self.rows):
            self.rows[place] = replace(row, hidden=bool(hidden[first + place]))


def read_told_figures(measured: pd.DataFrame, pattern: pd.DataFrame) -> dict[Key, float]:
    """Indicator, window and area -> the numerator, of the figures that are shown. Called once: the size of a target
    group that an indicator counts may be told only where the indicator's figure is."""
    shown = pattern["rule"].isna() & measured["status"].isin(NUMBERS) & measured["numerator"].notna()
    records: Iterable[Any] = list_records(measured[shown])
    return {(row.indicator_id, row.window, row.area_id): float(row.numerator) for row in records}


def find_apart(table: pd.DataFrame, measured: pd.DataFrame, earlier: pd.DataFrame) -> set[str]:
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


def list_forced(table: pd.DataFrame, shown: Mapping[Key, float]) -> list[bool]:
    """By row of the table, whether it must be hidden because the figure whose numerator the target group is is not
    shown. Called before a choice is made. shown: of the figures."""
    return [
        bool(row.base) and (find_indicator_of_series(row.base), row.window, row.area_id) not in shown
        for row in list_records(table)
    ]
