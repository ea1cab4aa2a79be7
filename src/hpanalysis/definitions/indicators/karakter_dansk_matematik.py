"""Mean mark in Danish and mathematics in 9th grade, as LBF delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligsociale_data import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Karakterer i 9. klasse",
    title="Karakterer i dansk og matematik, 9. klasse",
    why="Tallet viser elevernes faglige niveau i dansk og matematik i slutningen af grundskolen.",
    numerator=Given(SOURCE, "summen af elevernes karakterer"),
    denominator=Given(SOURCE, "elever i 9. klasse"),
    window=DataYear(),
    unit=Unit.MEAN,
    measure=Measure.MEAN,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="karaktergennemsnittet i dansk og matematik i 9. klasse",
        level="{V} fik eleverne i 9. klasse {o} {x} i gennemsnit i dansk og matematik.",
        caveat="Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
)
