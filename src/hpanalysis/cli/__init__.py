"""hpanalysis: the command line. Exit codes: 0 done, 1 the data or a notebook failed, 2 wrong use."""

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
