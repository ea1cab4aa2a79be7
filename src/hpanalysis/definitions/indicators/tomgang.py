"""Share of the family dwellings that stand empty on 31 December."""

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.tomgang import SOURCE
from hpanalysis.definitions.windows import StatusDate

INDICATOR = Indicator(
    label="Tomme boliger",
    title="Almene familieboliger, der står tomme",
    why="Tallet viser, hvor mange boliger der står uden lejer.",
    numerator=Count(SOURCE, "tomme familieboliger", column="tomme"),
    denominator=Count(SOURCE, "familieboliger", column="familieboliger"),
    window=StatusDate(month=12, day=31),
    unit=Unit.PERCENT,
    # A dwelling is no person; its limits are those of events a unit, which for few empty dwellings are the wider ones.
    measure=Measure.RATE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.SOCIAL_FAMILY_DWELLINGS,
    sentences=Sentences(
        noun_phrase="andelen af tomme boliger",
        level="{V} stod {x} af de almene familieboliger {o} tomme.",
        caveat="En bolig, der står tom mellem to lejere eller under renovering, tæller med.",
    ),
)
