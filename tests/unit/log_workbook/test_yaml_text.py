"""A log's file written anew keeps what has not changed, byte for byte, and says what it is to say."""

import tempfile
from pathlib import Path

import pytest

from followup_logs import PLAN, ROOT
from hpanalysis import followup, log_workbook
from hpanalysis.by_hand import strict_yaml
from hpanalysis.followup import EMERGENCY, FOLLOWUP, Log

TEXT = """# Øverst.
as_of: 20-11-2026   # i dag
synthetic: ja

# Om møderne.
meetings:
  # Det første.
  - {date: 2026-03-02, duty: styregruppe_moede,
     minutes: "26-07"}
  - date: 2026-03-16
    duty: bestyrelse_moede
    items: [fremdriftsrapport, økonomi]
    minutes: 26-09

hours:
- {activity: npu, responsible: Institutionerne, from: 2025-08-01, to: 2025-12-31, hours: "25,50"}

# Nederst.
"""


def read(text: str) -> Log:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FOLLOWUP
        path.write_text(text, encoding="utf-8")
        return Log(**strict_yaml.read(path))


def write(change, text: str = TEXT) -> str:
    """The text after a change of the log's plain form."""
    old = log_workbook.to_plain(read(text))
    new = log_workbook.to_plain(read(text))
    change(new)
    written = log_workbook.write_anew(new, old, text, FOLLOWUP)
    assert log_workbook.to_plain(read(written)) == new
    return written


def test_nothing_changed_is_nothing_written():
    assert write(lambda log: None) == TEXT


def test_a_new_entry_leaves_all_others_and_every_comment_as_they_stand():
    written = write(
        lambda log: log["meetings"].insert(1, {"date": "2026-03-09", "body": "Styregruppen", "minutes": "8: a"})
    )
    assert written == TEXT.replace(
        '"26-07"}\n', '"26-07"}\n  - {date: 2026-03-09, body: Styregruppen, minutes: "8: a"}\n'
    )


def test_an_entry_that_changed_is_written_in_the_form_of_the_house():
    written = write(lambda log: log["meetings"][1].update(items=["økonomi"], decided="Ja"))
    kept = "    minutes: 26-09"
    assert written == TEXT.replace(
        f"    items: [fremdriftsrapport, økonomi]\n{kept}", f"    items: [økonomi]\n{kept}\n    decided: Ja"
    )


def test_a_day_that_changed_changes_its_line_alone():
    assert write(lambda log: log.update(as_of="2026-12-01")) == TEXT.replace("20-11-2026   # i dag", "2026-12-01")


def test_an_entry_that_is_gone_goes_with_its_own_comment_and_a_list_without_entries_goes_whole():
    written = write(lambda log: (log["meetings"].pop(0), log.pop("hours")))
    assert "Det første" not in written and "hours" not in written and "# Nederst." in written
    assert "# Om møderne.\nmeetings:\n  - date: 2026-03-16" in written


def test_a_list_written_on_one_line_is_written_anew():
    text = "as_of: 2026-11-20\ndone: [{duty: datarapport, date: 2026-03-02, about: a}]\n"
    written = write(
        lambda log: log["done"].append({"duty": "datarapport", "date": "2026-04-02", "about": "b, c"}), text
    )
    assert written == (
        "as_of: 2026-11-20\ndone:\n  - {duty: datarapport, date: 2026-03-02, about: a}\n"
        '  - {duty: datarapport, date: 2026-04-02, about: "b, c"}\n'
    )


def test_a_log_that_becomes_real_loses_the_words_that_say_it_is_made_up():
    written = write(lambda log: log.pop("synthetic"), "# ALT ER OPDIGTET.\nas_of: 2026-11-20\nsynthetic: ja\n")
    assert "OPDIGTET" not in written and written.startswith("# Sekretariatets log")


HARD = (
    "null",
    "~",
    "- a",
    "a: b",
    "a #b",
    "{",
    "2026-03-02T",
    "a\u00a0b",
    "a\nb",
    "a\u2028b",
    '"',
    "e\u0301",
    "16:20",
    "a:",
)


@pytest.mark.parametrize("text", HARD)
def test_a_text_means_itself_whatever_it_looks_like(text):
    new = {"as_of": "2026-11-20", "lbf_requirements": [{"asks": text, "source": f"{text}."}]}
    assert log_workbook.to_plain(read(log_workbook.write_anew(new, None, "", FOLLOWUP))) == new


def test_the_emergency_groups_file_says_that_it_is_confidential():
    log = followup.read_emergency_log(ROOT / "params" / EMERGENCY, PLAN)
    assert "FORTROLIG" in log_workbook.write_anew(log_workbook.to_plain(log), None, "", EMERGENCY).partition("\n")[0]


def test_the_examples_change_where_they_are_changed_and_nowhere_else():
    text = (ROOT / "params" / FOLLOWUP).read_text(encoding="utf-8")
    old = log_workbook.to_plain(followup.read_log(ROOT / "params" / FOLLOWUP, PLAN))
    new = log_workbook.to_plain(followup.read_log(ROOT / "params" / FOLLOWUP, PLAN))
    new["hours"][3]["hours"] = "81.5"
    new["meetings"].pop(2)
    before, after = text.splitlines(), log_workbook.write_anew(new, old, text, FOLLOWUP).splitlines()
    assert len(set(after) - set(before)) == 1 and len(before) - len(after) in (4, 5)
