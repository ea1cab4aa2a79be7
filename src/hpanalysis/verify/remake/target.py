"""The verdict on a figure's target, made anew from the numbers and words that are published in its row.

At the municipality's level: met where the whole interval of the distance lies within the margin or better (Blackwelder
1982, Controlled Clin. Trials 3, 345-353). A number: met where the whole interval lies at it or beyond. What is not met
is on its way, or not, by the straight line to the target where a test decides, else it points the one way or the other
where that is at least 80 % likely. Falling: met by a sure improvement, failed by a sure worsening, else by the word for
how likely the direction is.
"""

from __future__ import annotations

from fractions import Fraction
from statistics import NormalDist
from typing import NamedTuple

from hpanalysis.published.figures import NO_PERSONS, NOT_DELIVERED, NOT_MEASURED, Figure
from hpanalysis.verify.remake import evidence, reasons, words
from hpanalysis.verify.remake.distances import FROM_LINE, GAP, LEVEL_FORMS
from hpanalysis.verify.remake.figures import MEAN, Figures, read_value

MET, ON_TRACK, TOWARDS, UNCLEAR = "opfyldt", "på vej", "peger mod målet", "uafklaret"
AWAY, NOT_ON_TRACK, NOT_COMPUTABLE = "peger væk fra målet", "ikke på vej", "kan ikke opgøres"
BELOW_CRITERION = "below_state_criterion"
PROBABLE = 0.80
_IMPROVED = (evidence.ALMOST_SURELY[0], evidence.PROBABLY[0])
_WORSENED = (evidence.ALMOST_SURELY[1], evidence.PROBABLY[1])
_WITHOUT_NUMBER = {
    NOT_DELIVERED: "tallet ikke er leveret",
    NO_PERSONS: "der ikke er nogen personer i målgruppen",
}
_IMPROVED_SURELY = "tallet er forbedret siden udgangspunktet"
_DIRECTION_UNKNOWN = "det er uvist, om tallet er forbedret eller forværret siden udgangspunktet"
_SURELY = "tallet er {} den lige linje fra udgangspunktet til målet, og afstanden er sikker"
_PROBABLY = "tallet sandsynligvis er {} den lige linje mod målet, uden at en test afgør det"
_REACHED = "målet sandsynligvis er nået, uden at en test afgør det"
_TOO_SLOWLY = "tallet ser ud til at være forbedret siden udgangspunktet, men langsommere end den lige linje mod målet"
_WITHIN_CHANCE = "tallet ligger så tæt på den lige linje mod målet, at forskellen kan være tilfældig"
_Z = NormalDist().inv_cdf(0.975)

COLUMNS = (*GAP, "margin", "line", *FROM_LINE, "target_probability", "verdict", "reason")


class Judgement(NamedTuple):
    """The verdict on a row's target, and the probability that is published with it."""

    verdict: str  # "" where the plan sets no target that can be judged
    reason: str = ""  # "" where the target is met, and without a verdict
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
    judged = ("falling", BELOW_CRITERION, "number", *LEVEL_FORMS)
    if not figures.is_followed(row) or row.status == NOT_MEASURED or judging.target not in judged:
        return Judgement("")
    if read_value(row) is None:
        return Judgement(NOT_COMPUTABLE, _WITHOUT_NUMBER.get(row.status, reasons.NOT_SHOWN))
    if judging.target == "falling":
        return _judge_falling(row)
    if judging.target == BELOW_CRITERION:
        return _judge_below_criterion(row, figures)
    if judging.target in LEVEL_FORMS:
        number, threshold = _turn(row, GAP, judging.sign), -float(judging.margin)
    else:
        number = _turn(row, ("value", "lo", "hi"), judging.sign)
        threshold = judging.sign * float(judging.target_value or 0)
    if number is None:
        return Judgement(UNCLEAR, _explain_no_number(row, figures))
    reached = compute_probability_at_least(threshold, number)
    # At the municipality's level a limit on the margin is not within it; a number is reached where the limit is at it.
    is_met = number.worst > threshold if judging.target in LEVEL_FORMS else number.worst >= threshold
    return Judgement(MET, "", reached) if is_met else _judge_size(row, reached, _turn(row, FROM_LINE, judging.sign))


