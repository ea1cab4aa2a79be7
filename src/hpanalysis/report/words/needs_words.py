"""What is needed for a target, in words: how far there is to go, the value to reach, and when it can be known.

One pattern for each. They say what it would take, never that it will come, nor what would bring it about. Four values
stand beside each other and are easily taken for one: the target, the whole municipality's figure, the straight line by
now, and the value that would be sure. So each is told by its name, in one paragraph.
"""

from __future__ import annotations

from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Measure, Unit
from hpanalysis.plan import Adoption, Target
from hpanalysis.report import numbers, places
from hpanalysis.report.cells import Cell, TargetNeeds
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import NOT_IN_PLAN, Since, Verdict


def is_falling(adoption: Adoption) -> bool:
    """Whether the target is to fall, so that it has no size. Asked before the words on it are chosen, and for the
    overview's table of delmål."""
    return adoption.target is Target.FALLING


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


def count_fewer(count: int | None, indicator: Indicator) -> str:
    """How many fewer (more) a way is, without what is counted: `37 færre`, `én flere`; "" where it is none or not
    counted in persons, events or dwellings. Called for the overview's table of delmål, whose rows name the figure."""
    if not count:
        return ""
    so_many = "én" if count == 1 else danish.format_number(count)
    return f"{so_many} {'flere' if indicator.direction.sign > 0 else 'færre'}"


def is_out_of_reach(needs: TargetNeeds) -> bool:
    """Whether no half-year of the plan is late enough for it to be known that the target is met. Asked for the words on
    when, and for what the board has to decide."""
    return needs.sure_reason.startswith(NOT_IN_PLAN)


def _with_persons(text: str, count: int | None, indicator: Indicator) -> str:
    """A way in the unit with what it is in persons: `2,3 procentpoint, svarende til 12 færre elever ...`. Called for
    the distance to a target and for the needed value."""
    persons = name_persons(count, indicator)
    return f"{text}, svarende til {persons}" if persons else text


def _name_target(cell: Cell, needs: TargetNeeds, speaker: Speaker) -> str:
    """Where the target is, by its name: the baseline that a figure is to come under, the level of the rest of the
    municipality beside that of the whole, or the plan's own number. Called for the sentence on the distance. The target
    is known."""
    assert needs.target_now is not None  # asked before
    where = numbers.format_briefly(needs.target_now, speaker.indicator)
    if is_falling(speaker.adoption):
        return f"Målet er at komme under udgangspunktet på {where}"
    if speaker.adoption.target is Target.NUMBER:
        return f"Målet er {where}"
    rest = places.name_rest(speaker.indicator, speaker.release.plan)
    if cell.municipality is None:
        return f"Målet er niveauet {rest}, som nu er {where}"
    whole = places.name_whole(speaker.indicator, speaker.release.plan)
    level = numbers.format_briefly(cell.municipality, speaker.indicator)
    return f"Målet er niveauet {rest}, som nu er {where} mod {level} {whole}"


def _state_distance(cell: Cell, needs: TargetNeeds, speaker: Speaker) -> str:
    """The sentence on where the target is and how far there is to go; "" where that is not known, and for a figure that
    was to fall and surely has. Called for a figure with a target."""
    if needs.target_now is None or needs.distance is None:
        return ""
    if needs.distance == 0 and is_falling(speaker.adoption):
        if cell.since is Since.IMPROVED:
            return ""
        where = numbers.format_briefly(needs.target_now, speaker.indicator)
        return f"Målet er et fald fra udgangspunktet på {where}, og faldet mangler at blive sikkert."
    target = _name_target(cell, needs, speaker)
    if needs.distance == 0:
        return f"{target}, og tallet er nået dertil."
    way = numbers.format_difference(needs.distance, speaker.indicator)
    return f"{target}, og der mangler {_with_persons(way, needs.distance_persons, speaker.indicator)}."


def _state_line(cell: Cell, indicator: Indicator) -> str:
    """The sentence on where the figure would be by now on the straight line to its target; "" without a line. Called
    for a figure with a target, whose verdict speaks of the line."""
    if cell.line is None:
        return ""
    bound = "mindst" if indicator.direction.sign > 0 else "højst"
    due = numbers.format_briefly(cell.line, indicator)
    return f"På den lige linje fra udgangspunktet til målet skulle tallet nu være {bound} {due}."


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


def describe_needs(cell: Cell, speaker: Speaker) -> list[str]:
    """The sentences on what is needed for a figure's target, not yet finished; empty where nothing can be told, or the
    figure is not public. Called beside the verdict on the target on a delaftale's page. speaker: the indicator and its
    Danish words."""
    needs, indicator, adoption = cell.needs, speaker.indicator, speaker.adoption
    if not cell.is_public or needs is None:
        return []
    sentences = [
        _state_distance(cell, needs, speaker),
        _state_line(cell, indicator),
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
    sure = _shorten_sure_fall(needs, indicator) if is_falling(adoption) else ""
    texts = [_shorten_way(needs, indicator), sure, _shorten_when(needs), state_improvement(needs)]
    return [text for text in texts if text]


def _shorten_way(needs: TargetNeeds, indicator: Indicator) -> str:
    """How far it is to the target in few words; "" where there is nothing to go. Called for the short form."""
    if not needs.distance:
        return ""
    way = numbers.format_difference(needs.distance, indicator)
    return f"Mangler {_with_persons(way, needs.distance_persons, indicator)}."


def _shorten_sure_fall(needs: TargetNeeds, indicator: Indicator) -> str:
    """How low the next measurement must be for a fall to be sure, in few words; "" without such a value. Called for the
    short form of a figure that is to fall."""
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
