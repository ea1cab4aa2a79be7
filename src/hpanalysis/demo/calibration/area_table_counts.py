"""Whole persons that give the printed figures of the tables LBF delivers ready made."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.windows import Kind
from hpanalysis.demo.calibration.arithmetic import find_counts, find_nearest_size
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.plan import Area


def list_first_years(calibration: Calibration, key: str) -> list[int]:
    """The years delivered from the start: those the plan prints, and the baseline's."""
    plan = calibration.plan
    found = {p.window for p in plan.printed if p.indicator_id == key} | {plan.adoption(key).baseline_window}
    return sorted(int(window) for window in found if window.isdigit())


def list_delivered_areas(calibration: Calibration, key: str) -> list[Area]:
    """The areas an indicator is delivered for: those adopted and the municipality; a survey has the country instead."""
    plan = calibration.plan
    adoption = plan.adoption(key)
    found = [area for area in plan.areas if area.id in adoption.areas]
    if adoption.total:
        found.append(plan.total)
    if indicators()[key].window.kind is Kind.SURVEY:
        return [*found, plan.country] if plan.country else found
    return [*found, plan.municipality]


def derive_counts(
    calibration: Calibration, key: str, window: str, area: Area, mean: bool
) -> tuple[Decimal, int] | None:
    """Numerator and denominator that give a printed figure; None where none is printed."""
    cell = next(iter(calibration.plan.printed_for(key, area.id, window)), None)
    if cell is None:
        return None
    wanted = cell.n or getattr(calibration.settings.table(key), area.kind)
    if mean:
        return cell.value * wanted, wanted
    n = find_nearest_size(cell.value, wanted, wanted * 2)
    if n is None:
        return None
    counts = find_counts(cell.value, n)
    return Decimal(counts[(len(counts) - 1) // 2]), n
