"""Share of those aged 15-29 neither in education nor in work, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Uden udd. og job, 15-29",
    title="Uden uddannelse og job, 15-29-årige",
    why="Tallet viser, hvor mange unge der hverken er under uddannelse eller i arbejde.",
    numerator=Given(SOURCE, "15-29-årige uden for uddannelse og arbejde"),
    denominator=Given(SOURCE, "15-29-årige"),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 15-29-årige uden for uddannelse og arbejde",
        level="{V} var {x} af de 15-29-årige {o} hverken under uddannelse eller i arbejde.",
        caveat="Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
)
