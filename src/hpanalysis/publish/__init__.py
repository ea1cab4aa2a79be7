"""Puts a staged publication into reports/ at one commit point.

In: a folder of finished pages. Out: the same folder in its place. Whoever reads meanwhile, and whatever stops the
process, sees either the earlier publication whole or the new one whole.
"""

from hpanalysis.publish.publication import MAKING, READY, publish, recover

__all__ = ["MAKING", "READY", "publish", "recover"]
