"""The measured table's own rules."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

import shared_plans
from hpanalysis import plan as plans
from hpanalysis.definitions.windows import HalfYear
from slow_cases import keep_some_quick

PLAN = shared_plans.read(shared_plans.RANDERS)
HALF_YEAR = HalfYear(2025, 1)
INSIDE = [area.id for area in PLAN.areas]
TOTAL, MUNICIPALITY, COUNTRY = PLAN.total.id, PLAN.municipality.id, PLAN.country.id
# Numerator and denominator of each area; the seven areas make the total, and lie within the municipality.
FIGURES = {
    "sprog_generel": (5, 10),
    "sprog_fokuseret": (3, 10),
    "sprog_saerlig": (2, 10),
    "sprog_fokuseret_eller_saerlig": (5, 10),
    "uden_for_arbejdsmarkedet": (40, 100),
    "kontanthjaelp": (10, 100),
    "karakter_dansk_matematik": (60, 10),
    "kriterie_indkomst": (580, 10),
    "husstandsindkomst": (560, 10),
    "udsaettelser": (2, None),
}


def good() -> pd.DataFrame:
    rows = []
    for indicator_id, (numerator, denominator) in FIGURES.items():
        for area_id, times in [*((area, 1) for area in INSIDE), (TOTAL, 7), (MUNICIPALITY, 20), (COUNTRY, 90)]:
            n, d = numerator * times, denominator and denominator * times
            marks = indicator_id in ("karakter_dansk_matematik", "kriterie_indkomst", "husstandsindkomst")
            rows.append((indicator_id, "2024", area_id, Decimal(n), d, d if marks else n, d))
    columns = [
        "indicator_id",
        "window",
        "area_id",
        "numerator",
        "denominator",
        "numerator_persons",
        "denominator_persons",
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype(dict.fromkeys(columns[4:], "Int64"))


def change(table: pd.DataFrame, indicator_id: str, area_id: str, column: str, value: object) -> pd.DataFrame:
    here = (table["indicator_id"] == indicator_id) & (table["area_id"] == area_id)
    assert here.sum() == 1
    table.loc[here, column] = value
    return table


def checks(suites, table: pd.DataFrame, plan: plans.Plan = PLAN) -> pd.DataFrame:
    return suites.validate_measured(table, HALF_YEAR, plan).set_index("rule_id")


BROKEN = {
    "maalt-01": lambda t: pd.concat([t, t.iloc[:1]], ignore_index=True),
    "maalt-02": lambda t: change(t, "udsaettelser", INSIDE[0], "numerator", Decimal(-1)),
    "maalt-03": lambda t: change(t, "kontanthjaelp", INSIDE[0], "denominator", -1),
    "maalt-04": lambda t: change(t, "sprog_saerlig", INSIDE[0], "numerator", Decimal(11)),
    "maalt-05": lambda t: change(t, "kontanthjaelp", INSIDE[0], "numerator_persons", 101),
    "maalt-06": lambda t: change(t, "sprog_generel", INSIDE[0], "numerator", Decimal(4)),
    "maalt-07": lambda t: change(t, "kontanthjaelp", INSIDE[0], "numerator", Decimal(41)),
    "maalt-08": lambda t: change(t, "udsaettelser", TOTAL, "numerator", Decimal(15)),
    "maalt-09": lambda t: change(t, "kontanthjaelp", INSIDE[3], "denominator", 99),
    "maalt-10": lambda t: change(t, "udsaettelser", MUNICIPALITY, "numerator", Decimal(13)),
    "maalt-11": lambda t: change(t, "kontanthjaelp", MUNICIPALITY, "denominator", 699),
    "maalt-12": lambda t: change(t, "karakter_dansk_matematik", MUNICIPALITY, "numerator", Decimal(2401)),
    "maalt-13": lambda t: change(t, "kontanthjaelp", COUNTRY, "numerator", Decimal(199)),
    "maalt-14": lambda t: change(t, "kontanthjaelp", COUNTRY, "denominator", 1999),
    "maalt-15": lambda t: change(t, "kriterie_indkomst", MUNICIPALITY, "numerator", Decimal(40001)),
    "maalt-16": lambda t: change(t, "husstandsindkomst", MUNICIPALITY, "numerator", Decimal(40001)),
}


def test_a_good_table_holds_every_rule(suites):
    found = checks(suites, good())
    assert found["held"].all()
    assert (found["rows"] > 0).all()


def test_no_rule_is_without_a_bad_table(suites):
    assert set(BROKEN) == {rule.id for rule in suites["maalt"].rules}


@pytest.mark.parametrize("rule_id", keep_some_quick(sorted(BROKEN), every=4))
def test_a_bad_table_breaks_the_rule_that_is_about_it(suites, rule_id):
    bad = BROKEN[rule_id](good())
    found = checks(suites, bad)
    broken = found.loc[rule_id]
    assert not broken["held"]
    assert 1 <= broken["failed"] <= broken["rows"]
    places = suites.places_measured(bad, PLAN, found.reset_index())[rule_id]
    assert len(places) == broken["failed"]
    assert list(places)[:4] == ["raekke", "indicator_id", "window", "area_id"]


def test_the_sum_of_focused_and_special_is_held_against_its_own_figure(suites):
    table = change(good(), "sprog_fokuseret_eller_saerlig", INSIDE[0], "numerator", Decimal(6))
    assert checks(suites, table).loc["maalt-06", "failed"] == 1


def test_a_figure_that_is_not_there_is_held_against_nothing(suites):
    table = good()
    for column in ("numerator", "denominator", "numerator_persons", "denominator_persons"):
        table = change(table, "kontanthjaelp", INSIDE[0], column, None)
    found = checks(suites, table)
    assert found["held"].all()
    assert found.loc["maalt-08", "rows"] == len(FIGURES) - 1


def test_a_plan_with_fewer_indicators_is_held_to_what_it_has(suites):
    table = good()
    found = checks(suites, table[table["indicator_id"].isin(["sprog_generel", "kontanthjaelp"])])
    assert found["held"].all()
    assert found.loc[["maalt-06", "maalt-07"], "rows"].tolist() == [0, 0]


def test_a_plan_of_other_areas_is_held_to_its_own(suites):
    three = replace(PLAN, all_areas=(*PLAN.areas[:3], PLAN.total, PLAN.municipality))
    table = good()
    table = table[table["area_id"].isin([*INSIDE[:3], TOTAL, MUNICIPALITY])]
    assert not checks(suites, table, three).loc["maalt-08", "held"]


def test_the_checks_name_the_indicators_that_were_measured(suites):
    assert checks(suites, good())["indicators"].unique().tolist() == [" ".join(sorted(FIGURES))]


@pytest.mark.parametrize(
    ("sum_of_marks", "held"), [(-30, True), (120, True), (-31, False), (121, False), (1200, False)]
)
def test_a_mean_of_marks_lies_on_the_scale(suites, sum_of_marks, held):
    table = change(good(), "karakter_dansk_matematik", INSIDE[0], "numerator", Decimal(sum_of_marks))
    assert checks(suites, table).loc["maalt-12", "held"] == held


def test_a_plan_without_the_country_is_held_against_nothing_of_it(suites):
    without = replace(PLAN, all_areas=tuple(area for area in PLAN.all_areas if not area.is_country))
    table = good()
    found = checks(suites, table[table["area_id"] != COUNTRY], without)
    assert found["held"].all()
    assert found.loc[["maalt-13", "maalt-14"], "rows"].tolist() == [0, 0]
