"""The graph of what was made of what: nothing that is published is without a maker."""

import pytest

from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import graph
from hpanalysis.report import catalogue
from projects import ROOT

FILES = [
    "index.html",
    "oversigt.html",
    "definitioner.html",
    "definition-elevfravaer.html",
    "indicators.csv",
    "maanedstal.csv",
    "rettelser.csv",
    "planens_tal.csv",
    "planens_kontrol.csv",
    "definitioner.json",
    "udgivelseslog.json",
    "kontrolattest.json",
]
INPUTS = {
    "extracts": {"2026H1/elevfravaer": {}, "2026H1/bopael": {}, "2026H1/udsaettelser": {}},
    "params": {"2026H1.yaml": "x"},
    "plan": {"areas.csv": "x"},
    "suites": {"elevfravaer.json": "x"},
    "notebooks": {"oversigt.ipynb": "x"},
    "code": "x",
    "lock": "",
    "before": {"2025H2": "x"},
}
TABLES = {f"frames/{name}": "x" for name in INPUTS["extracts"]} | {"judged": "x"}


def _steps(files=FILES) -> dict:
    found = graph.trace_steps(INPUTS, TABLES, dict.fromkeys(files, "x"), {"oversigt.html": "oversigt"})
    return {step.made: step for step in found}


def test_a_file_that_nobody_knows_the_making_of_stops_the_run():
    with pytest.raises(Stop, match=r"»ukendt\.csv« er ikke nævnt"):
        _steps([*FILES, "ukendt.csv"])


def test_what_is_not_there_is_not_told_of():
    assert "published/datapackage.json" not in _steps()
    assert "published/datapackage.json" in _steps([*FILES, "datapackage.json"])


def test_persons_are_placed_by_the_residence_history_and_cases_are_not():
    steps = _steps()
    assert "extracts/2026H1/bopael" in steps["tables/frames/2026H1/elevfravaer"].of
    assert "extracts/2026H1/bopael" not in steps["tables/frames/2026H1/udsaettelser"].of


def test_the_certificate_follows_from_every_other_file_and_from_what_was_published_before():
    read = _steps()["published/kontrolattest.json"].of
    assert {f"published/{name}" for name in FILES if name != "kontrolattest.json"} <= set(read)
    assert "before/2025H2" in read and "published/kontrolattest.json" not in read


def test_every_step_is_done_by_the_code_in_the_locked_environment():
    assert all({"code", "lock"} <= set(step.of) for step in _steps().values())


def test_every_declared_report_has_its_notebook_and_every_notebook_its_declaration():
    declared = {*catalogue.list_reports(), *catalogue.list_year_reports()}
    there = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert declared == there - {"START"}  # where an analyst begins; it is no report


def test_a_page_is_made_of_what_its_report_declares_that_it_reads():
    read = set(_steps()["published/oversigt.html"].of)
    assert {"tables/judged", "before/2025H2", "notebooks/oversigt.ipynb"} <= read
    assert not [of for of in read if of.startswith(("tables/frames/", "extracts/"))]
