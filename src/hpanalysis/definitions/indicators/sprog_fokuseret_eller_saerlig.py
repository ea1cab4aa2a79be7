"""Share of language-assessed children who need a focused or a special effort."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.sprogvurdering import SOURCE
from hpanalysis.definitions.windows import CalendarYear

needs_more = nw.col("resultat").is_in(["fokuseret", "saerlig"])

INDICATOR = Indicator(
    label="Sprog: fokuseret/særlig",
    title="Sprog: børn med behov for fokuseret eller særlig indsats",
    why="Tallet viser, hvor mange børn der har brug for mere sprogarbejde, end alle børn møder, inden skolestart.",
    numerator=Count(SOURCE, "børn med behov for fokuseret eller særlig sprogindsats", where=needs_more),
    denominator=Count(SOURCE, "sprogvurderede børn"),
    window=CalendarYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af sprogvurderede børn med behov for fokuseret eller særlig sprogindsats",
        level="{V} havde {x} af de sprogvurderede børn {o} behov for fokuseret eller særlig sprogindsats.",
        caveat="Tallet gælder de børn, der er sprogvurderet.",
    ),
    sum_of=("sprog_fokuseret", "sprog_saerlig"),
)
