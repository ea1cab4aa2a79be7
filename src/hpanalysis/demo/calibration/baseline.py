"""A printed row that the calibration can use: one with a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.plan import Printed


@dataclass(frozen=True, kw_only=True)
class Baseline(Printed):
    """A row of the plan's printed baselines that has a value."""

    value: Decimal

    @classmethod
    def of(cls, row: Printed) -> Baseline:
        """The row as a baseline; `TypeError` for a row without a value, by which nothing can be calibrated."""
        if row.value is None:
            raise TypeError("a printed baseline has no value")
        return cls(**vars(row))
