"""The page kriterier of figures written out or drawn: its blocks as a page, and what `verify` holds it against.

Figures go the whole way: rows of the judged table, both tables of the criteria by `judge`, the sections by `report`,
and for `verify` the same tables as the published files have them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pandas as pd

import shared_plans
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.judge import make_criteria_tables
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.notebook.criteria import CriteriaView
from hpanalysis.report.release import Release
from hpanalysis.report.site import titles
from hpanalysis.report.site.chart_links import add_chart_links
from hpanalysis.report.site.contents import add_contents
from hpanalysis.tables import AREA_STATUSES, CRITERIA, Status
from hpanalysis.tables.csv_text import write_csv
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from report_tables import ROOT, release, row, table

MEASURES = {
    "kriterie_beskaeftigelse": 1100,
    "kriterie_doemte": 900,
    "kriterie_grundskole": 400,
    "kriterie_indkomst": 700,
    "kriterie_ikke_vestlige": 1270,
}
SECTIONS = ("summary", "matrix", "charts", "next_year", "statuses", "consequences")
Figure = tuple[float, int] | None  # numerator and denominator; None for one that is hidden


@cache
def read_plan() -> plans.Plan:
    return shared_plans.read(shared_plans.RANDERS)


def draw_figures(seed: int, years: range = range(2022, 2026)) -> dict[tuple[str, str, int], Figure]:
    """Figures of every measure, area and year, near their limits; some hidden, some not there."""
    random, plan = Random(seed), read_plan()
    around = dict(zip(MEASURES, (0.40, 0.02, 0.60, 0.56, 0.45), strict=True))
    found: dict[tuple[str, str, int], Figure] = {}
    for measure, size in MEASURES.items():
        for area in (*plan.areas, plan.country):
            persons = round(size * random.uniform(0.7, 1.3))
            for year in years:
                turn = random.random()
                share = around[measure] * random.uniform(0.8, 1.25)
                if area.kind == "country":
                    found[measure, area.id, year] = (7_000.0, 1_000_000)
                elif turn < 0.04:
                    found[measure, area.id, year] = None
                elif turn < 0.97:
                    found[measure, area.id, year] = (float(round(share * persons)), persons)
    return found


def make_judged(figures: Mapping[tuple[str, str, int], Figure]) -> pd.DataFrame:
    """Figures as rows of the judged table. Income is a mean in per cent of the region's: its numerator is a sum."""
    rows, newest = [], max(year for _, _, year in figures)
    for (measure, area, year), figure in figures.items():
        indicator = catalogue.indicators()[measure]
        given: dict[str, object] = {"status": Status.HIDDEN.value}
        if figure is not None:
            top = figure[0] * (100 if indicator.unit.scale == 1 else 1)
            value = round(indicator.unit.scale * top / figure[1], indicator.decimals)
            given = {"value": value, "numerator": top, "denominator": figure[1]}
        span = {"window_start": date(year, 1, 1), "window_end": date(year, 12, 31)}
        rows.append(row(measure, area, str(year), latest=year == newest, **span, **given))
    return table(*rows)


class CriteriaPage:
    """A page of figures, with what it is held against. Made for each case of a test."""

    def __init__(self, figures: Mapping[tuple[str, str, int], Figure], half_year: Release | None = None) -> None:
        self.release = half_year or replace(release(), plan=read_plan())
        self.judged = make_judged(figures)
        self.criteria, self.statuses = make_criteria_tables(self.judged, self.release.plan)
        self.rows = Criteria(self.criteria, self.statuses, self.release, self.release.cells(self.judged))

    def show(self, section: str) -> str:
        return str(getattr(CriteriaView(self.rows), section)().html)

    def html(self) -> str:
        """The page's content as it is published, around it nothing."""
        heading = titles.show_report_heading(self.release, "kriterier", {}).html
        blocks = "".join(f'<div class="hp">{html}</div>' for html in (heading, *map(self.show, SECTIONS)) if html)
        return f'<main id="indhold" class="side">{add_chart_links(add_contents(blocks), "kriterier")}</main>'

    def hold(self) -> CriteriaHeld:
        plan, law = self.release.plan, ROOT / "params" / "law"
        declared = catalogue.indicators()
        figures = {}
        for one in self.judged.itertuples(index=False):
            shown = not pd.isna(one.value)
            figures[f"{one.indicator_id}/{one.window}/{one.area_id}"] = {
                "indicator_id": one.indicator_id,
                "status": one.status,
                "value": str(one.value) if shown else "",
                "numerator": str(one.numerator) if shown else "",
                "denominator": str(int(one.denominator)) if shown else "",
            }
        return CriteriaHeld(
            half_year=str(self.release.half_year),
            plan_name=plan.settings.name,
            criteria=_read(write_csv(self.criteria, CRITERIA, [0] * len(self.criteria))),
            statuses=_read(write_csv(self.statuses, AREA_STATUSES, [0] * len(self.statuses))),
            figures=figures,
            decimals={key: declared[key].decimals for key in MEASURES},
            scales={key: declared[key].unit.scale for key in MEASURES},
            country=None if plan.country is None else plan.country.id,
            names={area.id: area.name for area in plan.areas},
            shorts={area.id: area.short for area in plan.areas},
            law=_read((law / "criteria.csv").read_text(encoding="utf-8")),
            consequences=_read((law / "consequences.csv").read_text(encoding="utf-8")),
        )


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))
