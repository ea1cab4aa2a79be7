"""What the plan prints besides its baselines, and what is told of its systems, choices and contradictions."""

import csv
import shutil
from datetime import date

import pytest

import frames
from hpanalysis import plan as plans
from hpanalysis.errors import Stop

RANDERS = frames.ROOT / "params" / "plan"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(RANDERS.parent / "law", tmp_path / "law")
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
    with pytest.raises(Stop, match=r"mars findes ikke i adoption.csv"):
        plans.read(folder)


def test_a_plan_names_its_systems_choices_and_contradictions():
    plan = plans.read(RANDERS)
    assert plan.data_agreement("unoung").system == "Unoung" and plan.data_agreement("elevfravaer").system == ""
    assert {choice.choice_id for choice in plan.choices_of("sprog_saerlig")} == {
        "sprog_talesprog",
        "sprog_alder",
        "sprog_alle_vurderede",
    }
    assert all(choice.confirmed_on is None for choice in plan.choices)  # nobody has confirmed anything yet
    assert len(plan.contradictions) == 6


@pytest.mark.parametrize("name", ["choices.csv", "contradictions.csv"])
def test_a_plan_without_the_file_has_none(folder, name):
    (folder / name).unlink()
    plan = plans.read(folder)
    assert getattr(plan, name.removesuffix(".csv")) == ()


def test_a_confirmed_choice_says_by_whom_and_when(folder):
    change(folder, "choices.csv", 0, confirmed_by_da="Jobcenter Randers", confirmed_on="1. september 2026")
    (choice,) = plans.read(folder).choices_of("uden_for_arbejdsmarkedet")
    assert (choice.confirmed_by_da, choice.confirmed_on) == ("Jobcenter Randers", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"indicators": "mars"}, "indicators: mars findes ikke"),
        ({"indicators": ""}, "indicators: Feltet er tomt"),
        ({"choice_da": ""}, "choice_da: Feltet er tomt"),
        ({"confirm_by_da": "leder@randers.dk"}, "confirm_by_da: Feltet ligner en persons"),
        ({"confirmed_on": "2026-09-01"}, "confirmed_by_da: Feltet er tomt"),
        ({"confirmed_by_da": "Jobcenter Randers"}, "confirmed_on: Feltet er tomt"),
        ({"confirmed_by_da": "Jobcenter Randers", "confirmed_on": "2026-09-31"}, "confirmed_on: Feltet"),
        ({"choice_id": "Nr. 1"}, "choice_id: Nøglen"),
    ],
)
def test_a_choice_that_cannot_be_used_is_told_with_its_place(folder, cells, place):
    change(folder, "choices.csv", 0, **cells)
    with pytest.raises(Stop) as stop:
        plans.read(folder)
    where, _, what = place.partition(": ")
    told = str(stop.value)
    assert "choices.csv" in told and "række 2" in told and where in told and what in told
    assert "leder@" not in told


@pytest.mark.parametrize("cells", [{"quote_lines": "side 4"}, {"against_lines": ""}, {"meaning_da": ""}])
def test_a_contradiction_without_its_places_or_meaning_is_refused(folder, cells):
    change(folder, "contradictions.csv", 0, **cells)
    with pytest.raises(Stop, match=r"contradictions.csv.*række 2"):
        plans.read(folder)
