"""The order of the rooms; the only place that knows it, and the only writer."""

from hpanalysis.pipeline.run import Result, Settings, run

__all__ = ["Result", "Settings", "run"]
