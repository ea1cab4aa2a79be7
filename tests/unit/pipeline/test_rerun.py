"""What changed between two manifests, in words, and which files it can have changed."""

import copy
import json

import pytest

from hpanalysis.pipeline.package import rerun
from hpanalysis.pipeline.publication import changed_inputs
from hpanalysis.verify.opening.package import Package

BEFORE = {
    "made_with": {"hpanalysis": "0.1.0", "python": "3.11", "packages": {"pandas": "3.0.1"}},
    "inputs": {
        "extracts": {
            "2025H2/elevfravaer": {"kilde": "elevfravaer", "filer": [{"navn": "a.csv", "sha256": "1"}]},
            "2026H1/fraflytning": {"kilde": "fraflytning", "filer": [{"navn": "b.csv", "hmac_sha256": "2"}]},
        },
        "params": {"2026H1.yaml": "3"},
        "plan": {"areas.csv": "4"},
        "suites": {"elevfravaer.json": "5"},
        "notebooks": {"oversigt.ipynb": "6"},
        "code": "7",
        "lock": "8",
        "before": {"2025H2": "9"},
    },
}
GRAPH = [
    {"made": "tables/frames", "by": "load", "from": ["extracts/2025H2/elevfravaer"]},
    {"made": "published/indicators.csv", "by": "judge", "from": ["tables/frames", "code"]},
    {"made": "published/planens_tal.csv", "by": "plan", "from": ["plan/areas.csv", "code"]},
]


def altered(change):
    now = copy.deepcopy(BEFORE)
    change(now)
    return changed_inputs.find_changed_inputs(BEFORE, now)


def test_nothing_changed_tells_of_nothing():
    assert altered(lambda now: None) == {}


def test_each_changed_input_is_told_in_words():
    def change(now):
        now["inputs"]["extracts"]["2025H2/elevfravaer"]["filer"][0]["sha256"] = "x"
        del now["inputs"]["extracts"]["2026H1/fraflytning"]
        now["inputs"]["plan"]["areas.csv"] = "x"
        now["inputs"]["code"] = "x"
        now["made_with"]["packages"]["pandas"] = "3.1.0"
        now["made_with"]["python"] = "3.13"

    assert altered(change) == {
        "code": "programmet er en anden udgave end den, der lavede udgivelsen",
        "made_with/python": "python er 3.13 her og var 3.11",
        "packages/pandas": "pandas er 3.1.0 her og var 3.0.1",
        "extracts/2025H2/elevfravaer": "udtrækket elevfravaer fra 2. halvår 2025 er et andet",
        "extracts/2026H1/fraflytning": "udtrækket fraflytning fra 1. halvår 2026 mangler",
        "plan/areas.csv": "planens fil areas.csv er en anden",
    }


def test_what_is_behind_a_file_is_followed_through_every_step():
    assert changed_inputs.find_sources("published/indicators.csv", GRAPH) == {
        "tables/frames",
        "extracts/2025H2/elevfravaer",
        "code",
    }
    assert changed_inputs.find_sources("published/planens_tal.csv", GRAPH) == {"plan/areas.csv", "code"}
    assert changed_inputs.find_sources("published/ukendt.csv", GRAPH) == set()


@pytest.mark.parametrize(
    ("published", "needed"),
    [
        (["2026H1"], []),
        (["2025H2", "2026H1"], ["2025H2"]),
        (["2025H2", "2026H1", "2025H1", "2026H1"], ["2025H2", "2026H1", "2025H1"]),
    ],
)
def test_a_rerun_needs_all_that_was_published_before_and_its_own_half_year_if_it_was(published, needed):
    entries = [{"half_year": half, "indicators_sha256": "x", "before": "y"} for half in published]
    files = {
        "bag-info.txt": b"Half-Year: 2026H1\n",
        "data/udgivelse/2026H1/udgivelseslog.json": json.dumps({"format": 1, "entries": entries}).encode(),
    }
    assert rerun.list_earlier_half_years(Package("dokumentation-2026H1", files, (), zipped=True)) == needed
