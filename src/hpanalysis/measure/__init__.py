"""Frames -> measured: what the definitions say, counted. The engine names no indicator."""

from hpanalysis.measure.deliveries import Cell, cells
from hpanalysis.measure.table import measure

__all__ = ["Cell", "cells", "measure"]
