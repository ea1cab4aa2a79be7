"""How a promise stands: each kind by hand, every promise of the plan over its ten half-years, and a second judge."""

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from followup_logs import PLAN
from hpanalysis.followup import accounting_year
from hpanalysis.followup.promised.standing import Owed, Standing, find_owed, judge_by_day, judge_promise
from hpanalysis.plan import Amount, Calendar, Per

S = Standing
PROMISES = {promise.promise_id: promise for promise in PLAN.promises}
TOLERANCE = PLAN.settings.progress.tolerance


def stands(promise, delivered, day, of=None):
    when = date.fromisoformat(day)
    year = accounting_year.get_accounting_year(PLAN, of or when.year)
    return judge_by_day(PROMISES[promise], delivered, PLAN.settings, year, when)


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
        ("lommepengejob_sommer", 50, "2026-12-31", S.MET, 0, 0),  # a floor has no top
        # Two courses, in August and February: 2025 owes the one, due on 30 November.
        ("brandkadet_forloeb", 0, "2025-11-29", S.ON_COURSE, 0, 0),
        ("brandkadet_forloeb", 0, "2025-11-30", S.BEHIND, 1, 0),
        ("brandkadet_forloeb", 1, "2025-11-30", S.MET, 0, 0),
        ("brandkadet_forloeb", 1, "2026-06-30", S.ON_COURSE, 0, 0),
        ("brandkadet_forloeb", 1, "2026-11-30", S.BEHIND, 1, 0),
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
        # Twelve monthly meetings: 2025 owes five, of which three by the end of October.
        ("vicevaert_maanedsmoeder", 2, "2025-10-31", S.BEHIND, 1, 0),
        ("vicevaert_maanedsmoeder", 3, "2025-10-31", S.ON_COURSE, 0, 0),
        ("vicevaert_maanedsmoeder", 5, "2025-12-31", S.MET, 0, 0),
        # Once: by the end of 2025, and then in every year after it.
        ("sprog_moduler", None, "2025-09-01", S.NOT_REPORTED, 0, 0),
        ("sprog_moduler", 8, "2025-12-30", S.ON_COURSE, 0, 0),
        ("sprog_moduler", 8, "2027-03-01", S.BEHIND, 3, 0),
        ("sprog_moduler", 11, "2027-03-01", S.MET, 0, 0),
        ("job_til_mor_familier", 20, "2027-03-01", S.ON_COURSE, 0, 0),
        ("job_til_mor_familier", 44, "2029-07-31", S.BEHIND, 1, 0),
        # About ten in each group: nothing is late before a group is reported.
        ("teenagegrupper_unge", None, "2028-12-31", S.NOT_BEGUN, 0, 0),
        ("teenagegrupper_unge", 9, "2025-09-01", S.MET, 0, 0),
        ("teenagegrupper_unge", 6, "2025-09-01", S.BEHIND, 3, 0),
        ("get2sport_sportscamps", 4, "2027-12-31", S.NO_AMOUNT, 0, 0),
        ("get2sport_sportscamps", None, "2027-12-31", S.NO_AMOUNT, 0, 0),
    ],
)
def test_a_promise_by_hand(promise, delivered, day, standing, missing, beyond):
    found = stands(promise, delivered, day)
    assert (found.standing, found.missing, found.beyond) == (standing, missing, beyond)


def judge_again(kind, least, most, delivered, owed):
    """A second judge, by the bounds of what is accepted: (fewest, most) in all, and the fewest by now."""
    if kind is Amount.NONE:
        return "ingen aftalt mængde"
    fewest = -((-least * (100 - TOLERANCE)) // 100) if kind is Amount.ABOUT else least
    in_all, by_now = (int(fewest * part) for part in (owed.in_all, owed.by_now))
    if delivered is None:
        return "ikke meldt" if by_now > 0 or (owed.begun and in_all > 0) else "ikke begyndt"
    if in_all > 0 and delivered >= in_all:
        return "nået"
    if delivered < by_now:
        return "bagud"
    return "ikke begyndt" if delivered == 0 and not owed.begun else "følger planen"


@pytest.mark.parametrize("promise", PLAN.promises, ids=lambda promise: promise.promise_id)
def test_every_promise_over_the_whole_plan_by_a_second_judge(promise):
    if promise.per is Per.GROUP:
        return
    for of, days in ((2025, ("2025-12-31",)), *((y, (f"{y}-06-30", f"{y}-12-31")) for y in (2026, 2027, 2028, 2029))):
        year = accounting_year.get_accounting_year(PLAN, of)
        for when in map(date.fromisoformat, days):
            owed = find_owed(promise, PLAN.settings, year, when)
            most = (promise.most or promise.least or 5) + 3
            for delivered in (None, *range(most + 1)):
                found = judge_promise(promise, delivered, owed, TOLERANCE)
                told = judge_again(promise.kind, promise.least, promise.most, delivered, owed)
                assert found.standing.value == told, (of, when, delivered)
                if found.standing is S.BEHIND:
                    assert found.missing == found.due - delivered > 0


def test_a_partner_who_delivers_a_floor_late_is_behind_only_in_between():
    """Five staycations' worth of summer: reported in September."""
    standings = [
        stands("ferieaktiviteter_staycations", delivered, day).standing
        for delivered, day in ((0, "2026-06-28"), (0, "2026-07-01"), (0, "2026-08-31"), (2, "2026-09-30"))
    ]
    assert standings == [S.NOT_BEGUN, S.ON_COURSE, S.BEHIND, S.MET]


def test_a_promise_a_week_is_owed_for_each_week_of_its_calendar():
    weekly = replace(PROMISES["fravaersteam"], per=Per.WEEK, calendar=Calendar.SCHOOL_WEEKS, least=3, most=3)
    year = accounting_year.get_accounting_year(PLAN, 2026)
    owed = find_owed(weekly, PLAN.settings, year, date(2026, 2, 8))
    assert (owed.in_all, owed.by_now) == (41, 5)
    assert judge_promise(weekly, 14, owed, TOLERANCE).missing == 1
    assert judge_promise(weekly, 123, owed, TOLERANCE).standing is S.MET


@pytest.mark.parametrize("tolerance", [0, 10, 50])
def test_about_accepts_what_its_tolerance_does(tolerance):
    promise, whole = PROMISES["vicevaert_forloeb"], Owed(Fraction(1), Fraction(1), True)
    fewest = next(n for n in range(200) if judge_promise(promise, n, whole, tolerance).standing is S.MET)
    assert fewest == math.ceil(80 * (1 - tolerance / 100))
    top = max(n for n in range(200) if not judge_promise(promise, n, whole, tolerance).beyond)
    assert top == math.floor(80 * (1 + tolerance / 100))
