"""What an analyst may ask of a figure by sex or age, what is answered, and in which edition."""

import re
from datetime import date

import pandas as pd
import pytest

import report_tables
from hpanalysis import report, yearly_logs
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.breakdowns import Breakdown, list_breakdowns
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.report.release import Release, parse_edition
from hpanalysis.tables import BREAKDOWNS, Edition, Status
from hpanalysis.workspace import EDITION_OF_RUN, Workspace

AREAS = ("vangdalen", "alle-7", "randers")
WINDOWS = {"2023-24": False, "2024-25": True}


def group(area, group_id, name, window, **given):
    usual = {
        "indicator_id": "elevfravaer",
        "breakdown": "koen",
        "group_id": group_id,
        "group": name,
        "window": window,
        "area_id": area,
        "window_start": date(2024, 8, 1),
        "window_end": date(2025, 7, 31),
        "latest": WINDOWS[window],
        "status": Status.SHOWN.value,
        "value": 9.8,
        "lo": 8.1,
        "hi": 11.7,
        "unit": "pct.",
        "numerator": 1234,
        "denominator": 12592,
        "persons": 71,
    }
    return usual | given


def breakdowns(windows=WINDOWS):
    rows = [
        group(area, group_id, name, window)
        for window in windows
        for area in AREAS
        for group_id, name in (("kvinde", "piger"), ("mand", "drenge"))
    ]
    rows[-1] |= {"status": Status.HIDDEN.value, "value": 33.3, "lo": None, "hi": None, "numerator": 4, "persons": 3}
    table = pd.DataFrame(rows, columns=BREAKDOWNS.names)
    for name in ("value", "lo", "hi"):
        table[name] = table[name].astype("Float64")
    for name in ("numerator", "denominator", "persons"):
        table[name] = table[name].astype("Int64")
    return table


def indicator(key="elevfravaer", edition=Edition.CONFIDENTIAL, table=None):
    half = report_tables.half_year_view(
        report_tables.half_year(edition),
        report_tables.release(edition),
        breakdowns=breakdowns() if table is None else table,
    )
    return half.indicator(key)


def text(view):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(view.show().html)).replace("\N{NO-BREAK SPACE}", " "))


def test_the_groups_of_each_area_stand_with_baseline_number_interval_and_counts():
    shown = text(indicator().by("koen"))
    assert "efter køn" in shown
    assert "Vangdalen Piger 9,8 % 9,8 % 8,1 til 11,7 % 1.234 12.592 71 Drenge 9,8 %" in shown
    assert shown.index("Vangdalen") < shown.index("De syv boligområder") < shown.index("Randers Kommune")
    assert "Kønnet er det, som CPR-nummeret siger." in shown
    assert "udgives ikke" in shown


def test_what_the_public_edition_would_hide_is_marked_and_has_no_interval():
    shown = text(indicator().by("koen"))
    assert "33,3 % (diskretioneret i offentlig udgave) beregnes ikke 4 12.592 3" in shown
    assert shown.count("(diskretioneret i offentlig udgave)") == 2, "the number, and the sentence that explains it"


def test_the_numbers_go_on_as_a_table_of_declared_columns():
    table = indicator().by("koen").table
    assert list(table) == BREAKDOWNS.names
    assert set(table["group_id"]) == {"kvinde", "mand"}


def test_a_baseline_that_cannot_be_broken_down_is_told():
    table = breakdowns({"2024-25": True})
    shown = text(indicator(table=table).by("koen"))
    assert "Udgangspunkt" in shown and "kan ikke deles, for der er intet udtræk" in shown


def test_the_public_edition_refuses_and_says_what_to_do():
    with pytest.raises(WrongUse) as refused:
        indicator(edition=Edition.PUBLIC).by("koen")
    assert "En opdeling efter køn vises ikke i den offentlige udgave" in str(refused.value)
    assert "hpanalysis run 2026H1 --edition fortrolig" in str(refused.value)
    assert 'report.half_year("2026H1", "fortrolig")' in str(refused.value)


@pytest.mark.parametrize("word", ["køn", "KOEN", "", "omraade"])
def test_another_word_is_refused_with_those_there_are(word):
    with pytest.raises(WrongUse, match=re.escape("Ventet: »koen« eller »alder«.")):
        indicator().by(word)


NOT_OF_PERSONS = [
    key for key, one in catalogue.indicators().items() if not all(source.has_persons for source in one.sources)
]


@pytest.mark.parametrize("key", NOT_OF_PERSONS)
@pytest.mark.parametrize("word", [each.value for each in Breakdown])
def test_cases_dwellings_surveys_and_ready_figures_have_no_groups(key, word):
    with pytest.raises(WrongUse, match=r"Tallet gælder ikke personer med CPR-nummer\.") as refused:
        indicator(key).by(word)
    assert "elevfravaer" in str(refused.value)


def test_mothers_have_an_age_and_no_other_sex():
    with pytest.raises(WrongUse, match=r"Tallet kan kun deles efter alder\."):
        indicator("moedre_kontanthjaelp").by("koen")


def test_every_indicator_of_persons_has_a_breakdown():
    have = {key for key, one in catalogue.indicators().items() if list_breakdowns(one)}
    assert have == set(catalogue.indicators()) - set(NOT_OF_PERSONS)


def test_without_a_run_of_the_confidential_edition_the_command_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("HPANALYSIS_PROCESSED", str(tmp_path))
    half = report_tables.half_year_view(
        report_tables.half_year(Edition.CONFIDENTIAL), report_tables.release(Edition.CONFIDENTIAL)
    )
    half.tables._workspace = Workspace.from_environment()
    with pytest.raises(Stop, match="hpanalysis run 2026H1 --edition fortrolig"):
        half.indicator("elevfravaer").by("alder")


def test_figures_whose_frame_has_no_sex_are_told_to_be_so():
    with pytest.raises(Stop, match="kan ikke deles efter alder i 2026H1"):
        indicator().by("alder")


def test_a_page_of_the_public_edition_cannot_open_the_confidential_one(monkeypatch):
    monkeypatch.setenv(EDITION_OF_RUN, "offentlig")
    with pytest.raises(WrongUse, match="siden, der laves, skal udgives"):
        report.half_year("2026H1", "fortrolig")
    assert parse_edition("offentlig") is Edition.PUBLIC
    monkeypatch.setenv(EDITION_OF_RUN, "fortrolig")
    assert parse_edition("fortrolig") is Edition.CONFIDENTIAL


@pytest.mark.parametrize(
    "open_it",
    [
        lambda here: Release.of(here, HalfYear(2026, 1), Edition.CONFIDENTIAL),
        lambda here: here.judged(HalfYear(2026, 1), Edition.CONFIDENTIAL),
        lambda here: here.table("opdelinger", HalfYear(2026, 1)),
        lambda here: yearly_logs.activations(2026, Edition.CONFIDENTIAL, here),
    ],
)
def test_no_other_way_leads_a_page_of_the_public_edition_to_the_confidential_one(monkeypatch, open_it):
    monkeypatch.setenv(EDITION_OF_RUN, "offentlig")
    with pytest.raises(WrongUse, match="siden, der laves, skal udgives"):
        open_it(Workspace.at(report_tables.ROOT))
