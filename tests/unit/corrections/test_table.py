"""The table of corrections, row by row."""

from dataclasses import dataclass
from datetime import date

import pytest

import corrections_tables as made
from hpanalysis import corrections
from hpanalysis.corrections import MadeOf
from hpanalysis.publications import find_half_years
from hpanalysis.tables import CORRECTIONS, Cause

SPROG, DAY = "sprog_saerlig", date(2026, 2, 16)
MADE = MadeOf({"2025H1/sprogvurdering": "aa"}, "code", "places")
FIRST = ((10, 40), (12, 40), (6, 20), (28, 100), (60, 500))
MOVED = ((16, 46), (12, 40), (6, 20), (34, 106), (66, 506))


@dataclass
class Note:
    indicator: str
    why: str
    window: str | None = None


@pytest.fixture
def correct(tmp_path):
    """The corrections of `now` after `then` was published in 2025H1."""

    def table(then, now, *notes, hidden_then=frozenset(), hidden_now=frozenset(), code="code"):
        made.publish(tmp_path, made.THEN, made.judged(made.measured(*then), hidden_then))
        ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
        shown = made.judged(made.measured(*now), hidden_now)
        return corrections.make_corrections_table(
            shown,
            ledger,
            made_of={made.THEN: MADE},
            made_now=MadeOf(MADE.extracts, code, "places"),
            notes=notes,
            corrected_on=DAY,
        )

    return table


def test_a_correction_tells_what_it_was_what_it_is_and_why(correct):
    then, now = (made.areas(SPROG, *each, delivered_in="2025H1") for each in (FIRST, MOVED))
    table = correct(then, now, code="other")
    assert list(table.columns) == CORRECTIONS.names
    assert list(table["area_id"]) == ["moellebakken", "alle-3", "lillekoebing"]
    row = table.iloc[0].to_dict()
    assert (row["value_before"], row["numerator_before"], row["denominator_before"]) == ("25.0", "10", "40")
    assert (row["value_now"], row["numerator_now"], row["denominator_now"]) == ("34.8", "16", "46")
    assert (row["published_in"], row["corrected_on"], row["unit"]) == ("2025H1", "2026-02-16", "pct.")
    assert (row["cause"], row["why"]) == (Cause.CODE.value, "Beregningen er ændret efter udgivelsen.")


def test_the_same_figures_are_no_corrections(correct):
    then = made.areas(SPROG, *FIRST, delivered_in="2025H1")
    assert correct(then, then, code="other").empty


def test_counts_that_changed_under_the_same_value_are_a_correction(correct):
    then = made.areas(SPROG, (10, 40), *FIRST[1:])
    now = made.areas(SPROG, (20, 80), *FIRST[1:])
    table = correct(then, now)
    assert list(table["value_before"]) == list(table["value_now"]) == ["25.0"]


def test_an_extract_delivered_again_is_told_with_the_analysts_note(correct):
    then, now = made.areas(SPROG, *FIRST, delivered_in="2025H1"), made.areas(SPROG, *MOVED, delivered_in="2025H2")
    notes = (Note(SPROG, "En institution manglede."), Note(SPROG, "Andet.", "2023"), Note("fraflytning", "Andet."))
    table = correct(then, now, *notes)
    assert set(table["cause"]) == {Cause.SOURCE.value}
    assert set(table["why"]) == {
        "»Sprogvurderinger« er leveret igen i 2. halvår 2025. Analytikeren: En institution manglede."
    }


def test_a_figure_hidden_now_is_told_without_its_number_or_what_became_of_it(correct):
    for now in (FIRST, MOVED):  # whether it changed or not
        table = correct(
            made.areas(SPROG, *FIRST), made.areas(SPROG, now[0], *FIRST[1:]), hidden_now={(SPROG, "moellebakken")}
        )
        row = table.iloc[0]
        assert len(table) == 1
        assert (row["status_before"], row["value_before"]) == ("vist", "25.0")
        assert (row["status_now"], row["value_now"], row["numerator_now"]) == ("diskretioneret", None, None)
        assert row["cause"] == Cause.PROTECTION.value


def test_a_figure_hidden_before_and_shown_now_is_told_as_protection(correct):
    table = correct(made.areas(SPROG, *FIRST), made.areas(SPROG, *FIRST), hidden_then={(SPROG, "skraenten")})
    row = table.iloc[0]
    assert (row["area_id"], row["value_before"], row["value_now"]) == ("skraenten", None, "30.0")
    assert row["cause"] == Cause.PROTECTION.value


def test_a_figure_that_is_delivered_for_the_first_time_is_news_and_no_correction(correct):
    assert correct(made.areas(SPROG, *[None] * 5), made.areas(SPROG, *FIRST)).empty
    other = [made.measured_row("fraflytning", "alle-3", (9, 100))]
    assert correct(other, made.areas(SPROG, *FIRST)).empty


def test_a_figure_that_is_out_of_delivery_is_told_once(correct, tmp_path):
    gone = made.areas(SPROG, *[None] * 5)
    table = correct(made.areas(SPROG, *FIRST), gone)
    assert set(table["status_now"]) == {"ikke leveret"} and set(table["cause"]) == {Cause.SOURCE.value}
    made.publish(tmp_path, made.NOW, made.judged(made.measured(*gone)), table)
    ledger = corrections.read_ledger(find_half_years(tmp_path), made.LATER)
    now = made.judged(made.measured(*gone))
    assert corrections.make_corrections_table(now, ledger, made_of={}, made_now=MADE, notes=(), corrected_on=DAY).empty
    back = made.judged(made.measured(*made.areas(SPROG, *MOVED)))
    again = corrections.make_corrections_table(back, ledger, made_of={}, made_now=MADE, notes=(), corrected_on=DAY)
    assert list(again["numerator_before"]) == ["10", "28", "60"]


def test_a_half_year_published_anew_carries_its_corrections_forward_and_adds_the_new(correct, tmp_path):
    first = correct(made.areas(SPROG, *FIRST), made.areas(SPROG, *MOVED))
    made.publish(tmp_path, made.NOW, made.judged(made.measured(*made.areas(SPROG, *MOVED))), first)
    ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
    same = made.judged(made.measured(*made.areas(SPROG, *MOVED)))
    again = corrections.make_corrections_table(
        same, ledger, made_of={}, made_now=MADE, notes=(), corrected_on=date(2026, 3, 1)
    )
    assert corrections.format_csv(again) == corrections.format_csv(first)
    back = made.judged(made.measured(*made.areas(SPROG, *FIRST)))
    more = corrections.make_corrections_table(
        back, ledger, made_of={}, made_now=MADE, notes=(), corrected_on=date(2026, 3, 1)
    )
    assert list(more["corrected_on"]) == ["2026-02-16"] * 3 + ["2026-03-01"] * 3
    assert list(more["published_in"]) == ["2025H1"] * 3 + ["2025H2"] * 3


def test_a_sum_of_marks_is_told_with_its_halves(correct):
    key = "karakter_dansk_matematik"
    then, now = ([made.measured_row(key, "alle-3", pair)] for pair in ((140.5, 20), (240.0, 30)))
    row = correct(then, now).iloc[0]
    assert (row["numerator_before"], row["numerator_now"]) == ("140.5", "240")
