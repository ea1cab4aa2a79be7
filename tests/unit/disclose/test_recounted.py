"""A window counted again contains the window as it was counted: what they differ by must tell of nobody, to protector
and to auditor alike, who share no code."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

import disclosure_tables
import shared_plans
from disclosure_tables import AREAS, K, measured, one, published
from hpanalysis import disclose
from hpanalysis.audit.examination import DIFFERENCE, Examination
from hpanalysis.pipeline.publication.published_definitions import format_definitions_json
from hpanalysis.published.definitions import parse_definitions
from hpanalysis.published.figures import Figure
from hpanalysis.published.relations import group_into_families
from hpanalysis.tables import KEY

MOTHERS = "moedre_kontanthjaelp"
# The small plan, which takes the mothers up as Randers' does.
_RANDERS = shared_plans.read(shared_plans.RANDERS)
PLAN = replace(disclosure_tables.PLAN, adoptions=(*disclosure_tables.PLAN.adoptions, _RANDERS.adoption(MOTHERS)))
DAYS = {"window_start": date(2024, 12, 1), "window_end": date(2024, 12, 31)}
A, B, C = AREAS[:3]
OLD = ((20, 60), (20, 70), (25, 80), (400, 4000))
# The reform folded two mothers of the first area in, and many elsewhere.
FEW = ((22, 60), (30, 70), (40, 80), (500, 4000))
MANY = ((29, 60), (30, 70), (40, 80), (500, 4000))


def rows(parts, window: str) -> list[dict]:
    return one(MOTHERS, *parts, window=window, **DAYS)


def both(new) -> pd.DataFrame:
    return measured(*rows(OLD, "2024-12"), *rows(new, "2024-12@3"))


def hidden(pattern: pd.DataFrame) -> set[tuple[str, str]]:
    found = pattern[pattern["rule"].notna()]
    return set(zip(found["window"], found["area_id"], strict=True))


def examine(table: pd.DataFrame, pattern: pd.DataFrame) -> list:
    """What the auditor finds that hidden counts and differences may be, from what would be published."""
    told = published(table, pattern, "2026H1")
    figures = {}
    for row in told.itertuples():
        key = (row.indicator_id, row.window, row.area_id)
        numbers = [None if pd.isna(n) else Decimal(str(n)) for n in (row.numerator, row.denominator)]
        figures[key] = Figure(key, row.status, *numbers, {})
    definitions = parse_definitions(format_definitions_json(told, PLAN))
    return [
        count
        for family in group_into_families(definitions, figures)
        for count in Examination(family, definitions, []).examine()
    ]


def test_each_by_itself_is_shown_and_together_one_of_the_two_is_hidden():
    for alone in (rows(OLD, "2024-12"), rows(FEW, "2024-12@3")):
        assert not hidden(disclose.choose_pattern(measured(*alone), PLAN))
    found = hidden(disclose.choose_pattern(both(FEW), PLAN))
    assert {("2024-12", A), ("2024-12@3", A)} & found
    # And another area, or the total less the others would give the difference back.
    assert len({area for _, area in found}) > 1


def test_a_difference_of_k_persons_is_shown():
    assert not hidden(disclose.choose_pattern(both(MANY), PLAN))


def test_what_was_shown_stays_shown_and_the_figure_counted_again_is_hidden():
    before = measured(*rows(OLD, "2024-12"))
    ledger = published(before, disclose.choose_pattern(before, PLAN), "2025H1")
    found = hidden(disclose.choose_pattern(both(FEW), PLAN, ledger))
    assert ("2024-12@3", A) in found and all(window == "2024-12@3" for window, _ in found)


def test_two_whole_tables_agree_with_all_that_is_shown_one_where_nobody_was_folded_in_and_one_where_k_were():
    table = both(FEW)
    witnesses = list(disclose.make_witnesses(table, PLAN, disclose.choose_pattern(table, PLAN)))
    (of_difference,) = [w for w in witnesses if w.kind == "r" and w.key[2] == A]
    assert of_difference.true == 2
    for counts, told in ((of_difference.without, lambda d: d == 0), (of_difference.many, lambda d: d >= K)):
        by_key = counts.set_index(KEY)["numerator"]
        assert told(by_key[MOTHERS, "2024-12@3", A] - by_key[MOTHERS, "2024-12", A])


@pytest.mark.parametrize("new", [FEW, MANY])
def test_the_auditor_finds_no_difference_that_the_protector_let_through(new):
    table = both(new)
    found = examine(table, disclose.choose_pattern(table, PLAN))
    assert {A, B, C} <= {count.cell[2] for count in found if count.part == DIFFERENCE}
    assert all(count.is_protected(K) for count in found)


def test_the_auditor_finds_the_two_mothers_where_both_figures_are_shown():
    table = both(FEW)
    nothing_hidden = table[KEY].assign(rule=None)
    wrong = [count for count in examine(table, nothing_hidden) if not count.is_protected(K)]
    assert {(count.cell, count.part, count.interval.lo) for count in wrong} == {
        ((MOTHERS, "2024-12@3", A), DIFFERENCE, 2.0)
    }


def test_the_two_are_one_denominator_and_one_window_to_the_auditor():
    table = both(MANY)
    definitions = parse_definitions(format_definitions_json(table, PLAN))
    assert definitions.find_series(MOTHERS, "2024-12") == (MOTHERS, "2024-12")
    assert definitions.find_series(MOTHERS, "2024-12@3") == (f"{MOTHERS}@3", "2024-12")
    series = definitions.indicators[f"{MOTHERS}@3"]
    assert series.since == "2025-07-01" and series.windows.keys() == {"2024-12"}
    assert definitions.indicators[MOTHERS].part_of == (f"{MOTHERS}@3",)
    assert definitions.find_series_of_month(MOTHERS, "2025-06") == MOTHERS
    assert definitions.find_series_of_month(MOTHERS, "2025-07") == f"{MOTHERS}@3"
