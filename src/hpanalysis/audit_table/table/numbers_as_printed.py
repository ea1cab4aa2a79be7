"""A number as it is printed -> the number, and everything that is printed so: `12,3`, `1.204`, `45.9 %`, `ca. 6.600`.

`by_hand.values` reads the number itself; what may stand before and after it on paper is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from hpanalysis import danish
from hpanalysis.by_hand.values import NotPlain, read_number

_ABOUT = re.compile(r"^(?:ca\.?|cirka|omkring|omtrent|about)\s*", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:%|pct\.?|procent|percent)$", re.IGNORECASE)
NOT_PRINTED = {"", "-", "–", "—", "−"}


@dataclass(frozen=True)
class PrintedNumber:
    """A number as printed; made by `read_printed` for each field of a table. Its least and greatest are the ends of
    what rounds to it: 12,3 is from 12,25 to 12,35."""

    value: Decimal  # with the decimals that are printed, so 12,0 is not 12
    about: bool = False  # printed as `ca.`

    @property
    def decimals(self) -> int:
        """How many decimals are printed: 1 for `12,0`. Read where a percentage that is worked out is written with as
        many decimals, where two printed lines are compared, and where the counts behind a print are sought."""
        return danish.count_decimals(self.value)

    @cached_property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit: 1/20 for 12,3. `least` and `greatest` lie so far from the value. A
        number printed as `ca.` was rounded to its last digit that is not nought: `ca. 6.600` is from 6.550 to 6.650.
        Read by `least` and `greatest`, and where copies are looked for."""
        last = Decimal(1).scaleb(-self.decimals)
        if self.about and self.value:
            exponent = self.value.normalize().as_tuple().exponent
            assert isinstance(exponent, int)  # it is a letter for NaN and infinity alone, which no text is read as
            last = Decimal(1).scaleb(exponent)
        return Fraction(last) / 2

    @cached_property
    def least(self) -> Fraction:
        """The least number that rounds to the printed one: 12,25 for `12,3`. Read when printed numbers are held against
        each other, because a difference that rounding can make is no contradiction."""
        return Fraction(self.value) - self.half_unit

    @cached_property
    def greatest(self) -> Fraction:
        """The greatest number that rounds to the printed one: 12,35 for `12,3`. Read by the checks of a printed table,
        which count a contradiction only where rounding cannot explain it."""
        return Fraction(self.value) + self.half_unit

    def __str__(self) -> str:
        """The number as findings quote it, in Danish, with `ca.` before it where it was printed so."""
        digits = danish.format_exactly(self.value)
        return f"ca. {digits}" if self.about else digits


def read_printed(text: str, whole: bool | None = None) -> PrintedNumber | None:
    """Read the number in a field of a printed table, and whether `ca.` is before it; None where none is printed (empty,
    or a dash). Called for each number that an audit of printed tables reads. whole: True for a count, False for another
    number, None if not known; it decides how `1.204` is read. `NotPlain` for what is no number, or two."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    if text in NOT_PRINTED:
        return None
    about = _ABOUT.match(text) is not None
    return PrintedNumber(read_number(_UNIT.sub("", _ABOUT.sub("", text)), whole), about)


def read_whole_number(text: str) -> int | None:
    """Read a count or an n: `27`, `1.204`, `27,0`. None where none is printed; `NotPlain` for what is no number, not
    whole or negative. Called for the n and the counts of a printed table, and for the columns of areas.csv."""
    printed = read_printed(text, whole=True)
    if printed is None:
        return None
    if printed.value != printed.value.to_integral_value() or printed.value < 0:
        raise NotPlain("er ikke et helt tal fra 0")
    return int(printed.value)
