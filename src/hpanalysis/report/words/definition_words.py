"""What a definition declares, in Danish: what is counted, the unit, the window's rule, how a row is put in an area."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.definitions import model
from hpanalysis.definitions.model import Indicator, Source, Unit
from hpanalysis.definitions.windows import CalendarYear, Kind, Rolling, SchoolYear, StatusDate, StatusMonth, Window
from hpanalysis.plan import Choice, Plan

NO_SYSTEM = "planen nævner intet"
_DECIMALS = ("uden decimaler", "med én decimal", "med to decimaler")


def make_sentence(words: str) -> str:
    """A title or a noun phrase as a sentence: a capital first, one full stop last. Called for an indicator's title and
    for what a row of its sources is, on its definition page."""
    return f"{danish.capitalise(words).rstrip('.')}."


def describe_unit(indicator: Indicator) -> str:
    """The sentence on how the printed figure comes of numerator and denominator, and with how many decimals. Called for
    an indicator's definition page."""
    digits = _DECIMALS[indicator.decimals]
    per = f"{danish.NBSP}{indicator.sentences.per}" if indicator.sentences.per else ""
    return {
        Unit.PERCENT: f"Tallet er tælleren i procent af nævneren, {digits}.",
        Unit.PER_THOUSAND: f"Tallet er tælleren pr.{danish.NBSP}1.000{per}, {digits}.",
        Unit.MEAN: f"Tallet er et gennemsnit: tælleren delt med nævneren, {digits}.",
        Unit.COUNT: "Tallet er antallet selv; der er ingen nævner.",
    }[indicator.unit]


def _count_months(count: int) -> str:
    """A number of months in words: `1 måned`, `12 måneder`. Called for the sentences on the time a figure is counted
    over."""
    return f"{count}{danish.NBSP}{'måned' if count == 1 else 'måneder'}"


def _state_delivery(window: CalendarYear | SchoolYear | StatusDate | StatusMonth) -> str:
    """The sentence on how many months after a window of time its data come, at the latest. Called for windows that
    follow the calendar, on an indicator's definition page."""
    return f"Data leveres senest {_count_months(window.delivered_after)} efter."


def describe_window(rule: Window) -> str:
    """The sentences on the time that a figure is counted over, and when its data come. Called for an indicator's
    definition page. rule: the rule that its definition gives for that time."""
    if isinstance(rule, Rolling):
        return (
            f"De {_count_months(rule.months)}, der slutter {_count_months(rule.lag_months)} før halvårets sidste dag."
        )
    if isinstance(rule, CalendarYear):
        return f"Et kalenderår. {_state_delivery(rule)}"
    if isinstance(rule, SchoolYear):
        return f"Et skoleår, fra 1.{danish.NBSP}august til 31.{danish.NBSP}juli. {_state_delivery(rule)}"
    if isinstance(rule, StatusDate):
        return f"Én dag om året, {rule.day}.{danish.NBSP}{danish.name_month(rule.month)}. {_state_delivery(rule)}"
    if isinstance(rule, StatusMonth):
        return f"Én måned om året, {danish.name_month(rule.month)}. {_state_delivery(rule)}"
    return {
        Kind.DATA_YEAR: "Et dataår hos leverandøren. Tallet kommer, når året er leveret.",
        Kind.ELECTION: "Et valg. Tallet kommer, når valgets data er leveret.",
        Kind.SURVEY: "En tryghedsmåling. Tallet kommer, når målingen er leveret.",
    }[rule.kind]


_PLACES = {
    model.Place.ADDRESS: "En person hører til det boligområde, som adressen ligger i efter planens adresseliste.",
    model.Place.DEPARTMENT: (
        "En række hører til det boligområde, som boligafdelingen ligger i efter planens liste over afdelinger."
    ),
    model.Place.AREA: "Leverandøren har selv opgjort tallet for området.",
}


def describe_placing(indicator: Indicator) -> str:
    """The sentences on how a row of an extract is put in a housing area, one for each way that the indicator's sources
    use. Called for an indicator's definition page."""
    return " ".join(dict.fromkeys(_PLACES[source.place] for source in indicator.sources))


def name_system(source: Source, plan: Plan) -> str:
    """The system that the plan names as a source, in its own words; "" where it names none. Called for each source that
    a page tells of."""
    agreed = plan.data_agreement(source.name)
    return "" if agreed is None else agreed.system


def describe_sources(indicator: Indicator, plan: Plan) -> str:
    """An indicator's sources with the systems that the plan names and who delivers them: `Unge i uddannelse (»Unoung«),
    leveret af Randers Kommune`. Called for definition cards and for the accounting year's report."""
    named = [(source, name_system(source, plan)) for source in indicator.sources]
    return "; ".join(
        f"{source.label}{f' (»{system}«)' if system else ''}, leveret af {source.delivered_by}"
        for source, system in named
    )


def state_choice(choice: Choice) -> str:
    """The sentence on what was chosen where the plan leaves it open, and whether somebody has confirmed it. Called for
    each choice on its indicators' definition pages."""
    if choice.confirmed_on is None:
        return f"Valgt af os, skal bekræftes af {choice.confirm_by_da}: {choice.what_da}"
    day = danish.format_day(choice.confirmed_on)
    return f"Bekræftet af {choice.confirmed_by_da} den {day}: {choice.what_da}"
