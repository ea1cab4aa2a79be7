from dataclasses import replace
from pathlib import Path

import pytest

from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.load import AreaByDepartment
from hpanalysis.load.placing.departments import DepartmentArea

PLAN = plans.read(Path(__file__).parents[3] / "params" / "plan")
DEPARTMENTS = AreaByDepartment(PLAN)
STORGAARDEN = "Møllevænget & Storgaarden"


def test_every_department_of_the_plan_lies_where_it_says():
    whole = [row for row in PLAN.departments if not row.part]
    found = [DEPARTMENTS.find(row.organisation, row.department, None).area_id for row in whole]
    assert found == [row.area_id for row in whole]
    assert len(whole) == len(PLAN.departments) - 2


def test_the_number_alone_is_no_key():
    assert DEPARTMENTS.find(STORGAARDEN, "27", None).area_id == "gl-jennumparken"
    assert DEPARTMENTS.find("Randers Boligforening af 1940", "27", None).area_id == "glarbjergvej"
    assert DEPARTMENTS.find("Lejerbo", "27", None) == DepartmentArea(None, True)


@pytest.mark.parametrize("number", ["24", "024", "Afd. 24", "afdeling 24", " 24 "])
def test_spellings_of_a_department_are_one(number):
    assert DEPARTMENTS.find(STORGAARDEN, number, None).area_id == "glarbjergvej"


@pytest.mark.parametrize("name", [STORGAARDEN, "møllevænget og storgaarden", "Møllevænget  &  Storgaarden "])
def test_spellings_of_an_organisation_are_one_and_get_the_plans_own(name):
    assert DEPARTMENTS.find(name, "24", None).area_id == "glarbjergvej"
    assert DEPARTMENTS.spell_organisation(name) == STORGAARDEN


def test_an_organisation_the_plan_does_not_know_keeps_its_name_and_lies_outside():
    assert DEPARTMENTS.spell_organisation(" Boligselskabet  Prøve ") == "Boligselskabet Prøve"
    assert DEPARTMENTS.find("Boligselskabet Prøve", "24", None) == DepartmentArea(None, True)


@pytest.mark.parametrize(
    ("department", "block", "area"),
    [
        ("1", "1", "centrale-randers"),
        ("1", "Blok 2", "centrale-randers"),
        ("1", "3", None),
        ("3", "03", "centrale-randers"),
        ("3", "1", None),
    ],
)
def test_two_departments_belong_by_block_only(department, block, area):
    assert DEPARTMENTS.find(STORGAARDEN, department, block) == DepartmentArea(area, True)


def test_a_department_that_belongs_by_block_is_not_guessed_without_one():
    assert DEPARTMENTS.find(STORGAARDEN, "1", None) == DepartmentArea(None, False)


def test_a_block_told_of_a_whole_department_changes_nothing():
    assert DEPARTMENTS.find(STORGAARDEN, "24", "7") == DepartmentArea("glarbjergvej", True)


def with_departments(*rows: tuple[str, str, str, str]) -> plans.Plan:
    columns = ("area_id", "organisation", "department", "part")
    return replace(
        PLAN, departments=tuple(plans.Department(**dict(zip(columns, row, strict=True)), note="") for row in rows)
    )


def test_a_department_in_two_areas_stops_and_names_the_row():
    with pytest.raises(Stop, match=r"»departments.csv« i planens mappe, række 3: En boligafdeling hører til to"):
        AreaByDepartment(with_departments(("vangdalen", "Lejerbo", "1", ""), ("energivej", "lejerbo", "01", "")))


def test_a_part_that_cannot_be_read_stops():
    with pytest.raises(Stop, match="række 2: Kolonnen part kan ikke læses"):
        AreaByDepartment(with_departments(("vangdalen", "Lejerbo", "1", "opgang 3")))
