"""The verdict on a figure's target, made anew from the numbers and words that are published in its row.

At the municipality's level: met where the whole interval of the distance lies within the margin or better (Blackwelder
1982, Controlled Clin. Trials 3, 345-353). A number: met where the whole interval lies at it or beyond. What is not met
is on its way, or not, by the straight line to the target where a test decides, else it points the one way or the other
where that is at least 80 % likely. Falling: met by a sure improvement, failed by a sure worsening, else by the word for
how likely the direction is.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

from hpanalysis.published.figures import NOT_MEASURED, Figure
from hpanalysis.verify.remake import evidence, words
from hpanalysis.verify.remake.distances import FROM_LINE, GAP, LEVEL_FORMS
from hpanalysis.verify.remake.figures import Figures, read_value

MET, ON_TRACK, TOWARDS, UNCLEAR = "opfyldt", "på vej", "peger mod målet", "uafklaret"
AWAY, NOT_ON_TRACK, NOT_COMPUTABLE = "peger væk fra målet", "ikke på vej", "kan ikke opgøres"
PROBABLE = 0.80
_IMPROVED = (evidence.ALMOST_SURELY[0], evidence.PROBABLY[0])
_WORSENED = (evidence.ALMOST_SURELY[1], evidence.PROBABLY[1])
_Z = NormalDist().inv_cdf(0.975)

COLUMNS = (*GAP, "margin", "line", *FROM_LINE, "target_probability", "verdict", "reason")


class Judgement(NamedTuple):
    """The verdict on a row's target, and the probability that is published with it."""

    verdict: str  # "" where the plan sets no target that can be judged
    probability: float | None = None  # None for a target without a size, and where it cannot be computed


class Turned(NamedTuple):
    """A number with its 95 % limits, turned so that more is better."""

    value: float
    worst: float
    best: float


def _turn(row: Figure, columns: tuple[str, ...], sign: int) -> Turned | None:
    """Three columns of a row as a number with its limits; None where any is empty. Called for the distances to the
    municipality and to the line, and for the figure itself."""
    texts = [row.cells[column] for column in columns]
    if not all(texts):
        return None
    value, *ends = (sign * float(text) for text in texts)
    return Turned(value, min(ends), max(ends))


def compute_probability_at_least(threshold: float, number: Turned) -> float:
    """The probability that a number is at least a threshold, from its interval read as a normal one, each half by
    itself. Called for each figure whose target has a size. Four decimals, as it is published."""
    away = number.value - threshold
    if away == 0:
        return 0.5
    half = number.value - number.worst if away > 0 else number.best - number.value
    if half <= 0:
        return 1.0 if away > 0 else 0.0
    return round(NormalDist().cdf(_Z * away / half), 4)


def judge_row(row: Figure, figures: Figures) -> Judgement:
    """The verdict that a row must have on its target. Called for each row. Only housing areas and their total have one,
    and only where the indicator is measured for them; of a row without a number it is that it cannot be computed."""
    judging = figures.get_judging(row)
    judged = ("falling", "falling_and_below_state_criterion", "number", *LEVEL_FORMS)
    if not figures.is_followed(row) or row.status == NOT_MEASURED or judging.target not in judged:
        return Judgement("")
    if read_value(row) is None:
        return Judgement(NOT_COMPUTABLE)
    if judging.target.startswith("falling"):
        return _judge_falling(row, judging.target == "falling")
    if judging.target in LEVEL_FORMS:
        number, threshold = _turn(row, GAP, judging.sign), -float(judging.margin)
    else:
        number = _turn(row, ("value", "lo", "hi"), judging.sign)
        threshold = judging.sign * float(judging.target_value or 0)
    if number is None:
        return Judgement(UNCLEAR)
    reached = compute_probability_at_least(threshold, number)
    # At the municipality's level a limit on the margin is not within it; a number is reached where the limit is at it.
    is_met = number.worst > threshold if judging.target in LEVEL_FORMS else number.worst >= threshold
    return Judgement(MET, reached) if is_met else _judge_size(row, reached, _turn(row, FROM_LINE, judging.sign))


def _judge_falling(row: Figure, is_all: bool) -> Judgement:
    """The verdict where the target is to fall. Called for each such row. is_all: False where the state's criterion is a
    part of the target too, so that a sure fall is on its way and no more."""
    since, likely = row.cells["since_baseline"], row.cells["evidence"]
    if since == words.IMPROVED:
        return Judgement(MET if is_all else ON_TRACK)
    if since == words.WORSENED:
        return Judgement(NOT_ON_TRACK)
    if since == words.BREAK:
        return Judgement(UNCLEAR)
    return Judgement(TOWARDS if likely in _IMPROVED else AWAY if likely in _WORSENED else UNCLEAR)


def _judge_size(row: Figure, reached: float, from_line: Turned | None) -> Judgement:
    """The verdict on a row that has not surely met a target with a size. Called for each such row. reached: the
    probability that it is at its target. from_line: its distance to the line; None without one."""
    if from_line is None:
        return Judgement(TOWARDS if reached >= PROBABLE else UNCLEAR, reached)
    ahead = compute_probability_at_least(0.0, from_line)
    likeliest, improved = max(reached, ahead), row.cells["since_baseline"] == words.IMPROVED
    # A figure that is probably at its target already has no way left to be behind on.
    if from_line.best < 0 and reached < PROBABLE:
        return Judgement(NOT_ON_TRACK, likeliest)
    if from_line.best >= 0 and (from_line.worst >= 0 or (from_line.value >= 0 and improved)):
        return Judgement(ON_TRACK, likeliest)
    if likeliest >= PROBABLE:
        return Judgement(TOWARDS, likeliest)
    is_improving = improved or row.cells["evidence"] in _IMPROVED
    is_away = round(1 - likeliest, 4) >= PROBABLE and not is_improving
    return Judgement(AWAY if is_away else UNCLEAR, likeliest)


def list_wrong_columns(row: Figure, figures: Figures) -> list[str]:
    """The columns of a row's verdict on its target that do not follow: margin, verdict, reason and probability. Called
    for each row; the distances that they rest on are asked elsewhere."""
    judgement, cells, judging = judge_row(row, figures), row.cells, figures.get_judging(row)
    has_margin = figures.is_followed(row) and figures.is_delivered(row) and judging.target in LEVEL_FORMS
    wrong = []
    if bool(cells["margin"]) != has_margin or (has_margin and float(cells["margin"]) != float(judging.margin)):
        wrong.append("margin")
    if cells["verdict"] != judgement.verdict:
        wrong.append("verdict")
    if bool(cells["reason"]) != (judgement.verdict not in ("", MET)):
        wrong.append("reason")
    printed = cells["target_probability"]
    if judgement.probability is None:
        return wrong + (["target_probability"] if printed else [])
    if not printed or abs(float(printed) - judgement.probability) > 1e-6:
        wrong.append("target_probability")
    return wrong
