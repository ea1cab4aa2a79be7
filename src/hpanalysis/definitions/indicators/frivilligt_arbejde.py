"""Share of respondents who do voluntary work, LBF's survey."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.tryghedsmaaling import SOURCE
from hpanalysis.definitions.windows import SurveyWave

INDICATOR = Indicator(
    label="Frivilligt arbejde",
    title="Beboere, der deltager i frivilligt arbejde",
    why="Tallet viser, hvor mange beboere der yder en frivillig indsats.",
    numerator=Given(SOURCE, "beboere, der udfører frivilligt arbejde"),
    denominator=Given(SOURCE, "beboere, der deltog i målingen"),
    window=SurveyWave(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af beboere med frivilligt arbejde",
        level="Blandt de beboere {o}, der deltog {v}, udførte {x} frivilligt arbejde.",
        caveat="Tallet bygger på svar fra de beboere, der deltog i målingen, og findes kun for tre områder.",
    ),
)
