"""A figure against its delmål's target: the form that the plan gives it, the line to it, how likely it is to be met.

`forms` gives the verdict and its reason; it reads `line` (where the straight line to the target stands), `difference`
(how far a figure lies from the municipality or from the line, as published) and `probability`.
"""

from hpanalysis.judge.target.difference import PublishedDifference, make_difference
from hpanalysis.judge.target.forms import TargetEvidence, TargetJudgement, judge_target
from hpanalysis.judge.target.line import (
    LEVEL_FORMS,
    LinePoint,
    LineTarget,
    compute_line_point,
    compute_way_left,
    draw_line,
    find_line_target,
)

__all__ = [
    "LEVEL_FORMS",
    "LinePoint",
    "LineTarget",
    "PublishedDifference",
    "TargetEvidence",
    "TargetJudgement",
    "compute_line_point",
    "compute_way_left",
    "draw_line",
    "find_line_target",
    "judge_target",
    "make_difference",
]
