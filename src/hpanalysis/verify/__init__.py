"""A documentation package checked alone: standard library only, offline, without trust in what made it."""

from hpanalysis.verify.check import NAMES, Result, check, check_all
from hpanalysis.verify.command import lines, main, report, signers_of
from hpanalysis.verify.opening.outcomes import Outcome, State

__all__ = ["NAMES", "Outcome", "Result", "State", "check", "check_all", "lines", "main", "report", "signers_of"]
