"""A partner's workbook as it is opened: what it asks, what is locked, and that LibreOffice fills it in."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import partner_workbooks
from followup_logs import PLAN, SMALL
from hpanalysis import partner_workbook
from hpanalysis.definitions.windows import HalfYear
from partner_workbooks import HALF, PARTNER

FILLER = Path(partner_workbooks.__file__).with_name("fill_in_libreoffice.py")
OFFICE_PYTHON = shutil.which("python3", path="/usr/bin")


def knows_uno() -> bool:
    """Whether LibreOffice is here, with a Python that can ask it."""
    if shutil.which("soffice") is None or OFFICE_PYTHON is None:
        return False
    return subprocess.run([OFFICE_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def ask(partner: str = PARTNER, half: HalfYear = HALF):
    return partner_workbook.ask_partner(PLAN, partner, half)


def test_every_promise_and_every_hour_is_asked_of_one_partner():
    asked = [ask(partner) for partner in partner_workbook.list_partners(PLAN)]
    promises = {row.promise.promise_id for one in asked for row in one.deliveries}
    assert promises == {promise.promise_id for promise in PLAN.promises}
    assert sum(len({id(row.promise) for row in one.hours}) for one in asked) == len(PLAN.hours)
    assert all(row.promise.responsible_da == one.partner for one in asked for row in (*one.deliveries, *one.hours))


def test_a_half_year_in_which_the_plans_year_ends_is_asked_about_both_years_and_no_other_is():
    def days(half: HalfYear) -> list[tuple[date, date]]:
        return [(row.first, row.until) for row in ask(half=half).deliveries if row.key == "trivselsforloeb_forloeb"]

    assert days(HalfYear(2025, 2)) == [(date(2025, 8, 1), date(2025, 12, 31))]
    assert days(HalfYear(2026, 1)) == [(date(2025, 8, 1), date(2026, 6, 30))]
    assert days(HALF) == [(date(2025, 8, 1), date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 12, 31))]
    assert days(HalfYear(2025, 1)) == []
    of_summer = [row for row in ask().deliveries if row.key == "ferieaktiviteter_staycations"]
    assert of_summer[0].until == date(2026, 8, 9)  # the last Sunday of the summer holidays, in the year after


def test_what_is_promised_once_is_counted_from_the_plans_first_day():
    (row,) = [row for row in ask("Carelink (leverandør)").deliveries if row.key == "job_til_mor_familier"]
    assert (row.first, row.until) == (PLAN.settings.start, date(2026, 12, 31))


def test_hours_are_asked_of_the_half_year_alone_and_not_before_the_plan():
    assert {(row.first, row.until) for row in ask().hours} == {(date(2026, 7, 1), date(2026, 12, 31))}
    assert {row.first for row in ask(half=HalfYear(2025, 2)).hours} == {PLAN.settings.start}


def test_hours_are_parted_where_an_accounting_year_begins_because_the_log_sums_them_by_it():
    of_april = PLAN.settings.accounting_year.model_copy(update={"first_month": 4})
    plan = replace(PLAN, settings=PLAN.settings.model_copy(update={"accounting_year": of_april}))
    asked = partner_workbook.ask_partner(plan, "UUR", HalfYear(2026, 1))
    assert [(row.first, row.until) for row in asked.hours] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]


def test_each_partner_has_a_file_of_its_own_in_plain_letters():
    names = partner_workbook.name_files(PLAN)
    assert names["Randers Kommune (Get2sport)"] == "randers-kommune-get2sport"
    assert len(set(names.values())) == len(names) == len(partner_workbook.list_partners(PLAN))


def test_the_workbook_has_the_partners_own_rows_in_words_and_whom_to_ask(tmp_path):
    book = CalamineWorkbook.from_path(partner_workbooks.write(tmp_path))
    rows = book.get_sheet_by_name("Leverancer").to_python()
    assert rows[4][:5] == [
        "Trivselsforløb for familier",
        "mindst 3 trivselsforløb (om året)",
        "senest 31. juli 2026",
        date(2025, 8, 1),
        date(2026, 7, 31),
    ]
    assert rows[4][5:10] == [""] * 5 and len(rows) == 4 + len(ask().deliveries) + 1
    hours = book.get_sheet_by_name("Timer").to_python()
    assert hours[4][1] == "3.378 timer om året (65 timer om ugen)"
    cover = [cell for row in book.get_sheet_by_name("Forside").to_python() for cell in row]
    assert cover[0] == "Bysekretariatet: leverancer og timer i 2. halvår 2026"
    assert "randers-2025-29 2026H2 bysekretariatet" in cover and any(PLAN.settings.contact in text for text in cover)


def test_the_bytes_are_the_same_each_time_and_tell_where_data_are_made_up():
    def make(made_up: bool) -> bytes:
        return partner_workbook.make_workbook(SMALL, "Biblioteket", HALF, made_up=made_up)

    assert make(True) == make(True) != make(False)


@pytest.mark.skipif(not knows_uno(), reason="LibreOffice and its Python are not on this machine: python3-uno")
def test_libreoffice_locks_what_is_not_asked_and_what_it_fills_in_is_read_back(tmp_path):
    path, saved = partner_workbooks.write(tmp_path), tmp_path / "udfyldt.xlsx"
    cells = [
        ("Leverancer", "F5", 4),
        ("Leverancer", "I5", "i gang"),
        ("Leverancer", "J5", "Et forløb mere end ventet."),
        ("Leverancer", "F11", 21),
        ("Leverancer", "G11", 2),
        ("Timer", "F5", 1700.5),
    ]
    asked = {"workbook": str(path), "to": str(saved), "profile": str(tmp_path / "profil"), "cells": cells}
    (tmp_path / "spoerg.json").write_text(json.dumps(asked), encoding="utf-8")
    command = [OFFICE_PYTHON, str(FILLER), str(tmp_path / "spoerg.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    told = json.loads(done.stdout)
    assert all(sheet["protected"] for sheet in told.values())
    by_group = [number for number, row in enumerate(ask().deliveries, start=5) if row.by_group]
    rows = range(5, 5 + len(ask().deliveries))
    expected = {f"{column}{row}" for row in rows for column in "FHIJ"} | {f"G{row}" for row in by_group}
    assert set(told["Leverancer"]["open"]) == expected and by_group == [11, 12]
    assert set(told["Timer"]["open"]) == {f"{column}{row}" for row in range(5, 5 + len(ask().hours)) for column in "FG"}
    assert told["Forside"]["open"] == told["Lister"]["open"] == []
    read = partner_workbook.read_workbook(saved, PLAN, HALF)
    assert read.findings == []
    first, groups = read.deliveries
    assert (first.number, first.status, first.note) == (4, "i gang", "Et forløb mere end ventet.")
    assert (groups.row.key, groups.number, groups.groups) == ("teenagegrupper_unge", 21, 2)
    assert [one.hours for one in read.hours] == [Decimal("1700.5")]
    assert len(read.empty) == ask().rows - 3
