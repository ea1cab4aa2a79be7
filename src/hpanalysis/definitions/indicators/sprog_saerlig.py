"""Share of language-assessed children who need a special effort."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.sprogvurdering import SOURCE
from hpanalysis.definitions.windows import CalendarYear

INDICATOR = Indicator(
    label="Sprog: særlig indsats",
    title="Sprog: børn med behov for særlig indsats",
    why="Tallet viser, hvor mange børn der har behov for en særlig sprogindsats inden skolestart.",
    numerator=Count(SOURCE, "børn med behov for særlig sprogindsats", where=nw.col("resultat") == "saerlig"),
    denominator=Count(SOURCE, "sprogvurderede børn"),
    window=CalendarYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af sprogvurderede børn med behov for særlig sprogindsats",
        level="{V} havde {x} af de sprogvurderede børn {o} behov for særlig sprogindsats.",
        caveat="Tallet gælder de børn, der er sprogvurderet.",
    ),
    category_of="sprogvurderingens resultat",
)
