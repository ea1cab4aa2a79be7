"""What is needed for a target, in words: on the delaftale's page, in tables and on oversigt."""

from __future__ import annotations

import re

import pytest

from hpanalysis.report.pages import target_verdicts
from hpanalysis.report.tables import delmaal_table
from hpanalysis.report.tables.area_table import fold_further
from hpanalysis.report.words.needs_words import describe_needs, name_persons, summarise_needs
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Edition, Since, Status, Verdict, Versus
from report_tables import release, row, table

OVER_10 = {
    "value": 33.9, "numerator": 290, "denominator": 856, "verdict": Verdict.UNCLEAR.value,
    "since_baseline": Since.NO_SURE_CHANGE.value,
    "baseline_window": "2023-24", "baseline_recomputed": 33.3, "change": 0.6, "versus_municipality": Versus.WORSE.value,
    "municipality_value": 23.6, "rest_value": 22.8, "target_now": 22.8, "distance": 11.1, "distance_persons": 95,
    "needed_value": 24.6, "needed_persons": 80, "needed_in": "2026H2", "sure_reason": "ikke i planperioden",
    "improved_from": "2028H2", "line": 30.8, "reason": "afstanden er usikker",
}  # fmt: skip
MOVING = {
    "value": 13.6, "verdict": Verdict.UNCLEAR.value, "target_now": 14.8, "distance": 0.0, "distance_persons": 0,
    "needed_value": 12.6, "needed_persons": 39, "needed_in": "2027H1", "sure_from": "2027H1", "sure_reason": "",
}  # fmt: skip
PLAIN = str.maketrans("\N{NO-BREAK SPACE}", " ")


def told(indicator_id: str, window: str, describe=describe_needs, edition=Edition.PUBLIC, **given) -> str:
    of = release(edition)
    cells = of.cells(table(row(indicator_id, of.plan.total.id, window, **given)))
    speaker = Speaker(of, indicator_id)
    cell = cells.latest(indicator_id, of.plan.total.id)
    beside = (speaker,) if describe is describe_needs else (speaker.indicator, speaker.adoption)
    return " ".join(finish(sentence) for sentence in describe(cell, *beside)).translate(PLAIN)


def test_a_target_with_a_size_is_told_with_distance_value_and_time():
    assert told("elevfravaer_over_10", "2024-25", **OVER_10) == (
        "Målet er niveauet i resten af kommunen, som nu er 22,8 pct. mod 23,6 pct. i hele kommunen, og der mangler "
        "11,1 procentpoint, svarende til 95 færre elever med over 10 pct. fravær. "
        "På den lige linje fra udgangspunktet til målet skulle tallet nu være højst 30,8 pct. "
        "Er lige så mange med i næste måling i 2. halvår 2026, skal tallet være højst 24,6 pct., før det er sikkert,"
        " at målet er nået. Det er 80 færre elever med over 10 pct. fravær end nu. "
        "Selv om tallet følger den lige linje til målet, kan det ikke vides i planperioden, om målet er nået. "
        "En forbedring kan tidligst være sikker i 2. halvår 2028."
    )
    assert told("elevfravaer_over_10", "2024-25", summarise_needs, **OVER_10) == (
        "Mangler 11,1 procentpoint, svarende til 95 færre elever med over 10 pct. fravær. "
        "Om målet er nået, kan ikke vides i planperioden. En forbedring kan tidligst være sikker i 2. halvår 2028."
    )


def test_the_margin_is_named_where_the_value_lies_on_the_near_side_of_the_target():
    text = told("elevfravaer_over_10", "2024-25", **OVER_10 | {"margin": 5.0})
    assert "skal tallet være højst 24,6 pct., før det er sikkert, at målet er nået inden for margenen på 5" in text


def test_a_fall_is_told_by_the_value_that_would_be_sure():
    assert told("fraflytning", "2025", **MOVING) == (
        "Målet er et fald fra udgangspunktet på 14,8 pct., og faldet mangler at blive sikkert. "
        "Er lige så mange med i næste måling i 1. halvår 2027, skal tallet være højst 12,6 pct., før det er sikkert, "
        "at tallet er faldet. Det er 39 færre eksterne fraflytninger end nu. "
        "Fortsætter tallet som hidtil, kan det tidligst vides i 1. halvår 2027."
    )
    assert told("fraflytning", "2025", summarise_needs, **MOVING) == (
        "Sikkert fald ved højst 12,6 pct., 39 færre eksterne fraflytninger end nu. Om målet er nået, kan tidligst "
        "vides i 1. halvår 2027."
    )


def test_a_figure_that_has_risen_has_its_baseline_to_come_under():
    risen = MOVING | {"target_now": 12.4, "distance": 1.2, "distance_persons": 40, "sure_from": None}
    text = told(
        "fraflytning", "2025", **risen | {"sure_reason": "tallet indtil nu ikke har bevæget sig den ønskede vej"}
    )
    assert text.startswith(
        "Målet er at komme under udgangspunktet på 12,4 pct., og der mangler 1,2 procentpoint, svarende til 40 færre "
        "eksterne fraflytninger."
    )
    short = told("fraflytning", "2025", summarise_needs, **risen)
    assert short.startswith("Mangler 1,2 procentpoint, svarende til 40 færre eksterne fraflytninger. Sikkert fald ved ")
    assert text.endswith(
        "Hvornår det kan vides, kan ikke siges, fordi tallet indtil nu ikke har bevæget sig den ønskede vej."
    )


