"""Measured and what is published -> the rows a pattern is chosen over, each with what is settled of it beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import find_plain_window
from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.disclose.relations import compute_most_per_person, list_blocks
from hpanalysis.plan import Plan
from hpanalysis.tables import Status

# The statuses of a figure that has numbers: a nought is a number too.
NUMBERS = Status.words_with_counts()

Key = tuple[str, str, str]  # indicator, window, area, as `tables.KEY`
Numbers = tuple[float | None, float | None]  # numerator and denominator
Days = dict[tuple[str, str], tuple[date, date]]  # (indicator, window) -> its first and last day


@dataclass(frozen=True, kw_only=True)
class Row:
    """A figure, of an indicator, a window and an area, that is to be shown or hidden. Made by `list_rows` once a run;
    the pattern is chosen over these rows, and variables name them by their place in the list."""

    key: Key
    series: str  # that its numerator is of: the indicator, or the indicator by the rule of a bridge
    # None where it is not known here: hidden in an earlier publication, and not measured now.
    numerator: float | None
    denominator: float | None  # None for a count, too
    rule: str | None  # the primary rule that hides it by itself
    hidden: bool | None  # settled beforehand; None where it is to be chosen
    most_per_person: int  # the most one person can add to numerator or denominator
    blocks: tuple[str, ...]  # the pieces of time its window is the sum of
    group: tuple[str, str] | None = None  # breakdown and group, such as (koen, kvinde); None for a figure of all
    # Of a series that no file in definitions declares, such as reach: what it is; None for what is looked up.
    declared: Indicator | None = None
    k: int | None = None  # the fewest persons of it that may be shown, where that is more than the plan's
    tells_denominator: bool = True  # whether the row publishes its denominator too

    @property
    def indicator_id(self) -> str:
        """The indicator, first in the key. Read for the cost of hiding."""
        return self.key[0]

    @property
    def window(self) -> str:
        """The window, second in the key, such as `2024`; of one counted again the window itself, for it has the same
        persons and denominator. Of a group it is a window by itself (`2024|koen=kvinde`). Read when the figures over
        one denominator are put together by window, to write the equations between them."""
        plain = find_plain_window(self.key[1])
        return plain if self.group is None else name_window_of_group(plain, *self.group)

    @property
    def area_id(self) -> str:
        """The area, last in the key. Read when figures are grouped by window, and for the cost of hiding them."""
        return self.key[2]

    @property
    def name(self) -> str:
        """The id `indicator/window/area`, as reports write it, and of a group `/koen/kvinde` after it. Read when a
        system is built and a `Stop` is raised."""
        return "/".join((*self.key, *(self.group or ())))


def name_window_of_group(window: str, breakdown: str, group: str) -> str:
    """What the equations call the figures of a group in a window, or in a piece of time. Called for each row of a
    group, and where a window's groups are looked for."""
    return f"{window}|{breakdown}={group}"


def list_records(table: pd.DataFrame) -> Iterable[Any]:
    """The table's rows with their columns as attributes; Any, for pandas' stubs do not know a column's type. Called
    wherever disclosure control reads a table of measured or published figures row by row."""
    return table.itertuples(index=False)


def read_key(record: Any) -> Key:
    """Indicator, window and area of a table's row, as `list_records` yields it: the key of the row's figure. Called for
    each row of earlier publications and of the measured figures, when they are listed and compared."""
    return record.indicator_id, record.window, record.area_id


def _read_number(value: Any) -> float | None:
    """A number of a table as a float; None where it is null. Called for each figure's numerator and denominator, when
    it is chosen what to hide."""
    return None if value is None or pd.isna(value) else float(value)


def read_numbers(record: Any) -> Numbers:
    """A record's numerator and denominator as a reader knows them, None where null: `ingen sager` says 0, `ingen
    personer` 0 of 0. Called for each measured or published row, when it is chosen what to hide and asked what a
    correction tells. record: of `list_records`, with status and numbers."""
    # The words are published where the columns are empty, and a reader knows the noughts by them.
    if record.status == Status.NO_PERSONS.value:
        return 0.0, 0.0
    numerator = 0.0 if record.status == Status.NO_CASES.value else _read_number(record.numerator)
    return numerator, _read_number(record.denominator)


@dataclass(frozen=True)
class PublishedBefore:
    """What earlier publications say of one figure; read when it is settled whether it may still be shown or hidden."""

    shown: tuple[Numbers, ...] = ()  # its numbers in each publication that shows them, the latest last
    hidden: bool = False  # whether any publication hides it

    def settle(self, rule: str | None) -> bool | None:
        """Whether the figure must be hidden now (True), must be shown (False) or may be chosen (None).

        Called for each measured figure before it is chosen what to hide. What was shown is known and stays shown,
        whatever else was published of it. What was hidden stays hidden, for a hidden number shown later gives away the
        numbers that were worked into the pattern around it. rule: the primary rule that hides the figure now, or None.
        """
        # Asked first: a figure that one publication shows and another hides is known.
        if self.shown:
            return False
        return True if self.hidden or rule is not None else None


