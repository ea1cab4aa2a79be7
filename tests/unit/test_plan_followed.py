"""The activities whose participants are followed: the columns of activities.csv, what they aim at, and their own k."""

import csv
import io

import pytest

import frames
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from plan_files import copy_plan

PLAN = shared_plans.read(shared_plans.RANDERS)
FOLLOWED = {one.activity_id: one for one in PLAN.followed_activities}
NEW = ("target_group", "followed", "outcome")


@pytest.fixture
def folder(tmp_path):
    return copy_plan(frames.ROOT / "params" / "plan", tmp_path / "plan")


def read_table(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def write_table(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def change(folder, activity_id, **cells):
    """Other texts in an activity's cells; its line in the file."""
    rows = read_table(folder / "activities.csv")
    place = next(n for n, row in enumerate(rows) if row["activity_id"] == activity_id)
    rows[place].update(cells)
    write_table(folder / "activities.csv", rows)
    return place + 2


def refuse(folder):
    with pytest.raises(Stop) as stopped:
        plans.read(folder)
    return str(stopped.value)


def test_randers_follows_those_of_whom_lists_can_be_kept():
    assert FOLLOWED["job_til_mor"].target_group == "moedre_paa_kontanthjaelp"
    assert FOLLOWED["job_til_mor"].outcome == "kontanthjaelp"
    assert FOLLOWED["brandkadet"].outcome == "" and FOLLOWED["brandkadet"].target_group == "unge"
    assert FOLLOWED["teenagegrupper"].target_group == ""
    assert "npu" not in FOLLOWED and len(FOLLOWED) == 11


def test_an_older_file_without_the_columns_follows_nobody(folder):
    rows = read_table(folder / "activities.csv")
    older = [{name: cell for name, cell in row.items() if name not in NEW} for row in rows]
    write_table(folder / "activities.csv", older)
    plan = plans.read(folder)
    assert plan.followed_activities == ()
    assert {(one.target_group, one.is_followed, one.outcome) for one in plan.activities} == {("", False, "")}
    assert [one.name_da for one in plan.activities] == [one.name_da for one in PLAN.activities]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"target_group": "mødre"}, "target_group", "Målgruppen kendes ikke"),
        ({"followed": "nej"}, "followed", "Ordet kendes ikke"),
        ({"followed": ""}, "outcome", "Aktivitetens deltagere følges ikke"),
        ({"outcome": "kontanthjælp"}, "outcome", "Planen har ikke vedtaget indikatoren"),
        ({"outcome": "udsaettelser"}, "outcome", "ikke talt ud fra personer"),
        ({"outcome": "grundskole_18_29"}, "outcome", "ikke talt ud fra personer"),
        ({"outcome": "ungdomsskole"}, "outcome", "tjener ikke delmålet fritid"),
    ],
)
def test_a_slip_in_the_new_columns_is_named_by_row_and_column(folder, cells, column, said):
    line = change(folder, "job_til_mor", **cells)
    told = refuse(folder)
    assert f"»activities.csv« i planens mappe, række {line}, kolonne »{column}«: " in told and said in told


def test_an_outcome_that_is_not_told_by_month_is_refused(folder):
    """Half a year before and after a course cannot be had of what is asked on one day of the year."""
    line = change(folder, "teenagegrupper", outcome="ungdomsskole")
    told = refuse(folder)
    assert f"række {line}, kolonne »outcome«: " in told and "ikke måned for måned" in told


@pytest.mark.parametrize(("column", "cell"), [("followed", "ja"), ("target_group", "unge")])
def test_nobody_takes_part_in_a_delaftale_as_a_whole(folder, column, cell):
    change(folder, "(delaftale)", **{column: cell})
    assert f"kolonne »{column}«" in refuse(folder)


def test_a_target_group_may_be_named_where_nobody_is_followed(folder):
    change(folder, "job_til_mor", followed="", outcome="")
    assert next(one for one in plans.read(folder).activities if one.activity_id == "job_til_mor").target_group


def test_without_a_chain_nothing_is_said_of_what_an_outcome_serves(folder):
    change(folder, "brandkadet", outcome="elevfravaer")
    (folder / "plan_chain.csv").unlink()
    assert "elevfravaer" in {one.outcome for one in plans.read(folder).followed_activities}


def set_k(folder, k, participants_k):
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8").replace("  k: 5\n", f"  k: {k}\n")
    line = "" if participants_k is None else f"  participants_k: {participants_k}\n"
    path.write_text(text.replace("  participants_k: 10\n", line), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("k", "told", "least"), [(5, 10, 10), (5, None, 10), (5, 5, 5), (12, None, 12), (12, 12, 12), (5, 20, 20)]
)
def test_participants_have_a_k_of_their_own_that_is_never_less(folder, k, told, least):
    assert plans.read(set_k(folder, k, told)).participants_k == least


@pytest.mark.parametrize(("k", "told"), [(5, 4), (12, 10), (5, "ti"), (5, "2.5")])
def test_a_k_of_participants_under_k_or_no_number_is_refused(folder, k, told):
    assert "Nøglen disclosure.participants_k" in refuse(set_k(folder, k, told))
