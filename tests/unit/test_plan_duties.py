"""governance.csv: the part of a duty that can be counted says what its words say, and a slip in it is named."""

import re

import pytest

import frames
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.plan import Kind, Unit, Within
from plan_files import copy_plan

PLANS = [frames.ROOT / "params" / "plan", frames.ROOT / "tests" / "plans" / "lillekoebing"]
DUTIES = [
    pytest.param(duty, id=f"{folder.parent.name}-{duty.id}")
    for folder in PLANS
    for duty in shared_plans.read(folder).duties
]
WEEKS = {"two": 14, "three": 21}
IN_DANISH = {"to": 2, "tre": 3, "fire": 4}


@pytest.fixture
def folder(tmp_path):
    return copy_plan(PLANS[0], tmp_path / "plan")


@pytest.mark.parametrize("duty", DUTIES)
def test_how_often_is_what_the_words_say(duty):
    said = re.search(r"(\d+) a year", duty.frequency)
    times = int(said[1]) if said else int(duty.frequency.startswith("yearly"))
    assert duty.times == times
    assert bool(times) is (duty.kind in (Kind.MEETING, Kind.YEARLY, Kind.ACCOUNTS, Kind.STATUS))


@pytest.mark.parametrize("duty", DUTIES)
def test_the_danish_sentence_gives_the_same_number(duty):
    said = re.search(r"(to|tre|fire) (?:ordinære )?(?:møder|statusmøder) om året", duty.told)
    if duty.times > 1:
        assert IN_DANISH[said[1]] == duty.times
    elif duty.times == 1:
        assert "hvert år" in duty.told


@pytest.mark.parametrize("duty", DUTIES)
def test_the_seasons_are_those_in_the_words(duty):
    said = re.search(r"a year \((.*)\)", duty.frequency)
    assert duty.seasons == (tuple(said[1].split("; ")) if said else ())
    for english, danish in {"spring": "forår", "summer": "sommer", "autumn": "efterår"}.items():
        if duty.seasons:
            assert (english in duty.seasons) is (re.search(rf"\b{danish}", duty.told) is not None)


@pytest.mark.parametrize("duty", DUTIES)
def test_the_weeks_between_two_bodies_are_those_in_the_words(duty):
    said = re.search(r"about (two|three) weeks after", duty.rule)
    assert duty.days_after == (WEEKS[said[1]] if said else 0)
    assert duty.meeting == "styregruppe_moede" or not said


@pytest.mark.parametrize("duty", DUTIES)
def test_what_is_owed_ahead_of_a_meeting_is_a_delivery_and_nothing_else_is(duty):
    ahead = duty.frequency == "ahead of each steering group meeting"
    assert (duty.kind is Kind.DELIVERY) is ahead
    assert not ahead or duty.meeting == "styregruppe_moede"


@pytest.mark.parametrize("duty", DUTIES)
def test_the_time_limit_is_the_one_in_the_words(duty):
    said = re.search(r"within (\d+) (working days|hours)", duty.rule)
    assert duty.within == (Within(int(said[1]), Unit(said[2])) if said else None)
    assert (duty.kind is Kind.GATHERING) is bool(said)
    level = re.search(r"gather at level (yellow|red)", duty.duty)
    assert {"yellow": ("gul",), "red": ("roed",)}.get(level[1] if level else "", duty.parts) == duty.parts


@pytest.mark.parametrize("duty", DUTIES)
def test_the_agenda_items_are_as_many_as_the_words_name(duty):
    said = re.search(r"fixed agenda items: (.*)", duty.duty)
    assert (duty.kind is Kind.AGENDA) is bool(said)
    if said:
        assert len(duty.parts) == len(said[1].split("; "))
        assert all(part in duty.told for part in duty.parts)


@pytest.mark.parametrize("duty", DUTIES)
def test_consensus_and_approval_are_asked_for_where_the_words_do(duty):
    assert ("consensus" in duty.conditions) is ("consensus" in duty.rule)
    assert ("lbf" in duty.conditions) is ("LBF's approval" in duty.rule) is ("Landsbyggefonden skal" in duty.told)


