"""The addresses of dwellings: house numbers in the plan's ranges for its areas, and others for the rest of the town."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np

from hpanalysis.plan import Plan

# Joined, these make street names that the plan does not have.
_FIRST = (
    "Elge",
    "Traner",
    "Blåhat",
    "Fjeldrype",
    "Mosegris",
    "Perlemor",
    "Gøgeurt",
    "Havørne",
    "Kærmynte",
    "Lærkespore",
    "Odder",
    "Pindsvine",
    "Rylejagt",
    "Stenbider",
    "Tyttebær",
    "Vibefedt",
    "Ulvefod",
    "Ærenpris",
    "Ørred",
    "Åkande",
)
_LAST = ("toften", "krogen", "sporet", "svinget", "leddet", "bakken", "stræde", "vænget", "passagen", "løkken")

HouseNumber = tuple[int, str]  # the number, and a letter or ""


def list_house_numbers(text: str) -> list[HouseNumber]:
    """The house numbers of a range as the plan's addresses.csv writes it: `2-26 even`, `5A`, `28-36 even, letters A B`.
    Called for each row of the plan's addresses when synthetic dwellings get addresses. Each number comes with its
    letter, or "" for none; empty for a text of any other form."""
    match = re.fullmatch(r"(\d+)([A-Z]?)(?:-(\d+)(?: (odd|even|all))?(?:, letters ([A-Z ]+))?)?", text.strip())
    if match is None:
        return []
    first, letter, last, parity, letters = match.groups()
    step = 1 if parity in (None, "all") else 2
    numbers = range(int(first), int(last or first) + 1, step)
    return [(number, mark) for number in numbers for mark in (letters.split() if letters else [letter])]


def _name_door(place: int) -> str:
    """The floor and side of a house's n-th dwelling, from 0: `st. tv`, `st. th`, `1. tv` ... Called for each made-up
    address in a house of several dwellings."""
    floor, side = divmod(place, 2)
    return f"{floor or 'st'}. {('tv', 'th')[side]}"


def _spell(street: str, number: HouseNumber, door: str) -> str:
    """A made-up address as one text: `Vej 12B, 2. tv`. Called for every synthetic dwelling. number: the house number
    and its letter, or "". door: floor and side; "" for a house of one dwelling, and then without the comma."""
    house = f"{street} {number[0]}{number[1]}"
    return f"{house}, {door}" if door else house


def make_area_addresses(plan: Plan, area_id: str, dwellings: int, rng: np.random.Generator) -> list[str]:
    """An address for each of an area's dwellings, spread evenly over all house numbers that the plan gives the area.

    Called for each area when the synthetic dwellings are built. dwellings: how many. An area to which the plan gives no
    readable house number gets one street, named after the area's id. Some houses get a letter that the plan does not
    name. They belong where their number does, and so test that the loading of extracts knows that.
    """
    houses, lettered, addresses = [], set(), []
    for row in plan.addresses:
        numbers = list_house_numbers(row.numbers)
        if any(letter for _, letter in numbers):
            lettered.add(row.street)  # another letter there may belong to another area
        if row.area_id == area_id:
            houses += [(row.street, number) for number in numbers]
    if not houses:
        houses = [(f"{area_id.replace('-', ' ').title()} Allé", (n, "")) for n in range(1, 60)]
    for i, share in enumerate(np.array_split(np.arange(dwellings), len(houses))):
        street, number = houses[i]
        gets_letter = rng.random(len(share)) < 0.04 if street not in lettered else np.zeros(len(share), bool)
        for place, letter in zip(range(len(share)), gets_letter, strict=True):
            door = _name_door(place) if len(share) > 1 else ""
            addresses.append(_spell(street, (number[0], "B") if letter and not number[1] else number, door))
    return addresses


def _list_free_houses(plan: Plan) -> list[tuple[str, HouseNumber]]:
    """Numbers of the plan's own streets in no area's range, as (street, (number, "")), up to 29 beyond the street's
    highest. Called once, for synthetic dwellings that a careless reader would place in an area."""
    taken: dict[str, set[int]] = defaultdict(set)
    for row in plan.addresses:
        taken[row.street] |= {number for number, _ in list_house_numbers(row.numbers)}
    return [
        (street, (n, ""))
        for street in sorted(taken)
        for n in range(1, max(taken[street]) + 30)
        if n not in taken[street]
    ]


def make_outside_addresses(plan: Plan, dwellings: int, rng: np.random.Generator) -> list[str]:
    """Addresses in no area: first the free numbers of the plan's streets, then houses on invented streets. Called once,
    for the synthetic dwellings in the rest of the municipality. dwellings: how many addresses are wanted."""
    houses = _list_free_houses(plan)
    doors = rng.integers(0, 6, len(houses))
    addresses = [_spell(*house, _name_door(int(door))) for house, door in zip(houses, doors, strict=True)]
    real = {row.street for row in plan.addresses}
    streets = [first + last for first in _FIRST for last in _LAST if first + last not in real]
    for i in range(max(dwellings - len(addresses), 0)):
        round_, street = divmod(i, len(streets))
        door = _name_door(round_ % 2) if street % 3 else ""
        number = 1 + (round_ // 2 if door else round_)
        addresses.append(_spell(streets[street], (number, ""), door))
    return addresses[:dwellings]


def assign_postcodes(addresses: list[str], postcodes: dict[str, str]) -> np.ndarray:
    """The postcode of each address, as its place among demo.yaml's postcodes; all houses of a street have the same.
    Called once, when every synthetic dwelling has an address. postcodes: postcode -> town; only their number is used
    here, and without any, every address gets 0."""
    index_by_street: dict[str, int] = {}
    indices = []
    for address in addresses:
        street = re.split(r" \d", address, maxsplit=1)[0]
        indices.append(index_by_street.setdefault(street, len(index_by_street) % max(len(postcodes), 1)))
    return np.array(indices, dtype=np.int16)
