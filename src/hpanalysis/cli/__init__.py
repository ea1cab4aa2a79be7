"""hpanalysis: the command line. Exit codes: 0 done, 1 the data or a notebook failed, 2 wrong use."""

from hpanalysis.cli import half_year, lookups, packages  # each registers its commands, in the order of the help
from hpanalysis.cli.command_line import main
from hpanalysis.cli.options import app

__all__ = ["app", "half_year", "lookups", "main", "packages"]
