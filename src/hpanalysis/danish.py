"""Danish for every room that writes to a reader: numbers, days, half-years, lists and capital letters.

The rules for numbers and the names of months are Babel's (Unicode CLDR). Babel is imported where it is first needed,
because that takes a quarter of a second and most commands write neither. `verify` and `published` have their own few
words instead of these, because a package must be checked with nothing but Python's standard library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from hpanalysis.definitions.windows import HalfYear

# Pages keep a number and its unit on one line. Text files and messages have ordinary spaces: callers pass space=" ".
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_LONGEST_NAME = 60  # letters of a file's or a folder's name
_NO_LETTER = re.compile("[^a-z0-9]+")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})

_SMALL_NUMBERS = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


@lru_cache(maxsize=4096)  # a figure stands in a table, a chart, a sentence and an alt text of the same page
def format_number(value: Decimal | float, decimals: int = 0) -> str:
    """Write a number in Danish: `1.204` and `12,3`, rounded half up, with a true minus sign (0 has none). Called
    wherever a number is shown on a page or in a message. decimals: how many it always has, 0 for whole numbers."""
    from babel.numbers import format_decimal

    # str first: the float 0.15 lies just under 0.15, and half up must see the digits that a reader sees.
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(abs(rounded) if rounded == 0 else rounded, pattern, locale="da").replace("-", MINUS)


def count_decimals(value: Decimal) -> int:
    """Count the decimals that a number is written with: 1 for `12.0`, 0 for `1204` and `1E+3`. Called where a printed
    figure is quoted or worked out with as many decimals as it is printed with, and to refuse hours with more than two.
    NaN and infinity fail an assertion."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a number that is not a number has no decimals"
    return max(0, -exponent)


def format_exactly(value: Decimal) -> str:
    """Write a number with the decimals that it has: `12,30` for Decimal("12.30"). Called where a Danish sentence quotes
    a printed figure, a figure computed to compare with it, or a margin of the plan."""
    return format_number(value, count_decimals(value))


def spell_count(count: int, one: str = "én") -> str:
    """Write zero to ten as a Danish word, else digits. Called where a sentence counts something, such as figures or
    months. one: the word for 1, `ét` before a neuter noun."""
    if count == 1:
        return one
    return _SMALL_NUMBERS[count] if 0 <= count < len(_SMALL_NUMBERS) else format_number(count)


def name_month(number: int) -> str:
    """The Danish name of a month by its number from 1: `juni` for 6. Called for a month whose year is named later in
    the sentence, and for windows that come in the same month of every year."""
    return format_month(date(2000, number, 1)).removesuffix(" 2000")


def format_month(month: date) -> str:
    """Write the month of a date: `juni 2026`. Called where a page names a month, and for the month within a day
    (`format_day`) and by itself (`name_month`)."""
    from babel.dates import format_date

    return format_date(month, "MMMM yyyy", locale="da")


def format_day(day: date, space: str = NBSP) -> str:
    """Write a date in running text: `30. juni 2026`. Called for each date in a sentence of a page, a finding or a
    message. space: between the day and its month; only `readme_txt.format_day` passes " ", for text files and for
    messages about extracts."""
    return f"{day.day}.{space}{format_month(day)}"


def format_day_in_digits(day: date) -> str:
    """Write a date as `30-06-2026`. Called for the dates in cells of most tables on pages; the other tables name the
    month (`format_day`)."""
    return f"{day:%d-%m-%Y}"


def format_half_year(half: HalfYear, space: str = NBSP) -> str:
    """Write a half-year in running text: `1. halvår 2026`. Called where a sentence or a heading names one. space: after
    the number of the half; a page keeps the default, text files and messages pass " "."""
    return f"{half.half}.{space}halvår {half.year}"


def join_words(words: Iterable[str], last: str = "og") -> str:
    """Join words as a Danish list: `a`, `a og b`, `a, b og c`; an empty text for no words. last: the word before the
    last one, as `eller`. Called wherever a page or a message lists words."""
    words = list(words)
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def join_clauses(clauses: Iterable[str]) -> str:
    """Join clauses that could stand as sentences, at least one: `a`, `a, og b`, `a, b, og c`. Danish sets a comma
    before `og` there, not between words (`join_words`). Called for sentences that count goals, verdicts or duties."""
    *first, last = clauses
    return f"{', '.join(first)}, og {last}" if first else last


def capitalise(text: str) -> str:
    """The text with a capital first letter. Called where a phrase becomes the start of a sentence or a cell."""
    return text[:1].upper() + text[1:]


def make_file_name(text: str, otherwise: str) -> str:
    """The text as a name of a file or a folder, in small letters without Danish ones: `boern-og-skole`. Called for each
    supplier's folder and each partner's workbook. otherwise: the name of a text without letters or digits."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII))
    return _NO_LETTER.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")[:_LONGEST_NAME] or otherwise
