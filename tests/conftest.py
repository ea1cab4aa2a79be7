import pytest

import projects


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The small plan with its synthetic extracts and the publication of 2026H1. Read only: copy it to change it."""
    project = projects.small(tmp_path_factory.mktemp("lillekoebing") / "projekt")
    for arguments in (("demo",), ("run", "2026H1")):
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def project(made, tmp_path):
    """A copy of the small plan's project, to break."""
    return made.copy(tmp_path / "projekt")


@pytest.fixture(scope="session")
def randers(tmp_path_factory):
    """The helhedsplan of Randers in full size: synthetic extracts and the publication of 2026H1. Read only."""
    project = projects.whole(tmp_path_factory.mktemp("randers") / "projekt")
    for arguments in (("demo",), ("run", "2026H1")):
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stderr
    return project
