"""The emergency group's page: counts for everyone, places for the data unit alone."""

import pytest

import page_gate
from followed_years import MIDNIGHT_CALL, emergency_year, level, year_view
from hpanalysis.followup import ActivationRecord, State
from hpanalysis.tables import Edition

CALLS = ("levels", "deadlines", "status_meeting", "evaluations")
ONE = ActivationRecord(
    activated=MIDNIGHT_CALL,
    level="roed",
    area_id="vangdalen",
    due=MIDNIGHT_CALL,
    gathered=None,
    state=State.MISSING,
    evaluation="ikke besluttet",
    evaluated=None,
)


def _text(block) -> str:
    return " ".join(page_gate.read(str(block.html)).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_activations_are_told_by_level_in_a_sentence_and_a_table():
    text = _text(year_view(emergency_year(level(activations=2), level("roed", activations=1))).emergency.levels())
    assert "Beredskabet blev aktiveret to gange på niveau gul og én gang på niveau rød i regnskabsåret 2026." in text
    assert "Niveau gul 2" in text and "Niveau rød 1" in text


def test_a_year_without_activations_says_so():
    text = _text(year_view(emergency_year(level())).emergency.levels())
    assert "Beredskabet blev ikke aktiveret i regnskabsåret 2026." in text and "Niveau gul ingen" in text


def test_whether_the_group_gathered_in_time_is_told_by_level():
    followed = emergency_year(level(activations=7, in_time=4, late=2, missing=1))
    assert "Niveau gul inden for 3 arbejdsdage 4 2 1 ingen" in _text(year_view(followed).emergency.deadlines())


def test_the_evaluations_are_told_by_level():
    followed = emergency_year(level(activations=6, to_evaluate=3, evaluated=2, not_to_evaluate=2, undecided=1))
    assert "Niveau gul 3 2 2 1" in _text(year_view(followed).emergency.evaluations())


def test_the_yearly_meeting_is_told_with_its_deadline_and_a_plan_without_one_says_so():
    assert "ikke forfalden" in _text(year_view(emergency_year()).emergency.status_meeting())
    assert "Planen har intet statusmøde." in _text(year_view(emergency_year(status=None)).emergency.status_meeting())


def test_the_public_page_tells_no_activation_even_where_it_is_given_one():
    followed = emergency_year(level("roed", activations=1))
    text = _text(year_view(followed, activations=(ONE,)).emergency.levels())
    for told in ("Vangdalen", "14-08-2026", "02.15"):
        assert told not in text


def test_the_confidential_page_tells_place_and_hour():
    followed = emergency_year(level("roed", activations=1))
    text = _text(year_view(followed, Edition.CONFIDENTIAL, (ONE,)).emergency.levels())
    assert "14-08-2026 kl. 02.15 Rød Vangdalen" in text and "ikke mødtes" in text


@pytest.mark.parametrize("call", CALLS)
def test_every_table_has_a_caption_and_every_head_its_scope(call):
    page = page_gate.read(str(getattr(year_view(emergency_year(level(activations=1))).emergency, call)().html))
    assert len(page.all("table")) == len(page.all("caption"))
    assert all(a.get("scope") for a in page.all("th"))
