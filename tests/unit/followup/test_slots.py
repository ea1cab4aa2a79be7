"""When a yearly duty is due, and which of the things done fulfil it."""

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup_logs import PLAN, meetings, year
from hpanalysis.followup import accounting_year, slots
from hpanalysis.followup.model import State
from hpanalysis.plan import AccountingYear

YEARS = [accounting_year.get_accounting_year(PLAN, number) for number in accounting_year.list_accounting_years(PLAN)]


@dataclass(frozen=True)
class On:
    date: date


def duty(name):
    return next(duty for duty in PLAN.duties if duty.id == name)


def due(name, number):
    return [
        slot.due.isoformat()
        for slot in slots.list_slots(duty(name), PLAN, accounting_year.get_accounting_year(PLAN, number))
    ]


def test_the_steering_groups_meetings_are_due_by_the_end_of_their_seasons():
    assert due("styregruppe_moede", 2026) == ["2026-05-31", "2026-08-31", "2026-11-30"]
    assert due("bestyrelse_moede", 2026) == ["2026-05-31", "2026-11-30"]


def test_a_season_that_the_plan_covers_in_part_owes_no_meeting():
    assert due("styregruppe_moede", 2025) == ["2025-11-30"]  # the plan begins on 1 August, in the summer
    assert due("styregruppe_moede", 2029) == ["2029-05-31"]  # it ends on 31 July


def test_a_yearly_duty_is_owed_as_often_as_the_plan_has_years():
    for name, times in (("datarapport", 1), ("bestyrelse_strategi", 2), ("beredskab_status", 1)):
        assert [len(slots.list_slots(duty(name), PLAN, one)) for one in YEARS] == {
            1: [0, 1, 1, 1, 1],
            2: [1, 2, 2, 2, 1],
        }[times]


def test_a_yearly_duty_is_due_on_the_last_day_of_the_year_in_the_plan():
    assert due("datarapport", 2026) == ["2026-12-31"]
    assert due("datarapport", 2029) == ["2029-07-31"]


@given(st.integers(1, 12))
def test_over_the_plan_a_duty_is_never_owed_more_than_once_beyond_its_times_a_year(times):
    assert abs(sum(slots.count_due(times, one) for one in YEARS) - 4 * times) <= 1


def test_a_season_that_lies_in_two_accounting_years_belongs_to_the_one_it_ends_in():
    settings = PLAN.settings.model_copy(update={"accounting_year": AccountingYear(first_month=4)})
    plan = dataclasses.replace(PLAN, settings=settings)
    before, after = (accounting_year.get_accounting_year(plan, number) for number in (2026, 2027))
    steering = duty("styregruppe_moede")
    assert slots.find_span(steering, before) == (date(2025, 3, 1), date(2026, 2, 28))
    assert slots.find_span(steering, after) == (date(2026, 3, 1), date(2027, 2, 28))
    spring, *_ = slots.list_slots(steering, plan, after)
    assert (spring.opens, spring.due) == (date(2026, 3, 1), date(2026, 5, 31))
    log = "meetings:\n" + meetings("styregruppe_moede", "2026-03-16")
    states = [
        one.state for one in year(log, of=2027, as_of="2026-12-01", plan=plan).duty("styregruppe_moede").occasions
    ]
    assert states == [State.DONE, State.MISSING, State.MISSING]
    assert year(log, of=2026, as_of="2026-12-01", plan=plan).duty("styregruppe_moede").done == 0


@given(st.integers(1, 12))
def test_whatever_the_accounting_year_every_season_of_the_plan_is_due_once(month):
    settings = PLAN.settings.model_copy(update={"accounting_year": AccountingYear(first_month=month)})
    plan = dataclasses.replace(PLAN, settings=settings)
    years = [
        accounting_year.get_accounting_year(plan, number) for number in accounting_year.list_accounting_years(plan)
    ]
    found = [slot.due for one in years for slot in slots.list_slots(duty("styregruppe_moede"), plan, one)]
    assert len(set(found)) == len(found) == 11  # an autumn, three years of three, a spring
    assert found == sorted(found)


def test_the_meeting_of_a_season_is_the_one_held_in_it():
    wanted = slots.list_slots(duty("styregruppe_moede"), PLAN, accounting_year.get_accounting_year(PLAN, 2026))
    filled = slots.fill(wanted, [On(date(2026, 6, 10))])
    assert [entry for _, entry in filled.slots] == [None, On(date(2026, 6, 10)), None]


def test_a_second_meeting_in_the_summer_is_the_springs_held_late():
    wanted = slots.list_slots(duty("styregruppe_moede"), PLAN, accounting_year.get_accounting_year(PLAN, 2026))
    filled = slots.fill(wanted, [On(date(2026, 8, 20)), On(date(2026, 6, 10)), On(date(2026, 12, 9))])
    assert [entry.date.isoformat() for _, entry in filled.slots] == ["2026-08-20", "2026-06-10", "2026-12-09"]
    assert filled.beyond == ()


def test_what_is_held_ahead_of_every_open_season_is_beyond():
    wanted = slots.list_slots(duty("styregruppe_moede"), PLAN, accounting_year.get_accounting_year(PLAN, 2025))
    filled = slots.fill(wanted, [On(date(2025, 8, 20))])
    assert (filled.slots[0][1], filled.beyond) == (None, (On(date(2025, 8, 20)),))


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6))
def test_each_meeting_is_counted_once_and_none_is_lost(days):
    wanted = slots.list_slots(duty("styregruppe_moede"), PLAN, accounting_year.get_accounting_year(PLAN, 2026))
    filled = slots.fill(wanted, [On(day) for day in days])
    used = [entry.date for _, entry in filled.slots if entry]
    assert sorted([*used, *(entry.date for entry in filled.beyond)]) == sorted(days)
    assert all(slot.opens <= entry.date for slot, entry in filled.slots if entry)


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6))
def test_a_season_with_a_meeting_in_it_is_never_late(days):
    for slot, entry in slots.fill(
        slots.list_slots(duty("styregruppe_moede"), PLAN, accounting_year.get_accounting_year(PLAN, 2026)),
        [On(day) for day in days],
    ).slots:
        if any(slot.opens <= day <= slot.due for day in days):
            assert entry is not None and entry.date <= slot.due


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_nothing_is_missing_before_the_day_after_its_deadline(due_day, as_of):
    assert slots.judge_state(due_day, None, as_of) is (State.MISSING if as_of > due_day else State.NOT_YET_DUE)
    assert slots.judge_state(due_day, due_day, as_of) is State.DONE
    assert slots.judge_state(due_day, due_day + timedelta(days=1), as_of) is State.LATE
