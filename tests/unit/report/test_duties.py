"""The duties that the yearly reports answer to, as the plan has them."""

import pytest

import shared_plans
from hpanalysis.report.words import duties
from report_tables import ROOT

PLANS = [ROOT / "params" / "plan", ROOT / "tests" / "plans" / "lillekoebing"]


def test_the_data_report_is_owed_to_the_board_every_year():
    said = duties.find_duty(shared_plans.read(PLANS[0]), duties.DATA_REPORT)
    assert "hvert år" in said and "til bestyrelsen" in said and "overordnede mål" in said


def test_the_committees_are_given_the_yearly_report_for_their_orientation():
    said = duties.find_duty(shared_plans.read(PLANS[0]), duties.TO_COMMITTEES)
    assert "fagudvalg" in said and "hvert år" in said and "til orientering" in said


def test_a_plan_without_the_duty_says_nothing_of_it():
    assert duties.find_duty(shared_plans.read(PLANS[1]), duties.DATA_REPORT) == ""


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.parent.name)
def test_every_duty_is_told_in_whole_danish_sentences(folder):
    for duty in shared_plans.read(folder).duties:
        assert duty.told.endswith(".") and duty.told[0].isupper(), duty.id
