"""What is needed for a target, in words: how far there is to go, the value to reach, and when it can be known.

One pattern for each. They say what it would take, never that it will come, nor what would bring it about.
"""

from __future__ import annotations

from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Measure, Unit
from hpanalysis.plan import Adoption, Target
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell, TargetNeeds
from hpanalysis.tables import NOT_IN_PLAN, Verdict

_FALLING = (Target.FALLING, Target.FALLING_AND_BELOW_STATE_CRITERION)


def is_falling(adoption: Adoption) -> bool:
    """Whether the target is to fall, so that it has no size. Asked before the words on it are chosen, and for the
    overview's table of delmål."""
    return adoption.target in _FALLING


def name_persons(count: int | None, indicator: Indicator) -> str:
    """How many persons (events, dwellings) a way is, and which: `37 færre elever med over 10 pct. fravær`, `én flere`;
    "" where it is none, where it is not counted so, and where the figure is a count itself. Called for each way that is
    told. Persons' time is told as persons who are there all the time."""
    if not count or indicator.unit is Unit.COUNT:
        return ""
    more = "flere" if indicator.direction.sign > 0 else "færre"
    if count == 1:
        return f"én {more}"
    label = indicator.numerator.label
    if indicator.measure is Measure.CLUSTERED_SHARE:
        label = f"{label.replace('personmåneder', 'personer')} i gennemsnit"
    return f"{danish.format_number(count)} {more} {label}"


def name_fewer(count: int | None, indicator: Indicator) -> str:
    """How many fewer (more) a way is, of a count too: `37 færre elever med over 10 pct. fravær`, `13 færre`; "" where
    it is none or not counted so. Called for the overview's table of delmål."""
    if not count or indicator.unit is not Unit.COUNT:
        return name_persons(count, indicator)
    return f"{danish.format_number(count)} {'flere' if indicator.direction.sign > 0 else 'færre'}"


def is_out_of_reach(needs: TargetNeeds) -> bool:
    """Whether no half-year of the plan is late enough for it to be known that the target is met. Asked for the words on
    when, and for what the board has to decide."""
    return needs.sure_reason.startswith(NOT_IN_PLAN)


def _with_persons(text: str, count: int | None, indicator: Indicator) -> str:
    """A way in the unit with what it is in persons: `2,3 procentpoint, svarende til 12 færre elever ...`. Called for
    the distance to a target and for the needed value."""
    persons = name_persons(count, indicator)
    return f"{text}, svarende til {persons}" if persons else text


def _state_distance(needs: TargetNeeds, indicator: Indicator, adoption: Adoption) -> str:
    """The sentence on where the target is and how far there is to go; "" where that is not known, and for a figure that
    is to fall and has not risen, whose way is told by the value it needs. Called for a figure with a target."""
    if needs.target_now is None or needs.distance is None or (is_falling(adoption) and needs.distance == 0):
        return ""
    where = numbers.format_briefly(needs.target_now, indicator)
    if needs.distance == 0:
        return f"Målet er nu {where}, og tallet er nået dertil."
    way = _with_persons(numbers.format_difference(needs.distance, indicator), needs.distance_persons, indicator)
    # A figure that is to fall has its baseline to come under.
    target = f"Udgangspunktet er {where}" if is_falling(adoption) else f"Målet er nu {where}"
    return f"{target}, og der mangler {way}."


def _state_needed_value(needs: TargetNeeds, indicator: Indicator, adoption: Adoption, margin: Decimal | None) -> str:
    """The sentence on what the next measurement must be for the answer to be sure; "" where there is no such value.
    Called for a figure with a target. margin: within which the target counts as reached, so that the value may lie on
    the near side of it; None without one."""
    if needs.needed_value is None:
        return ""
    when = "" if needs.needed_in is None else f" i {danish.format_half_year(needs.needed_in)}"
    within = "" if margin is None else f" inden for margenen på {numbers.format_margin(margin, indicator)}"
    sure = "tallet er faldet" if is_falling(adoption) else f"målet er nået{within}"
    persons = name_persons(needs.needed_persons, indicator)
    more = f" Det er {persons} end nu." if persons else ""
    return (
        f"Er lige så mange med i næste måling{when}, skal tallet være {_bound(needs, indicator)}, før det er sikkert, "
        f"at {sure}.{more}"
    )


