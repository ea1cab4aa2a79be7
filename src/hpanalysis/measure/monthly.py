"""Frames delivered by month -> figures month by month, for control charts: the areas together and the municipality.

Single areas are left out: a month of one small area is chance, and too few persons to show.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import narwhals as nw
import pandas as pd

from hpanalysis.definitions.model import Count, Indicator, Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.amounts import PARTS, express_amount, get_connection, scan_frame
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Plan
from hpanalysis.tables import MONTHLY, Status
from hpanalysis.workspace import Workspace

_NUMBERS = ["numerator", "denominator", "numerator_persons", "complement_persons", "denominator_persons"]


def is_monthly(indicator: Indicator) -> bool:
    """Whether a month of it means what its window means: sums over rows of one monthly source of persons.

    A condition on a person's sums (over a tenth absent in the year) is another figure when it is held against a month.
    """
    parts = (indicator.numerator, indicator.denominator)
    if not all(isinstance(part, Count) and not part.per_person for part in parts) or len(indicator.sources) != 1:
        return False
    (source,) = indicator.sources
    return source.by_month and source.has_persons and all(part.period == source.period for part in parts)


def _months(source: Source, path: Path) -> list[date]:
    query = f"select distinct {source.period} from read_parquet(?)"
    return [pd.Timestamp(row[0]).date() for row in get_connection().execute(query, [path.as_posix()]).fetchall()]


def find_latest_deliveries(source: Source, deliveries: dict[HalfYear, Path]) -> dict[Path, list[date]]:
    """Frame -> the months that count in it: each month is read from the latest delivery that holds it."""
    latest: dict[date, Path] = {}
    for path in deliveries.values():  # oldest first
        latest |= dict.fromkeys(_months(source, path), path)
    by_path: dict[Path, list[date]] = {}
    for month, path in latest.items():
        by_path.setdefault(path, []).append(month)
    return by_path


def _within(name: str, area_ids: list[str]) -> nw.Expr:
    """A row's amount if it lies in one of the areas, else 0. No area is null, which is no area of these."""
    return nw.when(nw.col("area_id").is_in(area_ids)).then(nw.col(name)).otherwise(nw.lit(0))


def _persons(frame: nw.LazyFrame, indicator: Indicator, area_ids: list[str]) -> nw.LazyFrame:
    """A row a month and person: what she adds in the municipality, and what of it in the areas (`..._inside`)."""
    (source,), parts = indicator.sources, {"numerator": indicator.numerator, "denominator": indicator.denominator}
    added = (express_amount(part).alias(name) for name, part in parts.items())
    rows = frame.select("person", "area_id", nw.col(source.period).alias("month"), *added)
    rows = rows.with_columns(*(_within(name, area_ids).alias(f"{name}_inside") for name in PARTS))
    return rows.group_by("month", "person").agg(*(nw.col(n).sum() for part in PARTS for n in (part, f"{part}_inside")))


def _numbers(suffix: str) -> dict[str, nw.Expr]:
    """The numbers of `tables.MONTHLY` as sums over persons."""
    n, d = nw.col(f"numerator{suffix}"), nw.col(f"denominator{suffix}")
    persons = {"numerator_persons": n > 0, "complement_persons": d > n, "denominator_persons": d > 0}
    ones = {name: nw.when(held).then(nw.lit(1)).otherwise(nw.lit(0)) for name, held in persons.items()}
    return {f"{name}{suffix}": number for name, number in {"numerator": n, "denominator": d, **ones}.items()}


def _tallied(persons: nw.LazyFrame) -> pd.DataFrame:
    """A row a month: the numbers of the municipality, and those of the areas together (`..._inside`)."""
    numbers = _numbers("") | _numbers("_inside")
    each = persons.select("month", *(number.alias(name) for name, number in numbers.items()))
    sums = each.group_by("month").agg(*(nw.col(name).sum() for name in numbers))
    return sums.with_columns(*(nw.col(name).cast(nw.Int64) for name in numbers)).collect("pandas").to_native()


def _by_month(indicator: Indicator, deliveries: dict[Path, list[date]], plan: Plan) -> pd.DataFrame:
    """As `_tallied`, all months of all deliveries in order."""
    (source,), found = indicator.sources, []
    for path, months in deliveries.items():
        frame = scan_frame(path, source).filter(nw.col(source.period).is_in(months))
        found.append(_tallied(_persons(frame, indicator, [area.id for area in plan.areas])))
    table = pd.concat(found, ignore_index=True)
    return table.assign(month=pd.to_datetime(table["month"]).dt.date).sort_values("month", ignore_index=True)


def _rows(indicator_id: str, indicator: Indicator, counted: WindowAmounts) -> list[pd.DataFrame]:
    """The total's rows, where the plan measures it, and the municipality's."""
    (source,), plan = indicator.sources, counted.workspace.plan
    deliveries = find_latest_deliveries(source, counted.workspace.deliveries(source.name, counted.last))
    if not deliveries:
        return []
    table, areas = _by_month(indicator, deliveries, plan), {plan.municipality.id: ""}
    if plan.adoption(indicator_id).total:
        areas = {plan.total.id: "_inside"} | areas
    return [
        pd.DataFrame({"month": table["month"], **{name: table[name + suffix] for name in _NUMBERS}}).assign(
            indicator_id=indicator_id, area_id=area_id
        )
        for area_id, suffix in areas.items()
    ]


def measure_months(workspace: Workspace, half_year: HalfYear, indicator_ids: list[str] | None = None) -> pd.DataFrame:
    """Figures by month (columns `tables.MONTHLY`) of the adopted indicators that have any, up to `half_year`.

    A row an indicator, area (the total, the municipality) and month that was delivered, oldest first; a month that was
    never delivered has no row. A month is read from the latest delivery that holds it, a window's figure from the
    delivery the window is due in: months corrected later need not add up to it. A month with nobody in it is
    `ingen personer`.
    """
    counted, found = WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in counted.adopted(indicator_ids).items():
        if is_monthly(indicator):
            found += _rows(indicator_id, indicator, counted)
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=MONTHLY.names)
    nobody = table["denominator"] == 0
    table["status"] = nobody.map({True: Status.NO_PERSONS.value, False: Status.SHOWN.value})
    return table[MONTHLY.names].astype(dict.fromkeys(_NUMBERS, "Int64"))
