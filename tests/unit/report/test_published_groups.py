"""Figures by sex or age band that a plan publishes: the block under an indicator, and what a public notebook has."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import report_tables
import shared_plans
from hpanalysis.errors import WrongUse
from hpanalysis.tables import CONTROL, PUBLISHED_BREAKDOWNS, Edition, Status

KEY = "sprog_fokuseret"
GROUPS = (("kvinde", "piger"), ("mand", "drenge"))


def group(window, area, group_id, name, **given):
    usual = {"indicator_id": KEY, "breakdown": "koen", "group_id": group_id, "group": name, "window": window}
    usual |= {"area_id": area, "latest": window == "2025", "status": Status.SHOWN.value, "unit": "pct."}
    usual |= {"window_start": date(int(window), 1, 1), "window_end": date(int(window), 12, 31)}
    return usual | {"value": 12.5, "lo": 9.1, "hi": 17.0, "numerator": 150, "denominator": 1200} | given


HIDDEN = dict.fromkeys(("value", "lo", "hi", "numerator", "denominator"), None) | {"status": Status.HIDDEN.value}


def table(windows=("2023", "2025")):
    rows = [
        group(window, area, *one, **(HIDDEN if area == "vangdalen" else {}))
        for window in windows
        for area in ("vangdalen", "alle-7", "randers")
        for one in GROUPS
    ]
    return pd.DataFrame(rows, columns=PUBLISHED_BREAKDOWNS.names).astype(PUBLISHED_BREAKDOWNS.dtypes)


def half(published=None, edition=Edition.PUBLIC):
    plan = shared_plans.read(shared_plans.RANDERS)
    adopted = tuple(replace(a, breakdowns=("koen",) if a.indicator_id == KEY else ()) for a in plan.adoptions)
    release = report_tables.release(edition, plan=replace(plan, adoptions=adopted))
    tables = {"published_breakdowns": table() if published is None else published}
    tables["control"] = pd.DataFrame(columns=CONTROL.names)
    return report_tables.half_year_view(report_tables.half_year(edition), release, **tables)


def text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(html)).replace("\N{NO-BREAK SPACE}", " "))


def test_a_public_notebook_has_the_groups_as_they_are_published():
    shown = text(half().indicator(KEY).by("koen").show().html)
    assert "delt på køn" in shown
    assert "Vangdalen Piger diskretioneret diskretioneret Drenge diskretioneret diskretioneret" in shown
    assert "Piger 12,5 % 12,5 % 9,1 til 17,0 % 150 1.200" in shown
    assert "Et områdes grupper er diskretioneret sammen" in shown
    assert list(half().indicator(KEY).by("koen").table) == PUBLISHED_BREAKDOWNS.names


def test_what_the_plan_does_not_adopt_is_refused_and_it_is_said_how_it_may_be():
    with pytest.raises(WrongUse, match="Skriv »alder« i kolonnen breakdowns i planens adoption") as refused:
        half().indicator(KEY).by("alder")
    assert "hpanalysis run 2026H1 --edition fortrolig" in str(refused.value)
    with pytest.raises(WrongUse) as refused:
        half().indicator("kontanthjaelp").by("koen")
    assert "kolonnen breakdowns" not in str(refused.value), "no plan can publish windows that share months"


def test_a_breakdown_that_is_left_out_is_told():
    shown = text(half(table(("2023",))).indicator(KEY).by("koen").show().html)
    assert (
        shown.strip()
        == "Opdelingen vises ikke, for sammen med det, der er udgivet før, kan den fortælle om få personer."
    )


def test_the_delaftales_page_has_the_block_folded_and_no_other_page_has():
    view = half()
    page = str(view.delaftale("uddannelse").delmaal().html)
    assert page.count("<summary>Opdelt på køn</summary>") == 1
    assert 'href="opdelinger.csv"' in page
    assert "Opdelt på" not in str(view.delaftale("beskaeftigelse").delmaal().html)
