"""A run makes again the pages that a change touches and reuses the others; what it publishes is what a run that reuses
nothing publishes, to the byte, for every kind of change."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from slow_cases import keep_quick

RUN = ("run", "2026H1")
RECORD = Path("2026H1", "pages-offentlig.json")


def comment_on_an_indicator(project) -> set[str]:
    path = project.folder / "params" / "2026H1.yaml"
    text = path.read_text("utf-8").replace("comments: []\n", "")
    told = "comments:\n" if "comments:" not in text else ""
    told += "  - indicator: elevfravaer\n    text: Skolerne ringer hjem.\n    role: Prøven\n    date: 2026-09-01\n"
    path.write_text(text.rstrip("\n") + "\n" + told, "utf-8")
    return {"delaftale-opvaekst"}


def another_report_date(project) -> None:
    path = project.folder / "params" / "2026H1.yaml"
    path.write_text(re.sub(r"report_date: .*", "report_date: 2026-09-20", path.read_text("utf-8")), "utf-8")


def one_notebook(project) -> set[str]:
    path = project.folder / "notebooks" / "datakvalitet.ipynb"
    book = nbformat.read(path, as_version=4)
    book.cells[-1].source += "\n# prøve"
    nbformat.write(book, path)
    return {"datakvalitet"}


def one_extract(project) -> None:
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    path.write_text("\ufeff" + "".join(lines[:-1]), "utf-8")


def a_rule(project) -> None:
    path = next((project.folder / "expectations").glob("*.json"))
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def a_name_of_the_plan(project) -> None:
    path = project.plan / "delmaal.csv"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


TOUCHES_SOME = [comment_on_an_indicator, one_notebook]
TOUCHES_ALL = [another_report_date, one_extract, a_rule, a_name_of_the_plan]


def read_made(project) -> dict[str, bytes]:
    """Every file that a run publishes and every notebook that it executed."""
    kept = project.processed / "2026H1" / "notebooks"
    return {
        path.relative_to(project.folder).as_posix(): path.read_bytes()
        for folder in (project.reports, kept)
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".laas"
    }


def run(project) -> set[str]:
    """The names of the pages that a run made, by the times of the files that it wrote."""
    staged = project.processed / "2026H1" / "staged"
    before = {path.stem: path.stat().st_mtime_ns for path in staged.glob("*.html")}
    done = project.hpanalysis(*RUN)
    assert done.returncode == 0, done.stderr
    with_notebook = {page["name"] for page in read_record(project)}
    return {name for name in with_notebook if (staged / f"{name}.html").stat().st_mtime_ns != before.get(name)}


def read_record(project) -> list[dict]:
    return json.loads((project.processed / RECORD).read_text("utf-8"))["pages"]


def compare_with_no_reuse(made, project, change, folder):
    """The same change, in a copy whose run finds nothing to reuse."""
    other = made.copy(folder)
    for record in (RECORD, RECORD.with_name("tables.json")):
        (other.processed / record).unlink()
    change(other)
    assert run(other) == {page["name"] for page in read_record(other)}
    assert read_made(project) == read_made(other)


@pytest.mark.parametrize(
    "change", keep_quick(TOUCHES_SOME, "comment_on_an_indicator"), ids=lambda change: change.__name__
)
def test_a_change_of_one_page_makes_that_page_and_publishes_the_same_bytes(made, tmp_path, change):
    project = made.copy(tmp_path / "projekt")
    touched = change(project)
    assert run(project) == touched
    compare_with_no_reuse(made, project, change, tmp_path / "andet")


@pytest.mark.slow
def test_a_second_change_reuses_what_the_first_reused(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    first = comment_on_an_indicator(project)
    assert run(project) == first
    before = list_times(project)
    second = one_notebook(project)
    assert run(project) == second
    assert list_times(project) == before


def list_times(project) -> dict[str, int]:
    """When each frame and table of the half-year was written."""
    folder = project.processed / "2026H1"
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


@pytest.mark.slow
@pytest.mark.parametrize("change", TOUCHES_ALL, ids=lambda change: change.__name__)
def test_a_change_of_what_all_pages_are_made_of_makes_all(made, tmp_path, change):
    project = made.copy(tmp_path / "projekt")
    change(project)
    assert run(project) == {page["name"] for page in read_record(project)}
    compare_with_no_reuse(made, project, change, tmp_path / "andet")


@pytest.mark.slow
def test_a_page_that_was_tampered_with_in_the_store_is_made_again(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    touched = one_notebook(project)
    staged = project.processed / "2026H1" / "staged"
    page, notebook = staged / "delaftale-opvaekst.html", project.processed / "2026H1/notebooks/oversigt.ipynb"
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<p>97,5 pct.</p></body>"))
    notebook.write_bytes(notebook.read_bytes() + b" ")
    chart = next((staged / "grafer" / "omraade-soeparken").iterdir())
    chart.unlink()
    assert run(project) == touched | {"delaftale-opvaekst", "oversigt", "omraade-soeparken"}
    compare_with_no_reuse(made, project, one_notebook, tmp_path / "andet")


@pytest.mark.slow
def test_a_record_of_pages_that_was_edited_is_not_believed(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    one_notebook(project)
    path = project.processed / RECORD
    path.write_text(path.read_text("utf-8").replace("sha256", "sha1").replace("oversigt", "oversigter"), "utf-8")
    made_now = run(project)
    assert made_now == {page["name"] for page in read_record(project)} and len(made_now) > 5


def change_module(project, shows: bool) -> None:
    """A module of the analyst's own beside the notebooks, and a notebook that imports it."""
    (project.folder / "notebooks" / "hjaelp.py").write_text(f"SHOWS = {shows}\n", "utf-8")


@pytest.mark.slow
def test_a_module_beside_the_notebooks_is_of_every_page(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    change_module(project, True)
    one_notebook(project)
    everything = {page["name"] for page in read_record(project)}
    assert run(project) == everything
    change_module(project, False)
    comment_on_an_indicator(project)
    assert run(project) == everything


def take_a_frame_away(project) -> None:
    """The frames of an earlier half-year go when its folder of extracts is there and empty."""
    comment_on_an_indicator(project)
    for path in (project.raw / "2025H1").iterdir():
        path.unlink()


@pytest.mark.slow
def test_tables_are_made_again_where_a_frame_that_they_rest_on_is_gone(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    take_a_frame_away(project)
    assert run(project) == {page["name"] for page in read_record(project)}
    compare_with_no_reuse(made, project, take_a_frame_away, tmp_path / "andet")


@pytest.mark.slow
def test_a_table_that_no_run_made_is_removed_where_tables_are_reused(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    stray = project.processed / "2026H1" / "kriterier.parquet"
    stray.write_bytes((stray.parent / "judged.parquet").read_bytes())
    comment_on_an_indicator(project)
    run(project)
    assert not stray.exists()
    compare_with_no_reuse(made, project, comment_on_an_indicator, tmp_path / "andet")


@pytest.mark.slow
def test_when_a_notebook_fails_the_others_are_made_once(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    another_report_date(project)
    whole = (project.folder / "notebooks" / "datakvalitet.ipynb").read_bytes()
    project.break_notebook("datakvalitet", "1 / 0")
    assert project.hpanalysis(*RUN).returncode == 1
    (project.folder / "notebooks" / "datakvalitet.ipynb").write_bytes(whole)
    assert run(project) == {"datakvalitet"}
    compare_with_no_reuse(made, project, another_report_date, tmp_path / "andet")
