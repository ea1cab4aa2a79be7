"""What the plan's parties agree on, as files: each slip is named by file, row and column."""

import csv
import io
import shutil

import pytest

import frames
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.plan import Amount
from plan_files import copy_plan

PLAN = shared_plans.read(shared_plans.RANDERS)
SMALL = frames.ROOT / "tests" / "plans" / "lillekoebing"


@pytest.fixture
def folder(tmp_path):
    return copy_plan(frames.ROOT / "params" / "plan", tmp_path / "plan")


def change(folder, name, row, **cells):
    """Other texts in the cells of a row, by its line in the file."""
    path = folder / name
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[row - 2].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


SLIPS = [
    ("activities.csv", {"agreement": "skole"}, "agreement", "findes ikke i plan.yaml"),
    ("activities.csv", {"activity_id": "Npu 1"}, "activity_id", "Nøglen kan ikke bruges"),
    ("activities.csv", {"name_da": ""}, "name_da", "Feltet er tomt"),
    ("activities.csv", {"areas": "mars"}, "areas", "Områderne kan ikke læses"),
    ("activities.csv", {"age_from": "7"}, "age_to", "Alderen slutter, før den begynder"),
    ("activities.csv", {"age_to": "600"}, "age_to", "Tallet kan ikke passe"),
    ("activities.csv", {"plan_lines": "side 12"}, "plan_lines", "Stedet i planens tekst kan ikke læses"),
    ("activities.csv", {"responsible_da": "a@b.dk"}, "responsible_da", "ligner en persons adresse"),
    ("promises.csv", {"activity_id": "npuu"}, "activity_id", "findes ikke i activities.csv"),
    ("promises.csv", {"kind": "mindst"}, "kind", "kan ikke bruges"),
    ("promises.csv", {"least": ""}, "least", "Tallene passer ikke til number"),
    ("promises.csv", {"most": "11"}, "most", "Tallene passer ikke sammen"),
    ("promises.csv", {"kind": "range", "least": "12"}, "most", "Tallene passer ikke sammen"),
    ("promises.csv", {"kind": "at least"}, "most", "Tallene passer ikke til at least"),
    ("promises.csv", {"kind": "none"}, "least", "Tallene passer ikke til none"),
    ("promises.csv", {"calendar": "jul"}, "calendar", "kan ikke bruges"),
    ("promises.csv", {"calendar": "project"}, "calendar", "Kalenderen passer ikke til year"),
    ("promises.csv", {"printed": "måske"}, "printed", "Ordet kendes ikke"),
    ("hours.csv", {"hours_per_year": "", "hours_per_week": "", "weeks": ""}, "hours_per_year", "har ingen timer"),
    ("hours.csv", {"hours_per_week": ""}, "weeks", "uger uden timer om ugen"),
    ("hours.csv", {"weeks": "54"}, "weeks", "Tallet kan ikke passe"),
    ("hours.csv", {"calendar": "project"}, "calendar", "Timer kan ikke forfalde"),
    ("hours.csv", {"hours_kind": "frivillige"}, "hours_kind", "kan ikke bruges"),
    ("budget.csv", {"agreement": "skole"}, "agreement", "findes ikke i plan.yaml"),
    ("budget.csv", {"year": ""}, "year", "Feltet er tomt"),
    ("budget.csv", {"year": "26"}, "year", "Tallet kan ikke passe"),
    ("budget.csv", {"amount_kr": ""}, "amount_kr", "er ikke et tal"),
    ("budget.csv", {"amount_kr": "-5"}, "amount_kr", "er ikke et beløb fra 0"),
    ("budget.csv", {"rate_kr": "350,1255"}, "rate_kr", "er ikke et beløb fra 0"),
    ("budget.csv", {"invented": ""}, "invented", "Ordet kendes ikke"),
    ("budget.csv", {"funder_da": "a@b.dk"}, "funder_da", "ligner en persons adresse"),
    ("milestones.csv", {"due": "", "due_as_printed_da": ""}, "due", "Rækken siger ikke, hvornår"),
    ("milestones.csv", {"due": "2025-13-01"}, "due", "findes ikke i kalenderen"),
    ("milestones.csv", {"source_da": "avisen"}, "source_da", "Ordet kendes ikke"),
    ("milestones.csv", {"plan_lines": ""}, "plan_lines", "Stedet i planens tekst kan ikke læses"),
    ("milestones.csv", {"activity_id": "npu"}, "activity_id", "findes ikke i activities.csv"),
    ("members.csv", {"unit_da": ""}, "unit_da", "Feltet er tomt"),
    ("members.csv", {"office_da": "Direktør, tlf. 12 34 56 78"}, "office_da", "ligner en persons adresse"),
    ("members.csv", {"body_id": "Bestyrelsen"}, "body_id", "Nøglen kan ikke bruges"),
    ("plan_chain.csv", {"delmaal_id": "sproget"}, "delmaal_id", "findes ikke i delmaal.csv"),
    ("plan_chain.csv", {"quote_da": ""}, "quote_da", "Feltet er tomt"),
    ("plan_chain.csv", {"activity_id": "(delaftale)"}, "activity_id", "findes ikke i activities.csv"),
]


