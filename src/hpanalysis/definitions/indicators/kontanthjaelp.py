"""Share of person-months, ages 18-64, on kontanthjælp."""

import narwhals as nw

from hpanalysis.definitions.benefits import KONTANTHJAELP, KONTANTHJAELP_VERSIONS
from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.beskaeftigelse import SOURCE
from hpanalysis.definitions.windows import Rolling

working_age = nw.col("alder").is_between(18, 64)
on_kontanthjaelp = nw.col("ydelse").is_in(list(KONTANTHJAELP))

INDICATOR = Indicator(
    label="På kontanthjælp",
    title="På kontanthjælp (jobparate og aktivitetsparate), 12 måneder",
    why="Tallet viser, hvor stor en del af tiden borgere i den arbejdsdygtige alder får kontanthjælp.",
    numerator=Count(SOURCE, "personmåneder på kontanthjælp", where=working_age & on_kontanthjaelp),
    denominator=Count(SOURCE, "personmåneder, 18-64 år", where=working_age),
    window=Rolling(months=12, lag_months=3),
    unit=Unit.PERCENT,
    measure=Measure.CLUSTERED_SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-64-årige på kontanthjælp",
        level="{V} fik i gennemsnit {x} af de 18-64-årige {o} kontanthjælp.",
        caveat="Siden 1. juli 2025 omfatter kontanthjælp flere ydelser end før.",
    ),
    versions=KONTANTHJAELP_VERSIONS,
    part_of=("uden_for_arbejdsmarkedet",),
)
