"""Street and house number -> area, by the ranges of params/plan/addresses.csv.

Different spellings of a street are recognised, but nothing is guessed: what is only similar is left for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest

from hpanalysis.errors import Stop
from hpanalysis.load.placing.near_misses import NearestNames
from hpanalysis.load.placing.spelling import fold_street, list_run_together_spellings, repair_letters
from hpanalysis.plan import AddressRange, Plan, split_aliases

_LONGEST = 200  # a longer text is no address, and the expression below would be slow on it

_SIDE = r"(?:t\.?\ ?v|t\.?\ ?h|m\.?\ ?f)\b\.?"
_DOOR = rf"(?:{_SIDE}|(?:dør|lejl\.?)\ ?[0-9]{{1,4}}|[0-9]{{1,4}}|[a-z])"
_FLOOR = r"(?:(?:stuen|st|kælder|kld|kl)\b\.?|[0-9]{1,2}\.(?:\ ?sal\b)?|[0-9]{1,2}\ sal\b)"
# House numbers have at most three digits in Denmark. After one may stand a floor, a door, a postcode and a town;
# anything else (`12-14`, `12 og 14`) makes the address unreadable. A number in a street's name is an ordinal.
_ADDRESS = re.compile(
    rf"""
    (?P<street>(?:[0-9]{{1,2}}\.?\ ?(?=[^\W\d_]))?[^0-9]*?(?:[0-9]{{1,2}}\.\ ?[^\W\d_][^0-9]*?)?)
    (?:\ nr\b[.:]?)?\ ?(?P<number>[0-9]{{1,4}})(?:\ ?(?P<letter>[a-zæøå])(?![^\W_]))?
    (?:\ (?:{_FLOOR}(?:\ ?{_DOOR})?|[0-9]{{1,2}}\ {_SIDE}|{_SIDE}))?
    (?:\ (?:dk-?\ ?)?[0-9]{{4}}\ [^0-9]+)?(?:\ c/o\ .*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMMA = re.compile("[,;]")
_CARE_OF = re.compile(r"(?:c\ ?[/\\]\ ?o|att|v/)\b", re.IGNORECASE)
_MORE_NUMBERS = re.compile(r"[0-9]+ ?[a-z]? ?[-/+] ?[0-9]+ ?[a-z]?", re.IGNORECASE)

_NUMBERS = re.compile(
    r"(?P<first>\d+)(?:-(?P<last>\d+) (?P<parity>even|odd|all)(?:, letters (?P<letters>[A-Z](?: [A-Z])*))?"
    r"|(?P<letter>[A-Z]))?"
)

House = tuple[str, int, str]  # the street as folded, the number, the letter or ""


@dataclass(frozen=True)
class Address:
    """A street with a house number, read from a part of an address by `Address.from_match`. `AreaByAddress` compares it
    with the plan's streets and ranges of numbers."""

    street: str  # as folded by `fold_street`
    number: int
    letter: str  # upper case; "" for none
    written: str = field(default="", compare=False, repr=False)  # the street as written, for the protected list

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Address | None:
        """The address of a text that `_ADDRESS` matches; None where the street has no letters or the number is not 1 to
        999. Called for each text that looks like an address."""
        street, number = fold_street(match["street"]), int(match["number"])
        if street.isdecimal() or not street or not 0 < number < 1000:
            return None
        return cls(street, number, (match["letter"] or "").upper(), match["street"].strip())


def _split_address(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of an address that commas and semicolons part, each with the one that follows it ("" after the
    last): `Vej 12B` and `2. tv` of `Vej 12B, 2. tv`. Called for each address whose area is asked for. A c/o that ends
    at a comma is left out; a text that is too long has no parts."""
    if len(text) > _LONGEST:
        return
    parts = [part.strip() for part in _COMMA.split(repair_letters(text))]
    parts = [part for part in parts if part and not _CARE_OF.match(part)]
    yield from zip_longest(parts, parts[1:], fillvalue="")


class AddressStatus(Enum):
    """What an address was recognised as, by `AreaByAddress.find`. The value is printed in the protected list."""

    INSIDE = "i et område"
    OUTSIDE = (
        "uden for områderne"  # a number in none of its street's ranges, or a street that is known to lie elsewhere
    )
    UNKNOWN_STREET = "ukendt vej"  # no street of the plan, nor like any; it lies elsewhere
    UNLISTED_STREET = "vej, som kommunen ikke har"  # the same, where the plan lists the municipality's other streets
    NEAR_MISS = "ligner"  # one or two edits from a street of the plan, or without a letter that the plan needs
    UNREADABLE = "kan ikke læses"


@dataclass(frozen=True)
class AddressMatch:
    """What `AreaByAddress.find` made of one address: its status, and its area where that is sure."""

    status: AddressStatus
    address: Address | None = None  # None if it cannot be read
    area_id: str | None = None  # set for INSIDE alone
    plan_street: str = ""  # the plan's street that it is on (OUTSIDE) or nearly on (NEAR_MISS); "" for another street
    lacks_letter: bool = False  # NEAR_MISS because the letter is missing


_UNREADABLE = AddressMatch(AddressStatus.UNREADABLE)


def _refuse_row(row: int, wrong: str) -> Stop:
    """The error for a faulty row of the plan's addresses.csv. Called when its rows are indexed. row: its number in the
    file, with the heading as 1. wrong: what is wrong, in Danish."""
    return Stop(
        wrong,
        place=f"»addresses.csv« i planens mappe, række {row}",
        expected="husnumre som 2-26 even, 1-19 odd, 7-19 all, 5 eller 5A, hver kun i ét område.",
        do="Ret filen, og kør igen.",
    )


def _parse_numbers(numbers: str) -> Iterator[tuple[int, str]]:
    """The houses of a range such as `2-26 even`, as number and letter; `ValueError` for any other text. The letter ""
    stands for every letter that no other range names. Called for each row of addresses.csv when it is indexed."""
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
    """Looks up the area of an address by the plan's addresses.csv.

    Made for each file with addresses that is loaded, and by `hpanalysis locate`. Making one raises `Stop` where a row
    of addresses.csv cannot be read, a house lies in two areas, or an alias is the name of two streets. The optional
    column `aliases` gives other names of a street, separated by `|`: what the P. of `P. Knudsens Vej` stands for is
    known to the plan alone. An alias on one row holds for the whole street.
    """

    def __init__(self, plan: Plan) -> None:
        """Index the houses, streets and aliases of the plan's addresses.csv; `Stop` for a row that cannot be used.
        Called for each file with addresses that is loaded, and by `hpanalysis locate`."""
        self._areas: dict[House, str] = {}
        self._streets: dict[str, str] = {}  # every known spelling as folded -> the street as folded
        self._names: dict[str, str] = {}  # the street as folded -> as the plan writes it
        for row, range_ in plan.number_rows("addresses.csv", plan.addresses):
            self._add_houses(row, range_)
        # Only now are all streets known that an alias must not be mistaken for.
        for row, range_ in plan.number_rows("addresses.csv", plan.addresses):
            self._add_aliases(row, range_)
        for name in self._names.values():
            for spelling in list_run_together_spellings(name):
                self._streets.setdefault(spelling, fold_street(name))
        self._lettered = {(street, number) for street, number, letter in self._areas if letter}
        self._nearest = NearestNames(self._streets)
        self._elsewhere = {
            fold_street(name) for row in plan.streets_elsewhere for name in (row.street, *split_aliases(row.aliases))
        }
        self._near_names: dict[str, str] = {}
        self._matches: dict[str, AddressMatch | None] = {}  # by the part of an address that has the house number

    def _add_houses(self, row: int, range_: AddressRange) -> None:
        """Index the houses of a row of addresses.csv. `Stop` where the numbers cannot be read or a house is in two
        areas. Called for each row when the lookup is made. row: its number in the file, for the message."""
        street = fold_street(range_.street)
        self._names.setdefault(street, range_.street)
        self._streets[street] = street
        try:
            houses = list(_parse_numbers(range_.numbers))
        except ValueError:
            raise _refuse_row(row, "Husnumrene kan ikke læses.") from None
        for number, letter in houses:
            if self._areas.setdefault((street, number, letter), range_.area_id) != range_.area_id:
                raise _refuse_row(row, "Et husnummer hører til to områder.")

    def _add_aliases(self, row: int, range_: AddressRange) -> None:
        """Index the other names of the street of a row of addresses.csv; `Stop` for a name that another street has.
        Called for each row when the lookup is made, after all streets are known. row: its number in the file."""
        street = fold_street(range_.street)
        for alias in filter(None, map(fold_street, split_aliases(range_.aliases))):
            if self._streets.setdefault(alias, street) != street:
                raise _refuse_row(row, "Et andet navn for en vej er også navn på en anden vej.")

    def _find_area(self, street: str, address: Address) -> str | None:
        """The area id of a house on a street of the plan; None if no range has it. Called by `find`. street: the plan's
        street as folded by `fold_street`, which an alias in the address may stand for. A range that names the house's
        letter goes before a range of its number."""
        exact = self._areas.get((street, address.number, address.letter))
        return exact or self._areas.get((street, address.number, ""))

    def area(self, address: str) -> str | None:
        """The area id of an address as written; None if it is in no area or unreadable. Called by tests alone."""
        return self.find(address).area_id

    def find(self, text: str) -> AddressMatch:
        """What an address, as written, is recognised as; an area is given only where it is sure. Called for each
        distinct address of a delivered file, and by `hpanalysis locate`. Floor, door, postcode and town are left out;
        an address without a house number, or with more than one, cannot be read."""
        for part, following in _split_address(text):
            if part not in self._matches:  # the flats of a house share it
                self._matches[part] = self._match_part(part)
            if (match := self._matches[part]) is not None:
                return _UNREADABLE if _MORE_NUMBERS.fullmatch(following) else match
        return _UNREADABLE

    def _match_part(self, part: str) -> AddressMatch | None:
        """What one part of an address is recognised as; None where it has not the form of an address, as a floor or a
        town. Called for each distinct part up to the one that has a house number."""
        if (match := _ADDRESS.fullmatch(part)) is None:
            return None
        if (address := Address.from_match(match)) is None:
            return _UNREADABLE
        if street := self._streets.get(address.street):
            if area_id := self._find_area(street, address):
                return AddressMatch(AddressStatus.INSIDE, address, area_id)
            # `Vej 5` could be 5A in an area or 5B in another, so it is placed in neither.
            lacks_letter = not address.letter and (street, address.number) in self._lettered
            status = AddressStatus.NEAR_MISS if lacks_letter else AddressStatus.OUTSIDE
            return AddressMatch(status, address, plan_street=self._names[street], lacks_letter=lacks_letter)
        if address.street in self._elsewhere:
            return AddressMatch(AddressStatus.OUTSIDE, address)
        if near := self._find_near_names(address.street):
            return AddressMatch(AddressStatus.NEAR_MISS, address, plan_street=near)
        return AddressMatch(AddressStatus.UNLISTED_STREET if self._elsewhere else AddressStatus.UNKNOWN_STREET, address)

    def _find_near_names(self, street: str) -> str:
        """The plan's streets that an unknown street may be a misspelling of, separated by `eller`; "" if there are
        none, and then the address is no near miss. Called for each address on such a street; kept, as many addresses
        share a street. street: as folded by `fold_street`."""
        if street not in self._near_names:
            names = {self._names[self._streets[near]] for near in self._nearest.find(street)}
            self._near_names[street] = " eller ".join(sorted(names))
        return self._near_names[street]