def test_three_years_together_are_pointed_to():
    given = OVER_10 | {"sure_reason": "ikke i planperioden; se tre år samlet", "improved_from": None}
    assert told("elevfravaer_over_10", "2024-25", **given).endswith(
        "kan det ikke vides i planperioden, om målet er nået; se tre år samlet."
    )


def test_a_target_that_is_met_needs_nothing_in_a_table_and_its_level_is_still_told():
    met = OVER_10 | {"verdict": Verdict.MET.value, "distance": 0.0, "distance_persons": 0, "needed_persons": 0}
    met |= {"sure_reason": "målet er opfyldt", "improved_from": None}
    assert told("elevfravaer_over_10", "2024-25", summarise_needs, **met) == ""
    text = told("elevfravaer_over_10", "2024-25", **met)
    assert "som nu er 22,8 pct. mod 23,6 pct. i hele kommunen, og tallet er nået dertil." in text
    assert "vides" not in text


@pytest.mark.parametrize(
    ("indicator_id", "count", "words"),
    [
        ("elevfravaer_over_10", 1, "én færre"),
        ("elevfravaer_over_10", 1204, "1.204 færre elever med over 10 pct. fravær"),
        ("kontanthjaelp", 12, "12 færre personer på kontanthjælp i gennemsnit"),
        ("ungdomsskole", 6, "6 flere "),
        ("udsaettelser", 6, ""),
        ("elevfravaer", None, ""),
        ("elevfravaer_over_10", 0, ""),
    ],
)
def test_persons_are_named_by_what_is_counted(indicator_id, count, words):
    named = name_persons(count, release().indicator(indicator_id))
    assert named.startswith(words) and bool(named) == bool(words)


def test_no_cases_is_a_number_of_cases():
    given = MOVING | {"value": 7.0, "needed_value": 0.0, "needed_persons": 7}
    assert "skal tallet være 0 sager, før" in told("udsaettelser", "2025", **given)


def test_nothing_is_told_of_a_hidden_figure_in_any_edition():
    hidden = OVER_10 | {"status": Status.HIDDEN.value}
    for edition in Edition:
        assert told("elevfravaer_over_10", "2024-25", edition=edition, **hidden) == ""


def test_the_table_has_a_column_and_the_page_a_paragraph_and_oversigt_a_line():
    of = release()
    areas = [of.plan.total.id, "vangdalen"]
    given = [row("elevfravaer_over_10", area, "2024-25", **OVER_10) for area in areas]
    given.append(row("elevfravaer_over_10", of.plan.municipality.id, "2024-25", value=23.6, numerator=1, denominator=5))
    cells = of.cells(table(*given))
    speaker = Speaker(of, "elevfravaer_over_10")
    html = str(fold_further(speaker, cells)).translate(PLAIN)
    assert html.count("Mangler 11,1 procentpoint, svarende til 95 færre elever") == 2
    assert (
        ">Hvad skal der til?</th>" in html and "<small>Om målet er nået, kan ikke vides i planperioden.</small>" in html
    )
    block = str(target_verdicts.make_needs(speaker, cells)).translate(PLAIN)
    assert "<b>Hvad skal der til? </b>Målet er niveauet i resten af kommunen, som nu er 22,8 pct." in block
    line = str(delmaal_table.make_delmaal_table(of, cells)).translate(PLAIN)
    assert re.search(r">11,1 procentpoint <small>95 færre elever med over 10 pct. fravær</small>", line)
    assert ">højst 22,8 %<" in line and ">ved højst 24,6 % (80 færre)<" in line and "ikke i planperioden" in line


def test_lacking_means_the_way_to_the_target_in_every_row_of_the_overviews_table():
    """A fall that has come but is not sure lacks nothing but that; one that has not come lacks its way."""
    of = release()

    def cells_of(**given):
        cells = of.cells(table(row("fraflytning", of.plan.total.id, "2025", **given)))
        html = str(delmaal_table.make_delmaal_table(of, cells)).translate(PLAIN)
        return re.findall(r'data-l="(?:Mål|Mangler|Sikkert svar)">(.*?)</td>', html)[-3:]

    assert cells_of(**MOVING) == ["under 14,8 %", "et sikkert fald", "ved højst 12,6 % (39 færre)"]
    risen = MOVING | {"target_now": 12.4, "distance": 1.2, "distance_persons": 40}
    assert cells_of(**risen) == [
        "under 12,4 %",
        "1,2 procentpoint <small>40 færre eksterne fraflytninger</small>",
        "ved højst 12,6 % (39 færre)",
    ]
    met = MOVING | {"verdict": Verdict.MET.value, "since_baseline": Since.IMPROVED.value}
    assert cells_of(**met) == ["under 14,8 %", "intet", "er opfyldt nu"]


def test_a_table_without_needs_has_no_column():
    of = release()
    without = {key: value for key, value in OVER_10.items() if "need" not in key and "distance" not in key}
    without |= {
        "target_now": None,
        "sure_reason": "",
        "improved_from": None,
        "since_baseline": Since.NO_SURE_CHANGE.value,
    }
    cells = of.cells(table(row("elevfravaer_over_10", of.plan.total.id, "2024-25", **without)))
    assert "Hvad skal der til?" not in str(fold_further(Speaker(of, "elevfravaer_over_10"), cells))
