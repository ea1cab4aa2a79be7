"""First the steering group, then the board about three weeks later."""

import pytest

from followup_logs import meetings, year


def order(steering, board, **more):
    log = "meetings:\n" + meetings("styregruppe_moede", *steering) + meetings("bestyrelse_moede", *board)
    return year(log, **more).order


@pytest.mark.parametrize(
    ("board", "days", "kept"),
    [
        ("2026-03-16", 21, True),
        ("2026-03-09", 14, True),
        ("2026-03-23", 28, True),
        ("2026-03-08", 13, False),
        ("2026-03-24", 29, False),
        ("2026-02-23", 0, False),
    ],
)
def test_three_weeks_are_kept_a_week_more_or_less(board, days, kept):
    (one,) = order(["2026-02-23"], [board])
    assert (one.days, one.expected, one.as_agreed) == (days, 21, kept)


def test_the_board_is_held_against_the_steering_groups_last_meeting_before_it():
    spring, autumn = order(["2026-02-23", "2026-06-15", "2026-09-21"], ["2026-10-12", "2026-03-16"])
    assert (spring.steering_group.isoformat(), spring.days) == ("2026-02-23", 21)
    assert (autumn.steering_group.isoformat(), autumn.days) == ("2026-09-21", 21)


def test_a_board_without_a_steering_group_ahead_of_it_is_not_kept():
    (one,) = order(["2026-06-15"], ["2026-03-16"])
    assert (one.steering_group, one.days, one.as_agreed) == (None, None, False)


def test_a_steering_group_of_last_year_counts():
    (one,) = order(["2025-12-22"], ["2026-01-12"])
    assert (one.days, one.as_agreed) == (21, True)


def test_meetings_of_other_years_are_not_told():
    assert order(["2025-09-15"], ["2025-10-06"]) == ()
    assert len(order(["2025-09-15"], ["2025-10-06"], of=2025)) == 1
