"""A CPR in any spelling: a date and four digits. Modulus 11 is not asked: since 2007 a valid number may break it."""

from __future__ import annotations

import re
import unicodedata

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# An administrative number (erstatningspersonnummer) has 60 added to its day.
_ADMINISTRATIVE = 60

# Between the parts of it stand dots, hyphens or spaces. Digits of a longer number are none, and of a decimal neither.
_WRITTEN = re.compile(r"(?<!\d)(\d\d)[ ./-]?(\d\d)[ ./-]?\d\d(?: ?[-./] ?| {0,2})\d{4}(?!\d)")
_DECIMAL = re.compile(r"\d\.\d{10}|\d{10}\.\d")
_DIGEST = re.compile(r"[0-9A-Fa-f]{16,}")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")


# Letters, signs and dashes of ordinary Danish text: what has none but these needs no closer look.
_UNUSUAL = re.compile(r"[^\x00-\xac\xae-\xff\u2013\u2014\u2019\u201c\u201d\u2026\u2212\u202f]")


def _unmask(text: str) -> str:
    """Digits of any script as ordinary ones, and what cannot be seen taken out."""
    seen = (char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", "".join(str(unicodedata.decimal(char, char)) for char in seen))


def normalise_text(text: str) -> str:
    """The text with ordinary digits, hyphens and spaces in place of their likenesses, and without what cannot be seen.

    Full-width and other scripts' digits are read; soft hyphens, joiners and direction marks are taken out.
    """
    if _UNUSUAL.search(text):
        text = _unmask(text)
    return _SPACES.sub(" ", text if text.isascii() else _DASHES.sub("-", text))


def _is_date(day: int, month: int) -> bool:
    day -= _ADMINISTRATIVE if day > _ADMINISTRATIVE else 0
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _is_in_digest(text: str, start: int, end: int) -> bool:
    """Whether the digits are a piece of a checksum: sixteen hexadecimal digits or more in a row, letters among them."""
    around = (match for match in _DIGEST.finditer(text) if match.start() <= start and end <= match.end())
    return any(not match[0].isdigit() for match in around)


def _is_in_decimal(text: str, start: int, end: int) -> bool:
    """Whether ten digits in a row stand right before or after a decimal point."""
    return end - start == 10 and _DECIMAL.search(text, max(start - 2, 0), end + 2) is not None


def holds_cpr(text: str) -> bool:
    """Whether a text, made plain, holds what may be a CPR."""
    found = (match for match in _WRITTEN.finditer(text) if _is_date(int(match[1]), int(match[2])))
    return any(not (_is_in_digest(text, *match.span()) or _is_in_decimal(text, *match.span())) for match in found)
