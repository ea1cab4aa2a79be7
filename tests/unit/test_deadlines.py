"""What is owed in a half-year, by when, and until when a raw file may lie there."""

from dataclasses import replace
from datetime import date

import pytest

import frames
import shared_plans
from hpanalysis import deadlines
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import DataAgreement
from hpanalysis.workspace import Workspace

PLAN = shared_plans.read(shared_plans.RANDERS)
SOURCES = catalogue.sources()
AGREED = DataAgreement(
    source="moedre",
    data_controller="Kommunen",
    legal_basis="Loven",
    agreement="Aftalen",
    delivered_by="Kommunen",
    contact="Jobcentret",
    days_before_meeting=35,
    months_kept=18,
    note="",
)


@pytest.mark.parametrize(
    ("source", "half_year", "window"),
    [
        ("sprogvurdering", "2026H1", "2025"),
        ("sprogvurdering", "2026H2", None),
        ("elevfravaer", "2026H1", None),
        ("elevfravaer", "2026H2", "2025-26"),
        ("beskaeftigelse", "2026H1", "2025-04/2026-03"),
        ("beskaeftigelse", "2026H2", "2025-10/2026-09"),
        ("boligsociale_data", "2026H1", None),
    ],
)
def test_a_source_is_owed_only_where_a_window_of_its_closes(source, half_year, window):
    span = deadlines.find_window_owed(PLAN, SOURCES[source], HalfYear.parse(half_year))
    assert (span.id if span else None) == window


@pytest.mark.parametrize(("half_year", "is_owed"), [("2025H1", False), ("2025H2", True), ("2029H1", True)])
def test_a_list_of_participants_is_owed_whole_from_the_half_year_in_which_the_plan_begins(half_year, is_owed):
    half = HalfYear.parse(half_year)
    span = deadlines.find_window_owed(PLAN, SOURCES["deltagere"], half)
    assert (span is not None) is is_owed
    assert span is None or (span.start, span.end, span.id) == (PLAN.settings.start, half.cutoff, half_year)
    assert not deadlines.has_no_fixed_time(PLAN, SOURCES["deltagere"], half)


def test_a_plan_that_follows_no_activity_owes_no_list_of_participants():
    nobody = replace(PLAN, activities=tuple(replace(one, is_followed=False) for one in PLAN.activities))
    listed = {source.name for source in deadlines.list_requestable_sources(PLAN)}
    assert listed - {source.name for source in deadlines.list_requestable_sources(nobody)} == {"deltagere"}
    assert deadlines.find_window_owed(nobody, SOURCES["deltagere"], HalfYear.parse("2026H1")) is None


def test_only_what_its_publisher_times_is_never_owed():
    half = HalfYear.parse("2026H1")
    found = {
        source.name for source in deadlines.list_needed_sources(PLAN) if deadlines.has_no_fixed_time(PLAN, source, half)
    }
    by_year = {"boligsociale_data", "boligstatistiske_noegletal", "statens_kriterier"}
    assert found == {*by_year, "tryghedsmaaling", "valgdata"}


def test_the_due_date_is_counted_back_from_the_meeting():
    assert AGREED.due(date(2026, 9, 21)) == date(2026, 8, 17)  # 35 days
    assert deadlines.find_due_date(PLAN, SOURCES["moedre"], date(2026, 9, 21)) == date(2026, 8, 17)


def test_without_a_meeting_there_is_no_due_date():
    assert deadlines.find_due_date(PLAN, SOURCES["moedre"], None) is None


@pytest.mark.parametrize(
    ("half_year", "last"),
    [("2024H2", date(2026, 6, 30)), ("2025H1", date(2026, 12, 31)), ("2026H1", date(2027, 12, 31))],
)
def test_a_raw_file_is_kept_so_many_months_after_its_half_years_cutoff(half_year, last):
    assert AGREED.kept_until(HalfYear.parse(half_year)) == last


def test_a_raw_file_is_past_its_time_only_on_the_day_after_its_last():
    half, last = HalfYear.parse("2024H2"), date(2026, 6, 30)
    assert deadlines.find_last_day(PLAN, "beskaeftigelse", half) == last
    assert not deadlines.is_past_last_day(PLAN, "beskaeftigelse", half, last)
    assert deadlines.is_past_last_day(PLAN, "beskaeftigelse", half, date(2026, 7, 1))


def test_the_files_to_delete_are_those_that_lie_there_and_are_past_their_time(tmp_path):
    for half_year, name in (
        ("2024H2", "beskaeftigelse.csv"),
        ("2024H2", "LÆSMIG.txt"),
        ("2026H1", "beskaeftigelse.csv"),
    ):
        (tmp_path / half_year).mkdir(exist_ok=True)
        (tmp_path / half_year / name).write_text("", encoding="utf-8")
    workspace = Workspace.at(frames.ROOT, raw=tmp_path)
    half = HalfYear.parse("2026H1")
    (found,) = deadlines.list_files_to_delete(workspace, half, date(2026, 9, 7))
    assert (found.path, str(found.half_year)) == (tmp_path / "2024H2" / "beskaeftigelse.csv", "2024H2")
    assert deadlines.list_files_to_delete(workspace, half, date(2026, 6, 30)) == []
