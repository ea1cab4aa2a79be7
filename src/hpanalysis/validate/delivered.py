"""A delivery whose frame has been made: what the rules across files and time are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear


@dataclass(frozen=True)
class Delivered:
    """A source's files in a half-year, and the frame they were loaded to. Made by `pipeline.extracts.cross_rules` for
    each delivery, read by `build_deliveries_frame` and `compare_deliveries`."""

    half_year: HalfYear
    source: Source
    frame: Path  # Parquet
    same_files: int  # how many are byte for byte those of an earlier half-year though a window closed since
    changed_files: int  # how many are not what they were when the run began
    files: int = 0  # how many there are; 0 where they were deleted as agreed

    @property
    def key(self) -> tuple[str, str]:
        """Half-year and source as texts. Read when a delivery's counts are looked up, and to name the delivery in what
        is listed as odd about it."""
        return str(self.half_year), self.source.name
