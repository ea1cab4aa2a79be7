"""The tables handed from room to room: their grain, their columns, and the closed vocabularies in them.

measured   a row is an indicator, a window and an area: true counts, never leaves the data unit
Disclosed  the same rows: numbers null in every hidden row, the status says why
linked     persons followed between two windows, for intervals of change; never leaves the data unit
monthly    the total and the municipality by month, for control charts
control    the same months against their limits: what is drawn and published of them
judged     the same rows as Disclosed: value, interval, baseline, municipality, change, verdicts; what is published
corrections  what was published otherwise before
grouped    a row is an indicator, a window, an area and a group by sex or age: true counts, as measured
breakdowns the same rows with value and interval, as the data unit reads them, and as they are published
reach      a row is an activity, a half-year, an area and a group: who took part, of how many; counted, and published
courses    a row is an activity and a half-year: its courses, as published
outcomes   a row is an activity and a half-year: what became of its participants; balance: how alike the others were
criteria   a row is a criterion of the state, a list year and an area; area_statuses: what the law calls the area
checks     a row is a delivery of a source and a rule: counts only
facts      what the plan prints of an area besides its baselines
audited    a row is a finding about printed figures, or a kind of relation that holds among them

A column is declared here once (`column.Column`); the rooms use `JUDGED.names`, and the CSV files, datapackage.json, the
frames' dtypes and what a page may read of a hidden figure are derived from the declarations.
"""

from hpanalysis.edition import Edition
from hpanalysis.tables.breakdowns import BREAKDOWNS, GROUP_KEY, GROUPED, PUBLISHED_BREAKDOWNS
from hpanalysis.tables.checks import CHECKS
from hpanalysis.tables.column import Column, Decimals, Table, Type, WhenHidden
from hpanalysis.tables.corrections import CORRECTIONS
from hpanalysis.tables.criteria import AREA_STATUSES, CRITERIA
from hpanalysis.tables.csv_text import write_csv
from hpanalysis.tables.disclosed import Disclosed
from hpanalysis.tables.judged import CONTROL, JUDGED
from hpanalysis.tables.many_looks import CHANCE_EVER, SIMULATED_CHANCE_EVER
from hpanalysis.tables.measured import KEY, LINKED, MEASURED, MONTHLY
from hpanalysis.tables.outcomes import BALANCE, OUTCOMES
from hpanalysis.tables.plan_print import AUDITED, FACTS
from hpanalysis.tables.reach import COURSES, PUBLISHED_REACH, REACH, REACH_KEY
from hpanalysis.tables.words import (
    ALMOST_SURE,
    NOT_IN_PLAN,
    PROBABLE,
    TOLD_OF_HIDDEN,
    WRONG_DIRECTIONS_OF_100,
    Answer,
    AreaStatus,
    Assured,
    Cause,
    Concluded,
    CriterionMet,
    CriterionName,
    Development,
    Evidence,
    NotCompared,
    OutcomeStatus,
    Severity,
    Since,
    Special,
    Status,
    Variation,
    Verdict,
    Versus,
)

# The tables of a publication, in the order that datapackage.json lists them.
PUBLISHED = (
    *(JUDGED, CONTROL, PUBLISHED_BREAKDOWNS, CRITERIA, AREA_STATUSES, PUBLISHED_REACH, COURSES, OUTCOMES, BALANCE),
    *(CORRECTIONS, FACTS, AUDITED),
)

__all__ = [
    "ALMOST_SURE",
    "AREA_STATUSES",
    "AUDITED",
    "BALANCE",
    "BREAKDOWNS",
    "CHANCE_EVER",
    "CHECKS",
    "CONTROL",
    "CORRECTIONS",
    "COURSES",
    "CRITERIA",
    "FACTS",
    "GROUPED",
    "GROUP_KEY",
    "JUDGED",
    "KEY",
    "LINKED",
    "MEASURED",
    "MONTHLY",
    "NOT_IN_PLAN",
    "OUTCOMES",
    "PROBABLE",
    "PUBLISHED",
    "PUBLISHED_BREAKDOWNS",
    "PUBLISHED_REACH",
    "REACH",
    "REACH_KEY",
    "SIMULATED_CHANCE_EVER",
    "TOLD_OF_HIDDEN",
    "WRONG_DIRECTIONS_OF_100",
    "Answer",
    "AreaStatus",
    "Assured",
    "Cause",
    "Column",
    "Concluded",
    "CriterionMet",
    "CriterionName",
    "Decimals",
    "Development",
    "Disclosed",
    "Edition",
    "Evidence",
    "NotCompared",
    "OutcomeStatus",
    "Severity",
    "Since",
    "Special",
    "Status",
    "Table",
    "Type",
    "Variation",
    "Verdict",
    "Versus",
    "WhenHidden",
    "write_csv",
]
