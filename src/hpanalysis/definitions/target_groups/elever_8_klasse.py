"""Pupils of the 8th grade: whom family-oriented guidance on education is for.

The plan's condition, that the family makes it hard for the young person to become ready for an education, stands in no
extract.
"""

import narwhals as nw

from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import SchoolYear

TARGET = TargetGroup(
    label="elever i 8. klasse",
    members=Count(SOURCE, "elever i 8. klasse", where=nw.col("klassetrin") == 8),
    window=SchoolYear(),
)
