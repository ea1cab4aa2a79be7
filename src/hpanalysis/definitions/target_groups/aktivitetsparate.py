"""Residents aged 18-64 on kontanthjælp as aktivitetsparate, or on what the reform folded into it: whom the outreach of
the job centre is for."""

import narwhals as nw

from hpanalysis.definitions.model import ROWS, Count, TargetGroup
from hpanalysis.definitions.sources.beskaeftigelse import SOURCE
from hpanalysis.definitions.windows import Rolling

working_age = nw.col("alder").is_between(18, 64)
# Since 1 July 2025 the benefit for newcomers is delivered under the codes of kontanthjælp (`definitions.benefits`).
not_ready = nw.col("ydelse").is_in(["kontanthjaelp_aktivitetsparat", "hjemrejseydelse"])

TARGET = TargetGroup(
    label="18-64-årige, der er aktivitetsparate eller på hjemrejseydelse",
    members=Count(
        SOURCE,
        "aktivitetsparate",
        where=nw.col(ROWS) >= 1,
        rows=working_age,
        per_person=(ROWS,),
        counted_rows=not_ready,
    ),
    window=Rolling(months=12, lag_months=3),
    hardest=Count(
        SOURCE,
        "aktivitetsparate i mindst 9 måneder",
        where=nw.col(ROWS) >= 9,
        rows=working_age,
        per_person=(ROWS,),
        counted_rows=not_ready,
    ),
    hardest_label="aktivitetsparate i mindst 9 af 12 måneder",
)
