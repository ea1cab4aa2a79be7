"""The verdict of a delmål: that of its weakest indicator that can be judged."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.tables import Verdict

_WEAKEST_FIRST = (Verdict.NOT_ON_TRACK, Verdict.ON_TRACK, Verdict.MET)


def weakest(verdicts: Iterable[str | None]) -> Verdict:
    """The weakest of the verdicts given; `kan ikke vurderes` where none of them could be judged."""
    given = set(verdicts)
    return next((verdict for verdict in _WEAKEST_FIRST if verdict.value in given), Verdict.NOT_JUDGEABLE)
