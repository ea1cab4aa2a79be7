"""Hours promised and given: by activity, who is responsible and whose hours they are."""

import csv
import dataclasses
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from followup_logs import PLAN, SMALL, year
from hpanalysis.followup.promised import hours

KINDS = ("staff", "young people")


def line(found, activity, responsible, own=False, agreement=None):
    (one,) = (
        x
        for x in found.hours
        if (x.activity_id, x.responsible, x.own_hours) == (activity, responsible, own)
        and agreement in (None, x.agreement_id)
    )
    return one


def entry(hours, days="from: 2026-01-01, to: 2026-03-31", who="activity: npu, responsible: Institutionerne"):
    return f"{{{who}, {days}, hours: {hours}}}"


def test_a_whole_year_owes_what_the_plan_prints_and_half_a_year_its_calendars_part():
    # 46 weeks of five days are 230; of them the 26 weeks to 28 June hold weeks 2 to 26, and 29 and 30 June lie in week
    # 27, which is closed. Week 1 is closed too: 25 weeks of 5 days.
    one = line(year(as_of="2026-06-30"), "npu", "Institutionerne")
    assert (one.promised, one.given) == (9660, 0)
    assert one.promised_so_far == 9660 * 25 * 5 / Decimal(230) == 5250


def test_a_year_that_the_plan_covers_in_part_owes_what_its_calendar_has_there():
    # From 1 August 2025: Friday of week 31, then weeks 32 to 51; 29 to 31 December lie in closed week 1.
    one = line(year(of=2025, as_of="2025-12-31"), "npu", "Institutionerne")
    assert one.promised == one.promised_so_far == 9660 * (1 + 20 * 5) / Decimal(230) == 4242


def test_a_summer_job_owes_nothing_before_the_summer_and_all_after_it():
    """Weeks 27 to 32 of 2026 end on 9 August. The first half-year of the plan begins when the summer is nearly over."""

    def owed(of, as_of):
        one = line(year(of=of, as_of=as_of), "lommepengejob", "Boligorganisationerne", own=True)
        return one.promised, one.promised_so_far

    assert owed(2025, "2025-12-31") == (0, 0)
    assert owed(2026, "2026-03-31") == owed(2026, "2026-08-08") == (100, 0)
    assert owed(2026, "2026-08-09") == owed(2026, "2026-12-31") == (100, 100)
    assert owed(2029, "2029-07-31") == (100, 100)  # the plan ends within its last summer


def test_a_course_of_august_owes_its_half_when_it_is_over():
    def owed(of, as_of):
        one = line(year(of=of, as_of=as_of), "brandkadet", "Randers Ungdomsskole og Falck")
        return one.promised, one.promised_so_far

    assert owed(2025, "2025-11-29") == (138, 0)
    assert owed(2025, "2025-11-30") == (138, 138)
    assert owed(2026, "2026-05-30") == (276, 0)
    assert owed(2026, "2026-05-31") == owed(2026, "2026-11-29") == (276, 138)
    assert owed(2026, "2026-11-30") == (276, 276)


def test_job_til_mor_owes_its_weekly_hours_in_as_many_weeks_as_are_declared():
    found = year(as_of="2026-12-31")
    jobcenter = line(found, "job_til_mor", "Jobcenter Randers")
    assert (jobcenter.promised, jobcenter.promised_so_far) == (15 * 52, 780)
    assert jobcenter.basis == "15 timer om ugen i 52 uger; ugerne er ikke trykt"
    assert line(found, "job_til_mor", "Bysekretariatet").promised == 18 * 52 == 936
    (total,) = (one for one in found.totals if one.agreement_id == "beskaeftigelse")
    assert total.promised == 7696 + 780 + 936


def test_weekly_hours_without_a_number_of_weeks_owe_none_a_year_and_are_told():
    rows = tuple(dataclasses.replace(row, weeks=None) for row in PLAN.hours if row.activity_id == "job_til_mor")
    one = line(year(plan=dataclasses.replace(PLAN, hours=rows)), "job_til_mor", "Jobcenter Randers")
    assert (one.promised, one.promised_so_far, one.basis) == (None, None, "15 timer om ugen")


def test_the_60_hours_of_language_are_ppr_s_alone():
    found = [one for one in year().hours if one.activity_id == "sproglige_laeringsmiljoeer"]
    assert {one.responsible: one.promised for one in found} == {
        "Institutionerne": 2024,
        "PPR": 60,
        "Randers Bibliotek": 184,
    }


def test_the_hours_of_a_whole_year_are_those_of_the_file():
    rows = list(csv.DictReader((PLAN.folder / "hours.csv").open(encoding="utf-8", newline="")))
    sums = {kind: sum(int(row["hours_per_year"] or 0) for row in rows if row["hours_kind"] == kind) for kind in KINDS}
    assert sums == {"staff": 36496, "young people": 1764}
    found = year(of=2027, as_of="2027-12-31")
    staff, own = (sum(one.promised for one in found.hours if one.own_hours is kind) for kind in (False, True))
    assert (staff, own) == (36496 + 780 + 936, 1764)


def test_weeks_that_are_ours_are_summed_apart_from_hours_that_the_plan_prints():
    (total,) = (one for one in year(as_of="2026-12-31").totals if one.agreement_id == "beskaeftigelse")
    assert (total.promised_own_weeks, total.promised_so_far_own_weeks) == (780 + 936, 780 + 936)
    others = [one for one in year(as_of="2026-12-31").totals if one.agreement_id != "beskaeftigelse"]
    assert others and not any(one.promised_own_weeks for one in others)


