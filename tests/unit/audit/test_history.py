"""Half-years held together: decisions that stand, corrections that tell of few, a log that fits."""

import json
from dataclasses import replace

import pytest

from audit_folders import Publication, definitions, edit, indicator, write
from hpanalysis.audit import Fault, audit, list_published_folders
from hpanalysis.errors import Stop


def half(name, windows, counts, hidden=()):
    """A half-year of one indicator, each cell `window/area` with its counts."""
    told = definitions({"a": indicator(windows=windows)}, municipality=None)
    found = {("a", *cell.split("/")): numbers for cell, numbers in counts.items()}
    return Publication(told, found, half_year=name).hiding(*(f"a/{cell}" for cell in hidden))


def year(window, nord, syd, vest, size=100):
    """Numerators of three areas and their total."""
    cells = {f"{window}/{area}": (n, size) for area, n in (("nord", nord), ("syd", syd), ("vest", vest))}
    return cells | {f"{window}/alle": (nord + syd + vest, 3 * size)}


HIDDEN = ("2024/nord", "2024/syd")
FIRST = half("2025H2", ["2024"], year("2024", 3, 20, 30), HIDDEN)
SECOND = half("2026H1", ["2024", "2025"], year("2024", 3, 20, 30) | year("2025", 13, 20, 30), HIDDEN)


def audited(tmp_path, *publications):
    entries = []
    return audit({one.half_year: one.write(tmp_path, entries) for one in publications})


def faults(certificate):
    return {(one.fault, one.place) for one in certificate.failures}


def test_two_half_years_that_agree_have_one_certificate(tmp_path):
    certificate = audited(tmp_path, FIRST, SECOND)
    assert certificate.failures == ()
    assert certificate.half_years == ("2025H2", "2026H1")
    assert set(certificate.digests) == {"2025H2", "2026H1"}


def test_a_cell_hidden_before_and_shown_now_is_caught(tmp_path):
    certificate = audited(tmp_path, FIRST, SECOND.showing("a/2024/syd"))
    assert (Fault.DECISION.value, "a/2024/syd") in faults(certificate)


def test_a_cell_shown_before_and_hidden_now_is_caught(tmp_path):
    certificate = audited(tmp_path, FIRST, SECOND.hiding("a/2024/vest"))
    assert (Fault.DECISION.value, "a/2024/vest") in faults(certificate)


@pytest.mark.parametrize(("by", "caught"), [(0, False), (1, True), (-4, True), (5, False), (12, False)])
def test_a_correction_of_a_shown_cell_may_not_be_of_few(by, caught, tmp_path):
    again = half("2026H1", ["2024", "2025"], year("2024", 3, 20, 30 + by) | year("2025", 13, 20, 30), HIDDEN)
    found = faults(audited(tmp_path, FIRST, again))
    assert ((Fault.RESTATED.value, "a/2024/vest") in found) == caught


@pytest.mark.parametrize(("total", "caught"), [(53, False), (54, True), (58, False)])
def test_what_hidden_cells_add_up_to_may_not_be_corrected_by_few(total, caught, tmp_path):
    counts = year("2024", 3, 20, 30) | {"2024/alle": (total, 300)} | year("2025", 13, 20, 30)
    found = faults(audited(tmp_path, FIRST, half("2026H1", ["2024", "2025"], counts, HIDDEN)))
    assert ((Fault.RESTATED.value, "a/2024/nord + a/2024/syd") in found) == caught


def test_an_earlier_half_year_with_other_numbers_is_examined_too(tmp_path):
    """What was published then gives nord away, whatever is published now."""
    then = half("2025H2", ["2024"], year("2024", 3, 0, 30), HIDDEN)
    then = replace(then, counts=then.counts | {("a", "2024", "alle"): (31, 300)})
    certificate = audited(tmp_path, then, SECOND)
    assert ("2025H2", Fault.RECOVERABLE.value) in {(one.half_year, one.fault) for one in certificate.failures}


def test_a_log_that_does_not_tell_of_the_files_as_they_lie_is_caught(tmp_path):
    audited(tmp_path, FIRST, SECOND)
    folders = list_published_folders(tmp_path)
    assert list(folders) == ["2025H2", "2026H1"]
    edit(folders["2025H2"] / "indicators.csv", "a,vest,2024,ja,30,100,30.0", "a,vest,2024,ja,40,100,40.0")
    assert (Fault.LOG.value, "2025H2") in faults(audit(folders))


def test_a_log_whose_chain_is_broken_is_caught(tmp_path):
    audited(tmp_path, FIRST, SECOND)
    folders = list_published_folders(tmp_path)
    path = folders["2026H1"] / "udgivelseslog.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["entries"][0]["indicators_sha256"] = "0" * 64
    write(path, json.dumps(told))
    assert {(Fault.LOG.value, "kæden"), (Fault.LOG.value, "2025H2")} <= faults(audit(folders))
    write(path, "[]")
    assert (Fault.LOG.value, "hele filen") in faults(audit(folders))
    path.unlink()
    assert (Fault.LOG.value, "2026H1") in faults(audit(folders))


