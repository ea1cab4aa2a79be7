"""Street and house number -> area, by the ranges of params/plan/addresses.csv. Spellings differ; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest

from hpanalysis.errors import Stop
from hpanalysis.load.placing.near_misses import NearestNames
from hpanalysis.load.placing.spelling import fold_street, list_run_together_spellings, repair_letters
from hpanalysis.plan import Plan

_LONGEST = 200

_SIDE = r"(?:t\.?\ ?v|t\.?\ ?h|m\.?\ ?f)\b\.?"
_DOOR = rf"(?:{_SIDE}|(?:dør|lejl\.?)\ ?[0-9]{{1,4}}|[0-9]{{1,4}}|[a-z])"
_FLOOR = r"(?:(?:stuen|st|kælder|kld|kl)\b\.?|[0-9]{1,2}\.(?:\ ?sal\b)?|[0-9]{1,2}\ sal\b)"
# House numbers reach three digits in Denmark. What follows one before a comma is a floor, a door, a postcode and town;
# anything else (`12-14`, `12 og 14`) leaves the address unread. A number in a street's name is an ordinal.
_ADDRESS = re.compile(
    rf"""
    (?P<street>(?:[0-9]{{1,2}}\.?\ ?(?=[^\W\d_]))?[^0-9]*?(?:[0-9]{{1,2}}\.\ ?[^\W\d_][^0-9]*?)?)
    (?:\ nr\b[.:]?)?\ ?(?P<number>[0-9]{{1,4}})(?:\ ?(?P<letter>[a-zæøå])(?![^\W_]))?
    (?:\ (?:{_FLOOR}(?:\ ?{_DOOR})?|[0-9]{{1,2}}\ {_SIDE}|{_SIDE}))?
    (?:\ (?:dk-?\ ?)?[0-9]{{4}}\ [^0-9]+)?(?:\ c/o\ .*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CARE_OF = re.compile(r"(?:c\ ?[/\\]\ ?o|att|v/)\b", re.IGNORECASE)
_MORE_NUMBERS = re.compile(r"[0-9]+ ?[a-z]? ?[-/+] ?[0-9]+ ?[a-z]?", re.IGNORECASE)

_NUMBERS = re.compile(
    r"(?P<first>\d+)(?:-(?P<last>\d+) (?P<parity>even|odd|all)(?:, letters (?P<letters>[A-Z](?: [A-Z])*))?"
    r"|(?P<letter>[A-Z]))?"
)

House = tuple[str, int, str]  # street as folded, number, letter or ""


@dataclass(frozen=True)
class Address:
    """A street as folded, a house number and its letter (upper case, "" for none); and the street as written."""

    street: str
    number: int
    letter: str
    written: str = field(default="", compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """Read `Vej 12B, 2. tv`: floor, door, postcode and town are left out, and so is a c/o before a comma.

        None where no house number is found, or more than one.
        """
        if len(text) > _LONGEST:
            return None
        parts = [part.strip() for part in re.split("[,;]", repair_letters(text))]
        parts = [part for part in parts if part and not _CARE_OF.match(part)]
        for part, after in zip_longest(parts, parts[1:], fillvalue=""):
            if match := _ADDRESS.fullmatch(part):
                return None if _MORE_NUMBERS.fullmatch(after) else cls._of(match)
        return None

    @classmethod
    def _of(cls, match: re.Match[str]) -> Address | None:
        street, number = fold_street(match["street"]), int(match["number"])
        if street.isdecimal() or not street or not 0 < number < 1000:
            return None
        return cls(street, number, (match["letter"] or "").upper(), match["street"].strip())


class AddressStatus(Enum):
    """What an address turned out to be. The value stands in the protected list."""

    INSIDE = "i et område"
    OUTSIDE = "uden for områderne"  # a street of the plan, a number in none of its ranges
    NEVER_MET = "ukendt vej"  # no street of the plan
    NEAR_MISS = "ligner"  # one or two edits from a street of the plan, or a letter is left out that the plan needs
    UNREADABLE = "kan ikke læses"


@dataclass(frozen=True)
class AddressMatch:
    """An address held against the plan. area_id: None but for INSIDE. near: the plan's street it is on or near to."""

    met: AddressStatus
    address: Address | None = None
    area_id: str | None = None
    near: str = ""
    lacks_letter: bool = False


def _refuse_row(row: int, wrong: str) -> Stop:
    return Stop(
        wrong,
        place=f"»addresses.csv« i planens mappe, række {row}",
        expected="husnumre som 2-26 even, 1-19 odd, 7-19 all, 5 eller 5A, hver kun i ét område.",
        do="Ret filen, og kør igen.",
    )


def _parse_numbers(numbers: str) -> Iterator[tuple[int, str]]:
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
    """The area of an address. A row that cannot be read, a house in two areas or an alias of two streets: `Stop`.

    The optional column `aliases` names what a street is also called, parted by `|` (`P. Knudsens Vej`: what P. stands
    for is known only to the plan). An alias on one row holds for the whole street.
    """

    def __init__(self, plan: Plan) -> None:
        self._areas: dict[House, str] = {}
        self._streets: dict[str, str] = {}  # every known spelling as folded -> the street as folded
        self._names: dict[str, str] = {}  # the street as folded -> as the plan writes it
        for row, listed in enumerate(plan.addresses, start=2):
            self._add_houses(row, listed)
        for row, listed in enumerate(plan.addresses, start=2):
            self._add_aliases(row, listed)
        for name in self._names.values():
            for spelling in list_run_together_spellings(name):
                self._streets.setdefault(spelling, fold_street(name))
        self._lettered = {(street, number) for street, number, letter in self._areas if letter}
        self._nearest = NearestNames(self._streets)
        self._looked_up: dict[str, str] = {}

    def _add_houses(self, row: int, listed: dict[str, str]) -> None:
        street = fold_street(listed["street"])
        self._names.setdefault(street, listed["street"])
        self._streets[street] = street
        try:
            houses = list(_parse_numbers(listed["numbers"]))
        except ValueError:
            raise _refuse_row(row, "Husnumrene kan ikke læses.") from None
        for number, letter in houses:
            if self._areas.setdefault((street, number, letter), listed["area_id"]) != listed["area_id"]:
                raise _refuse_row(row, "Et husnummer hører til to områder.")

    def _add_aliases(self, row: int, listed: dict[str, str]) -> None:
        street = fold_street(listed["street"])
        for alias in filter(None, map(fold_street, listed.get("aliases", "").split("|"))):
            if self._streets.setdefault(alias, street) != street:
                raise _refuse_row(row, "Et andet navn for en vej er også navn på en anden vej.")

    def of(self, address: Address) -> str | None:
        """The area's id; None outside. A letter the plan names goes before the number's own range."""
        street = self._streets.get(address.street)
        exact = self._areas.get((street, address.number, address.letter))
        return exact or self._areas.get((street, address.number, ""))

    def area(self, address: str) -> str | None:
        """The area's id of an address as written; None outside the areas and where it cannot be read."""
        return self.find(address).area_id

    def find(self, text: str) -> AddressMatch:
        """What an address as written turns out to be; only one that is known for sure has an area."""
        address = Address.parse(text)
        if address is None:
            return AddressMatch(AddressStatus.UNREADABLE)
        if area_id := self.of(address):
            return AddressMatch(AddressStatus.INSIDE, address, area_id)
        if street := self._streets.get(address.street):
            lacks_letter = not address.letter and (street, address.number) in self._lettered
            met = AddressStatus.NEAR_MISS if lacks_letter else AddressStatus.OUTSIDE
            return AddressMatch(met, address, near=self._names[street], lacks_letter=lacks_letter)
        if near := self._near(address.street):
            return AddressMatch(AddressStatus.NEAR_MISS, address, near=near)
        return AddressMatch(AddressStatus.NEVER_MET, address)

    def _near(self, street: str) -> str:
        """The plan's streets that one it does not know is nearest to, or ""; each street is looked up once."""
        if street not in self._looked_up:
            names = {self._names[self._streets[near]] for near in self._nearest.to(street)}
            self._looked_up[street] = " eller ".join(sorted(names))
        return self._looked_up[street]
