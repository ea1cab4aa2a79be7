"""Every spelling of a CPR number in a text: a date and four digits, grouped and broken in whatever way.

A spelling is plain or doubtful. A plain one is a number as numbers are written, and it is stopped whoever's it is. A
doubtful one (the leading zero lost, `.0` after it, other groups, anything between the halves) may be a phone number or
an amount, and so it is held against the persons of the extracts (`persons.Persons`). The check digit (modulus 11) is
not tested, because since 2007 numbers are given out that break it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# An administrative number (erstatningspersonnummer) has 60 added to its day.
_ADMINISTRATIVE = 60
# No spelling is shorter than nine digits.
LEAST_SIGNS = 9

# A first digit with none before it, written so that the search leaps from digit to digit.
_FIRST = r"[0-9](?<![0-9][0-9])"
# Between day, month, year and the last four digits there may be a dot, a slash, a low line, a hyphen or a space. Ten
# digits within a longer number are no CPR number, and neither are the ten decimals of a figure or digits of a checksum.
_PLAIN = re.compile(
    rf"({_FIRST}[0-9])[ ./_-]?([0-9]{{2}})[ ./_-]?([0-9]{{2}})(?: ?[-./_]{{1,2}} ?| {{0,2}})([0-9]{{4}})(?![0-9])"
)
# Ten digits in base64, and ten with a hyphen. The first letter is that of a digit.
_BASE64 = re.compile(r"[MNO](?<![A-Za-z0-9+/][MNO])[A-Za-z0-9]{13,15}={0,2}(?![A-Za-z0-9+/=])")
# Digits in a row: ten, nine without the leading zero, twelve with the century.
_ROW = re.compile(rf"{_FIRST}(?:[0-9]{{8,9}}|[0-9]{{11}})(?![0-9])")
# The last four digits, unless they begin a date (2026-03-01) or a half-year (2026H1).
_ENDS = r"(?![0-9]|-[0-9]{2}-|H[12])"
# The date in one piece and the four digits, with anything but digits between them.
_HALVES = re.compile(rf"({_FIRST}(?:[0-9]{{4,5}}|[0-9]{{7}}))[^0-9]{{1,12}}([0-9]{{4}}){_ENDS}")
# The date in three pieces, without zeros (1.2.03) or with the century, the year first or last; then the four digits.
_PIECES = re.compile(rf"({_FIRST}[0-9]{{0,3}})([ ./_-])([0-9]{{1,2}})\2([0-9]{{2,4}})[^0-9]{{1,4}}([0-9]{{4}}){_ENDS}")
# Groups with the same signs between all of them, as thousands and phone numbers have. Each number is tried as the
# first of them, for in a list another number stands before.
_GROUPS = re.compile(
    rf"{_FIRST}(?=[^A-Za-z]{{9}})(?=([0-9]{{0,7}}([^A-Za-z0-9ÆØÅæøå\n]{{1,3}}|\n)[0-9]{{1,8}}(?:\2[0-9]{{1,8}}){{0,8}})(?![0-9]))"
)
# A number as a spreadsheet shows a long one, with a power of ten.
_POWER = re.compile(r"([0-9](?<![0-9.,][0-9]))[.,]([0-9]{1,9})[eE]\+?0?([89])(?![0-9])")
# Eight digits (1.2.03 and four more), with no more between them than any spelling has. Few texts have so many.
_ENOUGH_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,12}[0-9]){7}")
_NOTHING_BEHIND = re.compile(r"[.,]0{1,4}(?![0-9])")
_CENTURIES = ("19", "20")
_PART_OF_DIGEST = re.compile(r"[0-9A-Fa-f]*")
_LEAST_DIGEST, _MOST_DIGEST = 16, 128


class Spelling(NamedTuple):
    """A place in a text that may be a CPR number; yielded by `find_plain` and `find_doubtful`."""

    start: int
    end: int
    number: str  # its ten digits; the date in them exists
    has_century: bool = False  # the year is written with four digits


def parse_digits(digits: str) -> str | None:
    """The ten digits of a CPR number that is written as ten, or as nine without the leading zero; None for another
    length, or where the first four are no day and month (60 may be added to the day: `_is_date`). Called for each cell
    of a CPR column, and for what may be a CPR number in a text that is searched. digits: digits alone."""
    digits = digits.zfill(10) if len(digits) == 9 else digits
    return digits if len(digits) == 10 and _is_date(int(digits[:2]), int(digits[2:4])) else None


def _is_date(day: int, month: int) -> bool:
    """Say whether a day exists in the month, in a leap year; also with 60 added to it (an administrative number). Asked
    for the first four digits of what may be a CPR number."""
    day -= _ADMINISTRATIVE if day > _ADMINISTRATIVE else 0
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _is_in_digest(text: str, start: int, end: int) -> bool:
    """Whether a place in a text, from `start` to before `end`, is a piece of a checksum: sixteen hexadecimal digits or
    more, letters among them. Called for all digits that may be a CPR number, because those in a checksum are none."""
    inside = _PART_OF_DIGEST.match(text, start, end)
    if inside is None or inside.end() < end:
        return False
    before = _PART_OF_DIGEST.match(text[max(start - _MOST_DIGEST, 0) : start][::-1])
    after = _PART_OF_DIGEST.match(text, end, end + _MOST_DIGEST)
    assert before and after  # the pattern matches the empty text too
    whole = before[0] + inside[0] + after[0]
    return len(whole) >= _LEAST_DIGEST and not whole.isdigit()


def _has_digit_beside(text: str, start: int, end: int, signs: str) -> tuple[bool, bool]:
    """Whether one of `signs` and another digit are right before, and right after, a place in a text (start, end).
    Called for digits that may be a CPR number, because beside a decimal point they may be a part of a figure."""
    before = start > 1 and text[start - 1] in signs and text[start - 2].isdigit()
    return before, end + 1 < len(text) and text[end] in signs and text[end + 1].isdigit()


def find_plain(text: str) -> Iterator[Spelling]:
    """Yield what is written as a CPR number usually is: a date and four digits, with or without one of the usual signs
    between, or such digits in base64. Digits within a checksum or a number with a decimal point are passed over. Called
    for every text and name that is searched for CPR numbers. text: one of the variants that `readable.read_variants`
    gives."""
    for match in _PLAIN.finditer(text):
        if (number := parse_digits("".join(match.groups()))) is None or _is_in_digest(text, *match.span()):
            continue
        # Ten digits in a row beside a decimal point are decimals, or a figure that has some.
        if match.end() - match.start() > 10 or not any(_has_digit_beside(text, *match.span(), ".")):
            yield Spelling(*match.span(), number)
    for match in _BASE64.finditer(text):
        if number := _decode_base64(match[0]):
            yield Spelling(*match.span(), number)


def _decode_base64(written: str) -> str | None:
    """The CPR number that a word is in base64, None where it is none. Called for each word that is as long as such a
    number becomes, in every text that is searched for CPR numbers."""
    try:
        decoded = base64.b64decode(written.rstrip("=") + "==")
    except (binascii.Error, ValueError):
        return None
    digits = decoded.decode("latin-1").replace("-", "", 1)
    return parse_digits(digits) if digits.isdecimal() else None


def _drop_century(digits: str) -> Iterator[str]:
    """Yield the ten digits of a CPR number that is written with twelve, because its year has four: day, month and year,
    or year, month and day, before the last four digits. Called for each twelve digits in a text; nothing where the year
    is in no likely century, and both forms where either may be meant."""
    if digits[4:6] in _CENTURIES:
        yield digits[:4] + digits[6:]
    if digits[:2] in _CENTURIES:
        yield digits[6:8] + digits[4:6] + digits[2:4] + digits[8:]


def _read_row(match: re.Match[str]) -> Iterator[str]:
    """Yield the digits of what may be a CPR number written without signs: nine or ten; of twelve, the century is left
    out. Called for each match of `_ROW` in a text that is searched. Nothing for a number with decimals, unless they are
    the `.0` that a spreadsheet adds."""
    text, (start, end), digits = match.string, match.span(), match[0]
    before, after = _has_digit_beside(text, start, end, ".")
    if before or (after and not _NOTHING_BEHIND.match(text, end)):
        return
    yield from _drop_century(digits) if len(digits) == 12 else (digits,)


def _read_halves(match: re.Match[str]) -> Iterator[str]:
    """Yield the digits of what may be a CPR number, nine or ten in a row: a date in one piece, of which the century is
    left out, and four more digits. Called for each match of `_HALVES` when a text is searched for doubtful
    spellings."""
    digits = match[1] + match[2]
    yield from _drop_century(digits) if len(digits) == 12 else (digits,)


def _read_pieces(match: re.Match[str]) -> Iterator[str]:
    """Yield the ten digits of a CPR number whose date has three pieces, the year first or last (`1990-02-31 1234`).
    Nothing where the pieces are no date. Called for each match of `_PIECES` in a text that is searched for doubtful
    spellings."""
    first, _, month, third, last = match.groups()
    if first[:2] in _CENTURIES and (len(first), len(third)) == (4, 2):
        yield third + month.zfill(2) + first[2:] + last
    elif len(first) <= 2 and (len(third) == 2 or (len(third) == 4 and third[:2] in _CENTURIES)):
        yield first.zfill(2) + month.zfill(2) + third[-2:] + last


def _read_groups(match: re.Match[str]) -> Iterator[str]:
    """The nine or ten digits of a number in groups with the same signs between all of them (`31 02 03 12 34`), which
    may be a CPR number. Called for each match of `_GROUPS` in a text that is searched. Nothing where there are more or
    fewer digits, where the groups go on before or after the match, or where the points or commas are those of decimals
    or of a list."""
    text, start, end, signs = match.string, match.start(), match.end(1), match[2]
    written = text[start:end]
    if not 10 <= len(written) <= 39 or len(digits := written.replace(signs, "")) not in (9, 10):
        return
    goes_on = text.startswith(signs, end) and text[end + len(signs) : end + len(signs) + 1].isdigit()
    if goes_on or (text.endswith(signs, 0, start) and text[: start - len(signs)][-1:].isdigit()):
        return
    sizes = [len(group) for group in written.split(signs)]
    if signs in (".", ",") and (any(_has_digit_beside(text, start, end, ".,")) or (len(sizes) == 2 and sizes[1] != 4)):
        return
    is_amount = sizes[0] <= 3 and set(sizes[1:]) == {3}
    if "," in signs and not ((is_amount and signs == ",") or sizes[-1] == 4):  # a list: 8, 10, 12, 42, 46
        return
    yield digits


def _read_power(match: re.Match[str]) -> Iterator[str]:
    """The nine or ten digits of a number that a spreadsheet shows with a power of ten, as `1,5E+09`; none where it has
    decimals. Called for each match of `_POWER` when a text is searched for what may be a CPR number."""
    digits, size = match[1] + match[2], int(match[3]) + 1
    if len(digits) <= size:
        yield digits.ljust(size, "0")


_DOUBTFUL: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[str]]], ...] = (
    (_ROW, _read_row),
    (_HALVES, _read_halves),
    (_PIECES, _read_pieces),
    (_GROUPS, _read_groups),
    (_POWER, _read_power),
)


def find_doubtful(text: str) -> Iterator[Spelling]:
    """Yield what may be a CPR number though it is not written as one is.

    Doubtful are nine digits, digits in other groups, `.0` after them, a century in the date, anything between the
    halves. Most plain spellings are yielded too, but not all (none in base64), so the callers ask `find_plain` as well.
    Called for the texts and file names that are searched for leaks, to ask whether a number is of a person of the
    extracts, and for what a message or a list shows, to mask it. text: a variant that `readable.read_variants` gives.
    """
    if not _ENOUGH_DIGITS.search(text):
        return
    for pattern, read in _DOUBTFUL:
        for match in pattern.finditer(text):
            for digits in read(match):
                start, end = match.start(), max(end for _, end in match.regs)
                if (number := parse_digits(digits)) and not _is_in_digest(text, start, end):
                    yield Spelling(start, end, number, sum(sign.isdigit() for sign in text[start:end]) > 10)
