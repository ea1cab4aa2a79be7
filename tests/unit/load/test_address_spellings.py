"""However an address of an area is spelled, it lies there; and no spelling brings one in that lies outside."""

import csv
import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plan_files
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.load.placing.addresses import AddressStatus, AreaByAddress, _parse_numbers, fold_street
from hpanalysis.load.placing.near_misses import NearestNames, count_edits

PLAN_FOLDER = Path(__file__).parents[3] / "params" / "plan"
PLAN = shared_plans.read(PLAN_FOLDER)
AREAS = AreaByAddress(PLAN)


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("Falkevej nr. 13", "glarbjergvej"),
        ("Falkevej nr 13, st. th.", "glarbjergvej"),
        ("Falkevej 13 st tv", "glarbjergvej"),
        ("Falkevej 13 1.3", "glarbjergvej"),
        ("Falkevej 13, 1.3", "glarbjergvej"),
        ("Falkevej 13, 2", "glarbjergvej"),
        ("Falkevej 13 2. sal", "glarbjergvej"),
        ("Falkevej 13 2. t.v.", "glarbjergvej"),
        ("Falkevej 13 2 mf", "glarbjergvej"),
        ("Falkevej 13 kld. dør 4", "glarbjergvej"),
        ("Falkevej 013 B 02 tv", "glarbjergvej"),
        ("FALKEVEJ 013B,02 TV", "glarbjergvej"),
        ("Falkevej 0013", "glarbjergvej"),
        ("Falkevej 13 8920 Randers NV", "glarbjergvej"),
        ("Falkevej 13 2. tv 8920 Randers NV", "glarbjergvej"),
        ("Falkevej 13, DK-8920 Randers NV", "glarbjergvej"),
        ("Demogården, Falkevej 13, 1. th", "glarbjergvej"),
        ("c/o Demo Demosen 12, Falkevej 13", "glarbjergvej"),
        ("C/O Demo, Falkevej 13", "glarbjergvej"),
        ("Falkevej 13 c/o Demo", "glarbjergvej"),
        ("v/ Demo, Falkevej 13", "glarbjergvej"),
        ("Gml. Jennumvej 6", "gl-jennumparken"),
        ("Gljennumvej 6", "gl-jennumparken"),
        ("GL. JENNUM VEJ 6", "gl-jennumparken"),
        ("Flintebjerg Alle' 11", "centrale-randers"),
        ("SCT.PEDERSGADE 3", "centrale-randers"),
        ("Hermann-Stillings-Vej 13", "hermann-stillingsvej"),
        ("Hermanstillingsvej 13", "hermann-stillingsvej"),
        ("SjÃ¦llandsgade 21", "sjaellandsgade"),
        ("Sj{llandsgade 21", "sjaellandsgade"),
        ("SJ[LLANDSGADE 21", "sjaellandsgade"),
        ("NÃ¸rrebrogade 96", "glarbjergvej"),
        ("Sjællandsgade 21", "sjaellandsgade"),
    ],
)
def test_a_known_spelling_lies_in_its_area(address, area):
    assert AREAS.area(address) == area


@pytest.mark.parametrize(
    "address",
    [
        "Falkevej 13-15",
        "Falkevej 13 - 15",
        "Falkevej 13/15",
        "Falkevej 13+15",
        "Falkevej 13 og 15",
        "Falkevej 13A-C",
        "Falkevej 13, 15-17",
        "Falkevej 13 15",
        "Falkevej 1.3",
        "Falkevej 0",
        "Falkevej 1313",
        "Falkevej, 13",
        "13 Falkevej",
        "c/o Demo Falkevej 13",
        "Falkevej 13 (baghuset)",
        "8920 Randers NV",
    ],
)
def test_more_than_one_reading_is_none(address):
    assert AREAS.find(address).address is None
    assert AREAS.find(address).status is AddressStatus.UNREADABLE


