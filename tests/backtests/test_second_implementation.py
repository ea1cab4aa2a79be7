"""The package's figures and those of the second implementation (plain.py) are the same, cell by cell."""

import ast
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from backtests import handmade, loaded, plain
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from projects import Project

HALF_YEARS = ["2024H2", "2025H1", "2025H2", "2026H1"]


def assert_the_same(package: dict, second: dict) -> None:
    """The same cells, and in each the same numerator and denominator."""
    assert package
    assert package.keys() == second.keys()
    different = {key: (package[key], second[key]) for key in package if package[key] != second[key]}
    assert different == {}


def measured_by_plan(figures: dict, plan: plans.Plan) -> dict:
    """Those cells of plain.py that the plan measures: it counts every indicator in every area."""
    housing, wanted = {area.id for area in plan.areas}, {}
    for adoption in plan.adoptions:
        left_out = housing - set(adoption.areas)
        if not adoption.total:
            left_out.add(plan.total.id)
        wanted |= {key: f for key, f in figures.items() if key[0] == adoption.indicator_id and key[2] not in left_out}
    return wanted


def assert_a_run_agrees(project: Project) -> None:
    """The table that the pipeline measured for 2026H1, against plain.py on the same raw files."""
    package = loaded.figures(pd.read_parquet(project.processed / "2026H1" / "measured.parquet"))
    second = plain.figures(project.raw, project.plan, HALF_YEARS)
    assert_the_same(package, measured_by_plan(second, plans.read(project.plan)))


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """Figures of the extracts written by hand, all indicators adopted but the measures of the state's criteria, which
    need the law: by the package, and by plain.py."""
    folder = tmp_path_factory.mktemp("handmade")
    handmade.write_extracts(folder / "raw")
    plan = handmade.write_plan(folder / "plan", [k for k, one in catalogue.indicators().items() if not one.criterion])
    package = loaded.figures(loaded.measured(folder, plan, handmade.HALF_YEAR))
    return package, plain.figures(folder / "raw", plan, [handmade.HALF_YEAR])


def test_plain_imports_nothing_of_the_package():
    tree = ast.parse(Path(plain.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    library = {"__future__", "csv", "re", "collections", "collections.abc", "decimal", "pathlib"}
    assert names <= library | {"python_calamine"}


def test_both_agree_on_every_cell_of_the_extracts_written_by_hand(by_hand):
    assert_the_same(*by_hand)


@pytest.mark.parametrize("address", handmade.HOMES)
def test_plain_finds_the_area_of_an_address(address):
    assert plain.Areas(handmade.PLAN).of_address(address) == handmade.HOMES[address]


@pytest.mark.parametrize(
    ("key", "figure"),
    {
        # Counted by hand from handmade.py: exactly 10 % is not over; who moved counts where she lived last.
        ("elevfravaer", "2023-24", "alle-3"): (110, 670),
        ("elevfravaer_over_10", "2023-24", "moellebakken"): (1, 2),
        ("elevfravaer_over_10", "2023-24", "skraenten"): (1, 1),
        ("elevfravaer_over_10", "2023-24", "lillekoebing"): (4, 5),
        # Exactly 15 % is not over; nine months are enough, of which none at 17.
        ("elevfravaer_over_15", "2023-24", "moellebakken"): (1, 2),
        ("elevfravaer_over_15", "2023-24", "skraenten"): (0, 1),
        ("elevfravaer_over_15", "2023-24", "lillekoebing"): (2, 5),
        ("kontanthjaelp_laenge", "2023-10/2024-09", "skraenten"): (1, 7),
        ("kontanthjaelp_laenge", "2023-10/2024-09", "soeparken"): (1, 9),
        ("tomgang", "2023-12-31", "soeparken"): (2, 32),
        ("fraflytning", "2023", "soeparken"): (5, 32),
        ("udsaettelser", "2023", "alle-3"): (12, None),
        ("udsaettelser_effektive", "2023", "skraenten"): (4, None),
        ("unge_i_uddannelse_15_mdr", "2024-10", "skraenten"): (2, 4),
        ("unge_paabegyndt_samme_aar", "2024-10", "skraenten"): (2, 6),
        ("karakter_dansk_matematik", "2023", "alle-3"): (Decimal("52.5"), 9),
    }.items(),
    ids=str,
)
def test_both_agree_with_a_count_by_hand(by_hand, key, figure):
    package, second = by_hand
    assert package[key] == second[key] == figure


def test_both_agree_on_every_cell_of_a_made_up_plan(made):
    assert_a_run_agrees(made)


def test_both_agree_on_every_cell_of_randers_in_full_size(randers):
    assert_a_run_agrees(randers)
