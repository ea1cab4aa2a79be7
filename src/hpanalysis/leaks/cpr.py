"""A CPR number in any spelling: a date and four digits.

The check digit (modulus 11) is not tested, because since 2007 numbers are given out that break it.
"""

from __future__ import annotations

import re
import unicodedata

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# An administrative number (erstatningspersonnummer) has 60 added to its day.
_ADMINISTRATIVE = 60

# Between day, month, year and the last four digits there may be a dot, a slash, a hyphen or a space. Ten digits within
# a longer number are no CPR number, and neither are the ten decimals of a figure or the digits in a checksum.
_CPR = re.compile(r"(?<!\d)(\d\d)[ ./-]?(\d\d)[ ./-]?\d\d(?: ?[-./] ?| {0,2})\d{4}(?!\d)")
_DECIMAL = re.compile(r"\d\.\d{10}|\d{10}\.\d")
_DIGEST = re.compile(r"[0-9A-Fa-f]{16,}")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")

# Anything but the letters, signs and dashes of ordinary Danish text; a text without them needs no closer look.
_UNUSUAL = re.compile(r"[^\x00-\xac\xae-\xff\u2013\u2014\u2019\u201c\u201d\u2026\u2212\u202f]")


def _unmask(text: str) -> str:
    """Write the digits of any script as ordinary ones, and take out characters that cannot be seen. Called by
    `normalise_text` for texts with unusual characters."""
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", "".join(str(unicodedata.decimal(char, char)) for char in visible))


def normalise_text(text: str) -> str:
    """Return the text as a reader sees it: ordinary digits, hyphens and spaces in place of those that look like them.
    Called for every text that is searched for leaks, and for the cells of extracts. So values cannot hide: full-width
    digits and those of other scripts become ordinary ones; soft hyphens, joiners and direction marks are taken out."""
    if _UNUSUAL.search(text):
        text = _unmask(text)
    return _SPACES.sub(" ", text if text.isascii() else _DASHES.sub("-", text))


def _is_date(day: int, month: int) -> bool:
    """Say whether a day exists in the month, in a leap year; also with 60 added to it (an administrative number). Asked
    for the first four digits of what may be a CPR number."""
    day -= _ADMINISTRATIVE if day > _ADMINISTRATIVE else 0
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _is_in_digest(text: str, start: int, end: int) -> bool:
    """Say whether digits are a piece of a checksum: sixteen hexadecimal digits or more in a row, letters among them.
    Asked of what may be a CPR number. start and end: where in the text the digits stand."""
    digests = (match for match in _DIGEST.finditer(text) if match.start() <= start and end <= match.end())
    return any(not match[0].isdigit() for match in digests)


def _is_in_decimal(text: str, start: int, end: int) -> bool:
    """Say whether ten digits in a row are the decimals of a figure or its whole part: right beside a decimal point.
    Asked of what may be a CPR number. start, end: where the digits stand; False if they are not ten in a row."""
    return end - start == 10 and _DECIMAL.search(text, max(start - 2, 0), end + 2) is not None


def holds_cpr(text: str) -> bool:
    """Say whether a text has something in it that may be a CPR number: a date and four digits in any spelling. One of
    the four searches made in every text that is to be published. text: normalised by `normalise_text`."""
    dated = (match for match in _CPR.finditer(text) if _is_date(int(match[1]), int(match[2])))
    return any(not (_is_in_digest(text, *match.span()) or _is_in_decimal(text, *match.span())) for match in dated)
