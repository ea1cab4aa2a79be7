"""A street with a house number: an address. The plan's own ranges of numbers and the areas' names are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_ENDINGS = (
    "vej|vejen|gade|gaden|alle|allé|stræde|strædet|boulevard|vænge|vænget|toften|torv|torvet|plads|pladsen|stien|kajen|"
    "bakken|skrænten|engen|marken|lunden|haven|gården|parken|brinken|dalen"
)
_WORDS = "Vej|Gade|Alle|Allé|Stræde|Boulevard|Vænge|Torv|Plads"
# After the number: a letter, floor and door. A range, a decimal, a percentage or a thousand is no house.
_NUMBER = (
    r"(?P<between>, ?| {1,2})(?:nr\.? ?)?(?P<number>[0-9]{1,3})(?: ?(?P<letter>[A-Za-zÆØÅæøå](?![^\W_])))?(?![0-9])"
)
_NOT_A_HOUSE = re.compile(r"[.,][0-9]|\.?-[0-9]|-[a-zæøå]|\s?(?:%|pct|procent|af|ud af|mdr|måned|år|sag|børn|person)")
_DOOR = re.compile(
    r"[ ,]{1,2}(?:st|kl|[0-9]{1,2})(?:\.|\b)[ ,]{0,2}(?:sal\b|t\.?v\b|t\.?h\b|m\.?f\b|dør|lejl|[0-9])", re.I
)
# The lengths are bounded, so that a long text of capitals is searched fast.
_NAME = r"\b[A-ZÆØÅ][\w.'-]{0,40}(?: [A-ZÆØÅ][\w.'-]{0,40}){0,4}?"
_GENERAL = re.compile(rf"(?P<street>{_NAME}(?:{_ENDINGS}| (?:{_WORDS})))(?!-){_NUMBER}")


@dataclass(frozen=True)
class Streets:
    """What is known of streets from the plan, all in small letters. Made by `scan.list_streets` once a search for
    leaks, which asks it whether a text holds an address."""

    ranges: frozenset[tuple[str, str]]  # numbers of a street as the plan's file has them: ("flyvervej", "5")
    areas: frozenset[str]  # names of areas, some of which are called after a street

    @classmethod
    def of(cls, ranges: Iterable[tuple[str, str]], areas: Iterable[str]) -> Streets:
        """Make the known streets, in small letters, from the plan. Called by `scan.list_streets` before files are
        searched for addresses, for the plan's own ranges and the areas' names are nobody's address. ranges: pairs of a
        street and its house numbers as the plan's file has them. areas: the areas' names."""
        folded = frozenset((street.casefold(), numbers.casefold()) for street, numbers in ranges)
        return cls(folded, frozenset(name.casefold() for name in areas))

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        """The patterns that find a street with a number: any street by its ending, the plan's own by their names. Made
        once, and searched for in every text that is to be published."""
        known = {street for street, _ in self.ranges}
        if not known:
            return [_GENERAL]
        names = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
        return [_GENERAL, re.compile(rf"(?<!\w)(?P<street>{names})(?!-){_NUMBER}", re.IGNORECASE)]

    def _is_house(self, match: re.Match[str], after: str) -> bool:
        """Whether a street and a number that a pattern found are an address. after: the text that follows them. Asked
        for each match in a text. The plan's own ranges (a street, a comma and its house numbers) are none, nor is an
        area's name with a number, which is a figure of that area; with a letter, or a floor and a door after the
        number, it is one."""
        street, number = match["street"].casefold(), match["number"] + (match["letter"] or "").casefold()
        if match["between"] == "," and (street, number) in self.ranges:
            return False
        if match["letter"] or _DOOR.match(after):
            return True
        if any(street == area or street.endswith(f" {area}") for area in self.areas):
            return False
        return _NOT_A_HOUSE.match(after) is None

    def holds_address(self, text: str) -> bool:
        """Say whether a text has a street with a house number in it; the plan's own ranges of numbers are none. One of
        the four searches made in every text that is to be published. text: normalised by `cpr.normalise_text`."""
        return any(
            self._is_house(match, text[match.end() :]) for pattern in self._patterns for match in pattern.finditer(text)
        )
