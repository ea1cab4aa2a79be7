import itertools
import re
from datetime import date

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.cells import Cell
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status, Verdict, Versus
from report_tables import SECRET, half_year, release, row, table


def speak(what: str, indicator_id: str, area_id: str, window: str, *, edition=Edition.PUBLIC, **given) -> str:
    """A sentence about one cell, with ordinary spaces."""
    here = release(edition)
    cell: Cell = next(iter(here.cells(table(row(indicator_id, area_id, window, **given)))))
    return getattr(Speaker(here, indicator_id), what)(cell).replace(NBSP, " ")


def test_a_level_is_told_in_the_indicators_own_sentence():
    said = speak("describe_level", "elevfravaer_over_10", "energivej", "2024-25", value=33.1)
    assert said == (
        "I skoleåret 2024/25 havde 33,1 pct. af eleverne i 0.-10. klasse med bopæl i Energivej-området over "
        "10 pct. fravær."
    )


def test_a_count_is_told_with_its_noun():
    assert (
        speak("describe_level", "udsaettelser", "alle-7", "2025", value=16)
        == "I 2025 var der 16 udsættelsessager i de syv boligområder."
    )


def test_leavers_are_spoken_of_by_their_year():
    said = speak("describe_level", "unge_i_uddannelse_15_mdr", "gl-jennumparken", "2025-10", value=79.2)
    assert said.startswith(
        "Af de unge i Gl. Jennumparken, der forlod skolen efter 9. eller 10. klasse i 2024, var 79,2 pct."
    )


def test_figures_delivered_by_area_speak_of_the_departments_they_cover():
    assert "i de opgjorte boligafdelinger" in speak("describe_level", "dagtilbud_1_5_aar", "alle-7", "2024", value=93.8)


def compare(indicator_id="elevfravaer", area="vangdalen", window="2024-25", **given) -> str:
    usual = {"value": 8.3, "municipality_value": 7.6, "versus_municipality": Versus.WORSE.value}
    return speak("describe_comparison", indicator_id, area, window, **(usual | given))


def test_a_sure_difference_is_called_sure():
    assert compare() == "Tallet er højere end i Randers Kommune (7,6 pct.), og forskellen er sikker."


def test_the_way_of_a_sure_difference_is_the_verdicts_and_not_the_rounded_numbers():
    said = compare(value=7.6, versus_municipality=Versus.BETTER.value)
    assert said == "Tallet er lavere end i Randers Kommune (7,6 pct.), og forskellen er sikker."


def test_no_sure_difference_is_not_called_likeness():
    said = compare(versus_municipality=Versus.NO_SURE_DIFFERENCE.value)
    assert said == "Der er ingen sikker forskel mellem Vangdalen og Randers Kommune (7,6 pct.)."


@pytest.mark.parametrize("versus", [None, Versus.NOT_JUDGEABLE.value])
def test_numbers_alone_give_no_comparison(versus):
    assert compare(versus_municipality=versus) == ""


def test_moves_are_compared_with_the_social_family_dwellings():
    said = compare("fraflytning", window="2025", value=13.1, municipality_value=15.2, versus_municipality="bedre")
    assert said == "Tallet er lavere end for kommunens almene familieboliger (15,2 pct.), og forskellen er sikker."


def test_safety_is_compared_with_the_country():
    given = {"value": 40, "municipality_value": 60, "versus_municipality": Versus.WORSE.value}
    said = compare("grundlaeggende_trygge", "glarbjergvej", "2025", **given)
    assert said == "Tallet er lavere end i hele landet (60 pct.), og forskellen er sikker."


def test_a_sure_difference_from_the_other_areas_is_told_and_one_that_is_not_sure_is_left_to_the_table():
    def said(versus):
        return speak(
            "describe_other_areas",
            "elevfravaer",
            "vangdalen",
            "2024-25",
            value=8.3,
            others_value=9.1,
            versus_others=versus.value,
        )

    assert said(Versus.BETTER) == ("Tallet er lavere end i de øvrige seks områder (9,1 pct.), og forskellen er sikker.")
    assert said(Versus.NO_SURE_DIFFERENCE) == said(Versus.NOT_JUDGEABLE) == ""


