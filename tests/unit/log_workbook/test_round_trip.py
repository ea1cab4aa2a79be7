"""YAML -> workbook -> YAML gives the same logs, whatever their texts; and no text becomes a formula."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import log_workbooks
from followup_logs import PLAN, PUBLISHED, ROOT, SMALL
from hpanalysis import followup, log_workbook
from hpanalysis.cpr import find_plain, read_variants
from hpanalysis.followup import EMERGENCY, FOLLOWUP, EmergencyLog, Log

FOLDERS = {ROOT / "params": PLAN, ROOT / "tests" / "plans" / "lillekoebing": SMALL}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def example(request):
    folder, plan = request.param, FOLDERS[request.param]
    logs = {
        FOLLOWUP: followup.read_log(folder / FOLLOWUP, plan),
        EMERGENCY: followup.read_emergency_log(folder / EMERGENCY, plan),
    }
    return folder, plan, logs


def read_text(text: str, name: str, plan):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode("utf-8"))
        return (followup.read_log if name == FOLLOWUP else followup.read_emergency_log)(path, plan)


def test_the_examples_come_back_as_they_were_by_themselves_and_saved_by_another_program(example, tmp_path):
    folder, plan, logs = example
    plain = {name: log_workbook.to_plain(log) for name, log in logs.items()}
    path = log_workbooks.write(tmp_path, plan, plain)
    for found in (path, log_workbooks.save_again(path)):
        back = log_workbook.read_back(found, plan, plain, PUBLISHED if plan is PLAN else {})
        assert back.findings == []
        assert back.logs == logs
        for name in logs:
            text = (folder / name).read_text(encoding="utf-8")
            assert log_workbook.list_changes(back.sheets, name, plain[name], plain[name]) == []
            assert log_workbook.write_anew(log_workbook.to_plain(back.logs[name]), plain[name], text, name) == text


def test_the_examples_written_in_the_form_of_the_house_say_the_same_and_stay_as_they_are(example):
    _, plan, logs = example
    for name, log in logs.items():
        plain = log_workbook.to_plain(log)
        text = log_workbook.write_anew(plain, None, "", name)
        assert read_text(text, name, plan) == log
        # The form is one: written again of itself, whatever changes and changes back, it is byte for byte the same.
        other = plain | {"as_of": "2027-01-31"}
        assert log_workbook.write_anew(plain, other, log_workbook.write_anew(other, plain, text, name), name) == text


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=log_workbooks.drawn_logs(PLAN))
def test_drawn_logs_come_back_as_they_were(drawn):
    logs = {FOLLOWUP: Log(**drawn[FOLLOWUP]), EMERGENCY: EmergencyLog(**drawn[EMERGENCY])}
    plain = {name: log_workbook.to_plain(log) for name, log in logs.items()}
    assert not any(next(iter(find_plain(v)), None) for v in read_variants(str(plain)))
    with tempfile.TemporaryDirectory() as folder:
        path = log_workbooks.write(Path(folder), PLAN, plain)
        back = log_workbook.read_back(path, PLAN, plain, {})
    assert back.findings == []
    assert back.logs == logs
    for name, log in logs.items():
        assert read_text(log_workbook.write_anew(plain[name], None, "", name), name, PLAN) == log


def test_a_workbook_of_no_logs_is_empty_and_says_what_must_be_filled_in(tmp_path):
    path = log_workbooks.write(tmp_path, SMALL, {FOLLOWUP: None})
    back = log_workbook.read_back(path, SMALL, {FOLLOWUP: None}, {})
    assert [finding.place for finding in back.findings] == ["»Om loggen«, celle B5"]
    filled = log_workbooks.save_again(path, {("Om loggen", "B5"): date(2026, 11, 20)})
    assert log_workbook.read_back(filled, SMALL, {FOLLOWUP: None}, {}).logs == {FOLLOWUP: Log(as_of=date(2026, 11, 20))}
