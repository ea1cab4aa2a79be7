"""Completion of commands with the Tab key: the script that a shell needs for it, and what may be completed."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from hpanalysis.cli.help_text import PROGRAM
from hpanalysis.cli.options import LOOK_UP, command
from hpanalysis.errors import WrongUse

# Set by the shell's script when Tab is pressed; the library answers it instead of running a command.
_ASKED = "_HPANALYSIS_COMPLETE"
# Shell -> the line that a user adds to the shell's own start file, or types once.
_SHELLS = {
    "bash": 'eval "$(hpanalysis completion bash)"  i ~/.bashrc',
    "zsh": 'eval "$(hpanalysis completion zsh)"  i ~/.zshrc',
    "fish": "hpanalysis completion fish | source  i ~/.config/fish/config.fish",
    "powershell": "hpanalysis completion powershell | Out-String | Invoke-Expression  i filen $PROFILE",
}


def prepare_answer() -> None:
    """Make the library ready to answer a shell that asks what a line may be completed to. Called at every start of the
    program; nothing is imported unless a shell asks."""
    if _ASKED in os.environ:
        from typer.completion import completion_init

        completion_init()


@command(LOOK_UP, *_SHELLS.values())
def completion(
    shell: Annotated[str, typer.Argument(metavar="SKAL", help="Din skal: bash, zsh, fish eller powershell.")],
) -> None:
    """Skriv det, som din skal behøver for at fuldføre kommandoer med tabulatortasten. Der ændres ingen filer: sæt
    linjen nedenfor ind i din skals opstartsfil."""
    from typer.completion import get_completion_script

    if shell not in _SHELLS:
        raise WrongUse(
            f"»{shell}« er ingen skal, der kan fuldføres i.",
            expected="bash, zsh, fish eller powershell.",
            do=f"Skriv »{PROGRAM} completion bash«.",
        )
    typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=_ASKED, shell=shell))
