"""The rows of promises and milestones are made twice, by the program and by verify, and both make the same.

Over Randers' plan and over plans that begin on any day, end within a year, and have any weeks, with random logs."""

import csv
import io
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from dateutil.easter import easter
from hypothesis import event, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from followup_logs import PLAN, SMALL
from hpanalysis import followup
from hpanalysis.followup import accounting_year
from hpanalysis.followup.promised import economy, milestones, promises, rounds
from hpanalysis.pipeline.year import economy_table, progress_tables
from hpanalysis.plan import Calendar
from hpanalysis.verify.remake.promised import rounds as remade_rounds
from hpanalysis.verify.remake.promised import weeks
from hpanalysis.verify.remake.promised.economy import remake_economy
from hpanalysis.verify.remake.promised.rows import find_span, remake
from random_promises import budgets, followed, to_accounts, to_grants, to_milestones, to_promises, to_reports, to_terms
from slow_cases import keep_some_quick


def write_by_program(plan, log, year):
    """The rows of both files as the program writes them."""
    span = accounting_year.get_accounting_year(plan, year)
    told = SimpleNamespace(
        promises=tuple(promises.list_promise_lines(plan, log, span)),
        milestones=tuple(milestones.list_milestone_lines(plan, log, span)),
    )
    texts = progress_tables.format_progress_csv(told), progress_tables.format_milestones_csv(told)
    return [list(csv.DictReader(io.StringIO(text))) for text in texts]


def write_by_verify(plan, log, year):
    terms = to_terms(plan)
    made = remake(to_promises(plan), to_milestones(plan), to_reports(log), terms, find_span(terms, year), log.as_of)
    return [made.progress, made.milestones]


@given(followed())
@hypothesis_settings(max_examples=100, deadline=None)
def test_both_write_the_same_of_any_plan_log_and_year(told):
    plan, log, year = told
    rows = write_by_program(plan, log, year)
    for row in rows[0]:
        event(row["status"])
    assert write_by_verify(plan, log, year) == rows


@given(budgets(), st.lists(st.decimals(0, 900, places=2), max_size=4), st.sampled_from([2025, 2026, 2027]))
@hypothesis_settings(max_examples=200, deadline=None)
def test_both_write_the_same_of_any_budget_and_accounts(told, hours, year):
    plan, log = told
    ids = [one.id for one in plan.settings.agreements]
    given_hours = dict(zip(ids, hours, strict=False))
    lines = [SimpleNamespace(agreement_id=key, own_hours=False, given=value) for key, value in given_hours.items()]
    lines.append(SimpleNamespace(agreement_id=ids[0], own_hours=True, given=7))
    written = economy.list_economy_lines(plan, log, accounting_year.get_accounting_year(plan, year), lines)
    text = economy_table.format_economy_csv(SimpleNamespace(economy=tuple(written)))
    made = remake_economy(to_grants(plan), to_accounts(log), ids, given_hours, year, log.as_of)
    assert list(made) == list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("year", keep_some_quick(accounting_year.list_accounting_years(PLAN), every=3))
def test_both_write_the_same_of_randers_own_log_on_any_day(year):
    """The log as it is kept, read on every 61st day of the plan and half a year after it."""
    log = followup.read_log(PLAN.folder.parent / followup.FOLLOWUP, PLAN)
    for number in range(0, (PLAN.settings.end - PLAN.settings.start).days + 180, 61):
        day = PLAN.settings.start + timedelta(days=number)
        then = log.model_copy(update={"as_of": day})
        assert write_by_verify(PLAN, then, year) == write_by_program(PLAN, then, year)


def test_both_write_the_same_of_a_plan_without_a_setting():
    log = followup.read_log(SMALL.folder / followup.FOLLOWUP, SMALL)
    for year in accounting_year.list_accounting_years(SMALL):
        assert write_by_verify(SMALL, log, year) == write_by_program(SMALL, log, year)


def test_easter_is_that_of_the_library():
    assert [weeks.find_easter(year) for year in range(1900, 2200)] == [easter(year) for year in range(1900, 2200)]


@pytest.mark.parametrize("start", [date(2028, 2, 29), date(2027, 2, 15), date(2028, 2, 15), date(2027, 1, 31)])
def test_a_whole_year_owes_all_of_it_whatever_day_it_begins(start):
    """Februaries differ, so a year that begins within one is not twelve months by their days."""
    told = PLAN.settings.model_copy(update={"start": start, "end": start + timedelta(days=2 * 365 + 200)})
    *whole, cut = rounds.list_rounds(Calendar.YEAR, told)
    parts = [[one.part for one in rounds.list_due(Calendar.YEAR, told, within)] for within in whole]
    assert parts == [[Fraction(1)], [Fraction(1)]]
    (of_cut,) = rounds.list_due(Calendar.YEAR, told, cut)
    assert Fraction(1, 2) < of_cut.part < Fraction(3, 5)
    plan = SimpleNamespace(settings=told)
    remade = remade_rounds.list_rounds("year", to_terms(plan))
    assert [[part.share for part in one.parts] for one in remade] == [*parts, [of_cut.part]]
