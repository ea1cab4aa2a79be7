"""Whether a run is answered without being made: only where every file, folder and surrounding is what it was. Without a
run; tests/pipeline/test_nothing_changed.py asks a real one."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hpanalysis import project_folders
from hpanalysis.unchanged import answer as asked
from hpanalysis.unchanged import file_states, records
from hpanalysis.unchanged.file_states import YOUNG, Root, digest_file, find_changed, list_states

HALF_YEAR = "2026H1"
OLD = 10 * YOUNG
FILES = {
    "params/2026H1.yaml": "dato: 2026-09-01",
    "params/plan/areas.csv": "id,navn",
    "notebooks/a.ipynb": "{}",
    "data/raw/2026H1/fravaer.csv": "a;b",
    "data/processed/2026H1/judged.parquet": "x",
    "reports/2026H1/index.html": "<p>",
    "reports/index.html": "<p>",
}


def leave_record(root: Path, *, looked_at: int | None = None, passed_over: tuple[str, ...] = (), **given) -> Path:
    """The record of a run, as the pipeline leaves it, and its path."""
    folders = project_folders.choose_folders(str(root), {})
    path = Path(records.find_path(folders["processed"], HALF_YEAR, "offentlig"))
    roots = (Root("params", folders["params"]), Root("notebooks", str(root / "notebooks"), passed_over=passed_over))
    roots += tuple(Root(name, folders[name]) for name in ("raw", "processed", "reports"))
    states = list_states(roots, frozenset({str(path)}))
    record = {
        "folders": {"root": str(root), **folders},
        "surroundings": records.describe_surroundings(),
        "roots": roots,
        "files": {name: (state, digest_file(name)) for name, state in states.items()},
        # As if all had lain there for long.
        "looked_at": time.time_ns() + OLD if looked_at is None else looked_at,
        "page": str(root / "reports" / HALF_YEAR / "index.html"),
        "remarks": ("En bemærkning.",),
    }
    records.write_record(records.Record(**record | given), str(path))
    return path


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder that has a project's files, with the record of its last run."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("HPANALYSIS_")]:
        monkeypatch.delenv(name)
    leave_record(tmp_path)
    return tmp_path


def ask(*words):
    return asked.answer(words or ("run", HALF_YEAR))


ANSWER = "En bemærkning.\n" + asked.describe_nothing_changed(str(Path("reports", HALF_YEAR, "index.html")))


def test_where_nothing_has_changed_the_run_is_answered(root):
    assert ask() == ANSWER == ask("run", "2026h1") == ask("run", "--jobs", "3", HALF_YEAR)
    assert ask("run", HALF_YEAR, "--raw=data/raw", "--edition", "offentlig", "--plan", "params/plan") == ANSWER


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("list",),
        ("run",),
        ("run", "2026H3"),
        ("run", "2026H1", "2025H2"),
        ("run", "2026H1", "--publish-again"),
        ("run", "2026H1", "--help"),
        ("run", "2026H1", "-h"),
        ("run", "2026H1", "--jobs", "0"),
        ("run", "2026H1", "--jobs", "²"),
        ("run", "2026H1", "--jobs", "9" * 5000),
        ("run", "2026H1", "--jobs"),
        ("run", "2026H1", "--raw", ""),
        ("run", "2026H1", "--raw", "data/raw", "--raw", "data/raw"),
        ("run", "2026H1", "--edition", "fortrolig"),
        ("run", "2026H1", "--edition", "../offentlig"),
        ("run", "2026H1", "--reports", "elsewhere"),
        ("run", "2026H1", "--plan", "params"),
        ("run", "2025H2"),
        ("--run", "2026H1"),
    ],
)
def test_what_is_not_understood_or_is_of_other_folders_is_left_to_the_run(root, words):
    assert asked.answer(words) is None


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_noticed_whatever_its_size_and_time(root, name):
    path = root / name
    before = path.stat()
    path.write_text("".join(chr(ord(letter) ^ 1) for letter in FILES[name]), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size and path.stat().st_mtime_ns == before.st_mtime_ns
    assert ask() is None


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/2026H1/010190-1234/",  # a run refuses such a name of a folder
        "reports/2026H1/.ipynb_checkpoints/index-checkpoint.html",
        "reports/2026H1/.laas",
        "data/raw/2026H1/__pycache__/x",
        "params/plan/tom/",
    ],
)
def test_what_has_come_to_is_noticed_whatever_it_is_called(root, name):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if name.endswith("/") else path.touch()
    assert ask() is None


@pytest.mark.parametrize("name", ["data/raw/.laas", "data/processed/.laas", "notebooks/.ipynb_checkpoints/a.ipynb"])
def test_locks_and_what_jupyter_writes_beside_notebooks_do_not_count(root, name):
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).touch()
    leave_record(root, passed_over=(".ipynb_checkpoints",))
    (root / name).unlink()
    assert ask() == ANSWER


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are of POSIX systems")
def test_a_name_that_is_no_text_is_a_name(root):
    odd = root / "data" / "raw" / "2026H1" / os.fsdecode(b"l\xe6s.txt")
    odd.write_text("1", "utf-8")
    assert ask() is None
    leave_record(root)
    assert ask() == ANSWER
    odd.write_text("2", "utf-8")
    assert ask() is None


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_or_new_is_noticed(root, name):
    (root / name).rename(root / f"{name}.bak")
    assert ask() is None
    (root / f"{name}.bak").rename(root / name)
    assert ask() == ANSWER  # renaming changes its time, and its bytes are read
    (root / name).with_name("new.csv").write_text("", "utf-8")
    assert ask() is None


def test_a_file_that_was_written_anew_with_the_same_bytes_is_the_same_and_is_read_once(root):
    for name, text in FILES.items():
        (root / name).write_text(text, "utf-8")
    path = Path(records.find_path(str(root / "data/processed"), HALF_YEAR, "offentlig"))
    before = path.read_bytes()
    assert ask() == ANSWER
    assert path.read_bytes() != before
    record = records.read_record(str(path))
    states = list_states(record.roots, frozenset({str(path)}))
    assert {name: state for name, (state, _) in record.files.items()} == states


def test_a_young_file_is_read_though_its_state_is_the_same(root):
    """Changed within the same tick of the clock, it has the same times and, written over, the same size and inode."""
    states = list_states((Root("params", str(root / "params")),))
    then = {name: (state, "0" * 64) for name, state in states.items()}
    newest = max(max(state[1:3]) for state in states.values())
    assert find_changed(states, then, newest + YOUNG + 1) == ([], [])
    assert find_changed(states, then, newest)[0]


def test_where_times_tell_nothing_every_file_is_read(root, monkeypatch):
    monkeypatch.setattr(file_states, "TIMES_TELL", False)
    assert ask() == ANSWER
    states = list_states((Root("params", str(root / "params")),))
    then = {name: (state, "0" * 64) for name, state in states.items()}
    assert find_changed(states, then, max(state[2] for state in states.values()) + OLD)[0] == sorted(states)


@pytest.mark.parametrize("name", ["HPANALYSIS_KEY_FILE", "HPANALYSIS_RAW", "HPANALYSIS_INDICATORS"])
def test_another_surrounding_is_left_to_the_run(root, monkeypatch, name):
    monkeypatch.setenv(name, str(root / "elsewhere"))
    assert ask() is None


def test_a_key_that_was_exchanged_is_noticed(root, monkeypatch):
    key = root / "noegle"
    key.write_text("1" * 64, "utf-8")
    monkeypatch.setenv("HPANALYSIS_KEY_FILE", str(key))
    leave_record(root)
    assert ask() == ANSWER
    key.write_text("2" * 64, "utf-8")
    assert ask() is None


def test_an_update_of_a_package_is_noticed(root, monkeypatch):
    assert ask() == ANSWER
    (root / "site-packages" / "pandas-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(root / "site-packages"))
    assert ask() is None


def test_a_package_in_a_folder_of_another_name_is_noticed(root, monkeypatch):
    (root / "elsewhere" / "pandas-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(root / "elsewhere"))
    assert ask() is None


@pytest.mark.parametrize("harm", ["cut", "emptied", "edited", "a folder", "another form", "gone"])
def test_a_record_that_is_not_whole_is_not_believed(root, harm):
    path = Path(records.find_path(str(root / "data/processed"), HALF_YEAR, "offentlig"))
    text = path.read_bytes()
    if harm == "cut":
        path.write_bytes(text[:-9])
    elif harm == "emptied":
        path.write_bytes(b"")
    elif harm == "edited":
        path.write_bytes(text.replace(b"reports", b"rapport"))
    elif harm == "another form":
        told = json.loads(text.partition(b"\n")[2]) | {"more": 1}
        digested = json.dumps(told).encode()
        path.write_bytes(hashlib.sha256(digested).hexdigest().encode() + b"\n" + digested)
    else:
        path.unlink()
        if harm == "a folder":
            path.mkdir()
    assert ask() is None


def test_who_may_only_read_is_answered_too(root, monkeypatch):
    leave_record(root, looked_at=0)

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(records, "write_record", refuse)
    assert ask() == ANSWER


def test_a_folder_that_is_gone_is_left_to_the_command_line(root, monkeypatch):
    gone = root / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert ask() is None


def test_the_page_is_shown_from_where_the_user_stands(root, monkeypatch):
    monkeypatch.chdir(root / "reports")
    assert ask().endswith(f"Åbn {Path(HALF_YEAR, 'index.html')}")
    monkeypatch.chdir(root / "params")
    assert ask().endswith(f"Åbn {root / 'reports' / HALF_YEAR / 'index.html'}")


def test_nothing_but_the_standard_library_is_imported_for_it(root):
    program = (
        "import sys; before = set(sys.modules)\n"
        "from hpanalysis.unchanged.answer import answer\n"
        f"assert answer(['run', '{HALF_YEAR}'])\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(*sorted(new - set(sys.stdlib_module_names)))\n"
        "print(*sorted(name for name in sys.modules if name.startswith('hpanalysis.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    others, own = done.stdout.splitlines()
    assert others == "hpanalysis"
    rooms = {"project_folders", "unchanged", *(f"unchanged.{name}" for name in ("answer", "file_states", "records"))}
    assert set(own.split()) == {f"hpanalysis.{name}" for name in rooms}
