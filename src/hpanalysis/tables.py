"""The tables handed from room to room: their grain, their columns, and the closed vocabularies in them.

measured   a row is an indicator, a window and an area: true counts, never leaves the data unit
Disclosed  the same rows: numbers null in every hidden row, the status says why
linked     persons followed between two windows, for intervals of change; never leaves the data unit
monthly    the total and the municipality by month, for control charts
control    the same months against their limits: what is drawn and published of them
judged     the same rows: value, interval, baseline, municipality, change, verdicts; what is published
corrections  what was published otherwise before
checks     a row is a delivery of a source and a rule: counts only
audited    a row is a finding about printed figures, or a kind of relation that holds among them
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import pandas as pd

# A window `2023..2025` is its windows pooled (`definitions.windows.is_pooled`): a series of its own beside theirs.
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
    "largest",  # the most one person adds to the denominator (days, months; 1 for heads); null without persons [int]
    "sum_nn",  # sum over persons of numerator squared, for intervals clustered by person [int]
    "sum_nd",  # sum over persons of numerator times denominator [int]
    "sum_dd",  # sum over persons of denominator squared [int]
    "spread",  # standard deviation as delivered with a mean [float]
    "delivered_in",  # the half-year folder the window was read from [string]
    "status",  # Status value before disclosure control [string]
]

# Persons followed from an earlier window to a later one, in the same area (in the total: in any of the areas). A row
# an indicator, window, area and `reference` (the earlier window: baseline, or a year before).
LINKED = [
    *KEY,
    "reference",  # window id of the earlier window [string]
    "both_in",  # distinct persons in the numerator of both windows [int]
    "only_now",  # in both denominators, in the numerator of the later only [int]
    "only_before",  # in the numerator of the earlier only [int]
    "neither",  # in both denominators and neither numerator [int]
    "joined_in",  # in the later denominator only, and in its numerator [int]
    "joined_out",  # in the later denominator only, not in its numerator [int]
    "left_in",  # in the earlier denominator only, and in its numerator [int]
    "left_out",  # [int]
    "sum_nn",  # over persons in both: numerator now times numerator before [int]
    "sum_nd",  # numerator now times denominator before [int]
    "sum_dn",  # denominator now times numerator before [int]
    "sum_dd",  # denominator now times denominator before [int]
]

# Months of the sources that are delivered by month, for control charts: the total and the municipality only.
MONTHLY = [
    "indicator_id",
    "area_id",
    "month",  # its first day [date]
    "numerator",  # [int]
    "denominator",  # [int]
    "numerator_persons",  # [int]
    "complement_persons",  # [int]
    "denominator_persons",  # [int]
    "status",  # Status value; HIDDEN and no number after disclosure control [string]
]

# The months after disclosure control, against the limits of their control chart (XmR). A row an indicator, area and
# month, as in MONTHLY; a month that was never delivered has none.
CONTROL = [
    "indicator_id",
    "area_id",
    "month",  # its first day [date]
    "status",  # Status value
    "value",  # in the indicator's unit, one decimal more than is printed; null where there is none to show
    "unit",
    "centre",  # mean of the phase's months, same unit and decimals; null with its limits
    "lo",  # the limits of the phase, not beyond what can be (a share: 0 to 100); null where too few months give any
    "hi",
    "trial",  # True: limits of fewer than 13 months, "foreløbige grænser"; null without limits [bool]
    "phase",  # 1, 2, ...: limits are computed anew in each [int]
    "phase_reason",  # Danish, why they are since the phase's first month; empty in the first phase
    "rules",  # Special values, the one that speaks for the month first, joined by "; "; empty where none is met
    "variation",  # Variation value; null for a month without value or limits
    "target",  # the plan's target line, where its target is a number
    "assurance",  # Assured value: the limits against that line; null without a line or limits
]

JUDGED = [
    "indicator_id",
    "area_id",
    "window",
    "half_year",
    "window_start",
    "window_end",
    "latest",  # True for the window that this half-year's report shows; never for one pooled, which goes with it [bool]
    "new",  # True if that window was not in the half-year before [bool]
    "numerator",
    "denominator",
    "value",
    "lo",  # 95 % interval of the value, in its unit; null where there is none
    "hi",
    "unit",
    "status",
    "baseline_window",
    "baseline_value",  # as printed in the plan; two printed sources are added for counts
    "baseline_recomputed",  # from the extracts, by the definition in force then
    "change",  # value minus baseline_recomputed, else minus baseline_value, in the unit (percentage points)
    "change_lo",  # 95 % interval of the change
    "change_hi",
    "change_p",  # two-sided p of no change since the baseline; null where none was tested
    "since_baseline",  # Since value
    "since_reason",  # Danish, why there is no verdict since the baseline, else empty
    "year_before_window",  # the window a year before, where it does not overlap; else null
    "year_before_value",
    "year_before_change",
    "year_before_p",
    "since_year_before",  # Since value
    "year_before_reason",
    "municipality_value",  # the figure of the comparison (municipality, or country) in the same window
    "rest_value",  # the municipality without the area, which the test is held against
    "municipality_p",  # two-sided p of no difference from the rest
    "versus_municipality",  # Versus value
    "versus_reason",
    "others_value",  # the other areas together
    "others_p",
    "versus_others",  # Versus value
    "others_reason",
    "target",  # the target in the plan's words
    "margin",  # how far from the municipality "at its level" reaches, in the unit; null for other targets
    "line",  # where the straight line from the baseline to the target stood at the window's end; null without one
    "verdict",  # Verdict value: against the delmål's target
    "reason",  # Danish, why the target's verdict cannot be given, else empty
    "definition_version",
    "method",  # Danish, how value, interval and verdicts were made
    "sources",  # source keys, joined by spaces
    "delivered_in",
]

# What was published otherwise before: a row a figure and a change of it, the newest last. Every cell is text as it is
# printed in indicators.csv, or null.
CORRECTIONS = [
    *KEY,
    "published_in",  # the half-year whose report showed the earlier figure
    "status_before",  # Status value as published
    "value_before",  # as published, null if it was not shown
    "numerator_before",
    "denominator_before",
    "status_now",  # Status value
    "value_now",  # null if it is not shown now
    "numerator_now",
    "denominator_now",
    "unit",
    "cause",  # Cause value
    "why",  # a Danish sentence
    "corrected_on",  # date of the report that shows the new figure [date]
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

AUDITED = [
    "answer",  # Answer value
    "kind",  # key of audit_table.Kind
    "title",  # Danish
    "reasoning",  # Danish, from printed figures alone
    "derived",  # Danish, in counts of persons that follow; empty where there are none
    "must_be",  # Danish, what the figures must be; empty where it cannot be said
    "cells",  # the figures concerned, one a line: file, row, indicator, window, area, column
    "times",  # for what holds: how many relations of the kind [int]
]


class Status(Enum):
    """Why a cell has its number, or has none. The value is what a reader sees."""

    SHOWN = "vist"
    HIDDEN = "diskretioneret"  # to protect persons
    NOT_DELIVERED = "ikke leveret"
    NOT_MEASURED = "opgøres ikke her"
    NO_PERSONS = "ingen personer"  # 0 of 0
    NO_CASES = "ingen sager"  # a count of 0; 0 of n is shown as a number

    @property
    def has_counts(self) -> bool:
        """Whether numerator and denominator stand in the table: not those of a hidden cell, but 0 of 0 do."""
        return self in (Status.SHOWN, Status.NO_PERSONS, Status.NO_CASES)

    @classmethod
    def words_with_counts(cls) -> frozenset[str]:
        """The words that tables and published files have for a status with counts."""
        return frozenset(status.value for status in cls if status.has_counts)


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
    def of_all(cls, given: Iterable[Verdict | None]) -> Verdict:
        """Of several figures that must all meet their target: one that is not on its way decides for all; else one that
        cannot be judged (None: it may not be shown) leaves the whole not judgeable; else the weakest counts."""
        found = set(given) or {None}
        if cls.NOT_ON_TRACK in found:
            return cls.NOT_ON_TRACK
        if found & {cls.NOT_JUDGEABLE, None}:
            return cls.NOT_JUDGEABLE
        return cls.ON_TRACK if cls.ON_TRACK in found else cls.MET


class Cause(Enum):
    """Why a published figure was corrected. The value is what a reader sees."""

    SOURCE = "udtrækket er rettet"
    DEFINITION = "definitionen er ændret"
    CODE = "beregningen er rettet"
    PROTECTION = "diskretioneringen er ændret"
    UNKNOWN = "årsagen er ikke registreret"


class Special(Enum):
    """The rules for special variation in a control chart, each with its way. The value is what a reader sees."""

    ABOVE = "over øvre grænse"
    BELOW = "under nedre grænse"
    RISING = "syv eller flere stigende i træk"
    FALLING = "syv eller flere faldende i træk"
    NEAR_UPPER = "to af tre tæt på øvre grænse"
    NEAR_LOWER = "to af tre tæt på nedre grænse"
    HIGH = "syv eller flere i træk over gennemsnittet"
    LOW = "syv eller flere i træk under gennemsnittet"


class Variation(Enum):
    """What the rules say of a month, turned by the indicator's direction."""

    ORDINARY = "ingen særlig variation"
    WANTED = "særlig variation i den ønskede retning"
    UNWANTED = "særlig variation, ikke i den ønskede retning"
    NEUTRAL = "særlig variation"  # where a change may not be called better or worse


