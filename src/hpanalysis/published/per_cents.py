"""The whole per cent that a page makes of a row's probability: `0.9123` is told as `91 pct.`

A page tells how likely it is that a figure has moved the way that its word names. indicators.csv has the probability of
the wanted way, so the per cent of the unwanted way is what is left of a hundred; and none is told as a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

# The column of indicators.csv that a per cent is told of, and that of the word it is told beside.
_PROBABILITY, _WORD = "probability", "evidence"
_WORSE = "forværret"
_NO_WAY = ("", "uvist")
_MOST = Decimal(99)


def list_per_cents(cells: Mapping[str, str]) -> set[Decimal]:
    """The per cent that a page may tell of a row: that its figure has moved the way its word names, rounded half up and
    at most 99; empty where the row has no word for a way. Called for each row of indicators.csv whose numbers are
    collected, because the pages may print those and no others. cells: column -> text; a file of before the words lacks
    both columns."""
    probability, word = cells.get(_PROBABILITY, ""), cells.get(_WORD, "")
    if not probability or word in _NO_WAY:
        return set()
    likely = 1 - Decimal(probability) if word.endswith(_WORSE) else Decimal(probability)
    return {min((100 * likely).quantize(Decimal(1), ROUND_HALF_UP), _MOST)}
