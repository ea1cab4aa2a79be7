"""Duties, deadlines, order, changes and irregularities, as the auditor reads them."""

from datetime import datetime

import pytest

import followed_years
import page_gate
from followed_years import AUTUMN, duty, occasion, year, year_view
from hpanalysis.followup import State
from hpanalysis.report.year import year_duties, year_marks


def _html(followed) -> str:
    return str(year_view(followed).duties().html)


def _text(followed) -> str:
    return " ".join(page_gate.read(_html(followed)).text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_word_and_a_symbol_of_its_colour(state):
    html = str(year_marks.mark(state))
    assert state.value in html and "<use href=" in html
    wrong = state in (State.LATE, State.PARTLY, State.MISSING, State.BROKEN)
    assert ("skidt" in html) is wrong


def test_every_state_is_counted_in_the_sentence_on_top():
    said = year_duties.count_states_in_words([duty(*(occasion(state) for state in State))])
    assert said.startswith(
        "Planens opgaver skal løses otte gange i regnskabsåret: Én er udført, én er udført for sent,"
    )
    assert said.endswith("og én er bortfaldet.")


def test_many_times_are_written_as_digits_all_of_them():
    said = year_duties.count_states_in_words([duty(*[occasion(State.DONE)] * 11, occasion(State.LATE))])
    assert said == "Planens opgaver skal løses 12 gange i regnskabsåret: 11 er udført, og 1 er udført for sent."


def test_a_year_in_which_nothing_was_due_says_so():
    assert year_duties.count_states_in_words([duty()]) == "Planens opgaver er ikke forfaldet i regnskabsåret."


def test_what_is_wrong_stands_first_and_nothing_else_with_it():
    html = _html(year())
    wrong = html[html.index('id="opgaver-fejl"') : html.index('id="opgaver-alle"')]
    assert wrong.count("<tr>") == 2  # the head, and the meeting that is missing
    assert "mangler" in wrong and "udført" not in wrong


def test_a_year_without_faults_says_that_nothing_is_missing():
    text = _text(year(duties=(duty(occasion(State.DONE, done=AUTUMN)),)))
    assert "Intet mangler, og intet er gjort for sent." in text


def test_an_occasion_tells_its_deadline_with_its_rule_and_when_it_was_done_with_the_minutes():
    text = _text(year())
    assert "Forårsmødet 31-05-2026 Foråret slutter 31. maj. 12-10-2026 referat: SYN-17 udført" in text


def test_an_hour_is_told_where_a_deadline_has_one():
    assert year_duties.format_moment(datetime(2026, 3, 1, 9, 5)) == "01-03-2026 kl.\N{NO-BREAK SPACE}09.05"


def test_an_activation_is_never_told_as_not_done_because_its_day_is_kept_back():
    text = _text(year(duties=(duty(occasion(State.DONE, due=None, why_due="Gruppen mødes inden for 24 timer.")),)))
    assert "Forårsmødet Gruppen mødes inden for 24 timer. dagen vises ikke udført" in text


def test_a_duty_that_some_have_done_is_among_the_faults_with_who_is_missing():
    some = occasion(State.PARTLY, done=None, note="2 af 3 har leveret. Mangler fra: Tandplejen.")
    html = _html(year(duties=(duty(some),)))
    wrong = html[html.index('id="opgaver-fejl"') : html.index('id="opgaver-alle"')]
    assert "delvist" in wrong and "ikke af alle" in wrong and "Mangler fra: Tandplejen." in wrong
    assert "Én er udført delvist" in year_duties.count_states_in_words([duty(some)])


def test_a_duty_that_is_not_followed_stands_by_itself_with_the_reason():
    text = _text(year(duties=(duty(occasion(State.DONE)), duty(not_followed="Planen sætter ingen frist."))))
    assert text.count("Planen sætter ingen frist.") == 1
    assert text.index("Følges ikke op her") < text.index("Planen sætter ingen frist.")
    assert "skal løses én gang" in text
    assert "Følges ikke op her" not in _text(year(duties=(duty(occasion(State.DONE)),)))


def test_what_is_not_due_yet_is_not_called_undone():
    assert "31-05-2026 Foråret slutter 31. maj. ikke endnu ikke forfalden" in _text(
        year(duties=(duty(occasion(State.NOT_YET_DUE)),))
    )


def test_a_duty_without_a_log_and_one_that_was_not_due_say_so():
    text = _text(year(duties=(duty(unknown=True), duty())))
    assert "Der er ingen optegnelser, som opgaven kan holdes op mod." in text
    assert "Opgaven er ikke forfaldet i året." in text


def test_what_was_done_beyond_what_was_due_is_told_too():
    text = _text(year(duties=(duty(beyond=(occasion(State.DONE, what="Ekstra møde", done=AUTUMN),)),)))
    assert "Ekstra møde" in text and "Opgaven er ikke forfaldet" not in text


def test_the_order_of_the_meetings_is_told_in_days_and_words():
    text = _text(followed_years.full_year())
    assert "12-10-2026 21-09-2026 21 dage som aftalt" in text
    assert "16-03-2026 intet møde før ingen ikke som aftalt" in text


def test_a_change_tells_its_consensus_and_lbfs_approval():
    text = _text(followed_years.full_year())
    assert "Delaftalen Uddannelse og livschancer Ti er ni. 12-10-2026 referat: SYN-17 ja kræves ikke udført" in text
    assert "Den strategiske aftale En ny kadence. 12-10-2026 referat: SYN-17 ja ikke godkendt afventer" in text


def test_an_irregularity_tells_when_it_was_seen_and_that_the_board_was_not_told():
    text = _text(followed_years.full_year())
    assert "Timer er talt to gange. 04-05-2026 ikke meddelt ikke oplyst mangler" in text


def test_a_quiet_year_says_that_nothing_was_changed_or_noted():
    text = _text(year())
    for words in ("Ingen aftale er ændret", "ikke noteret uregelmæssigheder", "ikke holdt noget ordinært møde"):
        assert words in text
