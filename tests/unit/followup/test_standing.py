"""How a promise stands: each kind by hand. The whole plan, by a second judge, is in test_whole_plan.py."""

import math
from dataclasses import replace
from datetime import date

import pytest

from followup_logs import PLAN
from hpanalysis.followup.promise_model import Standing
from hpanalysis.followup.promised import rounds
from hpanalysis.followup.promised.standing import Reported, judge_promise
from hpanalysis.plan import Calendar, Per

S = Standing
SETTINGS = PLAN.settings
PROMISES = {promise.promise_id: promise for promise in PLAN.promises}


def find_round(promise, day):
    return next(one for one in rounds.list_rounds(promise.calendar, SETTINGS) if one.contains(day))


def stands(promise, number, day, reported=None, groups=1):
    """Judged on a day, by a report of that day or of another; no report for None."""
    when = date.fromisoformat(day)
    report = None if number is None else Reported(date.fromisoformat(reported or day), number, groups)
    return judge_promise(PROMISES[promise], report, SETTINGS, find_round(PROMISES[promise], when), when)


@pytest.mark.parametrize(
    ("promise", "delivered", "day", "standing", "missing", "beyond"),
    [
        # Five young people in the summer holidays, 29 June to 9 August 2026.
        ("lommepengejob_sommer", None, "2026-03-31", S.NOT_BEGUN, 0, 0),
        ("lommepengejob_sommer", 0, "2026-03-31", S.NOT_BEGUN, 0, 0),
        ("lommepengejob_sommer", 0, "2026-07-15", S.ON_COURSE, 0, 0),
        ("lommepengejob_sommer", 3, "2026-08-09", S.BEHIND, 2, 0),
        ("lommepengejob_sommer", None, "2026-08-09", S.NOT_REPORTED, 0, 0),
        ("lommepengejob_sommer", 5, "2026-07-15", S.MET, 0, 0),
        ("lommepengejob_sommer", 50, "2026-08-09", S.MET, 0, 0),  # a floor has no top
        # The day after, the next summer's round has begun, and it is not behind.
        ("lommepengejob_sommer", 0, "2026-08-10", S.NOT_BEGUN, 0, 0),
        # Two courses a year of the plan, in August and February.
        ("brandkadet_forloeb", 0, "2025-11-29", S.ON_COURSE, 0, 0),
        ("brandkadet_forloeb", 0, "2025-11-30", S.BEHIND, 1, 0),
        ("brandkadet_forloeb", 1, "2025-11-30", S.ON_COURSE, 0, 0),
        ("brandkadet_forloeb", 1, "2026-05-31", S.BEHIND, 1, 0),
        ("brandkadet_forloeb", 2, "2026-05-31", S.MET, 0, 0),
        ("brandkadet_forloeb", 0, "2026-11-29", S.ON_COURSE, 0, 0),
        # A range is kept inside it, and what is beyond is told.
        ("familiedage_tandpleje", 4, "2026-07-31", S.BEHIND, 1, 0),
        ("familiedage_tandpleje", 5, "2026-07-31", S.MET, 0, 0),
        ("familiedage_tandpleje", 7, "2026-07-31", S.MET, 0, 0),
        ("familiedage_tandpleje", 9, "2026-07-31", S.MET, 0, 2),
        ("familiedage_tandpleje", 4, "2026-07-30", S.ON_COURSE, 0, 0),
        # About 35, give or take ten percent: 32 to 38. About 15 to 20: 14 to 22.
        ("trivsel_deltagere", 31, "2026-07-31", S.BEHIND, 1, 0),
        ("trivsel_deltagere", 32, "2026-07-31", S.MET, 0, 0),
        ("trivsel_deltagere", 40, "2026-07-31", S.MET, 0, 2),
        ("uddannelsesvejledning_forloeb", 13, "2026-07-31", S.BEHIND, 1, 0),
        ("uddannelsesvejledning_forloeb", 14, "2026-07-31", S.MET, 0, 0),
        ("uddannelsesvejledning_forloeb", 23, "2026-07-31", S.MET, 0, 1),
        # Twelve monthly meetings in the plan's year: three by the end of October.
        ("vicevaert_maanedsmoeder", 2, "2025-10-31", S.BEHIND, 1, 0),
        ("vicevaert_maanedsmoeder", 3, "2025-10-31", S.ON_COURSE, 0, 0),
        ("vicevaert_maanedsmoeder", 5, "2025-12-31", S.ON_COURSE, 0, 0),
        ("vicevaert_maanedsmoeder", 12, "2026-07-31", S.MET, 0, 0),
        # Once: by the end of 2025, and kept late after it.
        ("sprog_moduler", None, "2025-09-01", S.NOT_REPORTED, 0, 0),
        ("sprog_moduler", 8, "2025-12-30", S.ON_COURSE, 0, 0),
        ("sprog_moduler", 8, "2027-03-01", S.BEHIND, 3, 0),
        ("sprog_moduler", 11, "2027-03-01", S.MET, 0, 0),
        ("job_til_mor_familier", 20, "2027-03-01", S.ON_COURSE, 0, 0),
        ("job_til_mor_familier", 44, "2029-07-31", S.BEHIND, 1, 0),
        ("get2sport_sportscamps", 4, "2027-12-31", S.NO_AMOUNT, 0, 0),
        ("get2sport_sportscamps", None, "2027-12-31", S.NO_AMOUNT, 0, 0),
    ],
)
def test_a_promise_by_hand(promise, delivered, day, standing, missing, beyond):
    found = stands(promise, delivered, day)
    assert (found.standing, found.missing, found.beyond) == (standing, missing, beyond)


