"""What the pages say of promises, target groups and hours, made twice: by the report, and by verify from the tables."""

import csv
import dataclasses
from decimal import Decimal

import pytest

import shared_plans
from hpanalysis.report.pages import activities
from hpanalysis.verify.pages.promise_texts import list_promise_texts
from report_tables import ROOT

PLANS = [ROOT / "params" / "plan", ROOT / "tests" / "plans" / "lillekoebing"]


def read(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=PLANS, ids=lambda folder: folder.name)
def told(request):
    tables = (read(request.param, name) for name in ("activities", "promises", "hours"))
    return shared_plans.read(request.param), set(list_promise_texts(*tables))


def test_both_tell_every_promise_hours_and_target_group_alike(told):
    plan, texts = told
    assert {promise.word() for promise in plan.promises} <= texts
    assert {f"{row.responsible_da}: {activities.format_hours(row)}" for row in plan.hours} <= texts
    groups = {activities.describe_target_group(one) for one in plan.activities if one.target_group_da}
    assert groups <= texts


def test_hours_by_the_week_alone_are_told_alike():
    row = next(row for row in shared_plans.read(PLANS[0]).hours if row.is_computed)
    cells = {"responsible_da": row.responsible_da, "hours_per_week": "15", "hours_kind": "staff"}
    for weeks, printed in (("", ""), ("52", "nej"), ("52", "ja")):
        other = dataclasses.replace(row, weeks=int(weeks) if weeks else None, weeks_printed=printed == "ja")
        (text,) = list_promise_texts([], [], [cells | {"weeks": weeks, "weeks_printed": printed}])
        assert text == f"{row.responsible_da}: {activities.format_hours(other)}"


@pytest.mark.parametrize("written", ["2,5", "2.5", "1 840", "1840"])
@pytest.mark.parametrize("weeks", ["", "40"])
def test_hours_of_several_and_in_every_form_of_a_number_are_told_alike(written, weeks):
    row = next(row for row in shared_plans.read(PLANS[0]).hours if row.is_computed)
    hours = Decimal(written.replace(" ", "").replace(",", "."))
    other = dataclasses.replace(row, a_week=hours, weeks=int(weeks) if weeks else None, weeks_printed=True, givers=16)
    cells = {"responsible_da": row.responsible_da, "hours_per_week": written, "hours_kind": "staff", "givers": "16"}
    (text,) = list_promise_texts([], [], [cells | {"weeks": weeks, "weeks_printed": "Ja"}])
    assert text == f"{row.responsible_da}: {activities.format_hours(other)}" and "for hver af 16" in text


def test_no_number_of_theirs_is_told_otherwise(told):
    """Each text with another number is none of them, so that a page with it is caught."""
    _, texts = told
    numbered = [text for text in texts if any(map(str.isdigit, text))]
    assert numbered
    for text in numbered:
        digit = next(mark for mark in text if mark.isdigit())
        assert text.replace(digit, str((int(digit) + 7) % 10), 1) not in texts - {text}
