"""Randers' 2026H1 over the reform of 1 July 2025: the two delmål of kontanthjælp are judged, and no break stands."""

import json

import pandas as pd
import pytest

from hpanalysis.tables import Since

pytestmark = pytest.mark.slow

AGAIN = {"kontanthjaelp": "2023-10/2024-09@3", "moedre_kontanthjaelp": "2024-12@3"}


@pytest.fixture(scope="module")
def published(randers):
    return pd.read_csv(randers.reports / "2026H1" / "indicators.csv")


@pytest.mark.parametrize("key", AGAIN)
def test_changes_since_the_baseline_are_tested_against_the_one_counted_again(published, key):
    latest = published[(published["indicator_id"] == key) & (published["latest"] == "ja")]
    shown = latest[latest["status"] == "vist"]
    assert len(shown) and Since.BREAK.value not in set(shown["since_baseline"])
    assert set(shown["baseline_window"]) == {AGAIN[key]}
    total = shown[shown["area_id"] == "alle-7"].iloc[0]
    assert total["change_p"] > 0
    again = published[(published["window"] == AGAIN[key]) & (published["area_id"] == "alle-7")].iloc[0]
    assert total["baseline_recomputed"] == again["value"]


def test_the_auditor_examined_both_counts_and_found_nothing(randers):
    folder = randers.reports / "2026H1"
    assert json.loads((folder / "kontrolattest.json").read_text(encoding="utf-8"))["holder"] == "ja"
    told = json.loads((folder / "definitioner.json").read_text(encoding="utf-8"))["indicators"]
    assert {f"{key}@3" for key in AGAIN} <= told.keys()


@pytest.mark.parametrize("key", AGAIN)
def test_the_pages_say_by_which_rules_a_figure_is_counted_again(randers, key):
    page = (randers.reports / "2026H1" / f"definition-{key}.html").read_text(encoding="utf-8")
    assert "genberegnet efter reglerne fra 1." in page.replace("\N{NO-BREAK SPACE}", " ")
