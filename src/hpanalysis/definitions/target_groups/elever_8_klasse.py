"""Pupils of the 8th grade: whom family-oriented guidance on education is for.

The plan's condition, that the family makes it hard for the young person to become ready for an education, stands in no
extract.
"""

import narwhals as nw

from hpanalysis.definitions.model import ROWS, Count, TargetGroup
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

in_8th_grade = nw.col("klassetrin") == 8

TARGET = TargetGroup(
    label="elever i 8. klasse",
    # By person and not by month, so that who moved counts where she lived last.
    members=Count(SOURCE, "elever i 8. klasse", rows=in_8th_grade, per_person=(ROWS,), counted_rows=in_8th_grade),
    window=SchoolYear(),
)
