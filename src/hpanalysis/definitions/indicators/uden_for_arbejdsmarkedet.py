"""Share of person-months, ages 18-64, spent outside the labour market."""

import narwhals as nw

from hpanalysis.definitions.benefits import OUTSIDE_LABOUR_MARKET
from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.beskaeftigelse import SOURCE
from hpanalysis.definitions.windows import Rolling

working_age = nw.col("alder").is_between(18, 64)
# What the reform of 1 July 2025 folded into kontanthjælp counted as outside before it too: no break here.
outside = nw.col("ydelse").is_in(list(OUTSIDE_LABOUR_MARKET))

INDICATOR = Indicator(
    label="Uden for arbejdsmarkedet",
    title="Uden for arbejdsmarkedet, 12 måneder",
    why="Tallet viser, hvor stor en del af tiden borgere i den arbejdsdygtige alder er uden for arbejdsmarkedet.",
    numerator=Count(SOURCE, "personmåneder uden for arbejdsmarkedet", where=working_age & outside),
    denominator=Count(SOURCE, "personmåneder, 18-64 år", where=working_age),
    window=Rolling(months=12, lag_months=3),
    unit=Unit.PERCENT,
    measure=Measure.CLUSTERED_SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-64-årige uden for arbejdsmarkedet",
        level="{V} var i gennemsnit {x} af de 18-64-årige {o} uden for arbejdsmarkedet.",
        caveat="Tallet er kommunens egen opgørelse og kan ikke holdes op mod statens kriterium.",
    ),
)