@pytest.mark.parametrize(
    ("number", "groups", "standing", "missing", "beyond"),
    [(9, 1, S.MET, 0, 0), (6, 1, S.BEHIND, 3, 0), (20, 2, S.MET, 0, 0), (17, 2, S.BEHIND, 1, 0), (25, 2, S.MET, 0, 3)],
)
def test_about_ten_in_each_group_is_held_against_the_groups_that_are_reported(
    number, groups, standing, missing, beyond
):
    found = stands("teenagegrupper_unge", number, "2025-12-31", groups=groups)
    assert (found.standing, found.missing, found.beyond) == (standing, missing, beyond)


def test_groups_are_not_begun_where_none_is_reported_and_not_reported_where_nobody_has():
    assert stands("teenagegrupper_unge", 0, "2025-12-31", groups=0).standing is S.NOT_BEGUN
    assert stands("teenagegrupper_unge", None, "2025-12-31").standing is S.NOT_REPORTED


def test_a_promise_that_was_due_after_the_last_report_is_not_called_behind():
    """Three of twelve meetings by October, reported then: in November nobody knows of the fourth."""
    asked = [
        stands("vicevaert_maanedsmoeder", number, day, reported=reported)
        for number, day, reported in (
            (3, "2025-11-29", "2025-10-31"),
            (3, "2025-11-30", "2025-10-31"),
            (2, "2025-11-30", "2025-10-31"),
            (3, "2025-11-30", "2025-11-30"),
        )
    ]
    assert [one.standing for one in asked] == [S.ON_COURSE, S.NOT_REPORTED, S.BEHIND, S.BEHIND]
    # Two of three by October, and of four by now: behind since the third was due.
    assert (asked[2].missing, asked[2].behind_since) == (2, date(2025, 10, 31))
    assert (asked[3].missing, asked[3].behind_since) == (1, date(2025, 11, 30))


def test_a_partner_who_delivers_a_floor_late_is_behind_only_in_between():
    standings = [
        stands("ferieaktiviteter_staycations", delivered, day).standing
        for delivered, day in ((0, "2026-06-28"), (0, "2026-07-01"), (0, "2026-08-09"), (2, "2026-08-09"))
    ]
    assert standings == [S.NOT_BEGUN, S.ON_COURSE, S.BEHIND, S.MET]


def test_a_promise_a_week_is_owed_for_each_week_of_its_calendar():
    weekly = replace(PROMISES["fravaersteam"], per=Per.WEEK, calendar=Calendar.SCHOOL_WEEKS, least=3, most=3)
    day = date(2025, 9, 7)
    within = find_round(weekly, day)
    # The schools' summer of 2025 ends with week 32: weeks 33 to 36 are over on 7 September.
    assert rounds.compute_owed(weekly, SETTINGS, within, day) == 4
    behind = judge_promise(weekly, Reported(day, 8), SETTINGS, within, day)
    assert (behind.standing, behind.missing, behind.behind_since) == (S.BEHIND, 4, date(2025, 8, 29))
    assert judge_promise(weekly, Reported(day, 12), SETTINGS, within, day).standing is S.ON_COURSE


@pytest.mark.parametrize("tolerance", [0, 10, 50])
def test_about_accepts_what_its_tolerance_does(tolerance):
    settings = SETTINGS.model_copy(update={"progress": SETTINGS.progress.model_copy(update={"tolerance": tolerance})})
    promise, day = PROMISES["vicevaert_forloeb"], date(2026, 7, 31)
    within = find_round(promise, day)
    judged = [judge_promise(promise, Reported(day, n), settings, within, day) for n in range(200)]
    assert next(n for n, one in enumerate(judged) if one.standing is S.MET) == math.ceil(80 * (1 - tolerance / 100))
    assert max(n for n, one in enumerate(judged) if not one.beyond) == math.floor(80 * (1 + tolerance / 100))
