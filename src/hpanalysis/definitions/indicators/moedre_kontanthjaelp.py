"""Share of mothers of children under 18 who are on kontanthjælp in December."""

import narwhals as nw

from hpanalysis.definitions.benefits import KONTANTHJAELP, KONTANTHJAELP_VERSIONS
from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.moedre import SOURCE
from hpanalysis.definitions.windows import StatusMonth

mother = nw.col("boern_under_18") >= 1
on_kontanthjaelp = nw.col("ydelse").is_in(list(KONTANTHJAELP))

INDICATOR = Indicator(
    label="Mødre på kontanthjælp",
    title="Mødre på kontanthjælp med børn under 18 år",
    why="Tallet viser, hvor mange mødre med børn under 18 år der får kontanthjælp.",
    numerator=Count(SOURCE, "mødre på kontanthjælp", where=mother & on_kontanthjaelp),
    denominator=Count(SOURCE, "mødre med børn under 18 år", where=mother),
    window=StatusMonth(12),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen på kontanthjælp blandt mødre med børn under 18 år",
        level="{V} var {x} af mødrene med børn under 18 år {o} på kontanthjælp.",
        caveat=(
            "Siden 1. juli 2025 omfatter kontanthjælp flere ydelser end før. Tallet måler kontanthjælp og "
            "ikke beskæftigelse."
        ),
    ),
    versions=KONTANTHJAELP_VERSIONS,
)
