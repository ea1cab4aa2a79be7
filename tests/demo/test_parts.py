"""The parts a person is made of: addresses, numbers, ages."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

import shared_plans
from hpanalysis.demo.calibration.absence_counts import adjust_shares, adjust_total, calculate_bounds
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.town import addresses, identity
from hpanalysis.demo.town.cohorts import find_grade
from hpanalysis.load.placing.addresses import AreaByAddress

RANDERS = shared_plans.read(shared_plans.RANDERS)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2-6 even", [(2, ""), (4, ""), (6, "")]),
        ("7-10 all", [(7, ""), (8, ""), (9, ""), (10, "")]),
        ("5", [(5, "")]),
        ("5A", [(5, "A")]),
        ("28-30 even, letters A B", [(28, "A"), (28, "B"), (30, "A"), (30, "B")]),
    ],
)
def test_house_numbers_of_a_range(text, numbers):
    assert addresses.list_house_numbers(text) == numbers


def test_every_range_of_the_plan_is_read():
    assert all(addresses.list_house_numbers(row.numbers) for row in RANDERS.addresses)


@pytest.mark.parametrize("area", [area.id for area in RANDERS.areas])
def test_addresses_of_an_area_are_found_again_in_it(area):
    found = AreaByAddress(RANDERS)
    made = addresses.make_area_addresses(RANDERS, area, 500, Draws(1)("test"))
    assert len(made) == 500
    assert {found.area(address) for address in made} == {area}


def test_addresses_elsewhere_lie_in_no_area():
    found = AreaByAddress(RANDERS)
    made = addresses.make_outside_addresses(RANDERS, 3000, Draws(1)("test"))
    assert {found.area(address) for address in made} == {None}
    real = {row.street for row in RANDERS.addresses}
    assert any(address.rsplit(" ", 3)[0] in real or address.startswith(tuple(real)) for address in made)


def test_numbers_are_unique_begin_with_the_birth_date_and_show_the_sex():
    birth = np.repeat(np.array(["1950-02-03", "1999-12-31", "2000-01-01", "2020-02-29"], "datetime64[D]"), 300)
    female = np.tile([True, False], 600)
    made = identity.make_cpr_numbers(birth.astype(np.int64), female).to_pylist()
    assert len(set(made)) == len(made)
    assert {number[:6] for number in made} == {"030250", "311299", "010100", "290220"}
    assert all((int(number[-1]) % 2 == 0) == sex for number, sex in zip(made, female, strict=True))
    assert all((number[7] in "0123") == (number[4:6] in ("50", "99")) for number in made)


def test_no_real_surname_can_be_meant():
    names = identity.make_names(np.array([True, False] * 50), np.arange(100), Draws(1)("test")).to_pylist()
    assert all(name.rsplit(" ", 1)[1].startswith("Demo") for name in names)


def test_grades_go_from_0_to_9_and_10_for_those_who_take_it():
    birth = np.array([2018, 2017, 2008, 2007, 2007])
    assert find_grade(birth, np.array([False, False, False, False, True]), 2023).tolist() == [-1, 0, 9, -1, 10]


@pytest.mark.parametrize("far_over", [None, np.arange(40) < 5])
def test_days_of_absence_are_moved_until_shares_and_total_are_right(far_over):
    rng = Draws(3)("test")
    possible = np.full((40, 10), 20)
    absent = rng.binomial(possible, 0.1)
    high, region = np.arange(40) < 12, np.zeros((40, 10), int)
    bounds = calculate_bounds(possible, high, far_over)
    adjust_shares(absent, possible, bounds, rng)
    assert ((absent.sum(1) * 10 > possible.sum(1)) == high).all()
    adjust_total(absent, possible, bounds=bounds, here=region == 0, total=777, rng=rng)
    assert absent.sum() == 777
    if far_over is not None:
        assert ((absent.sum(1) * 100 > possible.sum(1) * 15) == far_over).all()
    assert ((absent.sum(1) * 10 > possible.sum(1)) == high).all()
    assert (absent >= 0).all() and (absent <= possible).all()


def test_streams_differ_by_purpose_and_are_the_same_by_seed():
    first, again, other = Draws(1)("moves"), Draws(1)("moves"), Draws(1)("names")
    numbers = first.integers(0, 10**9, 5).tolist()
    assert numbers == again.integers(0, 10**9, 5).tolist()
    assert numbers != other.integers(0, 10**9, 5).tolist()


def test_ages_are_by_the_calendar():
    from hpanalysis.demo.town.persons import Persons, count_days

    births = np.array([count_days(date(2006, 9, 1)), count_days(date(2006, 9, 2)), count_days(date(2011, 9, 1))])
    none = np.zeros(3, int)
    persons = Persons(
        household=none,
        role=none,
        female=none,
        birth=births,
        tenth=none,
        mother=none,
        dwelling=none,
        region=none,
        births=np.zeros((0, 2), int),
    )
    assert persons.age_at(date(2024, 9, 1)).tolist() == [18, 17, 13]
    assert Counter(persons.born_year.tolist()) == {2006: 2, 2011: 1}
