"""Evictions carried out in the year, RandersBolig and Lejerbo, whenever the case began."""

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.udsaettelser import SOURCE
from hpanalysis.definitions.windows import CalendarYear

INDICATOR = Indicator(
    label="Effektive udsættelser",
    title="Effektive udsættelser",
    why="Tallet viser, hvor mange gange en lejer er sat ud af sin bolig.",
    numerator=Count(SOURCE, "effektive udsættelser", date="udsat"),
    denominator=None,
    window=CalendarYear(),
    unit=Unit.COUNT,
    measure=Measure.COUNT,
    decimals=0,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_ORGANISATIONS_TENANTS,
    sentences=Sentences(
        noun_phrase="antallet af effektive udsættelser",
        level="{V} blev der gennemført {x} {o}.",
        caveat="En effektiv udsættelse kan stamme fra en sag, der begyndte et tidligere år.",
        count_one="effektiv udsættelse",
        count_many="effektive udsættelser",
        short_one="udsættelse",
        short_many="udsættelser",
    ),
    comparable=False,
)
