"""What the board asks for besides: the section of the data report and the second table of an area's page."""

import re
from dataclasses import replace

import pytest

import page_gate
import report_tables
from hpanalysis.report import leading_figures
from hpanalysis.report.pages import attention
from hpanalysis.report.profile import profile, profile_table
from hpanalysis.report.tables import supplementary
from hpanalysis.tables import Edition, Status
from report_tables import SECRET, row, table

HERE = report_tables.release()
GROUP = HERE.plan.figure_group("supplerende")
ASKED = [adoption.indicator_id for adoption in HERE.plan.adopted(GROUP.id)]
CRITERIA = [adoption.indicator_id for adoption in HERE.plan.adopted("kriterier")]
AREA = HERE.area_named("vangdalen")
WITHOUT = replace(HERE, plan=replace(HERE.plan, settings=HERE.plan.settings.model_copy(update={"figure_groups": []})))


def section(judged, of=None) -> str:
    return str(report_tables.half_year_view(judged, of).data_report().supplementary().html)


def second_table(judged, of=None) -> str:
    return str(report_tables.half_year_view(judged, of).area("vangdalen").supplementary().html)


def text(html: str) -> str:
    return " ".join(page_gate.read(html).text.replace("\N{NO-BREAK SPACE}", " ").split())


def moved(indicator_id: str, numerator, area_id: str = "vangdalen", **given):
    return row(indicator_id, area_id, "2025", numerator=numerator, denominator=100, value=numerator, **given)


def test_eleven_figures_are_asked_for_and_each_says_who_asked():
    assert len(ASKED) == 11 and not set(ASKED) & set(CRITERIA)
    assert all(HERE.plan.adoption(key).asked_by for key in ASKED)
    told = text(section(report_tables.half_year()))
    assert told.count("Spurgt af: ") == len(ASKED)


def test_the_section_has_every_measured_figure_of_every_area_and_no_verdict():
    judged = report_tables.half_year()
    html = section(judged)
    ids = {a["id"] for a in page_gate.read(html).all("td") if "id" in a}
    latest = judged[
        judged["latest"] & judged["indicator_id"].isin(ASKED) & (judged["status"] != Status.NOT_MEASURED.value)
    ]
    own = latest[~latest["area_id"].isin(["randers", "danmark"])]
    assert ids == {f"{one.indicator_id}-{one.area_id}" for one in own.itertuples()}
    assert not re.findall(r'class="[^"]*\b(?:god|skidt|muligt)\b', html)
    assert not re.findall(r'data-om="[^"]+ \w+"', html)  # an address with a column is that of a verdict


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.CONFIDENTIAL])
def test_a_hidden_figure_has_no_number_but_in_the_confidential_edition(edition):
    judged = report_tables.half_year(edition)
    of = report_tables.release(edition)
    for html in (section(judged, of), second_table(judged, of)):
        assert ("87,7" in html or "87,65" in html or "88" in html) == (edition is Edition.CONFIDENTIAL), SECRET


def test_the_municipality_or_the_country_stands_beside_though_nothing_is_judged():
    judged = table(
        row("boern_hos_enlige", "vangdalen", "2025", value=41, change=1.0, baseline_window="2024"),
        row("boern_hos_enlige", "randers", "2025", value=24, change=-1.0, baseline_window="2024"),
        row("savner_selskab", "glarbjergvej", "2025", value=15),
        row("savner_selskab", "danmark", "2025", value=11),
    )
    told = text(section(judged))
    assert "41 % +1" in told and "24 % −1" in told
    assert "11 % i hele landet" in told


@pytest.mark.parametrize(
    ("came", "went", "said"),
    [
        (41, 36, "flyttede 41 personer på en offentlig ydelse ind i Vangdalen og 36 ud, altså 5 flere ind end ud."),
        (30, 36, "flyttede 30 personer på en offentlig ydelse ind i Vangdalen og 36 ud, altså 6 færre ind end ud."),
        (36, 36, "flyttede 36 personer på en offentlig ydelse ind i Vangdalen og 36 ud, altså lige mange ind og ud."),
    ],
)
def test_the_difference_of_those_who_came_and_went_is_told_in_words(came, went, said):
    judged = table(moved("ydelse_tilflyttere", came), moved("ydelse_fraflyttere", went))
    for html in (section(judged), second_table(judged)):
        assert f"I 2025 {said}" in text(html)


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.CONFIDENTIAL])
def test_no_difference_is_told_where_one_of_the_two_is_hidden(edition):
    hidden = moved("ydelse_fraflyttere", 3, status=Status.HIDDEN.value)
    judged = table(moved("ydelse_tilflyttere", 41), hidden)
    assert "ind end ud" not in text(section(judged, report_tables.release(edition)))


def test_the_first_table_of_an_area_has_neither_what_is_asked_for_nor_the_criteria_of_the_state_besides():
    cells = HERE.cells(report_tables.half_year())
    first = {speaker.indicator_id for speaker, _ in profile_table.list_measured(HERE, cells, AREA)}
    assert not first & {*ASKED, *CRITERIA} and "kriterie_beskaeftigelse" in first
    html = str(profile.area_indicators(HERE, AREA, cells).html)
    assert GROUP.name not in html and "Den strategiske aftale" not in html.replace("Den strategiske aftale", "", 1)
    assert not [key for key in (*ASKED, *CRITERIA) if f'href="definition-{key}.html"' in html]


def test_the_second_table_has_what_is_measured_for_the_area_and_leads_to_the_criteria():
    html = second_table(report_tables.half_year())
    found = re.findall(r'<th scope="row"><a href="definition-(\w+)\.html">', html)
    assert found == [key for key in ASKED if key != "savner_selskab"]
    assert '<a href="kriterier.html#tal">Statens kriterier</a>' in html


def test_what_is_asked_for_is_in_no_list_or_count_of_the_delmaal():
    judged = report_tables.half_year()
    view = report_tables.half_year_view(judged)
    cells = HERE.cells(judged)
    labels = [HERE.indicator(key).label for key in ASKED]
    assert not {speaker.indicator_id for speaker, _ in leading_figures.list_latest_figures(HERE, cells)} & set(ASKED)
    area = view.area("vangdalen")
    for html in (*(block.html for block in (area.words(), area.courses())), attention.make_ages_table(HERE, cells)):
        assert not [label for label in labels if label in str(html)]


def test_a_plan_that_asks_for_nothing_says_so():
    judged = report_tables.half_year()
    assert supplementary.list_supplementary(WITHOUT) == []
    assert "Ingen har bedt om andre tal" in text(section(judged, WITHOUT))
    assert "Ingen har bedt om andre tal" in text(second_table(judged, WITHOUT))
