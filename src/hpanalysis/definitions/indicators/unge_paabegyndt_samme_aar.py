"""Share of leavers of 9th or 10th grade who began a youth education in the year they left."""

import narwhals as nw

from hpanalysis.definitions.model import Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.unoung import SOURCE
from hpanalysis.definitions.windows import StatusMonth

# Who goes on from 9th to 10th grade has not left yet.
left = (nw.col("fortsat_i_10") == "nej") & (nw.col("afgangsaar") == nw.col("statusdato").dt.year())
# An empty date is a youth education not begun.
began = ~nw.col("begyndt").is_null() & (nw.col("begyndt").dt.year() == nw.col("afgangsaar"))

INDICATOR = Indicator(
    label="Begyndt i afgangsåret",
    title="Begyndt på en ungdomsuddannelse i afgangsåret",
    why="Tallet viser, hvor mange unge der går direkte fra grundskolen til en ungdomsuddannelse.",
    numerator=Count(SOURCE, "unge med påbegyndt ungdomsuddannelse i afgangsåret", where=left & began),
    denominator=Count(SOURCE, "unge, der forlod skolen efter 9. eller 10. klasse samme år", where=left),
    window=StatusMonth(10, delivered_after=2),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af unge med påbegyndt ungdomsuddannelse i afgangsåret",
        level=(
            "Af de unge {o}, der forlod skolen efter 9. eller 10. klasse i {å}, begyndte {x} på en "
            "ungdomsuddannelse samme år."
        ),
        caveat=(
            "Elever, der fortsætter fra 9. til 10. klasse, tæller ikke med. At begynde er ikke det samme "
            "som stadig at være i gang."
        ),
        cohort_years_before=0,
    ),
)
