from datetime import date

import pytest

from hpanalysis.report.cells import Cell
from hpanalysis.report.numbers import NBSP
from hpanalysis.report.sentences import Speaker
from hpanalysis.tables import Edition, Since, Status, Verdict, Versus
from report_tables import release, row, table


def speak(what: str, indicator_id: str, area_id: str, window: str, *, edition=Edition.PUBLIC, **given) -> str:
    """A sentence about one cell, with ordinary spaces."""
    here = release(edition)
    cell: Cell = next(iter(here.cells(table(row(indicator_id, area_id, window, **given)))))
    return getattr(Speaker(here, indicator_id), what)(cell).replace(NBSP, " ")


def test_a_level_is_told_in_the_indicators_own_sentence():
    said = speak("level", "elevfravaer_over_10", "energivej", "2024-25", value=33.1)
    assert said == (
        "I skoleåret 2024/25 havde 33,1 pct. af eleverne i 0.-10. klasse med bopæl i Energivej-området over "
        "10 pct. fravær."
    )


def test_a_count_is_told_with_its_noun():
    assert (
        speak("level", "udsaettelser", "alle-7", "2025", value=16)
        == "I 2025 var der 16 udsættelsessager i de syv boligområder."
    )


def test_leavers_are_spoken_of_by_their_year():
    said = speak("level", "unge_i_uddannelse_15_mdr", "gl-jennumparken", "2025-10", value=79.2)
    assert said.startswith(
        "Af de unge i Gl. Jennumparken, der forlod skolen efter 9. eller 10. klasse i 2024, var 79,2 pct."
    )


def test_figures_delivered_by_area_speak_of_the_departments_they_cover():
    assert "i de opgjorte boligafdelinger" in speak("level", "dagtilbud_1_5_aar", "alle-7", "2024", value=93.8)


def test_a_comparison_is_by_value_and_never_called_sure():
    said = speak("comparison", "elevfravaer", "vangdalen", "2024-25", value=8.3, municipality_value=7.6)
    assert said == "Tallet er højere end i Randers Kommune (7,6 pct.)."


def test_moves_are_compared_with_the_social_family_dwellings():
    said = speak("comparison", "fraflytning", "vangdalen", "2025", value=13.1, municipality_value=15.2)
    assert said == "Tallet er lavere end for kommunens almene familieboliger (15,2 pct.)."


def test_safety_is_compared_with_the_country():
    said = speak("comparison", "grundlaeggende_trygge", "glarbjergvej", "2025", value=40, municipality_value=60)
    assert said == "Tallet er lavere end i hele landet (60 pct.)."


@pytest.mark.parametrize("indicator_id", ["sigtede_15_29", "udsaettelser", "udsaettelser_effektive"])
def test_what_may_not_be_compared_is_not(indicator_id):
    assert speak("comparison", indicator_id, "alle-7", "2025", value=5, municipality_value=2) == ""


def test_a_fall_in_what_should_be_low_is_the_wanted_way():
    said = speak(
        "change",
        "elevfravaer",
        "vangdalen",
        "2024-25",
        value=8.3,
        baseline_window="2023-24",
        baseline_recomputed=10.0,
        change=-1.7,
        since_baseline=Since.IMPROVED.value,
    )
    assert said == (
        "Siden udgangspunktet i skoleåret 2023/24 (10,0 pct.) er tallet faldet med 1,7 procentpoint. "
        "Det er den ønskede retning."
    )


def test_a_fall_in_what_should_be_high_is_not_the_wanted_way():
    said = speak(
        "change",
        "ungdomsskole",
        "vangdalen",
        "2025-09-01",
        value=20,
        baseline_window="2024-09-01",
        baseline_value=23,
        change=-3,
        since_baseline=Since.WORSENED.value,
    )
    assert said == (
        "Siden udgangspunktet pr. 1. september 2024 (23 pct.) er tallet faldet med 3 procentpoint. "
        "Det er ikke den ønskede retning."
    )


def test_a_break_is_told_and_no_change():
    said = speak(
        "whole",
        "kontanthjaelp",
        "vangdalen",
        "2025-04/2026-03",
        window_end=date(2026, 3, 31),
        value=12.4,
        baseline_window="2023-10/2024-09",
        baseline_recomputed=9.0,
        since_baseline=Since.BREAK.value,
    )
    assert "Databrud 1. juli 2025: Kontanthjælp omfatter herefter også" in said
    assert "Tal fra før og efter denne dato kan ikke sammenlignes." in said
    assert "steget" not in said and "Forbehold" not in said and "9,0" not in said


