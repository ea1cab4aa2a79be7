"""Young people of the ages that an activity is for, on 1 September."""

import narwhals as nw

from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.sources.ungdomsskole import SOURCE
from hpanalysis.definitions.windows import StatusDate

TARGET = TargetGroup(
    label="unge",
    members=Count(SOURCE, "unge", where=nw.col("alder").is_between(13, 18)),
    window=StatusDate(9, 1),
    by_age=True,
    # Not enrolled in the youth school: the only thing that the extract knows of a young person's free time.
    hardest=Count(SOURCE, "unge uden for ungdomsskolen", where=nw.col("tilmeldt").is_null()),
    hardest_label="unge uden for ungdomsskolen",
)
