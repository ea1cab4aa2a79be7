"""Where an analyst begins in JupyterLab: how far the half-years have come, what to do next, and the notebooks.

notebooks/START.ipynb calls these functions. Each shows what the command line would, so nobody need leave JupyterLab.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.errors import WrongUse
from hpanalysis.pipeline.list_half_years import HalfYearState, find_states
from hpanalysis.published.names import INDEX_HTML
from hpanalysis.report import catalogue
from hpanalysis.report.html import Block, tag
from hpanalysis.workspace import Workspace

_FROM_NOTEBOOKS = ".."  # the project's folder, as a notebook's links see it
_ABOVE_TITLES = "# "


def _make_table(caption: str, heads: list[str], rows: list[list[object]]) -> Markup:
    """A table whose rows are named by their first cell. Called for each table of the start page."""
    head = tag("tr", [tag("th", word, scope="col") for word in heads])
    body = [tag("tr", tag("th", first, scope="row"), [tag("td", cell) for cell in rest]) for first, *rest in rows]
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body))


def suggest_next_step(state: HalfYearState) -> str:
    """What an analyst does next with a half-year, in Danish: the command, as `run_command` takes it. Called for its row
    on the start page."""
    half = state.half_year
    if state.published:  # its extracts may be deleted by now, and must not be asked for again
        return f"»package {half}« pakker udgivelsen til revisor."
    if not state.has_params:
        return f"»new {half}« gør halvåret klar."
    if state.missing:
        return f"Læg det, der mangler, i data/raw/{half}: {', '.join(state.missing)}."
    return f"»check {half}« efterser udtrækkene; »run {half}« udgiver rapporterne."


def _make_row(workspace: Workspace, state: HalfYearState) -> list[object]:
    """A half-year's row: its name, which leads to its front page where it is published, its extracts, its state and
    the next step. Called for each half-year."""
    half = str(state.half_year)
    page = workspace.reports / half / INDEX_HTML
    inside = page.is_file() and page.is_relative_to(workspace.root)
    link = f"{_FROM_NOTEBOOKS}/{page.relative_to(workspace.root).as_posix()}" if inside else None
    name = tag("a", half, href=link) if link else half
    return [name, state.delivered, f"{danish.capitalise(state.state)}.", suggest_next_step(state)]


def show_half_years(workspace: Workspace | None = None) -> Block:
    """The half-years in a table: extracts, whether published, next step; a sentence where there is none yet. Called in
    START.ipynb. workspace: None for that of the notebook. A file with a CPR number in its name is a `Stop`."""
    where = workspace or Workspace.from_environment()
    rows = [_make_row(where, state) for state in find_states(where)]
    if not rows:
        return Block(tag("p", "Der er ingen halvår endnu. »demo« laver opdigtede udtræk at øve sig på."), first=True)
    heads = ["Halvår", "Udtræk, der ligger her", "Rapporter", "Næste skridt"]
    return Block(_make_table("Så langt er halvårene", heads, rows), first=True)


def _read_question(notebook: Path) -> tuple[str, str]:
    """A notebook's title and the question that it answers, from the text of its first cell, which every notebook of the
    project has. Called for each notebook that the start page lists."""
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"]
    title, question, *_ = [line for line in "".join(first).split("\n") if line]
    return title.removeprefix(_ABOVE_TITLES), question


def show_notebooks(workspace: Workspace | None = None) -> Block:
    """The notebooks of half-years and of accounting years in a table, each with the question it answers; a click opens
    it. Called in START.ipynb. workspace: None for that of the notebook."""
    where = workspace or Workspace.from_environment()
    rows: list[list[object]] = []
    for name, report in {**catalogue.list_reports(), **catalogue.list_year_reports()}.items():
        file = where.notebooks / f"{name}.ipynb"
        if file.is_file():  # a report under trial may have its notebook elsewhere
            title, question = _read_question(file)
            rows.append([tag("a", title, href=file.name), question, danish.capitalise(report.readers)])
    return Block(_make_table("Notesbøgerne", ["Notesbog", "Spørgsmål", "Læses af"], rows), first=True)


def run_command(command: str) -> None:
    """Run one of the program's commands as in a terminal and print what it says, line by line as it comes. Called in
    START.ipynb. command: what follows `hpanalysis`, such as `check 2026H1`; an empty one shows the help. A quotation
    mark that is not closed raises `WrongUse`."""
    try:
        words = shlex.split(command)
    except ValueError:
        raise WrongUse(
            "Kommandoen har et anførselstegn, der ikke er lukket.",
            expected="det, der følger efter »hpanalysis«, fx check 2026H1.",
            do="Luk anførselstegnet, og kør cellen igen.",
        ) from None
    words = words[1:] if words[:1] == ["hpanalysis"] else words  # as it stands in the guide
    started = subprocess.Popen(
        [sys.executable, "-m", "hpanalysis", *words],
        cwd=Workspace.from_environment().root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert started.stdout is not None
    with started:
        for line in started.stdout:
            print(line, end="")
    if started.returncode:
        print(f"Kommandoen standsede (kode {started.returncode}).")
