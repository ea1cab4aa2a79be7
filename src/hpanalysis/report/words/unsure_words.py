"""The word at an interval that leaves 0 out while the change is not called sure: at so many tests some would look so.

It is written here alone; pages, the workbook and the CSV file take it from here.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from hpanalysis import danish
from hpanalysis.tables import Development, Since

MANY_JUDGED = "fordi der laves mange vurderinger"
_OPEN = (Since.NO_SURE_CHANGE, Development.UNDECIDED)


def looks_sure(low: Decimal | None, high: Decimal | None, verdict: Enum | None, decimals: int) -> bool:
    """Whether an interval leaves 0 out as it is printed, and the verdict is not sure. Asked of each interval of a
    change before it is written; a limit that is printed as 0 is not past it. decimals: of the printed limits."""
    if verdict not in _OPEN or low is None or high is None:
        return False
    printed = [danish.format_number(end, decimals) for end in (low, high)]
    both_past = all(text.strip(f"{danish.MINUS}0,") for text in printed)
    return both_past and (low > 0) == (high > 0)


def explain_unsure(low: Decimal | None, high: Decimal | None, verdict: Enum | None, decimals: int) -> str:
    """The words after such an interval: `, ikke sikker, fordi der laves mange vurderinger`; "" after any other. Called
    for each interval of a change in the tables."""
    return f", ikke sikker, {MANY_JUDGED}" if looks_sure(low, high, verdict, decimals) else ""