def test_hours_are_owed_to_the_last_day_reported_for_by_those_too_who_reported_none():
    """Reported to 31 March by one, and by another to February; the log is of June. Weeks 2 to 13 and two days of 14."""
    library = "activity: sproglige_laeringsmiljoeer, responsible: Randers Bibliotek"
    early = entry(9, "from: 2026-01-01, to: 2026-02-28", library)
    found = year(f"hours: [{entry(2604)}, {early}]", as_of="2026-06-30")
    assert found.hours_due.isoformat() == "2026-03-31"
    assert line(found, "npu", "Institutionerne").share == 100
    silent = line(found, "sproglige_laeringsmiljoeer", "Institutionerne")
    assert (silent.promised_so_far, silent.given) == (hours.compute_part(Decimal(2024), Fraction(62, 230)), 0)
    assert line(found, "sproglige_laeringsmiljoeer", "Randers Bibliotek").share < 20


def test_where_no_hours_are_reported_they_are_owed_to_the_logs_own_date():
    assert year(as_of="2026-06-30").hours_due.isoformat() == "2026-06-30"
    assert year(of=2025, as_of="2026-06-30").hours_due.isoformat() == "2025-12-31"


def test_what_was_given_is_added_over_the_years_entries():
    log = f"hours: [{entry('100.25')}, {entry('50.5', 'from: 2026-04-01, to: 2026-12-31')}, "
    log += f"{entry('999', 'from: 2025-08-01, to: 2025-12-31')}]"
    found = year(log)
    assert line(found, "npu", "Institutionerne").given == Decimal("150.75")
    assert found.hours_until.isoformat() == "2026-12-31"
    assert year().hours_until is None


def test_a_share_is_of_what_was_due_so_far():
    # Weeks 2 to 13 and two days of week 14: 62 of 230 days, of 9,660 hours.
    one = line(year(f"hours: [{entry(1302)}]", as_of="2026-03-31"), "npu", "Institutionerne")
    assert (one.promised_so_far, one.share) == (2604, 50)
    summer = line(year(as_of="2026-03-31"), "lommepengejob", "Boligorganisationerne", own=True)
    assert summer.share is None


def test_the_young_peoples_own_hours_are_never_added_to_the_staffs():
    who = "activity: lommepengejob, responsible: Randers Kommune"
    log = f"hours: [{entry(10, who=who)}, {entry(70, who=f'{who}, kind: unge')}]"
    found = year(log)
    own = line(found, "lommepengejob", "Randers Kommune", own=True)
    assert (own.promised, own.given) == (1664, 70)
    staff = line(found, "lommepengejob", "Randers Kommune")
    assert (staff.promised, staff.given) == (None, 10)
    totals = {(one.agreement_id, one.own_hours): one for one in found.totals}
    assert (totals["kriminalitet", True].promised, totals["kriminalitet", True].given) == (1764, 70)
    assert (totals["kriminalitet", False].given, totals["kriminalitet", False].given_unpromised) == (0, 10)


def test_hours_without_a_promise_are_told_apart():
    found = year(f"hours: [{entry(371.5, who='activity: job_til_mor, responsible: Carelink (leverandør)')}]")
    one = line(found, "job_til_mor", "Carelink (leverandør)")
    assert (one.promised, one.promised_so_far, one.given, one.basis) == (None, None, Decimal("371.5"), "")
    (total,) = (one for one in found.totals if one.agreement_id == "beskaeftigelse")
    assert (total.given, total.given_unpromised) == (0, Decimal("371.5"))


def test_a_delaftales_own_hours_are_named_by_the_agreement():
    found = year(f"hours: [{entry(800, who='agreement: uddannelse, responsible: Bysekretariatet')}]")
    one = line(found, "(delaftale)", "Bysekretariatet", agreement="uddannelse")
    assert (one.promised, one.given, one.activity) == (3378, 800, "Bysekretariatet i Uddannelse og livschancer")
    assert line(found, "(delaftale)", "Bysekretariatet", agreement="kriminalitet").given == 0


def test_an_activity_with_no_word_of_hours_is_told_only_where_hours_were_given():
    assert not [one for one in year(plan=SMALL).hours if one.activity_id == "naboforum"]
    log = f"hours: [{entry(12, who='activity: naboforum, responsible: Boligorganisationerne')}]"
    assert line(year(log, plan=SMALL), "naboforum", "Boligorganisationerne").given == 12


def test_a_plan_may_print_no_hours_at_all():
    bare = dataclasses.replace(PLAN, hours=())
    assert year(plan=bare).hours == ()
    assert year(plan=bare).totals == ()


def test_the_totals_are_the_sums_of_the_lines_as_they_are_shown():
    found = year(of=2025, as_of="2025-12-31")
    for total in found.totals:
        lines = [x for x in found.hours if (x.agreement_id, x.own_hours) == (total.agreement_id, total.own_hours)]
        assert total.promised == sum(x.promised for x in lines if x.promised is not None)


@given(st.decimals("0.01", "999999.99", places=2), st.fractions(0, 1))
def test_a_part_of_a_years_hours_is_off_by_half_a_hundredth_at_most(number, share):
    part = hours.compute_part(number, share)
    assert part.as_tuple().exponent == -2
    assert abs(Fraction(part) - Fraction(number) * share) <= Fraction(1, 200)
