"""Indicators that are delivered ready made, by area: the rows of a table -> counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.measure.amounts import get_connection
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.plan import Plan

Delivered = tuple[Decimal, Decimal, Decimal | None]  # numerator, denominator, spread


def _delivered(indicator_id: str, indicator: Indicator, cell: IndicatorWindow) -> dict[str, Delivered]:
    """Area id -> what the window's delivery says of it."""
    source = indicator.numerator.source
    query = (
        f"select area_id, numerator, denominator, spread from read_parquet(?) "
        f"where indicator_id = ? and {source.period} between ? and ?"
    )
    path = cell.frames[source.name].as_posix()
    found = get_connection().execute(query, [path, indicator_id, cell.span.start, cell.span.end]).fetchall()
    return {area_id: (numerator, denominator, spread) for area_id, numerator, denominator, spread in found}


def _together(parts: Iterable[Delivered]) -> Delivered:
    """Areas added up; the spread within them together is not told by theirs."""
    numerators, denominators, _ = zip(*parts, strict=True)
    return sum(numerators), sum(denominators), None


def _merged(delivered: dict[str, Delivered], plan: Plan) -> dict[str, Delivered]:
    """With merged areas in place of their parts: as delivered for them, else added up, if every part was delivered."""
    found = {area: row for area, row in delivered.items() if area not in plan.merged_into}
    for merged in plan.settings.merged_areas:
        if merged.id not in delivered and all(part in delivered for part in merged.areas):
            found[merged.id] = _together(delivered[part] for part in merged.areas)
    return found


def _whole(value: Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _counts(indicator: Indicator, numerator: Decimal, denominator: Decimal, spread: Decimal | None) -> dict:
    """A mean's persons are those it is a mean of."""
    mean = indicator.unit is Unit.MEAN
    return {
        "numerator": _whole(numerator),
        "denominator": int(denominator),
        "spread": None if spread is None else float(spread),
        "numerator_persons": int(denominator) if mean else int(numerator),
        "complement_persons": int(denominator) if mean else int(denominator) - int(numerator),
        "denominator_persons": int(denominator),
    }


def read_counts_by_area(indicator_id: str, indicator: Indicator, cell: IndicatorWindow, plan: Plan) -> dict[str, dict]:
    """Area id -> counts (columns of `tables.MEASURED`), of the areas that the window was delivered for."""
    delivered = _merged(_delivered(indicator_id, indicator, cell), plan)
    return {area: _counts(indicator, *row) for area, row in delivered.items()}
