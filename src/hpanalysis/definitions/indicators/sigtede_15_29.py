"""Share of those aged 15-29 charged at least once in the year, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Sigtede, 15-29 år",
    title="Sigtede mindst én gang, 15-29-årige",
    why="Tallet viser, hvor mange unge der er sigtet mindst én gang i løbet af året.",
    numerator=Given(SOURCE, "15-29-årige med mindst én sigtelse"),
    denominator=Given(SOURCE, "15-29-årige"),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=2,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 15-29-årige med mindst én sigtelse",
        level="{V} blev {x} af de 15-29-årige {o} sigtet mindst én gang.",
        caveat=(
            "Mange boligafdelinger mangler i tallet, så det kan ikke bruges til at sige, at det går bedre i "
            "områderne end i kommunen."
        ),
    ),
    comparable=False,
    change_judged=False,
)
