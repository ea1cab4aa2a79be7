"""Mothers of children under 18 who are on kontanthjælp in December: whom Job til mor is for.

The plan's other condition, that the children are much absent from school, would take who is whose mother, which no
extract tells.
"""

import narwhals as nw

from hpanalysis.definitions.indicators.moedre_kontanthjaelp import INDICATOR
from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.sources.moedre import SOURCE

assert isinstance(INDICATOR.numerator, Count)  # counted from rows, so that its persons can be found

TARGET = TargetGroup(
    label="mødre på kontanthjælp med børn under 18 år",
    members=INDICATOR.numerator,
    window=INDICATOR.window,
    same_as="moedre_kontanthjaelp",
    hardest=Count(SOURCE, "mødre med mindst tre børn", where=nw.col("boern_under_18") >= 3),
    hardest_label="mødre med mindst tre børn under 18 år",
)
