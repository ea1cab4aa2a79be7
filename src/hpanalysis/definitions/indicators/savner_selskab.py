"""Share of respondents who often or always miss somebody to be with, LBF's survey."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.tryghedsmaaling import SOURCE
from hpanalysis.definitions.windows import SurveyWave

INDICATOR = Indicator(
    label="Savner selskab",
    title="Beboere, der altid eller ofte savner nogen at være sammen med",
    why="Tallet viser, hvor mange beboere der føler sig alene.",
    numerator=Given(SOURCE, "beboere, der altid eller ofte savner nogen at være sammen med"),
    denominator=Given(SOURCE, "beboere, der deltog i målingen"),
    window=SurveyWave(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af beboere med savn af selskab",
        level="Blandt de beboere {o}, der deltog {v}, savnede {x} altid eller ofte nogen at være sammen med.",
        caveat="Tallet bygger på svar fra de beboere, der deltog i målingen, og findes kun for tre områder.",
    ),
)
