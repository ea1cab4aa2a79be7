"""A list of participants as it is loaded: who, in which activity, and in no area."""

from dataclasses import replace
from datetime import date

import pytest

import shared_plans
from hpanalysis import load
from hpanalysis.definitions.sources.deltagere import SOURCE
from hpanalysis.errors import Stop
from hpanalysis.load.frame import load_frame

PLAN = shared_plans.read(shared_plans.RANDERS)
KEY = load.Key(b"a key for tests")
HEADING = "CPR-nummer;Aktivitet;Rolle;Startdato;Slutdato;Afslutning;Partner"
ROW = "010188-1234;Job til mor;Forælder;01-09-2025;;;Carelink"


def read(tmp_path, *rows, heading=HEADING, name="deltagere.csv", plan=PLAN):
    path = tmp_path / name
    path.write_text("\r\n".join([heading, *rows]) + "\r\n", encoding="utf-8-sig", newline="")
    return load_frame(SOURCE, [path], plan, KEY)


def refuse(tmp_path, *rows, **options):
    with pytest.raises(Stop) as stopped:
        read(tmp_path, *rows, **options)
    return str(stopped.value)


def test_a_course_has_a_person_an_activity_and_no_area(tmp_path):
    loaded = read(tmp_path, ROW, "0202101235;fremmoede_i_skolen;barn;2025-10-01;2025-12-01;afbrudt;Skolen")
    assert list(loaded.frame) == [
        *("person", "koen", "foedselsaar", "aktivitet", "rolle", "start", "slut", "afslutning", "partner")
    ]
    mother, child = loaded.frame.to_dict("records")
    assert mother["person"] == KEY.pseudonym("010188-1234")
    assert (mother["koen"], mother["foedselsaar"], mother["aktivitet"]) == ("kvinde", 1988, "job_til_mor")
    assert (mother["rolle"], mother["start"]) == ("foraelder", date(2025, 9, 1))
    assert loaded.frame["slut"].isna().tolist() == [True, False]
    assert (child["rolle"], child["afslutning"], child["slut"]) == ("barn", "afbrudt", date(2025, 12, 1))
    assert (loaded.rows, loaded.unmatched, loaded.addresses, loaded.by_history) == (2, 0, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Det gode liv for alle – en sundhedsindsats",
        "det gode liv for alle - en SUNDHEDSINDSATS",
        "Det  gode liv for alle — en sundhedsindsats ",
        "det_gode_liv",
        "DET_GODE_LIV",
    ],
)
def test_an_activity_may_be_written_by_its_id_or_its_name_in_any_case_and_dash(tmp_path, text):
    assert read(tmp_path, ROW.replace("Job til mor", text)).frame["aktivitet"].tolist() == ["det_gode_liv"]


@pytest.mark.parametrize(
    "text",
    [
        "Job til far",
        "npu",  # the plan has it, and follows nobody in it
        "Neuropsykologisk udviklingsleg (NPU)",
        "(delaftale)",
        "Job",
    ],
)
def test_an_activity_that_is_not_followed_stops_with_row_and_column_and_no_value(tmp_path, text):
    told = refuse(tmp_path, ROW, ROW.replace("Job til mor", text))
    assert told.startswith("»deltagere.csv«, række 3, kolonne »Aktivitet«: Værdien er ikke mulig og vises ikke her.")
    assert "activities.csv" in told and text not in told


def test_a_plan_that_follows_no_activity_takes_no_course(tmp_path):
    nobody = replace(PLAN, activities=tuple(replace(one, is_followed=False) for one in PLAN.activities))
    assert "kolonne »Aktivitet«" in refuse(tmp_path, ROW, plan=nobody)


def test_a_name_that_two_followed_activities_share_is_taken_for_neither(tmp_path):
    alike = replace(PLAN, activities=tuple(replace(one, name_da="Job til mor") for one in PLAN.activities))
    assert "kolonne »Aktivitet«" in refuse(tmp_path, ROW, plan=alike)
    assert read(tmp_path, ROW.replace("Job til mor", "job_til_mor"), plan=alike).rows == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("Forælder", "Lærer"), "Rolle"),
        (ROW.replace("Forælder", ""), "Rolle"),
        (ROW.replace("01-09-2025", "31-09-2025"), "Startdato"),
        (ROW.replace("01-09-2025", ""), "Startdato"),
        (ROW.replace("2025;;;", "2025;;måske;"), "Afslutning"),
        (ROW.replace("010188-1234", "310288-1234"), "CPR-nummer"),
        (ROW.replace("Job til mor", ""), "Aktivitet"),
    ],
)
def test_a_cell_that_cannot_be_is_named_and_not_shown(tmp_path, row, column):
    told = refuse(tmp_path, ROW, row)
    assert f"række 3, kolonne »{column}«" in told
    assert "310288" not in told and "31-09" not in told and "Lærer" not in told


def test_a_cpr_number_among_the_partners_is_refused(tmp_path):
    assert "ligner CPR-numre" in refuse(tmp_path, ROW.replace("Carelink", "Carelink 010188-1234"))


def test_names_and_addresses_that_come_along_are_left_in_the_file(tmp_path):
    loaded = read(tmp_path, f"Opdigtet Navn;{ROW};Vangdalen 3", heading=f"Navn;{HEADING};Adresse")
    assert "Opdigtet" not in loaded.frame.to_csv() and "Vangdalen" not in loaded.frame.to_csv()


def test_the_lists_of_several_partners_are_one(tmp_path):
    read(tmp_path, ROW, name="deltagere_carelink.csv")
    paths = sorted(tmp_path.glob("deltagere*.csv"))
    (tmp_path / "deltagere_skoler.csv").write_bytes(paths[0].read_bytes())
    assert load_frame(SOURCE, sorted(tmp_path.glob("*.csv")), PLAN, KEY).rows == 2
    assert SOURCE.takes_file("Deltagere_Carelink.csv") and not SOURCE.takes_file("deltagere.xlsx")
