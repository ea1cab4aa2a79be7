"""What is held of a delivery's addresses: each rule kept and broken."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import shared_plans
from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.frame import Loaded
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.addresses import AddressStatus
from hpanalysis.pipeline.extracts import address_rules
from hpanalysis.tables import CHECKS

PLAN = shared_plans.read(shared_plans.RANDERS)
WORK, SCHOOL = (catalogue.sources()[name] for name in ("beskaeftigelse", "ungdomsskole"))
ADULTS = {
    "gl-jennumparken": 1270 - 362,
    "glarbjergvej": 1378 - 330,
    "vangdalen": 814 - 270,
    "hermann-stillingsvej": 976 - 112,
    "energivej": 864 - 128,
    "sjaellandsgade": 850 - 96,
    "centrale-randers": 663 - 60,
}


def delivered(persons: dict[str, int], met: dict[AddressStatus, int] | None = None, told: int | None = None) -> Loaded:
    """A month with so many persons in each area, and one person in each in the month before."""
    rows = [(f"{area}-{n}", area, date(2026, 3, 1)) for area, number in persons.items() for n in range(number)]
    rows += [(f"before-{area}", area, date(2026, 2, 1)) for area in persons]
    frame = pd.DataFrame(rows, columns=["person", "area_id", WORK.period])
    tally = AddressTally(Counter({(kind, "", ""): number for kind, number in (met or {}).items()}))
    return Loaded(frame, len(frame), tally.unreadable, tally, told)


def held(loaded: Loaded, rule_id: str, source=WORK, plan=PLAN) -> tuple[int, int, bool]:
    checks = address_rules.check_places(source, loaded, HalfYear(2026, 1), plan).set_index("rule_id")
    row = checks.loc[rule_id]
    return int(row["rows"]), int(row["failed"]), bool(row["held"])


@pytest.mark.parametrize(
    ("met", "answer"),
    [
        (
            {AddressStatus.INSIDE: 100, AddressStatus.OUTSIDE: 50, AddressStatus.UNKNOWN_STREET: 850},
            (1000, 0, True),
        ),
        (
            {AddressStatus.INSIDE: 995, AddressStatus.NEAR_MISS: 3, AddressStatus.UNREADABLE: 2},
            (1000, 5, True),
        ),
        (
            {AddressStatus.INSIDE: 994, AddressStatus.NEAR_MISS: 4, AddressStatus.UNREADABLE: 2},
            (1000, 6, False),
        ),
    ],
)
def test_at_most_half_a_percent_of_the_addresses_may_be_unsettled(met, answer):
    assert held(delivered(ADULTS, met), "beskaeftigelse-adresser") == answer


def test_a_street_that_the_municipality_does_not_have_is_unsettled():
    met = {AddressStatus.INSIDE: 900, AddressStatus.OUTSIDE: 94, AddressStatus.UNLISTED_STREET: 6}
    assert held(delivered(ADULTS, met), "beskaeftigelse-adresser") == (1000, 6, False)


@pytest.mark.parametrize(("unreadable", "kept"), [(50, True), (51, False), (1000, False)])
def test_a_delivery_whose_addresses_cannot_be_read_stops_the_run(unreadable, kept):
    met = {AddressStatus.OUTSIDE: 1000 - unreadable, AddressStatus.UNREADABLE: unreadable}
    checks = address_rules.check_places(WORK, delivered(ADULTS, met), HalfYear(2026, 1), PLAN)
    assert held(delivered(ADULTS, met), "beskaeftigelse-laesbare") == (1000, unreadable, kept)
    assert ("Reglen beskaeftigelse-laesbare" in "".join(validate.describe_critical_rules(checks))) is not kept


def test_a_few_unreadable_addresses_of_a_small_extract_may_be_chance():
    met = {AddressStatus.OUTSIDE: 10, AddressStatus.UNREADABLE: 10}
    assert held(delivered(ADULTS, met), "beskaeftigelse-laesbare") == (20, 10, True)


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, (7, 0, True)),
        ({"vangdalen": 544 // 2}, (7, 0, True)),
        ({"vangdalen": 544 // 2 - 1}, (7, 1, False)),
        ({"vangdalen": 545, "energivej": 0}, (7, 2, False)),
    ],
)
def test_each_area_has_about_the_adults_that_the_plan_tells_of(changed, answer):
    assert held(delivered(ADULTS | changed), "beskaeftigelse-beboere") == answer


def test_rows_that_the_history_does_not_tell_of_are_counted():
    loaded = delivered(ADULTS, told=0)
    assert held(loaded, "beskaeftigelse-bopael") == (loaded.rows, loaded.rows, False)
    assert held(replace(loaded, by_history=loaded.rows), "beskaeftigelse-bopael") == (loaded.rows, 0, True)


def test_the_young_are_held_against_the_children():
    loaded = delivered({area.id: 30 for area in PLAN.areas})
    school = replace(loaded, frame=loaded.frame.rename(columns={WORK.period: SCHOOL.period}))
    assert held(school, "ungdomsskole-beboere", SCHOOL) == (7, 2, False)  # 30 of 362 and of 330 are under a tenth


def test_a_plan_that_tells_no_residents_has_no_rule_of_them():
    bare = replace(PLAN, all_areas=tuple(replace(area, facts={}) for area in PLAN.all_areas))
    checks = address_rules.check_places(WORK, delivered(ADULTS), HalfYear(2026, 1), bare)
    assert checks["rule_id"].tolist() == ["beskaeftigelse-adresser", "beskaeftigelse-laesbare"]


def test_the_checks_have_the_tables_columns_and_danish_texts():
    checks = address_rules.check_places(WORK, delivered(ADULTS, told=1), HalfYear(2026, 1), PLAN)
    assert list(checks) == CHECKS.names
    assert checks["rule_id"].tolist() == [
        f"beskaeftigelse-{word}" for word in ("adresser", "laesbare", "bopael", "beboere")
    ]
    assert all(text.endswith(".") for text in [*checks["description"], *checks["reason"]])
    assert set(checks["indicators"]) == {"kontanthjaelp kontanthjaelp_laenge uden_for_arbejdsmarkedet"}


def test_a_source_without_addresses_has_none_of_these_rules():
    cases = catalogue.sources()["udsaettelser"]
    assert address_rules.check_places(cases, Loaded(pd.DataFrame(), 0, 0), HalfYear(2026, 1), PLAN).empty
