"""What the auditor says of a row of udfald.csv whose numbers are hidden: no number may stand in it, and of the
conclusions only that there are too few to compare."""

from __future__ import annotations

import pytest

from hpanalysis.published.outcomes import check_outcomes
from hpanalysis.tables import OUTCOMES, TOLD_OF_HIDDEN, Concluded, NotCompared, OutcomeStatus

HALF_YEAR, K = "2026H1", 10
HIDDEN = dict.fromkeys(OUTCOMES.names, "") | {
    "activity_id": "job_til_mor",
    "half_year": HALF_YEAR,
    "indicator_id": "kontanthjaelp",
    "first_month": "2025-08",
    "last_month": "2025-09",
    "status": OutcomeStatus.HIDDEN.value,
}
NEARLY_ALL = {"concluded": Concluded.NOT_COMPARED.value, "reason": NotCompared.NEARLY_ALL_TREATED.value}


def list_faults(**cells):
    return list(check_outcomes(HALF_YEAR, [HIDDEN | cells], K))


@pytest.mark.parametrize("reason", sorted(TOLD_OF_HIDDEN, key=str))
def test_a_hidden_row_may_say_that_there_are_too_few_to_compare_and_need_not(reason):
    assert list_faults() == [] == list_faults(**NEARLY_ALL | {"reason": reason.value})


@pytest.mark.parametrize("reason", [one for one in NotCompared if one not in TOLD_OF_HIDDEN])
def test_every_other_reason_says_something_of_the_values(reason):
    assert list_faults(**NEARLY_ALL | {"reason": reason.value})


@pytest.mark.parametrize("word", [one for one in Concluded if one is not Concluded.NOT_COMPARED])
def test_every_other_conclusion_does_too(word):
    assert list_faults(**NEARLY_ALL | {"concluded": word.value})


@pytest.mark.parametrize("cells", [{"concluded": NEARLY_ALL["concluded"]}, {"reason": NEARLY_ALL["reason"]}])
def test_a_word_without_its_reason_is_a_fault(cells):
    assert list_faults(**cells)


def test_of_nobody_nothing_is_said():
    nobody = {"status": OutcomeStatus.NOBODY_YET.value, "first_month": "", "last_month": ""}
    assert list_faults(**nobody) == []
    assert list_faults(**nobody, **NEARLY_ALL)


@pytest.mark.parametrize("name", ["before", "change_lo", "placebo", "elsewhere", "persons_at_least", "smallest"])
def test_no_number_stands_in_a_hidden_row(name):
    assert list_faults(**NEARLY_ALL, **{name: "25"})
