"""The page kriterier, of figures written out: what it says of each area, and what its charts show."""

import re

import pytest

from criteria_pages import MEASURES, CriteriaPage, draw_figures, read_plan
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.criteria.summary import state_statuses

JOBS, CONVICTED, SCHOOL, INCOME, NON_WESTERN = MEASURES
AREAS = [area.id for area in read_plan().areas]
FIRST, SECOND, THIRD = AREAS[:3]
NBSP = "\N{NO-BREAK SPACE}"


def figures(years=(2024, 2025)):
    """No area is met by anything, and all have 1,200 residents."""
    found = {}
    for area in (*AREAS, "danmark"):
        for year in years:
            found[JOBS, area, year] = (200.0, 1000)
            found[CONVICTED, area, year] = (7.0, 1000) if area != "danmark" else (10_000.0, 1_000_000)
            found[SCHOOL, area, year] = (300.0, 1000)
            found[INCOME, area, year] = (700.0, 1000)  # 70 per cent of the region's
            found[NON_WESTERN, area, year] = (120.0, 1200)
    return found


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(NBSP, " ").split())


def test_an_area_is_named_with_what_it_is_met_by_how_far_and_what_next_year_brings():
    given = figures()
    given[JOBS, FIRST, 2024], given[JOBS, FIRST, 2025] = (430.0, 1000), (450.0, 1000)  # mean 44.0
    given[SCHOOL, FIRST, 2025] = (632.0, 1000)
    page = CriteriaPage(given)
    told = plain(page.show("summary"))
    assert "er Gl. Jennumparken et udsat boligområde." in told
    assert "rammes af beskæftigelse (44,0 pct., 4,0 point over grænsen) og uddannelse (63,2 pct., 3,2 point" in told
    # Next year's mean is (45.0 + x) / 2: it is above 40 where x is above 35.0, and so it is if x stays 45.0.
    assert "Holder tallet for beskæftigelse sig på 45,0 pct., rammes området også næste år." in told
    row = page.rows.select_listed(FIRST, 2025)[0]
    assert words.state_next_year(row) == f"højst 35,0{NBSP}pct."


def test_a_figure_that_has_fallen_far_enough_is_said_to_be_out_next_year():
    given = figures()
    given[JOBS, FIRST, 2024], given[JOBS, FIRST, 2025] = (460.0, 1000), (380.0, 1000)  # mean 42.0, bound 42.0
    told = plain(CriteriaPage(given).show("summary"))
    assert "Holder tallet for beskæftigelse sig på 38,0 pct., rammes området ikke af det næste år." in told


def test_a_small_area_would_be_on_the_list_if_more_lived_there_and_a_near_one_is_named():
    given = figures()
    for year in (2024, 2025):
        given[JOBS, SECOND, year] = (450.0, 1000)
        given[NON_WESTERN, SECOND, year] = (100.0, 977)
    given[SCHOOL, SECOND, 2025] = (650.0, 1000)
    given[SCHOOL, THIRD, 2025] = (590.0, 1000)
    told = plain(CriteriaPage(given).show("summary"))
    assert "Efter reglerne for statens liste fra 1. december 2025 er ingen af de syv områder udsat boligområde" in told
    assert "Glarbjergvej-området ville være et udsat boligområde, hvis der boede 23 flere." in told
    near = "men er nær grænsen for uddannelse (59,0 pct., 1,0 point under grænsen)."
    assert f"Vangdalen rammes ikke af noget kriterium for udsatte boligområder, {near}" in told


def test_what_is_hidden_is_undecided_with_the_reason_and_no_number_of_it_is_anywhere():
    given = figures()
    given[JOBS, FIRST, 2025] = None
    given[SCHOOL, FIRST, 2025] = (700.0, 1000)
    page = CriteriaPage(given)
    told = plain(page.html())
    assert "kan det afgøres for seks af de syv områder, og ingen af dem er udsat boligområde eller" in told
    unknown = "kan ikke afgøres, fordi tallet for beskæftigelse ikke kan vises"
    assert f"Om Gl. Jennumparken er et udsat boligområde, {unknown}" in told
    assert "kan ikke afgøres fordi tallet for beskæftigelse ikke kan vises" in told
    assert f'data-cell="{JOBS}/2025/{FIRST}"' not in page.show("charts")
    assert "ukendt" in plain(page.show("charts"))


def test_a_list_that_was_not_delivered_is_named():
    given = {key: figure for key, figure in figures((2022, 2023, 2025)).items() if key[2] != 2024}
    page = CriteriaPage(given)
    assert "Tallene til statens liste fra 1. december 2024 er ikke leveret." in plain(page.show("summary"))


