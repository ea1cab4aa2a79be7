"""Addresses that dwellings bear: house numbers of the plan's ranges, and streets and numbers that lie in none."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np

from hpanalysis.plan import Plan

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

HouseNumber = tuple[int, str]


def list_house_numbers(text: str) -> list[HouseNumber]:
    """The house numbers of a range as addresses.csv writes it: `2-26 even`, `5A`, `28-36 even, letters A B`."""
    match = re.fullmatch(r"(\d+)([A-Z]?)(?:-(\d+)(?: (odd|even|all))?(?:, letters ([A-Z ]+))?)?", text.strip())
    if match is None:
        return []
    first, letter, last, parity, letters = match.groups()
    step = 1 if parity in (None, "all") else 2
    numbers = range(int(first), int(last or first) + 1, step)
    return [(number, mark) for number in numbers for mark in (letters.split() if letters else [letter])]


def _list_houses(plan: Plan, area_id: str) -> list[tuple[str, HouseNumber]]:
    rows = [row for row in plan.addresses if row["area_id"] == area_id]
    return [(row["street"], number) for row in rows for number in list_house_numbers(row["numbers"])]


def _find_lettered_streets(plan: Plan) -> set[str]:
    """Streets on which the plan names letters: there a letter may be another area's."""
    return {row["street"] for row in plan.addresses if any(mark for _, mark in list_house_numbers(row["numbers"]))}


def _name_door(place: int) -> str:
    """Floor and side of a house's n-th dwelling: `st. tv`, `st. th`, `1. tv` ..."""
    floor, side = divmod(place, 2)
    return f"{floor or 'st'}. {('tv', 'th')[side]}"


def _spell(street: str, number: HouseNumber, door: str) -> str:
    house = f"{street} {number[0]}{number[1]}"
    return f"{house}, {door}" if door else house


def make_area_addresses(plan: Plan, area_id: str, dwellings: int, rng: np.random.Generator) -> list[str]:
    """As many addresses as the area has dwellings, spread over all its house numbers; every house is lived in.

    Some houses bear a letter of their own, which belongs to the number's range.
    """
    houses = _list_houses(plan, area_id) or [
        (f"{area_id.replace('-', ' ').title()} Allé", (n, "")) for n in range(1, 60)
    ]
    lettered, found = _find_lettered_streets(plan), []
    for i, share in enumerate(np.array_split(np.arange(dwellings), len(houses))):
        street, number = houses[i]
        own = rng.random(len(share)) < 0.04 if street not in lettered else np.zeros(len(share), bool)
        for place, letter in zip(range(len(share)), own, strict=True):
            door = _name_door(place) if len(share) > 1 else ""
            found.append(_spell(street, (number[0], "B") if letter and not number[1] else number, door))
    return found


def _list_free_houses(plan: Plan) -> list[tuple[str, HouseNumber]]:
    """Numbers of the plan's own streets that fall in no range of any area."""
    taken = defaultdict(set)
    for row in plan.addresses:
        taken[row["street"]] |= {number for number, _ in list_house_numbers(row["numbers"])}
    return [
        (street, (n, ""))
        for street in sorted(taken)
        for n in range(1, max(taken[street]) + 30)
        if n not in taken[street]
    ]


def _invent_streets(plan: Plan) -> list[str]:
    real = {row["street"] for row in plan.addresses}
    return [first + last for first in _FIRST for last in _LAST if first + last not in real]


def make_outside_addresses(plan: Plan, dwellings: int, rng: np.random.Generator) -> list[str]:
    """Addresses in no area: first numbers of the plan's streets outside its ranges, then invented streets."""
    houses = _list_free_houses(plan)
    doors = rng.integers(0, 6, len(houses))
    found = [_spell(*house, _name_door(int(door))) for house, door in zip(houses, doors, strict=True)]
    streets = _invent_streets(plan)
    left = max(dwellings - len(found), 0)
    for i in range(left):
        round_, street = divmod(i, len(streets))
        door = _name_door(round_ % 2) if street % 3 else ""
        number = 1 + (round_ // 2 if door else round_)
        found.append(_spell(streets[street], (number, ""), door))
    return found[:dwellings]


def assign_postcodes(addresses: list[str], known: dict[str, str]) -> np.ndarray:
    """The index of each address's postcode among `known`: one for each street."""
    streets = {}
    picks = []
    for address in addresses:
        street = re.split(r" \d", address, maxsplit=1)[0]
        picks.append(streets.setdefault(street, len(streets) % max(len(known), 1)))
    return np.array(picks, dtype=np.int16)
