"""Pupils absent for 5 to 10 % of the school year: whom the work on well-being at school is for.

The plan says "begyndende mistrivsel, fravær under 10 procent"; that absence begins to count at 5 % is our choice.
"""

import narwhals as nw

from hpanalysis.definitions.indicators.elevfravaer_over_10 import days, grades, with_days
from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

at_least_5 = nw.col("fravaersdage") * 20 >= nw.col("skoledage")
at_most_10 = nw.col("fravaersdage") * 10 <= nw.col("skoledage")

TARGET = TargetGroup(
    label="elever i 0.-10. klasse med 5-10 pct. fravær",
    members=Count(
        SOURCE,
        "elever med 5-10 pct. fravær",
        where=with_days & at_least_5 & at_most_10,
        rows=grades,
        per_person=days,
    ),
    window=SchoolYear(),
)
