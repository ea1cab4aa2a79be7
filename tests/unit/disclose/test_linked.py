from itertools import chain, combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shared_plans
from hpanalysis import disclose
from hpanalysis.disclose.linked import PERSONS
from hpanalysis.tables import KEY, LINKED

PLAN = shared_plans.read(shared_plans.RANDERS)
K = PLAN.k
LARGE = (40, 10, 10, 40, 20, 20, 20, 20)


def linked(*rows: tuple, window: str = "2025", reference: str = "2023") -> pd.DataFrame:
    """Rows of (area, the eight counts)."""
    table = pd.DataFrame(
        [
            dict.fromkeys(LINKED.names, 1) | {"area_id": area} | dict(zip(PERSONS, counts, strict=True))
            for area, counts in rows
        ],
    )
    return table.assign(indicator_id="ungdomsskole", window=window, reference=reference)[LINKED.names]


def pattern(table: pd.DataFrame, *hidden: tuple[str, str]) -> pd.DataFrame:
    """A pattern that shows both figures of every row but the cells (window, area) named."""
    cells = pd.concat([table[KEY], table[KEY].assign(window=table["reference"])]).drop_duplicates(ignore_index=True)
    rule = ["lille antal" if cell in hidden else None for cell in zip(cells["window"], cells["area_id"], strict=True)]
    return cells.assign(rule=pd.Series(rule, dtype=object))


def usable(table: pd.DataFrame, *hidden: tuple[str, str]) -> list[str]:
    """The areas whose rows may be used."""
    return list(disclose.select_usable_links(table, pattern(table, *hidden), PLAN)["area_id"])


def plus(counts: tuple, column: int, more: int) -> tuple:
    return tuple(count + more * (place == column) for place, count in enumerate(counts))


def twice(counts: tuple, more: int = 0) -> tuple:
    """The total of two areas with these counts, and some more of each who changed area."""
    return tuple(2 * count + more for count in counts)


def test_a_change_with_every_count_large_is_used_whole():
    table = linked(("vangdalen", LARGE), ("energivej", LARGE), ("alle-7", twice(LARGE)))
    assert usable(table) == ["vangdalen", "energivej", "alle-7"]


@pytest.mark.parametrize("column", range(8), ids=PERSONS)
@pytest.mark.parametrize("count", [0, 1, K - 1])
def test_one_small_count_in_one_area_leaves_every_areas_row_out_and_keeps_the_total(column, count):
    small = plus(LARGE, column, count - LARGE[column])
    table = linked(("vangdalen", LARGE), ("energivej", small), ("alle-7", twice(LARGE, K)))
    assert usable(table) == ["alle-7"]


@pytest.mark.parametrize("column", range(8), ids=PERSONS)
def test_a_count_of_k_is_large_enough(column):
    least = plus(LARGE, column, K - LARGE[column])
    assert usable(linked(("vangdalen", least))) == ["vangdalen"]


@pytest.mark.parametrize("column", range(8), ids=PERSONS)
@pytest.mark.parametrize("moved", [-(K - 1), -1, 1, K - 1])
def test_few_who_changed_area_leave_the_areas_out_where_the_total_is_kept(column, moved):
    total = plus(twice(LARGE), column, moved)
    table = linked(("vangdalen", LARGE), ("energivej", LARGE), ("alle-7", total))
    assert usable(table) == ["alle-7"]


def test_few_of_one_kind_do_not_matter_to_a_share_of_persons_time():
    """Three pupils never absent in either year: that cell does not follow from an interval made of sums."""
    few = plus(LARGE, 3, 3 - LARGE[3])
    days = linked(("alle-7", few)).assign(indicator_id="elevfravaer")
    assert list(disclose.select_usable_links(days, pattern(days), PLAN)["area_id"]) == ["alle-7"]
    left = plus(plus(LARGE, 6, 1 - LARGE[6]), 7, 3 - LARGE[7])
    days = linked(("alle-7", left)).assign(indicator_id="elevfravaer")
    assert len(disclose.select_usable_links(days, pattern(days), PLAN)) == 0


@pytest.mark.parametrize(("in_both", "areas"), [(K - 1, []), (K, ["alle-7"])])
def test_few_in_both_numerators_leave_a_share_of_persons_time_out(in_both, areas):
    """Few in both, and the correlation alone may tell how many (test_digits_tell_nothing.py)."""
    days = linked(("alle-7", plus(LARGE, 0, in_both - LARGE[0]))).assign(indicator_id="elevfravaer")
    assert list(disclose.select_usable_links(days, pattern(days), PLAN)["area_id"]) == areas


