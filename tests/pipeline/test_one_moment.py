"""A run, a follow-up and a package are of one moment: what changes meanwhile is named, and nothing is let out."""

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.check import check_half_year
from hpanalysis.pipeline.package import package_contents, packing
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.pipeline.year.follow_up import make_year_reports
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace
from slow_cases import keep_quick
from surroundings import files

HALF = HalfYear.parse("2026H1")
SAID = ": Filen er ændret, mens kørslen stod på, og intet er udgivet."


class Meanwhile(Progress):
    """Does something when a step of the run begins: somebody saves a file."""

    def __init__(self, step, act):
        super().__init__()
        self.step_awaited, self.act = step, act

    def begin(self, step, total):
        if step == self.step_awaited:
            self.act()


def append(path, text="\n"):
    path.write_bytes(path.read_bytes() + text.encode())


def change_params(project):
    """Something that the next run has to publish."""
    path = project.folder / "params" / "2026H1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Opdigtet kommentar til afprøvning.", "En anden kommentar."), encoding="utf-8")


def stopped(project, step, act):
    before = files(project.reports)
    with pytest.raises(Stop) as stop:
        run_half_year(Publication(Workspace.at(project.folder), HALF), 2, Meanwhile(step, act))
    assert files(project.reports) == before
    return str(stop.value)


@pytest.mark.slow
def test_params_that_change_while_the_notebooks_run_are_named_and_nothing_is_published(project):
    """And the next run, with what stands there now, publishes it."""
    change_params(project)
    path = project.folder / "params" / "2026H1.yaml"
    said = stopped(project, "Notesbøger", lambda: append(path, "\n# en bemærkning\n"))
    assert said.startswith(f"»2026H1.yaml« i mappen params{SAID}")
    assert run_half_year(Publication(Workspace.at(project.folder), HALF), 2).changed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("params/plan/areas.csv", "»areas.csv« i planens mappe"),
        ("expectations/maalt.json", "»maalt.json« i mappen expectations"),
        ("notebooks/oversigt.ipynb", "»oversigt.ipynb« i mappen notebooks"),
        ("data/raw/2025H1/sprogvurdering.csv", "»sprogvurdering.csv« i mappen data/raw/2025H1"),
    ],
)
@pytest.mark.parametrize("step", ["Udtræk", "Udgivelse"])
def test_whatever_else_changes_while_a_run_stands_is_named(project, name, place, step):
    change_params(project)
    assert f"{place}{SAID}" in stopped(project, step, lambda: append(project.folder / name))


@pytest.mark.slow
def test_an_extract_that_comes_or_goes_while_a_run_stands_is_named(project):
    change_params(project)
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    said = stopped(project, "Tal", lambda: path.rename(path.with_name("sprogvurdering_ny.csv")))
    assert "»sprogvurdering.csv« i mappen data/raw/2026H1: Filen er fjernet, mens kørslen stod på" in said
    assert "»sprogvurdering_ny.csv« i mappen data/raw/2026H1: Filen er kommet til, mens kørslen stod på" in said


@pytest.mark.slow
def test_what_fails_because_a_file_changed_is_told_by_that_file(project):
    """A notebook that is saved in the middle of a run fails with words that would lead astray."""
    change_params(project)
    path = project.folder / "notebooks" / "oversigt.ipynb"
    said = stopped(project, "Notesbøger", lambda: path.write_text("{}", encoding="utf-8"))
    assert said.startswith(f"»oversigt.ipynb« i mappen notebooks{SAID}")


@pytest.mark.slow
def test_a_frame_loaded_under_a_plan_that_changed_is_loaded_anew_when_the_plan_is_what_it_was(project):
    """Nobody can tell which plan it was loaded by."""
    change_params(project)
    path = project.plan / "addresses.csv"
    text = path.read_bytes()
    append(project.raw / "2026H1" / "sprogvurdering.csv", "")
    stopped(project, "Udtræk", lambda: append(path, "\n"))
    assert not list(project.processed.glob("*/frames/*.json"))
    path.write_bytes(text)
    assert run_half_year(Publication(Workspace.at(project.folder), HALF), 2).changed


def test_check_tells_what_changed_meanwhile(project):
    with pytest.raises(Stop, match=r"»areas\.csv« i planens mappe: Filen er ændret"):
        check_half_year(
            Workspace.at(project.folder), HALF, Meanwhile("Tal", lambda: append(project.plan / "areas.csv"))
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("params/opfoelgning.yaml", "»opfoelgning.yaml« i mappen params"),
        ("params/beredskab.yaml", "»beredskab.yaml« i mappen params"),
        ("params/plan/governance.csv", "»governance.csv« i planens mappe"),
        ("reports/2026H1/indicators.csv", "»indicators.csv« i mappen reports/2026H1"),
    ],
)
def test_a_follow_up_is_of_one_moment_too(project, name, place):
    before = files(project.reports)
    path = project.folder / name
    content = path.read_bytes()
    with pytest.raises(Stop) as stop:
        year = Publication(Workspace.at(project.folder), 2026)
        make_year_reports(year, 2, Meanwhile("Notesbøger", lambda: append(path, "\n")))
    assert f"{place}{SAID}" in str(stop.value)
    path.write_bytes(content)
    assert files(project.reports) == before


@pytest.mark.parametrize(
    "name",
    keep_quick(["params/2026H1.yaml", "notebooks/oversigt.ipynb", "reports/2026H1/index.html"], "params/2026H1.yaml"),
)
def test_a_package_is_of_one_moment_too(project, tmp_path, monkeypatch, name):
    gather = package_contents.gather_contents

    def gather_while_somebody_saves(workspace, half_year):
        found = gather(workspace, half_year)
        append(project.folder / name)
        return found

    monkeypatch.setattr(package_contents, "gather_contents", gather_while_somebody_saves)
    to = tmp_path / "pakke.zip"
    settings = packing.Settings(HALF, to, first=True)
    with pytest.raises(Stop, match="mens kørslen stod på, og der er ikke lavet nogen pakke"):
        packing.pack_half_year(Workspace.at(project.folder), settings)
    assert not to.exists()
