"""What the board has dealt with, as the auditor reads it."""

import pytest

import followed_years
import page_gate
import report_tables
from followed_years import DIGEST, goal, treated, year
from hpanalysis import report
from hpanalysis.followup import Match
from hpanalysis.publications import compute_checksum
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


@pytest.fixture(autouse=True)
def reports(monkeypatch, tmp_path):
    """A folder of publications with one half-year in it; the half-year's release is that of the other report tests."""
    folder = tmp_path / "reports" / "2026H1"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("forside", encoding="utf-8")
    monkeypatch.setattr(Release, "named", lambda half_year, edition: report_tables.release(Edition(edition)))
    where = Workspace.at(report_tables.ROOT, reports=tmp_path / "reports")
    for name, value in where.environment().items():
        monkeypatch.setenv(name, value)
    return tmp_path / "reports"


def _page(followed) -> page_gate.Page:
    return page_gate.read(str(report.year_treated(followed, "2026H1").html))


def _text(followed) -> str:
    return " ".join(_page(followed).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_goals_that_nobody_dealt_with_are_named_and_marked():
    text = _text(year())
    assert "Bestyrelsen har behandlet to af de fire overordnede mål i regnskabsåret 2026. Ikke behandlet: »" in text
    assert text.count("Bestyrelsen har ikke behandlet målet i regnskabsåret.") == 2


def test_a_board_that_dealt_with_every_goal_has_done_so():
    ids = ("fagligt_loeft", "tilknytning", "liv_uden_kriminalitet", "faellesskab")
    text = _text(year(goals=tuple(goal(goal_id, treated()) for goal_id in ids)))
    assert "Bestyrelsen har behandlet hvert af de fire overordnede mål i regnskabsåret 2026." in text
    assert "ikke behandlet" not in text


def test_a_board_that_dealt_with_none_has_dealt_with_none():
    assert "Bestyrelsen har ikke behandlet nogen af de fire overordnede mål" in _text(
        year(goals=tuple(goal(one.goal_id) for one in year().goals))
    )


def test_each_goal_has_its_day_its_minutes_and_its_own_decision():
    text = _text(year())
    for words in ("12-10-2026", "SYN-17", "Taget til efterretning.", "Bestyrelsen beder om en plan."):
        assert words in text


@pytest.mark.parametrize("match", list(Match))
def test_whether_the_report_is_the_published_one_is_said_in_words_and_by_a_mark(match):
    html = str(report.year_treated(year(goals=(goal("fagligt_loeft", treated(match)),)), "2026H1").html)
    assert f"</svg>{match.value}</span>" in html


def test_the_digest_of_the_minutes_stands_whole_beside_that_of_what_is_published(reports):
    text = _text(year())
    assert DIGEST in text
    assert compute_checksum(reports / "2026H1") in text


def test_a_published_report_is_linked_to_and_one_that_is_not_is_named_only():
    gone = treated(Match.NOT_PUBLISHED, half_year="2025H2", digest=None)
    page = _page(year(goals=(goal("fagligt_loeft", treated(), gone),)))
    assert {a["href"] for a in page.all("a")} == {"../2026H1/index.html"}
    assert "2. halvår 2025" in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_meeting_without_a_decision_of_its_own_points_to_the_goals():
    text = _text(followed_years.full_year())
    assert "12-10-2026 Bestyrelsen SYN-17 se målene ovenfor" in text
    assert "21-09-2026 Styregruppen SYN-14 ikke oplyst" in text


def test_what_the_secretariat_writes_is_text_and_never_markup():
    html = str(report.year_treated(year(goals=(goal("tilknytning", treated(decided="<b>x</b>")),)), "2026H1").html)
    assert "<b>x</b>" not in html and "&lt;b&gt;x&lt;/b&gt;" in html