class Assured(Enum):
    """The band between the limits against a target line."""

    MET = "målet nås, så længe tallet svinger som hidtil"
    MISSED = "målet nås ikke, så længe tallet svinger som hidtil"
    VARIES = "målet nås i nogle måneder og ikke i andre"


class Severity(Enum):
    """What a broken rule does: stop the run, be printed with the figures it touches, be shown."""

    CRITICAL = "kritisk"
    WARNING = "advarsel"
    INFO = "til orientering"


class Answer(Enum):
    """Whether printed figures can all be true."""

    CONTRADICTED = "i modstrid"  # no persons at all give these figures
    UNDECIDED = "kan ikke afgøres"  # different sources, another year, no n
    CONSISTENT = "i orden"  # some persons give them; it does not say that they are right


class Edition(Enum):
    """offentlig: what may be published. fortrolig: unsuppressed, for the data unit only, never under reports/."""

    PUBLIC = "offentlig"
    CONFIDENTIAL = "fortrolig"


@dataclass(frozen=True)
class Disclosed:
    """The measured table after disclosure control; the only thing `judge` takes.

    table: columns of MEASURED but for the persons behind numerator and complement and the most that one person adds;
    in rows with status HIDDEN every number is null.
    linked: rows of LINKED that may be used: both figures are shown, and so might be every count of persons in them.
    """

    table: pd.DataFrame
    linked: pd.DataFrame
