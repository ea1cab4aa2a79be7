"""Share of persons aged 18-64 on kontanthjælp in at least nine of twelve months."""

import narwhals as nw

from hpanalysis.definitions.benefits import KONTANTHJAELP_SINCE_REFORM
from hpanalysis.definitions.model import ROWS, Count, Coverage, Direction, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.beskaeftigelse import SOURCE
from hpanalysis.definitions.windows import Rolling

working_age = nw.col("alder").is_between(18, 64)
# What the reform of 1 July 2025 made kontanthjælp counts in the months before it too, so the series has no break.
on_kontanthjaelp = nw.col("ydelse").is_in(list(KONTANTHJAELP_SINCE_REFORM))
# Nine of twelve is chosen, because the plan speaks of long-standing benefits without a limit.
most_months = nw.col(ROWS) >= 9  # a row is a person's month

INDICATOR = Indicator(
    label="Længe på kontanthjælp",
    title="På kontanthjælp i mindst 9 af 12 måneder",
    why="Tallet viser, hvor mange borgere i den arbejdsdygtige alder der lever af kontanthjælp i lang tid.",
    numerator=Count(
        SOURCE,
        "18-64-årige på kontanthjælp i mindst 9 måneder",
        where=most_months,
        rows=working_age,
        per_person=(ROWS,),
        counted_rows=on_kontanthjaelp,
    ),
    denominator=Count(SOURCE, "18-64-årige", rows=working_age, per_person=(ROWS,), counted_rows=on_kontanthjaelp),
    window=Rolling(months=12, lag_months=3),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-64-årige længe på kontanthjælp",
        level="{V} fik {x} af de 18-64-årige {o} kontanthjælp i mindst 9 måneder.",
        caveat=(
            "Grænsen på 9 af 12 måneder er valgt af os og skal bekræftes af jobcenteret; det, der siden 1. juli 2025 "
            "hedder kontanthjælp, tæller med i alle måneder."
        ),
    ),
)
