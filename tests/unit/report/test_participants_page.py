"""The page deltagere, of rows written out: whom the activities reach, in numbers, in a chart and in words."""

import re

import pytest

import participant_tables as tables
from hpanalysis.definitions import catalogue
from hpanalysis.errors import WrongUse
from hpanalysis.report.notebook.participants import find_reach
from hpanalysis.report.participants import reach as sections
from hpanalysis.report.participants import words
from hpanalysis.report.participants.rows import find_target, name_window
from hpanalysis.tables import Status
from participant_tables import ParticipantsPage, courses, courses_table, reach, reach_table

NBSP = "\N{NO-BREAK SPACE}"
HIDDEN = Status.HIDDEN.value
JOB, PUPILS, ABSENT, GROUPS = (
    "job_til_mor",
    "familieorienteret_uddannelsesvejledning",
    "fremmoede_i_skolen",
    "teenagegrupper",
)
HARDEST = {"breakdown": "behov", "group_id": "svaerest", "group": "mødre med mindst tre børn under 18 år"}
MOTHERS = {"window": "2025-12"}


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(NBSP, " ").split())


def page(*rows, of_courses=None, earlier=()):
    """A page of these rows; without courses given, of an activity that 29 took part in."""
    given = of_courses if of_courses is not None else [courses(JOB)]
    return ParticipantsPage(reach_table(*rows), courses_table(*given), earlier=earlier)


def find_section(html, agreement):
    return re.search(rf'<section aria-labelledby="delaftale-{agreement}".*?</section>', html, re.DOTALL)[0]


def test_an_activity_has_its_target_group_in_words_who_was_reached_and_the_interval():
    told = plain(page(reach(JOB, **MOTHERS)).show("reach"))
    row = (
        "mødre på kontanthjælp med børn under 18 år december 2025 39 af 84 46,4 % 36,2 til 57,0 29 ingen, eller for få"
    )
    assert f"Job til mor {row}" in told


def test_the_courses_that_ended_are_told_in_persons_and_weeks():
    ended = courses(JOB, participants=40, ended=21, finished=10, weeks=8.25)
    told = plain(page(reach(JOB, **MOTHERS), of_courses=[ended]).show("reach"))
    assert "21 sluttede, 10 gennemførte, 8,2 uger i gennemsnit" in told  # as the CSV file has it


def test_an_activity_whose_target_group_nobody_knows_says_so_and_tells_how_many_took_part():
    told = plain(page(of_courses=[courses(GROUPS, participants=19)]).show("reach"))
    assert "Teenagegrupper unge ingen kilde kender målgruppen 19 ingen, eller for få til at blive vist" in told


def test_what_is_hidden_has_the_word_and_no_number_is_drawn_or_told_of_it():
    numbers = {"value": 87.6, "lo": 85.1, "hi": 89.9, "reached": 8888, "members": 8889}
    html = page(reach(JOB, status=HIDDEN, **numbers, **MOTHERS)).html()
    assert "diskretioneret" in plain(find_section(html, "beskaeftigelse"))
    assert not re.search(r"87[.,]6|85[.,]1|89[.,]9|8\.?88\d", html)
    assert "<svg" not in html  # nothing to draw


def test_the_page_is_the_same_whatever_stands_in_hidden_rows():
    low, high = (ParticipantsPage(*tables.half_year(secret)) for secret in (3.25, 71.5))
    assert low.html() == high.html()
    shown = tables.half_year()
    shown[0].loc[0, ["value", "reached"]] = [24.9, 15]
    assert ParticipantsPage(*shown).html() != low.html()


def test_a_target_group_whose_extract_did_not_come_is_told_apart_from_one_that_nobody_knows():
    told = plain(page().html())
    assert "Job til mor mødre på kontanthjælp med børn under 18 år ikke leveret 29" in told
    assert "For to aktiviteter kender ingen kilde målgruppen, og for ni aktiviteter er målgruppens udtræk ikke" in told


def test_the_top_names_the_largest_and_the_smallest_reach_and_why_others_have_none():
    rows = (reach(JOB, **MOTHERS), reach(PUPILS, reached=17, members=90), reach(ABSENT, status=HIDDEN))
    told = plain(page(*rows).show("summary"))
    most = "Dækningen er størst i Job til mor, hvor 39 af 84 i målgruppen deltog (46,4 pct.), og mindst i"
    assert f"11 aktiviteter er fulgt med lister over deltagerne. {most} Familieorienteret" in told
    assert "17 af 90 i målgruppen deltog (18,9 pct.). For én aktivitet er dækningen diskretioneret, for to" in told
    assert words.NO_CAUSE in told


def test_of_one_shown_reach_neither_the_largest_nor_the_smallest_is_said():
    told = plain(page(reach(JOB, **MOTHERS)).show("summary"))
    assert "Dækningen kan vises for én: i Job til mor" in told and "størst" not in told
    assert "Dækningen kan ikke vises for nogen af dem." in plain(page().show("summary"))


def test_the_worst_placed_stand_beside_all_only_where_both_are_shown():
    whole, hardest = reach(JOB, **MOTHERS), reach(JOB, reached=25, members=47, **MOTHERS, **HARDEST)
    shown = page(whole, hardest)
    told = "Job til mor: I hele målgruppen deltog 39 af 84 (46,4 pct.). Blandt mødre med mindst tre børn under 18 år"
    assert f"{told} deltog 25 af 47 (53,2 pct.)." in plain(shown.show("reach"))
    assert "53,2" in re.search(r"<desc[^>]*>(.*?)</desc>", shown.show("reach"))[1]
    for rows in ((whole, hardest | {"status": HIDDEN}), (whole | {"status": HIDDEN}, hardest)):
        told = plain(page(*rows).show("reach"))
        assert "For Job til mor kan det ikke vises." in told and "I hele målgruppen" not in told


