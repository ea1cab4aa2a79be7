from dataclasses import replace
from datetime import date

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.plan import Event
from hpanalysis.report.charts import course_figure, events
from hpanalysis.report.charts.course_chart import CoursePoint, draw_course_panel
from hpanalysis.report.charts.scale import make_scale
from hpanalysis.report.words.speaker import Speaker
from report_tables import release, row, table

RENOVATION = Event("centrale-randers", date(2024, 3, 1), ("fraflytning",), "Renovering begyndte.", False)
START = Event("alle-7", date(2025, 8, 1), (), "Planen begyndte.", False)
EARLY = Event("alle-7", date(2020, 1, 1), (), "Før alle tal.", False)
OTHER = Event("alle-7", date(2025, 1, 1), ("elevfravaer",), "Om noget andet.", False)


def moves(*listed):
    """Move-outs of two areas in 2023 and 2025, under a plan with these events."""
    here = release()
    here = replace(here, plan=replace(here.plan, events=listed))
    rows = [
        row(
            "fraflytning",
            a,
            str(y),
            value=10 + y % 7,
            window_start=date(y, 1, 1),
            window_end=date(y, 12, 31),
            latest=y == 2025,
        )
        for a in ("centrale-randers", "vangdalen")
        for y in (2023, 2025)
    ]
    return Speaker(here, "fraflytning"), here.cells(table(*rows))


def test_an_event_is_marked_in_its_area_and_one_of_all_areas_everywhere():
    html = course_figure.make_course_figure(*moves(RENOVATION, START, OTHER))
    panels = html.split("<svg")[1:]
    assert [("(1)</text>" in panel, "(2)</text>" in panel) for panel in panels] == [(False, True), (True, True)]


def test_the_key_tells_day_area_and_what_and_claims_no_cause():
    html = course_figure.make_course_figure(*moves(RENOVATION, START)).replace(NBSP, " ")
    assert "(1) 1. marts 2024, Centrale Randers: Renovering begyndte. (2) 1. august 2025: Planen begyndte." in html
    assert "De forklarer ikke i sig selv tallene." in html


def test_the_table_tells_which_events_came_before_each_window():
    html = course_figure.make_course_figure(*moves(RENOVATION, START))
    told = html.split("Begivenheder siden forrige")[1]
    assert told.count("<td") == 2 and ">ingen</td>" in told and ">1, 2</td>" in told


def test_the_description_tells_the_events_that_are_drawn():
    html = course_figure.make_course_figure(*moves(RENOVATION, START))
    told = [panel.split("<desc")[1].split("</desc>")[0] for panel in html.split("<svg")[1:]]
    assert ["Renovering" in text for text in told] == [False, True]
    assert all("Planen begyndte." in text for text in told)


@pytest.mark.parametrize("listed", [[], [EARLY], [OTHER]])
def test_events_outside_the_windows_or_about_other_figures_mark_nothing(listed):
    html = course_figure.make_course_figure(*moves(*listed))
    assert html == course_figure.make_course_figure(*moves()) and "hændelser" not in html.lower()


def test_a_profile_numbers_its_events_once_for_all_its_courses():
    speaker, cells = moves(RENOVATION, START)
    course = cells.course("fraflytning", "centrale-randers")
    found = events.number_events_of_area(
        speaker.release, [("fraflytning", course), ("ungdomsskole", course)], "centrale-randers"
    )
    assert [(one.number, one.event) for one in found] == [(1, RENOVATION), (2, START)]
    assert [one.number for one in events.select_events_of_indicator(found, "ungdomsskole", course)] == [2]


@pytest.mark.parametrize(
    ("day", "drawn"), [(date(2022, 12, 31), 0), (date(2023, 6, 1), 1), (date(2024, 7, 1), 1), (date(2026, 1, 1), 0)]
)
def test_an_event_has_a_place_within_the_windows_only(day, drawn):
    points = [
        CoursePoint(
            key=f"a/{y}/c",
            label=str(y),
            value=None,
            start=date(y, 1, 1),
            end=date(y, 12, 31),
        )
        for y in (2023, 2025)
    ]
    html = draw_course_panel(
        "p", points, make_scale([0, 10]), decimals=1, title="t", description="d", events=[(day, "7")]
    )
    assert html.count("(7)") == drawn
