"""What serves what, told both ways: on a delaftale's page, under each delmål, and under each overall goal."""

import dataclasses

import pytest

import page_gate
import report_tables
import shared_plans
from hpanalysis.report.pages import activities, aims
from report_tables import ROOT

SMALL = ROOT / "tests" / "plans" / "lillekoebing"


def read(made) -> str:
    return " ".join(page_gate.read(str(made)).text.split()).replace(" .", ".").replace(" ;", ";")


def of_goal(release, goal: str) -> str:
    return read(aims.state_activities(release, release.plan.goal(goal)))


def section(release, agreement: str) -> str:
    return read(activities.make_activities_section(release, release.agreement_named(agreement)))


@pytest.fixture(scope="module")
def randers():
    return report_tables.release()


@pytest.fixture(scope="module")
def small():
    return report_tables.release(plan=shared_plans.read(SMALL))


def test_a_delmaal_names_its_own_delaftales_activities_first_and_then_the_others(randers):
    assert of_goal(randers, "fremmoede") == (
        "Efter planen skal disse aktiviteter bidrage: Fremmøde i skolen og Trivsel i skolen; "
        "Job til mor under Beskæftigelse."
    )
    assert of_goal(randers, "sprog").startswith("Efter planen skal denne aktivitet bidrage: Kvalitetsstærke")
    assert of_goal(randers, "moedre_i_job").startswith("Efter planen skal disse aktiviteter bidrage: Job til mor; ")


def test_an_overall_goal_names_activities_with_their_delaftale_and_marks_our_reading(randers):
    told = of_goal(randers, "fagligt_loeft")
    assert told.count("(vores læsning af planen)") == 2
    assert told.endswith("(vores læsning af planen) under Uddannelse og livschancer.")
    linked = page_gate.read(str(aims.state_activities(randers, randers.plan.goal("liv_uden_kriminalitet")))).all("a")
    assert [link["href"] for link in linked] == [
        f"delaftale-{name}.html#aktiviteter" for name in ("uddannelse", "kriminalitet")
    ]


def test_an_aim_that_no_activity_serves_is_told(small, randers):
    assert of_goal(small, "fritid") == "Planen nævner ingen aktivitet, der skal bidrage til delmålet."
    chain = tuple(link for link in randers.plan.chain if link.delmaal_id != "tilknytning")
    without = dataclasses.replace(randers, plan=dataclasses.replace(randers.plan, chain=chain))
    assert of_goal(without, "tilknytning") == "Planen nævner ingen aktivitet, der skal bidrage til det overordnede mål."


def test_an_activity_that_serves_no_aim_is_told_and_each_other_is_not(randers, small):
    told = "Planen nævner intet delmål eller overordnet mål, som »Familiedage i institutionerne« skal bidrage til."
    assert section(randers, "uddannelse").endswith(told)
    for agreement in ("beskaeftigelse", "kriminalitet", "sammenhaengskraft"):
        assert "nævner intet delmål" not in section(randers, agreement)
    assert "nævner intet delmål" not in section(small, "opvaekst")


def test_each_activity_stands_with_the_plans_own_sentence_and_its_place(randers):
    for agreement in randers.plan.delaftaler:
        text = section(randers, agreement.id)
        for link in (link for link in randers.plan.chain if link.agreement == agreement.id):
            place = f"planens ord, linje {link.plan_lines.removeprefix('L')}"
            ours = "" if link.is_printed else "; at de gælder målet, er vores læsning af planen"
            assert f"»{link.quote_da}« {place}{ours}" in text
            assert randers.plan.goal(link.delmaal_id).name in text
    text = section(randers, "uddannelse")
    assert text.count("at de gælder målet, er vores læsning") == 3
    assert "Flere mødre skal i job delmål under Beskæftigelse" in text
    assert "Familiedage i institutionerne intet nævnt" in text


def test_several_places_of_the_plan_are_told_as_a_list(randers):
    link = dataclasses.replace(randers.plan.chain[0], plan_lines="L12; L14-15")
    with_places = dataclasses.replace(randers, plan=dataclasses.replace(randers.plan, chain=(link,)))
    assert "planens ord, linje 12 og 14-15" in section(with_places, link.agreement)


def test_a_plan_that_says_nothing_of_what_serves_what_has_no_such_findings(small):
    none = dataclasses.replace(small, plan=dataclasses.replace(small.plan, chain=()))
    assert aims.state_activities(none, none.plan.goal("fritid")) is None
    assert "bidrage" not in section(none, "opvaekst")
