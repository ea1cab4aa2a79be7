"""What the pages say of promises, target groups and hours, made twice: by the report, and by verify from the tables."""

import csv
import dataclasses

import pytest

from hpanalysis import plan as plans
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
    return plans.read(request.param), set(list_promise_texts(*tables))


def test_both_tell_every_promise_hours_and_target_group_alike(told):
    plan, texts = told
    assert {promise.word() for promise in plan.promises} <= texts
    assert {f"{row.responsible_da}: {activities.format_hours(row)}" for row in plan.hours} <= texts
    groups = {activities.describe_target_group(one) for one in plan.activities if one.target_group_da}
    assert groups <= texts


def test_hours_by_the_week_alone_are_told_alike():
    row = next(row for row in plans.read(PLANS[0]).hours if row.is_computed)
    cells = {"responsible_da": row.responsible_da, "hours_per_week": "15", "hours_kind": "staff"}
    for weeks, printed in (("", ""), ("52", "nej"), ("52", "ja")):
        other = dataclasses.replace(row, weeks=int(weeks) if weeks else None, weeks_printed=printed == "ja")
        (text,) = list_promise_texts([], [], [cells | {"weeks": weeks, "weeks_printed": printed}])
        assert text == f"{row.responsible_da}: {activities.format_hours(other)}"


def test_no_number_of_theirs_is_told_otherwise(told):
    """Each text with another number is none of them, so that a page with it is caught."""
    _, texts = told
    numbered = [text for text in texts if any(map(str.isdigit, text))]
    assert numbered
    for text in numbered:
        digit = next(mark for mark in text if mark.isdigit())
        assert text.replace(digit, str((int(digit) + 7) % 10), 1) not in texts - {text}
