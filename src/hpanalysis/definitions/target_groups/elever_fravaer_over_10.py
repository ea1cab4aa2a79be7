"""Pupils absent for more than 10 % of the school year: those whom the absence teams of the schools are for."""

import narwhals as nw

from hpanalysis.definitions.indicators.elevfravaer_over_10 import INDICATOR, days, grades
from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.sources.elevfravaer import SOURCE

assert isinstance(INDICATOR.numerator, Count)  # counted from rows, so that its persons can be found

TARGET = TargetGroup(
    label="elever i 0.-10. klasse med over 10 pct. fravær",
    members=INDICATOR.numerator,
    window=INDICATOR.window,
    same_as="elevfravaer_over_10",
    # A fifth of the year is twice the plan's limit: our choice, because the plan has no word for the hardest placed.
    hardest=Count(
        SOURCE,
        "elever med over 20 pct. fravær",
        where=(nw.col("skoledage") > 0) & (nw.col("fravaersdage") * 5 > nw.col("skoledage")),
        rows=grades,
        per_person=days,
    ),
    hardest_label="elever med over 20 pct. fravær",
)
