"""How numbers are shown: a workbook's number formats -> plain, a percentage, a day or a time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hpanalysis.load.formats.excel.sheet import Shown
from hpanalysis.load.formats.excel.xml_events import Attributes, parse_part

# The formats that a workbook need not spell out, by number (ECMA-376, part 1, 18.8.30); all others of them are plain.
_BUILT_IN = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), Shown.DAY),
    **dict.fromkeys((*range(18, 22), *range(32, 36), *range(45, 48), 55, 56), Shown.TIME),
}
# What a format shows as it stands, or leaves room for: "kr.", \d, _d and *d are no days.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_LENGTH_OF_TIME = re.compile(r"\[(h+|m+|s+)\]")
_BRACKETED = re.compile(r"\[[^\]]*\]")  # a colour, a condition, a language
_GENERAL = re.compile(r"general|standard|generelt")
_HALF_DAY = re.compile(r"am/pm|a/p")


def classify_format(code: str) -> Shown:
    """Whether a number format shows a number as a time, as a percentage, as a day, or plainly, by its part for positive
    numbers. Called for each format that a workbook spells out. code: as saved, which is in English in every country:
    `dd-mm-yyyy;@`."""
    first = _LITERAL.sub("", code).casefold().partition(";")[0]
    if _LENGTH_OF_TIME.search(first):
        return Shown.TIME
    letters = _GENERAL.sub("", _BRACKETED.sub("", first))
    if "%" in letters:
        return Shown.PERCENT
    has_time = bool(_HALF_DAY.search(letters)) or "h" in letters or "s" in letters
    letters = _HALF_DAY.sub("", letters)
    # An m beside hours or seconds is minutes, else it is a month.
    if "y" in letters or "d" in letters or ("m" in letters and not has_time):
        return Shown.DAY
    return Shown.TIME if has_time else Shown.PLAIN


def read_formats(chunks: Iterable[bytes]) -> list[Shown]:
    """How each of a workbook's cell styles shows a number (such as plainly, in percent or as a day), in a list by the
    style's number. Called once a workbook. chunks: the bytes of the workbook's XML file with its styles."""
    spelled_out: dict[str, str] = {}
    used: list[str] = []
    inside: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        """Called for each opening tag of the part."""
        if tag == "numFmt":
            spelled_out[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside and inside[-1] == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))
        inside.append(tag)

    def end(tag: str) -> None:
        """Called for each closing tag of the part."""
        inside.pop()

    parse_part(chunks, start, end)
    formats = {number: classify_format(code) for number, code in spelled_out.items()}
    return [formats.get(each) or _BUILT_IN.get(int(each) if each.isdecimal() else 0, Shown.PLAIN) for each in used]
