"""Whole persons behind the printed figures of the tables that LBF delivers ready made."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.windows import Kind
from hpanalysis.demo.calibration.arithmetic import find_counts, find_nearest_size
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.plan import Area


def list_first_years(calibration: Calibration, key: str) -> list[int]:
    """The years that an indicator is delivered for from the start: those the plan prints, and the baseline's."""
    plan = calibration.plan
    windows = {p.window for p in plan.printed if p.indicator_id == key} | {plan.adoption(key).baseline_window}
    return sorted(int(window) for window in windows if window.isdigit())


def list_delivered_areas(calibration: Calibration, key: str) -> list[Area]:
    """The areas that an indicator is delivered for: those adopted, their total if adopted, and the municipality.

    A survey is compared with the country and not with the municipality, so it has the country instead.
    """
    plan = calibration.plan
    adoption = plan.adoption(key)
    areas = [area for area in plan.areas if area.id in adoption.areas]
    if adoption.total:
        areas.append(plan.total)
    if indicators()[key].window.kind is Kind.SURVEY:
        return [*areas, plan.country] if plan.country else areas
    return [*areas, plan.municipality]


def derive_counts(
    calibration: Calibration, key: str, window: str, area: Area, *, mean: bool
) -> tuple[Decimal, int] | None:
    """The numerator and denominator that give a printed figure.

    None where the plan prints none for the window and area, and where no size near demo.yaml's gives it.
    """
    rows = calibration.plan.printed_for(key, area.id, window)
    if not rows:
        return None
    cell = rows[0]
    wanted = cell.n or calibration.settings.table(key).of_kind(area.kind)
    if mean:
        return cell.value * wanted, wanted
    n = find_nearest_size(cell.value, wanted, wanted * 2)
    if n is None:
        return None
    counts = find_counts(cell.value, n)
    return Decimal(counts[(len(counts) - 1) // 2]), n
