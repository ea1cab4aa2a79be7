"""A project may lie in any folder: its name is never text in a query, nor a pattern that other folders match."""

import shutil

import pytest

import projects

# What means something in SQL (`'`), in a pattern ([ ] * ? { }), in an address (% # + & ;), on a command line (spaces,
# leading -) or in an old code page (æ, ø, å); Windows has no * ? " < > | in a name.
HARD = "Jens' [a-z] mappe, 50% æøå #1 {x} & +plus ~$ué"
# A name that the pattern `Jens' [a-z] mappe ...` matches, and its own folder does not.
NEIGHBOUR = HARD.replace("[a-z]", "b")


def _read_published(reports, half_year="2026H1"):
    """Name -> text of the figures that are published; they hold no path."""
    return {name: (reports / half_year / name).read_bytes() for name in ("indicators.csv", "maanedstal.csv")}


@pytest.fixture(scope="module")
def hard(made, tmp_path_factory):
    """The small plan's project in a folder of a hard name, deep down, beside a neighbour whose frames are others'."""
    parent = tmp_path_factory.mktemp("haarde") / ("lang " * 20).strip() / ("længere " * 20).strip()
    neighbour = made.copy(parent / NEIGHBOUR)
    # The neighbour's persons are others: whoever reads them too gets other figures, and so does who reads them instead.
    for path in sorted((neighbour.processed / "2026H1" / "frames").glob("*.parquet")):
        shutil.copy(neighbour.processed / "2025H2" / "frames" / path.name, path) if (
            neighbour.processed / "2025H2" / "frames" / path.name
        ).is_file() else path.unlink()
    project = projects.small(parent / HARD)
    shutil.copytree(made.raw, project.raw)
    return project


@pytest.mark.slow
def test_a_project_in_a_hard_folder_publishes_the_same_figures(hard, made):
    done = hard.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    assert _read_published(hard.reports) == _read_published(made.reports)


@pytest.mark.slow
def test_check_takes_relative_paths_and_links(hard, tmp_path):
    link = tmp_path / "genvej [x]' 100%"
    link.symlink_to(hard.folder, target_is_directory=True)
    through_link = hard.hpanalysis(
        "check", "2026H1", "--raw", str(link / "data" / "raw"), "--processed", str(link / "p")
    )
    assert through_link.returncode == 0, through_link.stdout + through_link.stderr
    relative = hard.hpanalysis("check", "2026H1", "--raw", f"../{HARD}/data/raw", "--processed", f"../{HARD}/q")
    assert relative.returncode == 0, relative.stdout + relative.stderr


@pytest.mark.slow
def test_a_package_and_a_list_are_made_in_a_hard_folder(hard):
    package = hard.folder / f"pakke {HARD}.zip"
    for arguments in (("package", "2026H1", "--first", "--to", str(package)), ("verify", str(package)), ("list",)):
        done = hard.hpanalysis(*arguments)
        assert done.returncode == 0, (arguments[0], done.stdout + done.stderr)
