"""One chart at a time: the page's own, of the indicator that the analyst asks for."""

import pytest

import control_tables
import report_tables
from hpanalysis import report
from hpanalysis.errors import WrongUse
from hpanalysis.report.charts import comparison_figure, course_figure, funnel_chart
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition


@pytest.fixture(autouse=True)
def _release(monkeypatch):
    """The release without a workspace of its own; everything else is real."""
    monkeypatch.setattr(Release, "named", lambda half_year, edition: report_tables.release(Edition(edition)))


@pytest.fixture(scope="module")
def judged():
    return report_tables.half_year()


@pytest.mark.parametrize(
    ("call", "drawn"),
    [
        (report.areas_compared, comparison_figure.make_comparison_figure),
        (report.course, course_figure.make_course_figure),
        (report.funnel, funnel_chart.make_funnel_figure),
    ],
)
def test_the_chart_is_the_pages_own(judged, call, drawn):
    release = report_tables.release()
    shown = call(judged, "2026H1", indicator="fraflytning").html
    assert shown == drawn(Speaker(release, "fraflytning"), release.cells(judged))
    assert "<figure" in shown


def test_without_a_name_it_is_the_tables_first_indicator_with_a_target(judged):
    own = judged[judged["indicator_id"].isin(["sprog_generel", "udsaettelser", "fraflytning"])]
    assert "fig-udsaettelser" in report.areas_compared(own, "2026H1").html


def test_an_indicator_of_another_table_is_told_with_those_there_are(judged):
    own = judged[judged["indicator_id"].isin(["udsaettelser", "fraflytning"])]
    with pytest.raises(WrongUse, match="en af udsaettelser, fraflytning"):
        report.course(own, "2026H1", indicator="elevfravaer")


def test_the_months_of_an_indicator_have_their_control_chart_and_others_a_sentence(judged):
    control = control_tables.half_year()
    assert "<figure" in report.months(control, judged, "2026H1", indicator="uden_for_arbejdsmarkedet").html
    said = report.months(control, judged, "2026H1", indicator="ungdomsskole").html
    assert "Tallet har ikke dette diagram." in said


def test_what_is_hidden_stays_hidden_one_chart_at_a_time(judged):
    for call in (report.areas_compared, report.course, report.funnel):
        for indicator in ("fraflytning", "ungdomsskole", "elevfravaer"):
            shown = call(judged, "2026H1", indicator=indicator).html
            assert "87,65" not in shown and "87,7" not in shown and "88 %" not in shown
