"""Completion of commands with the Tab key: the script that a shell needs for it, and what may be completed."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from hpanalysis.cli.help_text import LOOK_UP, PROGRAM
from hpanalysis.cli.options import command
from hpanalysis.errors import WrongUse

# Set by the shell's script when Tab is pressed; the library answers it instead of running a command.
_ASKED = "_HPANALYSIS_COMPLETE"
# Shell -> the line that a user adds to the shell's own start file, or types once.
_SHELLS = {
    "bash": 'eval "$(hpanalysis completion bash)"  # i ~/.bashrc',
    "zsh": 'eval "$(hpanalysis completion zsh)"  # i ~/.zshrc',
    "fish": "hpanalysis completion fish | source  # i ~/.config/fish/config.fish",
    "powershell": "hpanalysis completion powershell | Out-String | Invoke-Expression  # i filen $PROFILE",
}


def prepare_answer() -> None:
    """Make the library ready to answer a shell that asks what a line may be completed to. Called at every start of the
    program; nothing is imported unless a shell asks."""
    if _ASKED in os.environ:
        from typer.completion import completion_init

        completion_init()


@command(LOOK_UP, *_SHELLS.values())
def completion(
    shell: Annotated[
        str, typer.Argument(metavar="FORTOLKER", help="Din kommandofortolker: bash, zsh, fish eller powershell.")
    ],
) -> None:
    """Skriv det script, der lader dig fuldføre kommandoer med tabulatortasten. Der ændres ingen filer: Sæt linjen
    nedenfor ind i den opstartsfil, der står efter #. Mappen med programmet (.venv) skal være i PATH."""
    from typer.completion import get_completion_script

    shell = {"pwsh": "powershell"}.get(shell.casefold(), shell.casefold())
    if shell not in _SHELLS:
        raise WrongUse(
            f"»{shell}« kendes ikke.",
            expected="bash, zsh, fish eller powershell.",
            do=f"Skriv »{PROGRAM} completion bash«.",
        )
    typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=_ASKED, shell=shell))
