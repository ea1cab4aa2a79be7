"""The state's criterion of income: mean gross income of those aged 15-64, in per cent of the region's."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.statens_kriterier import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Statens indkomsttal",
    title="Bruttoindkomst i procent af regionens, statens kriterium",
    why="Tallet viser, hvor området ligger i forhold til lovens grænse for indkomst.",
    numerator=Given(SOURCE, "summen af bruttoindkomsterne, hver i procent af regionens gennemsnit", areas_add_up=True),
    denominator=Given(SOURCE, "skattepligtige på 15-64 år uden for uddannelse", areas_add_up=True),
    window=DataYear(),
    unit=Unit.MEAN,
    measure=Measure.MEAN,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="bruttoindkomsten i procent af regionens efter statens kriterium",
        level="{V} var den gennemsnitlige bruttoindkomst {o} {x} pct. af regionens efter statens kriterium.",
        caveat="Tallet er statens og kan ikke holdes op mod kommunens egen opgørelse.",
    ),
    # The law holds the figure against its own limit, so no test of chance and no comparison is made of it.
    comparable=False,
    change_judged=False,
    criterion="indkomst",
)
