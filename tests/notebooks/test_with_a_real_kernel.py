"""What an analyst does in JupyterLab: open a notebook, run all cells, on its default parameters, in a real kernel."""

import ast
from pathlib import Path

import nbformat
import papermill
import pytest

import projects
from hpanalysis.lab import bare_notebook

# What belongs in the package: definitions, loops, filters.
WORK = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.comprehension, ast.Subscript, ast.If)
BOOKS = sorted((projects.ROOT / "notebooks").glob("*.ipynb"))
PRINTS = ("START",)  # it runs commands, which say what they did
FOR_LAB = ("delaftale", "deltagere")  # they have cells for the analyst, which are left out of the page


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_every_notebook_runs_top_to_bottom_on_its_default_parameters(randers, tmp_path, path, monkeypatch):
    _run_in_lab(randers, path, tmp_path, monkeypatch)


def test_a_notebook_whose_parameters_the_small_plan_knows_runs_on_it_too(made, tmp_path, monkeypatch):
    _run_in_lab(made, projects.ROOT / "notebooks" / "oversigt.ipynb", tmp_path, monkeypatch)


def _run_in_lab(project, path, tmp_path, monkeypatch):
    """Run a notebook as JupyterLab does, in a project's folder of notebooks, and look at what its cells show."""
    monkeypatch.chdir(project.folder / "notebooks")
    done = papermill.execute_notebook(
        str(path), str(tmp_path / path.name), kernel_name="python3", progress_bar=False, cwd=str(Path.cwd())
    )
    unwanted = ("error",) if path.stem in PRINTS else ("error", "stream")
    assert not [o for cell in done.cells for o in cell.get("outputs", []) if o.output_type in unwanted]
    assert any("text/html" in o.get("data", {}) for cell in done.cells for o in cell.get("outputs", []))
    # What a run does not execute, because no page shows it, is what the analyst is here for.
    for_lab = [cell for cell in done.cells if cell.cell_type == "code" and "kun-notesbog" in cell.metadata["tags"]]
    assert all("text/html" in cell.outputs[0].data for cell in for_lab)
    assert bool(for_lab) == (path.stem in FOR_LAB)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_talks_and_the_package_works(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert len(book.cells) <= 12
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert not bare_notebook.list_traces(book)
    nodes = [node for cell in code for node in ast.walk(ast.parse(cell.source))]
    assert not [node for node in nodes if isinstance(node, WORK)]
