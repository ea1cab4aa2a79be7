"""The overall goals on the auditor's page: the published figures, their course, their source; and the page's head."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

import followed_years
import page_gate
import report_tables
from followed_years import year_view
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.pipeline import figures
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report.year import year_goals
from hpanalysis.report.year_publication import Year, read_published
from hpanalysis.tables import Edition

_BESIDE = ("year_before_value", "year_before_change", "municipality_value", "rest_value", "others_value")


@pytest.fixture
def reports(tmp_path):
    """The half-year of the report tests, published: indicators.csv as the pipeline writes it."""
    folder = tmp_path / "reports" / "2026H1"
    folder.mkdir(parents=True)
    (folder / "indicators.csv").write_text(figures.format_figures_csv(_as_in_a_run()), encoding="utf-8", newline="\n")
    return tmp_path / "reports"


def _as_in_a_run() -> pd.DataFrame:
    """The half-year as a run has it: numbers with the decimals of their indicator, none in a hidden row."""
    table = report_tables.half_year()
    secret = (report_tables.SECRET, report_tables.SECRET_GROUP)
    whole = table.astype(object).mask(table.isin(secret), None)
    decimals = [catalogue.indicators()[name].decimals for name in whole["indicator_id"]]
    for column in ("value", "lo", "hi", "baseline_recomputed", "change", "change_lo", "change_hi", *_BESIDE):
        whole[column] = [_rounded(value, places) for value, places in zip(whole[column], decimals, strict=True)]
    return whole.astype({"denominator": "Int64"})


def _rounded(value: float | None, places: int) -> float | None:
    """Half up, as a run does it."""
    if value is None or value != value:
        return None
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@pytest.fixture
def html(reports):
    """The section on the goals and the appendix with their courses, as html."""
    view = year_view(followed_years.year(), reports=reports)
    return str(view.goals().html + view.courses().html)


def test_the_page_made_from_indicators_csv_is_the_one_made_from_the_runs_own_table(html, reports):
    year = Year(followed_years.year(), report_tables.release(), reports)
    table = _as_in_a_run()
    assert html == str(year_goals.show_goals(year, table).html + year_goals.show_courses(year, table).html)


def test_a_number_is_shown_with_the_decimals_it_was_published_with(reports):
    told = read_published(reports, report_tables.HALF)
    shown = told[told["status"] == "vist"]
    assert shown["value"].str.fullmatch(r"\d+(\.\d+)?").all()
    assert set(told["latest"].unique()) == {True, False}


def test_every_goal_has_its_indicators_with_source_and_the_half_year_they_were_delivered_in(html):
    text = page_gate.read(html).text.replace("\N{NO-BREAK SPACE}", " ")
    plan = report_tables.release().plan
    for goal in plan.delmaal_of(plan.strategic.id):
        assert goal.name in text
    own = [adoption for adoption in plan.adopted(plan.strategic.id)]
    assert text.count("Kilde: ") == len(own)
    assert "Kilde: Boligsociale data (»Boligsociale data, LBF«), leveret af Landsbyggefonden i 1. halvår 2026." in text
    assert "Tallene for Randers Kommune er fra samme kilde og de samme perioder." in text


def test_every_figure_links_to_its_address_in_the_half_years_folder(html):
    hrefs = [a["href"] for a in page_gate.read(html).all("a") if a.get("class") == "tal"]
    assert hrefs
    assert all(re.match(r"\.\./2026H1/definition-[a-z0-9_]+\.html#", href) for href in hrefs)


def test_a_half_year_that_is_not_published_is_named(reports):
    with pytest.raises(Stop, match="2025H2 er ikke udgivet"):
        read_published(reports, HalfYear.parse("2025H2"))


def test_a_report_that_no_year_has_is_named_with_those_there_are():
    with pytest.raises(WrongUse, match="en af lbf_opfoelgning, beredskab"):
        year_view(followed_years.year()).heading("oversigt")


def test_the_auditors_page_says_what_it_is_on_what_day_and_from_which_half_year():
    text = page_gate.read(str(year_view(followed_years.year()).heading("lbf_opfoelgning").html)).text
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bestyrelsens opfølgning i regnskabsåret 2026" in text
    assert "Siden er gjort op pr. 15. februar 2027." in text and "rapporterne for 1. halvår 2026" in text


@pytest.mark.parametrize(("edition", "said"), [("offentlig", "men ikke hvor og hvornår"), ("fortrolig", "sted og tid")])
def test_the_emergency_groups_page_says_what_its_edition_shows(edition, said):
    block = year_view(followed_years.emergency_year(), Edition(edition)).heading("beredskab")
    assert "Det boligsociale beredskab 2026" in str(block.html) and said in str(block.html)


def test_a_year_that_the_plan_covers_in_part_says_which_part():
    part = followed_years.part_of(followed_years.year())
    said = Year(part, report_tables.release(), Path()).covered.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "i regnskabsåret 2026, som planen dækker fra 1. august 2026 til 31. december 2026"
    assert Year(followed_years.year(), report_tables.release(), Path()).covered == "i regnskabsåret 2026"


def test_the_requirements_stand_with_their_source_and_lbfs_own_form_decides():
    text = page_gate.read(str(year_view(followed_years.full_year()).requirements().html)).text
    assert "Bestyrelsen følger op." in text and "Regulativet" in text
    assert "Har Landsbyggefonden sin egen form, er det den, der gælder." in text


def test_figures_are_read_from_the_published_file_and_from_nowhere_else(reports):
    path = reports / "2026H1" / FIGURES_CSV
    assert path.is_file()
    path.unlink()
    with pytest.raises(Stop):
        year_view(followed_years.year(), reports=reports).goals()


def test_the_conclusion_answers_each_requirement_and_leads_to_its_evidence():
    view = year_view(followed_years.full_year())
    html = str(view.conclusion().html)
    for anchor in ("behandlet", "kontrolsummer", "opgaver", "timer"):
        assert f'<a href="#{anchor}">' in html
    sections = "".join(str(block().html) for block in (view.treated, view.duties, view.hours))
    assert all(f'id="{anchor}"' in sections for anchor in ("behandlet", "kontrolsummer", "opgaver", "timer"))
    assert '<a href="fremdrift.html">' in html
    assert html.count("<tr>") == 6 and "Bestyrelsen har" in html
