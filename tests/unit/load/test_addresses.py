import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.load.placing.addresses import Address, AddressStatus, AreaByAddress, fold_street

PLAN_FOLDER = Path(__file__).parents[3] / "params" / "plan"
PLAN = shared_plans.read(PLAN_FOLDER)
AREAS = AreaByAddress(PLAN)


def listed() -> list[dict[str, str]]:
    with (PLAN_FOLDER / "addresses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_row(row: dict[str, str], number: int, letter: str) -> bool:
    """Whether a house lies in one row of the file: said anew, house by house, without the package."""
    ends, *said = row["numbers"].replace(",", "").split()
    letters = said[said.index("letters") + 1 :] if "letters" in said else re.findall("[A-Z]", ends)
    first, last = (int(re.sub("[A-Z]", "", end)) for end in (ends.split("-") * 2)[:2])
    parity = {"even": number % 2 == 0, "odd": number % 2 == 1}.get(said[0] if said else "all", True)
    return first <= number <= last and parity and (not letters or letter in letters)


def expected(street: str, number: int, letter: str = "") -> str | None:
    rows = [row for row in listed() if row["street"] == street and in_row(row, number, letter)]
    named = [row for row in rows if re.search("[A-Z]", row["numbers"])]
    return (named or rows or [{"area_id": None}])[0]["area_id"]


def ends_and_neighbours() -> list[tuple[str, int, str]]:
    """Every range's ends and the two houses on either side of each, bare and with the letters A to D."""
    houses = set()
    for row in listed():
        for end in re.findall(r"\d+", row["numbers"]):
            for number in range(max(int(end) - 2, 1), int(end) + 3):
                houses |= {(row["street"], number, letter) for letter in ("", "A", "B", "C", "D")}
    return sorted(houses)


def test_every_ranges_ends_and_neighbours_lie_where_the_plan_says():
    houses = ends_and_neighbours()
    found = {house: AREAS.area(f"{house[0]} {house[1]}{house[2]}") for house in houses}
    assert found == {house: expected(*house) for house in houses}
    assert len(houses) > 1000
    assert None in found.values()
    assert set(found.values()) - {None} == {area.id for area in PLAN.areas}


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("Falkevej 12, 2. tv", None),
        ("Falkevej 13, 2. tv", "glarbjergvej"),
        ("Falkevej 13", "glarbjergvej"),
        ("Falkevej 13 B, st. th", "glarbjergvej"),
        ("Falkevej 013", "glarbjergvej"),
        ("Falkevej 13 2. tv", "glarbjergvej"),
        ("Falkevej 13, 8920 Randers NV", "glarbjergvej"),
        ("  falkevej   13 ,2.tv ", "glarbjergvej"),
        ("FALKEVEJ 13B", "glarbjergvej"),
        ("Falkevej13", "glarbjergvej"),
        ("c/o Demo, Falkevej 13", "glarbjergvej"),
        ("Gl. Jennumvej 6", "gl-jennumparken"),
        ("Gl Jennumvej 6", "gl-jennumparken"),
        ("Gammel Jennumvej 6", "gl-jennumparken"),
        ("Gl.Jennumvej 6", "gl-jennumparken"),
        ("Sankt Peders Gade 3", "centrale-randers"),
        ("Skt. Pedersgade 3", "centrale-randers"),
        ("Sct Peders Gade 3", "centrale-randers"),
        ("Flintebjerg Allé 11", "centrale-randers"),
        ("Hermann Stillings Vej 13", "hermann-stillingsvej"),
        ("Herman Stillingsvej 13", "hermann-stillingsvej"),
        ("Hermann Stillings Vej 14", "centrale-randers"),
        ("P Knudsens Vej 8", "hermann-stillingsvej"),
        ("P.Knudsens Vej 8", "hermann-stillingsvej"),
        ("Sjællandsgade 21", "sjaellandsgade"),
        ("Sjaellandsgade 21", "sjaellandsgade"),
        ("Noerrebrogade 96", "glarbjergvej"),
        ("Asavaenget 21", "energivej"),
        ("Gl. Hadsundvej 5A", "centrale-randers"),
        ("Gl. Hadsundvej 5 a, 1. th", "centrale-randers"),
        ("Gl. Hadsundvej 5", None),
        ("Gl. Hadsundvej 5D", None),
        ("Mariagervej 28A", "centrale-randers"),
        ("Mariagervej 28", None),
        ("Mariagervej 28C", None),
        ("Mariagervej 3C", "centrale-randers"),
        ("Flyvervej 5B", "gl-jennumparken"),
        ("Ukendt Vej 5", None),
    ],
)
def test_spellings_of_an_address_lie_in_one_area(address, area):
    assert AREAS.area(address) == area


