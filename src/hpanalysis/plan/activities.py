"""activities.csv: the hours a year that the plan promises are numbers, where it prints any."""

from __future__ import annotations

import re
from collections.abc import Callable

from hpanalysis.errors import Stop

_HOURS = re.compile(r"[1-9][0-9]{0,6}(\.[0-9]{1,2})?")


def refuse_odd_hours(rows: list[dict[str, str]], stop: Callable[[str, str, str], Stop]) -> None:
    """hours_per_year, a column that a plan may leave out, is a number over 0 or empty."""
    for number, row in enumerate(rows, start=2):
        text = row.get("hours_per_year", "")
        if text and not _HOURS.fullmatch(text):
            wrong = f"Række {number} har timer, der ikke er et tal over 0."
            raise stop("activities.csv", wrong, "et tal med punktum, eller et tomt felt.")
