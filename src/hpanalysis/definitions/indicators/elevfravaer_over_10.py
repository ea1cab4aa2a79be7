"""Share of pupils of 0th to 10th grade absent on more than 10 % of their possible days of the school year."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

grades = nw.col("klassetrin").is_between(0, 10)
days = ("fravaersdage", "skoledage")
# A pupil without a possible day has no absence to be over or under.
with_days = nw.col("skoledage") > 0
# Whole numbers only: a tenth is not exact in binary, and exactly 10 % is not over 10 %.
over_tenth = with_days & (nw.col("fravaersdage") * 10 > nw.col("skoledage"))

INDICATOR = Indicator(
    label="Fravær over 10 pct.",
    title="Fravær over 10 pct. blandt elever i 0.-10. klasse",
    why="Tallet viser, hvor mange elever der går glip af mere end en tiendedel af undervisningen.",
    numerator=Count(SOURCE, "elever med over 10 pct. fravær", where=over_tenth, rows=grades, per_person=days),
    denominator=Count(SOURCE, "elever i 0.-10. klasse", where=with_days, rows=grades, per_person=days),
    window=SchoolYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af elever i 0.-10. klasse med over 10 pct. fravær",
        level="{V} havde {x} af eleverne i 0.-10. klasse med bopæl {o} over 10 pct. fravær.",
        caveat="Fraværet er opgjort efter, hvor eleven bor, og ikke efter skole.",
    ),
)
