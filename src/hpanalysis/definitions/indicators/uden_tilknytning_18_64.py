"""Share of those aged 18-64 attached to neither the labour market nor education, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Uden tilknytning, 18-64",
    title="Uden tilknytning til arbejdsmarked eller uddannelse, 18-64-årige",
    why=(
        "Tallet viser, hvor mange borgere i den arbejdsdygtige alder der hverken er i arbejde eller under uddannelse."
    ),
    numerator=Given(SOURCE, "18-64-årige uden tilknytning til arbejdsmarked eller uddannelse"),
    denominator=Given(SOURCE, "18-64-årige"),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-64-årige uden tilknytning til arbejdsmarked eller uddannelse",
        level="{V} var {x} af de 18-64-årige {o} uden tilknytning til arbejdsmarked eller uddannelse.",
        caveat="Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
)
