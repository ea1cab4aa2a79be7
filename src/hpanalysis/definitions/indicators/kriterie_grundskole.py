"""The state's criterion of education: share of those aged 30-59 with basic school alone."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.statens_kriterier import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Statens skoletal",
    title="30-59-årige med kun grundskole, statens kriterium",
    why="Tallet viser, hvor området ligger i forhold til lovens grænse for uddannelse.",
    numerator=Given(SOURCE, "30-59-årige med kun grundskole", areas_add_up=True),
    denominator=Given(SOURCE, "30-59-årige beboere", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af 30-59-årige med kun grundskole efter statens kriterium",
        level="{V} havde {x} af de 30-59-årige {o} kun grundskole efter statens kriterium.",
        caveat="Tallet er statens og kan ikke holdes op mod kommunens egen opgørelse.",
    ),
    # The law holds the figure against its own limit, so no test of chance and no comparison is made of it.
    comparable=False,
    change_judged=False,
    criterion="grundskole",
)
