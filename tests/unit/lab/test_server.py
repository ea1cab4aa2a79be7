"""A real JupyterLab, as the package configures it: whatever is asked of it, no figure reaches git."""

import base64
import copy
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import lab_server
import projects
from hpanalysis.lab import in_git

BOOKS = sorted(path.name for path in (projects.ROOT / "notebooks").glob("*.ipynb"))
SECRET = "HEMMELIGT-TAL-31,4"


def run_all(notebook: dict) -> dict:
    """A notebook as the browser has it when all cells were run: outputs, counts, times, a widget, another kernel."""
    done = copy.deepcopy(notebook)
    for number, cell in enumerate(done["cells"], 1):
        cell["metadata"] |= {"collapsed": True, "execution": {"shell.execute_reply": SECRET}, "trusted": True}
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["outputs"] = [
                {"output_type": "stream", "name": "stdout", "text": SECRET},
                {"output_type": "display_data", "data": {"text/html": f"<b>{SECRET}</b>"}, "metadata": {}},
                {"output_type": "error", "ename": "E", "evalue": SECRET, "traceback": [SECRET]},
            ]
        else:
            cell["attachments"] = {"billede.png": {"image/png": base64.b64encode(SECRET.encode()).decode()}}
    done["metadata"] |= {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "version": "3.99.0", "file_extension": ".py"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": SECRET}}},
    }
    return done


def holders(*folders: Path) -> list[str]:
    """The files that have the secret in them, as it is or as base64."""
    marks = [SECRET.encode(), base64.b64encode(SECRET.encode())]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path) for path in files if any(mark in path.read_bytes() for mark in marks))


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    return lab_server.install(tmp_path_factory.mktemp("miljoe") / "venv")


@pytest.fixture(scope="module")
def lab(environment, tmp_path_factory):
    """JupyterLab on a project in git, where the confidential edition was run."""
    folder = tmp_path_factory.mktemp("lab") / "Projekt æøå"
    projects.small(folder)
    shutil.copy(projects.ROOT / ".gitignore", folder)
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "add", "-A"], check=True)
    with lab_server.run(environment, folder) as running:
        yield running


@pytest.fixture
def executed(lab):
    """An executed notebook of the confidential edition, where a run lays it; its path for the server."""
    path = "data/processed/2026H1/notebooks-fortrolig/oversigt.ipynb"
    book = lab.root / path
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_text(json.dumps(run_all(json.loads((lab.root / "notebooks" / "oversigt.ipynb").read_bytes()))))
    yield path
    shutil.rmtree(lab.root / "data")


@pytest.mark.parametrize("name", BOOKS)
def test_a_notebook_that_was_run_and_saved_has_the_bytes_it_had(lab, name):
    path = f"notebooks/{name}"
    for _ in range(2):  # the second time over what was saved
        assert lab.save(path, run_all(lab.open(path))).status == 200
        assert lab.ask("POST", f"api/contents/{path}/checkpoints").status == 201
    assert (lab.root / path).read_bytes() == (projects.ROOT / path).read_bytes()


def test_what_the_analyst_wrote_is_saved(lab):
    book = lab.open("notebooks/oversigt.ipynb")
    book["cells"][1]["source"] = 'half_year = "2025H2"'
    tags = {"tags": ["kun-notesbog"], "name": SECRET}
    book["cells"].append({"cell_type": "raw", "id": "egen", "source": "Æbler", "metadata": tags})
    assert lab.save("notebooks/egen.ipynb", run_all(book)).status == 201
    saved = lab.open("notebooks/egen.ipynb")
    assert [cell["source"] for cell in saved["cells"]] == [cell["source"] for cell in book["cells"]]
    assert saved["cells"][-1] == {
        "cell_type": "raw", "id": "egen", "source": "Æbler", "metadata": {"tags": ["kun-notesbog"]}
    }  # fmt: skip


def test_no_checkpoint_holds_a_copy(lab, environment):
    path = "notebooks/beredskab.ipynb"
    for _ in range(2):
        assert lab.save(path, run_all(lab.open(path))).status == 200
        assert lab.ask("POST", f"api/contents/{path}/checkpoints").status == 201
    assert lab.ask("GET", f"api/contents/{path}/checkpoints").content == []
    before = (lab.root / path).read_bytes()
    assert lab.ask("POST", f"api/contents/{path}/checkpoints/checkpoint").status == 204
    assert (lab.root / path).read_bytes() == before
    assert not list(lab.root.rglob(".ipynb_checkpoints"))
    assert holders(lab.root, environment.folder / "hjem") == []


def _put(lab, name, notebook, **model):
    assert lab.save(f"notebooks/{name}", notebook, **model).status == 201


def _written_as_json(lab, executed):
    _put(lab, "tekst.ipynb", json.dumps(run_all(lab.open(executed))), type="file", format="text")


def _uploaded_as_bytes(lab, executed):
    content = base64.b64encode((lab.root / executed).read_bytes()).decode()
    _put(lab, "bytes.ipynb", content, type="file", format="base64")


def _uploaded_with_a_large_suffix(lab, executed):
    _put(lab, "STORT.IPYNB", (lab.root / executed).read_text(), type="file", format="text")


