"""Share of pupils of 0th to 10th grade absent on more than 15 % of their possible days of the school year."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

grades = nw.col("klassetrin").is_between(0, 10)
days = ("fravaersdage", "skoledage")
# A pupil without a possible day has no absence to be over or under.
with_days = nw.col("skoledage") > 0
# Whole numbers only: 0.15 is not exact in binary, and exactly 15 % is not over 15 %.
over_fifteen = with_days & (nw.col("fravaersdage") * 100 > nw.col("skoledage") * 15)

INDICATOR = Indicator(
    label="Fravær over 15 pct.",
    title="Fravær over 15 pct. blandt elever i 0.-10. klasse",
    why="Tallet viser, hvor mange elever der går glip af meget af undervisningen.",
    numerator=Count(SOURCE, "elever med over 15 pct. fravær", where=over_fifteen, rows=grades, per_person=days),
    denominator=Count(SOURCE, "elever i 0.-10. klasse", where=with_days, rows=grades, per_person=days),
    window=SchoolYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af elever i 0.-10. klasse med over 15 pct. fravær",
        level="{V} havde {x} af eleverne i 0.-10. klasse med bopæl {o} over 15 pct. fravær.",
        caveat="Fraværet er opgjort efter, hvor eleven bor, og ikke efter skole.",
    ),
    part_of=("elevfravaer_over_10",),
)
