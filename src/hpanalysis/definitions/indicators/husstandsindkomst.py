"""Mean household income in per cent of the municipality's, as Statistics Denmark delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Husstandsindkomst",
    title="Husstandsindkomst i procent af kommunens",
    why="Tallet viser, hvor høj indkomsten er i en gennemsnitlig husstand.",
    numerator=Given(
        SOURCE, "summen af husstandsindkomsterne, hver i procent af kommunens gennemsnit", areas_add_up=True
    ),
    denominator=Given(SOURCE, "husstande", areas_add_up=True),
    window=DataYear(),
    unit=Unit.MEAN,
    measure=Measure.MEAN,
    decimals=0,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="husstandsindkomsten i procent af kommunens",
        level="{V} var den gennemsnitlige husstandsindkomst {o} {x} pct. af kommunens.",
        caveat="Husstande er ikke lige store, og et gennemsnit trækkes op af få høje indkomster.",
    ),
    # The municipality is 100 by definition, and a change may come from its income as well as from the area's.
    comparable=False,
    change_judged=False,
    told_only=True,
)
