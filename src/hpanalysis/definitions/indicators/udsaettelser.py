"""Eviction cases begun in the year, RandersBolig's organisations."""

import narwhals as nw

from hpanalysis.definitions.columns import LEJERBO
from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.udsaettelser import SOURCE
from hpanalysis.definitions.windows import CalendarYear

# Lejerbo delivers cases too, but the plan's figure leaves its departments out.
randersbolig = nw.col("organisation") != LEJERBO

INDICATOR = Indicator(
    label="Udsættelsessager",
    title="Udsættelsessager i alt",
    why="Tallet viser, hvor mange gange en udlejer har indledt en sag om udsættelse.",
    numerator=Count(SOURCE, "udsættelsessager", where=randersbolig),
    denominator=None,
    window=CalendarYear(),
    unit=Unit.COUNT,
    measure=Measure.COUNT,
    decimals=0,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.RANDERSBOLIG_TENANTS,
    sentences=Sentences(
        noun_phrase="antallet af udsættelsessager",
        level="{V} var der {x} {o}.",
        caveat="Tallet tæller sager og ikke personer, og Lejerbos boligafdelinger indgår ikke.",
        count_one="udsættelsessag",
        count_many="udsættelsessager",
        short_one="sag",
        short_many="sager",
    ),
    comparable=False,
)
