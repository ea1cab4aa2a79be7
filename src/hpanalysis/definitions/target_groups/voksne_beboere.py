"""Residents aged 18-64: whom the social caretaker and the health effort are for, as far as an extract knows them.

Those of 65 and more are in no extract, and neither is who rents of which housing organisation.
"""

import narwhals as nw

from hpanalysis.definitions.model import ROWS, Count, TargetGroup
from hpanalysis.definitions.sources.beskaeftigelse import SOURCE
from hpanalysis.definitions.windows import Rolling

working_age = nw.col("alder").is_between(18, 64)

TARGET = TargetGroup(
    label="beboere på 18-64 år",
    # By person and not by month, so that who moved counts where she lives last.
    members=Count(SOURCE, "beboere på 18-64 år", rows=working_age, per_person=(ROWS,), counted_rows=working_age),
    window=Rolling(months=12, lag_months=3),
)
