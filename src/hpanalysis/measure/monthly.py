"""Frames delivered by month -> figures month by month, for control charts: the areas together and the municipality.

Single areas are left out: a month of one small area is chance, and too few persons to show.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import narwhals as nw
import pandas as pd

from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.amounts import PARTS, express_amount, list_counted_parts, read_months, scan_frame
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Plan
from hpanalysis.tables import MONTHLY, Status
from hpanalysis.workspace import Workspace

_NUMBERS = ["numerator", "denominator", "numerator_persons", "complement_persons", "denominator_persons"]


def find_latest_deliveries(source: Source, deliveries: dict[HalfYear, Path]) -> dict[Path, list[date]]:
    """Frame -> the months that count in it: each month is read from the latest delivery that holds it. Called for each
    indicator that is charted by month. deliveries: half-year -> frame, oldest first."""
    latest: dict[date, Path] = {}
    for path in deliveries.values():  # oldest first
        latest |= dict.fromkeys(read_months(source, path), path)
    by_path: dict[Path, list[date]] = {}
    for month, path in latest.items():
        by_path.setdefault(path, []).append(month)
    return by_path


def _express_amount_inside(name: str, area_ids: list[str]) -> nw.Expr:
    """What a row adds if it lies in one of the areas `area_ids`, else 0; a row outside all areas has null as its area.
    Called for numerator and denominator when months are counted. name: which of the two."""
    return nw.when(nw.col("area_id").is_in(area_ids)).then(nw.col(name)).otherwise(nw.lit(0))


def _sum_by_person(frame: nw.LazyFrame, indicator: Indicator, area_ids: list[str]) -> nw.LazyFrame:
    """A row a month and person: what the person adds to numerator and denominator in the municipality, and how much of
    that in the areas (`..._inside`). Called for each delivery of a monthly source. frame: its rows. area_ids: the
    plan's housing areas."""
    (source,) = indicator.sources
    amounts = (express_amount(part).alias(name) for name, part in list_counted_parts(indicator).items())
    rows = frame.select("person", "area_id", nw.col(source.period).alias("month"), *amounts)
    rows = rows.with_columns(*(_express_amount_inside(name, area_ids).alias(f"{name}_inside") for name in PARTS))
    return rows.group_by("month", "person").agg(*(nw.col(n).sum() for part in PARTS for n in (part, f"{part}_inside")))


def _express_numbers(suffix: str) -> dict[str, nw.Expr]:
    """What one person adds to each number of `tables.MONTHLY`. Called with suffix "" for the municipality and with
    "_inside" for the areas together: the names of the person's amounts, and of the numbers returned, end in it."""
    n, d = nw.col(f"numerator{suffix}"), nw.col(f"denominator{suffix}")
    conditions = {"numerator_persons": n > 0, "complement_persons": d > n, "denominator_persons": d > 0}
    persons = {name: nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)) for name, condition in conditions.items()}
    return {f"{name}{suffix}": number for name, number in {"numerator": n, "denominator": d, **persons}.items()}


def _sum_by_month(persons: nw.LazyFrame) -> pd.DataFrame:
    """A row a month: the numbers of the municipality, and those of the areas together (`..._inside`). Called for each
    delivery of a monthly source. persons: a row a month and person (`_sum_by_person`)."""
    numbers = _express_numbers("") | _express_numbers("_inside")
    rows = persons.select("month", *(number.alias(name) for name, number in numbers.items()))
    sums = rows.group_by("month").agg(*(nw.col(name).sum() for name in numbers))
    return sums.with_columns(*(nw.col(name).cast(nw.Int64) for name in numbers)).collect("pandas").to_native()


def _read_all_months(indicator: Indicator, deliveries: dict[Path, list[date]], plan: Plan) -> pd.DataFrame:
    """A row a month, oldest first: the municipality's numbers, and those of the areas together (`..._inside`). Called
    for each indicator that is charted by month. deliveries: frame -> the months to read from it; at least one."""
    (source,), tables = indicator.sources, []
    for path, months in deliveries.items():
        frame = scan_frame(path, source).filter(nw.col(source.period).is_in(months))
        tables.append(_sum_by_month(_sum_by_person(frame, indicator, [area.id for area in plan.areas])))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(month=pd.to_datetime(table["month"]).dt.date).sort_values("month", ignore_index=True)


def _make_tables(indicator_id: str, indicator: Indicator, windows: WindowAmounts) -> list[pd.DataFrame]:
    """The months of an indicator in two tables: the areas together (where the plan measures that) and the municipality;
    none where nothing was delivered. Called for each indicator whose windows are sums of months."""
    (source,), plan = indicator.sources, windows.workspace.plan
    deliveries = find_latest_deliveries(source, windows.workspace.deliveries(source.name, windows.last))
    if not deliveries:
        return []
    table = _read_all_months(indicator, deliveries, plan)
    total = {plan.total.id: "_inside"} if plan.adoption(indicator_id).total else {}
    suffixes = total | {plan.municipality.id: ""}
    return [
        pd.DataFrame({"month": table["month"], **{name: table[name + suffix] for name in _NUMBERS}}).assign(
            indicator_id=indicator_id, area_id=area_id
        )
        for area_id, suffix in suffixes.items()
    ]


def measure_months(workspace: Workspace, half_year: HalfYear, indicator_ids: list[str] | None = None) -> pd.DataFrame:
    """Figures by month (columns `tables.MONTHLY`) of the adopted indicators that have any, up to `half_year`.

    Called when a run or `hpanalysis check` computes the figures. A row an indicator, area (the areas together, the
    municipality) and month that was delivered, oldest first; a month that was never delivered has no row. A month is
    read from the latest delivery that holds it, a window's figure from the delivery the window is due in: months
    corrected later need not add up to it. A month with nobody in it is `ingen personer`. indicator_ids: None for all
    that the plan has adopted.
    """
    windows, tables = WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in windows.list_adopted(indicator_ids).items():
        if indicator.is_sum_of_months:
            tables += _make_tables(indicator_id, indicator, windows)
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=MONTHLY.names)
    nobody = table["denominator"] == 0
    table["status"] = nobody.map({True: Status.NO_PERSONS.value, False: Status.SHOWN.value})
    return table[MONTHLY.names].astype(dict.fromkeys(_NUMBERS, "Int64"))
