"""Pupils absent over 15 per cent are among those over 10: the one figure bounds the other, to protector and to auditor
alike, who share no code."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pandas as pd
import pytest

import disclosure_tables
import shared_plans
from disclosure_tables import AREAS, K, measured, one, published
from hpanalysis import disclose
from hpanalysis.audit.examination import Examination
from hpanalysis.pipeline.publication.published_definitions import format_definitions_json
from hpanalysis.published.definitions import parse_definitions
from hpanalysis.published.figures import Figure
from hpanalysis.published.relations import group_into_families

TEN, FIFTEEN = "elevfravaer_over_10", "elevfravaer_over_15"
_RANDERS = shared_plans.read(shared_plans.RANDERS)
_ADOPTED = tuple(_RANDERS.adoption(key) for key in (TEN, FIFTEEN))
PLAN = replace(disclosure_tables.PLAN, adoptions=(*disclosure_tables.PLAN.adoptions, *_ADOPTED))
WINDOW = {"window": "2024-25", "window_start": date(2024, 8, 1), "window_end": date(2025, 7, 31)}
OVER_TEN = ((20, 60), (25, 70), (30, 80), (400, 4000))


def absence(*over_fifteen: int, over_ten=OVER_TEN) -> pd.DataFrame:
    """The measured rows of both figures, of three areas, their total and the municipality."""
    nested = [(count, size) for count, (_, size) in zip(over_fifteen, over_ten, strict=True)]
    return measured(*one(TEN, *over_ten, **WINDOW), *one(FIFTEEN, *nested, **WINDOW))


def hidden(table: pd.DataFrame) -> set[tuple[str, str]]:
    return disclosure_tables.hidden_cells(disclose.choose_pattern(table, PLAN))


def examine(table: pd.DataFrame, pattern: pd.DataFrame) -> list:
    """What the auditor finds that hidden counts may be, from what would be published."""
    told, figures = published(table, pattern, "2026H1"), {}
    for row in told.itertuples():
        key = (row.indicator_id, row.window, row.area_id)
        numbers = [None if pd.isna(n) else Decimal(str(n)) for n in (row.numerator, row.denominator)]
        figures[key] = Figure(key, row.status, *numbers, {})
    definitions = parse_definitions(format_definitions_json(told, PLAN))
    assert definitions.indicators[FIFTEEN].part_of == (TEN,)
    return [
        count
        for family in group_into_families(definitions, figures)
        for count in Examination(family, definitions, []).examine()
    ]


def test_a_nested_figure_of_few_is_hidden_and_the_other_keeps_its_number():
    found = hidden(absence(3, 15, 15, 200))
    assert (FIFTEEN, AREAS[0]) in found and not {cell for cell in found if cell[0] == TEN}
    # And another area, or the total less the others would give the three.
    assert len(found) > 1


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_pupils_can_be_worked_out_from_both_figures(seed):
    random = Random(seed)
    over_ten = (*((random.randint(5, 16), size) for size in (40, 55, 61)), (500, 4000))
    within = [random.randint(0, count) for count, _ in over_ten[:3]]
    table = absence(*within, 220, over_ten=over_ten)
    examined = examine(table, disclose.choose_pattern(table, PLAN))
    assert all(count.is_protected(K) for count in examined)


def test_the_auditor_sees_that_few_over_ten_bound_those_over_fifteen():
    """The one figure is hidden in every area, and four over ten leave at most four over fifteen."""
    table = absence(3, 15, 15, 200, over_ten=((4, 60), *OVER_TEN[1:]))
    rule = ["test" if key == FIFTEEN else None for key in table["indicator_id"]]
    pattern = table[["indicator_id", "window", "area_id"]].assign(rule=pd.Series(rule, dtype=object))
    wrong = {count.cell for count in examine(table, pattern) if not count.is_protected(K)}
    assert (FIFTEEN, "2024-25", AREAS[0]) in wrong


def test_few_pupils_between_the_two_limits_are_not_told_by_both_figures():
    """18 of the 20 over ten per cent are over fifteen too: both counts are large, and two pupils are between them."""
    found = hidden(absence(18, 15, 15, 200))
    assert {(TEN, AREAS[0]), (FIFTEEN, AREAS[0])} & found


@pytest.mark.parametrize("between", [0, K, K + 4])
def test_nobody_or_many_between_the_two_limits_hide_nothing(between):
    assert hidden(absence(20 - between, 15, 15, 200)) == set()


def test_the_auditor_sees_few_pupils_between_two_figures_that_are_shown():
    table = absence(18, 15, 15, 200)
    shown = table[["indicator_id", "window", "area_id"]].assign(rule=pd.Series([None] * len(table), dtype=object))
    wrong = [count for count in examine(table, shown) if not count.is_protected(K)]
    found = [(count.cell, count.part, count.interval.lo, count.interval.hi) for count in wrong]
    assert found == [((FIFTEEN, "2024-25", AREAS[0]), "forskel", 2, 2)]