def test_every_kind_of_duty_is_in_the_plan_of_randers():
    assert {duty.kind for duty in plans.read(PLANS[0]).duties} == set(Kind)


def test_the_plan_names_the_accounting_year_and_a_plan_without_it_has_the_calendars(folder):
    settings = plans.read(folder).settings
    assert settings.accounting_year.first_month == 1
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"accounting_year:\n(  .*\n)+", "", text), encoding="utf-8")
    assert plans.read(folder).settings.accounting_year.first_month == 1
    path.write_text(text.replace("first_month: 1", "first_month: 13"), encoding="utf-8")
    with pytest.raises(Stop, match=r"accounting_year\.first_month har ikke den rigtige form"):
        plans.read(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",meeting,3,spring;", ",møde,3,spring;", "række 2, kolonne »kind«: Reglen kan ikke læses"),
        (",meeting,3,spring;", ",meeting,tre,spring;", "række 2, kolonne »times«: Reglen kan ikke læses"),
        (",meeting,3,spring;", ",meeting,13,spring;", "række 2, kolonne »times«: Reglen kan ikke læses"),
        (
            ",meeting,3,spring;",
            ",meeting,2,spring;",
            "række 2, kolonne »seasons«: Rækken og kolonnen passer ikke sammen",
        ),
        ("spring; summer; autumn,,", "spring; winter; autumn,,", "række 2, kolonne »seasons«: Reglen kan ikke læses"),
        ("spring; summer; autumn,,", "spring; spring; autumn,,", "række 2, kolonne »seasons«: Reglen kan ikke læses"),
        (
            "styregruppe_moede,21",
            "styregruppe_moede,",
            "række 3, kolonne »days_after«: Rækken og kolonnen passer ikke sammen",
        ),
        ("styregruppe_moede,21", "styregruppe,21", "Mødet for bestyrelse_moede findes ikke"),
        ("styregruppe_moede,21", "bestyrelse_moede,21", "Mødet for bestyrelse_moede findes ikke"),
        ("3 working days,gul", "snart,gul", "række 11, kolonne »within«: Reglen kan ikke læses"),
        ("3 working days,gul", "3 working days,gult", "række 11, kolonne »parts«: Reglen kan ikke læses"),
        ("3 working days,gul", ",gul", "række 11, kolonne »within«: Rækken og kolonnen passer ikke sammen"),
        ("3 working days,gul", "3 working days,gul; roed", "række 11, kolonne »parts«: Rækken og kolonnen passer ikke"),
        (",yearly,1,,", ",yearly,,,", "række 5, kolonne »times«: Rækken og kolonnen passer ikke sammen"),
        (",yearly,1,,", ",yearly,1,spring,", "række 5, kolonne »seasons«: Rækken og kolonnen passer ikke sammen"),
        ("delaftale,consensus", "delaftale,flertal", "række 17, kolonne »conditions«: Reglen kan ikke læses"),
        ("\ndatarapport,", "\nstyregruppe_moede,", "Opgaven styregruppe_moede står to gange"),
        (",,styregruppe,\n", ",,styregruppen,\n", "Kredsen, der skylder styregruppe_data, findes ikke i members.csv"),
        (",agenda,,,", ",noted,,,", "række 14, kolonne »why_not_da«: Rækken og kolonnen passer ikke sammen"),
        (",within,parts,", ",frist,parts,", "Kolonnen within mangler"),
    ],
)
def test_a_slip_in_a_rule_is_named_by_row(folder, old, new, said):
    path = folder / "governance.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Stop, match=said) as stop:
        plans.read(folder)
    assert "»governance.csv« i planens mappe" in str(stop.value)


@pytest.mark.parametrize("hours", ["mange", "-60", "0", "1e3", "60,555", "9.660", "60:30", "0060", "1_000"])
def test_hours_of_an_activity_that_are_no_number_are_named_by_row(folder, hours):
    path = folder / "hours.csv"
    text = path.read_text(encoding="utf-8")
    assert ",9660," in text
    path.write_text(text.replace(",9660,", f',"{hours}",', 1), encoding="utf-8")
    with pytest.raises(Stop, match=r"»hours\.csv« i planens mappe, række 2, kolonne »hours_per_year«: Feltet "):
        plans.read(folder)
