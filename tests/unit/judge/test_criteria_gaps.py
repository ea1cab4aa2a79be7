"""What is missing of the state's criteria is named by list, criterion, area and country; what is hidden is there."""

from dataclasses import replace

import pandas as pd
import pytest

from disclosed_tables import AREAS, HALF, RANDERS, figure, hidden, judged, year
from hpanalysis import judge
from hpanalysis.definitions.windows import HalfYear

WORK, CONVICTED, SCHOOL = "kriterie_beskaeftigelse", "kriterie_doemte", "kriterie_grundskole"
INCOME, NON_WESTERN = "kriterie_indkomst", "kriterie_ikke_vestlige"
COUNTRY = RANDERS.country.id
RESIDENTS = {area.id: int(area.facts["residents_2024"]) for area in RANDERS.areas}


def table(*changes, last: int = 2025) -> pd.DataFrame:
    """The lists from 2024 on, with every measure of every area and the country's. changes: (measure, area, list) ->
    None to leave it out, "hidden", or how many it is measured among."""
    told = dict(changes)
    rows = []
    for key in (WORK, CONVICTED, SCHOOL, INCOME, NON_WESTERN):
        for number in range(2024, last + 1):
            for area_id in (*AREAS, COUNTRY):
                change = told.get((key, area_id, number), RESIDENTS.get(area_id, 90_000))
                if change == "hidden":
                    rows.append(hidden(key, year(number), area_id))
                elif change is not None:
                    rows.append(figure(key, year(number), area_id, 60, change))
    return judged(*rows).reset_index()


def find(*changes, half: HalfYear = HALF, **given) -> list[str]:
    return judge.find_gaps(table(*changes, **given), RANDERS, half)


def leave_out(*keys, areas=(*AREAS, COUNTRY), number=2025):
    return [((key, area_id, number), None) for key in keys for area_id in areas]


def test_nothing_is_told_where_nothing_is_missing_or_where_the_plan_has_no_criteria():
    assert find() == []
    assert judge.find_gaps(table(), replace(RANDERS, law=None), HALF) == []


def test_a_hidden_figure_is_not_missing():
    assert find(((CONVICTED, "vangdalen", 2025), "hidden"), ((CONVICTED, COUNTRY, 2025), "hidden")) == []


@pytest.mark.parametrize(("half", "due"), [("2025H2", 2025), ("2026H1", 2025), ("2026H2", 2026)])
def test_a_list_is_out_on_the_first_of_december(half, due):
    told = find(half=HalfYear.parse(half), last=2024)
    assert len(told) == due - 2024
    for number, one in enumerate(told, start=2025):
        assert f"Tallene til statens liste fra 1. december {number} er ikke leveret." in one


def test_all_of_a_list_is_told_in_one_sentence_and_a_criterion_in_one():
    every = leave_out(WORK, CONVICTED, SCHOOL, INCOME, NON_WESTERN, areas=AREAS)
    (told,) = find(*every)
    assert told.startswith("Statens kriterier: Tallene til statens liste fra 1. december 2025 er ikke leveret.")
    (told,) = find(*leave_out(SCHOOL))
    assert "Tallene for uddannelse til statens liste fra 1. december 2025 er ikke leveret." in told


def test_areas_and_the_country_are_named():
    (told,) = find(*leave_out(INCOME, areas=("vangdalen", "energivej")))
    assert "Tallene for indkomst til statens liste fra 1. december 2025 er ikke leveret for " in told
    assert "Vangdalen" in told and "Energivej" in told
    (told,) = find(*leave_out(CONVICTED, areas=(COUNTRY,)))
    assert "Landets tal for dømte" in told and "kan ikke afgøres for noget område" in told
    # Only the convicted are held against the country's share.
    assert find(*leave_out(WORK, SCHOOL, INCOME, NON_WESTERN, areas=(COUNTRY,))) == []


@pytest.mark.parametrize(("percent", "is_told"), [(98.1, False), (101.9, False), (97.5, True), (102.5, True)])
def test_residents_two_per_cent_from_the_plans_contradict_it_and_no_number_is_told(percent, is_told):
    counted = round(RESIDENTS["gl-jennumparken"] * percent / 100)
    told = find(((NON_WESTERN, "gl-jennumparken", 2024), counted))
    assert len(told) == is_told
    for one in told:
        assert one.startswith("»areas.csv« i planens mappe, gl-jennumparken, kolonnen residents_2024:")
        assert str(counted) not in one and str(RESIDENTS["gl-jennumparken"]) not in one
    # Another list is of another year, and a hidden figure says nothing.
    assert find(((NON_WESTERN, "gl-jennumparken", 2025), 700)) == []
    assert find(((NON_WESTERN, "gl-jennumparken", 2024), "hidden")) == []
