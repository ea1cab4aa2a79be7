"""What the commands share: the program itself, the folders they may be given, and how a path is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from hpanalysis import project_folders
from hpanalysis.cli.help_text import Command, Program

if TYPE_CHECKING:
    from hpanalysis.definitions.windows import HalfYear
    from hpanalysis.progress_bar import ProgressBar
    from hpanalysis.workspace import Workspace

_Function = TypeVar("_Function", bound=Callable[..., Any])

app = typer.Typer(
    add_completion=False,  # `hpanalysis completion` writes the script instead, in Danish
    cls=Program,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Følg en boligsocial helhedsplan: fra halvårets udtræk til færdige rapporter.",
)


def command(panel: str, *examples: str, name: str | None = None) -> Callable[[_Function], _Function]:
    """Register a function as a command of the program, with the program's own form of help. Used on each function that
    is a command. panel: the Danish heading that it stands under in the program's help. examples: lines that may be
    typed. name: where the function's own is not the command's."""
    return app.command(name, cls=Command, rich_help_panel=panel, epilog="\n".join(examples))


def _print_version(wanted: bool) -> None:
    """Print the program's version and end. Called by the library when the line has `--version`."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"hpanalysis {version('hpanalysis')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def show_help_or_version(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Vis programmets version.")
    ] = False,
) -> None:
    """Følg en boligsocial helhedsplan: fra halvårets udtræk til færdige rapporter."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


HalfYearArgument = Annotated[str, typer.Argument(metavar="HALVÅR", help="Halvåret, fx 2026H1.")]
Raw = Annotated[
    Path | None, typer.Option(metavar="MAPPE", help="Mappen med udtræk (ellers data/raw).", show_default=False)
]
Processed = Annotated[
    Path | None,
    typer.Option(metavar="MAPPE", help="Mappen til interne tabeller (ellers data/processed).", show_default=False),
]
Reports = Annotated[
    Path | None, typer.Option(metavar="MAPPE", help="Mappen til udgivelser (ellers reports).", show_default=False)
]
PlanFolder = Annotated[
    Path | None,
    typer.Option("--plan", metavar="MAPPE", help="Mappen med planen (ellers params/plan).", show_default=False),
]
CORES = os.cpu_count() or 1
Jobs = Annotated[
    int,
    typer.Option(
        min=1,
        metavar="ANTAL",
        help="Hvor mange notesbøger der køres ad gangen (ellers én for hver kerne).",
        show_default=False,
    ),
]


def choose_workspace(
    raw: Path | None = None,
    processed: Path | None = None,
    reports: Path | None = None,
    plan: Path | None = None,
) -> Workspace:
    """The folders that a command works in: those given as options, the usual ones for None. Called by every command
    that reads or writes them. With a plan elsewhere, what else lies in params (the half-years' files such as
    2026H1.yaml, and the secretariat's logs) lies in the plan's folder too."""
    from hpanalysis.workspace import Workspace

    given = {"raw": raw, "processed": processed, "reports": reports, "plan_folder": plan}
    root = project_folders.find_root()
    chosen = project_folders.choose_folders(
        root, {field: str(folder) if folder else None for field, folder in given.items()}
    )
    return Workspace.at(Path(root), **{field: Path(folder) for field, folder in chosen.items()})


def read_half_year(text: str) -> HalfYear:
    """The half-year that was typed, such as `2026H1` or `2026h1`; anything else raises `WrongUse`. Called for every
    half-year on the line, before what works with it is imported."""
    from hpanalysis.workspace import parse_half_year

    return parse_half_year(text)


def make_progress_bar() -> ProgressBar:
    """The progress bar of a command that takes a while. Called as it begins to work."""
    from hpanalysis.progress_bar import ProgressBar

    return ProgressBar()


def format_path(path: Path) -> str:
    """The path as it is, or relative to the current folder it lies below; `…` stands for the name of a folder or a file
    that may hold a CPR number. Called where a command names what it made."""
    from hpanalysis.cpr import may_hold_number

    here = Path.cwd().resolve()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return str(Path(*("…" if may_hold_number(part) else part for part in shown.parts)))
