"""The verdicts by value. Direction is turned into a sign once: a positive difference is always the good way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Indicator
from hpanalysis.plan import Target
from hpanalysis.tables import Since, Verdict, Versus


@dataclass(frozen=True)
class Figures:
    """What a verdict is given on; None where there is no number to show.

    baseline: recomputed if it can be shown, else as printed. Ends and starts are those of the two windows.
    """

    value: Decimal | None
    municipality: Decimal | None
    baseline: Decimal | None
    baseline_municipality: Decimal | None
    start: date
    end: date
    baseline_start: date | None
    baseline_end: date | None


NOT_SHOWN = "tallet vises ikke"
NO_COMPARISON = "kommunens tal måler ikke det samme"
NO_MUNICIPALITY = "kommunens tal kendes ikke"
COVERAGE = "mange boligafdelinger mangler i tallet"
NO_BASELINE = "udgangspunktet kendes ikke"
OVERLAP = "perioderne overlapper hinanden"
IS_BASELINE = "tallet er selv udgangspunktet"
STATE_CRITERION = "kommunens opgørelse og statens kriterium ikke måler det samme"


def broken(indicator: Indicator, figures: Figures) -> bool:
    """Whether the definition changed between the two windows so that they cannot be compared ("databrud")."""
    if figures.baseline_end is None:
        return False
    return indicator.broken_between(figures.baseline_end, figures.end) is not None


def against_municipality(indicator: Indicator, figures: Figures) -> tuple[Versus, str]:
    """Area against the municipality, and the reason where it cannot be judged."""
    if not indicator.comparable:
        return Versus.NOT_JUDGEABLE, NO_COMPARISON
    if figures.value is None or figures.municipality is None:
        return Versus.NOT_JUDGEABLE, NOT_SHOWN if figures.value is None else NO_MUNICIPALITY
    difference = indicator.direction.sign * (figures.value - figures.municipality)
    if difference == 0:
        return Versus.NO_SURE_DIFFERENCE, ""
    return (Versus.BETTER if difference > 0 else Versus.WORSE), ""


def _no_change(indicator: Indicator, figures: Figures) -> str:
    """Why the change since the baseline cannot be judged; empty if it can."""
    if figures.value is None:
        return NOT_SHOWN
    if not indicator.change_judged:
        return COVERAGE
    if figures.baseline is None or figures.baseline_end is None:
        return NO_BASELINE
    if figures.end <= figures.baseline_end:
        return IS_BASELINE
    return OVERLAP if figures.start <= figures.baseline_end else ""


def since_baseline(indicator: Indicator, figures: Figures) -> tuple[Since, str]:
    """Now against the baseline, and the reason where it cannot be judged. Windows that overlap are not compared."""
    if figures.value is not None and broken(indicator, figures):
        return Since.BREAK, ""
    if reason := _no_change(indicator, figures):
        return Since.NOT_JUDGEABLE, reason
    difference = indicator.direction.sign * (figures.value - figures.baseline)
    if difference == 0:
        return Since.NO_SURE_CHANGE, ""
    return (Since.IMPROVED if difference > 0 else Since.WORSENED), ""


def _at_municipality(indicator: Indicator, figures: Figures) -> tuple[Verdict, str]:
    """At the municipality's level or better; on track if nearer to it than at the baseline."""
    versus, reason = against_municipality(indicator, figures)
    if versus is Versus.NOT_JUDGEABLE:
        return Verdict.NOT_JUDGEABLE, reason
    if versus is not Versus.WORSE:
        return Verdict.MET, ""
    if reason := _no_change(indicator, figures) or (
        "" if figures.baseline_municipality is not None else NO_MUNICIPALITY
    ):
        return Verdict.NOT_JUDGEABLE, reason
    gap = abs(figures.value - figures.municipality)
    before = abs(figures.baseline - figures.baseline_municipality)
    return (Verdict.ON_TRACK if gap < before else Verdict.NOT_ON_TRACK), ""


def _falling(indicator: Indicator, figures: Figures) -> tuple[Verdict, str]:
    """Falling has no size: it has fallen, or it has not."""
    since, reason = since_baseline(indicator, figures)
    if since is Since.BREAK:
        return Verdict.NOT_JUDGEABLE, Since.BREAK.value
    if since is Since.NOT_JUDGEABLE:
        return Verdict.NOT_JUDGEABLE, reason
    return (Verdict.MET if since is Since.IMPROVED else Verdict.NOT_ON_TRACK), ""


def _falling_and_below_criterion(indicator: Indicator, figures: Figures) -> tuple[Verdict, str]:
    """Two-fold: that it falls can be seen; the state's criterion is another measure, so it is never met by this one."""
    verdict, reason = _falling(indicator, figures)
    return (Verdict.NOT_JUDGEABLE, STATE_CRITERION) if verdict is Verdict.MET else (verdict, reason)


_FORMS = {
    Target.FALLING: _falling,
    Target.AT_MUNICIPALITY: _at_municipality,
    Target.AT_OR_ABOVE_MUNICIPALITY: _at_municipality,
    Target.FALLING_AND_BELOW_STATE_CRITERION: _falling_and_below_criterion,
}


def against_target(indicator: Indicator, target: Target, figures: Figures) -> tuple[Verdict | None, str]:
    """The delmål's verdict in the plan's own form; None where the plan sets no target for the indicator."""
    form = _FORMS.get(target)
    return (None, "") if form is None else form(indicator, figures)
