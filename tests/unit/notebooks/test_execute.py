"""Real Papermill, with our engine, on notebooks made in the test."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from hpanalysis import notebooks
from hpanalysis.errors import Stop
from hpanalysis.notebooks.execute import NotebookFailed, execute_notebook


def book(path, *sources, parameters='half_year = "2026H1"  # the half-year\nn = 3  # a number'):
    cells = [new_markdown_cell("# Prøve"), new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    made = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    made.metadata["language_info"] = {"name": "python"}
    nbformat.write(made, path)
    return path


def test_parameters_reach_the_cells_and_the_last_value_is_shown(tmp_path):
    path = book(tmp_path / "a.ipynb", "print(half_year)\nn + 1")
    done = execute_notebook(path, tmp_path / "ud" / "a.ipynb", {"half_year": "2025H2", "n": 41})
    text = str([cell.get("outputs") for cell in done.cells])
    assert "2025H2" in text
    assert "'42'" in text


def test_a_cell_with_the_tag_that_is_not_run_stands_there_without_a_result(tmp_path):
    path = book(tmp_path / "a.ipynb", "raise ValueError", "n + 1")
    made = nbformat.read(path, 4)
    made.cells[2].metadata["tags"] = ["for-analytikeren"]
    nbformat.write(made, path)
    done = execute_notebook(path, tmp_path / "ud.ipynb", {"n": 41}, not_run="for-analytikeren")
    left_as_it_is = next(cell for cell in done.cells if cell.source == "raise ValueError")
    assert (left_as_it_is.outputs, left_as_it_is.execution_count) == ([], None)
    assert "'42'" in str(done.cells[-1].outputs)
    with pytest.raises(NotebookFailed, match="ValueError"):  # as in JupyterLab, where all cells are run
        execute_notebook(path, tmp_path / "alle.ipynb", {"n": 41})


def test_the_executed_notebook_holds_no_clock_no_path_and_no_random_id(tmp_path):
    path = book(tmp_path / "a.ipynb", "half_year")
    for name in ("en", "to"):
        execute_notebook(path, tmp_path / f"{name}.ipynb", {"half_year": "2025H2"})
    first, second = ((tmp_path / f"{name}.ipynb").read_bytes() for name in ("en", "to"))
    assert first == second
    assert str(tmp_path).encode() not in first
    assert b"papermill" not in first


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"halfyear": "2026H1"}, "Parameteren halfyear kendes ikke. Ventet: half_year, n"),
        ({"n": "abc"}, "Parameteren n har ikke den rigtige type. Ventet: et helt tal"),
        ({"half_year": 2026}, "Parameteren half_year har ikke den rigtige type. Ventet: tekst"),
    ],
)
def test_unknown_and_ill_typed_parameters_are_refused_before_anything_runs(tmp_path, parameters, said):
    path = book(tmp_path / "a.ipynb", "open('kørt', 'w')")
    with pytest.raises(Stop) as stop:
        execute_notebook(path, tmp_path / "ud.ipynb", parameters)
    assert said in str(stop.value)
    assert not (tmp_path / "ud.ipynb").exists()


@pytest.mark.parametrize("cell", ["import os", "n = os.getpid()", "n, m = 1, 2", "n = m = 1", "n = 'åben", "n += 1"])
def test_a_parameters_cell_holds_literals_only(tmp_path, cell):
    path = book(tmp_path / "a.ipynb", parameters=cell)
    with pytest.raises(Stop, match="faste værdier"):
        notebooks.check_parameters(path, {})


def test_a_failing_cell_stops_the_notebook_and_its_message_stays_inside(tmp_path):
    path = book(tmp_path / "a.ipynb", "raise ValueError('0102' + '03-1234')", "print('bagefter')")
    with pytest.raises(NotebookFailed) as failed:
        execute_notebook(path, tmp_path / "ud.ipynb", {})
    text = (tmp_path / "ud.ipynb").read_text(encoding="utf-8")
    assert failed.value.said == "ValueError"
    assert "010203-1234" not in text
    assert not [cell for cell in nbformat.read(tmp_path / "ud.ipynb", 4).cells[3:] if cell.get("outputs")]


def test_a_foreseen_error_is_told_in_its_own_words(tmp_path):
    path = book(tmp_path / "a.ipynb", "from hpanalysis.errors import Stop\nraise Stop('Halvåret er ikke kørt endnu.')")
    with pytest.raises(NotebookFailed, match="Halvåret er ikke kørt endnu"):
        execute_notebook(path, tmp_path / "ud.ipynb", {})


def test_one_notebook_sees_nothing_of_another(tmp_path):
    execute_notebook(book(tmp_path / "a.ipynb", "hemmelig = 1"), tmp_path / "a-ud.ipynb", {})
    with pytest.raises(NotebookFailed, match="NameError"):
        execute_notebook(book(tmp_path / "b.ipynb", "hemmelig"), tmp_path / "b-ud.ipynb", {})
