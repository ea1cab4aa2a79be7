"""The logs that lie in the project: in order, marked as made up, and without a person's name or number."""

import re
from datetime import date

import pytest

from followup_logs import PLAN, PUBLISHED, ROOT, SMALL
from hpanalysis import followup
from hpanalysis.by_hand import strict_yaml
from hpanalysis.followup import State

FOLDERS = {ROOT / "params": PLAN, ROOT / "tests" / "plans" / "lillekoebing": SMALL}


def published(folder):
    """The half-years as if they lay published, each with the date in its own file."""
    dates = {path.stem: date.fromisoformat(strict_yaml.read(path)["report_date"]) for path in folder.glob("20*.yaml")}
    return {half: followup.PublishedHalfYear(day, frozenset()) for half, day in dates.items()}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def logs(request):
    plan = FOLDERS[request.param]
    log = followup.read_log(request.param / followup.FOLLOWUP, plan)
    return plan, log, followup.read_emergency_log(request.param / followup.EMERGENCY, plan), published(request.param)


def test_the_examples_are_in_order_for_every_year_they_tell_of(logs):
    plan, log, emergency, lies_published = logs
    assert len(lies_published) == 4
    for year in range(2025, followup.find_accounting_year(plan, log.as_of) + 1):
        found = followup.assess_year(plan, log, year, lies_published, emergency)
        assert found.synthetic and followup.assess_emergency_year(plan, emergency, year).synthetic
        assert not [duty.duty_id for duty in found.duties if duty.unknown]


def test_the_example_of_randers_shows_what_is_done_late_missing_and_to_come():
    log = followup.read_log(ROOT / "params" / followup.FOLLOWUP, PLAN)
    emergency = followup.read_emergency_log(ROOT / "params" / followup.EMERGENCY, PLAN)
    found = followup.assess_year(PLAN, log, 2026, PUBLISHED, emergency)
    states = {one.state for duty in found.duties for one in duty.occasions}
    assert states >= {
        State.DONE,
        State.LATE,
        State.PARTLY,
        State.MISSING,
        State.BROKEN,
        State.AWAITED,
        State.NOT_YET_DUE,
    }
    assert all(goal.by_board for goal in found.goals)
    assert found.requirements


def test_every_promise_of_hours_has_hours_given_in_the_example_of_randers():
    log = followup.read_log(ROOT / "params" / followup.FOLLOWUP, PLAN)
    found = followup.assess_year(PLAN, log, 2026, PUBLISHED)
    assert not [one for one in found.hours if one.promised is not None and not one.given]


@pytest.mark.parametrize("name", [followup.FOLLOWUP, followup.EMERGENCY])
def test_an_example_says_of_itself_that_it_is_made_up_and_holds_no_number_of_a_person(name):
    for folder in FOLDERS:
        text = (folder / name).read_text(encoding="utf-8")
        assert re.search(r"^# .*opdigte", text, re.MULTILINE | re.IGNORECASE)
        assert not re.search(r"\b\d{6}-?\d{4}\b", text)


def test_the_same_logs_tell_the_same_whatever_the_order_of_their_entries():
    log = followup.read_log(ROOT / "params" / followup.FOLLOWUP, PLAN)
    lists = {
        name: list(reversed(getattr(log, name))) for name in ("meetings", "done", "deliveries", "hours", "changes")
    }
    turned = log.model_copy(update=lists)
    assert followup.assess_year(PLAN, turned, 2026, PUBLISHED) == followup.assess_year(PLAN, log, 2026, PUBLISHED)
