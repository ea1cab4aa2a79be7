"""What the board has dealt with, as the auditor reads it."""

import pytest

import followed_years
import page_gate
from followed_years import DIGEST, goal, treated, year, year_view
from hpanalysis.followup import Match
from hpanalysis.publications import compute_checksum


@pytest.fixture
def reports(tmp_path):
    """A folder of publications with one half-year in it."""
    folder = tmp_path / "reports" / "2026H1"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("forside", encoding="utf-8")
    return tmp_path / "reports"


@pytest.fixture
def html_of(reports):
    """The section of a year, as html."""
    return lambda followed: str(year_view(followed, reports=reports).treated().html)


@pytest.fixture
def page_of(html_of):
    return lambda followed: page_gate.read(html_of(followed))


@pytest.fixture
def text_of(page_of):
    return lambda followed: " ".join(page_of(followed).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_goals_that_nobody_dealt_with_are_named_and_marked(text_of):
    text = text_of(year())
    assert "Bestyrelsen har behandlet to af de fire overordnede mål i regnskabsåret 2026. Ikke behandlet: »" in text
    assert text.count("Bestyrelsen har ikke behandlet målet i regnskabsåret.") == 2


def test_a_board_that_dealt_with_every_goal_has_done_so(text_of):
    ids = ("fagligt_loeft", "tilknytning", "liv_uden_kriminalitet", "faellesskab")
    text = text_of(year(goals=tuple(goal(goal_id, treated()) for goal_id in ids)))
    assert "Bestyrelsen har behandlet hvert af de fire overordnede mål i regnskabsåret 2026." in text
    assert "ikke behandlet" not in text


def test_a_board_that_dealt_with_none_has_dealt_with_none(text_of):
    assert "Bestyrelsen har ikke behandlet nogen af de fire overordnede mål" in text_of(
        year(goals=tuple(goal(one.goal_id) for one in year().goals))
    )


def test_each_goal_has_its_day_its_minutes_and_its_own_decision(text_of):
    text = text_of(year())
    for words in ("12-10-2026", "SYN-17", "Taget til efterretning.", "Bestyrelsen beder om en plan."):
        assert words in text


@pytest.mark.parametrize("match", list(Match))
def test_whether_the_report_is_the_published_one_is_said_in_words_and_by_a_mark(html_of, match):
    html = html_of(year(goals=(goal("fagligt_loeft", treated(match)),)))
    assert f"</svg>{match.value}</span>" in html


def test_the_digest_of_the_minutes_stands_whole_beside_that_of_what_is_published(text_of, reports):
    text = text_of(year())
    assert DIGEST in text
    assert compute_checksum(reports / "2026H1") in text


def test_a_published_report_is_linked_to_and_one_that_is_not_is_named_only(page_of):
    gone = treated(Match.NOT_PUBLISHED, half_year="2025H2", digest=None)
    page = page_of(year(goals=(goal("fagligt_loeft", treated(), gone),)))
    assert {a["href"] for a in page.all("a")} == {"../2026H1/index.html"}
    assert "2. halvår 2025" in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_meeting_without_a_decision_of_its_own_points_to_the_goals(text_of):
    text = text_of(followed_years.full_year())
    assert "12-10-2026 Bestyrelsen SYN-17 se målene ovenfor" in text
    assert "21-09-2026 Styregruppen SYN-14 ikke oplyst" in text


def test_what_the_secretariat_writes_is_text_and_never_markup(html_of):
    html = html_of(year(goals=(goal("tilknytning", treated(decided="<b>x</b>")),)))
    assert "<b>x</b>" not in html and "&lt;b&gt;x&lt;/b&gt;" in html
