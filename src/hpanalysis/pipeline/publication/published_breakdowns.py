"""The figures by sex and age band that the plan adopts, as they are published beside all that was published before."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from hpanalysis import disclose, judge
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.definitions.windows import is_recounted
from hpanalysis.pipeline.publication.earlier_breakdowns import Divided, Standing, list_divided
from hpanalysis.plan import Plan
from hpanalysis.tables import GROUP_KEY, PUBLISHED_BREAKDOWNS, Status, write_csv

_COUNTS = ["numerator", "denominator"]
_LIMITS = ["lo", "hi"]


def list_adopted(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Indicator -> the breakdowns of it that the plan publishes; empty for a plan that adopts none. Called when a
    half-year's figures are computed."""
    return {one.indicator_id: one.breakdowns for one in plan.adoptions if one.breakdowns}


def _take(table: pd.DataFrame, chosen: list[bool]) -> pd.DataFrame:
    """The rows that are chosen, numbered anew, also of a table without any. Called wherever groups are parted."""
    return table[pd.Series(chosen, table.index, dtype=bool)].reset_index(drop=True)


def _select_adopted(grouped: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The groups of the breakdowns that the plan publishes. Called once a run. A window that is counted again by a
    newer rule is left out: beside what was told of it by the older rule it would tell of the persons between the
    two."""
    adopted = list_adopted(plan)
    pairs = zip(grouped["indicator_id"], grouped["breakdown"], grouped["window"], strict=True)
    chosen = [breakdown in adopted.get(key, ()) and not is_recounted(window) for key, breakdown, window in pairs]
    return _take(grouped, chosen)


def _is_bounded(one: Divided, divided: Collection[Divided]) -> bool:
    """Whether a breakdown of a window stands beside one that was published of the same source, counted in another unit
    (persons, or their days): the days of a group bound how many of it have many days, and no relation between counts
    says so. Called for each that is new; a plan that adopts both at once is refused as it is read."""
    declared = catalogue.indicators()
    own = declared[one[0]]
    others = (declared[key] for key, *rest in divided if rest == list(one[1:]) and key in declared)
    return any(other.sources == own.sources and other.measure is not own.measure for other in others)


def _repeat(grouped: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The rows of groups that are published already, with the status and counts that they were published with. Called
    once a run. grouped: of the breakdowns that stand, as counted now; nothing of that is told."""
    told = ["status", *_COUNTS]
    repeated = grouped.drop(columns=told).merge(standing[[*GROUP_KEY, *told]], on=GROUP_KEY, how="inner")
    # Whole numbers as Python has them, as in a table that was just counted.
    for column in _COUNTS:
        numbers = [None if pd.isna(number) else int(number) for number in repeated[column]]
        repeated[column] = pd.Series(numbers, repeated.index, dtype=object)
    return repeated


def _is_of_heads(indicator_id: str) -> bool:
    """Whether an indicator's interval follows from its two counts, as that of a share of persons does. Called for each
    group: the interval of a share of persons' days rests on sums over persons, which are not published of groups."""
    return catalogue.indicators()[indicator_id].measure is Measure.SHARE


def _tabulate(chosen: pd.DataFrame, latest: pd.Series) -> pd.DataFrame:
    """The table as it is published (`tables.PUBLISHED_BREAKDOWNS`): values and, of heads, intervals. Called once a run.
    chosen: with no number in a hidden row. latest: by indicator, the last day of its newest window."""
    judged = judge.judge_groups(chosen)
    judged["latest"] = (judged["indicator_id"].map(latest) == judged["window_end"]).astype("boolean")
    heads = judged["indicator_id"].map(_is_of_heads)
    judged[_LIMITS] = judged[_LIMITS].where(heads, None)
    for column in _COUNTS:
        # Nobody of nobody is said by the status alone, as in indicators.csv.
        counts = pd.to_numeric(judged[column]).astype("Int64")
        judged[column] = counts.where(judged["status"] == Status.SHOWN.value)
    return judged[PUBLISHED_BREAKDOWNS.names].astype(PUBLISHED_BREAKDOWNS.dtypes)


def choose_published_groups(
    grouped: pd.DataFrame,
    measured: pd.DataFrame,
    pattern: pd.DataFrame,
    plan: Plan,
    published: pd.DataFrame | None,
    control: pd.DataFrame,
    standing: Standing,
) -> pd.DataFrame:
    """The table of groups to be published (`tables.PUBLISHED_BREAKDOWNS`), hidden ones without a number.

    Called when the figures of a plan that adopts a breakdown are computed. grouped: `tables.GROUPED`, of all or of the
    adopted indicators. measured, pattern, published, control: as of `disclose.choose_group_pattern`. standing: what is
    published of groups already. A breakdown of a window that was published is repeated, or left out if a figure that it
    divides is another now; one that was not is chosen beside all the others, or left out where they bound it.
    """
    adopted = _select_adopted(grouped, plan)
    latest = adopted.groupby("indicator_id")["window_end"].max()
    told = standing.divided
    is_new = [one not in told and not _is_bounded(one, told) for one in list_divided(adopted)]
    new = _take(adopted, is_new)
    rule = disclose.choose_group_pattern(
        new, measured, pattern, plan, published, control, earlier=standing.table, beside_shown=True
    )
    chosen = disclose.hide_groups(new, rule)
    repeated = _repeat(adopted, standing.table)
    both = pd.concat([one for one in (chosen, repeated[chosen.columns]) if len(one)] or [chosen], ignore_index=True)
    order = {key: place for place, key in enumerate(adopted[GROUP_KEY].itertuples(index=False, name=None))}
    places = [order[key] for key in both[GROUP_KEY].itertuples(index=False, name=None)]
    in_order = both.iloc[pd.Series(places).argsort(kind="stable")].reset_index(drop=True) if len(both) else both
    return _tabulate(in_order, latest)


def list_published_beside(standing: Standing, table: pd.DataFrame) -> pd.DataFrame:
    """All groups that readers will know: those published before that stand, and those of this half-year. Called when
    the confidential edition marks what the public one hides. table: of `choose_published_groups`."""
    own = table[standing.table.columns]
    there = set(standing.table[GROUP_KEY].itertuples(index=False, name=None))
    added = _take(own, [key not in there for key in own[GROUP_KEY].itertuples(index=False, name=None)])
    return pd.concat([one for one in (standing.table, added) if len(one)] or [added], ignore_index=True)


def format_breakdowns_csv(table: pd.DataFrame) -> str:
    """The text of opdelinger.csv: a row a group, columns `tables.PUBLISHED_BREAKDOWNS`. Called when the data files of a
    half-year are written. table: of `choose_published_groups`."""
    declared = catalogue.indicators()
    return write_csv(table, PUBLISHED_BREAKDOWNS, [declared[key].decimals for key in table["indicator_id"]])