@pytest.mark.parametrize("moved", [-K, 0, K])
def test_nobody_or_many_who_changed_area_leave_the_total_in(moved):
    table = linked(("vangdalen", LARGE), ("energivej", LARGE), ("alle-7", twice(LARGE, moved)))
    assert usable(table) == ["vangdalen", "energivej", "alle-7"]


def test_a_small_count_in_the_total_leaves_the_total_out():
    table = linked(("alle-7", plus(LARGE, 1, K - 1 - LARGE[1])))
    assert usable(table) == []


@pytest.mark.parametrize("window", ["2025", "2023"])
def test_a_hidden_figure_in_either_window_has_no_row(window):
    table = linked(("alle-7", LARGE))
    assert usable(table, (window, "alle-7")) == []


@pytest.mark.parametrize("window", ["2025", "2023"])
def test_one_areas_hidden_figure_leaves_every_areas_row_out(window):
    table = linked(("vangdalen", LARGE), ("energivej", LARGE), ("alle-7", twice(LARGE)))
    assert usable(table, (window, "energivej")) == ["alle-7"]


def test_a_figure_the_pattern_does_not_know_has_no_row():
    table = linked(("alle-7", LARGE))
    known = pattern(table)
    assert len(disclose.select_usable_links(table, known[known["window"] == "2025"], PLAN)) == 0


def test_changes_are_decided_one_by_one():
    small = plus(LARGE, 0, -LARGE[0])
    since_baseline = linked(("vangdalen", small), ("alle-7", LARGE))
    year_before = linked(("vangdalen", LARGE), ("alle-7", twice(LARGE)), reference="2024")
    table = pd.concat([since_baseline, year_before], ignore_index=True)
    found = disclose.select_usable_links(table, pattern(table), PLAN)
    kept = list(zip(found["reference"], found["area_id"], strict=True))
    assert kept == [("2023", "alle-7"), ("2024", "vangdalen"), ("2024", "alle-7")]


def test_the_rows_keep_their_columns_and_numbers():
    table = linked(("vangdalen", LARGE), ("alle-7", LARGE))
    pd.testing.assert_frame_equal(disclose.select_usable_links(table, pattern(table), PLAN), table)


def test_nobody_followed_gives_no_rows():
    table = linked(("vangdalen", LARGE))
    nobody = pd.DataFrame(columns=LINKED.names)
    assert len(disclose.select_usable_links(nobody, pattern(table), PLAN)) == 0


def test_rows_that_were_not_asked_about_are_refused():
    table = linked(("alle-7", LARGE))
    measured = pattern(table)[KEY].assign(status="vist", **dict.fromkeys(("numerator", "denominator"), 100))
    measured[["numerator_persons", "complement_persons", "denominator_persons", "largest"]] = 100
    measured[["sum_nn", "sum_nd", "sum_dd", "spread"]] = 100
    assert len(disclose.apply_pattern(measured, pattern(table), table).linked) == 1
    with pytest.raises(ValueError, match="usable_links"):
        disclose.apply_pattern(measured, pattern(table, ("2023", "alle-7")), table)


counts = st.tuples(*[st.sampled_from([0, 3, 5, 6, 30])] * 8)


@settings(deadline=None)
@given(areas=st.lists(counts, min_size=1, max_size=4), moved=st.tuples(*[st.sampled_from([-7, -2, 0, 1, 9])] * 8))
def test_no_adding_or_subtracting_of_used_rows_tells_of_few_persons(areas, moved):
    names = [area.id for area in PLAN.areas][: len(areas)]
    total = tuple(max(sum(column) + more, 0) for column, more in zip(zip(*areas, strict=True), moved, strict=True))
    table = linked(*zip(names, areas, strict=True), (PLAN.total.id, total))
    kept = disclose.select_usable_links(table, pattern(table), PLAN).set_index("area_id")[PERSONS]
    known = kept.drop(index=PLAN.total.id, errors="ignore")
    for some in chain.from_iterable(combinations(known.index, size) for size in range(1, len(known) + 1)):
        assert (known.loc[list(some)].sum() >= K).all()
    if PLAN.total.id in kept.index:
        for size in range(len(known) + 1):
            for some in combinations(known.index, size):
                rest = (kept.loc[PLAN.total.id] - known.loc[list(some)].sum()).abs()
                # short of all areas, what is left holds a whole area and those who moved: never alone
                assert size < len(known) or ((rest == 0) | (rest >= K)).all()
        assert len(known) in (0, len(areas))
