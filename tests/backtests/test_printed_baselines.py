"""Back test: the plan's printed baselines, recomputed from the synthetic extracts by the real pipeline."""

import csv
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

import shared_plans
from hpanalysis.definitions import catalogue

RANDERS, SMALL = (shared_plans.read(folder) for folder in (shared_plans.RANDERS, shared_plans.SMALL))


def list_cells(plan) -> list[tuple[str, str, str]]:
    """One printed row may have several sources, which are added: the cell is the key."""
    return sorted({(p.indicator_id, p.window, p.area_id) for p in plan.printed})


def read_measured(project) -> pd.DataFrame:
    table = pd.read_parquet(project.processed / "2026H1" / "measured.parquet")
    return table.set_index(["indicator_id", "window", "area_id"])


@pytest.fixture(scope="module")
def measured(randers):
    return read_measured(randers)


def read_impossible(project) -> dict[tuple[str, str, str], dict[str, str]]:
    """The printed cells that no set of persons can give, as the demo worked them out."""
    with (project.raw / "AFVIGELSER.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["indicator_id"], row["window"], row["area_id"]): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def impossible(randers):
    return read_impossible(randers)


def as_printed(row, printed: str, scale: int) -> str:
    """The measured figure with as many decimals as the plan prints."""
    number = Decimal(row["numerator"])
    if not pd.isna(row["denominator"]):
        number = scale * number / int(row["denominator"])
    return str(number.quantize(Decimal(printed), rounding=ROUND_HALF_UP))


def assert_as_printed(plan, measured, impossible, cell) -> None:
    printed = [p for p in plan.printed if (p.indicator_id, p.window, p.area_id) == cell]
    total = sum((p.value for p in printed), Decimal(0))
    if cell in impossible:
        assert impossible[cell]["reason"].endswith(".")
        if cell in measured.index and not pd.isna(measured.loc[cell, "numerator"]):
            unit = catalogue.indicators()[cell[0]].unit
            row = measured.loc[cell]
            same_n = printed[0].n is None or printed[0].n == row["denominator"]
            assert not (as_printed(row, str(total), unit.scale) == str(total) and same_n), "it can be given after all"
        return
    row = measured.loc[cell]
    assert as_printed(row, str(total), catalogue.indicators()[cell[0]].unit.scale) == str(total)
    if printed[0].n is not None:
        assert row["denominator"] == printed[0].n
    if printed[0].count is not None:
        assert row["numerator"] == printed[0].count


@pytest.mark.parametrize("cell", list_cells(RANDERS), ids="/".join)
def test_the_extracts_give_the_baseline_as_printed(measured, impossible, cell):
    assert_as_printed(RANDERS, measured, impossible, cell)


def test_the_small_plans_extracts_give_its_baselines_as_printed(made):
    measured, impossible = read_measured(made), read_impossible(made)
    cells = list_cells(SMALL)
    assert len(cells) > 10 and len(impossible) < len(cells) / 2
    for cell in cells:
        assert_as_printed(SMALL, measured, impossible, cell)


def test_only_what_arithmetic_forbids_is_left_out(impossible):
    """Each of these is shown to be impossible by the demo's own arithmetic (see demo/ and AFVIGELSER.csv)."""
    assert {(i, a) for i, _, a in impossible} == {
        ("sprog_generel", "alle-7"),  # n = 141 leaves Hermann Stillingsvej's 23 children out
        ("sprog_fokuseret", "alle-7"),
        ("sprog_saerlig", "alle-7"),
        ("sprog_generel", "randers"),  # the three categories print 102,2 %
        ("sprog_generel", "danmark"),  # the norm of a test, not a count
        ("sprog_fokuseret", "danmark"),
        ("sprog_saerlig", "danmark"),
        ("elevfravaer", "danmark"),  # the country is in no extract of the municipality
        ("fraflytning", "danmark"),
        ("unge_i_uddannelse_15_mdr", "hermann-stillingsvej"),  # the municipality's row, printed again
        ("elevfravaer_over_10", "alle-7"),  # no sizes of the areas give it
        ("elevfravaer_over_15", "energivej"),  # no number of pupils gives this share and the one over 10 per cent
        ("elevfravaer_over_15", "hermann-stillingsvej"),
    }


def test_the_reports_show_the_recomputed_baseline_beside_the_printed_one(randers):
    table = pd.read_csv(randers.reports / "2026H1" / "indicators.csv", dtype=str)
    row = table[
        (table["indicator_id"] == "elevfravaer") & (table["area_id"] == "vangdalen") & (table["latest"] == "ja")
    ]
    assert row[["baseline_value", "baseline_recomputed"]].values.tolist() == [["10", "10.0"]]
