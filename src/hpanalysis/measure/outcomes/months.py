"""What each person adds to an indicator in each month, and each person's value before and after a month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import BIRTH_YEAR, SEX, Count, Indicator, Source
from hpanalysis.definitions.windows import HalfYear, find_month_end
from hpanalysis.measure.amounts import PARTS, express_amount, list_counted_parts, scan_frame
from hpanalysis.measure.monthly import find_latest_deliveries
from hpanalysis.workspace import Workspace

# So many months are the time before, the time after, and the time before that: half a year, so that a course of some
# months is over. Winter may lie on one side and summer on the other; it does for the others like them too.
PERIOD = 6
# Of a period, so many months must have been delivered of a person: a pupil has no July, and who moved in has no months
# before.
FEWEST_MONTHS = 4
EARLIER, BEFORE, AFTER = "earlier", "before", "after"
# The first and the last month of each period, counted from the month in which a course begins, which is in none.
PERIODS = {EARLIER: (-2 * PERIOD, -PERIOD - 1), BEFORE: (-PERIOD, -1), AFTER: (1, PERIOD)}


def add_months(month: date, months: int) -> date:
    """The first day of the month that lies so many months after another, before it if negative. Called for the ends of
    the periods."""
    return find_month_end(month, months).replace(day=1)


def _list_parts(indicator: Indicator) -> dict[str, Count]:
    """Numerator and denominator as each month counts them: by the rule of a bridge in all months, so that no month is
    counted otherwise than another. Called once an outcome."""
    parts = list_counted_parts(indicator)
    if indicator.bridge is not None:
        parts["numerator"] = bridges.count_by_new_rule(indicator)
    return parts


@dataclass(frozen=True)
class PersonMonths:
    """The months of an indicator, person by person, as far as they were delivered up to a half-year. Made once for each
    outcome of a run; it holds pseudonyms."""

    workspace: Workspace
    half_year: HalfYear
    indicator_id: str

    @property
    def indicator(self) -> Indicator:
        """The indicator that the outcome is a person's part of. Read for its source and its parts."""
        return catalogue.indicators()[self.indicator_id]

    @property
    def source(self) -> Source:
        """The extract that the months are read from. Read for its frames."""
        (source,) = self.indicator.sources
        return source

    @cached_property
    def _deliveries(self) -> dict[Path, list[date]]:
        """Frame -> the months that are read from it. Read when months are listed and read."""
        return find_latest_deliveries(self.source, self.workspace.deliveries(self.source.name, self.half_year))

    @cached_property
    def delivered(self) -> list[date]:
        """The first days of the months that were delivered, oldest first; empty without a delivery. Read to see whose
        time after is measured."""
        return sorted(month for months in self._deliveries.values() for month in months)

    def read(self, persons: Collection[str]) -> pd.DataFrame:
        """Columns person, month, area_id (null outside the areas), koen, foedselsaar, numerator, denominator: a row a
        person and month, of everybody who lives in one of the areas in it, and of `persons` wherever they live. Called
        once an outcome."""
        tables = [self._read_frame(path, months, persons) for path, months in self._deliveries.items()]
        columns = ["person", "month", "area_id", *self.source.breakdown_columns, *PARTS]
        table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
        # In one order, whatever order they are read in: sums of decimals depend on it in their last digits.
        table = table.sort_values(["person", "month"], ignore_index=True)
        return table.assign(month=pd.to_datetime(table["month"]).dt.date)

    def _read_frame(self, path: Path, months: list[date], persons: Collection[str]) -> pd.DataFrame:
        """The rows of one frame. Called for each delivery. Who moved within a month has the area that comes first."""
        period = nw.col(self.source.period)
        wanted = ~nw.col("area_id").is_null() | nw.col("person").is_in(sorted(persons))
        frame = scan_frame(path, self.source).filter(period.is_in(months)).filter(wanted)
        amounts = (express_amount(part).alias(name) for name, part in _list_parts(self.indicator).items())
        traits = [name for name in (SEX, BIRTH_YEAR) if name in self.source.breakdown_columns]
        rows = frame.select("person", "area_id", *traits, period.alias("month"), *amounts)
        sums = rows.group_by("person", "month").agg(
            nw.col("area_id").min(), *(nw.col(name).min() for name in traits), *(nw.col(name).sum() for name in PARTS)
        )
        return sums.with_columns(*(nw.col(name).cast(nw.Int64) for name in PARTS)).collect("pandas").to_native()


def compute_values(months: pd.DataFrame, begin: date, scale: int) -> pd.DataFrame:
    """Each person's value in the three periods around a begin month: a row a person, columns earlier, before and after
    [float, nan where too few months were delivered], area_id of the month before it, koen and foedselsaar.

    Called for each begin month. months: of `PersonMonths.read`. A value is the numerator over the denominator of the
    period, times `scale` (100 for per cent); a month without a denominator, as the summer holidays, counts for nothing.
    Persons without a row in the month before, who live in no area or of whom nothing is known, are left out.
    """
    there = months[months["month"] == add_months(begin, -1)].set_index("person")
    there = there[there["area_id"].notna()]
    values = pd.DataFrame(index=there.index)
    for period, (first, last) in PERIODS.items():
        inside = months[(months["month"] >= add_months(begin, first)) & (months["month"] <= add_months(begin, last))]
        inside = inside[inside["denominator"] > 0]
        sums = inside.groupby("person").agg(n=("numerator", "sum"), d=("denominator", "sum"), months=("month", "size"))
        enough = sums[sums["months"] >= FEWEST_MONTHS]
        values[period] = (enough["n"] / enough["d"] * scale).astype(float).reindex(values.index)
    traits = [name for name in (SEX, BIRTH_YEAR) if name in there.columns]
    return values.join(there[["area_id", *traits]]).replace({np.inf: np.nan})


def list_begin_months(delivered: list[date], delivered_before: list[date], first: date) -> list[date]:
    """The begin months whose time after is delivered now, and was not in the half-year before. Called for each outcome:
    so every participant is told of once. delivered, delivered_before: of `PersonMonths.delivered`, for this half-year
    and the one before. first: the month in which the plan begins, from which courses are listed."""
    if not delivered:
        return []
    last = add_months(delivered[-1], -PERIOD)
    after = add_months(delivered_before[-1], -PERIOD) if delivered_before else None
    months, month = [], first.replace(day=1)
    while month <= last:
        if after is None or month > after:
            months.append(month)
        month = (find_month_end(month) + timedelta(days=1)).replace(day=1)
    return months
