"""The overall goals on the auditor's page: the published figures, their course, their source; and the page's head."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

import followed_years
import page_gate
import report_tables
from hpanalysis import report
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.pipeline import figures
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report.release import Release
from hpanalysis.report.year.year_publication import Year
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_BESIDE = ("year_before_value", "year_before_change", "municipality_value", "rest_value", "others_value")


@pytest.fixture(autouse=True)
def reports(monkeypatch, tmp_path):
    """The half-year of the report tests, published: indicators.csv as the pipeline writes it."""
    folder = tmp_path / "reports" / "2026H1"
    folder.mkdir(parents=True)
    (folder / "indicators.csv").write_text(figures.format_figures_csv(_as_in_a_run()), encoding="utf-8", newline="\n")
    monkeypatch.setattr(Release, "named", lambda half_year, edition: report_tables.release(Edition(edition)))
    where = Workspace.at(report_tables.ROOT, reports=tmp_path / "reports")
    for name, value in where.environment().items():
        monkeypatch.setenv(name, value)
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


def _html(table: pd.DataFrame) -> str:
    return str(report.year_goals(table, followed_years.year(), "2026H1").html)


def test_the_page_made_from_indicators_csv_is_the_one_made_from_the_runs_own_table():
    assert _html(report.published("2026H1")) == _html(_as_in_a_run())


def test_a_number_is_shown_with_the_decimals_it_was_published_with(reports):
    told = report.published("2026H1")
    shown = told[told["status"] == "vist"]
    assert shown["value"].str.fullmatch(r"\d+(\.\d+)?").all()
    assert set(told["latest"].unique()) == {True, False}


def test_every_goal_has_its_indicators_with_source_and_the_half_year_they_were_delivered_in():
    text = page_gate.read(_html(report.published("2026H1"))).text.replace("\N{NO-BREAK SPACE}", " ")
    plan = report_tables.release().plan
    for goal in plan.delmaal_of(plan.strategic.id):
        assert goal.name in text
    own = [adoption for adoption in plan.adopted(plan.strategic.id)]
    assert text.count("Kilde: ") == len(own)
    assert "Kilde: Boligsociale data, leveret af Landsbyggefonden i 1. halvår 2026." in text
    assert "Tallene for Randers Kommune er fra samme kilde og de samme perioder." in text


def test_every_figure_links_to_its_address_in_the_half_years_folder():
    hrefs = [a["href"] for a in page_gate.read(_html(report.published("2026H1"))).all("a") if a.get("class") == "tal"]
    assert hrefs
    assert all(re.match(r"\.\./2026H1/definition-[a-z0-9_]+\.html#", href) for href in hrefs)


def test_a_half_year_that_is_not_published_is_named():
    with pytest.raises(Stop, match="2025H2 er ikke udgivet"):
        report.published("2025H2")
    with pytest.raises(WrongUse):
        report.published("2025H9")


def test_the_auditors_page_says_what_it_is_on_what_day_and_from_which_half_year():
    text = page_gate.read(str(report.year_page("lbf_opfoelgning", followed_years.year(), "2026H1").html)).text
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bestyrelsens opfølgning i regnskabsåret 2026" in text
    assert "Siden er gjort op pr. 15. februar 2027." in text and "rapporterne for 1. halvår 2026" in text


@pytest.mark.parametrize(("edition", "said"), [("offentlig", "men ikke hvor og hvornår"), ("fortrolig", "sted og tid")])
def test_the_emergency_groups_page_says_what_its_edition_shows(edition, said):
    block = report.year_page("beredskab", followed_years.emergency_year(), "2026H1", edition)
    assert "Det boligsociale beredskab 2026" in str(block.html) and said in str(block.html)


def test_a_year_that_the_plan_covers_in_part_says_which_part():
    part = followed_years.part_of(followed_years.year())
    said = Year(part, report_tables.release()).covered.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "i regnskabsåret 2026, som planen dækker fra 1. august 2026 til 31. december 2026"
    assert Year(followed_years.year(), report_tables.release()).covered == "i regnskabsåret 2026"


def test_the_requirements_stand_with_their_source_and_lbfs_own_form_decides():
    text = page_gate.read(str(report.year_requirements(followed_years.full_year(), "2026H1").html)).text
    assert "Bestyrelsen følger op." in text and "Regulativet" in text
    assert "Har Landsbyggefonden sin egen form, er det den, der gælder." in text


def test_figures_are_read_from_the_published_file_and_from_nowhere_else(reports):
    path = reports / "2026H1" / FIGURES_CSV
    assert path.is_file()
    path.unlink()
    with pytest.raises(Stop):
        report.published("2026H1")
