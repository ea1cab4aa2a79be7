"""Share of language-assessed children who need a focused effort."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.sprogvurdering import SOURCE
from hpanalysis.definitions.windows import CalendarYear

focused = nw.col("resultat") == "fokuseret"

INDICATOR = Indicator(
    label="Sprog: fokuseret indsats",
    title="Sprog: børn med behov for fokuseret indsats",
    why="Tallet viser, hvor mange børn der har behov for en fokuseret sprogindsats inden skolestart.",
    numerator=Count(SOURCE, "børn med behov for fokuseret sprogindsats", where=focused),
    denominator=Count(SOURCE, "sprogvurderede børn"),
    window=CalendarYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af sprogvurderede børn med behov for fokuseret sprogindsats",
        level="{V} havde {x} af de sprogvurderede børn {o} behov for fokuseret sprogindsats.",
        caveat="Tallet gælder de børn, der er sprogvurderet.",
    ),
    category_of="sprogvurderingens resultat",
)
