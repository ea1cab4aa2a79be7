"""The pattern together with what is published: what stays as it was, what stops the run, what is chosen anew."""

from random import Random

import pandas as pd
import pytest

from disclosure_tables import AREAS, PLAN, areas, hidden_cells, measured, one, published, sprog
from hpanalysis import disclose
from hpanalysis.errors import Stop
from hpanalysis.tables import Status

A, B, C, TOTAL, MUNICIPALITY = AREAS
PLENTY = (400, 900)
SMALL = [(3, 40), (20, 60), (25, 50), PLENTY]


def told(table, *hidden, half_year="2025H1"):
    """A publication of the table in which the areas named are hidden."""
    rule = [disclose.PROTECTS_ANOTHER if area in hidden else None for area in table["area_id"]]
    pattern = table[["indicator_id", "window", "area_id"]].assign(rule=pd.Series(rule, dtype=object))
    return published(table, pattern, half_year)


def areas_hidden(table, ledger=None):
    return {area for _, area in hidden_cells(disclose.choose_pattern(table, PLAN, ledger))}


@pytest.mark.parametrize("partner", [B, C])
def test_what_was_hidden_before_stays_hidden_and_is_used(partner):
    table = measured(*one("ungdomsskole", *SMALL))
    assert areas_hidden(table, told(table, A, partner)) == {A, partner}


def test_what_was_hidden_stays_hidden_when_it_is_no_longer_small():
    before, now = (measured(*one("ungdomsskole", (n, 40), (20, 60), (25, 50), PLENTY)) for n in (3, 30))
    assert {A, B} <= areas_hidden(now, told(before, A, B))


def test_a_new_window_does_not_change_what_is_published():
    old = one("ungdomsskole", *SMALL)
    new = one("ungdomsskole", (22, 40), (2, 60), (25, 50), PLENTY, window="2025")
    ledger = told(measured(*old), A, C)
    pattern = disclose.choose_pattern(measured(*old, *new), PLAN, ledger).set_index(["window", "area_id"])["rule"]
    assert pattern["2024"].dropna().index.tolist() == [A, C]
    assert pattern["2025"][B] == "lille antal"


def test_half_years_in_any_order_decide_the_same_windows_alike():
    old, new = one("ungdomsskole", *SMALL), one("ungdomsskole", *SMALL, window="2025")
    both = measured(*old, *new)
    later = published(both, disclose.choose_pattern(both, PLAN), "2025H2")
    earlier = disclose.choose_pattern(measured(*old), PLAN, later)
    again = published(measured(*old), earlier, "2025H1")
    then = later[later["window"] == "2024"].set_index("area_id")["status"]
    assert again.set_index("area_id")["status"].equals(then)


def test_a_shown_figure_that_is_small_now_stops_the_run():
    before, now = (measured(*one("ungdomsskole", (n, 40), (20, 60), (25, 50), PLENTY)) for n in (30, 3))
    with pytest.raises(Stop, match=f"ungdomsskole/2024/{A}") as stopped:
        disclose.choose_pattern(now, PLAN, told(before))
    assert "for små til at blive vist" in str(stopped.value)
    assert "Gør sådan" in str(stopped.value)


def test_publications_that_give_a_number_away_stop_the_run():
    table = measured(*one("ungdomsskole", *SMALL))
    with pytest.raises(Stop, match=f"ungdomsskole/2024/{A}") as stopped:
        disclose.choose_pattern(table, PLAN, told(table, A))
    assert "Det, der er udgivet før, røber" in str(stopped.value)


def test_figures_that_do_not_add_up_stop_the_run_and_are_named():
    rows = one("ungdomsskole", (13, 40), (20, 60), (25, 50), PLENTY)
    rows[3] |= {"numerator": 99}
    with pytest.raises(Stop, match="modsiger hinanden") as stopped:
        disclose.choose_pattern(measured(*rows), PLAN)
    assert f"ungdomsskole/2024/{TOTAL}" in str(stopped.value)


