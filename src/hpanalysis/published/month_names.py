"""The months as the pages name them, for whoever reads a page's dates."""

from __future__ import annotations

# The first of the year first.
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