def test_a_chart_has_a_mark_an_activity_and_an_open_one_for_the_worst_placed():
    def count_marks(*rows):
        section = find_section(page(*rows).show("reach"), "beskaeftigelse")
        return len(re.findall("<use ", section)), len(set(re.findall(r'<use [^>]*href="([^"]*)"', section)))

    both = reach(JOB, **MOTHERS), reach(JOB, reached=25, members=47, **MOTHERS, **HARDEST)
    other = reach("fremskudt_beskaeftigelse", window="2025-04/2026-03", status=HIDDEN)
    assert count_marks(*both) == (2, 2)  # two marks of two shapes
    assert count_marks(both[0]) == count_marks(both[0], other) == (1, 1)


def test_every_chart_has_its_numbers_in_a_table_and_a_link_to_its_file():
    html = ParticipantsPage(*tables.half_year()).show("reach")
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(figures) == 4
    for figure in figures:
        assert "som tegnet</caption>" in figure and "deltagere.csv" in figure


def test_earlier_half_years_stand_as_they_were_published(tmp_path):
    before = reach(JOB, half_year="2025H2", reached=30, members=80, **MOTHERS)
    first = reach(JOB, half_year="2025H1", status=HIDDEN, **MOTHERS)
    newest = tables.publish(tmp_path / "2025H2", before, of_courses=(courses(GROUPS, half_year="2025H2"),))
    oldest = tables.publish(tmp_path / "2025H1", first, reach(JOB, "vangdalen", half_year="2025H1"))
    none = tmp_path / "2024H2"  # published without lists
    told = plain(page(reach(JOB, **MOTHERS), earlier=(newest, oldest, none)).show("reach"))
    assert "2. halvår 2025: 37,5 % 1. halvår 2025: diskretioneret" in told
    assert "Teenagegrupper unge ingen kilde kender målgruppen ikke leveret 2. halvår 2025: 29 deltagere" in told


def test_areas_and_ages_are_folded_with_what_is_hidden_as_a_word():
    ages = {"breakdown": "alder", "group_id": "-29", "group": "under 30 år"}
    rows = (
        reach(JOB, **MOTHERS),
        reach(JOB, "vangdalen", status=HIDDEN, **MOTHERS),
        reach(JOB, "energivej", **MOTHERS),
    )
    html = page(*rows, reach(JOB, reached=12, members=37, **ages, **MOTHERS)).show("reach")
    folds = re.findall(r'<details class="paa-papir"><summary>(.*?)</summary>(.*?)</details>', html, re.DOTALL)
    assert [name for name, _ in folds] == ["Område for område", "Alder"]
    assert "diskretioneret" in folds[0][1] and "46,4" in folds[0][1]
    assert "Job til mor, under 30 år 12 af 37 32,4 %" in plain(folds[1][1])


def test_why_ten_is_the_limit_is_told_with_the_plans_own_number():
    told = plain(page(reach(JOB, **MOTHERS)).show("reach"))
    assert "Færre end ti deltagere vises ikke" in told
    assert "Færre end 12 deltagere" in words.explain_limit(12)


def test_a_half_year_without_lists_says_so_and_shows_nothing():
    empty = ParticipantsPage(None, None)
    assert plain(empty.show("reach")) == sections.NO_LISTS
    assert "Dækningen" not in empty.show("summary")


def test_every_target_group_of_the_plan_is_named_with_its_ages_and_window():
    release = ParticipantsPage(None, None).release
    named = {
        activity.activity_id: words.name_target(activity, target)
        for activity in release.plan.followed_activities
        if (target := find_target(activity)) is not None
    }
    assert named["brandkadet"] == "unge på 13-17 år" and named["lommepengejob"] == "unge på 13-15 år"
    assert named["social_vicevaert"] == "beboere på 18-64 år"
    assert len(named) == 9
    for target in catalogue.target_groups().values():
        assert name_window(target, target.window.latest(release.half_year.cutoff).id)


@pytest.mark.parametrize(("reached", "members"), [(1, 8), (1, 40), (7, 200), (333, 1000)])
def test_a_coverage_is_printed_with_the_digits_of_its_csv_file(reached, members, tmp_path):
    row = reach(JOB, reached=reached, members=members, **MOTHERS)
    folder = tables.publish(tmp_path, row)
    value = (folder / "deltagere.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[11]
    assert f"{value.replace('.', ',')}{NBSP}%" in page(row).show("reach")


def test_an_analyst_gets_one_activitys_reach_and_its_table():
    of_all, of_courses = tables.half_year()
    whole = ParticipantsPage(of_all, of_courses).participants
    view = find_reach(whole.release.plan, whole, of_all, JOB)
    assert set(view.table["activity_id"]) == {JOB} and "Job til mor" in view.show().html
    assert set(find_reach(whole.release.plan, whole, of_all, None).table["activity_id"]) == {PUPILS}
    with pytest.raises(WrongUse, match="er ikke fulgt"):
        find_reach(whole.release.plan, whole, of_all, "npu")
