"""Share of language-assessed children who need the general effort only."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.sprogvurdering import SOURCE
from hpanalysis.definitions.windows import CalendarYear

INDICATOR = Indicator(
    label="Sprog: generel indsats",
    title="Sprog: børn med behov for generel indsats",
    why="Børn, der kun har behov for generel indsats, følger med i det sprogarbejde, alle børn møder.",
    numerator=Count(SOURCE, "børn med behov for generel sprogindsats", where=nw.col("resultat") == "generel"),
    denominator=Count(SOURCE, "sprogvurderede børn"),
    window=CalendarYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af sprogvurderede børn med behov for generel sprogindsats",
        level="{V} havde {x} af de sprogvurderede børn {o} behov for generel sprogindsats.",
        caveat=(
            "Tallet gælder de børn, der er sprogvurderet. Generel indsats er det sprogarbejde, alle børn "
            "møder, så her er et højt tal bedst."
        ),
    ),
    category_of="sprogvurderingens resultat",
)
