"""The demo's lists of participants: who is in them, how they grow, and the effect that one activity is given."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

import shared_plans
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.demo.calibration import settings
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.settings import ParticipantSettings
from hpanalysis.demo.extracts import Extracts, simulate_town
from hpanalysis.demo.registers.participants import count_beginning
from hpanalysis.errors import Stop

PLAN = shared_plans.read(shared_plans.RANDERS, as_printed=True)
SETTINGS = settings.read(PLAN)
LISTS = (HalfYear(2025, 2), HalfYear(2026, 1))
ON_BENEFIT = {"Kontanthjælp, jobparat", "Kontanthjælp, aktivitetsparat"}


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), sep=";", dtype=str, encoding="utf-8-sig").fillna("")


def write_files(chosen: settings.Settings, plan: plans.Plan = PLAN) -> dict[str, bytes]:
    extracts = Extracts(simulate_town(plan, chosen, Draws(2025)))
    return {f"{file.half_year}/{file.name}": file.content for file in extracts.files()}


@pytest.fixture(scope="module")
def files():
    return write_files(SETTINGS)


@pytest.fixture(scope="module")
def lists(files):
    return {half: read(files[f"{half}/deltagere.csv"]) for half in LISTS}


@pytest.fixture(scope="module")
def benefits(files):
    """By person and month, whether on kontanthjælp."""
    rows = pd.concat([read(content) for name, content in files.items() if "beskaeftigelse" in name])
    rows["on"] = rows["Ydelse"].isin(ON_BENEFIT)
    return rows.drop_duplicates(["CPR-nummer", "Måned"], keep="last").pivot(
        index="CPR-nummer", columns="Måned", values="on"
    )


@pytest.mark.slow
def test_nobody_takes_part_before_the_plan_begins(files):
    assert [name for name in files if "deltagere" in name] == ["2025H2/deltagere.csv", "2026H1/deltagere.csv"]


def test_each_activity_that_is_followed_has_participants_and_no_other(lists):
    names = {activity.name_da for activity in PLAN.followed_activities}
    assert set(lists[LISTS[1]]["Aktivitet"]) == names


def test_a_list_is_whole_each_time_and_tells_of_no_later_day(lists):
    before, now = (lists[half] for half in LISTS)
    key = ["CPR-nummer", "Aktivitet", "Startdato"]
    assert set(before[key].itertuples(index=False)) <= set(now[key].itertuples(index=False))
    for half, rows in lists.items():
        days = pd.to_datetime(rows[["Startdato", "Slutdato"]].stack().replace("", None).dropna(), dayfirst=True)
        assert days.min().date() >= PLAN.settings.start and days.max().date() <= half.cutoff
        assert ((rows["Slutdato"] == "") == (rows["Afslutning"] == "")).all()
    ended = before[before["Slutdato"] != ""]
    assert set(ended.itertuples(index=False)) <= set(now.itertuples(index=False))


def test_some_courses_are_broken_off_some_go_on_and_some_persons_are_in_two_activities(lists):
    rows = lists[LISTS[1]]
    assert set(rows["Afslutning"]) == {"Gennemført", "Afbrudt", ""}
    assert set(rows["Rolle"]) == {"Barn", "Forælder", "Deltager"}
    assert (rows.groupby("CPR-nummer")["Aktivitet"].nunique() > 1).sum() >= 20


@pytest.mark.parametrize(
    ("activity", "role", "least", "most"),
    [
        ("Job til mor", "Forælder", 45, 45),
        ("Fremskudt beskæftigelsesindsats", "Deltager", 100, 140),
        ("Fremmøde i skolen", "Barn", 45, 65),
        ("Brandkadet", "Deltager", 12, 20),
        ("Lommepengejob", "Deltager", 16, 22),
        ("Social vicevært", "Deltager", 65, 85),
    ],
)
def test_there_are_about_as_many_as_the_plan_promises(lists, activity, role, least, most):
    rows = lists[LISTS[1]]
    assert least <= ((rows["Aktivitet"] == activity) & (rows["Rolle"] == role)).sum() <= most


@pytest.mark.slow
def test_all_other_files_are_those_of_a_plan_that_follows_nobody(files):
    """Participants are chosen by what becomes of them anyway, so that no other extract moves by a byte."""
    nobody = replace(PLAN, activities=tuple(replace(one, is_followed=False) for one in PLAN.activities))
    others = write_files(SETTINGS, nobody)
    assert others == {name: content for name, content in files.items() if "deltagere" not in name}


def compare(lists, benefits, activity):
    """How much the share on kontanthjælp fell from the six months before to the six after, for those who began in
    August and September 2025 on it, and for all others on it then."""
    rows = lists[LISTS[1]]
    months = list(benefits.columns)
    falls = {True: [], False: []}
    for start in ("2025-08", "2025-09"):
        place = months.index(start)
        began = rows[(rows["Aktivitet"] == activity) & rows["Startdato"].str.endswith(f"{start[5:]}-2025")]
        on_it = benefits[benefits[start].fillna(False).astype(bool)].astype(float)
        fall = on_it.iloc[:, place - 6 : place].mean(axis=1) - on_it.iloc[:, place + 1 : place + 7].mean(axis=1)
        takes_part = fall.index.isin(began["CPR-nummer"])
        falls[True] += fall[takes_part].dropna().tolist()
        falls[False] += fall[~takes_part].dropna().tolist()
    assert len(falls[True]) >= 20
    return np.mean(falls[True]) - np.mean(falls[False])


def test_one_activity_looks_as_if_it_worked_and_another_does_not(lists, benefits):
    assert compare(lists, benefits, "Fremskudt beskæftigelsesindsats") > 0.1
    assert abs(compare(lists, benefits, "Det gode liv for alle – en sundhedsindsats")) < 0.08


@pytest.mark.slow
def test_without_the_setting_nothing_is_planted(benefits):
    plain = {key: one.model_copy(update={"favours_leavers": 1.0}) for key, one in SETTINGS.participants.items()}
    chosen = SETTINGS.model_copy(update={"participants": plain})
    lists = {LISTS[1]: read(write_files(chosen)["2026H1/deltagere.csv"])}
    assert abs(compare(lists, benefits, "Fremskudt beskæftigelsesindsats")) < 0.1


def test_a_years_courses_are_all_begun_in_it_however_they_are_spread():
    for begins_in in ([], [2, 8], [8, 9, 10, 11]):
        for a_year in (0, 7, 12, 60):
            one = ParticipantSettings(pool="voksne", a_year=a_year, weeks=10, begins_in=begins_in)
            by_month = Counter({month: count_beginning(one, 20, month) for month in range(1, 13)})
            assert by_month.total() == a_year
            assert not begins_in or {month for month in by_month if by_month[month]} <= set(begins_in)
    opening = ParticipantSettings(pool="voksne", at_start=40, weeks=10)
    assert [count_beginning(opening, months, 8) for months in range(4)] == [20, 20, 0, 0]


def test_an_activity_that_demo_yaml_does_not_know_is_named():
    without = SETTINGS.model_copy(update={"participants": {}})
    with pytest.raises(Stop, match=r"participants\.job_til_mor mangler"):
        without.participants_of("job_til_mor")


def test_ages_are_those_that_the_activity_is_for(lists):
    rows = lists[LISTS[1]]
    young = rows[rows["Aktivitet"] == "Brandkadet"]
    for number, start in zip(young["CPR-nummer"], young["Startdato"], strict=True):
        born, begun = 2000 + int(number[4:6]), date(int(start[6:]), int(start[3:5]), int(start[:2]))
        assert 13 <= begun.year - born <= 18
    assert catalogue.sources()["deltagere"].lists_participants
