"""What is published, read back from reports/."""

from decimal import Decimal

import corrections_tables as made
from hpanalysis import corrections
from hpanalysis.corrections import CountPair
from hpanalysis.publications import find_half_years
from hpanalysis.tables import CORRECTIONS, Status

SHARE = ("sprog_saerlig", "2024", "soeparken")
FIRST = made.measured(*made.areas("sprog_saerlig", (10, 40), (12, 40), (3, 20), (25, 100), (60, 500)))
SECOND = made.measured(*made.areas("sprog_saerlig", (10, 40), (18, 45), (3, 20), (31, 105), (66, 505)))
HIDDEN = {("sprog_saerlig", "skraenten")}


def test_a_figure_is_read_as_it_was_printed(tmp_path):
    made.publish(tmp_path, made.THEN, made.judged(FIRST, HIDDEN))
    found = corrections.read_ledger(find_half_years(tmp_path), made.NOW).find_last_shown(SHARE)
    assert (found.half_year, found.status, found.counts) == (made.THEN, Status.SHOWN, CountPair(Decimal(12), 40))
    assert (found.value, found.definition_version, found.delivered_in) == (Decimal("30.0"), 1, "2025H2")


def test_what_was_hidden_was_not_published(tmp_path):
    made.publish(tmp_path, made.THEN, made.judged(FIRST, HIDDEN))
    ledger, key = corrections.read_ledger(find_half_years(tmp_path), made.NOW), ("sprog_saerlig", "2024", "skraenten")
    assert ledger.find_last_shown(key) is None and ledger.list_numbers(key) == {}
    assert [each.status for each in ledger.list_so_far(key)] == [Status.HIDDEN]


def test_the_last_publication_is_the_latest_up_to_the_half_year_and_all_are_known(tmp_path):
    for half, table in ((made.THEN, FIRST), (made.LATER, SECOND)):
        made.publish(tmp_path, half, made.judged(table))
    ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
    assert ledger.find_last_shown(SHARE).half_year == made.THEN
    assert set(ledger.list_numbers(SHARE).values()) == {CountPair(Decimal(12), 40), CountPair(Decimal(18), 45)}
    assert corrections.read_ledger(find_half_years(tmp_path), made.LATER).find_last_shown(SHARE).half_year == made.LATER
    assert [each.half_year for each in ledger.list_so_far(SHARE)] == [made.THEN]


def test_a_half_year_published_anew_keeps_what_it_showed_before(tmp_path):
    row = dict.fromkeys(CORRECTIONS.names) | dict(zip(("indicator_id", "window", "area_id"), SHARE, strict=True))
    row |= {"numerator_before": "11", "denominator_before": "40", "corrected_on": "2025-08-18"}
    corrected = corrections.read_ledger(find_half_years(tmp_path), made.NOW).corrections
    corrected.loc[0] = row
    made.publish(tmp_path, made.THEN, made.judged(FIRST), corrected)
    assert set(corrections.read_ledger(find_half_years(tmp_path), made.NOW).list_numbers(SHARE).values()) == {
        CountPair(Decimal(11), 40),
        CountPair(Decimal(12), 40),
    }
    own = corrections.read_ledger(find_half_years(tmp_path), made.THEN).corrections
    assert corrections.format_csv(own) == corrections.format_csv(corrected)
    assert corrections.read_ledger(find_half_years(tmp_path), made.NOW).corrections.empty


def test_other_folders_and_publications_left_out_are_no_ledger(tmp_path):
    (tmp_path / "kladde").mkdir()
    (tmp_path / ".klar-2025H1").mkdir()
    made.publish(tmp_path, made.THEN, made.judged(FIRST))
    assert list(find_half_years(tmp_path)) == [made.THEN]
    assert corrections.read_ledger({}, made.NOW).figures == {}
    assert corrections.read_ledger(find_half_years(tmp_path / "findes-ikke"), made.NOW).figures == {}


def test_marks_and_counts_of_nothing_are_read_too(tmp_path):
    rows = [
        made.measured_row("karakter_dansk_matematik", "alle-3", (140.5, 20)),
        made.measured_row("udsaettelser", "alle-3", (0, None)),
        made.measured_row("sprog_saerlig", "alle-3", (0, 0)),
        made.measured_row("fraflytning", "alle-3", None),
    ]
    made.publish(tmp_path, made.THEN, made.judged(made.measured(*rows)))
    ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
    found = {row["indicator_id"]: ledger.find_last_shown((row["indicator_id"], "2024", "alle-3")) for row in rows}
    assert found["karakter_dansk_matematik"].counts == CountPair(Decimal("140.5"), 20)
    assert (found["udsaettelser"].status, found["udsaettelser"].counts) == (
        Status.NO_CASES,
        CountPair(Decimal(0), None),
    )
    assert (found["sprog_saerlig"].status, found["sprog_saerlig"].counts) == (
        Status.NO_PERSONS,
        CountPair(Decimal(0), 0),
    )
    assert found["fraflytning"] is None