def test_a_half_year_published_before_there_were_definitions_is_read_by_the_newest(tmp_path):
    audited(tmp_path, FIRST, SECOND)
    folders = list_published_folders(tmp_path)
    for name in ("definitioner.json", "udgivelseslog.json"):
        (folders["2025H2"] / name).unlink()
    assert audit(folders).holds
    edit(folders["2025H2"] / "indicators.csv", "a,vest,2024,ja,30,100,30.0", "a,vest,2024,ja,31,100,31.0")
    assert (Fault.RESTATED.value, "a/2024/vest") in faults(audit(folders))


def test_an_earlier_half_year_may_be_published_again(tmp_path):
    entries = []
    for one in (FIRST, SECOND, FIRST):
        one.write(tmp_path, entries)
    assert audit(list_published_folders(tmp_path)).holds
    SECOND.write(tmp_path, [{"half_year": "2025H2", "indicators_sha256": "0" * 64, "before": ""}])
    found = {(one.half_year, one.fault, one.place) for one in audit(list_published_folders(tmp_path)).failures}
    assert ("2026H1", Fault.LOG.value, "kæden") in found  # another beginning than that of the longest


def windows(*names):
    """Half-years of two blocks each, that overlap by one."""
    return {name: {"most_per_person": 2, "blocks": [f"b{n}", f"b{n + 1}"]} for n, name in enumerate(names)}


def test_windows_that_disagree_after_a_correction_are_not_held_against_each_other(tmp_path):
    """30 months can hardly be in a window whose two halves lie in windows of nought and two."""
    told = definitions({"a": indicator("clustered_share", windows=windows("1", "2", "3"))}, municipality=None)
    counts = {}
    for window, numbers in {"1": (0, 0), "2": (30, 20), "3": (0, 2)}.items():
        counts |= {("a", window, area): (n, 400) for area, n in zip(("nord", "syd"), numbers, strict=True)}
        counts["a", window, "vest"] = (40, 400)
        counts["a", window, "alle"] = (sum(numbers) + 40, 1200)
    publication = Publication(told, counts).hiding("a/3/nord", "a/3/syd")
    certificate = audit({"2026H1": publication.write(tmp_path)})
    assert certificate.untied == ("a",)
    assert Fault.CONTRADICTION.value not in {one.fault for one in certificate.failures}


BAD_DEFINITIONS = {
    "a relation misspelt": lambda told: told["indicators"]["a"].update({"part_off": []}),
    "a measure that is none": lambda told: told["indicators"]["a"].update({"measure": "andel"}),
    "a window without blocks": lambda told: told["indicators"]["a"]["windows"]["2024"].update({"blocks": []}),
    "k as text": lambda told: told.update({"k": "5"}),
    "another format": lambda told: told.update({"format": 2}),
}


@pytest.mark.parametrize("what", BAD_DEFINITIONS)
def test_definitions_that_are_not_of_their_form_stop_the_audit(what, tmp_path):
    folder = FIRST.write(tmp_path)
    told = json.loads((folder / "definitioner.json").read_text(encoding="utf-8"))
    BAD_DEFINITIONS[what](told)
    write(folder / "definitioner.json", json.dumps(told))
    with pytest.raises(Stop, match=r"definitioner\.json"):
        audit({"2025H2": folder})


def test_a_row_that_the_definitions_do_not_know_stops_the_audit(tmp_path):
    folder = SECOND.write(tmp_path)
    told = json.loads((folder / "definitioner.json").read_text(encoding="utf-8"))
    del told["indicators"]["a"]["windows"]["2024"]
    write(folder / "definitioner.json", json.dumps(told))
    with pytest.raises(Stop, match="4 rækker"):
        audit({"2026H1": folder})


@pytest.mark.parametrize("name", ["indicators.csv", "definitioner.json"])
def test_a_file_that_is_missing_stops_the_audit(name, tmp_path):
    folder = FIRST.write(tmp_path)
    (folder / name).unlink()
    with pytest.raises(Stop, match="Filen mangler"):
        audit({"2025H2": folder})


@pytest.mark.parametrize(
    ("old", "new"), [("vist", "set"), ("a,vest,2024,ja,30,100", "a,vest,2024,ja,tredive,100"), ("a,vest,", "a,nord,")]
)
def test_a_table_that_cannot_be_read_stops_the_audit(old, new, tmp_path):
    folder = FIRST.write(tmp_path)
    edit(folder / "indicators.csv", old, new)
    with pytest.raises(Stop, match="ikke den form"):
        audit({"2025H2": folder})
