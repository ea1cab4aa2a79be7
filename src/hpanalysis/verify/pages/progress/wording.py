"""How the page fremdrift writes days, numbers and hours, and how two texts are compared."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hpanalysis.published.month_names import MONTHS


def clean(text: str) -> str:
    """A text as it looks: letters composed, no signs without width, one plain space between words. Called for both
    sides of each comparison."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())


def write_digits(day: str) -> str:
    """An ISO day of a table as cells write it: `31-07-2026`. Called for each day in a cell; ValueError for no day."""
    return f"{date.fromisoformat(day):%d-%m-%Y}"


def write_day(day: date) -> str:
    """A day as sentences write it: `31. juli 2026`. Called for each day in a sentence or a caption."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def write_number(text: str) -> str:
    """A number of a table as the page writes it, without decimals: `1.204`. Called for counts and hours;
    decimal.InvalidOperation for no number."""
    whole = Decimal(text).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{int(whole):,}".replace(",", ".").replace("-", "\N{MINUS SIGN}")


def write_share(given: Decimal, due: Decimal) -> str:
    """The whole percent that hours given are of those due; due is not 0. Called for partners and for all of them."""
    return write_number(str(given * 100 / due))