@pytest.mark.parametrize(("name", "cells", "column", "said"), SLIPS)
def test_a_slip_is_named_by_file_row_and_column_and_never_repeated(folder, name, cells, column, said):
    change(folder, name, 2, **cells)
    with pytest.raises(Stop) as stop:
        plans.read(folder)
    told = str(stop.value)
    assert f"»{name}« i planens mappe, række 2, kolonne »{column}«: " in told and said in told
    assert "12 34" not in told and "@" not in told


def test_an_activity_has_an_id_of_its_own_in_all_delaftaler(folder):
    change(folder, "activities.csv", 3, agreement="beskaeftigelse", activity_id="npu")
    with pytest.raises(Stop, match="Aktivitetens id står to gange") as stopped:
        plans.read(folder)
    assert "activity_id" in str(stopped.value)


def test_a_file_of_the_old_form_is_told_what_has_become_of_it(folder):
    (folder / "activities.csv").write_text(
        "activity_id,agreement,name_da,responsible,measure,target,target_kind,per,hours_per_year,responsible_da,"
        "measure_da,target_da,per_da\nnpu,uddannelse,NPU,x,y,10,number,year,9660,Institutionerne,y,10,om året\n",
        encoding="utf-8",
    )
    with pytest.raises(Stop, match="Filen har den gamle form, hvor leverancer og timer stod i samme fil") as stop:
        plans.read(folder)
    assert "leverancerne i promises.csv og timerne i hours.csv" in str(stop.value)


@pytest.mark.parametrize("name", ["milestones.csv", "members.csv", "plan_chain.csv"])
def test_a_plan_may_have_no_dated_promises_members_or_chain(tmp_path, name):
    small = shutil.copytree(SMALL, tmp_path / "plan")
    (small / name).unlink()
    assert plans.read(small).activities == plans.read(SMALL).activities


def test_a_member_that_stands_twice_in_a_body_is_told(folder):
    path = folder / "members.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}styregruppe,PPR,Leder,Randers Kommune,\n", encoding="utf-8")
    with pytest.raises(Stop, match="Rækken står allerede som række"):
        plans.read(folder)


def test_the_steering_group_has_the_27_seats_that_the_plan_prints():
    assert len(PLAN.members_of("styregruppe")) == 27
    assert len(PLAN.members_of("bestyrelse")) == 6
    assert all(PLAN.members_of(agreement.id) for agreement in PLAN.delaftaler)


def test_the_plans_numbers_are_those_that_it_prints():
    """By the audit's reading of the plan's text: what each promise's amount is called."""
    amounts = sorted(promise.word_amount() for promise in PLAN.promises if promise.kind is not Amount.NONE)
    printed = "10;11;11;2;1-2;ca. 15-20;4;ca. 35;4;ca. 12;5-7;mindst 3;mindst 15;45;2;mindst 12;mindst 5;11;mindst 5"
    assert amounts == sorted((*printed.split(";"), "6-8", "ca. 10", "mindst 2", "ca. 80", "2", "12"))
    assert [one.promise_id for one in PLAN.promises if not one.is_printed] == ["sprog_rollemodeller"]


def test_ppr_alone_owes_the_60_hours_of_language():
    owing = [one for one in PLAN.hours if one.printed_a_year == 60]
    assert [(one.responsible_da, one.purpose_da) for one in owing] == [
        ("PPR", "supervision (40) og tale-hørekonsulent (20)")
    ]


def test_the_chain_finds_the_aim_without_an_activity_and_the_activity_without_an_aim():
    goals = [goal.id for goal in PLAN.delmaal]
    assert plans.list_unserved_goals(PLAN.chain, goals) == []
    without = tuple(link for link in PLAN.chain if link.delmaal_id != "fritid")
    assert plans.list_unserved_goals(without, goals) == ["fritid"]
    # The plan's sentences on Familiedage name health, safety and networks, which no delmål measures.
    serving_none = plans.list_activities_serving_none(PLAN.chain, PLAN.activities)
    assert [activity.activity_id for activity in serving_none] == ["familiedage"]
    small = plans.read(SMALL)
    assert plans.list_unserved_goals(small.chain, [goal.id for goal in small.delmaal]) == ["fritid", "trygt_hjem"]
    assert plans.list_activities_serving_none(small.chain, small.activities) == []
