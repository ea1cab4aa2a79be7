"""`hpanalysis` and `python -m hpanalysis`: a run with nothing to do is answered before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that was typed and end the process with its exit code. Called by the program's entry point."""
    from hpanalysis.unchanged.answer import answer

    if (told := answer(sys.argv[1:])) is not None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        print(told)
        sys.exit()
    from hpanalysis.cli import main as run_command_line

    run_command_line()


if __name__ == "__main__":
    main()
