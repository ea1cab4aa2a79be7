"""The tables of reach: how many of an activity's target group took part in a half-year, and what became of the courses.

The first never leaves the data unit; the other two are published.
"""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Table,
    WhenHidden,
    day_column,
    half_year_column,
    key_column,
    number_column,
    text_column,
    whole_column,
)
from hpanalysis.tables.measured import STATUS

_NOBODY = WhenHidden.NOBODY
_PERSONS = "personer"
_ACTIVITY = key_column("activity_id", "Aktiviteten, som i activities.csv.")
_HALF_YEAR = half_year_column("half_year", "Det halvår, hvor nogen deltog.", required=True)
_BREAKDOWN = text_column("breakdown", "Hvad der er delt efter: alder eller behov; tom, hvor tallet er af alle.")
_GROUP = text_column("group_id", "Gruppen: en aldersgruppe som 11-13 eller svaerest; tom, hvor tallet er af alle.")
_GROUP_NAME = text_column("group", "Gruppens navn; tom, hvor tallet er af alle.")
_AREA = key_column("area_id", "Boligområdet eller alle områderne samlet; delt efter alder og behov kun samlet.")
_TARGET_GROUP = key_column("target_group", "Målgruppen, med aldersgrænserne, hvor aktiviteten har nogen.")
_WINDOW = key_column("window", "Den opgørelsesperiode, hvor målgruppen er fundet.")

# The columns that tell a row of reach from every other.
REACH_KEY = ["activity_id", "half_year", "breakdown", "group_id", "area_id"]

# A row is an activity, a half-year, an area and a group, with its true counts.
REACH = Table(
    key=tuple(REACH_KEY),
    columns=(
        _ACTIVITY,
        _HALF_YEAR,
        _BREAKDOWN,
        _GROUP,
        _GROUP_NAME,
        _AREA,
        _TARGET_GROUP,
        text_column("base", "Det tal, hvis tæller er målgruppen; tom, hvor intet tal tæller den."),
        _WINDOW,
        day_column("window_start", "Periodens første dag."),
        day_column("window_end", "Periodens sidste dag."),
        STATUS,
        whole_column("reached", "Hvor mange i målgruppen der deltog.", unit=_PERSONS, minimum=0),
        whole_column("members", "Hvor mange der er i målgruppen.", unit=_PERSONS, minimum=0),
    ),
)

# The same rows as they are published: a hidden row has no number at all. Without a key, whose cells may not be empty: a
# row of all has no breakdown and no group.
PUBLISHED_REACH = Table(
    file=names.REACH_CSV,
    title="Hvor mange i målgruppen aktiviteterne nåede",
    columns=(
        _ACTIVITY,
        _HALF_YEAR,
        _BREAKDOWN,
        _GROUP,
        _GROUP_NAME,
        _AREA,
        _TARGET_GROUP,
        _WINDOW,
        day_column("window_start", "Periodens første dag.", required=True),
        day_column("window_end", "Periodens sidste dag.", required=True),
        STATUS,
        number_column("value", "Dækningen: deltagere i pct. af målgruppen.", when_hidden=_NOBODY),
        number_column("lo", "Usikkerhedsintervallet (95 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("hi", "Usikkerhedsintervallet (95 pct.), øvre grænse.", when_hidden=_NOBODY),
        whole_column("reached", "Hvor mange i målgruppen der deltog.", minimum=0, when_hidden=_NOBODY),
        whole_column("members", "Hvor mange der er i målgruppen.", minimum=0, when_hidden=_NOBODY),
    ),
)

# A row is an activity and a half-year: its courses, whoever took part in them.
COURSES = Table(
    file=names.COURSES_CSV,
    title="Aktiviteternes forløb",
    key=("activity_id", "half_year"),
    columns=(
        _ACTIVITY,
        _HALF_YEAR,
        STATUS,
        whole_column("participants", "Hvor mange der deltog, i målgruppen eller ej.", minimum=0, when_hidden=_NOBODY),
        whole_column("ended", "Hvor mange der sluttede et forløb i halvåret.", minimum=0, when_hidden=_NOBODY),
        whole_column("finished", "Hvor mange af dem der gennemførte det.", minimum=0, when_hidden=_NOBODY),
        number_column("weeks", "Hvor mange uger de sluttede forløb varede i gennemsnit.", when_hidden=_NOBODY),
    ),
)
