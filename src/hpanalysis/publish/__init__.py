"""Staged -> reports/, at one commit point: readers see the earlier publication whole, or the new one whole."""

from hpanalysis.publish.publication import MAKING, READY, publish, recover

__all__ = ["MAKING", "READY", "publish", "recover"]
