import gc
import shutil

import filelock
import pytest

import hpanalysis.pipeline.pages.lean_imports  # noqa: F401 before whatever else a test imports: it spares seconds
import map_sketch
import projects


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that share what their file makes once go to one worker: another would make it anew. What needs Randers in
    full size is slow, because making it takes more than a minute.

    First of all, for xdist reads the groups in its own hook of this name.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None and _made_by_its_file(item):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
        if _needs_randers(item):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish():
    """Leave all that was imported and collected out of every later search for garbage: it is some millions of objects
    that stay, and searching them took an eighth of the tests' time."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish():
    gc.unfreeze()  # else libraries that count their own objects complain as Python ends


def _made_by_its_file(item):
    found = (definition for named in item._fixtureinfo.name2fixturedefs.values() for definition in named)
    return any(definition.scope == "module" for definition in found)


def _needs_randers(item):
    """Whether a test reads the project of `randers` below; a test's own fixture of that name is none of a session."""
    return any(definition.scope == "session" for definition in item._fixtureinfo.name2fixturedefs.get("randers", ()))


def _once(tmp_path_factory, worker_id, name, make):
    """The project that `make(folder)` makes, made by the first worker that needs it and read by all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / name
    with filelock.FileLock(f"{folder}.lock"):
        if not (folder / "made").exists():
            make(folder / "projekt")
            (folder / "made").touch()
    return projects.Project(folder / "projekt")


def _run(project, *commands):
    """The project after these commands, each of which must succeed."""
    for arguments in commands:
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="session")
def made(tmp_path_factory, worker_id):
    """The small plan with its synthetic extracts and the publication of 2026H1. Read only: copy it to change it."""
    return _once(
        tmp_path_factory, worker_id, "lillekoebing", lambda to: _run(projects.small(to), ("demo",), ("run", "2026H1"))
    )


@pytest.fixture(scope="session")
def two(made, tmp_path_factory, worker_id):
    """The small plan with 2026H1 published and, after it, 2025H1. Read only: copy it to change it."""
    return _once(tmp_path_factory, worker_id, "to-udgivelser", lambda to: _run(made.copy(to), ("run", "2025H1")))


def _package(to, made):
    """The small plan with a map published twice, then an accounting year; each half-year with its unsigned package
    beside it."""
    project = made.copy(to)
    map_sketch.draw(project.plan)
    shutil.rmtree(project.reports / "2026H1")
    _run(project, ("run", "2025H2"), ("run", "2026H1"), ("follow-up", "2026"))
    older, newer = (str(to.parent / name) for name in ("aeldre.zip", "nyere.zip"))
    _run(project, ("package", "2025H2", "--to", older, "--first"))
    _run(project, ("package", "2026H1", "--to", newer, "--previous", older))


@pytest.fixture(scope="session")
def packaged(made, tmp_path_factory, worker_id):
    """The small plan's project with a map, two half-years and an accounting year, and beside its folder two packages,
    chained: aeldre.zip and nyere.zip. Read only: copy it to change it."""
    return _once(tmp_path_factory, worker_id, "pakket", lambda to: _package(to, made))


@pytest.fixture
def project(made, tmp_path):
    """A copy of the small plan's project, to break."""
    return made.copy(tmp_path / "projekt")


@pytest.fixture(scope="session")
def randers(tmp_path_factory, worker_id):
    """The helhedsplan of Randers in full size: synthetic extracts and the publication of 2026H1. Read only."""
    return _once(
        tmp_path_factory, worker_id, "randers", lambda to: _run(projects.whole(to), ("demo",), ("run", "2026H1"))
    )