def test_that_a_criterion_is_met_is_told_without_colour():
    given = figures()
    given[SCHOOL, FIRST, 2025] = (700.0, 1000)
    page = CriteriaPage(given)
    assert page.show("matrix").count("<b>rammes</b>") == 2  # of both kinds of area, whose limits are the same here
    chart = re.search(r'<figure id="fig-kriterie-uddannelse".*?</figure>', page.show("charts"), re.DOTALL)[0]
    shapes = re.findall(r'<use [^>]*href="(#[^"]+)"', chart)
    assert len(shapes) == 7 and shapes.count(shapes[0]) == 1  # the first area's mark has a shape of its own
    assert "Uddannelse: ét område rammes" in plain(chart)


def test_a_chart_has_the_mean_filled_and_the_newest_year_open_where_they_differ():
    given = figures()
    given[JOBS, FIRST, 2024], given[JOBS, FIRST, 2025] = (430.0, 1000), (450.0, 1000)
    chart = re.search(
        r'<figure id="fig-kriterie-beskaeftigelse".*?</figure>', CriteriaPage(given).show("charts"), re.S
    )[0]
    assert chart.count("<use ") == 8  # seven means, and one year that is another
    assert chart.count("data-cell=") == 7  # a mean of two years has no address; the open mark has
    assert "2025 alene 45,0" in chart.replace(NBSP, " ")
    assert "udsat: over 40" in chart.replace(NBSP, " ") and "forebyggelse: over 30" in chart.replace(NBSP, " ")


def test_the_marks_of_a_chart_are_shown_cells_and_no_others():
    for seed in range(3):
        drawn = draw_figures(seed)
        hidden = {"/".join((measure, str(year), area)) for (measure, area, year), one in drawn.items() if one is None}
        marks = set(re.findall(r'data-cell="([^"]+)"', CriteriaPage(drawn).show("charts")))
        assert marks and not marks & hidden


def test_the_law_is_told_of_the_kinds_that_the_areas_are_or_come_next():
    given = figures()
    given[JOBS, FIRST, 2024] = given[JOBS, FIRST, 2025] = (450.0, 1000)
    given[SCHOOL, FIRST, 2025] = (700.0, 1000)
    told = plain(CriteriaPage(given).show("consequences"))
    assert "Et udsat boligområde Gl. Jennumparken Den, der flytter ind" in told
    assert "Et forebyggelsesområde ingen Ledige familieboliger" in told and "Et parallelsamfund ingen" in told
    assert "Et omdannelsesområde" not in told
    assert "almenboligloven § 59, stk. 6, og § 60" in told


@pytest.mark.parametrize("section", ["charts", "next_year", "statuses", "consequences"])
def test_a_half_year_without_figures_says_so_once_and_shows_nothing(section):
    page = CriteriaPage(figures())
    empty = Criteria(page.criteria.iloc[:0], page.statuses.iloc[:0], page.release)
    assert state_statuses(empty) == [
        "Statens tal er ikke leveret, så det kan ikke afgøres, hvad områderne er efter loven."
    ]
    page.rows = empty
    assert page.show(section) == ""


def test_nothing_on_the_page_uses_a_charged_word():
    told = "".join(CriteriaPage(draw_figures(seed)).html() for seed in range(2)).lower()
    assert "ghetto" not in told and "belastet" not in told


def test_a_list_of_which_half_was_delivered_puts_no_whole_one_aside():
    given = figures((2023, 2024))
    given[JOBS, FIRST, 2025] = (450.0, 1000)
    told = plain(CriteriaPage(given).show("summary"))
    assert "Efter reglerne for statens liste fra 1. december 2024" in told
    assert "Tallene til statens liste fra 1. december 2025 er kun delvist leveret." in told


def test_an_area_that_is_on_the_list_for_sure_is_told_what_it_may_be():
    given = figures(range(2020, 2026))
    for year in range(2020, 2026):
        given[SCHOOL, FIRST, year], given[INCOME, FIRST, year] = (700.0, 1000), (450.0, 1000)
        given[NON_WESTERN, FIRST, year] = (900.0, 1200)
    given[SCHOOL, FIRST, 2021] = None  # the first of the five years in a row that an omdannelsesområde takes
    told = plain(CriteriaPage(given).show("summary"))
    assert "Gl. Jennumparken er et parallelsamfund eller et omdannelsesområde; hvilket af dem kan ikke afgøres" in told


def test_the_rule_stands_under_the_matrix():
    told = plain(CriteriaPage(figures()).show("matrix"))
    rule = "når der bor mindst 1.000 og det rammes af mindst to af de fire første kriterier. Er så over 50 pct. af"
    assert f"Et område er et udsat boligområde, {rule} beboerne" in told
