"""Whole persons behind the printed figures of the tables that LBF delivers ready made."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Coverage
from hpanalysis.demo.calibration.arithmetic import find_counts, find_nearest_size
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.plan import Area


def list_first_years(calibration: Calibration, key: str) -> list[int]:
    """The years of an indicator that LBF's synthetic table for the plan's first half-year must have, oldest first:
    those that the plan prints figures for, and the baseline's. Called when the periods of such a table are listed and
    when a later year is drawn. key: the indicator. A printed window that is no year is left out."""
    plan = calibration.plan
    windows = {p.window for p in plan.printed if p.indicator_id == key} | {plan.adoption(key).baseline_window}
    return sorted(int(window) for window in windows if window.isdigit())


def list_delivered_areas(calibration: Calibration, key: str) -> list[Area]:
    """The areas that LBF's table has an indicator for: those adopted, their total if adopted, and the municipality.

    What is compared with the country, as a survey is, has the country instead of the municipality, if the plan has one.
    Called for each period of a synthetic table of LBF (the national fund of social housing), and when it is explained
    why a printed figure is not given. key: an indicator.
    """
    plan = calibration.plan
    adoption = plan.adoption(key)
    areas = [area for area in plan.areas if area.id in adoption.areas]
    if adoption.total:
        areas.append(plan.total)
    if indicators()[key].municipality is Coverage.COUNTRY:
        return [*areas, plan.country] if plan.country else areas
    return [*areas, plan.municipality]


def find_wanted_size(calibration: Calibration, key: str, window: str, area: Area) -> int:
    """How many persons stand behind a synthetic figure of an indicator (key): as many as the plan prints for a window
    and area, else demo.yaml's for that kind of area. Called for each cell of the tables by area. window: a year as
    text."""
    printed = calibration.plan.printed_for(key, area.id, window)
    return (printed[0].n if printed else None) or calibration.settings.table(key).of_kind(area.kind)


def derive_counts(
    calibration: Calibration, key: str, window: str, area: Area, *, mean: bool
) -> tuple[Decimal, int] | None:
    """The numerator and denominator that give the figure printed for an area and window, for a table that LBF (the
    national fund of social housing) delivers.

    Called for every cell of the synthetic tables, and for the earlier year that a cell without a printed figure starts
    from. key: the indicator. window: a year as text. mean: the figure is a mean, so its numerator is the sum of the
    values. None where the plan prints no figure for the window and area, and where no number of persons up to twice the
    wanted one gives it. The wanted number is the printed one, or else demo.yaml's for that kind of area.
    """
    rows = calibration.plan.printed_for(key, area.id, window)
    if not rows:
        return None
    cell = rows[0]
    wanted = find_wanted_size(calibration, key, window, area)
    if mean:
        return cell.value * wanted, wanted
    n = find_nearest_size(cell.value, wanted, wanted * 2)
    if n is None:
        return None
    counts = find_counts(cell.value, n)
    return Decimal(counts[(len(counts) - 1) // 2]), n
