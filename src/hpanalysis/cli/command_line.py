"""The command line run: what goes wrong is one Danish sentence and an exit code."""

from __future__ import annotations

import io
import sys

from hpanalysis.cli.completion import prepare_answer
from hpanalysis.cli.help_text import PROGRAM
from hpanalysis.cli.misuse import describe_misuse
from hpanalysis.cli.options import app
from hpanalysis.errors import FAILED, WRONG_USE, Stop, describe_safely, explain_no_access, format_finding


def _describe_unforeseen_error(error: Exception) -> str:
    """One Danish sentence on a disk that is full or cannot be written to, or on an error nobody thought of. The error's
    message and traceback are left out, because they could hold a person's value. Called by `main` for whatever is
    neither a `Stop` nor wrong use of the command."""
    if explained := explain_no_access(error):
        return f"{explained} Det, der var udgivet, står uændret."
    return format_finding(
        "",
        f"Der skete en uventet fejl ({describe_safely(error)}). Det, der var udgivet, står uændret.",
        do="Kør igen. Sker det igen, så giv linjen her videre til dem, der vedligeholder programmet.",
    )


def main() -> None:
    """Run the command that was typed (`hpanalysis ...`) and end the process with its exit code; errors go to stderr."""
    import hpanalysis.pipeline.pages.lean_imports  # noqa: F401 before whatever a command imports

    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)  # what Python opens at its start
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        prepare_answer()
        code = app(prog_name=PROGRAM, standalone_mode=False) or 0
    except Stop as stop:
        print(stop, file=sys.stderr)
        code = stop.exit_code
    except KeyboardInterrupt:
        print("Afbrudt. Det, der var udgivet, står uændret.", file=sys.stderr)
        code = FAILED
    except Exception as error:
        of_the_parser = hasattr(error, "format_message")
        print(describe_misuse(error) if of_the_parser else _describe_unforeseen_error(error), file=sys.stderr)
        code = WRONG_USE if of_the_parser else FAILED
    sys.exit(code)
