"""Rows of the measured table that stand as published."""

from decimal import Decimal

import pandas as pd
import pytest

import corrections_tables as made
from hpanalysis import corrections
from hpanalysis.publications import find_half_years
from hpanalysis.tables import LINKED, MEASURED, Status

SPROG = "sprog_saerlig"
FIRST = ((10, 40), (12, 40), (6, 20), (28, 100), (60, 500))


@pytest.fixture
def ledger(tmp_path):
    """The ledger after the tables given were published in 2025H1."""

    def published(*rows, hidden=frozenset()):
        made.publish(tmp_path, made.THEN, made.judged(made.measured(*rows), hidden))
        return corrections.read_ledger(find_half_years(tmp_path), made.NOW)

    return published


def _counts(table, column="numerator"):
    return {row.area_id: getattr(row, column) for row in table.itertuples()}


def test_a_figure_that_moved_by_fewer_than_k_stands_and_its_origin_is_told_as_published(ledger):
    before = ledger(*made.areas(SPROG, *FIRST, delivered_in="2025H1"))
    now = made.measured(*made.areas(SPROG, (11, 40), (12, 40), (6, 20), (29, 100), (61, 500)))
    stands = corrections.find_standing_figures(now, before, made.PLAN)
    assert _counts(stands) == {"moellebakken": 10, "alle-3": 28, "lillekoebing": 60}
    assert _counts(stands, "numerator_counted") == {"moellebakken": 11, "alle-3": 29, "lillekoebing": 61}
    assert set(stands["delivered_in"]) == {"2025H1"}
    whole = corrections.restore_standing_figures(now, stands)
    assert [int(n) for n in whole["numerator"]] == [n for n, _ in FIRST]
    assert list(whole.columns) == MEASURED.names and (whole.dtypes == now.dtypes).all()


