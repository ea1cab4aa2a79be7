"""Share of respondents who feel basically safe in their housing area, LBF's survey."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.tryghedsmaaling import SOURCE
from hpanalysis.definitions.windows import SurveyWave

INDICATOR = Indicator(
    label="Grundlæggende trygge",
    title="Beboere, der føler sig grundlæggende trygge i boligområdet",
    why="Tallet viser, hvor mange beboere der føler sig trygge, hvor de bor.",
    numerator=Given(SOURCE, "beboere, der føler sig grundlæggende trygge"),
    denominator=Given(SOURCE, "beboere, der deltog i målingen"),
    window=SurveyWave(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af grundlæggende trygge beboere",
        level="Blandt de beboere {o}, der deltog {v}, følte {x} sig grundlæggende trygge i boligområdet.",
        caveat="Tallet bygger på svar fra de beboere, der deltog i målingen, og findes kun for tre områder.",
    ),
)