def _uploaded(lab, executed):
    _put(lab, "lagt op.ipynb", json.loads((lab.root / executed).read_bytes()))


def _duplicated(lab, executed):
    assert lab.ask("POST", "api/contents/notebooks", {"copy_from": executed}).status == 201


def _moved(lab, executed):
    assert lab.ask("PATCH", f"api/contents/{executed}", {"path": "notebooks/flyttet.ipynb"}).status == 200


def _given_another_name(lab, executed):
    (lab.root / "notebooks" / "skjult.txt").write_bytes((lab.root / executed).read_bytes())
    assert lab.ask("PATCH", "api/contents/notebooks/skjult.txt", {"path": "notebooks/omdøbt.ipynb"}).status == 200


def _moved_with_its_folder(lab, executed):
    folder = executed.rpartition("/")[0]
    assert lab.ask("PATCH", f"api/contents/{folder}", {"path": "params/flyttet"}).status == 200


def _copied_with_its_folder(lab, executed):
    answer = lab.ask("POST", "api/contents/params", {"copy_from": executed.rpartition("/")[0]})
    assert answer.status == 201, answer


@pytest.mark.parametrize(
    "way",
    [
        _written_as_json,
        _uploaded_as_bytes,
        _uploaded_with_a_large_suffix,
        _uploaded,
        _duplicated,
        _moved,
        _given_another_name,
        _moved_with_its_folder,
        _copied_with_its_folder,
    ],
    ids=lambda way: way.__name__.strip("_"),
)
def test_an_executed_notebook_comes_among_those_of_git_without_its_outputs(lab, executed, way):
    where = [lab.root / "notebooks", lab.root / "params"]
    before = {path for folder in where for path in folder.rglob("*")}
    way(lab, executed)
    new = {path for folder in where for path in folder.rglob("*")} - before
    assert any(path.suffix.lower() == ".ipynb" for path in new)
    assert holders(*where) == []
    assert list(in_git.find_faults(lab.root)) == []


@pytest.mark.parametrize(
    ("content", "model"),
    [
        pytest.param(f"{{{SECRET}", {"type": "file", "format": "text"}, id="no JSON"),
        pytest.param(f'["{SECRET}"]', {"type": "file", "format": "text"}, id="JSON of another kind"),
        pytest.param([SECRET], {"type": "file", "format": "text"}, id="no text"),
        pytest.param("%", {"type": "file", "format": "base64"}, id="no base64"),
        pytest.param('{"cells": [], "nbformat": 4}', {"type": "file", "format": "text", "chunk": 1}, id="a first part"),
        pytest.param(f'"{SECRET}"', {"type": "file", "format": "text", "chunk": 2}, id="a later part"),
        pytest.param({"nbformat": 3, "worksheets": [{"cells": [{"outputs": [SECRET]}]}]}, {}, id="an old form"),
        pytest.param({"nbformat": 4, "cells": [SECRET]}, {}, id="cells that are none"),
    ],
)
def test_what_nobody_can_read_is_refused_and_not_saved(lab, content, model):
    answer = lab.save("notebooks/ulæselig.ipynb", content, **model)
    assert answer.status == 400
    assert "ulæselig.ipynb" in answer.content["message"] and "Gør sådan" in answer.content["message"]
    assert SECRET not in str(answer)
    assert not (lab.root / "notebooks" / "ulæselig.ipynb").exists()


def test_other_files_are_saved_as_they_are(lab):
    assert lab.save("params/plan/egen.csv", "a;b\nÆ;%\n", type="file", format="text").status == 201
    assert (lab.root / "params" / "plan" / "egen.csv").read_text(encoding="utf-8") == "a;b\nÆ;%\n"
    assert lab.ask("POST", "api/contents/params", {"type": "directory"}).status == 201
    assert lab.ask("DELETE", "api/contents/params/plan/egen.csv").status == 204


def test_a_new_notebook_is_the_projects_own_kind(lab):
    answer = lab.ask("POST", "api/contents/notebooks", {"type": "notebook"})
    assert lab.open(answer.content["path"])["metadata"] == lab.open("notebooks/oversigt.ipynb")["metadata"]


def test_jupyterlab_is_told_to_save_nothing_by_itself(lab):
    answer = lab.ask("GET", "lab/api/settings/@jupyterlab/docmanager-extension:plugin")
    assert answer.content["schema"]["properties"]["autosave"]["default"] is False


def test_jupyterlab_asks_nobody_for_news_and_installs_nothing(lab):
    page = lab.ask("GET", "lab").content
    assert '"news": {"disabled": true}' in page and '"can_install": false' in page


@pytest.mark.slow
def test_without_the_package_the_server_does_not_start(environment, tmp_path):
    (tmp_path / "hpanalysis").mkdir()
    (tmp_path / "hpanalysis" / "__init__.py").touch()
    done = subprocess.run(
        environment.command(),
        cwd=tmp_path,
        env=environment.variables(PYTHONPATH=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=lab_server.PATIENCE,
    )
    assert done.returncode != 0
    assert "hpanalysis.lab.contents.ContentsWithoutOutputs" in done.stderr
