"""Days absent as a share of possible school days, pupils of 0th to 10th grade."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

grades = nw.col("klassetrin").is_between(0, 10)

INDICATOR = Indicator(
    label="Elevfravær, 0.-10. kl.",
    title="Elevfravær, 0.-10. klasse",
    why="Tallet viser, hvor stor en del af undervisningen eleverne går glip af.",
    numerator=Count(SOURCE, "fraværsdage", where=grades, column="fravaersdage"),
    denominator=Count(SOURCE, "mulige skoledage", where=grades, column="skoledage"),
    window=SchoolYear(),
    unit=Unit.PERCENT,
    measure=Measure.CLUSTERED_SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="fraværsprocenten for elever i 0.-10. klasse",
        level="{V} var eleverne i 0.-10. klasse med bopæl {o} fraværende {x} af skoledagene.",
        caveat="Fraværet er opgjort efter, hvor eleven bor, og ikke efter skole.",
    ),
)
