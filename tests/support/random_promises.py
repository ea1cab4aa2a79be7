"""Random plans of promises and milestones with random logs, as the program has them, and as verify's own model does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from followup_logs import PLAN
from hpanalysis import followup
from hpanalysis.followup import accounting_year
from hpanalysis.followup.logs.log import COMMON, Accounts, Progress
from hpanalysis.plan import Amount, BudgetLine, Milestone, Per, Plan, Promise
from hpanalysis.plan.agreed.promises import _CALENDARS
from hpanalysis.verify.remake.promised import economy, model

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
WEEKS = st.lists(st.integers(1, 52), max_size=8, unique=True)
PAIRS = [(per, calendar) for per, several in _CALENDARS.items() for calendar in sorted(several, key=lambda c: c.value)]


@st.composite
def settings(draw):
    """Those of Randers with other days, another accounting year, and other weeks."""
    start, first_week = draw(DAYS), draw(st.integers(20, 35))
    progress = PLAN.settings.progress.model_copy(
        update={
            "school_holidays": draw(WEEKS),
            "closed_weeks": draw(WEEKS),
            "summer_weeks": list(range(first_week, first_week + draw(st.integers(1, 8)))),
            "tolerance": draw(st.integers(0, 50)),
        }
    )
    first_month = draw(st.integers(1, 12))
    return PLAN.settings.model_copy(
        update={
            "start": start,
            "end": start + timedelta(days=draw(st.integers(0, 1900))),
            "accounting_year": PLAN.settings.accounting_year.model_copy(update={"first_month": first_month}),
            "progress": progress,
        }
    )


@st.composite
def promises(draw, number):
    """A promise of any kind and calendar that the plan's files may have."""
    kind = draw(st.sampled_from(Amount))
    least = draw(st.integers(1, 40))
    most = {Amount.NUMBER: least, Amount.RANGE: least + draw(st.integers(0, 9)), Amount.ABOUT: least + 3}.get(kind)
    per, calendar = draw(st.sampled_from(PAIRS))
    activity = PLAN.activities[0]
    return Promise(
        agreement=activity.agreement,
        activity_id=activity.activity_id,
        promise_id=f"nr{number}",
        measure_da="møder",
        unit_da="møder",
        kind=kind,
        least=None if kind is Amount.NONE else least,
        most=most,
        per=per,
        calendar=calendar,
        responsible_da="Biblioteket",
        parties_da=(),
        is_printed=draw(st.booleans()),
        plan_lines="L1",
        note_da="",
    )


@st.composite
def milestones(draw, number):
    due, done = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Milestone(
        milestone_id=f"m{number}",
        what_da="En dag",
        due=due,
        due_as_printed_da="" if due else "engang",
        agreement="",
        activity_id="",
        responsible_da="Biblioteket",
        done=done,
        is_from_plan=draw(st.booleans()),
        plan_lines="L1",
        note_da="",
    )


@st.composite
def followed(draw):
    """(plan, log, accounting year): whichever of those that have a day in the plan."""
    told = draw(settings())
    agreed = tuple(draw(promises(number)) for number in range(draw(st.integers(1, 4))))
    planned = tuple(draw(milestones(number)) for number in range(draw(st.integers(0, 3))))
    plan = replace(PLAN, settings=told, promises=agreed, milestones=planned)
    as_of = told.start + timedelta(days=draw(st.integers(0, (told.end - told.start).days + 500)))
    last = (min(as_of, told.end) - told.start).days
    entries: dict[tuple[str, date], Progress] = {}
    for _ in range(draw(st.integers(0, 9))):
        promise, day = draw(st.sampled_from(agreed)), told.start + timedelta(days=draw(st.integers(0, last)))
        entries[promise.promise_id, day] = Progress(
            promise=promise.promise_id,
            as_of=day,
            number=draw(st.integers(0, 60)),
            groups=draw(st.integers(0, 3)) if promise.per is Per.GROUP else None,
            status=draw(st.sampled_from([None, "udskudt"])),
            note=draw(st.sampled_from([None, "Begyndt sent"])),
        )
    log = followup.Log(as_of=as_of, progress=list(entries.values()))
    years = accounting_year.list_accounting_years(plan)
    return plan, log, draw(st.sampled_from(list(years)))


KRONER = st.decimals(0, 10_000_000, places=2)
YEARS = st.integers(2025, 2029)


@st.composite
def budgets(draw):
    """(plan, log): Randers' with any budget, and any accounts, some after the log's own day."""
    ids = [one.id for one in PLAN.settings.agreements]
    grants = [
        BudgetLine(
            agreement=draw(st.sampled_from([*ids, ""])),
            year=draw(YEARS),
            funder_da="Landsbyggefonden",
            amount=draw(KRONER),
            rate=draw(st.none() | st.decimals(0, 900, places=2)),
            is_invented=draw(st.booleans()),
            note_da="",
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    accounts = {}
    for _ in range(draw(st.integers(0, 8))):
        key = draw(st.sampled_from([*ids, COMMON])), draw(YEARS), draw(st.dates(date(2025, 8, 1), date(2029, 7, 31)))
        accounts[key] = Accounts(agreement=key[0], year=key[1], as_of=key[2], spent=draw(KRONER), source="Kassen")
    log = followup.Log(as_of=draw(st.dates(date(2025, 8, 1), date(2029, 12, 31))), accounts=list(accounts.values()))
    return replace(PLAN, budget=tuple(grants)), log


def to_grants(plan: Plan) -> list[economy.Grant]:
    return [
        economy.Grant(
            agreement=one.agreement, year=one.year, amount=one.amount, rate=one.rate, invented=one.is_invented
        )
        for one in plan.budget
    ]


def to_accounts(log: followup.Log) -> list[economy.Account]:
    return [
        economy.Account(agreement=one.agreement, year=one.year, day=one.as_of, spent=one.spent) for one in log.accounts
    ]


def to_terms(plan: Plan) -> model.Terms:
    told = plan.settings
    return model.Terms(
        start=told.start,
        end=told.end,
        first_month=told.accounting_year.first_month,
        school_holidays=frozenset(told.progress.school_holidays),
        summer_weeks=frozenset(told.progress.summer_weeks),
        closed_weeks=frozenset(told.progress.closed_weeks),
        tolerance=told.progress.tolerance,
    )


def to_promises(plan: Plan) -> list[model.Promise]:
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    return [
        model.Promise(
            agreement=one.agreement,
            activity_id=one.activity_id,
            activity=names[one.agreement, one.activity_id],
            promise_id=one.promise_id,
            words=one.word(),
            unit=one.unit_da,
            kind=one.kind.value,
            least=one.least,
            most=one.most,
            per=one.per.value,
            calendar=one.calendar.value,
            responsible=one.responsible_da,
            printed=one.is_printed,
        )
        for one in plan.promises
    ]


def to_milestones(plan: Plan) -> list[model.Milestone]:
    return [
        model.Milestone(
            milestone_id=one.milestone_id,
            agreement=one.agreement,
            what=one.what_da,
            due=one.due,
            due_as_printed=one.due_as_printed_da,
            responsible=one.responsible_da,
            done=one.done,
            source="planen" if one.is_from_plan else "sekretariatet",
        )
        for one in plan.milestones
    ]


def to_reports(log: followup.Log) -> list[model.Report]:
    return [
        model.Report(
            promise_id=one.promise,
            day=one.as_of,
            number=one.number,
            groups=one.groups,
            status=one.status or "",
            note=one.note or "",
        )
        for one in log.progress
    ]
