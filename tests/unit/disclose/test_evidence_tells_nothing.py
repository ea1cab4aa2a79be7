"""No hidden count is told by a probability: where two tables differ in hidden counts only, every judged column is one.

The witnesses of a pattern are such tables: in one the hidden count is 0, in the other k or more, and all that is shown
is the same. What the judge makes of the one is what it makes of the other, to the byte of indicators.csv.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import shared_plans
from disclosure_tables import AREAS, PLAN, K, measured, one
from hpanalysis import disclose, judge
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.tables import JUDGED, LINKED, write_csv

NOBODY_FOLLOWED = pd.DataFrame(columns=LINKED.names)
HALF = HalfYear.parse("2026H1")
COLUMNS = ["effect", "effect_se", "prior_sd", "probability", "evidence"]
NEEDS = ["target_now", "distance", "distance_persons", "needed_value", "needed_persons", "needed_in", "needed_level"]
NEEDS += ["baseline_correlation", "sure_from", "sure_power", "sure_reason", "improved_from"]


def two_windows(*now) -> pd.DataFrame:
    """The baseline's window, in which all is shown, and now's: (numerator, denominator) of three areas and the rest."""
    before = one("ungdomsskole", (20, 60), (21, 60), (25, 50), (400, 900))
    rows = []
    for year, found in ((2024, before), (2025, one("ungdomsskole", *now))):
        day = date(year, 9, 1)
        rows += [row | {"window": day.isoformat(), "window_start": day, "window_end": day} for row in found]
    return measured(*rows)


def judged_from(table: pd.DataFrame, pattern: pd.DataFrame, plan: Plan = PLAN) -> pd.DataFrame:
    return judge.judge(disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED), plan, HALF)


def as_published(table: pd.DataFrame) -> str:
    return write_csv(table, JUDGED, [1] * len(table))


@pytest.mark.parametrize("small", [1, 3])
def test_tables_that_differ_in_hidden_counts_only_have_the_same_probabilities(small):
    table = two_windows((small, 40), (27, 60), (25, 50), (400, 900))
    pattern = disclose.choose_pattern(table, PLAN)
    shown = judged_from(table, pattern)
    witnesses = list(disclose.make_witnesses(table, PLAN, pattern))
    assert {witness.key[2] for witness in witnesses} >= {AREAS[0]} and all(w.many is not None for w in witnesses)
    # A probability and a value to reach are told of others, so that either could tell of the hidden count.
    assert shown["probability"].notna().any() and shown["needed_value"].notna().any()
    for witness in witnesses:
        for other in (witness.without, witness.many):
            assert not other["numerator"].equals(table["numerator"])
            assert as_published(judged_from(other, pattern)) == as_published(shown)


def test_something_is_told_of_the_areas_that_are_shown_and_nothing_of_those_that_are_not():
    table = two_windows((3, 40), (27, 60), (25, 50), (400, 900))
    shown = judged_from(table, disclose.choose_pattern(table, PLAN)).set_index(["window", "area_id"])
    now = shown.loc[table["window"].iloc[-1]]
    hidden = now[now["status"] == "diskretioneret"]
    assert {AREAS[0]} <= set(hidden.index) and hidden[COLUMNS].isna().all().all()
    told = now[now["probability"].notna()]
    assert len(told) >= 1 and set(told["status"]) == {"vist"}
    assert all(pd.isna(cell) or cell == "" for cell in hidden[NEEDS].to_numpy().ravel())
    assert now["needed_value"].notna().any() and set(now[now["needed_value"].notna()]["status"]) == {"vist"}


def test_a_table_that_hides_nothing_tells_of_its_counts_so_the_comparison_can_fail():
    nothing_hidden = pd.DataFrame({"rule": [None] * 10})
    tables = [two_windows((count, 40), (27, 60), (25, 50), (400, 900)) for count in (1, K + 3)]
    patterns = [pd.concat([table[["indicator_id", "window", "area_id"]], nothing_hidden], axis=1) for table in tables]
    found = [as_published(judged_from(*both)) for both in zip(tables, patterns, strict=True)]
    assert found[0] != found[1]


MOTHERS = "moedre_kontanthjaelp"
_RANDERS = shared_plans.read(shared_plans.RANDERS)
# The small plan, which takes the mothers up as Randers' does.
WITH_MOTHERS = replace(PLAN, adoptions=(*PLAN.adoptions, _RANDERS.adoption(MOTHERS)))


def mothers(window: str, half_year: str, *parts) -> list[dict]:
    day = date.fromisoformat(f"{window.partition('@')[0]}-01")
    return one(MOTHERS, *parts, window=window, window_start=day, window_end=day.replace(day=31), half_year=half_year)


def test_a_change_since_a_baseline_counted_again_tells_nothing_of_what_the_two_rules_differ_by():
    """Two mothers of the first area were folded in by the reform; none, or many, give the same file to the byte."""
    table = measured(
        *mothers("2024-12", "2026H1", (20, 60), (20, 70), (25, 80), (400, 4000)),
        *mothers("2024-12@3", "2026H1", (22, 60), (30, 70), (40, 80), (500, 4000)),
        *mothers("2025-12", "2026H1", (15, 60), (20, 70), (20, 80), (450, 4000)),
    )
    pattern = disclose.choose_pattern(table, WITH_MOTHERS)
    shown = judged_from(table, pattern, WITH_MOTHERS)
    (of_difference,) = [
        witness
        for witness in disclose.make_witnesses(table, WITH_MOTHERS, pattern)
        if witness.kind == "r" and witness.key[2] == AREAS[0]
    ]
    assert of_difference.true == 2
    for other in (of_difference.without, of_difference.many):
        assert not other["numerator"].equals(table["numerator"])
        assert as_published(judged_from(other, pattern, WITH_MOTHERS)) == as_published(shown)
    # The comparison is of something: figures with a baseline counted again have a probability and a value to reach.
    bridged = shown[shown["baseline_window"] == "2024-12@3"]
    told = bridged[bridged["probability"].notna()]
    assert len(told) and told["needed_value"].notna().all() and set(told["status"]) == {"vist"}
    assert shown["status"].eq("diskretioneret").any()
