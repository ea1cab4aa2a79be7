"""The check of `make lint`: no notebook with outputs gets into git, nor what .gitignore keeps out."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import projects
from hpanalysis.lab import in_git

SECRET = "HEMMELIGT-TAL"
BOOK = "notebooks/oversigt.ipynb"


def git(folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(["git", "-C", folder, *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def repository(tmp_path):
    """The project's notebooks in a git of their own, added."""
    folder = tmp_path / "Projekt [1] æøå"
    shutil.copytree(projects.ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(projects.ROOT / ".gitignore", folder)
    git(tmp_path, "init", "-q", folder)
    git(folder, "add", "-A")
    return folder


def execute(path, to=None):
    """The notebook with an output in its third cell, written in its own place or another."""
    book = json.loads(path.read_bytes())
    book["cells"][2] |= {"execution_count": 3, "outputs": [{"output_type": "stream", "name": "stdout", "text": SECRET}]}
    to = to or path
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(book), encoding="utf-8")


def ask(folder, *arguments):
    """The check as `make lint` runs it: its exit code, and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "hpanalysis.lab.in_git", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert not done.stdout
    return done.returncode, done.stderr.splitlines()


def test_bare_notebooks_are_nothing_to_speak_of(repository):
    assert ask(repository) == (0, [])


def test_a_notebook_with_outputs_is_told_with_its_cell_and_the_command_that_strips_it(repository):
    execute(repository / BOOK)
    code, (said,) = ask(repository)
    assert code == 1
    assert said == (
        "»notebooks/oversigt.ipynb«: Notesbogen er ikke tom: celle 3 har resultater og kørselsnummer. Ventet: en "
        "notesbog uden resultater, for de kan være tal, som ikke må ud. Gør sådan: Skriv »python -m "
        'hpanalysis.lab.in_git --strip "notebooks/oversigt.ipynb"«, og skriv så »git add "notebooks/oversigt.ipynb"«, '
        "hvis den er lagt i git."
    )


def test_the_command_that_it_names_strips_the_notebook(repository):
    execute(repository / BOOK)
    _, (said,) = ask(repository)
    arguments = re.search(r"in_git (--strip) \"([^\"]+)\"", said).groups()
    assert ask(repository, *arguments) == (0, [])
    assert ask(repository) == (0, [])
    assert (repository / BOOK).read_bytes() == (projects.ROOT / BOOK).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "notebooks/ny.ipynb",
        "notebooks/min kopi æøå.ipynb",
        "notebooks/[a]*'.ipynb",
        "notebooks/STORT.IPYNB",
        "docs/eksempel.ipynb",
        "src/a/b/c.ipynb",
        ".skjult.ipynb",
    ],
)
@pytest.mark.parametrize("added", [True, False], ids=["added", "not yet added"])
def test_a_notebook_is_found_wherever_it_lies(repository, name, added):
    execute(repository / BOOK, repository / name)
    git(repository, "add", *(["--force", "."] if added else ["-A", "notebooks/oversigt.ipynb"]))
    faults = list(in_git.find_faults(repository))
    told = [fault for fault in faults if fault.startswith(f"»{name}«: Notesbogen er ikke tom: celle 3")]
    ignored = [fault for fault in faults if "gitignore" in fault]
    # What .gitignore keeps out is told when it was added by force.
    kept_out = name == ".skjult.ipynb" or name.endswith("IPYNB")
    assert (len(told), len(ignored)) == ((1, int(kept_out)) if added else (int(not kept_out), 0))
    assert SECRET not in str(faults)


def test_an_output_that_was_added_to_git_is_seen_though_the_file_was_stripped_since(repository):
    execute(repository / BOOK)
    git(repository, "add", BOOK)
    shutil.copy(projects.ROOT / BOOK, repository / BOOK)
    (said,) = in_git.find_faults(repository)
    assert said.startswith(f"»{BOOK}«, som den er lagt i git: Notesbogen er ikke tom: celle 3 har resultater")
    (repository / BOOK).unlink()
    assert len(list(in_git.find_faults(repository))) == 1
    git(repository, "rm", "-q", "--cached", "--force", BOOK)
    assert list(in_git.find_faults(repository)) == []


@pytest.mark.parametrize(
    "name",
    [
        "notebooks/.ipynb_checkpoints/oversigt-checkpoint.ipynb",
        "docs/.ipynb_checkpoints/x-checkpoint.txt",
        "notebooks/oversigt.html",
        "notebooks/oversigt.pdf",
        "notebooks/oversigt_files/oversigt_3_0.png",
        "notebooks/tal.csv",
        "oversigt.html",
        "dokumentation-2026H1.zip",
        "data/processed/2026H1/fortrolig/oversigt.html",
        "data/processed/2026H1/notebooks-fortrolig/oversigt.ipynb",
        "data/raw/2026H1/udsaettelser.csv",
        "reports/2026H1/indicators.csv",
    ],
)
def test_what_gitignore_keeps_out_is_kept_out_and_told_when_it_was_added_by_force(repository, name):
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(repository / BOOK, path)
    git(repository, "add", "-A")
    assert list(in_git.find_faults(repository)) == []
    git(repository, "add", "--force", "--", name)
    (said,) = in_git.find_faults(repository)
    assert said.startswith(f"»{name}«: Filen er lagt i git, men .gitignore holder den ude.")
    git(repository, "rm", "-q", "--cached", name)
    assert list(in_git.find_faults(repository)) == []


@pytest.mark.parametrize("content", ["", "{", "<<<<<<< HEAD\n", '{"nbformat": 3, "worksheets": []}', f'["{SECRET}"]'])
def test_a_notebook_that_nobody_can_read_is_told(repository, content):
    (repository / BOOK).write_text(content, encoding="utf-8")
    (said,) = in_git.find_faults(repository)
    assert said.startswith(f"»{BOOK}«: Filen er ikke en notesbog, som kan læses (nbformat 4).")
    assert "--strip" not in said and SECRET not in said
    code, (said,) = ask(repository, "--strip", BOOK, "notebooks/beredskab.ipynb")
    assert code == 1 and said.startswith(f"»{BOOK}«") and SECRET not in said
    assert (repository / BOOK).read_text(encoding="utf-8") == content


def test_where_git_cannot_read_the_check_does_not_pass(tmp_path):
    code, (said,) = ask(tmp_path)
    assert (code, said) == (1, "Git kan ikke læse mappen. Ventet: projektet, hentet med git.")


def test_lint_runs_the_check_and_ci_runs_lint():
    makefile = (projects.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "hpanalysis.lab.in_git" in re.search(r"^lint:.*\n(?:\t.*\n)+", makefile, re.MULTILINE)[0]
    assert "make lint" in (projects.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