def test_persons_and_sums_of_heads_follow_the_counts_that_stand(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    now = made.measured(*made.areas(SPROG, (11, 42), (12, 40), (6, 20), (29, 102), (61, 502)))
    row = corrections.find_standing_figures(now, before, made.PLAN).set_index("area_id").loc["moellebakken"]
    assert [row[f"{part}_persons"] for part in ("numerator", "complement", "denominator")] == [10, 30, 40]
    assert [row[column] for column in ("sum_nn", "sum_nd", "sum_dd")] == [10, 10, 40]


def test_a_figure_that_moved_by_k_is_corrected(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    now = made.measured(*made.areas(SPROG, (15, 45), (12, 40), (6, 20), (33, 105), (65, 505)))
    assert corrections.find_standing_figures(now, before, made.PLAN).empty


def test_the_same_counts_stand_in_no_ones_way(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    now = made.measured(*made.areas(SPROG, *FIRST))
    stands = corrections.find_standing_figures(now, before, made.PLAN)
    assert stands.empty
    pd.testing.assert_frame_equal(corrections.restore_standing_figures(now, stands), now)


def test_the_sums_of_days_are_those_of_the_run_that_published_them(ledger):
    days = {"largest": 200, "numerator_persons": 30, "complement_persons": 30, "denominator_persons": 30}
    then = made.measured_row("elevfravaer", "alle-3", (500, 6000), **days, sum_nn=9000, sum_nd=90_000, sum_dd=1_200_000)
    row = made.measured_row("elevfravaer", "alle-3", (900, 6000), **days, sum_nn=9999, sum_nd=99_999, sum_dd=1_200_000)
    before, now = ledger(then), made.measured(row)
    known = corrections.find_standing_figures(now, before, made.PLAN, {made.THEN: made.measured(then)})
    assert [known.loc[0, name] for name in ("numerator", "sum_nn", "sum_nd")] == [500, 9000, 90_000]
    other = made.measured(then | {"numerator": Decimal(501)})
    for earlier in ({made.THEN: other}, {}):  # it does not agree with what was published, or is not kept
        unknown = corrections.find_standing_figures(now, before, made.PLAN, earlier)
        assert [unknown.loc[0, name] for name in ("numerator", "sum_nn", "sum_nd")] == [500, 9999, 99_999]


def test_what_one_person_added_then_counts_too(ledger):
    then = made.measured_row("elevfravaer", "alle-3", (500, 6000), largest=300)
    now = made.measured(made.measured_row("elevfravaer", "alle-3", (1500, 6000), largest=200))
    before = ledger(then)
    assert corrections.find_standing_figures(now, before, made.PLAN).empty  # 1,000 days are five pupils at 200
    assert (
        len(corrections.find_standing_figures(now, before, made.PLAN, {made.THEN: made.measured(then)})) == 1
    )  # four at 300


def test_nought_stands_where_few_cases_came(ledger):
    before = ledger(made.measured_row("udsaettelser", "soeparken", (0, None)))
    now = made.measured(made.measured_row("udsaettelser", "soeparken", (2, None)))
    row = corrections.find_standing_figures(now, before, made.PLAN).iloc[0]
    assert (row["numerator"], row["status"], row["numerator_persons"]) == (0, Status.NO_CASES.value, 0)


def test_a_new_definition_that_moves_a_figure_by_few_changes_neither_figure_nor_version(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    moved = ((11, 40), (12, 40), (6, 20), (29, 100), (61, 500))
    now = made.measured(*made.areas(SPROG, *moved, definition_version=2))
    stands = corrections.find_standing_figures(now, before, made.PLAN).set_index("area_id")
    assert stands.loc["moellebakken", "definition_version"] == 1


def test_an_extract_that_is_gone_leaves_nothing_to_stand(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    assert corrections.find_standing_figures(made.measured(*made.areas(SPROG, *[None] * 5)), before, made.PLAN).empty


def test_a_hidden_area_stands_with_its_total_by_the_run_of_then(ledger):
    then = made.areas(SPROG, (10, 40), (12, 40), (3, 20), (25, 100), (60, 500))
    before = ledger(*then, hidden={(SPROG, "skraenten")})
    now = made.measured(*made.areas(SPROG, (10, 40), (12, 40), (4, 20), (26, 100), (61, 500)))
    stands = corrections.find_standing_figures(now, before, made.PLAN, {made.THEN: made.measured(*then)})
    assert _counts(stands) == {"skraenten": 3, "alle-3": 25, "lillekoebing": 60}


def test_a_part_of_the_table_takes_its_own_standing_rows_only(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    now = made.measured(*made.areas(SPROG, (11, 40), (12, 40), (6, 20), (29, 100), (61, 500)))
    stands = corrections.find_standing_figures(now, before, made.PLAN)
    part = corrections.restore_standing_figures(now.iloc[:2], stands)
    assert [int(n) for n in part["numerator"]] == [10, 12]


def test_persons_followed_into_or_out_of_a_standing_window_are_not_used(ledger):
    before = ledger(*made.areas(SPROG, *FIRST))
    now = made.measured(*made.areas(SPROG, (11, 40), (12, 40), (6, 20), (29, 100), (61, 500)))
    stands = corrections.find_standing_figures(now, before, made.PLAN)
    pairs = [
        (SPROG, "2024", "2023"),
        (SPROG, "2025", "2024"),
        (SPROG, "2025", "2023"),
        ("ungdomsskole", "2024", "2023"),
    ]
    rows = [
        dict.fromkeys(LINKED.names, 9) | {"indicator_id": i, "window": w, "area_id": "soeparken", "reference": r}
        for i, w, r in pairs
    ]
    kept = corrections.drop_links_of_standing_figures(pd.DataFrame(rows, columns=LINKED.names), stands)
    assert list(kept[["indicator_id", "window", "reference"]].itertuples(index=False, name=None)) == pairs[2:]
    nobody = pd.DataFrame(columns=LINKED.names)
    assert list(corrections.drop_links_of_standing_figures(nobody, stands).columns) == LINKED.names


MOTHERS = "moedre_kontanthjaelp"
AGAIN = {"window": "2024@3", "half_year": "2026H1"}


def test_a_figure_counted_again_for_the_first_time_is_over_the_denominator_that_stands(ledger):
    """One mother more was delivered in the first area: the figure stands, and the one counted again moves with it."""
    before = ledger(*made.areas(MOTHERS, *FIRST, delivered_in="2025H1"))
    now = ((11, 41), (12, 40), (6, 20), (29, 101), (61, 501))
    again = ((21, 41), (22, 40), (16, 20), (59, 101), (160, 501))
    table = made.measured(*made.areas(MOTHERS, *now), *made.areas(MOTHERS, *again, **AGAIN))
    whole = corrections.restore_standing_figures(table, corrections.find_standing_figures(table, before, made.PLAN))
    old, new = (whole[whole["window"] == window] for window in ("2024", "2024@3"))
    assert (
        _counts(old, "denominator")
        == _counts(new, "denominator")
        == {a: d for a, (_, d) in zip(made.AREAS, FIRST, strict=False)}
    )
    # What the new rule folds in is as it is counted now.
    assert [int(b) - int(a) for a, b in zip(old["numerator"], new["numerator"], strict=True)] == [10, 10, 10, 30, 99]


def test_a_publication_without_the_windows_counted_again_stops_no_later_run(ledger):
    before = ledger(*made.areas(MOTHERS, *FIRST))
    again = ((20, 40), (22, 40), (16, 20), (58, 100), (159, 500))
    table = made.measured(*made.areas(MOTHERS, *FIRST), *made.areas(MOTHERS, *again, **AGAIN))
    assert corrections.find_standing_figures(table, before, made.PLAN).empty
