"""What the plan agrees on and prints besides its delmål: activities, and other figures of the areas."""

import csv
import dataclasses
from decimal import Decimal

import pytest

import page_gate
import report_tables
from hpanalysis.report.pages import activities
from hpanalysis.report.profile import context
from hpanalysis.report.words import printed_figures
from hpanalysis.report.words.speaker import Speaker
from report_tables import ROOT

NBSP = "\N{NO-BREAK SPACE}"
PLANS = [ROOT / "params" / "plan", ROOT / "tests" / "plans" / "lillekoebing"]


def _rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_every_fact_has_its_danish(folder):
    assert [row["fact"] for row in _rows(folder, "context.csv") if not row["fact_da"]] == []


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_a_fact_has_one_danish_name_and_a_name_one_fact(folder):
    pairs = {(row["fact"], row["fact_da"]) for row in _rows(folder, "context.csv")}
    assert len({fact for fact, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)


def test_a_delaftales_activities_stand_with_what_they_are_measured_by():
    release = report_tables.release()
    text = page_gate.read(activities.make_activities_section(release, release.agreement_named("kriminalitet"))).text
    for words in (
        "mindst 12 unge fra boligområderne, der deltager (om året)",
        "6-8 idrætsforeninger, der samarbejdes med (om året)",
        "unge, 13-17 år, skoletrætte, med lavt selvværd eller i risiko for kriminalitet",
        "sportscamps i skolernes ferier (ingen aftalt mængde)",
        "Boligorganisationerne: 100 (de unges egne)",
        "siger ikke, at den har flyttet et tal",
    ):
        assert words in text


def test_weekly_hours_stand_with_what_they_are_a_year_and_whose_reckoning_that_is():
    release = report_tables.release()
    agreement = release.agreement_named("beskaeftigelse")
    text = page_gate.read(activities.make_activities_section(release, agreement)).text
    assert "Jobcenter Randers: 780 (15 timer om ugen i 52 uger, som planen ikke trykker)" in text
    assert "Bysekretariatet: 936 (18 timer om ugen i 52 uger, som planen ikke trykker)" in text
    assert "ikke trykt" not in text
    hours = tuple(dataclasses.replace(row, weeks=None) for row in release.plan.hours)
    release = dataclasses.replace(release, plan=dataclasses.replace(release.plan, hours=hours))
    text = page_gate.read(activities.make_activities_section(release, agreement)).text
    assert "Jobcenter Randers: 15 om ugen" in text and "780" not in text


def test_what_the_plan_does_not_print_is_marked_as_our_reading():
    release = report_tables.release()
    text = page_gate.read(activities.make_activities_section(release, release.agreement_named("uddannelse"))).text
    assert text.count("– vores læsning af planen") == 1
    assert "11 institutioner med en sproglig rollemodel (om året) – vores læsning af planen" in " ".join(text.split())


def test_a_promise_stands_with_the_plans_note_on_it():
    """The plan prints how many schools have a team, and not that each year asks for it."""
    release = report_tables.release()
    text = page_gate.read(activities.make_activities_section(release, release.agreement_named("uddannelse"))).text
    text = " ".join(text.split())
    every_year = "Tallet står i planen; at det gælder hvert år, er vores læsning"
    assert f"4 skoler med fraværsteam (om året) {every_year}" in text
    for promise in release.plan.promises:
        if promise.note_da and promise.agreement == "uddannelse":
            assert f"{promise.word()} " in text and promise.note_da in text


def test_hours_are_told_with_the_decimals_that_they_have():
    row = report_tables.release().plan.hours[0]
    told = {
        hours: activities.format_hours(dataclasses.replace(row, printed_a_year=Decimal(hours)))
        for hours in ("1840", "843.33", "37.50")
    }
    assert told == {"1840": "1.840", "843.33": "843,33", "37.50": "37,5"}


def test_every_activity_of_a_delaftale_stands_once():
    release = report_tables.release()
    for agreement in release.plan.delaftaler:
        html = str(activities.make_activities_section(release, agreement)).partition("</table>")[0]
        names = dict.fromkeys(r.name_da for r in release.plan.activities if r.agreement == agreement.id)
        assert len(page_gate.read(html).all("th")) == len(names) + 5


def test_the_plans_other_figures_of_an_area_stand_beside_those_of_the_comparisons():
    release = report_tables.release()
    found = {fact.what: fact for fact in context.list_facts(release, release.area_named("energivej"))}
    absence = found["Elever med over 15 pct. fravær"]
    assert (absence.value, absence.when) == (f"19,8{NBSP}%", "skoleåret 2023/24")
    assert absence.comparisons == {"alle-7": f"16,5{NBSP}%"}
    (basic,) = (f for what, f in found.items() if what.startswith("15-64-årige med kun grundskole"))
    assert (basic.value, basic.comparisons) == (f"knap 48{NBSP}%", {"randers": f"knap 18{NBSP}%"})


def test_a_day_and_a_count_are_read_as_they_are_printed():
    release = report_tables.release()
    found = context.list_facts(release, release.area_named("hermann-stillingsvej"))
    (short,) = (fact for fact in found if "de 1.000" in fact.what)
    assert (short.value, short.when, short.comparisons) == ("23", f"1.{NBSP}januar 2023", {})


def test_a_figure_of_another_group_than_the_areas_stands_with_its_name():
    """Of the country the plan prints three: all, the social sector, and the areas that were asked."""
    release = report_tables.release()
    found = {fact.what: fact for fact in context.list_facts(release, release.area_named("glarbjergvej"))}
    lonely = found["Beboere, der altid eller ofte savner nogen at være sammen med"]
    assert lonely.comparisons == {"danmark": f"10{NBSP}%"}
    sector, asked = f"den almene sektor 14{NBSP}%", f"de 198 udvalgte almene boligområder 15{NBSP}%"
    assert lonely.others == (sector, asked)
    assert f"Planen trykker også: {sector}, {asked}" in context.fold_context_table(
        release, release.area_named("glarbjergvej")
    )


def test_a_span_a_word_and_a_multiple_are_shown_as_they_are_printed():
    release = report_tables.release()
    found = {fact.what: fact.value for fact in context.list_facts(release, release.area_named("energivej"))}
    assert found["Passive kontanthjælpsmodtagere blandt beboere uden beskæftigelse"] == f"mellem 30 og 40{NBSP}%"
    assert found["Afgørelser pr. 1.000 indbyggere, målt mod kommunens"] == f"3,5{NBSP}gange"
    assert found["Uden for arbejdsmarkedet i én måned"] == f"57{NBSP}%"


# Indicator -> what the plan prints for comparison beside it.
COMPARED = {
    "sprog_generel": ("landsgennemsnit, hvor testen er en normalfordeling 85 %",),
    "elevfravaer": ("skoleåret 2023/24: hele landet 7,1 %",),
    "fraflytning": ("almene familieboliger på landsplan 10,3 %",),
    "grundlaeggende_trygge": ("almene boligområder i landet 50 %", "de 198 udvalgte almene boligområder 41 %"),
    "frivilligt_arbejde": (
        "Glarbjergvej-området 40 %, Gl. Jennumparken 33 % og Hermann Stillingsvej-området 29 % (planens kommunekolonne",
    ),
    "kontanthjaelp": (),
}


@pytest.mark.parametrize("indicator_id", COMPARED)
def test_what_the_plan_prints_for_comparison_is_said_with_period_and_source(indicator_id):
    speaker = Speaker(report_tables.release(), indicator_id)
    told = " ".join(printed_figures.state_printed_comparisons(speaker)).replace(NBSP, " ")
    for words in COMPARED[indicator_id]:
        assert words in told
    assert told.count("Kilde: ") == told.count(printed_figures.BEGINNING) == bool(COMPARED[indicator_id])


def test_an_area_without_other_figures_has_no_table():
    release = report_tables.release()
    area = release.area_named("centrale-randers")
    plan = dataclasses.replace(release.plan, context=tuple(f for f in release.plan.context if f.area_id != area.id))
    assert context.fold_context_table(dataclasses.replace(release, plan=plan), area) is None
    html = context.fold_context_table(release, release.area_named("vangdalen"))
    assert page_gate.read(html).all("caption") and "ikke trykt" in html


def test_a_fact_and_an_activity_are_shown_as_text():
    release, hostile = report_tables.release(), "<script>a()</script>{{7*7}}**x**"
    spoilt = dict.fromkeys(("fact_da", "value_as_printed", "source_as_printed"), hostile)
    fact = release.plan.context[8].model_copy(update=spoilt)
    spoilt = dict.fromkeys(("name_da", "terms_da", "target_group_da"), hostile)
    activity = dataclasses.replace(release.plan.activities[0], **spoilt)
    link = dataclasses.replace(release.plan.chain[0], quote_da=hostile)
    plan = dataclasses.replace(
        release.plan, context=(fact,), activities=(activity,), promises=(), hours=(), chain=(link,)
    )
    release = dataclasses.replace(release, plan=plan)
    table = context.fold_context_table(release, release.area_named(fact.area_id))
    made = f"{table}{activities.make_activities_section(release, release.agreement_named(activity.agreement))}"
    assert "<script" not in made and page_gate.read(made).text.count(hostile) == 8
