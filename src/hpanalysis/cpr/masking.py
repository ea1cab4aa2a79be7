"""What a message may print: a text without its CPR numbers, and a name that holds none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.cpr.digests import find_digests
from hpanalysis.cpr.readable import read_variants
from hpanalysis.cpr.spellings import find_doubtful, find_plain

NAMELESS = "en fil, hvis navn ikke vises"
# How such a file is found by somebody who may see the folder.
FIND_NAMELESS = "Find den i mappen: I dens navn står ni eller ti cifre, der ligner et CPR-nummer."
_MASK = "…"
# Two letters in a row, or a new line: in a message the digits on either side are two numbers, unless it quotes them.
_WORD = re.compile(r"[^\W\d_]{2}|\n")
# Numbers of departments or houses, one after another.
_LIST = re.compile(r"\d{2,4}(?:[|;,] ?\d{1,4})+")
# The seventh digit tells the century, and for a year 20.. it is none of these; a file's time of day begins with them.
_OF_1900 = "0123"


def _find_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts (start, end) of a text that a message does not show, because they may be a CPR number or its
    digest. Called by `mask_numbers` for each variant of a text that is to be shown: a message, a listed address or a
    file's name. text: a variant as `readable.read_variants` gives it."""
    yield from ((one.start, one.end) for one in find_plain(text))
    for one in find_doubtful(text):
        spelt = text[one.start : one.end]
        # A day and a time of day, as programs put in names, look like a date with its century and four digits.
        is_time = one.has_century and "20" + one.number[4:6] in spelt and one.number[6] in _OF_1900
        if (
            not is_time
            and not _LIST.fullmatch(spelt)
            and (_is_quoted(text, one.start, one.end) or not _WORD.search(spelt))
        ):
            yield one.start, one.end
    yield from ((one.start, one.end) for one in find_digests(text) if _is_surely_a_digest(text[one.start : one.end]))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a place in a message lies between Danish quotation marks, as names and cells do. Asked for each number
    that may be a CPR number in a doubtful spelling, because within the marks it is masked even with words between its
    digits."""
    return "»" in text[text.rfind("«", 0, start) + 1 : start] and "«" in text[end:].partition("»")[0]


def _is_surely_a_digest(written: str) -> bool:
    """Whether a word as long as a digest surely is one: it ends in `=`, or has 32 hexadecimal digits in a row. Asked
    for each such word of a message in which CPR numbers are masked; a path or a long word can have the letters of a
    base64 digest too, and must stay readable."""
    return written.endswith("=") or re.search(r"[0-9A-Fa-f]{32}", written) is not None


def mask_numbers(text: str) -> str:
    """The text with `…` in the place of whatever may be a CPR number, in any spelling, or surely is a digest; the very
    same text where there is none. Called for every message as it is written, for the addresses that are listed for the
    data unit, and to ask whether a file's name may be shown."""
    for variant in read_variants(text):
        if places := sorted(_find_places(variant)):
            shown, done = [], 0
            for start, end in places:
                shown += [variant[done:start], _MASK] if start >= done else []
                done = max(done, end)
            return "".join([*shown, variant[done:]])
    return text


def may_hold_number(name: str) -> bool:
    """Whether a name of a file or a folder may have a CPR number in it, in any spelling. Asked before a name is printed
    or published."""
    quoted = f"»{name}«"
    return mask_numbers(quoted) != quoted


def show_name(name: str) -> str:
    """A file's name in quotation marks, as messages name files; or that it is not shown, for it may hold a CPR number.
    Called for every message that names a file which somebody delivered."""
    return NAMELESS if may_hold_number(name) else f"»{name}«"
