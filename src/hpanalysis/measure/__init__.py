"""Frames -> measured: what the definitions say, counted. The engine names no indicator."""

from hpanalysis.measure.counted import Counted
from hpanalysis.measure.deliveries import Cell, cells
from hpanalysis.measure.linked import linked
from hpanalysis.measure.monthly import monthly
from hpanalysis.measure.table import measure

__all__ = ["Cell", "Counted", "cells", "linked", "measure", "monthly"]
