"""The tables of breakdowns: figures of persons by sex or by age band. The first two never leave the data unit; the
third is published, of the breakdowns that the plan adopts."""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Table,
    WhenHidden,
    day_column,
    key_column,
    number_column,
    whole_column,
    yes_no_column,
)
from hpanalysis.tables.judged import UNIT
from hpanalysis.tables.measured import AREA, INDICATOR, KEY, MEASURED, STATUS, WINDOW

_DATA_UNIT, _NOBODY = WhenHidden.DATA_UNIT, WhenHidden.NOBODY
BREAKDOWN = key_column("breakdown", "Hvad tallet er delt efter: koen eller alder.")
GROUP = key_column(
    "group_id", "Gruppen: kvinde, mand, eller en aldersgruppe som 11-13 (fyldte år i periodens sidste år)."
)
GROUP_NAME = key_column("group", "Gruppens navn.")

# The columns that tell a figure of a group from every other.
GROUP_KEY = [*KEY, BREAKDOWN.name, GROUP.name]

# A row is an indicator, a window, an area and a group of a breakdown, with its true counts.
GROUPED = Table(
    key=tuple(GROUP_KEY),
    columns=(*MEASURED.columns, BREAKDOWN, GROUP, GROUP_NAME),
)

# The same rows, as the data unit reads them: what the public edition would hide has its counts and its value, and no
# interval.
BREAKDOWNS = Table(
    key=tuple(GROUP_KEY),
    columns=(
        INDICATOR,
        BREAKDOWN,
        GROUP,
        GROUP_NAME,
        WINDOW,
        AREA,
        day_column("window_start", "Periodens første dag."),
        day_column("window_end", "Periodens sidste dag."),
        yes_no_column("latest", "Om perioden er den nyeste; ellers er den udgangspunktet."),
        STATUS,
        number_column("value", "Gruppens tal, i enheden.", when_hidden=_DATA_UNIT),
        number_column("lo", "Usikkerhedsintervallet (95 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("hi", "Usikkerhedsintervallet (95 pct.), øvre grænse.", when_hidden=_NOBODY),
        UNIT,
        whole_column("numerator", "Tælleren.", minimum=0, when_hidden=_DATA_UNIT),
        whole_column("denominator", "Nævneren.", minimum=0, when_hidden=_DATA_UNIT),
        whole_column("persons", "Forskellige personer i nævneren.", unit="personer", minimum=0, when_hidden=_DATA_UNIT),
    ),
)

# The same rows as they are published, of the breakdowns that adoption.csv names: a hidden row has no number at all. An
# interval stands where it follows from the two counts, and not where it takes sums over persons.
PUBLISHED_BREAKDOWNS = Table(
    file=names.BREAKDOWNS_CSV,
    title="Tal delt på køn og aldersgruppe",
    key=("indicator_id", BREAKDOWN.name, GROUP.name, "window", "area_id"),
    columns=(
        INDICATOR,
        BREAKDOWN,
        GROUP,
        GROUP_NAME,
        WINDOW,
        AREA,
        day_column("window_start", "Periodens første dag.", required=True),
        day_column("window_end", "Periodens sidste dag.", required=True),
        yes_no_column("latest", "Om perioden er den nyeste; ellers er den udgangspunktet."),
        STATUS,
        number_column("value", "Gruppens tal, i enheden.", when_hidden=_NOBODY),
        number_column("lo", "Usikkerhedsintervallet (95 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("hi", "Usikkerhedsintervallet (95 pct.), øvre grænse.", when_hidden=_NOBODY),
        UNIT,
        whole_column("numerator", "Tælleren.", minimum=0, when_hidden=_NOBODY),
        whole_column("denominator", "Nævneren.", minimum=0, when_hidden=_NOBODY),
    ),
)
