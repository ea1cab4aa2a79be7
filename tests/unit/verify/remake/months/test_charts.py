"""Control charts made anew hold where the program made them, and name the cell that is changed where nobody did."""

import csv
import io
import json

import pandas as pd
import pytest

from control_tables import months
from disclosed_tables import RANDERS, TOTAL
from hpanalysis import judge
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.publication import published_definitions
from hpanalysis.published.definitions import parse_definitions
from hpanalysis.verify.remake.months.charts import find_wrong_columns, list_charts
from judged_packages import draw_half_year, draw_months

Rows = list[dict[str, str]]
INDICATOR = "uden_for_arbejdsmarkedet"


@pytest.fixture(scope="module")
def definitions() -> dict:
    """The definitions of a half-year that has the indicators with months."""
    table = draw_half_year(0)
    more = table[table["indicator_id"] == "kontanthjaelp"].assign(indicator_id=INDICATOR)
    return json.loads(published_definitions.format_definitions_json(pd.concat([table, more]), RANDERS))


def published(table) -> Rows:
    return list(csv.DictReader(io.StringIO(figures.format_months_csv(table), newline="")))


def wrong(rows: Rows, definitions: dict) -> set[tuple[str, str]]:
    """(month, column) of what does not follow."""
    charts = list_charts(rows, parse_definitions(json.dumps(definitions)))
    return {(row["month"], column) for chart in charts for row, column in find_wrong_columns(chart)}


def one_chart(counts, indicator_id: str = INDICATOR) -> Rows:
    return published(judge.make_control_table(months(indicator_id, TOTAL, counts), RANDERS))


@pytest.mark.parametrize("seed", range(20))
def test_charts_that_the_program_made_hold(seed, definitions):
    assert wrong(published(draw_months(seed)), definitions) == set()


NOISE = [300, 310] * 9  # January 2024 to June 2025: before the break of July 2025
OUT = [*NOISE[:9], 380, *NOISE[10:]]
SHIFTED = [*[300, 304] * 4, *[330, 334] * 5]


@pytest.mark.parametrize("column", ["centre", "lo", "hi"])
def test_a_limit_that_the_months_do_not_give_is_named(column, definitions):
    rows = one_chart(NOISE)
    moved = {"centre": 0.03, "lo": 0.3, "hi": 0.3}[column]
    rows[4][column] = f"{float(rows[4][column]) + moved:.2f}"
    assert (rows[4]["month"], column) in wrong(rows, definitions)


def test_a_month_that_is_moved_a_little_moves_the_limits(definitions):
    """Half a point in one month of eighteen moves the mean range, and so the limits, by more than rounding hides."""
    rows = one_chart(NOISE)
    rows[6]["value"] = f"{float(rows[6]['value']) - 0.5:.2f}"
    assert {column for _, column in wrong(rows, definitions)} & {"centre", "lo", "hi"}


@pytest.mark.parametrize("counts", [OUT, SHIFTED])
def test_a_rule_that_is_left_out_or_made_up_is_named(counts, definitions):
    rows = one_chart(counts)
    met = next(row for row in rows if row["rules"])
    assert wrong(rows, definitions) == set()
    kept = dict(met)
    met |= {"rules": "", "variation": "ingen særlig variation"}
    assert (met["month"], "rules") in wrong(rows, definitions)
    met |= kept
    plain = next(row for row in one_chart(NOISE) if not row["rules"])
    rows = one_chart(NOISE)
    rows[3] |= {"rules": "over øvre grænse"}
    assert plain["rules"] == "" and (rows[3]["month"], "rules") in wrong(rows, definitions)
    rows[3] |= {"rules": "et nyt mønster"}
    assert (rows[3]["month"], "rules") in wrong(rows, definitions)


@pytest.mark.parametrize("word", ["ingen særlig variation", "særlig variation i den ønskede retning", ""])
def test_another_word_for_the_same_rules_is_named(word, definitions):
    """High is not wanted of those who are outside the labour market."""
    rows = one_chart(OUT)
    rows[9]["variation"] = word
    assert wrong(rows, definitions) == {(rows[9]["month"], "variation")}


@pytest.mark.parametrize("cells", [{"phase": "2"}, {"trial": "ja"}, {"phase_reason": "Nyt hus."}, {"trial": ""}])
def test_a_phase_and_its_reason_and_trial_limits_must_follow(cells, definitions):
    rows = one_chart(NOISE)
    rows[0] |= cells
    assert (rows[0]["month"], next(iter(cells))) in wrong(rows, definitions)


def test_a_break_in_the_definition_begins_a_phase(definitions):
    """The months after July 2025 carry the phase before."""
    rows = one_chart([*NOISE, *NOISE], "kontanthjaelp")
    assert {row["phase"] for row in rows} == {"1", "2"}
    for row in rows:
        row |= {"phase": "1", "phase_reason": ""}
    assert ("2025-07-01", "phase") in wrong(rows, definitions)


def test_a_hidden_month_and_a_phase_without_neighbours_tell_nothing(definitions):
    rows = one_chart([300, None, 310])
    assert wrong(rows, definitions) == set()
    rows[0] |= {"centre": "30.50"}
    assert (rows[0]["month"], "centre") in wrong(rows, definitions)
    rows = one_chart([*NOISE[:8], None, *NOISE[:8]])
    rows[8] |= {"variation": "ingen særlig variation"}
    assert wrong(rows, definitions) == {(rows[8]["month"], "variation")}


def test_a_target_line_against_the_band_is_told_in_one_of_three_words(definitions):
    told = json.loads(json.dumps(definitions))
    told["indicators"][INDICATOR]["judging"] |= {"target": "number", "target_value": "25.0"}
    rows = one_chart(NOISE)
    assert ("2024-01-01", "assurance") in wrong(rows, told)
    for row in rows:
        row["assurance"] = "målet nås ikke, så længe tallet svinger som hidtil"  # low is good, and the band is over 25
    assert wrong(rows, told) == set()
