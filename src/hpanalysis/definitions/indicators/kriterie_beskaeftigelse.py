"""The state's criterion of employment: share of those aged 18-64 outside the labour market and education."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.statens_kriterier import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Statens jobtal",
    title="18-64-årige uden tilknytning til arbejdsmarked eller uddannelse, statens kriterium",
    why="Tallet viser, hvor området ligger i forhold til lovens grænse for beskæftigelse.",
    numerator=Given(SOURCE, "18-64-årige uden tilknytning til arbejdsmarked eller uddannelse", areas_add_up=True),
    denominator=Given(SOURCE, "18-64-årige beboere", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af 18-64-årige uden tilknytning efter statens kriterium",
        level="{V} var {x} af de 18-64-årige {o} uden tilknytning til arbejdsmarked eller uddannelse efter statens "
        "kriterium.",
        caveat="Tallet er statens og kan ikke holdes op mod kommunens egen opgørelse.",
    ),
    # The law holds the figure against its own limit, so no test of chance and no comparison is made of it.
    comparable=False,
    change_judged=False,
    criterion="uden_for_arbejdsmarkedet",
)
