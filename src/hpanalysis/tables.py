"""The tables handed from room to room: their grain, their columns, and the closed vocabularies in them.

measured   a row is an indicator, a window and an area: true counts, never leaves the data unit
Disclosed  the same rows: numbers null in every hidden row, the status says why
judged     the same rows: value, baseline, municipality, change, verdicts; what is published
checks     a row is a delivery of a source and a rule: counts only
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import pandas as pd

KEY = ["indicator_id", "window", "area_id"]

MEASURED = [
    *KEY,
    "half_year",  # the half-year whose report shows the window for the first time [string]
    "window_start",  # [date]
    "window_end",  # inclusive [date]
    "definition_version",  # [int]
    "numerator",  # marks are summed, so decimal; null if not delivered [object of Decimal]
    "denominator",  # null for counts [int]
    "numerator_persons",  # distinct persons behind the numerator; cases where the source has no persons [int]
    "complement_persons",  # distinct persons in the denominator that are not wholly in the numerator [int]
    "denominator_persons",  # [int]
    "sum_nn",  # sum over persons of numerator squared, for intervals clustered by person [int]
    "sum_nd",  # sum over persons of numerator times denominator [int]
    "sum_dd",  # sum over persons of denominator squared [int]
    "spread",  # standard deviation as delivered with a mean [float]
    "delivered_in",  # the half-year folder the window was read from [string]
    "status",  # Status value before disclosure control [string]
]

JUDGED = [
    "indicator_id",
    "area_id",
    "window",
    "half_year",
    "window_start",
    "window_end",
    "latest",  # True for the window that this half-year's report shows [bool]
    "new",  # True if that window was not in the half-year before [bool]
    "numerator",
    "denominator",
    "value",
    "unit",
    "status",
    "baseline_window",
    "baseline_value",  # as printed in the plan; two printed sources are added for counts
    "baseline_recomputed",  # from the extracts, by the definition in force then
    "change",  # value minus baseline_recomputed, else minus baseline_value, in the unit (percentage points)
    "municipality_value",  # the figure of the comparison (municipality, or country) in the same window
    "target",  # the target in the plan's words
    "versus_municipality",  # Versus value
    "since_baseline",  # Since value
    "verdict",  # Verdict value: against the delmål's target
    "reason",  # Danish, why a verdict cannot be given, else empty
    "definition_version",
    "method",  # Danish, how value and verdicts were made
    "sources",  # source keys, joined by spaces
    "delivered_in",
]

CHECKS = [
    "half_year",  # the folder of the delivery
    "source",  # key of definitions/sources, or `maalt` for the measured table
    "rule_id",
    "description",  # Danish
    "reason",  # Danish
    "owner",  # a role
    "severity",  # Severity value
    "rows",  # rows the rule was held against [int]
    "failed",  # rows that failed [int]
    "held",  # [bool]
    "indicators",  # keys of the indicators it touches, joined by spaces
]


class Status(Enum):
    """Why a cell has its number, or has none. The value is what a reader sees."""

    SHOWN = "vist"
    HIDDEN = "diskretioneret"  # to protect persons
    NOT_DELIVERED = "ikke leveret"
    NOT_MEASURED = "opgøres ikke her"
    NO_PERSONS = "ingen personer"  # 0 of 0
    NO_CASES = "ingen sager"  # a count of 0; 0 of n is shown as a number


class Versus(Enum):
    """Area against the municipality."""

    BETTER = "bedre"
    WORSE = "dårligere"
    NO_SURE_DIFFERENCE = "ikke sikkert forskellig"
    NOT_JUDGEABLE = "kan ikke vurderes"


class Since(Enum):
    """Now against the baseline."""

    IMPROVED = "forbedret"
    WORSENED = "forværret"
    NO_SURE_CHANGE = "ingen sikker ændring"
    NOT_JUDGEABLE = "kan ikke vurderes"
    BREAK = "databrud"


class Verdict(Enum):
    """Against the delmål's target."""

    MET = "opfyldt"
    ON_TRACK = "på vej"
    NOT_ON_TRACK = "ikke på vej"
    NOT_JUDGEABLE = "kan ikke vurderes"

    @classmethod
    def weakest(cls, given: Iterable[Verdict | None]) -> Verdict:
        """A delmål is as good as its weakest indicator that can be judged; not judgeable where none can."""
        found = set(given)
        return next((v for v in (cls.NOT_ON_TRACK, cls.ON_TRACK, cls.MET) if v in found), cls.NOT_JUDGEABLE)


class Severity(Enum):
    """What a broken rule does: stop the run, be printed with the figures it touches, be shown."""

    CRITICAL = "kritisk"
    WARNING = "advarsel"
    INFO = "til orientering"


class Edition(Enum):
    """offentlig: what may be published. fortrolig: unsuppressed, for the data unit only, never under reports/."""

    PUBLIC = "offentlig"
    CONFIDENTIAL = "fortrolig"


@dataclass(frozen=True)
class Disclosed:
    """The measured table after disclosure control; the only thing `judge` takes.

    table: columns of MEASURED but for the counts of persons; in rows with status HIDDEN every number is null.
    """

    table: pd.DataFrame