@pytest.mark.parametrize("indicator_id", ["sigtede_15_29", "udsaettelser", "udsaettelser_effektive"])
def test_what_may_not_be_compared_is_not(indicator_id):
    given = {"value": 5, "municipality_value": 2, "versus_municipality": Versus.WORSE.value}
    assert speak("describe_comparison", indicator_id, "alle-7", "2025", **given) == ""
    given["versus_municipality"], given["versus_reason"] = Versus.NOT_JUDGEABLE.value, "tallet ikke holdes op"
    assert "ligger anderledes" not in speak("describe", indicator_id, "alle-7", "2025", **given)


def changed(indicator_id="elevfravaer", window="2024-25", **given) -> str:
    usual = {
        "value": 8.3,
        "baseline_window": "2023-24",
        "baseline_recomputed": 10.0,
        "change": -1.7,
        "since_baseline": Since.IMPROVED.value,
    }
    return speak("describe_change", indicator_id, "vangdalen", window, **(usual | given))


def test_a_sure_fall_in_what_should_be_low_is_the_wanted_way():
    assert changed() == (
        "Siden udgangspunktet i skoleåret 2023/24 (10,0 pct.) er tallet faldet med 1,7 procentpoint, og ændringen er "
        "sikker. Det er den ønskede retning."
    )


def test_a_sure_fall_in_what_should_be_high_is_not_the_wanted_way():
    said = changed(
        "ungdomsskole",
        "2025-09-01",
        value=20,
        baseline_window="2024-09-01",
        baseline_recomputed=23,
        change=-3,
        since_baseline=Since.WORSENED.value,
    )
    assert said == (
        "Siden udgangspunktet pr. 1. september 2024 (23 pct.) er tallet faldet med 3 procentpoint, og ændringen er "
        "sikker. Det er ikke den ønskede retning."
    )


def test_a_count_changes_by_cases():
    said = changed("udsaettelser", "2025", value=7, baseline_window="2023", baseline_recomputed=22, change=-15)
    assert said.startswith(
        "Siden udgangspunktet i 2023 (22 sager) er tallet faldet med 15 sager, og ændringen er sikker."
    )


def test_a_change_that_is_not_sure_has_no_size_and_no_way():
    said = changed(since_baseline=Since.NO_SURE_CHANGE.value)
    assert said == "Siden udgangspunktet i skoleåret 2023/24 (10,0 pct.) er der ingen sikker ændring."


@pytest.mark.parametrize("since", [None, Since.NOT_JUDGEABLE.value])
def test_numbers_alone_give_no_change(since):
    assert changed(since_baseline=since) == ""


def test_a_printed_baseline_that_differs_stands_beside_the_recomputed_one():
    assert "(10,0 pct., i planen trykt som 12,0 pct.)" in changed(baseline_value=12.0)
    assert "(10,0 pct., i planen lagt sammen til 12,0 pct.)" in changed(baseline_value=12.0, baseline_added_up=True)


def test_a_printed_baseline_that_is_the_recomputed_one_or_stands_alone_is_told_once():
    assert "(10,0 pct.)" in changed(baseline_value=10.0)
    assert "(12,0 pct.)" in changed(baseline_value=12.0, baseline_recomputed=None)


def year_before(**given) -> str:
    usual = {
        "value": 8.3,
        "baseline_window": "2022-23",
        "year_before_window": "2023-24",
        "year_before_value": 9.9,
        "year_before_change": -1.6,
        "since_year_before": Since.IMPROVED.value,
    }
    return speak("describe_year_before", "elevfravaer", "vangdalen", "2024-25", **(usual | given))


def test_the_year_before_is_told_by_its_own_verdict():
    assert year_before() == (
        "Siden året før (9,9 pct.) er tallet faldet med 1,6 procentpoint, og ændringen er sikker. Det er den ønskede "
        "retning."
    )
    assert year_before(since_year_before=Since.NO_SURE_CHANGE.value) == (
        "Siden året før (9,9 pct.) er der ingen sikker ændring."
    )


