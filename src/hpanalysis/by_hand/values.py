"""A number, a day or a moment as people write it -> its value, where it can be but one.

A comma or a point is read as a decimal sign or as a separator of thousands only where it cannot be the other. `12,3`
can only be a decimal and `1.204.500` only thousands, but `1.204` can be either. What machines write besides (`1e3`,
`1_000`, `0x1F`, `010`, `NaN`) is no number here: a person who sees it in a file would not read it as one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

# What is read, as messages say it.
NUMBER_FORMS = "et tal som 1204, 12.5 eller 12,5 uden tegn mellem tusinderne"
WHOLE_FORMS = "et helt tal som 12 uden tegn mellem tusinderne"
DAY_FORMS = "en dato som 2026-11-16 eller 16-11-2026"
MOMENT_FORMS = "dag og klokkeslæt som 2026-03-02 21:30"

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_DECIMALS = re.compile(r"(?:0|[1-9][0-9]{0,14})[.,][0-9]{1,10}")
_GROUPED = {
    ",": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,10})?"),  # 1.204 and 1.204,5
    ".": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,10})?"),  # 1,204 and 1,204.5
}
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?:[.,][0-9]{1,10})?")
# One separator with three digits after it: `1.204` may be a thousand and `1.204` may be one and a bit.
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")

_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DANISH_DAY = re.compile(r"(?P<day>[0-9]{1,2})(?P<sign>[-.])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
_NAMED_DAY = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[a-z]+) (?P<year>[0-9]{4})")
_MONTH_NAMES = "januar februar marts april maj juni juli august september oktober november december"
_MOMENT = re.compile(r"(?P<day>\S+)[T ](?:kl\. ?)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?")
# A year outside these is a slip of the keyboard.
_YEARS = range(1900, 2101)


class NotPlain(ValueError):
    """The text is no value, or can be read as two. Its message is a Danish clause that says why, never the text."""

    def __init__(self, why: str, forms: str = "") -> None:
        """Keep what is wrong with a text and what is accepted. Called where a text is refused as a number, a day or the
        like. why: the Danish clause on what is wrong, such as `er ikke en dato`. forms: in Danish, what is accepted
        instead; "" where the message gets that elsewhere."""
        super().__init__(why)
        self.forms = forms


def read_number(text: str, whole: bool | None = None) -> Decimal:
    """Read a number, negative or not, with the decimals it is written with. Called for numbers in files that people
    keep, and in printed tables that are audited. whole: True where the number is a count, False where it is not, None
    if not known; it decides how `1.204` is read. `NotPlain` for what is no number, or can be read as two."""
    text = _SPACES.sub(" ", text).strip().replace("−", "-")
    digits = text.removeprefix("-")
    return Decimal(_write_with_point(digits, whole)) * (-1 if digits != text else 1)


def _write_with_point(text: str, whole: bool | None) -> str:
    """Write a number without sign in Python's form: a decimal point, no separators of thousands. Called by
    `read_number`. whole: True where the number is a count, False where it is not, None if that is not known; it decides
    how `1.204` is read. `NotPlain` for what is no number, or can be read as two."""
    if _WHOLE.fullmatch(text):
        return text
    if _SPACED.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    if _EITHER.fullmatch(text):
        if whole is None:
            raise NotPlain("kan læses både med tusinder og med decimaler", NUMBER_FORMS)
        return re.sub("[.,]", "" if whole else ".", text)
    for decimal, form in _GROUPED.items():
        if form.fullmatch(text):
            return text.replace("." if decimal == "," else ",", "").replace(",", ".")
    if _DECIMALS.fullmatch(text):
        return text.replace(",", ".")
    raise NotPlain(_say_what_else(text), NUMBER_FORMS)


def _say_what_else(text: str) -> str:
    """Say in Danish what a text that is no number looks like, such as hours and minutes. Called for the message on a
    text that cannot be read as a number, in a file that people keep by hand."""
    if re.fullmatch(r"[0-9]+:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?", text):
        return "er timer og minutter og ikke et tal"
    if re.fullmatch(r"0[0-9]+", text):
        return "begynder med et nul"
    return "er ikke et tal"


def read_whole(text: str) -> int:
    """Read a whole number of digits alone, 0 or greater; `NotPlain` for anything else, `1.204` included. Called for
    years, days and settings, where a thousand is not written with a point."""
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        raise NotPlain("er ikke et helt tal" if re.match("[1-9]", text) else _say_what_else(text), WHOLE_FORMS)
    return int(text)


def read_count(text: str) -> int:
    """Read a count of persons or things, 0 or greater: `27`, `1.204` (a count has no decimals, so it is thousands) and
    `27,0`. `NotPlain` for anything else. Called for the counts in the plan's areas.csv and baselines.csv."""
    number = read_number(text, whole=True)
    if number != number.to_integral_value() or number.is_signed():
        raise NotPlain("er ikke et helt tal fra 0", WHOLE_FORMS)
    return int(number)


def read_day(text: str) -> date:
    """Read a day: `2026-11-16`, `16-11-2026`, `16.11.2026` or `16. november 2026`. Called for every date in a file that
    people keep. `NotPlain` for anything else: with a time of day it is no day, and 16/11 may be the other way round."""
    text = text.strip().casefold()
    found = _ISO_DAY.fullmatch(text) or _DANISH_DAY.fullmatch(text) or _NAMED_DAY.fullmatch(text)
    if found is None:
        raise NotPlain("har et klokkeslæt" if re.search(r"[0-9][t ].*[0-9]{2}", text) else "er ikke en dato", DAY_FORMS)
    names = _MONTH_NAMES.split()
    month = str(names.index(found["month"]) + 1) if found["month"] in names else found["month"]
    if not month.isdigit():
        raise NotPlain("er ikke en dato", DAY_FORMS)
    try:
        day = date(int(found["year"]), int(month), int(found["day"]))
    except ValueError:
        raise NotPlain("findes ikke i kalenderen", DAY_FORMS) from None
    if day.year not in _YEARS:
        raise NotPlain("er ikke en dato", DAY_FORMS)
    return day


def read_moment(text: str) -> datetime:
    """Read a day and a time of day, `2026-03-02 21:30`; seconds are cut off. Called for the emergency group's log.
    `NotPlain` for anything else, and for a time zone."""
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if found is None:
        raise NotPlain("er ikke dag og klokkeslæt", MOMENT_FORMS)
    try:
        clock = time(int(found["hour"]), int(found["minute"]))
    except ValueError:
        raise NotPlain("har et klokkeslæt, der ikke findes", MOMENT_FORMS) from None
    return datetime.combine(read_day(found["day"]), clock)
