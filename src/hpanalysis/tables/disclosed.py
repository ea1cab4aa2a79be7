"""What disclosure control lets through: the only thing that may be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Disclosed:
    """The measured table after disclosure control; the only thing `judge` takes.

    Made by `disclose.apply_pattern` in each run.

    table: columns of MEASURED but for the persons behind numerator and complement and the most that one person adds; in
    rows with status HIDDEN every number is null.

    linked: rows of LINKED that may be used: both figures are shown, and so might be every count of persons in them.
    """

    table: pd.DataFrame
    linked: pd.DataFrame
