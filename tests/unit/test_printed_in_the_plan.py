"""What the plan prints besides its baselines, and what is told of its systems, choices and contradictions."""

import csv
import shutil

import pytest

import frames
from hpanalysis import plan as plans
from hpanalysis.errors import Stop

RANDERS = frames.ROOT / "params" / "plan"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(RANDERS, tmp_path / "plan")


def change(folder, name, number, **cells):
    """Write other cells into a row of a plan's file, counted from 0."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[number] |= cells
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_comparison_without_its_group_is_refused_with_its_row(folder):
    change(folder, "context.csv", 0, indicator_id="elevfravaer_over_10", compared_da="")
    with pytest.raises(Stop, match=r"context.csv.*række 2.*compared_da"):
        plans.read(folder)


def test_a_comparison_with_an_indicator_that_is_not_adopted_is_refused(folder):
    change(folder, "context.csv", 0, indicator_id="mars", compared_da="landet")
    with pytest.raises(Stop, match="mars findes ikke i adoption.csv"):
        plans.read(folder)
