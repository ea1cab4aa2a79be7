"""A report is one notebook and one file, as the README's example has it: nothing else is touched."""

import json
import re
import textwrap

import nbformat
import pytest

import page_gate
import projects

README = (projects.ROOT / "README.md").read_text(encoding="utf-8")
NAME = "kort_fortalt"


def _blocks() -> list[str]:
    """The example's code: the notebook's cells in their order, the last block the declaration."""
    example = README[README.index("- **A report**") : README.index("- **Another helhedsplan**")]
    found = re.findall(r"^  ```python\n(.*?)^  ```", example, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


@pytest.fixture(scope="module")
def added(made, tmp_path_factory):
    """The small plan's project with the README's report in it, and the half-year run again."""
    folder = tmp_path_factory.mktemp("rapport")
    project = made.copy(folder / "projekt")
    parameters, *calls, declaration = _blocks()
    cells = [nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(call) for call in calls]
    kernel = nbformat.read(project.folder / "notebooks" / "oversigt.ipynb", as_version=4).metadata
    book = nbformat.v4.new_notebook(cells=cells, metadata=kernel)  # as JupyterLab writes it
    nbformat.write(book, project.folder / "notebooks" / f"{NAME}.ipynb")
    (folder / "reports").mkdir()
    (folder / "reports" / f"{NAME}.py").write_text(declaration, encoding="utf-8")
    done = project.hpanalysis("run", "2026H1", HPANALYSIS_MORE_REPORTS=str(folder / "reports"))
    assert done.returncode == 0, done.stderr
    return project.reports / "2026H1"


@pytest.mark.slow
def test_its_page_is_published_with_its_heading_and_what_its_cells_show(added):
    html = (added / f"{NAME}.html").read_text(encoding="utf-8")
    assert page_gate.findings(html, added) == []
    assert "<h1>Helhedsplanen kort fortalt</h1>" in html and "delmål" in page_gate.read(html).text


@pytest.mark.slow
def test_every_page_leads_to_it_between_its_neighbours(added):
    for path in added.glob("*.html"):
        hrefs = [a.get("href") for a in page_gate.read(path.read_text(encoding="utf-8")).all("a")]
        assert hrefs.index("oversigt.html") < hrefs.index(f"{NAME}.html"), path.name
        assert hrefs.index(f"{NAME}.html") < next(n for n, href in enumerate(hrefs) if "delaftale-" in href), path.name


@pytest.mark.slow
def test_the_front_page_says_what_it_is_about(added):
    front = (added / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{NAME}.html">Kort fortalt</a><small>målene på ét minut</small>' in front


@pytest.mark.slow
def test_the_manifest_says_what_it_is_made_of(added):
    graph = json.loads((added / "manifest.json").read_text(encoding="utf-8"))["graph"]
    (step,) = [step for step in graph if step["made"] == f"published/{NAME}.html"]
    assert {f"notebooks/{NAME}.ipynb", "tables/judged"} <= set(step["from"])
    assert not [of for of in step["from"] if of.startswith(("tables/frames", "extracts/", "before/"))]


def test_a_package_is_refused_while_a_report_is_under_trial(made, tmp_path):
    (tmp_path / f"{NAME}.py").write_text(_blocks()[-1], encoding="utf-8")
    done = made.hpanalysis(
        *("package", "2026H1", "--first", "--to", str(tmp_path / "p.zip")), HPANALYSIS_MORE_REPORTS=str(tmp_path)
    )
    assert done.returncode != 0 and "rapporter på prøve (HPANALYSIS_MORE_REPORTS)" in done.stderr
