"""What the commands share: the program itself, the folders they may be given, and how a path is shown."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from hpanalysis.cpr import may_hold_number
from hpanalysis.workspace import Workspace

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Følg en boligsocial helhedsplan: fra halvårets udtræk til færdige rapporter.",
)

HalfYearArgument = Annotated[str, typer.Argument(metavar="HALVÅR", help="Halvåret, fx 2026H1.")]
Raw = Annotated[Path | None, typer.Option(help="Mappen med udtræk (ellers data/raw).", show_default=False)]
Processed = Annotated[
    Path | None, typer.Option(help="Mappen til interne tabeller (ellers data/processed).", show_default=False)
]
Reports = Annotated[Path | None, typer.Option(help="Mappen til udgivelser (ellers reports).", show_default=False)]
PlanFolder = Annotated[
    Path | None, typer.Option("--plan", help="Mappen med planen (ellers params/plan).", show_default=False)
]
CORES = os.cpu_count() or 1
Jobs = Annotated[int, typer.Option(min=1, help="Hvor mange notesbøger der køres ad gangen.")]


def choose_workspace(
    raw: Path | None = None,
    processed: Path | None = None,
    reports: Path | None = None,
    plan: Path | None = None,
) -> Workspace:
    """The folders that a command works in: those given as options, the usual ones for None. Called by every command
    that reads or writes them. With a plan elsewhere, what else lies in params (the half-years' files such as
    2026H1.yaml, and the secretariat's logs) lies in the plan's folder too."""
    found = Workspace.at(raw=raw, processed=processed, reports=reports, plan_folder=plan)
    if plan is not None and found.plan_folder != found.root / "params" / "plan":
        found = Workspace.at(raw=raw, processed=processed, reports=reports, plan_folder=plan, params=plan)
    return found


def make_progress_bar():
    """The progress bar of a command that takes a while. Called as it begins to work; the bar's library is imported only
    then, so that other commands start quickly."""
    from hpanalysis.progress_bar import ProgressBar

    return ProgressBar()


def format_path(path: Path) -> str:
    """The path as it is, or relative to the current folder it lies below; `…` stands for the name of a folder or a file
    that may hold a CPR number. Called where a command names what it made."""
    here = Path.cwd().resolve()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return str(Path(*("…" if may_hold_number(part) else part for part in shown.parts)))
