"""Street and house number -> area, by the ranges of params/plan/addresses.csv. Spellings differ; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hpanalysis.errors import Stop
from hpanalysis.plan import Plan

# Old and new letters; doubled s and n, which the spellings of one street differ in, count once.
_LETTERS = (("å", "aa"), ("æ", "ae"), ("ä", "ae"), ("ø", "oe"), ("ö", "oe"), ("é", "e"))
_ABBREVIATIONS = {"gl": "gammel", "sct": "sankt", "skt": "sankt"}
# House numbers reach three digits in Denmark; a number before a full stop (`2. tv`, `10. Februar Vej`) is none.
_ADDRESS = re.compile(
    r"(?P<street>[^,;]*?[^\W\d_][^,;]*?)\s*?(?<!\d)(?P<number>\d{1,4})(?:\s?(?P<letter>[^\W\d_]))?(?=$|[\s,;])"
)
_LONGEST = 200
_NUMBERS = re.compile(
    r"(?P<first>\d+)(?:-(?P<last>\d+) (?P<parity>even|odd|all)(?:, letters (?P<letters>[A-Z](?: [A-Z])*))?"
    r"|(?P<letter>[A-Z]))?"
)

House = tuple[str, int, str]  # street as folded, number, letter or ""


def fold_street(street: str) -> str:
    """The form in which street names are compared: letters and digits only, one spelling of each sound."""
    text = unicodedata.normalize("NFC", street).casefold()
    for letter, written in _LETTERS:
        text = text.replace(letter, written)
    words = (_ABBREVIATIONS.get(word, word) for word in re.findall(r"[^\W_]+", text))
    return re.sub(r"([sn])\1+", r"\1", "".join(words))


@dataclass(frozen=True)
class Address:
    """A street as folded, a house number and its letter (upper case, "" for none)."""

    street: str
    number: int
    letter: str

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """Read `Vej 12B, 2. tv`: floor, door, postcode and town are left out. None where no house number is found."""
        plain = " ".join(unicodedata.normalize("NFC", text).split())
        match = _ADDRESS.search(plain) if len(plain) <= _LONGEST else None
        if match is None:
            return None
        return cls(fold_street(match["street"]), int(match["number"]), (match["letter"] or "").upper())


def _stop(row: int, wrong: str) -> Stop:
    return Stop(
        wrong,
        place=f"»addresses.csv« i planens mappe, række {row}",
        expected="husnumre som 2-26 even, 1-19 odd, 7-19 all, 5 eller 5A, hver kun i ét område.",
        do="Ret filen, og kør igen.",
    )


def _houses(numbers: str) -> Iterator[tuple[int, str]]:
    """The houses of a range: number and letter. No letter stands for the number with any letter not named itself."""
    match = _NUMBERS.fullmatch(numbers.strip())
    if match is None:
        raise ValueError
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if last < first:
        raise ValueError
    letters = (match["letters"] or match["letter"] or "").split() or [""]
    for number in range(first, last + 1):
        if match["parity"] in (None, "all", "odd" if number % 2 else "even"):
            yield from ((number, letter) for letter in letters)


class AreaByAddress:
    """The area of an address. A row that cannot be read, or a house in two areas, raises `Stop`."""

    def __init__(self, plan: Plan) -> None:
        self._areas: dict[House, str] = {}
        for row, listed in enumerate(plan.addresses, start=2):
            try:
                houses = list(_houses(listed["numbers"]))
            except ValueError:
                raise _stop(row, "Husnumrene kan ikke læses.") from None
            for number, letter in houses:
                house = (fold_street(listed["street"]), number, letter)
                if self._areas.setdefault(house, listed["area_id"]) != listed["area_id"]:
                    raise _stop(row, "Et husnummer hører til to områder.")

    def of(self, address: Address) -> str | None:
        """The area's id; None outside. A letter the plan names goes before the number's own range."""
        exact = self._areas.get((address.street, address.number, address.letter))
        return exact or self._areas.get((address.street, address.number, ""))

    def area(self, address: str) -> str | None:
        """The area's id of an address as written; None outside the areas and where it cannot be read."""
        parsed = Address.parse(address)
        return None if parsed is None else self.of(parsed)
