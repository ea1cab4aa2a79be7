"""Share of children aged 1-5 in day care, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="1-5-årige i dagtilbud",
    title="1-5-årige i dagtilbud",
    why="Tallet viser, hvor mange af de mindre børn der er i et dagtilbud før skolestart.",
    numerator=Given(SOURCE, "1-5-årige i dagtilbud"),
    denominator=Given(SOURCE, "1-5-årige"),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 1-5-årige i dagtilbud",
        level="{V} gik {x} af de 1-5-årige {o} i dagtilbud.",
        caveat="Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
)
