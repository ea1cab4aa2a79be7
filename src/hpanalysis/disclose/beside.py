"""Figures that are chosen beside figures that are settled: what they share, whether they are of groups or of reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.disclose.attack import NEAR, Attack, find_unprotected_targets
from hpanalysis.disclose.linear_system.rows import Key, Row
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.relations import assign_denominator_ids
from hpanalysis.tables import KEY


def settle_figures(rows: Sequence[Row], pattern: pd.DataFrame) -> list[Row]:
    """The rows of all persons, each shown or hidden as the pattern says; those that are only published keep what was
    settled of them. Called before others are chosen beside them."""
    rule: dict[Key, Any] = dict(zip(zip(*(pattern[c] for c in KEY), strict=True), pattern["rule"], strict=True))
    return [replace(row, hidden=not pd.isna(rule[row.key])) if row.key in rule else row for row in rows]


def declare_all(rows: Sequence[Row]) -> dict[str, Indicator]:
    """Series -> its definition, of every series in the catalogue and of those that rows declare themselves. Called when
    it is asked which rows are over one denominator."""
    own = {row.series: row.declared for row in rows if row.declared is not None}
    return {**bridges.declare_series(catalogue.indicators()), **own}


def keep_related(figures: Sequence[Row], declared: Mapping[str, Indicator], series: Collection[str]) -> list[Row]:
    """The settled figures, without those of indicators that nothing ties to a series that is chosen. Called so that the
    system is no larger than it must be; what is tied to it is found by the denominators. declared: of all of them."""
    names = {row.series for row in figures} | set(series)
    ids = assign_denominator_ids({key: declared[key] for key in names})
    wanted = {ids[key] for key in series}
    return [row for row in figures if ids[row.series] in wanted]


@dataclass(frozen=True)
class KnownWithout:
    """What is known of counts though nothing of the chosen rows is told. Made for each part of the system; a choice
    tells too much only of a count that it leaves unprotected and of which it tells more than this."""

    k: int  # the plan's
    intervals: Mapping[int, tuple[float, float]]  # variable -> its least and greatest value, of those not protected

    @classmethod
    def of(cls, part: System, hidden: np.ndarray, k: int) -> KnownWithout:
        """Ask what is known with all chosen rows hidden. Called once for each part. hidden: by row, True also for every
        row that is to be chosen."""
        failing, attack = find_unprotected_targets(part, hidden, k), Attack(part, hidden)
        return cls(k, {target.variable: attack.compute_interval(target.variable) for target in failing})

    def find_told(self, part: System, hidden: np.ndarray) -> list[Target]:
        """The counts that a choice leaves unprotected and tells more of than is known without it. Called for each
        choice that is tried; one without any protects. hidden: by row, as chosen."""
        attack, told = Attack(part, hidden), []
        for target in find_unprotected_targets(part, hidden, self.k):
            before = self.intervals.get(target.variable)
            if before is None or not _is_same(before, attack.compute_interval(target.variable)):
                told.append(target)
        return told


def _is_same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two intervals are the same but for the solver's last digits. Called for each count that is known of in
    part without a choice."""
    return all(a == b or abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))
