"""Two whole tables for every hidden small count: both agree with all that is shown."""

import pandas as pd
import pytest

from disclosure_tables import AREAS, PLAN, K, measured, one, sprog
from hpanalysis import disclose
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count
from hpanalysis.tables import KEY, LINKED

NOBODY_FOLLOWED = pd.DataFrame(columns=LINKED.names)


def disclosed(table, pattern):
    return disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED).table


def counted(table, witness):
    """The witness's count in a table, by plain addition and subtraction of its rows."""
    indicator_id, window, place = witness.key
    rows = table[(table["indicator_id"] == indicator_id) & (table["window"] == window)].set_index("area_id")
    numbers = rows["denominator" if witness.kind == "n" else "numerator"]
    if witness.kind == "c":
        numbers = rows["denominator"] - rows["numerator"].astype(float)
    if place in rows.index:
        return float(numbers[place])
    total, municipality = rows.index[-2:]
    return float(numbers[municipality]) - float(numbers[total])


def adds_up(table, plan):
    """Whether areas make the total, and a part is not more than its whole, wherever a table has them."""
    parts = [area.id for area in plan.areas]
    for (indicator_id, _), rows in table.groupby(["indicator_id", "window"]):
        own = rows[rows["numerator"].notna()].set_index("area_id")
        indicator = catalogue.indicators()[indicator_id]
        if not isinstance(indicator.numerator, Count) or plan.total.id not in own.index:
            continue
        for column in ("numerator", "denominator"):
            if own[column].notna().all() and set(parts) <= set(own.index):
                assert float(own.loc[parts, column].sum()) == float(own.loc[plan.total.id, column])
            if own[column].notna().all() and plan.municipality.id in own.index:
                assert float(own.loc[plan.total.id, column]) <= float(own.loc[plan.municipality.id, column])
    return True


def proven(table, plan, control=None):
    """Every witness of a table's pattern, each held against what is shown."""
    pattern = disclose.choose_pattern(table, plan, None, control)
    shown = disclosed(table, pattern)
    found = list(disclose.make_witnesses(table, plan, pattern, None, control))
    for witness in found:
        assert witness.without is not None, witness.key
        assert witness.many is not None, witness.key
        for other in (witness.without, witness.many):
            numbers = other["numerator"].dropna().astype(float)
            assert (numbers >= 0).all()
            assert adds_up(other, plan)
            pd.testing.assert_frame_equal(disclosed(other, pattern), shown, check_dtype=False)
    return found


def small_counts(table, pattern, k):
    """How many numbers of persons under k, but not 0, the hidden rows hold."""
    hidden = table[pattern["rule"].notna().to_numpy()]
    held = [hidden["numerator_persons"], hidden["complement_persons"], hidden["denominator_persons"]]
    return sum(int(((count > 0) & (count < k)).fillna(False).sum()) for count in held)


def test_a_small_number_may_be_nought_and_may_be_k_for_all_that_is_shown():
    table = measured(*one("ungdomsskole", (3, 40), (20, 60), (25, 50), (400, 900)))
    witness = next(w for w in proven(table, PLAN) if w.kind == "x" and w.key[2] == AREAS[0])
    assert witness.true == 3
    assert counted(witness.without, witness) == 0
    assert counted(witness.many, witness) >= K
    for name, other in (("0", witness.without), (f"{K} eller flere", witness.many)):
        print(f"\n{'/'.join(witness.key)} er {name}:")
        print(other[[*KEY, "numerator", "denominator", "status"]].to_string(index=False))


def test_every_small_number_of_the_language_indicators_has_its_witnesses():
    table = measured(*sprog((20, 2, 15), (30, 12, 3), (1, 1, 2), (900, 80, 70)))
    found = proven(table, PLAN)
    pattern = disclose.choose_pattern(table, PLAN)
    assert len(found) >= small_counts(table, pattern, K) - 6  # the group of an area is one number, in four rows
    assert all(counted(w.without, w) == 0 and counted(w.many, w) >= K for w in found if w.kind != "n")


def _of_project(project):
    """The plan, and the measured table and the months of 2026H1."""
    folder = project.processed / "2026H1"
    tables = (pd.read_parquet(folder / f"{name}.parquet") for name in ("measured", "control"))
    return plans.read(project.plan), *tables


@pytest.mark.slow
def test_every_hidden_small_number_of_a_half_year_has_its_witnesses(made):
    plan, table, control = _of_project(made)
    assert len(proven(table, plan, control)) > 50


@pytest.mark.slow
def test_every_hidden_small_number_of_the_full_plan_has_its_witnesses(randers):
    plan, table, control = _of_project(randers)
    assert len(proven(table, plan, control)) > 90
