"""Share of those aged 18-29 with basic school only and in no education, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Kun grundskole, 18-29 år",
    title="Kun grundskole, 18-29-årige uden igangværende uddannelse",
    why="Tallet viser, hvor mange unge voksne der ikke er kommet videre i uddannelse efter grundskolen.",
    numerator=Given(SOURCE, "18-29-årige med kun grundskole og uden igangværende uddannelse"),
    denominator=Given(SOURCE, "18-29-årige"),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-29-årige med kun grundskole og uden igangværende uddannelse",
        level="{V} havde {x} af de 18-29-årige {o} kun grundskole og var ikke i gang med en uddannelse.",
        caveat="Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
)
