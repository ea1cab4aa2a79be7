"""External move-outs in the year as a share of the departments' family dwellings."""

import narwhals as nw

from hpanalysis.definitions.columns import LEJERBO
from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.fraflytning import SOURCE
from hpanalysis.definitions.windows import CalendarYear

# The plan's figure leaves Lejerbo's departments out. So does the municipality's here, or areas and municipality would
# not be counted alike; the caveat says so.
randersbolig = nw.col("organisation") != LEJERBO

INDICATOR = Indicator(
    label="Fraflytning",
    title="Fraflytning, eksterne flytninger",
    why="Tallet viser, hvor mange husstande der flytter fra boligafdelingen.",
    numerator=Count(SOURCE, "eksterne fraflytninger", where=randersbolig, column="fraflytninger"),
    denominator=Count(SOURCE, "familieboliger", where=randersbolig, column="familieboliger"),
    window=CalendarYear(),
    unit=Unit.PERCENT,
    measure=Measure.RATE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.SOCIAL_FAMILY_DWELLINGS,
    sentences=Sentences(
        noun_phrase="fraflytningsprocenten",
        level="{V} svarede fraflytningerne til {x} af boligerne {o}.",
        caveat=(
            "Fraflytning siger ikke i sig selv noget om, hvor tilfredse beboerne er. Lejerbos boligafdelinger er ikke "
            "med, heller ikke i kommunens tal."
        ),
    ),
)