def read_publications(published: pd.DataFrame | None) -> dict[Key, PublishedBefore]:
    """Key -> what earlier publications say of the figure; those that neither show nor hide it are passed over. Called
    when figures are listed to choose what to hide. published: columns `tables.KEY`, status, numerator, denominator, the
    oldest publication first; None gives an empty dict."""
    known: dict[Key, PublishedBefore] = {}
    for record in () if published is None else list_records(published):
        key = read_key(record)
        before = known.get(key, PublishedBefore())
        if record.status in NUMBERS:
            known[key] = replace(before, shown=(*before.shown, read_numbers(record)))
        # The other statuses, such as not delivered, say nothing of any number.
        elif record.status == Status.HIDDEN.value:
            known[key] = replace(before, hidden=True)
    return known


def make_row(key: Key, numbers: Numbers, rule: str | None, hidden: bool | None, days: Days) -> Row:
    """A row (figure) with what its definition says of the window: the most one person adds, and its blocks of time.

    Called for each figure that is listed. numbers: numerator and denominator, None where not known. rule: the primary
    rule that hides it, or None. hidden: True or False where that is settled, None if it is open. days: (indicator,
    window) -> first and last day; it must have the key's.
    """
    indicator, window, span = catalogue.indicators()[key[0]], key[1], days[key[:2]]
    return Row(
        key=key,
        series=bridges.find_series(key[0], indicator, window, span[1]),
        numerator=numbers[0],
        denominator=numbers[1],
        rule=rule,
        hidden=hidden,
        most_per_person=compute_most_per_person(indicator, window, *span),
        blocks=list_blocks(indicator, window, *span),
    )


def _list_rows_only_published(known: dict[Key, PublishedBefore], measured: dict[Key, Row], days: Days) -> list[Row]:
    """Figures that earlier publications show or hide, and that the measured table has no number for.

    Called by `list_rows`, because a reader still has these figures: an old year that is not measured any more is part
    of a sum. known: what is published, by key. measured: the measured rows, by key. days: (indicator, window) -> its
    first and last day. Figures of an indicator that is not declared any more are left out.
    """
    rows = []
    for key, before in known.items():
        # An indicator that is no longer in the catalogue has no definition left to relate it by.
        if key not in measured and key[0] in catalogue.indicators() and (before.shown or before.hidden):
            # The latest publication's number is the one that stands with the others published with it.
            numbers = before.shown[-1] if before.shown else (None, None)
            # No rule: without a measured number it cannot be asked whether the figure is small now.
            rows.append(make_row(key, numbers, None, not before.shown, days))
    return rows


def read_days(tables: list[pd.DataFrame]) -> Days:
    """(indicator, window) -> its first and last day; where tables differ, as the last table has them. Called when
    figures are listed. tables: each with columns indicator_id, window, window_start and window_end."""
    days: Days = {}
    for table in tables:
        # All areas have the same days in a window, so one row of it tells them.
        for record in list_records(table.drop_duplicates(["indicator_id", "window"])):
            first, last = pd.Timestamp(record.window_start).date(), pd.Timestamp(record.window_end).date()
            days[record.indicator_id, record.window] = (first, last)
    return days


def _make_measured_rows(
    measured: pd.DataFrame, plan: Plan, known: dict[Key, PublishedBefore], days: Days
) -> dict[Key, Row]:
    """The measured figures that have a number, by key, each with whether its hiding is settled beforehand (None: to be
    chosen). Called when the figures to choose among are listed, and again for the country's alone. known: what earlier
    publications show or hide, by key. days: (indicator, window) -> its first and last day."""
    rows = {}
    for record, rule in zip(list_records(measured), apply_primary_rule(measured, plan.k), strict=True):
        # What has no number gives nothing away, and there is nothing in it to hide.
        if record.status in NUMBERS:
            key = read_key(record)
            hidden = known.get(key, PublishedBefore()).settle(rule)
            rows[key] = make_row(key, read_numbers(record), rule, hidden, days)
    return rows


def list_rows(measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None = None) -> list[Row]:
    """The figures of which it is chosen what to hide: those measured, in the table's order, and those published before.

    Called by `choose_pattern` in a run and in `hpanalysis check`, and by tests and a benchmark when they prove that its
    choice protects. published: the rows of every published indicators.csv, oldest first; None if there are none. The
    country's figures are left out (`find_country_rules`): nothing is added up to them, so no other figure gives them
    away.
    """
    known = read_publications(published)
    # A window that is measured has the days that the table says; the earlier table fills in the others.
    days = read_days([measured] if published is None or published.empty else [published, measured])
    here = _make_measured_rows(measured, plan, known, days)
    # Nothing is added up to the country, so in the system its figures would only be looked at in vain.
    country_id = plan.country.id if plan.country else None
    rows = [*here.values(), *_list_rows_only_published(known, here, days)]
    return [row for row in rows if row.area_id != country_id]


def find_country_rules(
    measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None, otherwise: str
) -> dict[Key, str]:
    """By key, the rule that hides a figure of the country, for each such figure that is hidden.

    No other figure is added up to the country, so only its own numbers and what is published of it decide. Called by
    `choose_pattern` when the other hidden figures have been chosen; empty without a country. measured, published: as
    `choose_pattern` takes them. otherwise: the rule written for a figure that was published as hidden and is not small
    now.
    """
    country = measured[measured["area_id"] == (plan.country.id if plan.country else None)]
    rows = _make_measured_rows(country, plan, read_publications(published), read_days([country]))
    return {key: row.rule or otherwise for key, row in rows.items() if row.hidden}
