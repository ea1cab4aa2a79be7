"""The state's criterion of crime: share of residents aged 18 or over who were convicted in the year."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.statens_kriterier import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Statens tal for dømte",
    title="Dømte på 18 år og derover, statens kriterium",
    why="Tallet viser, hvor området ligger i forhold til lovens grænse for dømte.",
    numerator=Given(SOURCE, "beboere på 18 år og derover, der er dømt i året", areas_add_up=True),
    denominator=Given(SOURCE, "beboere på 18 år og derover", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=2,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af dømte efter statens kriterium",
        level="{V} var {x} af beboerne på 18 år og derover {o} dømt efter statens kriterium.",
        caveat="Tallet er statens og kan ikke holdes op mod kommunens egen opgørelse.",
    ),
    # The law holds the figure against its own limit, so no test of chance and no comparison is made of it.
    comparable=False,
    change_judged=False,
    criterion="doemte",
)
