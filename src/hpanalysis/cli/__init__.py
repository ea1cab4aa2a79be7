"""hpanalysis: the command line. Exit codes: 0 done, 1 the data or a notebook failed, 2 wrong use.

A command's declaration (its name, help and options) is imported at every start, and what it does in its own body, after
its arguments are read: help and wrong use answer at once, and no command waits for the libraries of another. What a
declaration needs, and the modules beside the rooms, therefore import a large library only where they use it.
tests/unit/cli/test_imports.py holds which libraries each command may import.
"""

from hpanalysis.cli import (  # each registers its commands, in the order of the help
    completion,
    half_year,
    logs,
    lookups,
    packages,
)
from hpanalysis.cli.command_line import main
from hpanalysis.cli.options import app

__all__ = ["app", "completion", "half_year", "logs", "lookups", "main", "packages"]
