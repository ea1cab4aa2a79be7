"""One chart at a time: the page's own, of the indicator that the analyst asks for."""

import pytest

import control_tables
import report_tables
from hpanalysis.errors import WrongUse
from hpanalysis.report.charts import comparison_figure, course_figure, funnel_chart
from hpanalysis.report.words.speaker import Speaker


@pytest.fixture(scope="module")
def half():
    return report_tables.half_year_view(report_tables.half_year(), control=control_tables.half_year())


@pytest.mark.parametrize(
    ("call", "drawn"),
    [
        ("areas", comparison_figure.make_comparison_figure),
        ("course", course_figure.make_course_figure),
        ("funnel", funnel_chart.make_funnel_figure),
    ],
)
def test_the_chart_is_the_pages_own(half, call, drawn):
    shown = getattr(half.indicator("fraflytning"), call)().html
    assert shown == drawn(Speaker(half.release, "fraflytning"), half.tables.cells)
    assert "<figure" in shown


def test_without_a_name_it_is_the_delaftales_first_indicator_with_a_target(half):
    plan = half.release.plan
    for agreement in plan.delaftaler:
        first = next(one for one in plan.adopted(agreement.id) if half.release.has_target(one))
        assert f"fig-{first.indicator_id}" in half.delaftale(agreement.id).indicator().areas().html


def test_an_indicator_that_is_not_there_is_told_with_those_there_are(half):
    with pytest.raises(WrongUse, match=r"en af .*udsaettelser.*fraflytning"):
        half.delaftale("sammenhaengskraft").indicator("elevfravaer")
    with pytest.raises(WrongUse, match="Indikatoren er ikke i tabellen"):
        half.indicator("findes_ikke")


def test_the_months_of_an_indicator_have_their_control_chart_and_others_a_sentence(half):
    assert "<figure" in half.indicator("uden_for_arbejdsmarkedet").months().html
    assert "Tallet har ikke dette diagram." in half.indicator("ungdomsskole").months().html


def test_what_is_hidden_stays_hidden_one_chart_at_a_time(half):
    for call in ("areas", "course", "funnel", "table", "definition"):
        for indicator in ("fraflytning", "ungdomsskole", "elevfravaer"):
            shown = getattr(half.indicator(indicator), call)().html
            assert "87,65" not in shown and "87,7" not in shown and "88 %" not in shown
