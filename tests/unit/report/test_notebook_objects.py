"""What a notebook holds: the Tab key finds what can be shown, Shift-Tab says what it is, and nothing can be mixed."""

import inspect

import pytest

import control_tables
import report_tables
from followed_years import year, year_view
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown


@pytest.fixture(scope="module")
def half():
    return report_tables.half_year_view(
        report_tables.half_year(),
        checks=report_tables.checks(),
        control=control_tables.half_year(),
        corrections=report_tables.corrections(),
    )


@pytest.fixture(scope="module")
def objects(half):
    delaftale = half.delaftale("uddannelse")
    accounts = year_view(year())
    return {
        type(one).__name__: one
        for one in (
            half,
            half.area("vangdalen"),
            delaftale.with_figures(delaftale.figures),
            half.indicator("elevfravaer"),
            half.quality,
            half.participants(),
            half.reach(),
            half.data_report(),
            half.annual_report(),
            half.tables,
            accounts,
            accounts.emergency,
        )
    }


def test_the_tab_key_lists_what_can_be_shown_and_nothing_else(objects):
    for one in objects.values():
        assert isinstance(one, Shown) and dir(one)
        assert not [name for name in dir(one) if name.startswith("_")]


def test_every_call_says_what_it_shows(objects):
    for one in objects.values():
        for name in dir(one):
            if inspect.isroutine(member := inspect.getattr_static(type(one), name, None)):
                assert inspect.getdoc(member).endswith("."), name


def test_a_delaftale_shows_the_part_of_the_matrix_that_is_its_own(half):
    own, whole = half.delaftale("uddannelse").matrix().html, half.matrix().html
    assert "delmaal-" in own and len(own) < len(whole)
    (other,) = [a.name for a in half.release.plan.delaftaler if a.id == "kriminalitet"]
    assert f">{other}</th>" in whole and f">{other}</th>" not in own


def test_the_tables_are_read_once_and_the_titles_are_their_own(half):
    assert half.tables.judged is half.tables.judged and half.tables.cells is half.tables.cells
    assert "1.\N{NO-BREAK SPACE}halvår 2026" in half.heading("oversigt").html
    assert isinstance(half.summary(), Block)


def test_only_a_delaftale_that_was_computed_anew_says_so(half):
    stored = half.delaftale("uddannelse")
    assert not hasattr(stored, "check")
    assert f"Sidens {len(stored.figures)} tal" in stored.with_figures(stored.figures).check().html
