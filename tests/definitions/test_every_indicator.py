"""Every declared indicator, held against what a definition promises: a bad file fails before data do."""

import csv
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import ROWS, Count, Coverage, Direction, Given, Indicator, Place, Type, Unit
from hpanalysis.definitions.windows import Delivered, HalfYear

INDICATORS = catalogue.indicators()
SOURCES = catalogue.sources()
LAST = HalfYear(2026, 1)
FIRST = HalfYear(2024, 2)

SLOTS = {"V", "v", "å", "x", "o"}
# Words SPROG keeps out of generated text.
CHARGED = ("restgruppe", "ghetto", "belastet", "ressourcesvag", "takket være", "baseret på", "desværre")

each = pytest.mark.parametrize("key", INDICATORS)


def parts(indicator: Indicator) -> list[Count | Given]:
    return [part for part in (indicator.numerator, indicator.denominator) if part is not None]


def texts(indicator: Indicator) -> list[str]:
    spoken = indicator.sentences
    found = [indicator.label, indicator.title, indicator.why]
    found += [spoken.noun_phrase, spoken.level, spoken.caveat or ""]
    return found + [part.label for part in parts(indicator)] + [version.why for version in indicator.versions]


def test_the_catalogue_finds_the_indicators_that_the_plan_adopts():
    with (Path(__file__).parents[2] / "params" / "plan" / "adoption.csv").open(encoding="utf-8", newline="") as file:
        assert set(INDICATORS) == {row["indicator_id"] for row in csv.DictReader(file)}


@each
def test_a_label_fits_a_table_head(key):
    assert 0 < len(INDICATORS[key].label) <= 24


def test_no_two_indicators_share_a_label_or_a_title():
    for words in ("label", "title"):
        assert len({getattr(indicator, words) for indicator in INDICATORS.values()}) == len(INDICATORS)


@each
def test_sentences_begin_with_a_capital_or_slot_and_end_with_one_full_stop(key):
    indicator = INDICATORS[key]
    sentences = [indicator.why, indicator.sentences.level, *(v.why for v in indicator.versions)]
    sentences += [indicator.sentences.caveat] if indicator.sentences.caveat else []
    for sentence in sentences:
        assert re.match(r"[A-ZÆØÅ{]", sentence) and re.search(r"[^.]\.$", sentence), sentence
        assert "  " not in sentence and sentence == sentence.strip()


@each
def test_why_is_a_single_sentence(key):
    assert re.search(r"[.!?] ", INDICATORS[key].why.replace("0.-10.", "")) is None


@each
def test_the_level_sentence_has_the_figure_the_place_and_the_time_and_no_other_slot(key):
    slots = set(re.findall(r"{(.*?)}", INDICATORS[key].sentences.level))
    assert slots <= SLOTS and {"x", "o"} <= slots
    assert len(slots & {"V", "v", "å"}) == 1


@each
def test_a_noun_phrase_is_definite_small_and_without_comma(key):
    phrase = INDICATORS[key].sentences.noun_phrase
    assert phrase[0].islower() and "," not in phrase and not phrase.endswith(".")
    assert re.match(r"\w+(en|et)\b", phrase)


@each
def test_texts_say_pct_and_none_of_the_words_kept_out_of_reports(key):
    for text in texts(INDICATORS[key]):
        assert "%" not in text
        assert not any(word in text.lower() for word in CHARGED), text


@each
def test_a_caveat_is_given(key):
    assert INDICATORS[key].sentences.caveat


@each
def test_vocabulary_is_closed(key):
    indicator = INDICATORS[key]
    assert indicator.direction in Direction and indicator.unit in Unit and indicator.municipality in Coverage


# The plan's good direction; all others are better low.
BETTER_HIGH = {
    "sprog_generel",
    "unge_i_uddannelse_15_mdr",
    "unge_paabegyndt_samme_aar",
    "ungdomsskole",
    "dagtilbud_1_5_aar",
    "karakter_dansk_matematik",
    "kriterie_indkomst",
    "grundlaeggende_trygge",
    "frivilligt_arbejde",
    "stemt_kommunalvalg",
    "stemt_folketingsvalg",
    "ungdomsuddannelse_18_29",
    "husstandsindkomst",
}


@each
def test_the_good_direction_is_the_plans(key):
    expected = Direction.HIGHER_IS_BETTER if key in BETTER_HIGH else Direction.LOWER_IS_BETTER
    assert INDICATORS[key].direction is expected


def test_a_direction_is_a_sign():
    assert [direction.sign for direction in (Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER)] == [1, -1]


