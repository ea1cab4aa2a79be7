"""Every half-year that the demo writes extracts for is published, oldest first, each under the independent control."""

import json

import pytest

import projects

HALF_YEARS = ("2024H2", "2025H1", "2025H2", "2026H1")


def _publish_all(project: projects.Project) -> None:
    for half_year in HALF_YEARS:
        done = project.hpanalysis("run", half_year)
        assert done.returncode == 0, f"{half_year}: {done.stderr}"
        certificate = json.loads((project.reports / half_year / "kontrolattest.json").read_text(encoding="utf-8"))
        assert certificate["holder"] == "ja"


@pytest.mark.slow
def test_all_half_years_of_the_small_plan_are_published(tmp_path):
    project = projects.small(tmp_path / "projekt")
    assert project.hpanalysis("demo").returncode == 0
    _publish_all(project)


@pytest.mark.slow
def test_all_half_years_of_randers_are_published(tmp_path):
    """The audit of the plan's baselines derives percentages that no figure of an early half-year has."""
    project = projects.whole(tmp_path / "projekt")
    assert project.hpanalysis("demo").returncode == 0
    _publish_all(project)
