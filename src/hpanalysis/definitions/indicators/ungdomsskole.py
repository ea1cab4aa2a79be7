"""Share of those aged 13-18 who are enrolled in the youth school on 1 September."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.ungdomsskole import SOURCE
from hpanalysis.definitions.windows import StatusDate

youth = nw.col("alder").is_between(13, 18)
# An empty date is a young person not enrolled.
enrolled = ~nw.col("tilmeldt").is_null()

INDICATOR = Indicator(
    label="Randers Ungdomsskole",
    title="13-18-årige tilmeldt Randers Ungdomsskole",
    why="Tallet viser, hvor mange unge der har meldt sig til ungdomsskolens fritidstilbud.",
    numerator=Count(SOURCE, "13-18-årige tilmeldt Randers Ungdomsskole", where=youth & enrolled),
    denominator=Count(SOURCE, "13-18-årige", where=youth),
    window=StatusDate(9, 1),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 13-18-årige tilmeldt Randers Ungdomsskole",
        level="{V} var {x} af de 13-18-årige {o} tilmeldt Randers Ungdomsskole.",
        caveat="Tilmelding til ungdomsskolen er ikke det samme som deltagelse i foreningslivet.",
    ),
)
