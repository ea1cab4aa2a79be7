"""A figure's course over all its windows: sentence, line of a table, and the fold that says why there is none."""

import re

import pytest

from hpanalysis.danish import MINUS, NBSP
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status
from report_tables import release, row, table

SHARE, COUNT, MEAN = "elevfravaer", "udsaettelser", "karakter_dansk_matematik"  # low, low and high are good
TOO_FEW = "der er færre end tre opgørelser"


def plain(html: object) -> str:
    return re.sub(r"(<[^>]+>)+", "|", str(html)).replace(NBSP, " ")


def given(verdict=Since.IMPROVED, indicator_id=SHARE, area_id="alle-7", **more) -> dict:
    window, first = ("2024-25", "2020-21") if indicator_id == SHARE else ("2025", "2021")
    usual = {
        "value": 8.3,
        "baseline_window": first,
        "baseline_recomputed": 10.0,
        "change": -1.7,
        "since_baseline": Since.NO_SURE_CHANGE.value,
        "since_trend": verdict.value,
        "trend": -0.8,
        "trend_lo": -1.4,
        "trend_hi": -0.2,
        "trend_windows": 5,
        "trend_from": first,
    }
    return row(indicator_id, area_id, window, **(usual | more))


def no_course(reason=TOO_FEW, **more) -> dict:
    empty = dict.fromkeys(("trend", "trend_lo", "trend_hi", "trend_windows", "trend_from"))
    return given(Since.NOT_JUDGEABLE, **(empty | {"trend_reason": reason} | more))


def say(one: dict, what: str = "describe_course", edition=Edition.PUBLIC) -> str:
    here = release(edition)
    return plain(getattr(Speaker(here, one["indicator_id"]), what)(next(iter(here.cells(table(one))))))


def lay_out(*rows: dict) -> str:
    here = release()
    speaker, cells = Speaker(here, rows[0]["indicator_id"]), here.cells(table(*rows))
    return plain(f"{make_area_table(speaker, cells)}{fold_further(speaker, cells)}")


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            given(),
            "Over alle fem viste opgørelser siden skoleåret 2020/21 er tallet i gennemsnit faldet med 0,80 "
            "procentpoint om året (fra 0,20 til 1,40), og udviklingen er sikker. Det er den ønskede retning.",
        ),
        (
            given(Since.WORSENED, trend=0.8, trend_lo=0.2, trend_hi=1.4),
            "Over alle fem viste opgørelser siden skoleåret 2020/21 er tallet i gennemsnit steget med 0,80 "
            "procentpoint om året (fra 0,20 til 1,40), og udviklingen er sikker. Det er ikke den ønskede retning.",
        ),
        (
            given(Since.NO_SURE_CHANGE, trend=-0.3, trend_lo=-0.9, trend_hi=0.3),
            "Over alle fem viste opgørelser siden skoleåret 2020/21 er der ingen sikker retning: "
            "Usikkerhedsintervallet går fra et fald på 0,90 til en stigning på 0,30 procentpoint om året.",
        ),
        (
            given(Since.NO_SURE_CHANGE),
            "Over alle fem viste opgørelser siden skoleåret 2020/21 er der ingen sikker retning: "
            "Usikkerhedsintervallet går fra et fald på 1,40 til et fald på 0,20 procentpoint om året, fordi der "
            "laves mange vurderinger.",
        ),
        (
            given(indicator_id=COUNT, trend=-1.3, trend_lo=-2.4, trend_hi=-0.1),
            "Over alle fem viste opgørelser siden 2021 er tallet i gennemsnit faldet med 1,3 sager om året (fra 0,1 "
            "til 2,4), og udviklingen er sikker. Det er den ønskede retning.",
        ),
        (
            given(indicator_id=MEAN, trend=0.12, trend_lo=0.02, trend_hi=0.22),
            "Over alle fem viste opgørelser siden 2021 er tallet i gennemsnit steget med 0,12 karakterpoint om året "
            "(fra 0,02 til 0,22), og udviklingen er sikker. Det er den ønskede retning.",
        ),
    ],
)
def test_a_course_has_one_sentence_pattern_for_each_verdict(one, sentence):
    assert say(one) == sentence
    assert sentence in say(one, "describe")


def test_a_window_that_is_counted_again_is_named_by_its_own_time():
    said = say(given(indicator_id="moedre_kontanthjaelp", trend_from="2024-12@2") | {"window": "2025-12"})
    assert said.startswith("Over alle fem viste opgørelser siden december 2024 er tallet")


def test_a_figure_of_too_few_windows_is_silent_in_sentences_and_says_why_in_the_fold():
    assert say(no_course()) == "" and "opgørelser" not in say(no_course(), "describe_change")
    made = lay_out(no_course(area_id="vangdalen"), no_course(area_id="energivej"), given())
    said = "Forløbet over alle opgørelser kan ikke vurderes for Vangdalen og Energivej-området, fordi " + TOO_FEW
    assert f"Hvorfor har nogle tal intet forløb?|{said}." in made
    assert "intet forløb" not in lay_out(given())


def test_the_folded_table_has_the_change_a_year_in_a_column_of_its_own():
    assert f"om året {MINUS}0,80 procentpoint ({MINUS}1,40 til {MINUS}0,20), sikker udvikling" in lay_out(given())
    open_one = given(Since.NO_SURE_CHANGE, trend=0.3, trend_lo=-0.3, trend_hi=0.9)
    assert f"om året +0,30 procentpoint ({MINUS}0,30 til 0,90), ingen sikker retning" in lay_out(open_one)
    unjudged = given(since_baseline=Since.NOT_JUDGEABLE.value, since_reason="udgangspunktet er trykt uden antal")
    made = lay_out(unjudged)
    assert "|Forløb|" in made and "fordi udgangspunktet er trykt uden antal|" in made and "|om året" in made


def test_paper_has_the_line_of_a_sure_course_alone():
    here = release()
    for one, on_screen_alone in ((given(), False), (given(Since.NO_SURE_CHANGE), True)):
        made = fold_further(Speaker(here, SHARE), here.cells(table(one)))
        assert ('<small class="kun-skaerm">om året' in made) is on_screen_alone


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("make", [given, no_course])
def test_a_hidden_row_has_no_course_whatever_stands_in_it(edition, make):
    one = make(area_id="vangdalen", status=Status.HIDDEN.value)
    assert say(one, edition=edition) == ""
    assert "om året" not in say(one, "describe", edition=edition)
    assert "forløb" not in lay_out(one).lower()