@each
def test_a_count_has_no_denominator_no_decimals_and_words_for_one_and_many(key):
    indicator = INDICATORS[key]
    spoken = indicator.sentences
    if indicator.unit is Unit.COUNT:
        assert indicator.denominator is None and indicator.decimals == 0
        assert spoken.count_one and spoken.count_many and not indicator.comparable
    else:
        assert indicator.denominator is not None
        assert spoken.count_one is None and spoken.count_many is None


@each
def test_decimals_are_those_the_language_guide_gives(key):
    whole = {"ungdomsskole", "grundlaeggende_trygge", "frivilligt_arbejde", "savner_selskab"}
    whole |= {"ungdomsuddannelse_18_29", "boern_hos_enlige", "husstandsindkomst"}
    if INDICATORS[key].unit is Unit.COUNT:
        whole.add(key)
    expected = 2 if key in {"sigtede_15_29", "kriterie_doemte"} else 0 if key in whole else 1
    assert INDICATORS[key].decimals == expected


@each
def test_the_other_side_of_a_net_is_a_share_of_the_same_kind(key):
    if against := INDICATORS[key].net_against:
        other = INDICATORS[against]
        assert (other.numerator.source, other.window, other.unit) == (
            INDICATORS[key].numerator.source,
            INDICATORS[key].window,
            INDICATORS[key].unit,
        )
        assert not other.net_against


@each
def test_versions_are_numbered_from_one_in_the_order_of_their_dates(key):
    versions = INDICATORS[key].versions
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert [version.since for version in versions] == sorted(version.since for version in versions)
    assert not versions[0].breaks


@each
def test_a_version_is_in_force_for_every_window_so_far(key):
    indicator = INDICATORS[key]
    for span in indicator.window.so_far(FIRST, LAST):
        assert indicator.version_at(span.end) in indicator.versions


@pytest.mark.parametrize("key", ["kontanthjaelp", "moedre_kontanthjaelp"])
def test_the_reform_of_1_july_2025_breaks_kontanthjaelp(key):
    indicator = INDICATORS[key]
    assert indicator.broken_between(date(2024, 9, 30), date(2026, 3, 31)).since == date(2025, 7, 1)
    assert indicator.broken_between(date(2024, 9, 30), date(2025, 6, 30)) is None
    assert indicator.broken_between(date(2025, 7, 1), date(2026, 3, 31)) is None
    assert [indicator.version_at(day).number for day in (date(2025, 6, 30), date(2025, 7, 1))] == [1, 3]


@pytest.mark.parametrize("key", ["kontanthjaelp", "moedre_kontanthjaelp"])
def test_the_break_is_bridged_by_the_codes_that_the_reform_folded_in(key):
    bridge = INDICATORS[key].bridge
    assert bridge.since == date(2025, 7, 1) and not bridge.breaks
    assert set(bridge.recount.codes) == {"uddannelseshjaelp", "hjemrejseydelse", "overgangsydelse"}


@each
def test_a_version_that_breaks_says_what_would_bridge_it(key):
    assert all(version.what_would_bridge for version in INDICATORS[key].versions if version.breaks)


def test_no_other_indicator_breaks():
    broken = {key for key, indicator in INDICATORS.items() if any(v.breaks for v in indicator.versions)}
    assert broken == {"kontanthjaelp", "moedre_kontanthjaelp"}


@each
def test_sources_are_declared_and_their_columns_exist(key):
    for part in parts(INDICATORS[key]):
        assert SOURCES[part.source.name] is part.source
        if isinstance(part, Count):
            columns = {column.name: column for column in part.source.columns if column.personal is None}
            assert columns[part.period].type in (Type.DATE, Type.MONTH, Type.YEAR)
            assert part.per_person == (ROWS,) if part.counted_rows is not None else ROWS not in part.per_person
            assert all(columns[name].type is Type.INTEGER for name in part.per_person if name != ROWS)
            assert part.column is None or columns[part.column].type is Type.INTEGER
            assert part.rows is None or part.per_person


@each
def test_ready_made_figures_come_from_tables_by_area_and_counts_from_rows(key):
    indicator = INDICATORS[key]
    for part in parts(indicator):
        assert isinstance(part, Given) == (part.source.place is Place.AREA)
        assert isinstance(part, Given) == isinstance(indicator.window, Delivered)


@each
def test_a_table_by_area_maps_a_heading_to_the_indicator(key):
    source = INDICATORS[key].numerator.source
    if source.place is Place.AREA:
        assert key in source.column("indicator_id").codes.values()


@each
def test_the_file_says_in_one_english_line_what_is_measured(key):
    module = inspect.getdoc(__import__(f"hpanalysis.definitions.indicators.{key}", fromlist=["INDICATOR"]))
    assert module.count("\n") == 0 and module.endswith(".")
