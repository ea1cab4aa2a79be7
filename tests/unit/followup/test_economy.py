"""Budget and accounts: which accounts count, what is left, and hours that are valued only by a rate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import page_gate
from followed_years import year_view
from followup_logs import PLAN, PUBLISHED, log
from hpanalysis import followup
from hpanalysis.errors import Stop
from hpanalysis.plan import BudgetLine

D = Decimal


def line(agreement="uddannelse", year=2026, amount="1000", rate=None, invented=False, funder="Landsbyggefonden"):
    return BudgetLine(
        agreement=agreement,
        year=year,
        funder_da=funder,
        amount=D(amount),
        rate=None if rate is None else D(rate),
        is_invented=invented,
        note_da="",
    )


def assess(budget, text="", as_of="2026-12-31", year=2026):
    plan = replace(PLAN, budget=tuple(budget))
    return followup.assess_year(plan, log(text, as_of=as_of, plan=plan), year, PUBLISHED)


SPENT = """accounts:
  - {agreement: uddannelse, year: 2025, as_of: 2026-03-01, spent: 400.50, source: Regnskab}
  - {agreement: uddannelse, year: 2026, as_of: 2026-06-30, spent: 300, source: Regnskab}
  - {agreement: uddannelse, year: 2026, as_of: 2026-10-31, spent: 1200, source: Regnskab}
  - {agreement: faelles, year: 2026, as_of: 2026-10-31, spent: 7, source: Regnskab}
"""


def test_the_last_accounts_of_each_year_count_and_more_may_be_spent_than_there_is():
    budget = [line(), line(funder="Parterne", amount="50"), line(year=2027), line(agreement="")]
    learning, common = assess(budget, SPENT).economy
    assert (learning.budget, learning.spent, learning.left) == (1050, 1200, -150)
    assert (learning.plan_budget, learning.plan_spent, learning.spent_on) == (2050, D("1600.50"), date(2026, 10, 31))
    assert (common.agreement_id, common.spent, common.left) == ("", 7, 993)


def test_without_accounts_nothing_is_said_to_be_left():
    (found,) = assess([line()]).economy
    assert found.spent is None and found.left is None and found.plan_spent is None


def test_accounts_of_a_later_year_do_not_count_in_an_earlier_one():
    (found,) = assess([line(year=2025)], SPENT, year=2025).economy
    assert (found.spent, found.plan_spent) == (D("400.50"), D("400.50"))


def test_hours_are_valued_only_where_the_budget_has_a_rate():
    given = (
        "hours:\n  - {activity: npu, responsible: Institutionerne, from: 2026-01-01, to: 2026-01-31, hours: 10.25}\n"
    )
    assert assess([line(rate="350.50")], given).economy[0].hours_value == D("3592.63")  # 3592.625, halves up
    assert assess([line()], given).economy[0].hours_value is None


def read(year):
    html = year_view(year).progress.economy().html
    return page_gate.read(f"<!doctype html><html lang=da><body><main>{html}</main></body></html>").text


def test_the_page_says_that_there_is_no_budget_or_that_it_is_invented():
    assert "der er ikke lagt et ind" in read(assess([]))
    assert "Budgettet er opdigtet" in read(assess([line(invented=True)]))
    told = read(assess([line()], SPENT))
    assert "opdigtet" not in told and "1.200" in told and "−200" in told and "værdi" not in told


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("{agreement: skole, year: 2026, as_of: 2026-06-30, spent: 1, source: x}", "findes ikke i plan.yaml"),
        ("{agreement: faelles, year: 2026, as_of: 2026-06-30, spent: -1, source: x}", "spent"),
        ("{agreement: faelles, year: 2026, as_of: 2026-06-30, spent: 1.005, source: x}", "spent"),
        ("{agreement: faelles, year: 2031, as_of: 2026-06-30, spent: 1, source: x}", "uden for helhedsplanen"),
        ("{agreement: faelles, year: 2027, as_of: 2026-06-30, spent: 1, source: x}", "før sit regnskabsår"),
        ("{agreement: faelles, year: 2026, as_of: 2027-06-30, spent: 1, source: x}", "efter loggens egen dato"),
    ],
)
def test_accounts_that_cannot_be_are_refused_with_their_place(entry, wrong):
    with pytest.raises(Stop) as stop:
        assess([line()], f"accounts:\n  - {entry}\n")
    assert wrong in str(stop.value) and "accounts, nr. 1" in str(stop.value)
