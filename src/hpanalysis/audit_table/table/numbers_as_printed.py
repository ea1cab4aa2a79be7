"""A number as it is printed -> the number, and everything that is printed so: `12,3`, `1.204`, `ca. 6.600`, `knap 48`.

`by_hand.values` reads the number itself; what may stand before and after it on paper is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property

from hpanalysis import danish
from hpanalysis.by_hand.values import NotPlain, read_number

_UNDER, _OVER = r"knap|næsten|op mod", r"godt|lidt over|over|mere end"
_WORDS = re.compile(
    rf"^(?:(?P<about>ca\.?|cirka|omkring|omtrent|about)|(?P<under>{_UNDER})|(?P<over>{_OVER}))(?=[\s\d])\s*",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^mellem\s+(\S+)\s+og\s+(\S+)$", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:%|pct\.?|procent|percent)$", re.IGNORECASE)
NOT_PRINTED = {"", "-", "–", "—", "−"}


class Nearness(Enum):
    """How near a printed number is to the true one, by the word before it. Read by `PrintedNumber`."""

    ROUNDED = "rounded"  # no word: rounded to the last printed digit
    ABOUT = "about"  # `ca.`: on either side of it
    UNDER = "under"  # `knap`: it, or a little less
    OVER = "over"  # `over`: it, or a little more


@dataclass(frozen=True)
class PrintedNumber:
    """A number as printed; made by `read_printed` for each field of a table. Its least and greatest are the ends of
    what can be printed so: 12,3 is from 12,25 to 12,35."""

    value: Decimal  # with the decimals that are printed, so 12,0 is not 12; of a span its lower end
    nearness: Nearness = Nearness.ROUNDED
    word: str = ""  # the word before the number, as it is printed
    upper: Decimal | None = None  # the upper end of a span such as `mellem 30 og 40`

    @property
    def about(self) -> bool:
        """Whether the number is not printed exactly: with a word such as `ca.` before it, or as a span. Read where only
        an exact count can be added up."""
        return self.nearness is not Nearness.ROUNDED or self.upper is not None

    @property
    def decimals(self) -> int:
        """How many decimals are printed: 1 for `12,0`. Read where a percentage that is worked out is written with as
        many decimals, where two printed lines are compared, and where the counts behind a print are sought."""
        return danish.count_decimals(self.value)

    @cached_property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit: 1/20 for 12,3. Read by `least` and `greatest`, and where copies are
        looked for."""
        return Fraction(Decimal(1).scaleb(-self.decimals)) / 2

    @cached_property
    def _reach(self) -> Fraction:
        """How far a number may lie from one printed with a word such as `ca.`: half a unit of its last digit that is
        not nought (50 for 6.600), but at least a unit of its last printed one (1 for 18), since a number without the
        word already stands for half of that. Read by `least` and `greatest`."""
        exponent = self.value.normalize().as_tuple().exponent if self.value else 0
        assert isinstance(exponent, int)  # it is a letter for NaN and infinity alone, which no text is read as
        return max(Fraction(Decimal(1).scaleb(exponent)) / 2, 2 * self.half_unit)

    @cached_property
    def least(self) -> Fraction:
        """The least number that can be printed so: 12,25 for `12,3`, 47 for `knap 48`. Read when printed numbers are
        held against each other, because a difference that rounding can make is no contradiction."""
        below = {Nearness.ROUNDED: self.half_unit, Nearness.OVER: Fraction(0)}
        return Fraction(self.value) - below.get(self.nearness, self._reach)

    @cached_property
    def greatest(self) -> Fraction:
        """The greatest number that can be printed so: 12,35 for `12,3`, 48 for `knap 48`. Read by the checks of a
        printed table, which count a contradiction only where rounding cannot explain it."""
        above = {Nearness.ROUNDED: self.half_unit, Nearness.UNDER: Fraction(0)}
        return Fraction(self.value if self.upper is None else self.upper) + above.get(self.nearness, self._reach)

    def __str__(self) -> str:
        """The number as findings quote it, in Danish, with the word that is printed before it."""
        digits = danish.format_exactly(self.value)
        if self.upper is not None:
            return f"mellem {digits} og {danish.format_exactly(self.upper)}"
        return f"{self.word} {digits}".strip()


def read_printed(text: str, whole: bool | None = None) -> PrintedNumber | None:
    """Read the number in a field of a printed table, with a word such as `ca.` or `knap` before it, or the span `mellem
    30 og 40`; None where none is printed (empty, or a dash). Called for each number that an audit of printed tables
    reads. whole: True for a count, False for another number, None if not known; it decides how `1.204` is read.
    `NotPlain` for what is no number, or two."""
    text = _UNIT.sub("", re.sub(r"[\s\u00a0\u202f]+", " ", text).strip())
    if text in NOT_PRINTED:
        return None
    if span := _SPAN.match(text):
        lower, upper = (read_number(end, whole) for end in span.groups())
        if lower >= upper:
            raise NotPlain("er ikke et spænd fra et lavere til et højere tal")
        return PrintedNumber(lower, upper=upper)
    match = _WORDS.match(text)
    if match is None:
        return PrintedNumber(read_number(text, whole))
    nearness = next(Nearness(kind) for kind, word in match.groupdict().items() if word)
    word = match[0].strip()
    return PrintedNumber(read_number(text[match.end() :], whole), nearness, "ca." if word == "about" else word)


def read_whole_number(text: str) -> int | None:
    """Read a count or an n: `27`, `1.204`, `27,0`. None where none is printed; `NotPlain` for what is no number, not
    whole or negative. Called for the n and the counts of a printed table, and for the columns of areas.csv."""
    printed = read_printed(text, whole=True)
    if printed is None:
        return None
    if printed.value != printed.value.to_integral_value() or printed.value < 0:
        raise NotPlain("er ikke et helt tal fra 0")
    return int(printed.value)
