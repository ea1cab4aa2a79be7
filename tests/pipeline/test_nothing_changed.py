"""A run whose files are as they were is answered without a run, in the same words; every change is left to the run,
which names the file."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hpanalysis.unchanged import records
from hpanalysis.unchanged.answer import answer
from slow_cases import keep_quick

RUN = ("run", "2026H1")


@pytest.fixture(scope="module")
def settled(made, tmp_path_factory):
    """A copy of the small plan's project of which a run has seen that nothing has changed."""
    project = made.copy(tmp_path_factory.mktemp("uaendret") / "projekt")
    project.wait_until_old()
    done = project.hpanalysis(*RUN)
    assert "Intet er ændret" in done.stdout, done.stderr
    return project, done.stdout


def _ask(project, monkeypatch):
    monkeypatch.chdir(project.folder)
    for name in [name for name in os.environ if name.startswith("HPANALYSIS_")]:
        monkeypatch.delenv(name)
    return answer(RUN)


def test_the_answer_has_the_words_of_the_run(settled, monkeypatch):
    project, told = settled
    assert _ask(project, monkeypatch) == told.rstrip("\n")
    # And by the program itself, as it is typed.
    assert project.hpanalysis(*RUN).stdout == told


def test_what_a_run_reads_and_makes_is_in_its_record(settled):
    project, _ = settled
    record = records.read_record(records.find_path(str(project.processed.resolve()), "2026H1", "offentlig"))
    told = {Path(path).relative_to(project.folder.resolve()).parts[0] for path in record.files if _is_of(project, path)}
    assert told == {"params", "notebooks", "expectations", "data", "reports"}
    frames = list((project.processed / "2026H1" / "frames").glob("*.parquet"))
    assert frames and {str(path.resolve()) for path in frames} <= set(record.files)


def _is_of(project, path):
    return path.startswith(str(project.folder.resolve()))


def change_comment(folder: Path) -> str:
    path = folder / "params" / "2026H1.yaml"
    path.write_text(path.read_text("utf-8") + "# en bemærkning\n", "utf-8")
    return "»2026H1.yaml« i mappen params"


def change_extract(folder: Path) -> str:
    path = next((folder / "data" / "raw" / "2026H1").glob("*.csv"))
    path.write_bytes(path.read_bytes() + b"\n")
    return f"»{path.name}« i mappen med udtræk"


def change_notebook(folder: Path) -> str:
    path = folder / "notebooks" / "oversigt.ipynb"
    path.write_text(re.sub(r'"metadata": \{\}', '"metadata": {"tags": []}', path.read_text("utf-8"), count=1), "utf-8")
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    return "»oversigt.ipynb« i mappen notebooks"


@pytest.mark.parametrize("change", keep_quick([change_comment, change_extract, change_notebook], "change_comment"))
def test_a_change_is_left_to_the_run_which_names_the_file(settled, tmp_path, monkeypatch, change):
    project = settled[0].copy(tmp_path / "projekt")
    _move_record(settled[0], project)
    place = change(project.folder)
    assert _ask(project, monkeypatch) is None
    done = project.hpanalysis(*RUN)
    assert done.returncode == 0, done.stderr
    assert f"Ændret siden sidste kørsel: {place}." in done.stderr


def _move_record(from_project, to_project):
    """The record as a run in the copied project would have left it, because its paths are of the first project."""
    path = records.find_path(str(to_project.processed.resolve()), "2026H1", "offentlig")
    before = records.read_record(records.find_path(str(from_project.processed.resolve()), "2026H1", "offentlig"))
    old, new = str(from_project.folder.resolve()), str(to_project.folder.resolve())

    def moved(text):
        return text.replace(old, new)

    record = replace(
        before,
        folders={field: moved(folder) for field, folder in before.folders.items()},
        roots=tuple(replace(root, path=moved(root.path)) for root in before.roots),
        files={moved(name): told for name, told in before.files.items()},
        page=moved(before.page),
    )
    records.write_record(record, path)


def test_a_published_page_that_was_edited_is_made_again(settled, tmp_path, monkeypatch):
    project = settled[0].copy(tmp_path / "projekt")
    page = project.reports / "2026H1" / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"</body>", b"<p>9</p></body>"))
    assert _ask(project, monkeypatch) is None
    assert project.hpanalysis(*RUN).returncode == 0
    assert page.read_bytes() == whole


def test_another_publication_in_the_folder_is_noticed(settled, tmp_path, monkeypatch):
    project = settled[0].copy(tmp_path / "projekt")
    _move_record(settled[0], project)
    assert _ask(project, monkeypatch) is not None
    shutil.copytree(project.reports / "2026H1", project.reports / "tidligere-2026H1-1")
    assert _ask(project, monkeypatch) is None
