"""The emergency group's year: counts for every reader, places and hours for the confidential edition only."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_logs import PLAN, SMALL, emergency_log
from hpanalysis import followup
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.followup import State, emergency
from hpanalysis.plan import Unit, Within

LOG = """activations:
  - {activated: 2025-11-14 16:20, level: gul, area: vangdalen, gathered: 2025-11-18 09:00, evaluation: nej}
  - {activated: 2026-02-27 21:40, level: roed, area: glarbjergvej, gathered: 2026-02-28 10:00, evaluation: ja,
     evaluated: 2026-03-19}
  - {activated: 2026-03-02 08:00, level: gul, area: energivej, gathered: 2026-03-06 08:00, evaluation: ja}
  - {activated: 2026-03-09 08:00, level: gul, area: energivej}
  - {activated: 2026-12-30 08:00, level: gul, area: vangdalen}
status_meetings:
  - {date: 2026-06-11, minutes: b-26}
"""
HOURS, DAYS = Within(24, Unit.HOURS), Within(3, Unit.WORKING_DAYS)


def told(text=LOG, year=2026, as_of="2026-12-31", plan=PLAN):
    return followup.assess_emergency_year(plan, emergency_log(text, as_of, plan), year)


def test_activations_are_counted_by_level_and_by_what_became_of_them():
    yellow, red = told().levels
    assert (yellow.level, yellow.activations, yellow.in_time, yellow.late) == ("gul", 3, 0, 1)
    assert (yellow.missing, yellow.to_come, yellow.undecided, yellow.to_evaluate) == (1, 1, 2, 1)
    assert (red.level, red.activations, red.in_time, red.to_evaluate, red.evaluated) == ("roed", 1, 1, 1, 1)
    assert (yellow.within, red.within) == ("inden for 3\xa0arbejdsdage", "inden for 24\xa0timer")


def test_the_yearly_meeting_is_a_duty_with_its_day():
    status = told().status
    assert [(one.state, one.done) for one in status.occasions] == [(State.DONE, date(2026, 6, 11))]
    assert told(year=2025, as_of="2026-12-31").status.due == 0  # five months of the plan


def test_a_year_without_activations_has_its_levels_with_none():
    assert [(level.level, level.activations) for level in told("").levels] == [("gul", 0), ("roed", 0)]


def leaves(value):
    """Every value that can be reached in a table."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield field.name
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def test_no_area_and_no_day_of_an_activation_can_be_reached_in_what_every_reader_is_told():
    found = set(map(str, leaves(told())))
    areas = {word for area in PLAN.areas for word in (area.id, area.name, area.short)}
    assert not found & (areas | {"area", "area_id", "area_name"})
    days = {f"{one.activated:%Y-%m-%d}" for one in emergency_log(LOG).activations}
    days |= {f"{one.gathered:%Y-%m-%d}" for one in emergency_log(LOG).activations if one.gathered}
    assert not [value for value in found for day in days if day in value]


def test_what_every_reader_is_told_is_the_same_wherever_it_happened():
    moved = LOG.replace("area: energivej", "area: sjaellandsgade").replace("area: glarbjergvej", "area: vangdalen")
    assert told(moved) == told()


def test_the_confidential_edition_has_place_hour_and_deadline():
    first, *_ = found = followup.list_activations(PLAN, emergency_log(LOG), 2026)
    assert [one.area_id for one in found] == ["glarbjergvej", "energivej", "energivej", "vangdalen"]
    assert first.due == datetime(2026, 2, 28, 21, 40)
    assert [one.state for one in found] == [State.DONE, State.LATE, State.MISSING, State.NOT_YET_DUE]


def test_a_log_with_an_impossible_date_tells_nothing():
    wrong = "activations: [{activated: 2025-07-01 10:00, level: gul, area: vangdalen}]"
    with pytest.raises(Stop, match="ligger før helhedsplanen"):
        told(wrong)
    with pytest.raises(Stop, match="ligger før helhedsplanen"):
        followup.list_activations(PLAN, emergency_log(wrong), 2026)
    with pytest.raises(WrongUse):
        told(year=2031)


def test_a_plan_with_one_level_has_one():
    (only,) = told("", plan=SMALL).levels
    assert (only.level, only.within) == ("gul", "inden for 2\xa0arbejdsdage")
    assert told("", plan=SMALL).status.due == 2


@pytest.mark.parametrize(
    ("activated", "due"),
    [
        ("2026-11-23 10:00", "2026-11-26 23:59"),  # Monday: Tuesday, Wednesday, Thursday
        ("2026-11-27 23:30", "2026-12-02 23:59"),  # Friday evening: Monday, Tuesday, Wednesday
        ("2026-04-01 13:15", "2026-04-09 23:59"),  # Easter between
    ],
)
def test_three_working_days_end_with_the_third(activated, due):
    assert emergency.compute_deadline(datetime.fromisoformat(activated), DAYS) == datetime.fromisoformat(due)


@given(st.datetimes(datetime(2025, 8, 1), datetime(2029, 7, 31)))
def test_a_limit_in_hours_is_by_the_clock_and_one_in_days_never_shorter(moment):
    assert emergency.compute_deadline(moment, HOURS) - moment == timedelta(hours=24)
    assert timedelta(days=3) <= emergency.compute_deadline(moment, DAYS) - moment <= timedelta(days=11)


@given(st.integers(0, 200), st.integers(0, 20))
def test_the_states_of_a_level_add_up_to_its_activations(minutes, days):
    gathered = datetime(2026, 3, 2, 8) + timedelta(days=days, minutes=minutes)
    one = f"activated: 2026-03-02 08:00, level: gul, area: energivej, gathered: {gathered:%Y-%m-%d %H:%M}"
    level = told(f"activations: [{{{one}}}]").levels[0]
    assert level.in_time + level.late + level.missing + level.to_come == level.activations == 1
    assert level.to_evaluate + level.not_to_evaluate + level.undecided == 1
    assert (level.in_time == 1) is (gathered < datetime(2026, 3, 6))
