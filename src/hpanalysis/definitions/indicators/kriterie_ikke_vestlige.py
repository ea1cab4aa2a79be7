"""The share that parts a parallelsamfund from an udsat boligområde: residents from non-western countries."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.statens_kriterier import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Fra ikke-vestlige lande",
    title="Beboere fra ikke-vestlige lande, statens opgørelse",
    why="Tallet afgør sammen med kriterierne, hvad loven kalder området.",
    numerator=Given(SOURCE, "indvandrere og efterkommere fra ikke-vestlige lande", areas_add_up=True),
    denominator=Given(SOURCE, "beboere", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.COUNTRY,
    sentences=Sentences(
        noun_phrase="andelen af beboere fra ikke-vestlige lande",
        level="{V} var {x} af beboerne {o} indvandrere eller efterkommere fra ikke-vestlige lande.",
        caveat="Tallet er statens og kan ikke holdes op mod kommunens egen opgørelse.",
    ),
    # The law holds the figure against its own limit, so no test of chance and no comparison is made of it.
    comparable=False,
    change_judged=False,
    criterion="ikke_vestlige",
)
