"""A total against its areas, with or without n: it must lie between the least and the greatest of them.

Rounding keeps the order: what is greater before rounding is not smaller after it. So where a total's range only touches
the range of the least or the greatest area, it lies outside the areas.
"""

from __future__ import annotations

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind
from hpanalysis.tables import Answer


def _report_range(group: Group, total: PrintedFigure, least: PrintedFigure, greatest: PrintedFigure) -> Finding:
    """Make the finding for a total that lies outside its areas' lowest and highest figure; called by `check`."""
    known, areas = group.known, group.known.areas
    reasoning = (
        f"{known.label(total.indicator)} ({words.shorten_window(group.window)}) er trykt som "
        f"{words.describe_value(total, known)} for {areas.name(total.area)}, men områderne ligger fra "
        f"{words.describe_value(least, known)} ({areas.name(least.area)}) til "
        f"{words.describe_value(greatest, known)} ({areas.name(greatest.area)}). Et samlet tal for områderne ligger "
        "altid mellem det laveste og det højeste af dem, uanset hvor mange personer der er i hvert."
    )
    return Finding(
        kind=FindingKind.TOTAL_RANGE,
        answer=Answer.CONTRADICTED,
        cells=(total.cell(), least.cell(), greatest.cell()),
        reasoning=reasoning,
    )


def check(group: Group) -> CheckResult:
    """Check that each indicator's total lies between its areas' lowest and highest figure, if every area is printed.
    Called by `audit._check_group` for each group (figures over one denominator in one window), unless the printed n of
    its areas do not make the total's. Areas with n 0 are ignored, and counts are left out, because they are summed."""
    areas, result = group.known.areas, CheckResult([], [])
    if areas.total is None:
        return result
    for indicator in group.indicators:
        whole = group.figures.get((indicator, areas.total))
        parts = [group.figures.get((indicator, area)) for area in areas.parts]
        if whole is None or whole.value is None or group.known.is_count(indicator):
            continue
        # An area of nobody prints a share of nothing; it pulls the total nowhere.
        parts = [part for part in parts if part is None or part.n != 0]
        printed = [part for part in parts if part is not None and part.value is not None]
        if not printed or len(printed) < len(parts):
            continue
        least, greatest = min(printed, key=lambda f: f.number.least), max(printed, key=lambda f: f.number.greatest)
        if whole.value.greatest <= least.number.least or whole.value.least >= greatest.number.greatest:
            result.findings.append(_report_range(group, whole, least, greatest))
        else:
            result.consistent.append(FindingKind.TOTAL_RANGE)
    return result