@pytest.mark.parametrize("text", ["", "Falkevej", "12", ", 12", "Falkevej 12345", "Falkevej 2. tv", "x" * 300 + " 5"])
def test_an_address_without_a_house_number_is_not_guessed(text):
    assert AREAS.find(text).address is None
    assert AREAS.area(text) is None


def test_a_number_within_a_street_name_is_no_house_number():
    assert AREAS.find("10. Februar Vej 7, 1. tv").address == Address(fold_street("10. Februar Vej"), 7, "")


def test_the_letters_of_a_street_may_be_written_in_the_old_way():
    assert fold_street("Nørre Allé") == fold_street("Noerre Alle")
    assert fold_street("Åbo Gade") == fold_street("Aabogade")
    assert fold_street("Glentevej") != fold_street("Gl. Entevej")


def with_addresses(*rows: tuple[str, str, str]) -> plans.Plan:
    columns = ("area_id", "street", "numbers")
    return replace(
        PLAN, addresses=tuple(plans.AddressRange(**dict(zip(columns, row, strict=True)), note="") for row in rows)
    )


def test_a_letter_that_the_plan_names_goes_before_the_numbers_range():
    areas = AreaByAddress(with_addresses(("vangdalen", "Prøvevej", "1-9 odd"), ("energivej", "Prøvevej", "5A")))
    assert [areas.area(f"Prøvevej {house}") for house in ("5", "5A", "5B")] == ["vangdalen", "energivej", "vangdalen"]


def test_a_house_in_two_areas_stops_and_names_the_row():
    doubled = with_addresses(("vangdalen", "Prøvevej", "1-9 odd"), ("energivej", "Prøve Vej", "7"))
    with pytest.raises(Stop, match=r"»addresses.csv« i planens mappe, række 3: Et husnummer hører til to områder"):
        AreaByAddress(doubled)


@pytest.mark.parametrize("numbers", ["", "1-9", "9-1 odd", "1-9 ulige", "A", "1-9 odd, letters"])
def test_house_numbers_that_cannot_be_read_stop(numbers):
    with pytest.raises(Stop, match="række 2: Husnumrene kan ikke læses"):
        AreaByAddress(with_addresses(("vangdalen", "Prøvevej", numbers)))


def test_a_plan_that_lists_the_other_streets_knows_which_street_is_none():
    others = [("Storgade", ""), ("Falkvej", ""), ("Møllegade", "Gl. Møllegade"), ("Falkevej", "")]
    listed = [plans.StreetElsewhere(street=street, aliases=aliases) for street, aliases in others]
    areas = AreaByAddress(replace(PLAN, streets_elsewhere=tuple(listed)))
    written = "Storgade 4|STORGADE 4, 2. tv|Gammel Møllegade 2|Falkvej 13|Falkevej 13|Falkevei 13|H. Stillings Vej 7"
    found = [areas.find(address).status for address in f"{written}|Stor Gade 4, 1|Ukendtvej 1".split("|")]
    status = AddressStatus
    assert found == [
        *[status.OUTSIDE] * 4,  # `Falkvej` is a street of its own here, and no slip for `Falkevej`
        status.INSIDE,
        status.NEAR_MISS,
        status.UNLISTED_STREET,
        status.OUTSIDE,
        status.UNLISTED_STREET,
    ]
    assert AreaByAddress(PLAN).find("Ukendtvej 1").status is status.UNKNOWN_STREET


def test_an_address_is_found_as_if_it_were_the_first_that_was_asked_for():
    houses = ["Vangdalen 2", "Vangdalen 2A", "vangdalen 2", "Vangdallen 2", "Ukendtvej 7", "Vangdalen 2-4", "Vangdalen"]
    ends = ["", ", 1. tv", ", st.", ", 4-6", "; 8900 Randers C", ", c/o Demotoft", " c/o Demotoft, 2. th"]
    texts = [house + end for house in houses for end in ends]
    areas = AreaByAddress(PLAN)
    assert [areas.find(text) for text in texts] == [AreaByAddress(PLAN).find(text) for text in texts]
    assert [areas.find(text) for text in reversed(texts)] == [areas.find(text) for text in texts][::-1]