@pytest.mark.parametrize(
    ("address", "met", "near"),
    [
        ("Falkevej 13", AddressStatus.INSIDE, ""),
        ("Falkevej 12", AddressStatus.OUTSIDE, "Falkevej"),
        ("Falkvej 13", AddressStatus.NEAR_MISS, "Falkevej"),
        ("Falkevje 13", AddressStatus.NEAR_MISS, "Falkevej"),
        ("Sj?llandsgade 21", AddressStatus.NEAR_MISS, "Jyllandsgade eller Sjællandsgade"),
        ("Norrebrogade 96", AddressStatus.NEAR_MISS, "Nørrebrogade"),
        ("Mariagervej 28", AddressStatus.NEAR_MISS, "Mariagervej"),
        ("Gl. Hadsundvej 5", AddressStatus.NEAR_MISS, "Gl. Hadsundvej"),
        ("Gl. Hadsundvej 7", AddressStatus.OUTSIDE, "Gl. Hadsundvej"),
        ("Peder Knudsens Vej 8", AddressStatus.UNKNOWN_STREET, ""),
        ("Storgade 4", AddressStatus.UNKNOWN_STREET, ""),
        ("Uden fast bopæl", AddressStatus.UNREADABLE, ""),
    ],
)
def test_an_address_is_inside_outside_near_never_met_or_unreadable(address, met, near):
    found = AREAS.find(address)
    assert (found.status, found.plan_street if met is not AddressStatus.INSIDE else "") == (met, near)
    assert (found.area_id is not None) == (met is AddressStatus.INSIDE)


BY_PARITY = [
    ("Mariagervej", 3, "centrale-randers"),
    ("Mariagervej", 91, "energivej"),
    ("Mariagervej", 90, None),
    ("Hermann Stillings Vej", 12, "centrale-randers"),
    ("Hermann Stillings Vej", 13, "hermann-stillingsvej"),
    ("Hermann Stillings Vej", 28, "hermann-stillingsvej"),
    ("Hermann Stillings Vej", 22, "centrale-randers"),
    ("Hermann Stillings Vej", 24, None),
    ("Fabersvej", 40, "centrale-randers"),
    ("Fabersvej", 41, None),
    ("Fabersvej", 42, None),
]


@pytest.mark.parametrize(("street", "number", "area"), BY_PARITY)
def test_a_street_may_lie_in_two_areas_by_its_numbers(street, number, area):
    assert AREAS.area(f"{street} {number}, 1. th") == area


def streets_with_aliases(*rows: tuple[str, str, str, str]) -> plans.Plan:
    columns = ("area_id", "street", "numbers", "aliases")
    return replace(
        PLAN, addresses=tuple(plans.AddressRange(**dict(zip(columns, row, strict=True)), note="") for row in rows)
    )


def test_an_initial_is_its_full_name_only_where_the_plan_says_so():
    rows = ("vangdalen", "P. Prøves Vej", "1-9 odd")
    areas = AreaByAddress(
        streets_with_aliases((*rows, "Peder Prøves Vej|P Prøvesv."), ("energivej", *rows[1:2], "2", ""))
    )
    written = ("P. Prøves Vej 1", "Peder Prøvesvej 1", "P. Prøvesv 1", "Peder Prøves Vej 2", "Poul Prøves Vej 1")
    assert [areas.area(each) for each in written] == ["vangdalen", "vangdalen", "vangdalen", "energivej", None]


def test_an_alias_that_is_another_streets_name_stops_and_names_the_row():
    doubled = streets_with_aliases(("vangdalen", "Prøvevej", "1", ""), ("vangdalen", "Andenvej", "1", "Prøve Vej"))
    with pytest.raises(Stop, match=r"række 3: Et andet navn for en vej er også navn på en anden vej"):
        AreaByAddress(doubled)


