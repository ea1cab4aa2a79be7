"""The spellings of a housing organisation, a department, a block and a case: what can mean one thing only is one thing.

A text that can mean two things (`7/8`, `7.5`, `Etape 7`) keeps a form of its own, so that it is found in no plan.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from hpanalysis.load.placing.spelling import fold_letters, repair_letters
from hpanalysis.load.values import normalise_text

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# A spreadsheet writes `="07"` or `'07` so that the zero is kept.
_QUOTED = re.compile(r"""=?["'’]+(.*?)["'’]*""")

# Ends of a company's name that tell its form: `A/B`, `S.m.b.a.`.
_LEGAL_FORMS = {"ab", "as", "aps", "amba", "fmba", "smba"}
# What may follow a town's name: its postal districts and its municipality.
_OF_TOWN = ("", "kommune", "c", "n", "s", "v", "nv", "no", "nø", "nw", "sv", "so", "sø", "oe")

_DEPARTMENT = r"(?:(?:bolig)?afd(?:eling(?:en)?)?s?|#)[\W_]*(?:(?:nr|nummer|no)(?![^\W\d_])[\W_]*)?"
_NUMBER_WORD = r"(?:nr|nummer|no)(?![^\W\d_])[\W_]*"
BEFORE_DEPARTMENT = re.compile(
    rf"(?:{_DEPARTMENT}|{_NUMBER_WORD})(?=[0-9])|(?:bolig)?afd(?:eling(?:en)?)?(?![^\W_])[\W_]*"
)
BEFORE_BLOCK = re.compile(rf"(?:blo[ck]k?|blk|bl)(?![^\W\d_])[\W_]*(?:{_NUMBER_WORD})?")
# What may stand between a number and a name, or about either of them.
_AROUND = " .,:;-–—()'\""
# `7`, `07`, `7.0`, `7.` and then perhaps a name; `7.000` could be seven thousand, so three noughts are not taken.
_NUMBER = re.compile(r"0*([1-9][0-9]{0,4})(?:[.,](?:0|00|0{4,}))?(?![0-9])(?![.,][0-9])([^0-9]*)")
_NAMED_BEFORE = re.compile(rf"([^0-9]*?[^\W\d_]{{3}}[^0-9]*?)[\W_]+({_DEPARTMENT}|{_NUMBER_WORD}|)([0-9][0-9.,]*)\)?")
# Words that make another thing of the number before them. Excel makes `07-aug` of `7-8`.
_MONTHS = r"jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|ma[jy]|juni?|juli?|aug(?:ust)?|sept?|o[kc]t|nov|dec"
_NO_NAME = re.compile(
    rf"(?:{_MONTHS}|(?:septem|novem|decem|okto)ber|og|samt|eller|til|eta[pg]e|sal|blok(?:ke)?|opgang|huse?|raekke|nr|stk"
    r"|kvartal|halvaar)"
)

_COMMON_WORD = re.compile(r"(?:bolig)?afd(?:eling(?:en|s)?)?(?:snr|nr)?|blok(?:ke)?|nummer|nord|syd|vest|oest")


def _clean(text: str) -> str:
    """The text in small letters (`fold_letters`), with spoiled letters, full-width digits and HTML entities as the
    signs they stand for, and without signs of no width and quotation marks around it. Called on the name or number of
    each organisation, department and block, of the plan and of a delivery, before it is compared."""
    text = repair_letters(normalise_text(html.unescape(text))).translate(_FULL_WIDTH)
    match = _QUOTED.fullmatch(text)
    return fold_letters(match[1] if match else text).strip()


def join_signs(text: str, before: re.Pattern[str] = BEFORE_DEPARTMENT) -> str:
    """The letters and digits of a department's or block's text in a row; signs are kept between two digits only, so
    that 7.5 is not 75, but a text of signs and digits alone keeps all signs: `7?` is no 7. Called on the plan's texts
    and on those of each row, so that the two can be compared. before: the words that are left out at the start, such as
    `afd.`."""
    cleaned = _clean(text)
    if match := before.match(cleaned):
        cleaned = cleaned[match.end() :]

    def shorten(match: re.Match[str]) -> str:
        """The signs between two digits, or nothing. Called for each run of signs."""
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        return (match[0].strip() or " ") if before.isdigit() and after.isdigit() else ""

    joined = re.sub(r"[\W_]+", shorten, cleaned)
    return cleaned if joined.isdecimal() else joined  # `7?` and `-7` are no 7


def _split_organisation(name: str) -> list[str]:
    """The words of an organisation's name in small letters, `&` and `+` as `og`. Called when a name is brought to the
    form in which names are compared (`fold_organisation`), and when its shorter forms are listed."""
    return re.findall(r"[^\W_]+", re.sub(r"[&+]", " og ", _clean(name)))


def fold_organisation(name: str) -> str:
    """The form in which housing organisations are compared: `&` and `+` are `og`, `å` is `aa`, and other signs and
    spaces do not count. Called on the names and aliases in the plan and on those of a delivery."""
    return "".join(_split_organisation(name))


def list_shorter_names(name: str, town: str) -> list[str]:
    """The folded forms of an organisation's name without its legal form and the municipality's town at the end, the
    longest first: `Lejerbo, Randers` and `Lejerbo A/S` -> `lejerbo`. Called for each organisation of the plan and of
    each row, beside the folded name itself. town: folded, such as `randers`."""
    words, found = _split_organisation(name), []
    ends = _LEGAL_FORMS | {place + town + of for place in ("", "i", "afd", "afdeling") for of in _OF_TOWN}
    shortened = True
    while shortened:
        shortened = False
        for count in range(min(4, len(words) - 1), 0, -1):
            if "".join(words[-count:]) in ends:
                words, shortened = words[:-count], True
                found.append("".join(words))
                break
    return found


class Reading(NamedTuple):
    """A department or block read as a number, with the name that stands beside it. Made by `read_number`."""

    number: str  # without leading noughts
    name: str  # cleaned; "" where there is none
    sure: bool  # False for a name and a number alone, which may be a house: it counts only where the name is known


def read_number(text: str, before: re.Pattern[str] = BEFORE_DEPARTMENT) -> Reading | None:
    """Read the number, and the name beside it if there is one, of `Afd. 007`, `7.0`, `7 - Møllevænget` or `Lejerbo,
    afd. 7`; None where the text can mean something else. Called when the plan's departments and blocks are indexed, and
    when those of a delivery are looked up. before: the words that may stand before the number."""
    rest = _clean(text)
    while match := before.match(rest):
        rest = rest[match.end() :]
    number = _NUMBER.fullmatch(rest)
    if number is None:
        return _read_name_first(rest)
    name = number[2]
    words = re.findall(r"[^\W_]+", name)
    if not words:
        return None if name.strip(_AROUND) else Reading(number[1], "", True)
    # `7A` is another department than 7, and so is `7 A`: only a name of some length, set apart, is a name.
    is_name = name[0] in _AROUND and max(map(len, words)) >= 3 and not _NO_NAME.fullmatch(words[0])
    return Reading(number[1], name.strip(_AROUND), True) if is_name else None


def _read_name_first(text: str) -> Reading | None:
    """Read number and name of a department written with its name first, such as `lejerbo, afd. 7` or `moellevaenget 7`;
    None for anything else. Called by `read_number` for a text that does not begin with its number. text: as `_clean`
    gives it."""
    match = _NAMED_BEFORE.fullmatch(text)
    number = _NUMBER.fullmatch(match[3]) if match else None
    if match is None or number is None or number[2].strip(_AROUND):
        return None
    name = match[1].strip(_AROUND)
    words = re.findall(r"[^\W_]+", name)
    return None if not words or _NO_NAME.fullmatch(words[-1]) else Reading(number[1], name, bool(match[2]))


def fold_department(text: str) -> str:
    """The form in which departments are compared: `024`, `24.0`, `Afd. 24` and `24 - Møllevænget` are all `24`. Called
    on the departments of the plan. A text that is no plain number keeps its letters and digits: `7A` -> `7a`."""
    reading = read_number(text)
    return reading.number if reading and reading.sure else join_signs(text)


def fold_block(text: str | None) -> str:
    """The form in which blocks are compared: `03`, `3.0` and `Blok 3` are all `3`; "" for none, which is also written
    `-` or `0`. Called on the blocks of the plan and of each row of a delivery."""
    reading = read_number(text or "", BEFORE_BLOCK)
    if reading and reading.sure:
        return reading.number
    joined = join_signs(text or "", BEFORE_BLOCK)
    return "" if set(joined) <= set("0.,") else joined


def has_name(text: str) -> bool:
    """Whether a text has a word of three letters or more that is no word for a department, a block or a month. Called
    before a message shows a department or block that the plan does not know: a name or a street may be a person's, from
    another column."""
    words = re.findall(r"[^\W\d_]{3,}", _clean(text))
    return not all(_NO_NAME.fullmatch(word) or _COMMON_WORD.fullmatch(word) for word in words)
