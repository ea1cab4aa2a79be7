"""definitioner.json as the auditor reads it, who shares nothing with the room that the relations come from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from corrections_tables import PLAN as SMALL
from disclosed_tables import RANDERS
from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.pipeline.publication import published_definitions
from hpanalysis.published import definitions
from hpanalysis.published.names import CERTIFICATE_JSON, DEFINITIONS_JSON

# The small plan with three more indicators, as the plan of Randers adopts them.
_MORE = [RANDERS.adoption(key) for key in ("kontanthjaelp", "uden_for_arbejdsmarkedet", "sigtede_15_29")]
PLAN = replace(SMALL, adoptions=(*SMALL.adoptions, *_MORE))
WINDOWS = {
    "sprog_generel": [("2023", date(2023, 1, 1), date(2023, 12, 31))],
    "sprog_fokuseret": [("2023..2025", date(2023, 1, 1), date(2025, 12, 31))],
    "sprog_saerlig": [("2023", date(2023, 1, 1), date(2023, 12, 31))],
    "kontanthjaelp": [("2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30))],
    "uden_for_arbejdsmarkedet": [("2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30))],
    "udsaettelser": [("2023", date(2023, 1, 1), date(2023, 12, 31))],
    "sigtede_15_29": [("2023", date(2023, 1, 1), date(2023, 12, 31))],
}
COLUMNS = ["indicator_id", "window", "window_start", "window_end"]


def read(tmp_path, keys=tuple(WINDOWS)):
    rows = [(key, *window) for key in keys for window in WINDOWS[key]]
    shown = pd.DataFrame(rows, columns=COLUMNS)
    text = published_definitions.format_definitions_json(shown, PLAN)
    (tmp_path / DEFINITIONS_JSON).write_text(text, encoding="utf-8", newline="\n")
    return definitions.read_definitions(tmp_path)


def test_the_auditor_reads_what_is_written(tmp_path):
    found = read(tmp_path)
    assert found.k == PLAN.k
    assert found.areas == ("moellebakken", "soeparken", "skraenten")
    assert (found.total, found.municipality, found.country) == ("alle-3", "lillekoebing", None)
    assert list(found.indicators) == list(WINDOWS)
    assert DEFINITIONS_JSON == DEFINITIONS_JSON
    assert CERTIFICATE_JSON not in (DEFINITIONS_JSON,)


def test_it_tells_what_is_to_come_and_how_likely_it_must_be(tmp_path):
    found = read(tmp_path)
    rolling, delivered = (found.indicators[key].judging for key in ("kontanthjaelp", "sigtede_15_29"))
    assert found.power == PLAN.settings.judgement.power
    assert rolling.baseline_window == PLAN.adoption("kontanthjaelp").baseline_window
    assert rolling.comes["2026H1"] == (date(2025, 4, 1), date(2026, 3, 31)) and delivered.comes is None


def test_it_tells_which_figures_share_a_denominator(tmp_path):
    found = {key: each.denominator_id for key, each in read(tmp_path).indicators.items()}
    assert found["sprog_generel"] == found["sprog_fokuseret"] == found["sprog_saerlig"] == "sprog_generel"
    assert found["kontanthjaelp"] == found["uden_for_arbejdsmarkedet"]
    assert found["udsaettelser"] is None


def test_it_tells_the_time_and_the_persons_of_each_window(tmp_path):
    found = read(tmp_path).indicators
    month = found["kontanthjaelp"].windows["2023-10/2024-09"]
    assert (month.most_per_person, len(month.blocks)) == (12, 12)
    pooled = found["sprog_fokuseret"].windows["2023..2025"]
    assert (pooled.most_per_person, pooled.blocks) == (3, ("2023", "2024", "2025"))
    assert found["udsaettelser"].windows["2023"].blocks == ("2023",)


def test_a_total_that_is_delivered_by_itself_is_no_sum(tmp_path):
    found = read(tmp_path).indicators
    assert not found["sigtede_15_29"].areas_sum_to_total
    assert found["udsaettelser"].areas_sum_to_total


@pytest.mark.parametrize(("left_out", "category"), [(None, "sprogvurderingens resultat"), ("sprog_saerlig", "")])
def test_a_classification_is_told_only_if_all_its_categories_are_published(tmp_path, left_out, category):
    keys = tuple(key for key in WINDOWS if key != left_out)
    assert read(tmp_path, keys).indicators["sprog_generel"].category_of == category


def test_it_tells_what_verdicts_rest_on(tmp_path):
    found = read(tmp_path)
    assert (found.first_half_year, found.plan_end) == (str(PLAN.first), PLAN.settings.end)
    judging = {key: each.judging for key, each in found.indicators.items()}
    cases = judging["udsaettelser"]
    assert (cases.higher_is_better, cases.comparable, cases.target) == (False, False, "falling")
    assert judging["kontanthjaelp"].breaks == (date(2025, 7, 1),)
    assert (cases.compared_with, cases.breaks, cases.target_value) == (PLAN.municipality.id, (), None)


def test_a_margin_and_a_number_to_reach_are_told_to_their_last_decimal(tmp_path):
    adoptions = [replace(a, margin=Decimal("1.50"), target_value=Decimal("12.25")) for a in PLAN.adoptions]
    shown = pd.DataFrame([("udsaettelser", *WINDOWS["udsaettelser"][0])], columns=COLUMNS)
    plan = replace(PLAN, adoptions=tuple(adoptions))
    judging = (
        definitions.parse_definitions(published_definitions.format_definitions_json(shown, plan))
        .indicators["udsaettelser"]
        .judging
    )
    assert (judging.margin, judging.target_value) == (Decimal("1.50"), Decimal("12.25"))


def test_every_declared_indicator_can_be_told(tmp_path):
    ids = disclose.assign_denominator_ids(catalogue.indicators())
    assert set(ids) == set(catalogue.indicators())
    assert all(ids[key] is None or ids[key] in ids for key in ids)
