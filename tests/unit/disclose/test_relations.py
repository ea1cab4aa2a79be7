"""What follows from the definitions: shared denominators, pieces of time, months, and what is left by subtraction."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from disclosure_tables import AREAS, PLAN, hidden_cells, measured, one
from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.disclose.attack import Attack
from hpanalysis.disclose.linear_system.periods import Month, WindowTies, cut_into_pieces, read_published_months
from hpanalysis.disclose.linear_system.places import Remainder, list_remainders
from hpanalysis.disclose.linear_system.rows import list_rows
from hpanalysis.disclose.pattern import split_into_agreeing_parts

A, B, C, TOTAL, MUNICIPALITY = AREAS
DECLARED = catalogue.indicators()
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]


def windows(*spans):
    return {name: tuple(MONTHS[first - 1 : last]) for name, (first, last) in spans}


def test_indicators_that_count_the_same_rows_share_a_denominator():
    ids = disclose.assign_denominator_ids(DECLARED)
    assert len({ids[key] for key in DECLARED if key.startswith("sprog_")}) == 1
    assert ids["kontanthjaelp"] == ids["uden_for_arbejdsmarkedet"]
    assert ids["elevfravaer"] != ids["elevfravaer_over_10"]
    assert ids["unge_i_uddannelse_15_mdr"] != ids["unge_paabegyndt_samme_aar"]
    assert ids["udsaettelser"] is None


def test_what_is_delivered_by_itself_shares_its_denominator_with_nothing():
    ids = disclose.assign_denominator_ids(DECLARED)
    given = [
        key
        for key, indicator in DECLARED.items()
        if indicator.denominator and not disclose.has_additive_areas(indicator)
    ]
    assert len({ids[key] for key in given}) == len(given)


@pytest.mark.parametrize(
    ("indicator_id", "window", "start", "end", "most"),
    [
        ("ungdomsskole", "2024-09-01", date(2024, 9, 1), date(2024, 9, 1), 1),
        ("udsaettelser", "2024", date(2024, 1, 1), date(2024, 12, 31), 1),
        ("fraflytning", "2024", date(2024, 1, 1), date(2024, 12, 31), 1),
        ("kontanthjaelp", "2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30), 12),
        ("elevfravaer", "2023-24", date(2023, 8, 1), date(2024, 7, 31), 366),
        ("ungdomsskole", "2023-09-01..2025-09-01", date(2023, 9, 1), date(2025, 9, 1), 3),
        ("sprog_generel", "2023..2025", date(2023, 1, 1), date(2025, 12, 31), 3),
    ],
)
def test_one_person_adds_one_head_a_window_or_every_month_or_every_day(indicator_id, window, start, end, most):
    assert disclose.compute_most_per_person(DECLARED[indicator_id], window, start, end) == most


@pytest.mark.parametrize(
    ("indicator_id", "window", "start", "end", "made_of"),
    [
        ("sprog_generel", "2023..2025", date(2023, 1, 1), date(2025, 12, 31), ("2023", "2024", "2025")),
        (
            "unge_i_uddannelse_15_mdr",
            "2023-10..2025-10",
            date(2023, 10, 1),
            date(2025, 10, 31),
            ("2023-10", "2024-10", "2025-10"),
        ),
        (
            "elevfravaer_over_10",
            "2022-23..2024-25",
            date(2022, 8, 1),
            date(2025, 7, 31),
            ("2022-23", "2023-24", "2024-25"),
        ),
    ],
)
def test_windows_pooled_are_the_sum_of_their_windows(indicator_id, window, start, end, made_of):
    assert disclose.list_blocks(DECLARED[indicator_id], window, start, end) == made_of


def test_a_window_of_months_is_made_of_them_and_another_of_itself():
    rolling = disclose.list_blocks(DECLARED["kontanthjaelp"], "x", date(2023, 10, 1), date(2024, 9, 30))
    assert (rolling[0], rolling[-1], len(rolling)) == ("2023-10", "2024-09", 12)
    assert disclose.list_blocks(DECLARED["ungdomsskole"], "2024-09-01", date(2024, 9, 1), date(2024, 9, 1)) == (
        "2024-09-01",
    )


def test_windows_that_share_no_month_are_a_piece_each():
    assert cut_into_pieces(windows(("one", (1, 12)), ("two", (13, 24)))) == {"one": ("one",), "two": ("two",)}


def test_overlapping_windows_are_cut_where_they_differ():
    found = cut_into_pieces(windows(("one", (1, 12)), ("two", (7, 18))))
    assert len(found["one"]) == len(found["two"]) == 2
    assert found["one"][1] == found["two"][0]
    assert set(found["one"]) & set(found["two"]) == {found["one"][1]}


def test_the_piece_of_a_chain_is_shared_by_its_neighbours_only():
    found = cut_into_pieces(windows(("one", (1, 12)), ("two", (7, 18)), ("three", (13, 24))))
    assert not set(found["one"]) & set(found["three"])
    assert found["two"] == (found["one"][1], found["three"][0])


def test_a_window_within_another_keeps_its_name():
    found = cut_into_pieces(windows(("long", (1, 24)), ("short", (1, 12))))
    assert len(found["short"]) == 1
    assert found["short"][0] in found["long"]


def test_the_rest_of_the_municipality_and_the_areas_not_measured_follow_by_subtraction():
    assert list_remainders([A, B, TOTAL, MUNICIPALITY], True, PLAN) == (
        Remainder(C, TOTAL, (A, B)),
        Remainder("uden for områderne", MUNICIPALITY, (TOTAL,)),
    )
    assert list_remainders([A, B, C, TOTAL], True, PLAN) == (Remainder("", TOTAL, (A, B, C)),)
    assert list_remainders([A, B, C, MUNICIPALITY], True, PLAN) == (
        Remainder("uden for områderne", MUNICIPALITY, (A, B, C)),
    )


def test_areas_that_do_not_make_the_total_tell_nothing_of_it():
    assert list_remainders([A, B, C, TOTAL], False, PLAN) == ()


def _year(first: int, numerators, denominators) -> list[dict]:
    """uden_for_arbejdsmarkedet over the twelve months from `first`."""
    start = date(2024 + first // 12, first % 12, 1)
    end = date.fromordinal(date(start.year + 1, start.month, 1).toordinal() - 1)
    span = {"window": f"{start:%Y-%m}/{end:%Y-%m}", "window_start": start, "window_end": end}
    return one("uden_for_arbejdsmarkedet", *zip(numerators, denominators, strict=True), **span)


def looked_at(table, control=()):
    found = list_rows(table, PLAN)
    hidden = np.array([bool(row.hidden) for row in found])
    return found, hidden, list(split_into_agreeing_parts(found, PLAN, hidden, control))


def test_windows_that_agree_are_tied_and_bound_each_other():
    """Of a year with nobody in the numerator but 6 person-months, the half that the next year shares has 6 at most."""
    then = _year(1, (6, 300, 280, 9000), (700, 900, 800, 20000))
    now = _year(7, (500, 310, 290, 9100), (700, 910, 790, 20100))
    table = measured(*then, *now)
    table.loc[0, "numerator_persons"] = 3
    found, hidden, ((part, tied),) = looked_at(table)
    assert tied is WindowTies.BY_MONTHS
    assert {row.window for row in found} == {found[row].window for row in part.rows}
    shared = next(name for name in part.names if name[0] == "x" and name[2] == "fra 2024-07" and name[3] == A)
    hidden[:] = False
    low, high = Attack(part, hidden).compute_interval(part.names.index(shared))
    assert (low, high) == (0, 6)


def test_windows_that_cannot_share_their_months_are_looked_at_apart():
    """The year in the middle shares all its months with its neighbours: 400 person-months are not 1 and 1."""
    table = measured(
        *_year(1, (1, 300, 280, 9000), (700, 900, 800, 20000)),
        *_year(7, (400, 310, 290, 9100), (700, 910, 790, 20100)),
        *_year(13, (1, 310, 290, 9100), (700, 910, 790, 20100)),
    ).assign(numerator_persons=30)
    table.loc[1, "numerator_persons"] = 3
    _, _, found = looked_at(table)
    assert found
    assert all(tied is WindowTies.NOT for _, tied in found)


def test_a_published_month_bounds_numerator_by_denominator():
    control = pd.DataFrame(
        {
            "indicator_id": ["uden_for_arbejdsmarkedet"],
            "area_id": [TOTAL],
            "month": [date(2024, 1, 1)],
            "value": [40.25],
        }
    )
    assert read_published_months(control) == [Month("uden_for_arbejdsmarkedet", TOTAL, "2024-01", 0.40245, 0.40255)]
    assert read_published_months(control.assign(value=None)) == []


def test_months_join_the_system_where_a_row_is_hidden():
    table = measured(*_year(1, (30, 300, 280, 9000), (700, 900, 800, 20000)))
    table.loc[0, "numerator_persons"] = 3
    value = 610 / 2400
    told = [Month("uden_for_arbejdsmarkedet", TOTAL, month, value - 0.00005, value + 0.00005) for month in MONTHS[:12]]
    _, _, ((without, _),) = looked_at(table)
    _, _, ((part, tied),) = looked_at(table, told)
    assert tied is WindowTies.BY_MONTHS
    assert len(part.names) > len(without.names)
    assert ("x", "uden_for_arbejdsmarkedet", "måned 2024-03", TOTAL) in part.names
    assert hidden_cells(disclose.choose_pattern(table, PLAN))


def test_a_pooled_window_does_not_give_away_a_year_by_the_two_others():
    """In each of the other years area A is shown; with three years together shown too, the first would follow."""
    years = {
        year: {"window": str(year), "window_start": date(year, 1, 1), "window_end": date(year, 12, 31)}
        for year in (2023, 2024, 2025)
    }
    small, other = ((3, 40), (20, 60), (25, 50), (400, 900)), ((15, 40), (20, 60), (25, 50), (400, 900))
    pooled = [(x + 2 * y, 3 * n) for (x, n), (y, _) in zip(small, other, strict=True)]
    span = {"window": "2023..2025", "window_start": date(2023, 1, 1), "window_end": date(2025, 12, 31)}
    table = measured(
        *one("sprog_saerlig", *small, **years[2023]),
        *one("sprog_saerlig", *other, **years[2024]),
        *one("sprog_saerlig", *other, **years[2025]),
        *one("sprog_saerlig", *pooled, **span),
    )
    pattern = disclose.choose_pattern(table, PLAN)
    found = list_rows(table, PLAN)
    hidden = pattern["rule"].notna().to_numpy()
    (part,) = [part for part, _ in split_into_agreeing_parts(found, PLAN, hidden)]
    assert ("x", "sprog_saerlig", "2023..2025", A) in part.names
    place = part.names.index(("x", "sprog_saerlig", "2023", A))
    low, high = Attack(part, hidden).compute_interval(place)
    assert low == 0 and high >= PLAN.k
    of_a = pattern[pattern["area_id"] == A].set_index("window")["rule"]
    assert of_a[["2024", "2025", "2023..2025"]].notna().any()