def test_the_year_before_is_not_told_twice_where_it_is_the_baseline():
    assert year_before(baseline_window="2023-24") == ""


def test_a_break_is_told_and_no_change():
    said = speak(
        "describe",
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


FEW = "antallet af personer er for lille"


def unanswered(**given) -> str:
    usual = {
        "value": 34.2,
        "municipality_value": 20.0,
        "baseline_window": "2023-24",
        "versus_municipality": Versus.NOT_JUDGEABLE.value,
        "versus_reason": FEW,
        "since_baseline": Since.NOT_JUDGEABLE.value,
        "since_reason": "perioderne overlapper hinanden",
    }
    here = release()
    cell = next(iter(here.cells(table(row("elevfravaer", "vangdalen", "2024-25", **(usual | given))))))
    return Speaker(here, "elevfravaer").explain_unanswered(cell).replace(NBSP, " ")


def test_each_question_that_cannot_be_judged_says_why_and_those_with_one_reason_say_it_once():
    assert unanswered() == (
        "Det kan ikke vurderes, om Vangdalen ligger anderledes end Randers Kommune, fordi antallet af personer er for "
        "lille. Det kan ikke vurderes, om tallet har ændret sig siden "
        "udgangspunktet, fordi perioderne overlapper hinanden."
    )


def test_the_baseline_itself_is_not_asked_about_a_change():
    assert "udgangspunktet" not in unanswered(baseline_window="2024-25")


IMPROVED = "tallet sandsynligvis er forbedret siden udgangspunktet, uden at en test afgør det"
WITHIN = "tallet ligger så tæt på den lige linje mod målet, at forskellen kan være tilfældig"


@pytest.mark.parametrize(
    ("verdict", "reason", "said"),
    [
        (Verdict.MET, "", "Delmålet er opfyldt."),
        (
            Verdict.ON_TRACK,
            "tallet er foran den lige linje",
            "Tallet er på vej mod delmålet, fordi det er foran den lige linje.",
        ),
        (
            Verdict.TOWARDS,
            IMPROVED,
            "Tallet peger mod delmålet, fordi det sandsynligvis er forbedret siden udgangspunktet, uden at en test "
            "afgør det.",
        ),
        (
            Verdict.UNCLEAR,
            WITHIN,
            f"Det er uafklaret, om tallet er på vej mod delmålet, fordi det{WITHIN.removeprefix('tallet')}.",
        ),
        (Verdict.AWAY, WITHIN, f"Tallet peger væk fra delmålet, fordi det{WITHIN.removeprefix('tallet')}."),
        (
            Verdict.NOT_ON_TRACK,
            WITHIN,
            f"Tallet er ikke på vej mod delmålet, fordi det{WITHIN.removeprefix('tallet')}.",
        ),
        (Verdict.NOT_COMPUTABLE, "tallet ikke vises", ""),
    ],
)
def test_each_verdict_has_a_sentence_with_its_reason_and_a_delmaal_with_one_target_is_spoken_of_itself(
    verdict, reason, said
):
    given = {"value": 13, "verdict": verdict.value, "reason": reason}
    assert speak("describe_target", "fraflytning", "alle-7", "2025", **given) == said


def test_a_target_that_is_unclear_for_a_reason_told_already_refers_to_it():
    given = {"value": 8.0, "verdict": Verdict.UNCLEAR.value, "reason": "der endnu kun er én opgørelse"}
    open_change = {"since_baseline": Since.NOT_JUDGEABLE.value, "since_reason": "der endnu kun er én opgørelse"}
    here = release()
    alone, after = (
        Speaker(here, "elevfravaer").describe(
            next(iter(here.cells(table(row("elevfravaer", "alle-7", "2024-25", **given, **more))))), target=True
        )
        for more in ({}, open_change | {"baseline_window": "2023-24"})
    )
    assert "Det er uafklaret, om tallet er på vej mod målet, fordi der endnu kun er én opgørelse." in alone
    assert "fordi der endnu kun er én opgørelse. Derfor er det uafklaret, om tallet er på vej mod målet." in after


def test_one_of_two_targets_met_does_not_make_the_delmaal_met():
    assert (
        speak("describe_target", "elevfravaer", "alle-7", "2024-25", value=7, verdict=Verdict.MET.value)
        == "Målet for tallet er opfyldt."
    )


def test_nothing_follows_a_hidden_number():
    said = speak(
        "describe",
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
        lo=SECRET,
        hi=SECRET,
        year_before_window="2024",
        year_before_value=SECRET,
        year_before_change=SECRET,
        since_year_before=Since.IMPROVED.value,
        others_value=SECRET,
        versus_others=Versus.WORSE.value,
        verdict=Verdict.UNCLEAR.value,
        reason=FEW,
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
        "describe",
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
    assert speak("describe_level", indicator_id, "glarbjergvej", "2025", status=status.value, value=value) == said


def test_a_figure_that_is_not_new_says_from_when_it_is_and_when_the_next_comes():
    said = speak("state_no_new", "elevfravaer", "alle-7", "2024-25", value=8.9, new=False)
    assert said == (
        "Der er ingen ny opgørelse siden sidste rapport. Tallet er fra skoleåret 2024/25, og næste opgørelse ventes i "
        "september 2026."
    )


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop():
    assert ".." not in compare()
    given = {"value": 8.3, "municipality_value": 7.6}
    assert ".." not in speak("describe", "elevfravaer_over_10", "vangdalen", "2024-25", **given)


def test_an_interval_is_told_with_one_unit_and_left_out_where_departments_are_missing():
    given = {"value": 1.04, "lo": 0.6, "hi": 1.8}
    assert speak("describe_interval", "grundskole_18_29", "alle-7", "2024", **given) == (
        "Usikkerhedsintervallet går fra 0,6 til 1,8 pct."
    )
    assert speak("describe_interval", "sigtede_15_29", "alle-7", "2024", **given) == ""


def test_at_a_break_a_caveat_says_only_what_the_break_does_not():
    said = speak(
        "describe",
        "moedre_kontanthjaelp",
        "alle-7",
        "2025-12",
        value=30.0,
        baseline_window="2024-12",
        since_baseline=Since.BREAK.value,
    )
    # The break says what would bridge it, and the caveat only what it does not say.
    assert "kan ikke sammenlignes. Tal fra før kan tælles efter de nye regler, når udtrækket for dengang har" in said
    assert said.endswith("hver for sig. Forbehold: Tallet måler kontanthjælp og ikke beskæftigelse.")


# Effect wording, charged words and wrong words for "sikker": the language guide, section 6.
FORBIDDEN = (
    "medført|resulteret|effekt af|takket være|på grund af|lykkedes|bekymrende|desværre|flot|kun 1|hele 1|ghetto|"
    "baseret på|i forhold til|signifikant|markant|sikkert højere|sikkert lavere|uændret|på niveau med"
)


@pytest.fixture(scope="module")
def totals() -> list[dict]:
    """The latest row of the total, of every indicator that has one."""
    rows = half_year()
    return rows[(rows["area_id"] == "alle-7") & rows["latest"] & (rows["status"] == "vist")].to_dict("records")


@pytest.mark.parametrize("verdict", Verdict)
def test_no_combination_of_verdicts_gives_a_forbidden_word_or_two_stops(totals, verdict):
    here = release()
    for versus, since in itertools.product(Versus, Since):
        changed = {
            "versus_municipality": versus.value,
            "since_baseline": since.value,
            "verdict": verdict.value,
            "versus_reason": FEW,
            "since_reason": FEW,
            "reason": FEW,
        }
        cells = here.cells(table(*[given | changed for given in totals]))
        for said in [Speaker(here, cell.indicator_id).describe(cell, target=True) for cell in cells]:
            assert not re.search(FORBIDDEN, said), said
            assert ".." not in said and "  " not in said and "None" not in said and "{" not in said
            assert said.endswith(".") and said[0].isupper()
