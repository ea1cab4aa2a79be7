"""Months that are delivered again: what stands, what is corrected."""

from datetime import date

import pandas as pd
import pytest

import corrections_tables as made
from hpanalysis import corrections
from hpanalysis.tables import MONTHLY, Status

WORK, DAYS = "kontanthjaelp", "elevfravaer"
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)


def row(area_id, numerator, denominator, indicator_id=WORK, month=MARCH, persons=None):
    n, d = persons or (numerator, denominator)
    numbers = {"numerator_persons": n, "complement_persons": d if persons else d - n, "denominator_persons": d}
    found = {"indicator_id": indicator_id, "area_id": area_id, "month": month, "status": Status.SHOWN.value}
    return found | {"numerator": numerator, "denominator": denominator} | numbers


def monthly(*rows):
    return pd.DataFrame(list(rows), columns=MONTHLY.names).astype({name: "Int64" for name in MONTHLY.names[3:8]})


def stand(now, published):
    found = corrections.restore_standing_months(now, published, made.NOW, made.PLAN)
    pd.testing.assert_series_equal(found.dtypes, now.dtypes)
    return {(r.area_id, r.month): (r.numerator, r.denominator) for r in found.itertuples()}


def test_a_month_that_moved_by_few_stands_and_one_that_moved_by_k_is_as_counted():
    then = monthly(row("alle-3", 40, 200), row("alle-3", 40, 200, month=APRIL))
    now = monthly(row("alle-3", 42, 200), row("alle-3", 46, 200, month=APRIL))
    assert stand(now, {made.THEN: then}) == {("alle-3", MARCH): (40, 200), ("alle-3", APRIL): (46, 200)}


def test_the_municipality_stands_by_what_is_left_of_it():
    then = monthly(row("alle-3", 40, 200), row("lillekoebing", 140, 1200))
    now = monthly(row("alle-3", 46, 200), row("lillekoebing", 147, 1200))  # one more outside the areas
    assert stand(now, {made.THEN: then}) == {("alle-3", MARCH): (46, 200), ("lillekoebing", MARCH): (146, 1200)}


def test_days_are_persons_by_the_days_of_a_month():
    then = monthly(row("alle-3", 100, 4000, DAYS, persons=(60, 200)))
    few = monthly(row("alle-3", 200, 4000, DAYS, persons=(61, 200)))  # 100 days may be four pupils
    many = monthly(row("alle-3", 225, 4000, DAYS, persons=(61, 200)))  # 125 are five at least
    assert stand(few, {made.THEN: then}) == {("alle-3", MARCH): (100, 4000)}
    assert stand(many, {made.THEN: then}) == {("alle-3", MARCH): (225, 4000)}


def test_the_latest_publication_up_to_the_half_year_stands_and_all_are_known():
    published = {
        half: monthly(row("alle-3", n, 200)) for half, n in ((made.LATER, 60), (made.NOW, 50), (made.THEN, 40))
    }
    for now, stands in ((41, 50), (51, 50), (61, 50), (66, 66), (50, 50)):
        assert stand(monthly(row("alle-3", now, 200)), published) == {("alle-3", MARCH): (stands, 200)}


def test_a_month_that_was_hidden_or_is_new_moves_freely():
    now = monthly(row("alle-3", 42, 200))
    assert stand(now, {made.THEN: monthly(row("alle-3", 40, 200, month=APRIL))}) == {("alle-3", MARCH): (42, 200)}
    assert stand(now, {}) == {("alle-3", MARCH): (42, 200)}
    assert corrections.restore_standing_months(monthly(), {made.THEN: now}, made.NOW, made.PLAN).empty


def test_the_persons_behind_a_month_that_stands_are_those_of_then():
    then, now = monthly(row("alle-3", 40, 200)), monthly(row("alle-3", 42, 201))
    found = corrections.restore_standing_months(now, {made.THEN: then}, made.NOW, made.PLAN)
    pd.testing.assert_frame_equal(found, then)


@pytest.mark.parametrize(("status", "shown"), [("vist", 1), ("ingen personer", 1), ("diskretioneret", 0)])
def test_only_what_a_publication_shows_is_known(status, shown):
    counted = monthly(row("alle-3", 40, 200), row("alle-3", 44, 200, month=APRIL))
    published = pd.DataFrame([{"indicator_id": WORK, "area_id": "alle-3", "month": "2025-03-01", "status": status}])
    found = corrections.select_months_shown(published, counted)
    assert list(found["month"]) == [MARCH] * shown