def _bound(needs: TargetNeeds, indicator: Indicator) -> str:
    """The needed value as a bound: `højst 22,7 pct.`, `mindst 34 pct.`. Called for both forms of the sentence. There is
    a value."""
    assert needs.needed_value is not None  # asked before
    if indicator.unit is Unit.COUNT and needs.needed_value == 0:
        return f"0{danish.NBSP}{indicator.sentences.short_many or indicator.sentences.count_many}"
    bound = "mindst" if indicator.direction.sign > 0 else "højst"
    return f"{bound} {numbers.format_briefly(needs.needed_value, indicator)}"


def _state_when(needs: TargetNeeds, adoption: Adoption, is_met: bool) -> str:
    """The sentence on when it can be known that the target is met; "" where that is known already, or nothing can be
    worked out. Called for a figure with a target. is_met: whether it is met."""
    falling = is_falling(adoption)
    if needs.sure_from is not None:
        course = "Fortsætter tallet som hidtil" if falling else "Følger tallet den lige linje til målet"
        return f"{course}, kan det tidligst vides i {danish.format_half_year(needs.sure_from)}."
    if is_out_of_reach(needs):
        course = "tallet fortsætter som hidtil" if falling else "tallet følger den lige linje til målet"
        return f"Selv om {course}, kan det ikke vides i planperioden, om målet er nået{_find_rest(needs)}."
    # Without a value to reach, the verdict has given the reason.
    if is_met or needs.needed_value is None or not needs.sure_reason:
        return ""
    return f"Hvornår det kan vides, kan ikke siges, fordi {needs.sure_reason}."


def _find_rest(needs: TargetNeeds) -> str:
    """What to see instead, where it cannot be known within the plan: `; se tre år samlet`. Called for both forms of
    that sentence."""
    return needs.sure_reason.removeprefix(NOT_IN_PLAN)


def state_improvement(needs: TargetNeeds) -> str:
    """The sentence on when an improvement can be sure, on the way to a target that has a size; "" where none can.
    Called for a figure with such a target, here and in the overview's table of delmål."""
    if needs.improved_from is None:
        return ""
    return f"En forbedring kan tidligst være sikker i {danish.format_half_year(needs.improved_from)}."


def describe_needs(cell: Cell, indicator: Indicator, adoption: Adoption) -> list[str]:
    """The sentences on what is needed for a figure's target, not yet finished; empty where nothing can be told, or the
    figure is not public. Called beside the verdict on the target on a delaftale's page."""
    needs = cell.needs
    if not cell.is_public or needs is None:
        return []
    sentences = [
        _state_distance(needs, indicator, adoption),
        _state_needed_value(needs, indicator, adoption, cell.margin),
        _state_when(needs, adoption, cell.verdict is Verdict.MET),
        state_improvement(needs),
    ]
    return [sentence for sentence in sentences if sentence]


def summarise_needs(cell: Cell, indicator: Indicator, adoption: Adoption) -> list[str]:
    """The same in few words, for a line of the overview and a cell of a table: how far, and when. Called for each
    figure that decides a delmål, and for each row of an indicator's table. Empty as `describe_needs`, and for a figure
    that has met its target."""
    needs = cell.needs
    if not cell.is_public or needs is None or cell.verdict is Verdict.MET:
        return []
    texts = [_shorten_way(needs, indicator, adoption), _shorten_when(needs), state_improvement(needs)]
    return [text for text in texts if text]


def _shorten_way(needs: TargetNeeds, indicator: Indicator, adoption: Adoption) -> str:
    """How far there is to go in few words; of a fall how low the next measurement must be. Called for the short form;
    "" where there is nothing to go, or no such value."""
    if not is_falling(adoption):
        if not needs.distance:
            return ""
        way = numbers.format_difference(needs.distance, indicator)
        return f"Mangler {_with_persons(way, needs.distance_persons, indicator)}."
    if needs.needed_value is None:
        return ""
    persons = name_persons(needs.needed_persons, indicator)
    return f"Sikkert fald ved {_bound(needs, indicator)}{f', {persons} end nu' if persons else ''}."


def _shorten_when(needs: TargetNeeds) -> str:
    """When it can be known in few words; "" where it is known, or cannot be told. Called for the short form."""
    if needs.sure_from is not None:
        return f"Om målet er nået, kan tidligst vides i {danish.format_half_year(needs.sure_from)}."
    if is_out_of_reach(needs):
        return f"Om målet er nået, kan ikke vides i planperioden{_find_rest(needs)}."
    return ""
