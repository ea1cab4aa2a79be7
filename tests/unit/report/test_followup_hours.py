"""Hours promised and given, as the auditor reads them."""

import dataclasses
import re
from decimal import Decimal

import page_gate
from followed_years import hours, total, year, year_view
from hpanalysis.pipeline.year import yearly_tables


def _html(followed) -> str:
    return str(year_view(followed).hours().html)


def _text(followed) -> str:
    return " ".join(page_gate.read(_html(followed)).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_what_is_given_stands_beside_what_is_promised_and_as_a_share_of_it():
    assert "Neuropsykologisk udviklingsleg (NPU) Institutionerne 9.660 9.660 3.220 33 %" in _text(year())


def test_the_sentence_on_top_adds_up_staff_alone():
    own = (total("9660", "3220"), total("500", "500", own_hours=True))
    text = _text(year(totals=own))
    assert "Parterne har leveret 3.220 af de 9.660 timer" in text and "Det er 33 pct." in text
    assert "forfaldet til og med 30. november 2026." in text
    assert "Det er den sidste dag, nogen af parterne har indberettet timer for." in text


def test_the_young_peoples_own_hours_stand_in_a_table_apart():
    lines = (hours("9660", "3220"), hours("100", "90", own_hours=True, activity="Lommepengejob"))
    html = _html(year(hours=lines, totals=(total("9660", "3220"), total("100", "90", own_hours=True))))
    staff, own = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert "Lommepengejob" in own and "Lommepengejob" not in staff
    assert "De unges egne timer" in own


def test_hours_that_the_plan_does_not_print_are_told_as_such_and_summed_apart():
    lines = (hours("9660", "3220"), hours(None, "371.5", activity="Job til mor"))
    text = _text(year(hours=lines, totals=(total("9660", "3220", "371.5"),)))
    assert "Job til mor Institutionerne ikke trykt ikke trykt 371,50 intet aftalt" in text
    assert "Leveret uden trykt aftale alle ikke trykt ikke trykt 371,50 intet aftalt" in text
    assert "I alt, hvor timer er aftalt alle 9.660,00 9.660,00 3.220,00 33 %" in text


def test_an_activity_without_a_promise_and_without_hours_is_named_below():
    text = _text(year(hours=(hours("9660", "3220"), hours(None, "0", activity="Job til mor"))))
    assert "Planen trykker ingen timer om året for disse aktiviteter, og ingen er noteret: Job til mor." in text


def test_a_year_without_a_promise_says_so():
    assert "Der er ingen aftalte timer i regnskabsåret." in _text(year(hours=(), totals=()))


def test_a_year_whose_hours_are_not_due_yet_says_so_and_shows_no_share():
    summer = hours("100", "0", promised_so_far=Decimal(0), activity="Lommepengejob")
    owed = dataclasses.replace(total("100", "0"), promised_so_far=Decimal(0))
    text = _text(year(hours=(summer,), totals=(owed,)))
    assert "Ingen af de aftalte timer er forfaldet endnu." in text
    assert "Lommepengejob Institutionerne 100 0 0 intet forfaldent" in text


def test_weekly_hours_stand_with_how_they_are_counted():
    basis = "15 timer om ugen i 52 uger; ugerne er ikke trykt"
    counted = hours("780", "371", basis=basis, activity="Job til mor")
    counted, summed = dataclasses.replace(counted, own_weeks=True), total("9660", "371")
    summed = dataclasses.replace(summed, promised_own_weeks=Decimal(780), promised_so_far_own_weeks=Decimal(640))
    text = _text(year(hours=(counted,), totals=(summed,)))
    assert f"Job til mor Institutionerne 780 {basis} 780 371 48 %" in text
    assert "heraf 780 timer i året og 640 timer til nu, hvor ugerne ikke er trykt" in text
    assert "Af de forfaldne timer er 640 regnet med uger, som planen ikke trykker." in text
    alone = hours(None, "371", basis="15 timer om ugen", activity="Job til mor")
    text = _text(year(hours=(alone,), totals=(total("0", "0", "371"),)))
    assert "Job til mor Institutionerne 15 timer om ugen 15 timer om ugen 371 kan ikke opgøres" in text


def test_a_table_with_a_part_of_an_hour_shows_two_decimals_throughout_so_that_it_adds_up():
    lines = (hours("9660", "3220"), hours("843.33", "0.5", activity="Familiedage"))
    text = _text(year(hours=lines, totals=(total("10503.33", "3220.5"),)))
    assert "Institutionerne 9.660,00 9.660,00 3.220,00 33 %" in text
    assert "Familiedage Institutionerne 843,33 843,33 0,50 0 %" in text
    assert "alle 10.503,33 10.503,33 3.220,50 31 %" in text


def test_every_number_of_hours_with_decimals_stands_in_the_file_beside_the_page():
    lines = (hours("9660", "3220"), hours("843.33", "0.5", activity="Familiedage"))
    told = year(hours=lines, totals=(total("10503.33", "3220.5"),))
    shown = {Decimal(found.replace(".", "").replace(",", ".")) for found in re.findall(r"[\d.]+,\d\d", _text(told))}
    known = {Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", yearly_tables.format_hours_csv(told))}
    assert shown and shown <= known


def test_hours_given_ahead_of_their_day_make_nobody_elses_good():
    """What counts is each who owes, not the sum: a course in progress may not hide a partner who is short."""
    ahead = hours("276", "130", promised_so_far=Decimal(0), activity="Brandkadet")
    short = hours("1040", "286", promised_so_far=Decimal(386), activity="Brobygning")
    view = year_view(
        year(hours=(ahead, short), totals=(dataclasses.replace(total("1316", "416"), promised_so_far=386),))
    )
    assert "færre timer end aftalt" in str(view.conclusion().html)
    met = dataclasses.replace(short, given=Decimal(386))
    view = year_view(year(hours=(ahead, met), totals=(dataclasses.replace(total("1316", "516"), promised_so_far=386),)))
    assert "hver aftale er holdt" in str(view.conclusion().html)
