"""A frame depends on the code that `frame_code` names and on no other: what runs while extracts are loaded is watched.
And a change of that code, or of a definition, reloads the frames that it touches."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import hpanalysis
import projects
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.half_year import examination, inputs
from hpanalysis.pipeline.storage import frame_code
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

PACKAGE = Path(hpanalysis.__file__).parent
HALF = HalfYear.parse("2026H1")
PROGRAM = {path.relative_to(PACKAGE).as_posix(): "as it is" for path in PACKAGE.rglob("*.py")}


def watch(work) -> set[str]:
    """The files of the package whose functions are called while `work()` runs; what runs as a module is imported is not
    of the work."""
    seen = set()

    def note(frame, event, _):
        if event == "call" and frame.f_code.co_name != "<module>":
            seen.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return {Path(name).relative_to(PACKAGE).as_posix() for name in seen if Path(name).is_relative_to(PACKAGE)}


def load_watched(folder: Path) -> set[str]:
    publication = Publication(Workspace.at(folder), HALF)
    looked_at = inputs.look_at_inputs(publication, Progress())
    examination.load_extracts(looked_at, Progress())  # what is imported on the way is there then
    for frames in publication.workspace.processed.glob("*/frames"):
        shutil.rmtree(frames)
    seen = watch(lambda: examination.load_extracts(looked_at, Progress()))
    assert list(publication.workspace.processed.glob("*/frames/*.parquet"))
    return seen - {"pipeline/half_year/examination.py"}


def find_others(seen: set[str]) -> set[str]:
    return {name for name in seen if not frame_code.is_frame_code(name) and not name.startswith(frame_code.INDICATORS)}


def test_no_other_code_runs_while_the_extracts_of_the_small_plan_are_loaded(project):
    seen = load_watched(project.folder)
    assert {"load/frame.py", "validate/suites.py"} <= seen
    assert find_others(seen) == set()


@pytest.mark.slow
def test_no_other_code_runs_while_the_extracts_of_randers_are_loaded(tmp_path):
    project = projects.whole(tmp_path / "projekt")
    assert project.hpanalysis("demo").returncode == 0
    assert find_others(load_watched(project.folder)) == set()


def test_code_that_makes_no_frame_would_be_seen(project):
    """The watch can fail: while the folder is looked at, code of pages runs."""
    publication = Publication(Workspace.at(project.folder), HALF)
    assert find_others(watch(lambda: inputs.look_at_inputs(publication, Progress())))


def find_reloaded(program, trial=None) -> set[str]:
    before, now = frame_code.digest_frame_code(PROGRAM, {}), frame_code.digest_frame_code(program, trial or {})
    return {name for name in before if before[name] != now[name]}


@pytest.mark.parametrize(
    "name", ["report/release.py", "judge/change.py", "pipeline/run.py", "cli/options.py", "verify/check.py"]
)
def test_a_change_of_other_code_reloads_nothing(name):
    assert name in PROGRAM
    assert find_reloaded(PROGRAM | {name: "another"}) == set()


@pytest.mark.parametrize(
    "name", ["load/frame.py", "cpr/readable.py", "definitions/sources/bopael.py", "validate/new.py"]
)
def test_a_change_of_code_that_loads_reloads_all(name):
    assert find_reloaded(PROGRAM | {name: "another"}) == set(catalogue.sources())


@pytest.mark.parametrize("key", ["fraflytning", "kontanthjaelp", "sprog_generel"])
def test_a_change_of_a_definition_reloads_its_sources_alone(key):
    own = {source.name for source in catalogue.indicators()[key].sources}
    assert own and find_reloaded(PROGRAM | {f"{frame_code.INDICATORS}{key}.py": "another"}) == own
    assert find_reloaded(PROGRAM, {f"{key}.py": "on trial"}) == own


def test_every_room_that_is_named_is_there():
    for room in (*frame_code.ROOMS, *frame_code.WITHOUT):
        assert any(name.startswith(room) for name in PROGRAM), room