def test_the_column_of_aliases_is_read_from_the_plans_own_file(tmp_path):
    folder = plan_files.copy_plan(PLAN_FOLDER, tmp_path / "plan")
    with (folder / "addresses.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["area_id", "street", "numbers", "note", "aliases"])
        writer.writeheader()
        writer.writerows(
            row.model_dump() | {"aliases": "Prøvestien" * (row.street == "Falkevej")} for row in PLAN.addresses
        )
    assert AreaByAddress(plans.read(folder)).area("Prøvestien 13") == "glarbjergvej"


HOUSES = sorted(
    {(row.street, number, letter) for row in PLAN.addresses for number, letter in _parse_numbers(row.numbers)}
)
STREETS = sorted({row.street for row in PLAN.addresses})
OLD_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
SEVEN_BITS = str.maketrans("æøåÆØÅ", "{|}[\\]")
STREET_NOISE = [
    str,
    str.upper,
    str.lower,
    lambda s: s.translate(OLD_LETTERS),
    lambda s: s.translate(SEVEN_BITS),
    lambda s: re.sub("[æøåÆØÅ]", lambda found: found[0].encode().decode("cp1252"), s),
    lambda s: s.replace("Gl. ", "Gammel "),
    lambda s: s.replace("Gl. ", "Gl."),
    lambda s: s.replace("Sct.", "Sankt"),
    lambda s: s.replace("Sct. ", "Skt "),
    lambda s: s.replace("Alle", "Allé"),
    lambda s: s.replace("nn", "n").replace("ss", "s"),
    lambda s: s.replace("ns", "nns"),
    lambda s: s.replace(" Vej", "vej").replace(" Gade", "gade"),
    lambda s: s.replace(".", ""),
    lambda s: s.replace(" ", "  "),
]
NUMBERS = ["{n}{l}", "{n} {l}", "{n:03d}{l}", "{n:03d} {l}", "nr. {n}{l}", "nr {n} {l}"]
BEFORE = ["", " ", "c/o Demo, ", "Demogården, "]
AFTER = [
    "",
    " ",
    ", 2. tv",
    ",2.tv",
    " 2. tv",
    ", st. th.",
    " st th",
    ", 1.3",
    ", 8900 Randers C",
    " 1. mf 8900 Randers C",
]
noise = st.tuples(
    st.lists(st.sampled_from(STREET_NOISE), max_size=3),
    st.sampled_from(NUMBERS),
    st.booleans(),
    st.sampled_from(BEFORE),
    st.sampled_from(AFTER),
)


def spelled(house: tuple[str, int, str], how: tuple) -> str:
    street, number, letter = house
    changes, form, small, before, after = how
    for change in changes:
        street = change(street)
    written = form.format(n=number, l=letter.lower() if small else letter).strip()
    return f"{before}{street} {written}{after}"


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(HOUSES), noise)
def test_no_noise_of_spelling_moves_a_house_out_of_its_area(house, how):
    assert AREAS.area(spelled(house, how)) == AREAS.area(f"{house[0]} {house[1]}{house[2]}") is not None


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(STREETS), st.integers(1, 999), st.sampled_from(["", "A", "F"]), noise)
def test_no_noise_of_spelling_brings_a_number_outside_all_ranges_in(street, number, letter, how):
    listed = {(fold_street(s), n, mark) for s, n, mark in HOUSES}
    key = (fold_street(street), number)
    known = (*key, letter) in listed or (*key, "") in listed
    assert (AREAS.area(spelled((street, number, letter), how)) is not None) == known


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_left_alone(text):
    found = AREAS.find(text)
    assert found.area_id in {None, *(area.id for area in PLAN.areas)}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STREETS), st.data())
def test_a_street_with_a_letter_changed_is_never_guessed(street, data):
    folded = fold_street(street)
    place = data.draw(st.integers(0, len(folded) - 1))
    slip = folded[:place] + data.draw(st.sampled_from("xqz")) + folded[place + 1 :]
    found = AREAS.find(f"{slip} 1")
    assert found.area_id is None
    assert found.status is AddressStatus.NEAR_MISS


def test_nearest_finds_what_holding_against_every_name_finds():
    names = [fold_street(street) for street in STREETS]
    nearest = NearestNames(names)
    for name, end in product(names, ("", "x", "xy", "xyz")):
        slip = name[1:] + end
        edits = min(count_edits(slip, each) for each in names)
        expected = sorted(each for each in names if count_edits(slip, each) == edits)
        assert nearest.find(slip) == (expected if 0 < edits <= 2 else [])