def _judge_below_criterion(row: Figure, figures: Figures) -> Judgement:
    """The verdict where the target is to lie below the state's criterion, by the mean of the row's year and the year
    before, and by which way the share has gone. Called for each such row; only its counts are read, as the state counts
    everybody."""
    before, limit = figures.find_year_before(row), figures.get_judging(row).target_value
    now, earlier = _read_share(row), None if before is None or before.row is None else _read_share(before.row)
    if limit is None:
        return Judgement(UNCLEAR, "loven ikke har en grænse for tallet det år")
    if now is None or earlier is None:
        return Judgement(UNCLEAR, "tallet for et af de to år mangler, og loven bruger gennemsnittet af dem")
    if (now + earlier) / 2 <= Fraction(limit):
        return Judgement(MET)
    if now <= Fraction(limit):
        return Judgement(ON_TRACK, "det nyeste år er under statens kriterium, men gennemsnittet af to år er ikke")
    if now < earlier:
        return Judgement(TOWARDS, "tallet er faldet siden året før, men er endnu ikke under statens kriterium")
    return Judgement(NOT_ON_TRACK, "tallet er over statens kriterium og er ikke faldet siden året før")


def _read_share(row: Figure) -> Fraction | None:
    """A row's share in per cent, exactly, from its counts; None where it shows none. Called for a row and the one a
    year before it."""
    numerator, denominator = row.cells["numerator"], row.cells["denominator"]
    return Fraction(numerator) * 100 / Fraction(denominator) if numerator and denominator else None


def _judge_falling(row: Figure) -> Judgement:
    """The verdict where the target is to fall. Called for each such row."""
    since, likely = row.cells["since_baseline"], row.cells["evidence"]
    if since == words.IMPROVED:
        return Judgement(MET)
    if since == words.WORSENED:
        return Judgement(NOT_ON_TRACK, "tallet er forværret siden udgangspunktet")
    if since == words.BREAK:
        return Judgement(UNCLEAR, reasons.BREAK)
    if likely in (*_IMPROVED, *_WORSENED):
        # The word, with the verb between how likely it is and what has happened.
        how, what = likely.rsplit(" ", 1)
        verdict = TOWARDS if likely in _IMPROVED else AWAY
        return Judgement(verdict, f"tallet {how} er {what} siden udgangspunktet, uden at en test afgør det")
    return Judgement(UNCLEAR, (not likely and row.cells["since_reason"]) or _DIRECTION_UNKNOWN)


def _explain_no_number(row: Figure, figures: Figures) -> str:
    """Why a row is not held against its target, which has a size. Called where the distance or the interval is
    missing."""
    judging, measure = figures.get_judging(row), figures.get_indicator(row).measure
    if judging.target in LEVEL_FORMS:
        return row.cells["versus_reason"] or reasons.explain_too_few(measure)
    return reasons.NO_SPREAD if measure == MEAN else reasons.explain_too_few(measure)


def _judge_size(row: Figure, reached: float, from_line: Turned | None) -> Judgement:
    """The verdict on a row that has not surely met a target with a size. Called for each such row. reached: the
    probability that it is at its target. from_line: its distance to the line; None without one."""
    if from_line is None:
        if reached >= PROBABLE:
            return Judgement(TOWARDS, _REACHED, reached)
        is_broken = row.cells["since_baseline"] == words.BREAK
        return Judgement(UNCLEAR, reasons.BREAK if is_broken else row.cells["since_reason"] or reasons.NO_LINE, reached)
    ahead = compute_probability_at_least(0.0, from_line)
    likeliest, improved = max(reached, ahead), row.cells["since_baseline"] == words.IMPROVED
    # A figure that is probably at its target already has no way left to be behind on.
    if from_line.best < 0 and reached < PROBABLE:
        return Judgement(NOT_ON_TRACK, _SURELY.format("bag"), likeliest)
    if from_line.best >= 0 and from_line.worst >= 0:
        return Judgement(ON_TRACK, _SURELY.format("foran"), likeliest)
    if from_line.best >= 0 and from_line.value >= 0 and improved:
        return Judgement(ON_TRACK, f"{_IMPROVED_SURELY} og har fulgt den lige linje mod målet", likeliest)
    if likeliest >= PROBABLE:
        return Judgement(TOWARDS, _REACHED if reached >= PROBABLE else _PROBABLY.format("foran"), likeliest)
    if round(1 - likeliest, 4) < PROBABLE:
        return Judgement(UNCLEAR, _WITHIN_CHANCE, likeliest)
    if improved or row.cells["evidence"] in _IMPROVED:
        return Judgement(UNCLEAR, _TOO_SLOWLY, likeliest)
    return Judgement(AWAY, _PROBABLY.format("bag"), likeliest)


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
    if cells["reason"] != judgement.reason:
        wrong.append("reason")
    printed = cells["target_probability"]
    if judgement.probability is None:
        return wrong + (["target_probability"] if printed else [])
    if not printed or abs(float(printed) - judgement.probability) > 1e-6:
        wrong.append("target_probability")
    return wrong
