"""A total against its areas, n or no n: it must lie between the least and the greatest of them.

What is greater before rounding is not smaller after it; so where two ranges only touch, one figure is the greater.
"""

from __future__ import annotations

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind
from hpanalysis.tables import Answer


def _report_range(group: Group, total: PrintedFigure, least: PrintedFigure, greatest: PrintedFigure) -> Finding:
    known, areas = group.known, group.known.areas
    reasoning = (
        f"{known.label(total.indicator)} ({words.shorten_window(group.window)}) er trykt som {words.describe_value(total, known)} for "
        f"{areas.name(total.area)}, men områderne ligger fra {words.describe_value(least, known)} ({areas.name(least.area)}) "
        f"til {words.describe_value(greatest, known)} ({areas.name(greatest.area)}). Et samlet tal for områderne ligger altid "
        "mellem det laveste og det højeste af dem, uanset hvor mange personer der er i hvert."
    )
    return Finding(
        FindingKind.TOTAL_RANGE, Answer.CONTRADICTED, (total.cell(), least.cell(), greatest.cell()), reasoning
    )


def check(group: Group) -> tuple[list[Finding], list[FindingKind]]:
    """Each indicator's total against its areas, if every area is printed. Counts are no shares: they are summed."""
    areas, findings, held = group.known.areas, [], []
    total = areas.only("total")
    for indicator in group.indicators:
        whole = group.figures.get((indicator, total))
        parts = [group.figures.get((indicator, area)) for area in areas.parts]
        if whole is None or whole.value is None or group.known.is_count(indicator):
            continue
        # An area of nobody prints a share of nothing; it pulls the total nowhere.
        parts = [part for part in parts if part is None or part.n != 0]
        if not parts or any(part is None or part.value is None for part in parts):
            continue
        least, greatest = min(parts, key=lambda f: f.value.least), max(parts, key=lambda f: f.value.greatest)
        if whole.value.greatest <= least.value.least or whole.value.least >= greatest.value.greatest:
            findings.append(_report_range(group, whole, least, greatest))
        else:
            held.append(FindingKind.TOTAL_RANGE)
    return findings, held
