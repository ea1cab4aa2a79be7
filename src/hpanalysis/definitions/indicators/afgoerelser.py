"""Criminal decisions of the year per 1,000 residents, by where the person lives; Statistics Denmark's own figure."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Afgørelser",
    title="Strafferetlige afgørelser pr. 1.000 beboere",
    why="Tallet viser, hvor mange straffesager mod beboere der er afgjort.",
    numerator=Given(SOURCE, "strafferetlige afgørelser", areas_add_up=True),
    denominator=Given(SOURCE, "beboere", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PER_THOUSAND,
    measure=Measure.RATE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="antallet af strafferetlige afgørelser",
        level="{V} var antallet af strafferetlige afgørelser {x} {o}.",
        caveat="En person kan have flere afgørelser, og de kan handle om noget, der skete et tidligere år.",
        per="beboere",
    ),
)
