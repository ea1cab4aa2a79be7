"""An analyst's own drawing: by seaborn on matplotlib's axes, of what the edition shows, and on no page."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from matplotlib.figure import Figure

import control_tables
import report_tables
from hpanalysis.report.notebook.own_drawing import AREA, PERIOD


@pytest.fixture(scope="module")
def indicator():
    half = report_tables.half_year_view(report_tables.half_year(), control=control_tables.half_year())
    return half.indicator("elevfravaer")


def test_the_table_has_each_window_of_each_area_and_no_hidden_number(indicator):
    table = indicator.courses_as_table()
    cells = [cell for cell in indicator._cells if cell.indicator_id == "elevfravaer" and not cell.is_pooled]
    areas = {area.id: area.name for area in indicator._release.columns}
    wanted = {(areas[cell.area_id], cell.start): cell for cell in cells if cell.area_id in areas}
    assert len(table) == len(wanted) and len(table) > 3
    value = table.columns[-1]
    assert table[value].isna().sum() == sum(not cell.is_shown for cell in wanted.values())
    told = sorted(table[value].dropna())
    assert told == sorted(float(cell.number) for cell in wanted.values() if cell.is_shown)


def test_each_area_is_a_line_with_its_figures(indicator):
    figure, table = indicator.draw(), indicator.courses_as_table()
    assert isinstance(figure, Figure)
    (axes,) = figure.axes
    named = [text.get_text() for text in axes.get_legend().get_texts()]
    assert set(named) == set(table[AREA])
    drawn = [y for line in axes.get_lines() for y in line.get_ydata() if not pd.isna(y)]
    assert sorted(drawn) == pytest.approx(sorted(table[table.columns[-1]].dropna()))
    assert axes.get_xlabel() == PERIOD


def test_a_page_does_not_import_seaborn_for_it():
    program = "import hpanalysis.report.notebook.half_year, sys; print('seaborn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
