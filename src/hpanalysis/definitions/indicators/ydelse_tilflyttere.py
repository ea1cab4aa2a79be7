"""Share on public benefits among residents aged 18-64 who moved in in the year, as Statistics Denmark delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Tilflyttere på ydelse",
    title="Tilflyttere på 18-64 år, der får en offentlig ydelse",
    why="Tallet viser, hvor mange af dem, der flytter ind, der lever af en offentlig ydelse.",
    numerator=Given(SOURCE, "tilflyttere på 18-64 år, der får en offentlig ydelse", areas_add_up=True),
    denominator=Given(SOURCE, "tilflyttere på 18-64 år", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af tilflyttere på offentlig ydelse",
        level="{V} fik {x} af tilflytterne på 18-64 år {o} en offentlig ydelse.",
        caveat="Flytninger mellem boliger i kommunen tæller med, og ydelsen er den, personen fik ved flytningen.",
    ),
    # Who moves is told and not judged: nobody should be called worse for moving here, or better for leaving.
    comparable=False,
    change_judged=False,
    told_only=True,
    net_against="ydelse_fraflyttere",
)
