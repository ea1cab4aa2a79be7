"""Hours promised and given: by activity, who is responsible and whose hours they are."""

import csv
import dataclasses
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_logs import PLAN, SMALL, year
from hpanalysis.followup import hours

PLAN_YEARS = {2025: 5, 2026: 12, 2027: 12, 2028: 12, 2029: 7}


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


def test_a_whole_year_owes_what_the_plan_prints():
    one = line(year(as_of="2026-06-30"), "npu", "Institutionerne")
    assert (one.promised, one.promised_so_far, one.given) == (9660, 4830, 0)


def test_a_year_that_the_plan_covers_in_part_owes_that_part_by_months():
    one = line(year(of=2025, as_of="2025-12-31"), "npu", "Institutionerne")
    assert one.promised == one.promised_so_far == 9660 * 5 / Decimal(12) == 4025
    last = line(year(of=2029, as_of="2029-07-31"), "sproglige_laeringsmiljoeer", "Institutionerne")
    assert last.promised == Decimal("1180.67")  # 2,024 x 7/12 = 1,180.666...


@pytest.mark.parametrize("months", PLAN_YEARS.items())
def test_every_promise_of_the_plan_is_told_by_an_independent_sum(months):
    of, number = months
    rows = list(csv.DictReader((PLAN.folder / "activities.csv").open(encoding="utf-8", newline="")))
    staff = sum(
        Fraction(row["hours_per_year"]) for row in rows if row["hours_per_year"] and row["hours_kind"] == "staff"
    )
    own = sum(Fraction(row["hours_per_year"]) for row in rows if row["hours_per_year"] and row["hours_kind"] != "staff")
    found = year(of=of, as_of=f"{of}-12-31")
    for kind, printed in ((False, staff), (True, own)):
        promises = [one.promised for one in found.hours if one.own_hours is kind and one.promised is not None]
        assert abs(sum(promises) - Decimal(float(printed * number / 12))) <= Decimal("0.005") * len(promises)
    assert (staff, own) == (36496, 1764)


def test_what_was_given_is_added_over_the_years_entries():
    log = f"hours: [{entry('100.25')}, {entry('50.5', 'from: 2026-04-01, to: 2026-12-31')}, "
    log += f"{entry('999', 'from: 2025-08-01, to: 2025-12-31')}]"
    found = year(log)
    assert line(found, "npu", "Institutionerne").given == Decimal("150.75")
    assert found.hours_until.isoformat() == "2026-12-31"
    assert year().hours_until is None


def test_a_share_is_of_what_was_promised_so_far():
    one = line(year(f"hours: [{entry(1207.5)}]", as_of="2026-03-31"), "npu", "Institutionerne")
    assert (one.promised_so_far, one.share) == (2415, 50)
    assert line(year(as_of="2026-03-31"), "job_til_mor", "Jobcenter Randers").share is None


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


def test_hours_without_a_printed_promise_are_told_apart():
    found = year(f"hours: [{entry(371.5, who='activity: job_til_mor, responsible: Jobcenter Randers')}]")
    one = line(found, "job_til_mor", "Jobcenter Randers")
    assert (one.promised, one.promised_so_far, one.given) == (None, None, Decimal("371.5"))
    (total,) = (one for one in found.totals if one.agreement_id == "beskaeftigelse")
    assert (total.promised, total.given, total.given_unpromised) == (7696, 0, Decimal("371.5"))


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
    rows = tuple(row.model_copy(update={"hours_per_year": None, "hours_kind": ""}) for row in PLAN.activities)
    bare = dataclasses.replace(PLAN, activities=rows)
    assert year(plan=bare).hours == ()
    assert year(plan=bare).totals == ()


def test_the_totals_are_the_sums_of_the_lines_as_they_are_shown():
    found = year(of=2025, as_of="2025-12-31")
    for total in found.totals:
        lines = [x for x in found.hours if (x.agreement_id, x.own_hours) == (total.agreement_id, total.own_hours)]
        assert total.promised == sum(x.promised for x in lines if x.promised is not None)


@given(st.decimals("0.01", "999999.99", places=2), st.fractions(0, 12))
def test_a_part_of_a_years_hours_is_off_by_half_a_hundredth_at_most(number, months):
    part = hours.compute_pro_rata_hours(number, months)
    assert part.as_tuple().exponent == -2
    assert abs(Fraction(part) - Fraction(number) * months / 12) <= Fraction(1, 200)
