from decimal import Decimal

import pandas as pd
import pytest

from hpanalysis import disclose
from hpanalysis.disclose import primary
from hpanalysis.errors import Stop
from hpanalysis.tables import KEY, LINKED, MEASURED, Status

NOBODY_FOLLOWED = pd.DataFrame(columns=LINKED.names)


def measured(*cells: tuple) -> pd.DataFrame:
    """Rows of (area, numerator, denominator) of persons."""
    rows = []
    for area, numerator, denominator in cells:
        row = dict.fromkeys(MEASURED.names)
        row |= {"indicator_id": "sprog_saerlig", "window": "2023", "area_id": area, "status": Status.SHOWN.value}
        row |= {"numerator": Decimal(numerator), "denominator": denominator, "numerator_persons": numerator}
        row |= {"denominator_persons": denominator}
        row |= {"complement_persons": None if denominator is None else denominator - numerator}
        rows.append(row)
    table = pd.DataFrame(rows, columns=MEASURED.names)
    for column in ("denominator", "numerator_persons", "complement_persons", "denominator_persons", "largest"):
        table[column] = table[column].astype("Int64")
    return table


@pytest.mark.parametrize(
    ("numerator", "denominator", "rule"),
    [
        (4, 100, primary.SMALL_COUNT),
        (5, 100, None),
        (0, 100, None),
        (96, 100, primary.SMALL_COMPLEMENT),
        (95, 100, None),
        (100, 100, None),
        (5, 9, primary.SMALL_GROUP),
        (5, 10, None),
        (0, 9, primary.SMALL_GROUP),
        (9, 9, primary.SMALL_GROUP),
        (4, None, primary.SMALL_COUNT),
        (5, None, None),
    ],
)
def test_a_cell_is_hidden_when_count_complement_or_group_is_small(numerator, denominator, rule):
    assert primary.apply_primary_rule(measured(("vangdalen", numerator, denominator)), k=5).tolist() == [rule]


def test_a_larger_k_hides_more():
    table = measured(("vangdalen", 6, 100))
    assert primary.apply_primary_rule(table, k=5).tolist() == [None]
    assert primary.apply_primary_rule(table, k=7).tolist() == [primary.SMALL_COUNT]


def test_a_hidden_cell_keeps_no_number():
    table = measured(("vangdalen", 4, 100), ("energivej", 40, 100))
    table["sum_nn"], table["largest"], table["spread"] = 4, 1, 1.5
    pattern = table[KEY].assign(rule=primary.apply_primary_rule(table, 5))
    shown = disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED).table.set_index("area_id")
    hidden = shown.loc["vangdalen"]
    assert hidden["status"] == Status.HIDDEN.value
    numbers = ["numerator", "denominator", "denominator_persons", "sum_nn", "sum_nd", "sum_dd", "spread"]
    assert hidden[numbers].isna().all()
    assert shown.loc["energivej", "numerator"] == 40


def test_of_the_counts_of_persons_only_the_size_of_a_shown_group_leaves_the_room():
    table = measured(("energivej", 40, 100), ("vangdalen", 4, 100))
    pattern = table[KEY].assign(rule=primary.apply_primary_rule(table, 5))
    shown = disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED).table.set_index("area_id")
    assert [column for column in shown if "persons" in column] == ["denominator_persons"]
    assert shown["denominator_persons"].to_dict() == {"energivej": 100, "vangdalen": None}


def test_what_one_person_alone_adds_never_leaves_the_room():
    table = measured(("energivej", 40, 100)).assign(largest=1)
    pattern = table[KEY].assign(rule=primary.apply_primary_rule(table, 5))
    assert "largest" not in disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED).table


def test_two_tables_that_differ_in_hidden_counts_only_give_the_same_disclosed_table():
    one, other = measured(("vangdalen", 1, 100)), measured(("vangdalen", 3, 100))
    made = [
        disclose.apply_pattern(t, t[KEY].assign(rule=primary.apply_primary_rule(t, 5)), NOBODY_FOLLOWED).table
        for t in (one, other)
    ]
    pd.testing.assert_frame_equal(*made)


def test_a_cell_the_pattern_does_not_know_is_refused():
    table = measured(("vangdalen", 40, 100), ("energivej", 40, 100))
    pattern = table[KEY].assign(rule=None).iloc[:1]
    with pytest.raises(Stop, match="mønster"):
        disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED)
