"""A number as it is printed -> the number, and everything that is printed so: `12,3`, `1.204`, `45.9 %`, `ca. 6.600`.

A separator is read as decimals or thousands only where one of the two cannot be meant; else the number is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from hpanalysis import danish

_ABOUT = re.compile(r"^(?:ca\.?|cirka|omkring|omtrent|about)\s*", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:%|pct\.?|procent|percent)$", re.IGNORECASE)
_GROUPED = {
    ",": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"),  # 1.204 and 1.204,5
    ".": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"),  # 1,204 and 1,204.5
}
_DECIMALS = re.compile(r"\d+[.,]\d+")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?")
# One separator with three digits after it: `1.204` may be a thousand and `1.204` may be one and a bit.
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
NOT_PRINTED = {"", "-", "–", "—", "−"}


class NotANumber(ValueError):
    """The text is no number, or may be two."""


@dataclass(frozen=True)
class PrintedNumber:
    """A printed number. decimals: how many are printed, so 12,0 has one. about: printed as `ca.`."""

    value: Decimal
    about: bool = False

    @property
    def decimals(self) -> int:
        return danish.count_decimals(self.value)

    @cached_property
    def half_unit(self) -> Fraction:
        """Half a unit of the last digit; of a number printed as `ca.` the last digit that is not nought."""
        last = Decimal(1).scaleb(-self.decimals)
        if self.about and self.value:
            last = Decimal(1).scaleb(self.value.normalize().as_tuple().exponent)
        return Fraction(last) / 2

    @cached_property
    def least(self) -> Fraction:
        return Fraction(self.value) - self.half_unit

    @cached_property
    def greatest(self) -> Fraction:
        return Fraction(self.value) + self.half_unit

    def __str__(self) -> str:
        digits = danish.format_exactly(self.value)
        return f"ca. {digits}" if self.about else digits


def _normalise_digits(text: str, whole: bool | None) -> str:
    """The number with a decimal point. whole: True for counts, False for shares and means, None if not known."""
    if re.fullmatch(r"\d+", text):
        return text
    if _SPACED.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    if _EITHER.fullmatch(text):
        if whole is None:
            raise NotANumber
        return re.sub("[.,]", "" if whole else ".", text)
    for decimal, form in _GROUPED.items():
        if form.fullmatch(text):
            return text.replace("." if decimal == "," else ",", "").replace(",", ".")
    if _DECIMALS.fullmatch(text):
        return text.replace(",", ".")
    raise NotANumber


def read_printed(text: str, whole: bool | None = None) -> PrintedNumber | None:
    """The number printed, or None where nothing is (an empty field, a dash). `NotANumber` if it is not plain."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    if text in NOT_PRINTED:
        return None
    about = _ABOUT.match(text) is not None
    text = _UNIT.sub("", _ABOUT.sub("", text)).replace("−", "-")
    sign = -1 if text.startswith("-") else 1
    return PrintedNumber(sign * Decimal(_normalise_digits(text.removeprefix("-"), whole)), about)


def read_whole_number(text: str) -> int | None:
    """A count or an n: `27`, `1.204`, `27,0`. None where none is printed; `NotANumber` if it is not whole."""
    found = read_printed(text, whole=True)
    if found is None:
        return None
    if found.value != found.value.to_integral_value() or found.value < 0:
        raise NotANumber
    return int(found.value)
