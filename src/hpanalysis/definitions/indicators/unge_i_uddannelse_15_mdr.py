"""Share of leavers of 9th or 10th grade in youth education in October of the year after."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.unoung import SOURCE
from hpanalysis.definitions.windows import StatusMonth

# Who goes on from 9th to 10th grade has not left yet.
left = (nw.col("fortsat_i_10") == "nej") & (nw.col("afgangsaar") == nw.col("statusdato").dt.year() - 1)
in_progress = nw.col("i_gang") == "ja"

INDICATOR = Indicator(
    label="I uddannelse, 15 mdr.",
    title="I uddannelse 15 måneder efter 9. eller 10. klasse",
    why="Tallet viser, om de unge er i gang med en ungdomsuddannelse godt et år efter grundskolen.",
    numerator=Count(SOURCE, "unge i gang med en ungdomsuddannelse på statusdatoen", where=left & in_progress),
    denominator=Count(SOURCE, "unge, der forlod skolen efter 9. eller 10. klasse året før", where=left),
    window=StatusMonth(10, delivered_after=2),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af unge i gang med en ungdomsuddannelse 15 måneder efter 9. eller 10. klasse",
        level=(
            "Af de unge {o}, der forlod skolen efter 9. eller 10. klasse i {å}, var {x} i gang med en "
            "ungdomsuddannelse 15 måneder efter."
        ),
        caveat="Elever, der fortsætter fra 9. til 10. klasse, tæller ikke med.",
        cohort_years_before=1,
    ),
)
