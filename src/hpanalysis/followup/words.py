"""Days, lists and numbers in Danish words, as the secretariat and the auditor read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NBSP = "\N{NO-BREAK SPACE}"
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_NUMBERS = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"]
SEASONS = {"spring": "forår", "summer": "sommer", "autumn": "efterår"}


def day(one: date) -> str:
    """`23. februar 2026`."""
    return f"{one.day}.{NBSP}{_MONTHS[one.month - 1]} {one.year}"


def listed(parts: Sequence[str]) -> str:
    """`a, b og c`."""
    return f"{', '.join(parts[:-1])} og {parts[-1]}" if len(parts) > 1 else "".join(parts)


def number(count: int) -> str:
    """0 to 10 in words, more in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def season_meeting(season: str) -> str:
    """`Forårsmødet`."""
    word = SEASONS[season]
    return f"{word}{'s' if word != 'sommer' else ''}mødet".capitalize()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
