"""All ten half-years of a plan in a row, from `demo --until` to the last certificate."""

import json

import pytest

import projects
from hpanalysis.definitions.windows import HalfYear

LAST = HalfYear.parse("2029H1")
HALF_YEARS = [str(half_year) for half_year in LAST.since(HalfYear.parse("2024H2"))]
PREPARED = HALF_YEARS[:4]  # those with a params file in the plan; the analyst makes the others with `new`


def _publish_all(project: projects.Project, course: str) -> None:
    """Make the extracts, and publish every half-year with the commands that the analyst gives; each certificate must
    hold. A later half-year corrects nothing, because the demo delivers no figure anew."""
    done = project.hpanalysis("demo", "--until", str(LAST), "--course", course)
    assert done.returncode == 0, done.stderr
    for half_year in HALF_YEARS:
        if half_year not in PREPARED:
            done = project.hpanalysis("new", half_year)
            assert done.returncode == 0, f"{half_year}: {done.stderr}"
        done = project.hpanalysis("run", half_year)
        assert done.returncode == 0, f"{half_year}: {done.stderr}"
        certificate = json.loads((project.reports / half_year / "kontrolattest.json").read_text(encoding="utf-8"))
        assert certificate["holder"] == "ja", half_year
        assert (project.reports / half_year / "rettelser.csv").read_text(encoding="utf-8-sig").count("\n") == 1, (
            half_year
        )


@pytest.mark.slow
def test_ten_half_years_of_the_small_plan_are_published_in_a_row(tmp_path):
    project = projects.small(tmp_path / "projekt")
    _publish_all(project, "worsening")
    assert sorted(path.name for path in project.reports.glob("20*")) == HALF_YEARS


@pytest.mark.slow
def test_ten_half_years_of_randers_are_published_in_a_row(tmp_path):
    """The whole plan, with work and benefits, LBF's tables, elections and surveys."""
    project = projects.whole(tmp_path / "projekt")
    _publish_all(project, "improvement")
    assert sorted(path.name for path in project.reports.glob("20*")) == HALF_YEARS
