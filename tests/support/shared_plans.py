"""The plans that lie in the repository, each read once in a test process, because a reading takes a tenth of a second
and some hundred modules and tests ask for one. A plan cannot be changed; a test of the reading itself reads anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hpanalysis import plan as plans

ROOT = Path(__file__).resolve().parents[2]
RANDERS = ROOT / "params" / "plan"
SMALL = ROOT / "tests" / "plans" / "lillekoebing"


@cache
def read(folder: Path, *, as_printed: bool = False) -> plans.Plan:
    """The plan of one of these folders, as `plan.read` gives it."""
    return plans.read(folder, as_printed=as_printed)
