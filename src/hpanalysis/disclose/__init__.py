"""Measured + plan -> the pattern of hidden cells, and the table without them.

Here: the primary rule. What stands after this room knows nothing of a hidden number.
"""

from hpanalysis.disclose.apply import under_pattern
from hpanalysis.disclose.primary import pattern

__all__ = ["pattern", "under_pattern"]