def test_two_indicators_that_tell_the_same_group_otherwise_stop_the_run():
    rows = sprog((20, 10, 9), (30, 12, 8), (25, 9, 7), (900, 80, 70))
    rows[0] |= {"denominator": 44}
    with pytest.raises(Stop, match=f"sprog_generel/2024/{A}"):
        disclose.choose_pattern(measured(*rows), PLAN)


def test_a_part_larger_than_its_whole_stops_the_run():
    rows = one("ungdomsskole", (13, 40), (20, 60), (25, 50), PLENTY)
    rows[4] |= {"numerator": 50}
    with pytest.raises(Stop, match=f"ungdomsskole/2024/{MUNICIPALITY}"):
        disclose.choose_pattern(measured(*rows), PLAN)


@pytest.mark.parametrize(("moved", "stops"), [(0, False), (1, True), (4, True), (5, False)])
def test_hidden_parts_move_together_by_none_or_by_k_at_least(moved, stops):
    before = measured(*one("ungdomsskole", *SMALL))
    now = measured(*one("ungdomsskole", (3 + moved, 40), (20, 60), (25, 50), PLENTY))
    now.loc[now["area_id"].isin([TOTAL, MUNICIPALITY]), "numerator"] = None
    corrected = one("ungdomsskole", (3 + moved, 40), (20, 60), (25, 50), PLENTY)
    corrected[4] = before.iloc[4].to_dict()  # the municipality as it was: the outside moved the other way
    ledger = told(before, A, B)
    if stops:
        with pytest.raises(Stop, match="færre end 5 personer") as stopped:
            disclose.choose_pattern(measured(*corrected), PLAN, ledger)
        assert f"ungdomsskole/2024/{TOTAL}" in str(stopped.value)
    else:
        disclose.choose_pattern(measured(*corrected), PLAN, ledger)


def test_hidden_parts_that_cancel_out_tell_nobody():
    before = measured(*one("ungdomsskole", *SMALL))
    now = measured(*one("ungdomsskole", (4, 40), (19, 60), (25, 50), PLENTY))
    assert areas_hidden(now, told(before, A, B)) == {A, B}


def test_an_indicator_of_three_windows_with_no_number_somewhere_is_protected_all_the_same():
    rows = one("ungdomsskole", *SMALL)
    rows += areas("ungdomsskole", None, None, None, None, None, window="2025")
    pattern = disclose.choose_pattern(measured(*rows), PLAN)
    assert len(pattern) == len(rows)
    assert pattern.iloc[5:]["rule"].isna().all()


def test_a_hidden_zero_of_cases_counts_as_a_number():
    table = measured(*one("udsaettelser", (3, None), (0, None), (12, None), (30, None)))
    assert table.loc[1, "status"] == Status.NO_CASES.value
    hidden = areas_hidden(table)
    assert A in hidden
    assert hidden & {B, C}


def _drawn(seed: int, window: str) -> list[dict]:
    draw = Random(f"{seed} {window}")
    parts = [tuple(draw.randint(0, 14) for _ in range(3)) for _ in range(3)]
    return sprog(*parts, (60, 30, 20), window=window) + one(
        "udsaettelser", *((draw.choice([0, 1, 2, 4, 6, 9]), None) for _ in range(4)), window=window
    )


@pytest.mark.slow
def test_eight_half_years_one_after_the_other_never_undo_a_decision():
    windows = [str(year) for year in range(2021, 2029)]
    ledger, decided = None, {}
    for number, last in enumerate(windows, 1):
        table = measured(*(row for window in windows[:number] for row in _drawn(7, window)))
        pattern = disclose.choose_pattern(table, PLAN, ledger)
        keys = zip(pattern["indicator_id"], pattern["window"], pattern["area_id"], strict=True)
        now = {key: pd.isna(rule) for key, rule in zip(keys, pattern["rule"], strict=True)}
        assert {key: shown for key, shown in now.items() if key in decided} == decided
        decided = now
        entry = published(table, pattern, last)
        ledger = entry if ledger is None else pd.concat([ledger, entry], ignore_index=True)
    assert sum(not shown for shown in decided.values()) > 0
