"""The check that no notebook lies in git with outputs, and no file that .gitignore keeps out.

    python -m hpanalysis.lab.in_git                   tells what is wrong; exit code 1 if anything is
    python -m hpanalysis.lab.in_git --strip FILE ...  strips the notebooks named

`make lint` runs it, and so CI. JupyterLab saves notebooks bare, but other editors, `git add --force` and a notebook
that was executed from a terminal do not.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hpanalysis.errors import DONE, FAILED, format_finding
from hpanalysis.lab.bare_notebook import STRIP, SUFFIX, NotANotebook, list_traces, parse_notebook, strip_file

# The project's own rules: what a person's machine ignores besides says nothing of the project.
_RULES = "--exclude-per-directory=.gitignore"
_UNREADABLE = "Filen er ikke en notesbog, som kan læses (nbformat 4)."


def _ask_git(root: Path, *arguments: str) -> bytes:
    """What git prints for a command (`arguments`) on the repository at `root`; an error raises CalledProcessError.
    Called when notebooks are checked for outputs: to list the files, and to read a notebook as it was added to git."""
    # CI may run as another than whoever fetched the project; nothing is written here.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _list_files(root: Path, *which: str) -> list[str]:
    """The names of files under `root`, relative to it, that `git ls-files` lists by the options `which`: `--cached` for
    those added to git; `--others` for those that are neither added nor kept out by the project's .gitignore files;
    `--cached --ignored` for those added although .gitignore keeps them out. Called by `find_faults`, which looks for
    notebooks with outputs and for files that must not be in git."""
    names = _ask_git(root, "ls-files", "-z", _RULES, *which).decode("utf-8", "surrogateescape").split("\0")
    return sorted({name for name in names if name})


def _read_versions(root: Path, name: str, in_git: bool) -> Iterator[tuple[str, bytes]]:
    """A notebook as it is on the disk, and as it would be committed where that is another: (where, content). Called for
    each notebook of the project when it is checked that none has results. where: Danish words that the message puts
    after the notebook's name, "" for the one on the disk. in_git: it was added to git."""
    on_disk = (root / name).read_bytes() if (root / name).is_file() else None
    if on_disk is not None:
        yield "", on_disk
    if in_git:
        with contextlib.suppress(subprocess.CalledProcessError):  # in a merge that is not ended there is no one version
            added = _ask_git(root, "show", f":./{name}")
            if added != on_disk:
                yield ", som den er lagt i git", added


def _find_fault(content: bytes) -> str:
    """What is wrong with a notebook's file, as a Danish sentence: it has traces of a run, or cannot be read; "" if
    nothing is. Called by the check of git for each notebook on the disk, and for its version added to git where that
    differs."""
    try:
        traces = list_traces(parse_notebook(content))
    except NotANotebook:
        return _UNREADABLE
    return f"Notesbogen er ikke tom: {'; '.join(traces)}." if traces else ""


def find_faults(root: Path) -> Iterator[str]:
    """A Danish sentence for each notebook that has outputs or cannot be read, and for each file in git that .gitignore
    keeps out. Called by `main`, which `make lint` runs. root: a folder of a git repository, which is read with all
    below it. A notebook counts before it is added to git, unless .gitignore keeps it out."""
    added, new = _list_files(root, "--cached"), _list_files(root, "--others")
    for name in (name for name in [*added, *new] if name.lower().endswith(SUFFIX)):
        for where, content in _read_versions(root, name, name in added):
            if fault := _find_fault(content):
                by_hand = "Ret filen, eller slet den" if fault == _UNREADABLE else f'Skriv »{STRIP} "{name}"«'
                yield format_finding(
                    f"»{name}«{where}",
                    fault,
                    expected="en notesbog uden resultater, for de kan være tal, som ikke må ud.",
                    do=f'{by_hand}, og skriv så »git add "{name}"«, hvis den er lagt i git.',
                )
    for name in _list_files(root, "--cached", "--ignored"):
        yield format_finding(
            f"»{name}«",
            "Filen er lagt i git, men .gitignore holder den ude.",
            expected="at udtræk, rapporter og kopier af notesbøger med resultater aldrig er i git.",
            do=f'Skriv »git rm --cached "{name}"«.',
        )


def strip_notebooks(paths: Iterable[Path]) -> Iterator[str]:
    """Remove the outputs from each notebook's file; yields a Danish sentence for each file that is no notebook or
    cannot be written. Called by `main` for the files named after --strip."""
    for path in paths:
        try:
            strip_file(path)
        except (NotANotebook, OSError):
            yield format_finding(f"»{path}«", _UNREADABLE, do="Ret filen, eller slet den.")


def main(arguments: list[str] | None = None) -> int:
    """Strip the notebooks named after --strip, else check the current folder; print what is wrong, and return the exit
    code. Called as a command: by `make lint` to check, and by a person whose notebook the check found with results."""
    parser = argparse.ArgumentParser(prog="python -m hpanalysis.lab.in_git", description="Ingen resultater i git.")
    parser.add_argument("--strip", nargs="+", type=Path, metavar="FIL", help="tøm notesbøgerne for resultater")
    asked = parser.parse_args(arguments)
    try:
        faults = list(strip_notebooks(asked.strip) if asked.strip else find_faults(Path.cwd()))
    except (OSError, subprocess.CalledProcessError):
        faults = [format_finding("", "Git kan ikke læse mappen.", expected="projektet, hentet med git.")]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return FAILED if faults else DONE


if __name__ == "__main__":
    sys.exit(main())