def test_what_cannot_be_judged_says_why():
    said = speak(
        "target",
        "uden_for_arbejdsmarkedet",
        "alle-7",
        "2025-04/2026-03",
        value=34.2,
        verdict=Verdict.NOT_JUDGEABLE.value,
        reason="kommunens opgørelse og statens kriterium ikke måler det samme",
    )
    assert said.endswith("fordi kommunens opgørelse og statens kriterium ikke måler det samme.")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.MET, "Delmålet er opfyldt."),
        (Verdict.ON_TRACK, "Tallet er på vej mod delmålet."),
        (Verdict.NOT_ON_TRACK, "Tallet er ikke på vej mod delmålet."),
    ],
)
def test_a_delmaal_with_one_target_is_spoken_of_itself(verdict, said):
    assert speak("target", "fraflytning", "alle-7", "2025", value=13, verdict=verdict.value) == said


def test_one_of_two_targets_met_does_not_make_the_delmaal_met():
    assert (
        speak("target", "elevfravaer", "alle-7", "2024-25", value=7, verdict=Verdict.MET.value)
        == "Målet for tallet er opfyldt."
    )


def test_nothing_follows_a_hidden_number():
    said = speak(
        "whole",
        "sprog_saerlig",
        "centrale-randers",
        "2025",
        status=Status.HIDDEN.value,
        value=60.0,
        numerator=3,
        denominator=5,
        municipality_value=8.9,
        baseline_recomputed=60.0,
        change=1.0,
        baseline_window="2023",
        versus_municipality=Versus.WORSE.value,
        since_baseline=Since.IMPROVED.value,
    )
    assert said == (
        "Andelen af sprogvurderede børn med behov for særlig sprogindsats i Centrale Randers i 2025 er "
        "diskretioneret for at beskytte enkeltpersoner. Det siger intet om, hvorvidt tallet er godt eller dårligt."
    )


def test_the_confidential_edition_shows_a_withheld_number_and_says_no_more():
    said = speak(
        "whole",
        "sprog_saerlig",
        "centrale-randers",
        "2025",
        edition=Edition.CONFIDENTIAL,
        status=Status.HIDDEN.value,
        value=60.0,
        municipality_value=8.9,
    )
    assert said.endswith(
        "60,0 pct. af de sprogvurderede børn i Centrale Randers behov for særlig sprogindsats. "
        "Tallet er diskretioneret i offentlig udgave."
    )


@pytest.mark.parametrize(
    ("indicator_id", "status", "said"),
    [
        (
            "fraflytning",
            Status.NOT_DELIVERED,
            "Fraflytningsprocenten i Glarbjergvej-området i 2025 kan ikke vises, "
            "fordi Landsbyggefonden "
            "og RandersBolig endnu ikke har leveret data.",
        ),
        ("udsaettelser", Status.NO_CASES, "Der var ingen sager i Glarbjergvej-området i 2025."),
        ("fraflytning", Status.NO_PERSONS, "Der var ingen personer i målgruppen i Glarbjergvej-området i 2025."),
        (
            "dagtilbud_1_5_aar",
            Status.NOT_MEASURED,
            "Andelen af 1-5-årige i dagtilbud opgøres ikke for Glarbjergvej-området, men kun for de "
            "opgjorte boligafdelinger.",
        ),
    ],
)
def test_each_way_of_having_no_number_has_its_own_sentence(indicator_id, status, said):
    value = 0 if status is Status.NO_CASES else None
    assert speak("level", indicator_id, "glarbjergvej", "2025", status=status.value, value=value) == said


def test_a_figure_that_is_not_new_says_from_when_it_is_and_when_the_next_comes():
    said = speak("no_new", "elevfravaer", "alle-7", "2024-25", value=8.9, new=False)
    assert said == (
        "Der er ingen ny opgørelse siden sidste rapport. Tallet er fra skoleåret 2024/25, og næste opgørelse ventes i "
        "september 2026."
    )


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop():
    said = speak("comparison", "elevfravaer", "vangdalen", "2024-25", value=8.3, municipality_value=7.6)
    assert ".." not in said
    assert ".." not in speak("whole", "elevfravaer_over_10", "vangdalen", "2024-25", value=8.3, municipality_value=7.6)


def beside(*rows) -> list[str]:
    here = release()
    return [said.replace(NBSP, " ") for said in Speaker(here, "ungdomsskole").areas_beside(here.cells(table(*rows)))]


def test_areas_stand_in_the_plans_order_and_hidden_ones_by_name_alone():
    rows = [
        row("ungdomsskole", area, "2025-09-01", value=value, municipality_value=32)
        for area, value in (("energivej", 13), ("sjaellandsgade", 20), ("vangdalen", 14), ("glarbjergvej", 33))
    ]
    hidden = row("ungdomsskole", "centrale-randers", "2025-09-01", value=27, status=Status.HIDDEN.value)
    assert beside(*rows, hidden) == [
        "Andelen af 13-18-årige tilmeldt Randers Ungdomsskole lå mellem 13 og 33 pct. i de viste områder "
        "pr. 1. september 2025.",
        "I Glarbjergvej-området er tallet højere end i Randers Kommune (32 pct.).",
        "I Vangdalen, Energivej-området og Sjællandsgadekvarteret er tallet lavere end i Randers Kommune (32 pct.).",
        "Tallet er diskretioneret for Centrale Randers.",
    ]
